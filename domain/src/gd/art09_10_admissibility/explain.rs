//! Which single fact, set otherwise or made known, would change the outcome.

use chrono::NaiveDate;

use super::decision::{Outcome, decide_dated};
use super::facts::{
    AdmissibilityFacts, Event, Precision, PriorComplaint, PriorStatus, inconsistencies,
};
use crate::gd::parameters::GdParameters;
use crate::ground::{Name, Pointer};
use crate::period::{OutOfRange, years_after};
use crate::truth::Truth;
use crate::workday::WorkingCalendar;

pub use crate::explain::FactValue;

/// A single fact and the outcome it would lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub pointer: Pointer,
    /// Its other value.
    pub value: FactValue,
    /// The outcome with that value, all else equal.
    pub outcome: Outcome,
}

type Get = fn(&mut AdmissibilityFacts) -> &mut Truth;
type DayOfPrior = fn(&mut PriorComplaint) -> &mut Option<NaiveDate>;
type GetOfPrior = fn(&mut PriorComplaint) -> &mut Truth;

/// The three-valued scalar facts that a ground looks at.
const SCALARS: [(Name, Get); 7] = [
    (Name::AccusedIdentified, |f| &mut f.accused_identified),
    (Name::HasFactualBasis, |f| &mut f.has_factual_basis),
    (Name::NormalProcedureFollowed, |f| {
        &mut f.normal_procedure_followed
    }),
    (Name::RoutineBusiness, |f| &mut f.routine_business),
    (Name::ViolationSpecified, |f| &mut f.violation_specified),
    (Name::WithinFunction, |f| &mut f.within_function),
    (Name::WithinJurisdiction, |f| &mut f.within_jurisdiction),
];

/// Explains a decision of [`super::decide`]; see [`would_change_outcome_dated`].
///
/// # Errors
/// [`OutOfRange`] as [`super::decide`].
pub fn would_change_outcome(
    facts: &AdmissibilityFacts,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<Vec<Change>, OutOfRange> {
    would_change_outcome_dated(facts, calendar, &|_any_day| *parameters)
}

/// Tries every single change and keeps those that change the outcome.
///
/// Tried are: each three-valued fact, each earlier complaint's status and its days of acceptance and of being due on
/// either side of the limit, the list of earlier complaints known to be empty, the event going on or not, and the
/// nearest day of the event on the other side of the limit. Changes that contradict another fact are left out.
///
/// # Errors
/// [`OutOfRange`] as [`decide_dated`].
pub fn would_change_outcome_dated(
    facts: &AdmissibilityFacts,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<Vec<Change>, OutOfRange> {
    let before = decide_dated(facts, calendar, parameters)?.outcome;
    let mut trial = Trial {
        facts,
        calendar,
        parameters,
        before,
        changes: Vec::new(),
    };
    for (name, get) in SCALARS {
        trial.truth(Pointer::fact(name), get)?;
    }
    trial.event()?;
    trial.priors()?;
    trial.changes.sort_by_key(|change| change.pointer);
    Ok(trial.changes)
}

struct Trial<'a, P> {
    facts: &'a AdmissibilityFacts,
    calendar: &'a WorkingCalendar,
    parameters: &'a P,
    before: Outcome,
    changes: Vec<Change>,
}

impl<P: Fn(NaiveDate) -> GdParameters> Trial<'_, P> {
    /// The outcome of changed facts, unless they contradict each other.
    fn outcome(&self, facts: &AdmissibilityFacts) -> Result<Option<Outcome>, OutOfRange> {
        if inconsistencies(facts).is_empty() {
            decide_dated(facts, self.calendar, self.parameters).map(|d| Some(d.outcome))
        } else {
            Ok(None)
        }
    }

    fn attempt(
        &mut self,
        pointer: Pointer,
        value: FactValue,
        change: impl FnOnce(&mut AdmissibilityFacts),
    ) -> Result<(), OutOfRange> {
        let mut facts = self.facts.clone();
        change(&mut facts);
        if let Some(outcome) = self.outcome(&facts)?
            && outcome != self.before
        {
            self.changes.push(Change {
                pointer,
                value,
                outcome,
            });
        }
        Ok(())
    }

    fn truth(
        &mut self,
        pointer: Pointer,
        get: impl Fn(&mut AdmissibilityFacts) -> &mut Truth,
    ) -> Result<(), OutOfRange> {
        let current = *get(&mut self.facts.clone());
        for value in [true, false] {
            if Truth::from(value) != current {
                self.attempt(pointer, FactValue::Bool(value), |facts| {
                    *get(facts) = value.into();
                })?;
            }
        }
        Ok(())
    }

    fn event(&mut self) -> Result<(), OutOfRange> {
        let Some(event) = self.facts.event else {
            let whole = Pointer::fact(Name::Event);
            self.event_as(whole, FactValue::WithTrue(Name::Ongoing), |event| {
                event.ongoing = true;
            })?;
            return self.event_on_other_days(whole);
        };
        self.event_as(
            Pointer::member(Name::Event, Name::Ongoing),
            FactValue::Bool(!event.ongoing),
            |event| event.ongoing = !event.ongoing,
        )?;
        match event.precision {
            Precision::Day => self.event_on_other_days(Pointer::member(Name::Event, Name::Date)),
            // Only the event as a whole can become known to the day.
            Precision::Month | Precision::Year => {
                self.event_on_other_days(Pointer::fact(Name::Event))
            }
        }
    }

    fn event_on_other_days(&mut self, pointer: Pointer) -> Result<(), OutOfRange> {
        for date in self.days_around_the_limit()? {
            if pointer.member.is_some() {
                self.event_as(pointer, FactValue::Date(date), |event| {
                    event.date = Some(date);
                })?;
            } else {
                let value = FactValue::WithDate(Name::Date, Some(date));
                self.event_as(pointer, value, |event| {
                    *event = Event {
                        date: Some(date),
                        ..Event::default()
                    };
                })?;
            }
        }
        Ok(())
    }

    fn event_as(
        &mut self,
        pointer: Pointer,
        value: FactValue,
        change: impl FnOnce(&mut Event),
    ) -> Result<(), OutOfRange> {
        self.attempt(pointer, value, |facts| {
            change(facts.event.get_or_insert_default());
        })
    }

    /// The latest day of an event that would be out of time, and the earliest that would not.
    fn days_around_the_limit(&self) -> Result<Vec<NaiveDate>, OutOfRange> {
        let submitted_on = self.facts.submitted_on;
        let years = (self.parameters)(submitted_on).limitation_years;
        let months = chrono::Months::new(years.checked_mul(12).ok_or(OutOfRange)?);
        // A limit rolls forward over days off, at most over some weeks: begin well before and walk.
        let start = submitted_on
            .checked_sub_months(months)
            .and_then(|day| day.checked_sub_days(chrono::Days::new(40)))
            .ok_or(OutOfRange)?;
        let mut late = start;
        for day in start.iter_days().take(80) {
            let limit = self.calendar.add(years_after(day, years)?, 0)?.value;
            if submitted_on <= limit {
                return Ok(vec![late, day]);
            }
            late = day;
        }
        Ok(vec![late])
    }

    /// Days of acceptance and of being due that bar a repeat, and that do not.
    fn prior_days(&self) -> [(Name, DayOfPrior, NaiveDate); 4] {
        let submitted_on = self.facts.submitted_on;
        // No limit of these measures is as long as half a year of calendar days.
        let long_before = |days| {
            submitted_on
                .checked_sub_days(chrono::Days::new(days))
                .unwrap_or(submitted_on)
        };
        [
            (Name::AcceptedOn, |p| &mut p.accepted_on, submitted_on),
            (Name::AcceptedOn, |p| &mut p.accepted_on, long_before(183)),
            (Name::DueOn, |p| &mut p.due_on, submitted_on),
            (Name::DueOn, |p| &mut p.due_on, long_before(1)),
        ]
    }

    fn priors(&mut self) -> Result<(), OutOfRange> {
        let Some(priors) = &self.facts.prior_complaints else {
            return self.attempt(
                Pointer::fact(Name::PriorComplaints),
                FactValue::EmptyList,
                |facts| facts.prior_complaints = Some(Vec::new()),
            );
        };
        for (position, (index, prior)) in (0..).zip(priors).enumerate() {
            let pointer = |member| Pointer::item_member(Name::PriorComplaints, index, member);
            let members: [(Name, GetOfPrior); 3] = [
                (Name::RaisesNewFacts, |p| &mut p.raises_new_facts),
                (Name::SameComplainant, |p| &mut p.same_complainant),
                (Name::SameMatter, |p| &mut p.same_matter),
            ];
            for (name, member) in members {
                let mut copy = *prior;
                let current = *member(&mut copy);
                for value in [true, false] {
                    if Truth::from(value) == current {
                        continue;
                    }
                    self.attempt(pointer(name), FactValue::Bool(value), |facts| {
                        if let Some(prior) = item(facts, position) {
                            *member(prior) = value.into();
                        }
                    })?;
                }
            }
            for (name, member, day) in self.prior_days() {
                self.attempt(pointer(name), FactValue::Date(day), |facts| {
                    if let Some(prior) = item(facts, position) {
                        *member(prior) = Some(day);
                    }
                })?;
            }
            for status in PriorStatus::ALL {
                if status == prior.status {
                    continue;
                }
                self.attempt(
                    pointer(Name::Status),
                    FactValue::Word(status.as_str()),
                    |facts| {
                        if let Some(prior) = item(facts, position) {
                            prior.status = status;
                        }
                    },
                )?;
            }
        }
        Ok(())
    }
}

fn item(facts: &mut AdmissibilityFacts, position: usize) -> Option<&mut PriorComplaint> {
    facts.prior_complaints.as_mut()?.get_mut(position)
}
