//! Art. 20-22 a second time: each ground as one expression over the facts, nothing shared with the engine.

use chrono::{Datelike, NaiveDate};
use domain::ground::{Ground, Status};
use domain::jz::facts::{Breach, Due, SanctionFacts, Warning};
use domain::jz::parameters::Reading;
use domain::jz::sanctions::Sanctions;

use crate::support::kleene::Condition::{self, All, Any, Fact, Item};
use crate::support::texts;

type Facts = SanctionFacts<'static>;

/// A ground: what it rests on, and for Art. 22(6) what it rests on when read by its purpose.
pub struct Naive {
    rests_on: Condition,
    purposive: Option<Condition>,
}

/// The 22 grounds in the order of the text.
pub fn all(facts: &Facts, as_of: NaiveDate, reading: Reading) -> Vec<Naive> {
    let now = Now { facts, as_of };
    let ground = |breach: Breach| Naive {
        rests_on: Any(vec![
            now.finding(None, |b| b == breach),
            now.computed(breach, None),
        ]),
        purposive: None,
    };
    let mut grounds: Vec<Naive> = (1..=8)
        .map(Breach::Art20)
        .chain((1..=8).map(Breach::Art21))
        .chain((1..=5).map(Breach::Art22))
        .map(ground)
        .collect();
    let found = now.finding(None, |b| b == Breach::Art22(6));
    let literal =
        now.again(|after| now.finding(Some(after), |b| matches!(b, Breach::Art12 | Breach::Art13)));
    let purposive = now.again(|after| {
        let found = now.finding(Some(after), |b| {
            matches!(b, Breach::Art20(_) | Breach::Art21(_))
        });
        let computed = [
            Breach::Art20(1),
            Breach::Art20(4),
            Breach::Art21(2),
            Breach::Art21(3),
            Breach::Art21(4),
            Breach::Art21(7),
        ]
        .map(|breach| now.computed(breach, Some(after)));
        Any(computed.into_iter().chain([found]).collect())
    });
    grounds.push(match reading {
        Reading::Literal => Naive {
            rests_on: Any(vec![found, literal]),
            purposive: Some(purposive),
        },
        Reading::Purposive => Naive {
            rests_on: Any(vec![found, literal, purposive]),
            purposive: None,
        },
    });
    grounds
}

impl Naive {
    /// Asserts that the engine says the same of the ground.
    pub fn assert_same(&self, decision: &Sanctions, ground: &Ground, facts: &Facts) {
        let purposive = self
            .purposive
            .as_ref()
            .map_or(Some(false), Condition::holds);
        let (status, contested) = match (self.rests_on.holds(), purposive) {
            (Some(true), _) => (Status::Met, false),
            (_, Some(true)) => (Status::Undetermined, true),
            (None, _) | (_, None) => (Status::Undetermined, false),
            (Some(false), Some(false)) => (Status::NotMet, false),
        };
        let id = ground.provision.id;
        assert_eq!(
            (ground.status, ground.contested),
            (status, contested),
            "{id}: {facts:?}"
        );
        assert_eq!(
            texts(&decision.table, ground.evidence),
            self.rests_on.evidence(),
            "evidence, {id}: {facts:?}"
        );
        let mut missing = self.rests_on.missing();
        if status == Status::Undetermined {
            missing.extend(self.purposive.iter().flat_map(Condition::missing));
            missing.sort();
            missing.dedup();
        }
        assert_eq!(
            texts(&decision.table, ground.missing),
            missing,
            "missing, {id}: {facts:?}"
        );
    }
}

struct Now<'f> {
    facts: &'f Facts,
    as_of: NaiveDate,
}

impl Now<'_> {
    /// SOME violation of that kind, not sanctioned, not later than today, later than `after`: verified.
    fn finding(&self, after: Option<NaiveDate>, kind: impl Fn(Breach) -> bool) -> Condition {
        some(
            "violations",
            self.facts.violations.as_deref(),
            |place, violation| {
                let counts = kind(violation.breach)
                    && !violation.sanctioned
                    && violation.occurred_on <= self.as_of
                    && after.is_none_or(|after| violation.occurred_on > after);
                counts.then(|| Condition::fact(violation.verified, &format!("{place}/verified")))
            },
        )
    }

    /// What the ledger shows by itself of a ground, completed later than `after`; false where it shows nothing.
    fn computed(&self, breach: Breach, after: Option<NaiveDate>) -> Condition {
        match breach {
            Breach::Art20(1) => self.unqualified(after),
            Breach::Art20(4) => {
                let uses = self.facts.batches.as_ref().map(|batches| {
                    batches
                        .iter()
                        .map(|b| (b.held_on, b.sanctioned, b.identical_paper.into()))
                        .collect()
                });
                self.twice(("batches", "identical_paper"), uses, 12, after)
            }
            Breach::Art21(2) => All(vec![
                self.idle(1, true, after),
                Condition::fact(self.facts.inactivity_justified, "inactivity_justified").not(),
            ]),
            Breach::Art21(3) => {
                let complaints = self.facts.complaints.as_ref().map(|complaints| {
                    complaints
                        .iter()
                        .map(|c| (c.received_on, c.sanctioned, c.substantiated.into()))
                        .collect()
                });
                self.twice(("complaints", "substantiated"), complaints, 6, after)
            }
            Breach::Art21(4) => self.late(
                "annual_reports",
                self.facts.annual_reports.as_deref(),
                after,
            ),
            Breach::Art21(7) => self.late(
                "rectifications",
                self.facts.rectifications.as_deref(),
                after,
            ),
            Breach::Art22(5) => self.idle(2, false, after),
            _ => Any(Vec::new()),
        }
    }

    /// SOME batch with candidates > 0 and unqualified * 100 >= 5 * candidates
    fn unqualified(&self, after: Option<NaiveDate>) -> Condition {
        some("batches", self.facts.batches.as_deref(), |place, batch| {
            let counts = !batch.sanctioned
                && batch.held_on <= self.as_of
                && after.is_none_or(|after| batch.held_on > after);
            let (value, missing) = match (batch.candidates, batch.unqualified_candidates) {
                (Some(0), _) | (_, Some(0)) => (Some(false), Vec::new()),
                (Some(all), Some(unqualified)) => (Some(unqualified * 100 >= 5 * all), Vec::new()),
                (all, unqualified) => {
                    let unknown = [(all, "candidates"), (unqualified, "unqualified_candidates")];
                    let names = unknown.into_iter().filter(|(number, _)| number.is_none());
                    (
                        None,
                        names
                            .map(|(_, name)| format!("/facts/{place}/{name}"))
                            .collect(),
                    )
                }
            };
            counts.then_some(Fact(value, missing))
        })
    }

    /// SOME two of them, the later one no later than so many months after the earlier: both.
    fn twice(
        &self,
        (list, member): (&str, &str),
        items: Option<Vec<(NaiveDate, bool, Option<bool>)>>,
        months: u32,
        after: Option<NaiveDate>,
    ) -> Condition {
        let Some(items) = items else {
            return Condition::fact(None, list);
        };
        let one = |index: usize, value| {
            let place = format!("{list}/{index}");
            Item(
                format!("/facts/{place}"),
                Box::new(Condition::fact(value, &format!("{place}/{member}"))),
            )
        };
        let mut pairs = Vec::new();
        for (i, (first, first_sanctioned, first_value)) in items.iter().enumerate() {
            for (j, (second, second_sanctioned, second_value)) in
                items.iter().enumerate().skip(i + 1)
            {
                let (earlier, later) = (first.min(second), first.max(second));
                let counts = !first_sanctioned
                    && !second_sanctioned
                    && *later <= self.as_of
                    && *later <= months_later(*earlier, months)
                    && after.is_none_or(|after| *later > after);
                if counts {
                    pairs.push(All(vec![one(i, *first_value), one(j, *second_value)]));
                }
            }
        }
        Any(pairs)
    }

    /// SOME item not done by its due day, whose first day of delay is later than `after`
    fn late(
        &self,
        list: &str,
        items: Option<&[Due<'static>]>,
        after: Option<NaiveDate>,
    ) -> Condition {
        some(list, items, |place, due| {
            let late = match due.done_on {
                Some(done) if done <= self.as_of => done > due.due_on,
                Some(_) | None => self.as_of > due.due_on,
            };
            let counts =
                !due.sanctioned && after.is_none_or(|after| due.due_on.succ_opt().unwrap() > after);
            Some(Condition::fact(late && counts, place))
        })
    }

    /// Today is later than the idle limit, whose next day is later than `after`
    fn idle(&self, years: u32, restarts: bool, after: Option<NaiveDate>) -> Condition {
        let filed_on = self.facts.filed_on;
        if filed_on.is_some_and(|filed| filed > self.as_of) {
            return Any(Vec::new());
        }
        let Some(activity) = &self.facts.activity else {
            let filing = filed_on.is_none().then_some("filed_on");
            let places = ["activity"].into_iter().chain(filing);
            return Fact(
                None,
                places.map(|place| format!("/facts/{place}")).collect(),
            );
        };
        if activity.last_on.is_some_and(|last| last > self.as_of) {
            return Condition::fact(None, "activity/last_on");
        }
        let base = match (activity.last_on, filed_on) {
            (None, None) => return Condition::fact(None, "filed_on"),
            (Some(day), None) | (None, Some(day)) => day,
            (Some(last), Some(filed)) => last.max(filed),
        };
        let start = match activity.sanctioned_on {
            Some(day) if restarts && day <= self.as_of && day > base => day,
            Some(_) | None => base,
        };
        let mut limit = months_later(start, 12 * years);
        for day in start
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= self.as_of)
        {
            let stopped = activity
                .suspensions
                .iter()
                .any(|s| s.from <= day && s.to.is_none_or(|to| day <= to));
            if stopped {
                limit = limit.succ_opt().unwrap();
            }
        }
        let idle =
            self.as_of > limit && after.is_none_or(|after| limit.succ_opt().unwrap() > after);
        let mut parts = vec![Condition::fact(idle, "activity")];
        if filed_on == Some(start) || activity.last_on.is_none() {
            parts.push(Condition::fact(idle, "filed_on"));
        }
        All(parts)
    }

    /// After a warning that was rectified, something later than the earliest rectification
    fn again(&self, further: impl Fn(NaiveDate) -> Condition) -> Condition {
        let rectified = |warning: &Warning<'_>| {
            warning
                .rectified_on
                .filter(|day| *day <= self.as_of && warning.decided_on <= self.as_of)
        };
        let Some(warnings) = &self.facts.warnings else {
            return Condition::fact(None, "warnings");
        };
        let Some(after) = warnings.iter().filter_map(rectified).min() else {
            return Any(Vec::new());
        };
        let warned = some("warnings", Some(warnings), |place, warning| {
            Some(Condition::fact(rectified(warning) == Some(after), place))
        });
        All(vec![warned, further(after)])
    }
}

/// SOME item of a list that is known; an item of which the condition says nothing does not count.
fn some<T>(
    list: &str,
    items: Option<&[T]>,
    condition: impl Fn(&str, &T) -> Option<Condition>,
) -> Condition {
    let Some(items) = items else {
        return Condition::fact(None, list);
    };
    let item = |(index, item): (usize, &T)| {
        let place = format!("{list}/{index}");
        condition(&place, item)
            .map(|condition| Item(format!("/facts/{place}"), Box::new(condition)))
    };
    Any(items.iter().enumerate().filter_map(item).collect())
}

/// The corresponding day so many months later, or that month's last day.
fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    let month = day.month0() + months;
    let year = day.year() + i32::try_from(month / 12).unwrap();
    (0..4)
        .find_map(|short| NaiveDate::from_ymd_opt(year, month % 12 + 1, day.day() - short))
        .unwrap()
}
