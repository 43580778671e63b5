//! The facts that Art. 20-22 rest on, from the register and the ledger: exactly what the stateless engine takes, so that a
//! stored evaluation and the same facts sent to it can never differ.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::Institution;
use super::ledger::{Batch, BatchStatus, EntryKind, Substantiation, Verdict};
use crate::jz::facts::{self, Activity, Breach, Due, SanctionFacts, Violation};
use crate::truth::Truth;

impl Institution {
    /// The facts as they stood on a day, by what this record knows. Entries that are dated later are left to the engine,
    /// which ignores them, but for what a later day decided: verdicts, substantiations and sanctions.
    #[must_use]
    pub fn sanction_facts(&self, as_of: NaiveDate) -> SanctionFacts<'_> {
        let sanctioned = Sanctioned::until(self, as_of);
        let papers = papers(self, as_of);
        let held = || {
            let batches = self.ledger.batches.values();
            batches.filter(|batch| batch.status == BatchStatus::Held)
        };
        SanctionFacts {
            filed_on: self.filing(as_of).map(|filing| filing.filed_on),
            activity: Some(Activity {
                last_on: held()
                    .filter(|batch| batch.held_on <= as_of && batch.candidates != Some(0))
                    .map(|batch| batch.held_on)
                    .max(),
                sanctioned_on: sanctioned.idleness,
                suspensions: self
                    .ledger
                    .suspensions
                    .values()
                    .map(|suspension| facts::Suspension {
                        from: suspension.from,
                        to: suspension.to,
                    })
                    .chain(self.ended(as_of))
                    .collect(),
            }),
            inactivity_justified: self.justified(as_of),
            batches: Some(
                held()
                    .map(|batch| facts::Batch {
                        id: Cow::Borrowed(&batch.id),
                        held_on: batch.held_on,
                        candidates: batch.candidates,
                        unqualified_candidates: batch.unqualified_candidates,
                        identical_paper: identical(batch, &papers),
                        sanctioned: sanctioned.has(EntryKind::Batch, &batch.id),
                    })
                    .collect(),
            ),
            complaints: Some(
                self.ledger
                    .complaints
                    .values()
                    .map(|complaint| facts::Complaint {
                        id: Cow::Borrowed(&complaint.id),
                        received_on: complaint.received_on,
                        substantiated: match complaint.outcome {
                            _ if complaint.concluded_on > as_of => Truth::Unknown,
                            Substantiation::Substantiated | Substantiation::Partly => Truth::True,
                            Substantiation::Withdrawn => Truth::False,
                        },
                        sanctioned: sanctioned.has(EntryKind::Complaint, &complaint.id),
                    })
                    .collect(),
            ),
            annual_reports: Some(
                self.ledger
                    .annual_reports
                    .values()
                    .map(|report| Due {
                        id: Cow::Borrowed(&report.id),
                        due_on: report.due_on,
                        done_on: report.submitted_on,
                        sanctioned: sanctioned.has(EntryKind::AnnualReport, &report.id),
                    })
                    .collect(),
            ),
            rectifications: Some(
                self.ledger
                    .rectifications
                    .values()
                    .map(|rectification| Due {
                        id: Cow::Borrowed(&rectification.id),
                        due_on: rectification.due_on,
                        done_on: rectification.completed_on,
                        sanctioned: sanctioned.has(EntryKind::Rectification, &rectification.id),
                    })
                    .collect(),
            ),
            warnings: Some(
                self.ledger
                    .warnings
                    .values()
                    .map(|warning| facts::Warning {
                        id: Cow::Borrowed(&warning.id),
                        decided_on: warning.decided_on,
                        rectified_on: warning.rectified_on,
                    })
                    .collect(),
            ),
            violations: Some(
                self.ledger
                    .findings
                    .values()
                    .map(|finding| Violation {
                        id: Cow::Borrowed(&finding.id),
                        breach: finding.breach,
                        occurred_on: finding.occurred_on,
                        verified: match finding.verdict {
                            _ if finding.decided_on.is_none_or(|day| day > as_of) => Truth::Unknown,
                            Verdict::Alleged => Truth::Unknown,
                            Verdict::Verified => Truth::True,
                            Verdict::Dismissed => Truth::False,
                        },
                        sanctioned: sanctioned.has(EntryKind::Finding, &finding.id),
                    })
                    .chain(self.unjudged(as_of).into_iter().map(|candidate| Violation {
                        breach: candidate.breach,
                        occurred_on: candidate.occurred_on,
                        verified: Truth::Unknown,
                        sanctioned: sanctioned.has(EntryKind::Finding, &candidate.id),
                        id: Cow::Owned(candidate.id),
                    }))
                    .collect(),
            ),
        }
    }

    /// The stretches in which the filing that counts on a day was ended, by deregistration (Art. 23) or a ban (Art. 22):
    /// whoever may not assess is not idle.
    fn ended(&self, as_of: NaiveDate) -> Vec<facts::Suspension> {
        let Some(filing) = self.filing(as_of) else {
            return Vec::new();
        };
        let deregistered = filing.deregistered_on.filter(|day| *day <= as_of);
        let mut ended: Vec<facts::Suspension> = deregistered
            .map(|from| facts::Suspension { from, to: None })
            .into_iter()
            .collect();
        let bans = self.ledger.bans.values();
        for ban in bans.filter(|ban| ban.from >= filing.filed_on && ban.from <= as_of) {
            let lifted = ban.lifted_on.filter(|day| *day <= as_of);
            let to = lifted.and_then(|day| day.pred_opt());
            if to.is_none_or(|to| ban.from <= to) {
                ended.push(facts::Suspension { from: ban.from, to });
            }
        }
        ended
    }

    /// Whether idleness is justified on a day (Art. 21(2)): by a reason that the authority accepted.
    fn justified(&self, as_of: NaiveDate) -> Truth {
        let mut pending = false;
        for justification in self.ledger.justifications.values() {
            if justification.on > as_of || justification.until.is_some_and(|until| until < as_of) {
                continue;
            }
            let decided = justification.decided_on.is_some_and(|day| day <= as_of);
            match justification.accepted.filter(|_| decided) {
                Some(true) => return Truth::True,
                Some(false) => {}
                None => pending = true,
            }
        }
        if pending {
            Truth::Unknown
        } else {
            Truth::False
        }
    }
}

/// What decisions until a day dealt with.
struct Sanctioned<'a> {
    items: std::collections::HashSet<(EntryKind, &'a str)>,
    /// The last day on which idleness was sanctioned.
    idleness: Option<NaiveDate>,
}

impl<'a> Sanctioned<'a> {
    fn until(institution: &'a Institution, as_of: NaiveDate) -> Self {
        let sanctions = || {
            let sanctions = institution.ledger.sanctions.values();
            sanctions.filter(move |sanction| sanction.decided_on <= as_of)
        };
        Self {
            items: sanctions()
                .flat_map(|sanction| &sanction.items)
                .map(|item| (item.kind, item.id.as_str()))
                .collect(),
            idleness: sanctions()
                .filter(|sanction| sanction.grounds.contains(&Breach::Art21(2)))
                .map(|sanction| sanction.decided_on)
                .max(),
        }
    }

    fn has(&self, kind: EntryKind, id: &str) -> bool {
        self.items.contains(&(kind, id))
    }
}

/// How many batches that were held until a day used each paper.
fn papers(institution: &Institution, as_of: NaiveDate) -> HashMap<&str, u32> {
    let mut papers = HashMap::new();
    for batch in institution.ledger.batches.values() {
        if batch.status == BatchStatus::Held
            && batch.held_on <= as_of
            && let Some(paper) = &batch.paper_code
        {
            let times: &mut u32 = papers.entry(paper.as_str()).or_default();
            *times = times.saturating_add(1);
        }
    }
    papers
}

/// Whether another batch of the institution used the same paper; a paper that is not on record could be any.
fn identical(batch: &Batch, papers: &HashMap<&str, u32>) -> Truth {
    match &batch.paper_code {
        None => Truth::Unknown,
        Some(paper) => {
            if papers.get(paper.as_str()).is_some_and(|times| *times > 1) {
                Truth::True
            } else {
                Truth::False
            }
        }
    }
}
