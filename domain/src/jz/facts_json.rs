//! The facts of an institution as the stateless endpoint takes them (`POST /api/v1/evaluations/sanctions`), so that what a
//! stored evaluation rests on can be sent there as it is.

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::facts::{
    Activity, Batch, Breach, Complaint, Due, SanctionFacts, Suspension, Violation, Warning,
};
use crate::truth::Truth;

/// A request to the stateless endpoint.
#[derive(Debug, Serialize)]
pub struct SanctionsRequest<'a> {
    /// The profile of parameters.
    pub profile: &'a str,
    /// The day asked for.
    pub as_of: NaiveDate,
    /// The facts.
    pub facts: Facts<'a>,
}

/// The facts, with the names of the contract.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a>(pub &'a SanctionFacts<'a>);

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = self.0;
        FactsOut {
            filed_on: facts.filed_on,
            activity: facts.activity.as_ref().map(ActivityOut::of),
            inactivity_justified: facts.inactivity_justified,
            batches: List::of(facts.batches.as_deref(), BatchOut::of),
            complaints: List::of(facts.complaints.as_deref(), ComplaintOut::of),
            annual_reports: List::of(facts.annual_reports.as_deref(), ReportOut::of),
            rectifications: List::of(facts.rectifications.as_deref(), RectificationOut::of),
            warnings: List::of(facts.warnings.as_deref(), WarningOut::of),
            violations: List::of(facts.violations.as_deref(), ViolationOut::of),
        }
        .serialize(serializer)
    }
}

/// A list, written item by item; unknown is null.
struct List<'a, T, O> {
    items: &'a [T],
    out: fn(&'a T) -> O,
}

impl<'a, T, O> List<'a, T, O> {
    fn of(items: Option<&'a [T]>, out: fn(&'a T) -> O) -> Option<Self> {
        items.map(|items| Self { items, out })
    }
}

impl<T, O: Serialize> Serialize for List<'_, T, O> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.items.len()))?;
        for item in self.items {
            list.serialize_element(&(self.out)(item))?;
        }
        list.end()
    }
}

#[derive(Serialize)]
struct FactsOut<'a> {
    filed_on: Option<NaiveDate>,
    activity: Option<ActivityOut<'a>>,
    inactivity_justified: Truth,
    batches: Option<List<'a, Batch<'a>, BatchOut<'a>>>,
    complaints: Option<List<'a, Complaint<'a>, ComplaintOut<'a>>>,
    annual_reports: Option<List<'a, Due<'a>, ReportOut<'a>>>,
    rectifications: Option<List<'a, Due<'a>, RectificationOut<'a>>>,
    warnings: Option<List<'a, Warning<'a>, WarningOut<'a>>>,
    violations: Option<List<'a, Violation<'a>, ViolationOut<'a>>>,
}

#[derive(Serialize)]
struct ActivityOut<'a> {
    last_on: Option<NaiveDate>,
    sanctioned_on: Option<NaiveDate>,
    suspensions: List<'a, Suspension, SuspensionOut>,
}

impl<'a> ActivityOut<'a> {
    fn of(activity: &'a Activity) -> Self {
        Self {
            last_on: activity.last_on,
            sanctioned_on: activity.sanctioned_on,
            suspensions: List {
                items: &activity.suspensions,
                out: SuspensionOut::of,
            },
        }
    }
}

#[derive(Serialize)]
struct SuspensionOut {
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl SuspensionOut {
    const fn of(suspension: &Suspension) -> Self {
        Self {
            from: suspension.from,
            to: suspension.to,
        }
    }
}

#[derive(Serialize)]
struct BatchOut<'a> {
    id: &'a str,
    held_on: NaiveDate,
    candidates: Option<u32>,
    unqualified_candidates: Option<u32>,
    identical_paper: Truth,
    sanctioned: bool,
}

impl<'a> BatchOut<'a> {
    fn of(batch: &'a Batch<'a>) -> Self {
        Self {
            id: &batch.id,
            held_on: batch.held_on,
            candidates: batch.candidates,
            unqualified_candidates: batch.unqualified_candidates,
            identical_paper: batch.identical_paper,
            sanctioned: batch.sanctioned,
        }
    }
}

#[derive(Serialize)]
struct ComplaintOut<'a> {
    id: &'a str,
    received_on: NaiveDate,
    substantiated: Truth,
    sanctioned: bool,
}

impl<'a> ComplaintOut<'a> {
    fn of(complaint: &'a Complaint<'a>) -> Self {
        Self {
            id: &complaint.id,
            received_on: complaint.received_on,
            substantiated: complaint.substantiated,
            sanctioned: complaint.sanctioned,
        }
    }
}

#[derive(Serialize)]
struct ReportOut<'a> {
    id: &'a str,
    due_on: NaiveDate,
    submitted_on: Option<NaiveDate>,
    sanctioned: bool,
}

impl<'a> ReportOut<'a> {
    fn of(due: &'a Due<'a>) -> Self {
        Self {
            id: &due.id,
            due_on: due.due_on,
            submitted_on: due.done_on,
            sanctioned: due.sanctioned,
        }
    }
}

#[derive(Serialize)]
struct RectificationOut<'a> {
    id: &'a str,
    due_on: NaiveDate,
    completed_on: Option<NaiveDate>,
    sanctioned: bool,
}

impl<'a> RectificationOut<'a> {
    fn of(due: &'a Due<'a>) -> Self {
        Self {
            id: &due.id,
            due_on: due.due_on,
            completed_on: due.done_on,
            sanctioned: due.sanctioned,
        }
    }
}

#[derive(Serialize)]
struct WarningOut<'a> {
    id: &'a str,
    decided_on: NaiveDate,
    rectified_on: Option<NaiveDate>,
}

impl<'a> WarningOut<'a> {
    fn of(warning: &'a Warning<'a>) -> Self {
        Self {
            id: &warning.id,
            decided_on: warning.decided_on,
            rectified_on: warning.rectified_on,
        }
    }
}

#[derive(Serialize)]
struct ViolationOut<'a> {
    id: &'a str,
    provision: Breach,
    occurred_on: NaiveDate,
    verified: Truth,
    sanctioned: bool,
}

impl<'a> ViolationOut<'a> {
    fn of(violation: &'a Violation<'a>) -> Self {
        Self {
            id: &violation.id,
            provision: violation.breach,
            occurred_on: violation.occurred_on,
            verified: violation.verified,
            sanctioned: violation.sanctioned,
        }
    }
}
