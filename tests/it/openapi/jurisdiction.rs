//! Every operation on a case, by every role, on its own case and on another's: whoever may reaches their own; another's
//! case does not exist to them, word for word like one that nobody has; whoever never may is refused before either.

use domain::access::{Role, Scope, scope};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::{Answer, Request};
use tests::database::Kind;
use tests::openapi::Operation;

use super::authorisation::action;
use super::spec;
use crate::complaints::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(every_role_reaches_its_own_cases_and_no_others,);

const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";
const SHENZHEN: &str = "gd-440300";
const JINGZHOU: &str = "jz-421000";

/// Two cases, one of Guangzhou and one of Jingzhou, which the departments of each were given.
struct World {
    desk: Desk,
    guangzhou: String,
    jingzhou: String,
}

/// Somebody of a role, and the case that is their own, if there can be one, and one that is not.
struct Stance {
    who: Actor,
    own: Option<String>,
    others: String,
}

impl World {
    fn new(kind: Kind) -> Self {
        let desk = Desk::at(kind, "2026-11-23T09:00:00+08:00");
        let guangzhou = desk.accepted();
        let regulator = desk.server.actor(Role::Regulator, JINGZHOU);
        let mut body = intake(&desk.somebody());
        body["places"] = json!(["421002"]);
        body["accused"]["division"] = "421002".into();
        let jingzhou = words(&desk.submit(&regulator, &body)["id"]);
        let _ = desk.done(&regulator, &jingzhou, "evaluations", &sound());
        let _ = desk.done(&regulator, &jingzhou, "acceptance", &json!({}));
        let world = Self {
            desk,
            guangzhou,
            jingzhou,
        };
        let department = world.department("gd-guangzhou-exam", GUANGZHOU);
        let _ = world.department("gd-shenzhen-exam", SHENZHEN);
        let body =
            json!({"assignments": [{"department": department, "part": "lead", "materials": []}]});
        let officer = world.desk.officer();
        let _ = world
            .desk
            .done(&officer, &world.guangzhou, "assignments", &body);
        world
    }

    fn department(&self, id: &str, parent: &str) -> String {
        let body = json!({
            "id": id, "kind": "undertaking_department", "department_kind": "internal_department",
            "name_zh": "考务部", "name_en": "Examinations", "parent_id": parent,
        });
        let server = &self.desk.server;
        let created = server.post_as(&server.admin().token, "/api/v1/organisations", &body);
        assert_eq!(created.status, 201, "{}", created.text());
        id.to_owned()
    }

    /// Every stance of a role whose permission reaches so far.
    fn stances(&self, role: Role, reach: Scope) -> Vec<Stance> {
        let actor = |organisation: &str| self.desk.server.actor(role, organisation);
        let stance = |who: Actor, own: Option<&String>, others: &String| Stance {
            who,
            own: own.cloned(),
            others: others.clone(),
        };
        let (guangzhou, jingzhou) = (&self.guangzhou, &self.jingzhou);
        match reach {
            // The platform of the desk handed in the one, nobody's platform the other.
            Scope::Submitted => vec![stance(self.desk.platform(), Some(guangzhou), jingzhou)],
            Scope::Assigned => vec![
                stance(actor("gd-guangzhou-exam"), Some(guangzhou), jingzhou),
                stance(actor("gd-shenzhen-exam"), None, guangzhou),
            ],
            Scope::Own if role == Role::Regulator => vec![
                stance(actor(JINGZHOU), Some(jingzhou), guangzhou),
                stance(actor("jz-421087"), None, jingzhou),
            ],
            Scope::Own if role == Role::ProvinceLead => {
                vec![stance(actor("gd-440000"), None, guangzhou)]
            }
            Scope::Own => vec![
                stance(actor(GUANGZHOU), Some(guangzhou), jingzhou),
                stance(actor(SHENZHEN), None, guangzhou),
            ],
            Scope::Regime if role == Role::Auditor => vec![
                stance(actor("gd-440000"), Some(guangzhou), jingzhou),
                stance(actor(JINGZHOU), Some(jingzhou), guangzhou),
            ],
            Scope::Regime => vec![stance(actor("gd-440000"), Some(guangzhou), jingzhou)],
            Scope::All => vec![stance(actor("gd-440000"), None, guangzhou)],
        }
    }
}

/// The operation on that case, with a documented body and a version that is never the latest.
fn call<'s>(world: &'s World, operation: &Operation, case: &str) -> Request<'s> {
    let path = operation.path.replace("{id}", case);
    // What a path names within a case is the first of its kind.
    let path: Vec<&str> = path
        .split('/')
        .map(|segment| match segment {
            "{number}" => "1",
            inner if inner.starts_with('{') => NOBODYS,
            plain => plain,
        })
        .collect();
    let mut path = path.join("/");
    path.push_str(&operation.required_query());
    let call = world.desk.server.call(&operation.method, &path);
    if operation.method == "GET" {
        return call;
    }
    let call = call.header("If-Match", "\"9999\"");
    let examples = &operation.object["requestBody"]["content"]["application/json"]["examples"];
    let example = examples
        .as_object()
        .and_then(|examples| examples.values().next())
        .map(|example| &example["value"]);
    match example {
        Some(body) => call.json_text(body.to_string()),
        None => call,
    }
}

/// An answer without what differs from request to request.
fn told(answer: &Answer) -> Value {
    let mut body = answer.json();
    if let Some(members) = body.as_object_mut() {
        members.retain(|name, _| name != "trace_id" && name != "instance");
    }
    body
}

fn every_role_reaches_its_own_cases_and_no_others(kind: Kind) {
    let world = World::new(kind);
    let mut tried = 0;
    for operation in spec().operations() {
        if !operation.path.starts_with("/api/v1/complaints/{id}") {
            continue;
        }
        let action = action(&operation);
        for role in Role::ALL {
            let name = format!("{role} {}", operation.id());
            let send =
                |who: &Actor, case: &str| call(&world, &operation, case).token(&who.token).send();
            let Some(reach) = scope(*role, action) else {
                let who = world.desk.server.any(*role);
                for case in [&world.guangzhou, &world.jingzhou] {
                    let _ = send(&who, case).problem(403, "forbidden");
                }
                tried += 1;
                continue;
            };
            for stance in world.stances(*role, reach) {
                let nobodys = send(&stance.who, NOBODYS);
                let _ = nobodys.problem(404, "not_found");
                let others = send(&stance.who, &stance.others);
                assert_eq!(told(&others), told(&nobodys), "{name}");
                assert_eq!(others.status, 404, "{name}");
                if let Some(own) = &stance.own {
                    let own = send(&stance.who, own);
                    assert!(!matches!(own.status, 401 | 403), "{name}: {}", own.text());
                    // What is asked for within the case may not be there; the case is.
                    let within = operation.path.matches('{').count() > 1
                        || operation.id() == "disclose_complaint_material";
                    assert!(within || own.status != 404, "{name}: {}", own.text());
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
}
