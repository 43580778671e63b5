//! The two conditions of Art. 9 and the six grounds of Art. 10, each by itself.

use chrono::NaiveDate;

use super::facts::{AdmissibilityFacts, PriorComplaint, PriorStatus};
use super::provisions::{ART9_1, ART9_2, ART10_1, ART10_2, ART10_3, ART10_4, ART10_5, ART10_6};
use super::reasons as why;
use crate::gd::parameters::GdParameters;
use crate::ground::{Argument, Computed, Explained, Ground, Name, Pointer, PointerTable, Reason};
use crate::period::{OutOfRange, years_after};
use crate::provision::Provision;
use crate::truth::Truth;
use crate::workday::WorkingCalendar;

/// What a run gathers while it goes through the grounds.
pub(super) struct Run<'a, P> {
    pub facts: &'a AdmissibilityFacts,
    pub calendar: &'a WorkingCalendar,
    /// In force when the complaint was put forward.
    pub parameters: GdParameters,
    /// In force on a day.
    pub on: &'a P,
    pub table: PointerTable,
    pub provisional: bool,
    pub cap_used: bool,
}

/// A named fact with its value as the condition needs it: already negated where the condition negates it.
type Leaf = (Name, Truth);

impl<P: Fn(NaiveDate) -> GdParameters> Run<'_, P> {
    pub fn art9_1(&mut self) -> Ground {
        let leaves = [
            (Name::AccusedIdentified, self.facts.accused_identified),
            (Name::ViolationSpecified, self.facts.violation_specified),
        ];
        self.all_of(
            &ART9_1,
            &leaves,
            [&why::DEFINITE, &why::NOT_DEFINITE, &why::DEFINITE_UNKNOWN],
        )
    }

    pub fn art9_2(&mut self) -> Ground {
        let leaves = [
            (Name::WithinFunction, self.facts.within_function),
            (Name::WithinJurisdiction, self.facts.within_jurisdiction),
        ];
        let outside = self.outside();
        self.all_of(
            &ART9_2,
            &leaves,
            [&why::WITHIN, outside, &why::WITHIN_UNKNOWN],
        )
    }

    pub fn art10_1(&mut self) -> Ground {
        let leaves = [
            (Name::WithinFunction, self.facts.within_function.not()),
            (
                Name::WithinJurisdiction,
                self.facts.within_jurisdiction.not(),
            ),
        ];
        let outside = self.outside();
        self.any_of(
            &ART10_1,
            &leaves,
            [outside, &why::WITHIN, &why::WITHIN_UNKNOWN],
        )
    }

    pub fn art10_2(&mut self) -> Ground {
        let facts = self.facts;
        let leaves = [
            (Name::AccusedIdentified, facts.accused_identified.not()),
            (Name::ViolationSpecified, facts.violation_specified.not()),
            (Name::HasFactualBasis, facts.has_factual_basis.not()),
        ];
        let lacking = match (
            facts.accused_identified.is_false(),
            facts.violation_specified.is_false(),
            facts.has_factual_basis.is_false(),
        ) {
            (true, false, false) => &why::NO_ACCUSED,
            (false, true, false) => &why::NO_VIOLATION,
            (false, false, true | false) => &why::NO_BASIS,
            (true, true, true | false) | (false, true, true) | (true, false, true) => {
                &why::SEVERAL_LACKING
            }
        };
        self.any_of(
            &ART10_2,
            &leaves,
            [lacking, &why::FOUNDED, &why::FOUNDED_UNKNOWN],
        )
    }

    pub fn art10_3(&mut self) -> Result<Ground, OutOfRange> {
        let mark = self.table.mark();
        let mut truth = Truth::False;
        let mut due_of_first: Option<NaiveDate> = None;
        let Some(priors) = &self.facts.prior_complaints else {
            return Ok(self.unknown_priors(&ART10_3, &why::OPEN_REPEAT_UNKNOWN));
        };
        let submitted_on = self.facts.submitted_on;
        for (index, prior) in (0..).zip(priors) {
            if prior.status != PriorStatus::Accepted {
                continue;
            }
            let same = prior.same_complainant.and(prior.same_matter);
            if same.is_false() {
                continue;
            }
            let due = self.due_of(prior)?;
            let within = Truth::from(due.map(|due| submitted_on <= due));
            let item = same.and(within);
            truth = truth.or(item);
            match item {
                Truth::True => {
                    due_of_first = due_of_first.or(due);
                    self.table.push(Pointer::item(Name::PriorComplaints, index));
                }
                Truth::Unknown => {
                    self.missing_of_prior(index, Name::SameComplainant, prior.same_complainant);
                    self.missing_of_prior(index, Name::SameMatter, prior.same_matter);
                    self.missing_of_prior(index, Name::AcceptedOn, within);
                    self.missing_of_prior(index, Name::DueOn, within);
                }
                Truth::False => {}
            }
        }
        let explained = match (truth, due_of_first) {
            (Truth::True, Some(due)) => Explained::with(
                &why::OPEN_REPEAT,
                [
                    Some(Argument::Date(due)),
                    Some(Argument::Date(submitted_on)),
                    None,
                ],
            ),
            (Truth::False, _) => (&why::NO_OPEN_REPEAT).into(),
            (Truth::Unknown, _) | (Truth::True, None) => (&why::OPEN_REPEAT_UNKNOWN).into(),
        };
        let mut ground = self.finish_items(&ART10_3, truth, explained, mark, Name::PriorComplaints);
        if let (Truth::True, Some(due)) = (truth, due_of_first) {
            ground.computed = Computed::PriorDueOn(due);
        }
        Ok(ground)
    }

    pub fn art10_4(&mut self) -> Ground {
        let mark = self.table.mark();
        let Some(priors) = &self.facts.prior_complaints else {
            return self.unknown_priors(&ART10_4, &why::CLOSED_REPEAT_UNKNOWN);
        };
        let mut truth = Truth::False;
        for (index, prior) in (0..).zip(priors) {
            if prior.status != PriorStatus::Concluded {
                continue;
            }
            let item = prior
                .same_complainant
                .and(prior.same_matter)
                .and(prior.raises_new_facts.not());
            truth = truth.or(item);
            match item {
                Truth::True => self.table.push(Pointer::item(Name::PriorComplaints, index)),
                Truth::Unknown => {
                    self.missing_of_prior(index, Name::SameComplainant, prior.same_complainant);
                    self.missing_of_prior(index, Name::SameMatter, prior.same_matter);
                    self.missing_of_prior(index, Name::RaisesNewFacts, prior.raises_new_facts);
                }
                Truth::False => {}
            }
        }
        let reason = match truth {
            Truth::True => &why::CLOSED_REPEAT,
            Truth::False => &why::NO_CLOSED_REPEAT,
            Truth::Unknown => &why::CLOSED_REPEAT_UNKNOWN,
        };
        self.finish_items(&ART10_4, truth, reason.into(), mark, Name::PriorComplaints)
    }

    pub fn art10_5(&mut self) -> Ground {
        let facts = self.facts;
        let leaves = [
            (Name::RoutineBusiness, facts.routine_business),
            (
                Name::NormalProcedureFollowed,
                facts.normal_procedure_followed.not(),
            ),
        ];
        let not_met = if facts.routine_business.is_false() {
            &why::NOT_ROUTINE
        } else {
            &why::PROCEDURE_FOLLOWED
        };
        self.all_of(
            &ART10_5,
            &leaves,
            [&why::PROCEDURE_SKIPPED, not_met, &why::PROCEDURE_UNKNOWN],
        )
    }

    pub fn art10_6(&mut self) -> Result<Ground, OutOfRange> {
        let submitted_on = self.facts.submitted_on;
        let mark = self.table.mark();
        let event = self.facts.event.unwrap_or_default();
        let pointer = Pointer::member(Name::Event, Name::Date);
        if event.ongoing {
            return Ok(self.limitation(Truth::False, (&why::ONGOING).into(), mark, None));
        }
        let Some((first, last)) = event.possible_days(submitted_on) else {
            self.table.push(pointer);
            return Ok(self.limitation(Truth::Unknown, (&why::NO_EVENT_DATE).into(), mark, None));
        };
        let earliest = self.limit_day(first)?;
        let latest = if last == first {
            earliest
        } else {
            self.limit_day(last)?
        };
        let date = |day| Some(Argument::Date(day));
        let (truth, explained) = if submitted_on > latest {
            let reason = if earliest == latest {
                &why::OUT_OF_TIME
            } else {
                &why::OUT_OF_TIME_WHATEVER_DAY
            };
            (
                Truth::True,
                Explained::with(reason, [date(submitted_on), date(latest), None]),
            )
        } else if submitted_on <= earliest {
            let reason = if earliest == latest {
                &why::IN_TIME
            } else {
                &why::IN_TIME_WHATEVER_DAY
            };
            (
                Truth::False,
                Explained::with(reason, [date(submitted_on), date(earliest), None]),
            )
        } else {
            (
                Truth::Unknown,
                Explained::with(&why::DAY_DECIDES, [date(earliest), date(latest), None]),
            )
        };
        if !truth.is_false() {
            self.table.push(pointer);
        }
        let one = (earliest == latest).then_some(earliest);
        Ok(self.limitation(truth, explained, mark, one))
    }

    /// The last day on which a complaint about an event of `day` is in time; a day off rolls to the next working
    /// day (Civil Code, Art. 203).
    fn limit_day(&mut self, day: NaiveDate) -> Result<NaiveDate, OutOfRange> {
        let end = years_after(day, self.parameters.limitation_years)?;
        let rolled = self.calendar.add(end, 0)?;
        self.provisional |= rolled.provisional;
        Ok(rolled.value)
    }

    /// The due date of an accepted earlier complaint: as recorded, but no later than the cap after acceptance;
    /// else the handling limit after acceptance.
    fn due_of(&mut self, prior: &PriorComplaint) -> Result<Option<NaiveDate>, OutOfRange> {
        let Some(accepted_on) = prior.accepted_on else {
            return Ok(prior.due_on);
        };
        let parameters = (self.on)(accepted_on);
        let limit = if prior.due_on.is_some() {
            self.cap_used = true;
            parameters.extension_cap_working_days
        } else {
            parameters.handling_working_days
        };
        let limit = i32::try_from(limit).map_err(|_too_large| OutOfRange)?;
        let computed = self.calendar.add(accepted_on, limit)?;
        self.provisional |= computed.provisional;
        Ok(Some(
            prior
                .due_on
                .map_or(computed.value, |due| due.min(computed.value)),
        ))
    }

    fn outside(&self) -> &'static Reason {
        match (
            self.facts.within_function.is_false(),
            self.facts.within_jurisdiction.is_false(),
        ) {
            (true, true) => &why::OUTSIDE_BOTH,
            (true, false) => &why::OUTSIDE_FUNCTION,
            (false, true | false) => &why::OUTSIDE_JURISDICTION,
        }
    }

    fn unknown_priors(&mut self, provision: &'static Provision, reason: &'static Reason) -> Ground {
        let mark = self.table.mark();
        self.table.push(Pointer::fact(Name::PriorComplaints));
        self.finish_items(
            provision,
            Truth::Unknown,
            reason.into(),
            mark,
            Name::PriorComplaints,
        )
    }

    fn missing_of_prior(&mut self, index: u32, member: Name, value: Truth) {
        if value.is_unknown() {
            self.table
                .push(Pointer::item_member(Name::PriorComplaints, index, member));
        }
    }

    fn limitation(
        &self,
        truth: Truth,
        explained: Explained,
        mark: u32,
        limit_day: Option<NaiveDate>,
    ) -> Ground {
        let stretch = self.table.since(mark);
        Ground {
            computed: Computed::LimitDay(limit_day),
            ..Ground::of(&ART10_6, truth, explained, stretch)
        }
    }

    /// Ends a ground over a list: what was pushed since `mark` are items that support it (without a member) and
    /// leaves that are missing (with one, or the list as a whole).
    fn finish_items(
        &mut self,
        provision: &'static Provision,
        truth: Truth,
        explained: Explained,
        mark: u32,
        list: Name,
    ) -> Ground {
        let whole = Pointer::fact(list);
        self.table.retain_since(mark, |pointer| match truth {
            Truth::True => pointer.member.is_none(),
            Truth::Unknown => pointer.member.is_some() || *pointer == whole,
            Truth::False => false,
        });
        let stretch = self.table.sorted_since(mark);
        Ground::of(provision, truth, explained, stretch)
    }

    /// A conjunction: met when all leaves are true, which are then its evidence.
    fn all_of(
        &mut self,
        provision: &'static Provision,
        leaves: &[Leaf],
        reasons: [&'static Reason; 3],
    ) -> Ground {
        let truth = leaves
            .iter()
            .fold(Truth::True, |truth, (_, leaf)| truth.and(*leaf));
        self.of_leaves(provision, truth, leaves, reasons)
    }

    /// A disjunction: met when one leaf is true; the true ones are its evidence.
    fn any_of(
        &mut self,
        provision: &'static Provision,
        leaves: &[Leaf],
        reasons: [&'static Reason; 3],
    ) -> Ground {
        let truth = leaves
            .iter()
            .fold(Truth::False, |truth, (_, leaf)| truth.or(*leaf));
        self.of_leaves(provision, truth, leaves, reasons)
    }

    fn of_leaves(
        &mut self,
        provision: &'static Provision,
        truth: Truth,
        leaves: &[Leaf],
        [met, not_met, undetermined]: [&'static Reason; 3],
    ) -> Ground {
        let mark = self.table.mark();
        // A met ground names the leaves that are true, an undetermined one those that are not known.
        for (name, leaf) in leaves {
            if *leaf == truth && !truth.is_false() {
                self.table.push(Pointer::fact(*name));
            }
        }
        let stretch = self.table.sorted_since(mark);
        let reason = match truth {
            Truth::True => met,
            Truth::False => not_met,
            Truth::Unknown => undetermined,
        };
        Ground::of(provision, truth, reason.into(), stretch)
    }
}
