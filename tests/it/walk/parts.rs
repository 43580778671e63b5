//! What a case tells of its handling, held against the model part by part.

use domain::access::Role;
use serde_json::{Value, json};

use super::actors::Actor;
use super::model::{Case, State};
use super::world::Step;

/// The items of a list; none: there is no list.
fn each(list: &Value, shown: impl Fn(&Value) -> Value) -> Value {
    let items = list.as_array().into_iter().flatten();
    items.map(shown).collect()
}

/// That the handling of a case is told as the model has it, as far as the reader is told of it.
pub fn compare(case: &Case, told: &Value, actor: &Actor) -> Step {
    let done = &case.handling;
    let term = &told["term"];
    let mut parts = vec![
        (
            "contact",
            told["form"]["contact"].clone(),
            json!(case.phone.is_some()),
        ),
        (
            "measures",
            each(&told["conclusion"]["measures"], |one| {
                json!([one["department"], !one["executed_on"].is_null()])
            }),
            done.measures
                .iter()
                .map(|one| json!([one.department, one.executed]))
                .collect(),
        ),
        (
            "extensions",
            each(&term["extensions"], |one| {
                json!([one["on"], one["to_working_days"]])
            }),
            done.extensions
                .iter()
                .map(|(on, days)| json!([on, days]))
                .collect(),
        ),
        (
            "archived",
            term["archive"]["on"].clone(),
            json!(done.archived_on),
        ),
        (
            "feedback",
            json!(term["feedback"]["on"].is_string()),
            json!(done.fed_back),
        ),
        (
            "feedback owed",
            json!(term["feedback"]["owed"] == true),
            json!(case.state == State::Concluded && case.phone.is_some()),
        ),
        (
            "supplements",
            json!(told["supplements"].as_array().map_or(0, Vec::len)),
            json!(done.supplements),
        ),
    ];
    if actor.reads_evaluations() {
        let statements = &told["public_response"]["statements"];
        let links = each(&told["dossier"]["links"], |one| one["same_matter"].clone());
        let count = |list: &Value, same: bool| {
            let items = list.as_array().into_iter().flatten();
            items.filter(|one| **one == json!(same)).count()
        };
        let known = |same: bool| done.links.values().filter(|one| **one == same).count();
        parts.extend([
            (
                "statements",
                json!(statements.as_array().map_or(0, Vec::len)),
                json!(done.statements),
            ),
            (
                "links",
                json!([count(&links, true), count(&links, false)]),
                json!([known(true), known(false)]),
            ),
        ]);
    }
    if !matches!(actor.role, Role::Platform | Role::Handler) {
        let investigation = &told["investigation"];
        parts.extend([
            (
                "assignments",
                each(&investigation["assignments"], |one| {
                    let leads = one["part"] == "lead";
                    json!([one["department"], leads, !one["report"].is_null()])
                }),
                done.assigned
                    .iter()
                    .map(|one| json!([one.department, one.leads, one.reported]))
                    .collect(),
            ),
            (
                "orders",
                each(&investigation["supervision_orders"], |one| {
                    json!([one["department"], !one["answered_on"].is_null()])
                }),
                done.orders
                    .iter()
                    .map(|one| json!([one.department, one.answered]))
                    .collect(),
            ),
            (
                "consolidated",
                json!(!investigation["consolidated_report"].is_null()),
                json!(done.consolidated),
            ),
        ]);
    }
    for (what, told, expected) in parts {
        if told != expected {
            return Err(format!("{what}: {expected} expected, but {told}"));
        }
    }
    Ok(())
}
