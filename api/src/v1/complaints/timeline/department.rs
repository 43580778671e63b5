//! What of a case's events an undertaking department is shown: what it needs for its own part, and nothing of the
//! complainant's ways, the other departments' work and the center's business beyond that (Art. 6, 11, 15).

use domain::gd::case::{CaseEvent, CaseState};
use serde_json::{Map, Value};

/// Members of events that lead to the complainant or to whoever handed the case in, and sealed texts that are not its own.
const WITHHELD: [&str; 7] = [
    "submitted_by",
    "submitted_for",
    "external_ref",
    "identity",
    "statement",
    "follows",
    "first_receiver",
];

/// What of another department's assignment is shown.
const OF_OTHERS: [&str; 5] = ["number", "department", "on", "name_zh", "part"];

/// The numbers of the supervision orders to a department.
#[must_use]
pub fn orders_to(state: &CaseState, department: &str) -> Vec<u32> {
    state
        .handling
        .supervisions
        .iter()
        .filter(|one| one.order.department.as_deref() == Some(department))
        .map(|one| one.order.number)
        .collect()
}

/// Whether a department is shown an event at all; `orders` are those to it.
#[must_use]
pub fn is_shown(event: &CaseEvent, department: &str, orders: &[u32]) -> bool {
    match event {
        CaseEvent::Received(_)
        | CaseEvent::Accepted(_)
        | CaseEvent::Assigned(_)
        | CaseEvent::Answered(_)
        | CaseEvent::ReplyPromised(_)
        | CaseEvent::Reported(_)
        | CaseEvent::Consolidated(_)
        | CaseEvent::Extended(_)
        | CaseEvent::Concluded(_)
        | CaseEvent::FedBack(_)
        | CaseEvent::Archived(_)
        | CaseEvent::MediaMeasureTaken(_)
        | CaseEvent::StatementPublished(_)
        | CaseEvent::SupplementReceived(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Described(_)
        | CaseEvent::Erased(_)
        | CaseEvent::MeasureExecuted(_)
        | CaseEvent::Corrected(_) => true,
        CaseEvent::MaterialsShared(event) => event.department == department,
        CaseEvent::SupervisionOrdered(event) => event.department.as_deref() == Some(department),
        CaseEvent::SupervisionAnswered(event) => orders.contains(&event.number),
        CaseEvent::Evaluated(_)
        | CaseEvent::Rejected(_)
        | CaseEvent::Referred(_)
        | CaseEvent::Joined(_)
        | CaseEvent::RejectionReviewed(_)
        | CaseEvent::OfficerChanged(_)
        | CaseEvent::NoticeIssued(_)
        | CaseEvent::NoticeDelivered(_)
        | CaseEvent::DelayExplained(_)
        | CaseEvent::AccountabilityRecorded(_)
        | CaseEvent::ComplainantReferred(_)
        | CaseEvent::UpwardReported(_)
        | CaseEvent::AttachmentAdded(_)
        | CaseEvent::SimilarityDecided(_)
        | CaseEvent::ErasureProposed(_) => false,
    }
}

/// The data of an event that is shown.
pub fn shorten(kind: &str, department: &str, members: &mut Map<String, Value>) {
    members.retain(|name, _| !WITHHELD.contains(&name.as_str()));
    if let Some(Value::Array(assignments)) = members.get_mut("assignments") {
        for assignment in assignments {
            if let Value::Object(of) = assignment
                && of.get("department").and_then(Value::as_str) != Some(department)
            {
                of.retain(|name, _| OF_OTHERS.contains(&name.as_str()));
            }
        }
    }
    let elsewhere = members
        .get("department")
        .is_some_and(|own| own.as_str() != Some(department));
    if kind == "investigation_reported" && elsewhere {
        members.remove("finding");
        members.remove("text");
    }
    if kind == "reports_consolidated" {
        members.remove("finding");
        members.remove("text");
    }
    // How to reach the complainant is known to those who were passed it.
    if [
        "complainant_answered",
        "reply_promised",
        "complaint_fed_back",
    ]
    .contains(&kind)
    {
        members.remove("manner");
    }
}
