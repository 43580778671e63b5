//! Facts as a request writes them: what is stored or shown can be sent to the endpoint as it is.

use domain::jz::facts::{Due, SanctionFacts};
use domain::truth::Truth;
use serde_json::{Map, Value, json};

/// The facts as the contract has them.
#[must_use]
pub fn written(facts: &SanctionFacts<'_>) -> Value {
    let activity = facts.activity.as_ref().map(|activity| {
        let suspensions = activity.suspensions.iter();
        json!({
            "last_on": activity.last_on,
            "sanctioned_on": activity.sanctioned_on,
            "suspensions": suspensions
                .map(|one| json!({"from": one.from, "to": one.to}))
                .collect::<Vec<_>>(),
        })
    });
    json!({
        "filed_on": facts.filed_on,
        "activity": activity,
        "inactivity_justified": truth(facts.inactivity_justified),
        "batches": list(facts.batches.as_ref(), |batch| json!({
            "id": batch.id,
            "held_on": batch.held_on,
            "candidates": batch.candidates,
            "unqualified_candidates": batch.unqualified_candidates,
            "identical_paper": truth(batch.identical_paper),
            "sanctioned": batch.sanctioned,
        })),
        "complaints": list(facts.complaints.as_ref(), |complaint| json!({
            "id": complaint.id,
            "received_on": complaint.received_on,
            "substantiated": truth(complaint.substantiated),
            "sanctioned": complaint.sanctioned,
        })),
        "annual_reports": list(facts.annual_reports.as_ref(), |one| due(one, "submitted_on")),
        "rectifications": list(facts.rectifications.as_ref(), |one| due(one, "completed_on")),
        "warnings": list(facts.warnings.as_ref(), |warning| json!({
            "id": warning.id,
            "decided_on": warning.decided_on,
            "rectified_on": warning.rectified_on,
        })),
        "violations": list(facts.violations.as_ref(), |violation| json!({
            "id": violation.id,
            "provision": violation.breach.provision().map(|provision| provision.id),
            "occurred_on": violation.occurred_on,
            "verified": truth(violation.verified),
            "sanctioned": violation.sanctioned,
        })),
    })
}

const fn truth(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}

fn list<T>(items: Option<&Vec<T>>, write: impl Fn(&T) -> Value) -> Option<Vec<Value>> {
    items.map(|items| items.iter().map(write).collect())
}

fn due(due: &Due<'_>, done: &str) -> Value {
    let mut members = Map::new();
    members.insert("id".to_owned(), json!(due.id));
    members.insert("due_on".to_owned(), json!(due.due_on));
    members.insert(done.to_owned(), json!(due.done_on));
    members.insert("sanctioned".to_owned(), json!(due.sanctioned));
    Value::Object(members)
}
