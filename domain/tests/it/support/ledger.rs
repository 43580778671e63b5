//! An institution's facts, written as sentences.

use std::borrow::Cow;

use domain::ground::Name;
use domain::jz::facts::{
    Activity, Batch, Breach, Complaint, Due, SanctionFacts, Suspension, Violation, Warning,
};
use domain::truth::Truth;

use super::{NO, date};

/// The day for which most rules are asked.
pub const TODAY: &str = "2026-06-30";

/// An institution of long standing, active today, of which nothing bad is known and nothing is unknown.
pub fn clean() -> SanctionFacts<'static> {
    SanctionFacts {
        filed_on: Some(date("2020-01-01")),
        activity: Some(Activity {
            last_on: Some(date(TODAY)),
            ..Activity::default()
        }),
        inactivity_justified: NO,
        batches: Some(Vec::new()),
        complaints: Some(Vec::new()),
        annual_reports: Some(Vec::new()),
        rectifications: Some(Vec::new()),
        warnings: Some(Vec::new()),
        violations: Some(Vec::new()),
    }
}

/// An institution of which nothing is known.
pub fn unknown() -> SanctionFacts<'static> {
    SanctionFacts::default()
}

/// Sentences that add to an institution's facts. An item is added at the end of its list.
pub trait Ledger: Sized {
    /// Changes anything.
    fn with(self, change: impl FnOnce(&mut SanctionFacts<'static>)) -> SanctionFacts<'static>;

    /// Filed on that day, or on a day not known.
    fn filed(self, on: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| f.filed_on = on.map(date))
    }

    /// Last active on that day, or never since filing.
    fn active(self, last_on: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| f.activity.get_or_insert_default().last_on = last_on.map(date))
    }

    /// Sanctioned for idleness on that day.
    fn sanctioned_for_idleness(self, on: &str) -> SanctionFacts<'static> {
        self.with(|f| f.activity.get_or_insert_default().sanctioned_on = Some(date(on)))
    }

    /// Ordered to suspend its work.
    fn suspended(self, from: &str, to: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| {
            f.activity
                .get_or_insert_default()
                .suspensions
                .push(Suspension {
                    from: date(from),
                    to: to.map(date),
                });
        })
    }

    /// Its inactivity is justified, or not, or that is not known.
    fn justified(self, value: Truth) -> SanctionFacts<'static> {
        self.with(|f| f.inactivity_justified = value)
    }

    /// A batch with that many unqualified among that many candidates.
    fn batch(
        self,
        held_on: &str,
        unqualified: Option<u32>,
        candidates: Option<u32>,
    ) -> SanctionFacts<'static> {
        self.with(|f| {
            let list = f.batches.get_or_insert_default();
            list.push(Batch {
                id: id("batch", list.len()),
                held_on: date(held_on),
                candidates,
                unqualified_candidates: unqualified,
                identical_paper: NO,
                sanctioned: false,
            });
        })
    }

    /// A batch in which identical papers were used, or not, or that is not known.
    fn paper(self, held_on: &str, identical: Truth) -> SanctionFacts<'static> {
        self.batch(held_on, Some(0), Some(30)).with(|f| {
            f.batches
                .as_mut()
                .unwrap()
                .last_mut()
                .unwrap()
                .identical_paper = identical;
        })
    }

    /// A complaint that was verified as true, or not, or is not verified yet.
    fn complaint(self, received_on: &str, substantiated: Truth) -> SanctionFacts<'static> {
        self.with(|f| {
            let list = f.complaints.get_or_insert_default();
            list.push(Complaint {
                id: id("complaint", list.len()),
                received_on: date(received_on),
                substantiated,
                sanctioned: false,
            });
        })
    }

    /// An annual report.
    fn report(self, due_on: &str, submitted_on: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| {
            push_due(
                f.annual_reports.get_or_insert_default(),
                due_on,
                submitted_on,
            )
        })
    }

    /// A rectification.
    fn rectification(self, due_on: &str, completed_on: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| {
            push_due(
                f.rectifications.get_or_insert_default(),
                due_on,
                completed_on,
            )
        })
    }

    /// An earlier warning under Art. 21.
    fn warning(self, decided_on: &str, rectified_on: Option<&str>) -> SanctionFacts<'static> {
        self.with(|f| {
            let list = f.warnings.get_or_insert_default();
            list.push(Warning {
                id: id("warning", list.len()),
                decided_on: date(decided_on),
                rectified_on: rectified_on.map(date),
            });
        })
    }

    /// A finding: verified, dismissed, or alleged.
    fn finding(self, place: &str, occurred_on: &str, verified: Truth) -> SanctionFacts<'static> {
        self.with(|f| {
            let list = f.violations.get_or_insert_default();
            list.push(Violation {
                id: id("finding", list.len()),
                breach: Breach::parse(&format!("jz-institutions/{place}")).unwrap(),
                occurred_on: date(occurred_on),
                verified,
                sanctioned: false,
            });
        })
    }

    /// That item has been sanctioned already.
    fn already_sanctioned(self, list: Name, index: usize) -> SanctionFacts<'static> {
        self.with(|f| *sanctioned(f, list, index).unwrap() = true)
    }
}

impl Ledger for SanctionFacts<'static> {
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// Where an item says that it was sanctioned.
fn sanctioned<'f>(
    facts: &'f mut SanctionFacts<'static>,
    list: Name,
    index: usize,
) -> Option<&'f mut bool> {
    Some(match list {
        Name::Batches => &mut facts.batches.as_mut()?.get_mut(index)?.sanctioned,
        Name::Complaints => &mut facts.complaints.as_mut()?.get_mut(index)?.sanctioned,
        Name::AnnualReports => &mut facts.annual_reports.as_mut()?.get_mut(index)?.sanctioned,
        Name::Rectifications => &mut facts.rectifications.as_mut()?.get_mut(index)?.sanctioned,
        Name::Violations => &mut facts.violations.as_mut()?.get_mut(index)?.sanctioned,
        _ => return None,
    })
}

fn push_due(list: &mut Vec<Due<'static>>, due_on: &str, done_on: Option<&str>) {
    list.push(Due {
        id: id("due", list.len()),
        due_on: date(due_on),
        done_on: done_on.map(date),
        sanctioned: false,
    });
}

fn id(kind: &str, index: usize) -> Cow<'static, str> {
    format!("{kind}-{index}").into()
}
