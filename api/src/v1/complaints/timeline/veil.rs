//! What of an event a caller is shown. Events hold nothing sealed; what else is not everybody's business is left out here.

use domain::access::{Action, Principal, Role, Scope};
use serde_json::{Map, Value};

use super::department::shorten;

/// Members of events that name a member of staff.
const STAFF: [&str; 24] = [
    "officer",
    "decided_by",
    "reviewed_by",
    "client_id",
    "from",
    "to",
    "assigned_by",
    "shared_by",
    "answered_by",
    "promised_by",
    "reported_by",
    "consolidated_by",
    "ordered_by",
    "extended_by",
    "explained_by",
    "recorded_by",
    "fed_back_by",
    "archived_by",
    "referred_by",
    "taken_by",
    "published_by",
    "added_by",
    "proposed_by",
    "confirmed_by",
];

/// What of an evaluation everybody sees who sees the case.
const OF_EVALUATION: [&str; 3] = ["number", "on", "officer"];

/// What the center notes for itself.
const OF_WORK: [&str; 2] = ["subject", "purpose"];

/// How much a caller is shown.
#[derive(Debug, Clone)]
pub struct Veil {
    client_id: String,
    /// To a platform or a department a center is one body: who of its staff acted is not its business.
    hides_staff: bool,
    /// What the officer assessed, and the complainant's earlier cases.
    hides_evaluations: bool,
    /// For whoever only handed the case in: the officer's subject line, and what sealed content was looked at for.
    hides_work: bool,
    /// The undertaking department the caller belongs to, which is shown what it needs for its own part.
    department: Option<String>,
}

impl Veil {
    /// For a caller.
    #[must_use]
    pub fn of(principal: &Principal) -> Self {
        Self {
            client_id: principal.client_id.clone(),
            hides_staff: matches!(principal.role, Role::Platform | Role::Handler),
            hides_evaluations: principal.scope(Action::ReadEvaluation).is_none(),
            hides_work: principal.scope(Action::ReadComplaint) == Some(Scope::Submitted),
            department: (principal.scope(Action::ReadComplaint) == Some(Scope::Assigned))
                .then(|| principal.organisation_id.clone()),
        }
    }

    /// The undertaking department the caller belongs to, if it is one's.
    #[must_use]
    pub fn department(&self) -> Option<&str> {
        self.department.as_deref()
    }

    /// Whether the caller is shown everything that was recorded.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.hides_staff
            && !self.hides_evaluations
            && !self.hides_work
            && self.department.is_none()
    }

    /// Whether the officer's subject line and the purposes of disclosures are left out.
    #[must_use]
    pub const fn hides_work(&self) -> bool {
        self.hides_work
    }

    /// Whether other cases, which may be other complainants', are not named.
    #[must_use]
    pub const fn hides_others(&self) -> bool {
        self.hides_evaluations
    }

    /// Whether a client is to be named.
    #[must_use]
    pub fn names(&self, client: &str) -> bool {
        !self.hides_staff || client == self.client_id
    }

    /// The data of an event, with the center's name in place of those who may not be named.
    #[must_use]
    pub fn data(&self, kind: &str, center: &str, data: Value) -> Value {
        let Value::Object(mut members) = data else {
            return data;
        };
        if self.hides_evaluations && kind == "complaint_evaluated" {
            members = shortened(members);
        }
        if self.hides_evaluations && kind == "similarity_decided" {
            members.retain(|name, _| name == "on");
        }
        if self.hides_evaluations
            && let Some(departure) = members.get_mut("departure")
        {
            *departure = Value::Null;
        }
        if self.hides_work {
            members.retain(|name, _| !OF_WORK.contains(&name.as_str()));
        }
        if let Some(department) = &self.department {
            shorten(kind, department, &mut members);
        }
        if self.hides_staff {
            for (name, value) in &mut members {
                let staff = STAFF.contains(&name.as_str()) || name == "first_receiver";
                if let Value::String(client) = value
                    && staff
                    && *client != self.client_id
                {
                    center.clone_into(client);
                }
            }
            hide_in_changes(&mut members);
        }
        Value::Object(members)
    }
}

/// An evaluation without what only those may see who may read evaluations.
fn shortened(mut members: Map<String, Value>) -> Map<String, Value> {
    let outcome = members
        .get("evaluation")
        .and_then(|evaluation| evaluation.get("outcome"))
        .cloned();
    members.retain(|name, _| OF_EVALUATION.contains(&name.as_str()));
    members.extend(outcome.map(|outcome| ("outcome".to_owned(), outcome)));
    members
}

/// A correction may have changed the name of a member of staff.
fn hide_in_changes(members: &mut Map<String, Value>) {
    if let Some(Value::Array(changes)) = members.get_mut("changes") {
        changes.retain(|change| change.get("field") != Some(&Value::from("first_receiver")));
    }
}

#[cfg(test)]
mod tests {
    use domain::access::Regime;
    use serde_json::json;

    use super::*;

    fn veil(role: Role) -> Veil {
        Veil::of(&Principal {
            client_id: "me".to_owned(),
            organisation_id: "o".to_owned(),
            center_id: "o".to_owned(),
            role,
            regime: Regime::Gd,
        })
    }

    #[test]
    fn a_platform_sees_the_center_only() {
        let data =
            json!({"officer": "a", "decided_by": "b", "departure": "c", "submitted_by": "me"});
        let seen = veil(Role::Platform).data("complaint_accepted", "gd-440100", data.clone());
        let expected = json!({"officer": "gd-440100", "decided_by": "gd-440100", "departure": null, "submitted_by": "me"});
        assert_eq!(seen, expected);
        assert_eq!(
            veil(Role::Auditor).data("complaint_accepted", "x", data.clone()),
            data
        );
    }

    #[test]
    fn a_department_sees_its_own_part() {
        let data = json!({
            "assigned_by": "a",
            "assignments": [
                {"number": 1, "department": "o", "name_zh": "一", "part": "lead", "task": {"item": "t"}},
                {"number": 2, "department": "p", "name_zh": "二", "part": "co_handler", "task": {"item": "u"},
                 "materials": ["identity"], "due_on": "2026-12-01"},
            ],
        });
        let seen = veil(Role::Handler).data("complaint_assigned", "gd-440100", data);
        let expected = json!({
            "assigned_by": "gd-440100",
            "assignments": [
                {"number": 1, "department": "o", "name_zh": "一", "part": "lead", "task": {"item": "t"}},
                {"number": 2, "department": "p", "name_zh": "二", "part": "co_handler"},
            ],
        });
        assert_eq!(seen, expected);
        let report = |department: &str| json!({"department": department, "finding": "partly", "text": {"item": "r"}, "reported_by": "me"});
        let seen = |department| {
            veil(Role::Handler).data("investigation_reported", "c", report(department))
        };
        assert_eq!(seen("o"), report("o"));
        assert_eq!(seen("p"), json!({"department": "p", "reported_by": "me"}));
    }

    #[test]
    fn evaluations_are_read_by_those_who_may() {
        let data = json!({"number": 1, "on": "2026-03-02", "officer": "a", "evaluation": {"outcome": "accept", "priors": []}});
        let short = json!({"number": 1, "on": "2026-03-02", "officer": "a", "outcome": "accept"});
        let seen = veil(Role::Intake).data("complaint_evaluated", "x", data.clone());
        assert_eq!(seen, short);
        let seen = veil(Role::ComplaintOfficer).data("complaint_evaluated", "x", data.clone());
        assert_eq!(seen, data);
    }
}
