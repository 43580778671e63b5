//! Which single fact, set otherwise or made known, would change the tier or the possible tier.

use chrono::NaiveDate;

use super::facts::{Activity, Batch, Due, SanctionFacts, inconsistencies};
use super::parameters::JzParameters;
use super::sanctions::{Tier, evaluate};
use crate::explain::FactValue;
use crate::ground::{Name, Pointer};
use crate::period::OutOfRange;
use crate::truth::Truth;

/// A single fact and the tiers it would lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub pointer: Pointer,
    /// Its other value.
    pub value: FactValue,
    /// The tier with that value, all else equal.
    pub tier: Tier,
    /// The possible tier with that value.
    pub possible_tier: Tier,
}

/// Tries every single change and keeps those that change the tier or the possible tier.
///
/// Tried are: each three-valued fact, each `sanctioned`, the days on which something was done (in time, not at all),
/// the numbers of candidates and of unqualified ones on either side of the share, the last activity and the filing on the day asked
/// for, and each unknown list known to be empty. Changes that contradict another fact are left out.
///
/// # Errors
/// [`OutOfRange`] as [`evaluate`].
pub fn would_change_tier(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    parameters: &JzParameters,
) -> Result<Vec<Change>, OutOfRange> {
    let before = evaluate(facts, as_of, parameters)?;
    let mut trial = Trial {
        facts: facts.clone(),
        as_of,
        parameters,
        before: (before.tier, before.possible_tier),
        changes: Vec::new(),
    };
    trial.truth(Pointer::fact(Name::InactivityJustified), &|f| {
        Some(&mut f.inactivity_justified)
    })?;
    trial.set(
        Pointer::fact(Name::FiledOn),
        FactValue::Date(as_of),
        &|f| Some(&mut f.filed_on),
        Some(as_of),
    )?;
    trial.activity()?;
    trial.empty_lists()?;
    trial.batches()?;
    trial.complaints()?;
    trial.dues(Name::AnnualReports, Name::SubmittedOn, |f| {
        f.annual_reports.as_mut()
    })?;
    trial.dues(Name::Rectifications, Name::CompletedOn, |f| {
        f.rectifications.as_mut()
    })?;
    trial.warnings()?;
    trial.violations()?;
    trial.changes.sort_by_key(|change| change.pointer);
    Ok(trial.changes)
}

struct Trial<'a, 'f> {
    /// The facts; each attempt changes one and puts it back.
    facts: SanctionFacts<'f>,
    as_of: NaiveDate,
    parameters: &'a JzParameters,
    before: (Tier, Tier),
    changes: Vec<Change>,
}

type Dues<'f, 'd> = for<'x> fn(&'x mut SanctionFacts<'f>) -> Option<&'x mut Vec<Due<'d>>>;

impl<'f> Trial<'_, 'f> {
    fn set<T: PartialEq>(
        &mut self,
        pointer: Pointer,
        value: FactValue,
        place: &impl for<'x> Fn(&'x mut SanctionFacts<'f>) -> Option<&'x mut T>,
        other: T,
    ) -> Result<(), OutOfRange> {
        let Some(slot) = place(&mut self.facts) else {
            return Ok(());
        };
        if *slot == other {
            return Ok(());
        }
        let original = std::mem::replace(slot, other);
        let decision = if inconsistencies(&self.facts).is_empty() {
            Some(evaluate(&self.facts, self.as_of, self.parameters)?)
        } else {
            None
        };
        if let Some(slot) = place(&mut self.facts) {
            *slot = original;
        }
        if let Some(decision) = decision
            && (decision.tier, decision.possible_tier) != self.before
        {
            self.changes.push(Change {
                pointer,
                value,
                tier: decision.tier,
                possible_tier: decision.possible_tier,
            });
        }
        Ok(())
    }

    fn truth(
        &mut self,
        pointer: Pointer,
        place: &impl for<'x> Fn(&'x mut SanctionFacts<'f>) -> Option<&'x mut Truth>,
    ) -> Result<(), OutOfRange> {
        for value in [true, false] {
            self.set(pointer, FactValue::Bool(value), place, value.into())?;
        }
        Ok(())
    }

    fn flag(
        &mut self,
        pointer: Pointer,
        place: &impl for<'x> Fn(&'x mut SanctionFacts<'f>) -> Option<&'x mut bool>,
    ) -> Result<(), OutOfRange> {
        for value in [true, false] {
            self.set(pointer, FactValue::Bool(value), place, value)?;
        }
        Ok(())
    }

    fn activity(&mut self) -> Result<(), OutOfRange> {
        for last_on in [Some(self.as_of), None] {
            let (pointer, value) = if self.facts.activity.is_some() {
                (
                    Pointer::member(Name::Activity, Name::LastOn),
                    last_on.map_or(FactValue::Null, FactValue::Date),
                )
            } else {
                (
                    Pointer::fact(Name::Activity),
                    FactValue::WithDate(Name::LastOn, last_on),
                )
            };
            let other = Activity {
                last_on,
                ..self.facts.activity.clone().unwrap_or_default()
            };
            self.set(pointer, value, &|f| Some(&mut f.activity), Some(other))?;
        }
        Ok(())
    }

    fn empty_lists(&mut self) -> Result<(), OutOfRange> {
        macro_rules! empty {
            ($($name:ident: $field:ident),+) => {$(
                if self.facts.$field.is_none() {
                    self.set(
                        Pointer::fact(Name::$name),
                        FactValue::EmptyList,
                        &|f| Some(&mut f.$field),
                        Some(Vec::new()),
                    )?;
                }
            )+};
        }
        empty!(
            AnnualReports: annual_reports, Batches: batches, Complaints: complaints,
            Rectifications: rectifications, Violations: violations, Warnings: warnings
        );
        Ok(())
    }

    fn batches(&mut self) -> Result<(), OutOfRange> {
        let batches = self.facts.batches.clone().unwrap_or_default();
        for (position, (index, batch)) in (0..).zip(&batches).enumerate() {
            let at = |member| Pointer::item_member(Name::Batches, index, member);
            self.truth(at(Name::IdenticalPaper), &|f| {
                Some(&mut f.batches.as_mut()?.get_mut(position)?.identical_paper)
            })?;
            self.flag(at(Name::Sanctioned), &|f| {
                Some(&mut f.batches.as_mut()?.get_mut(position)?.sanctioned)
            })?;
            for candidates in self.candidates_around_the_share(batch) {
                self.set(
                    at(Name::Candidates),
                    FactValue::Number(candidates),
                    &|f| Some(&mut f.batches.as_mut()?.get_mut(position)?.candidates),
                    Some(candidates),
                )?;
            }
            for unqualified in self.around_the_share(batch) {
                self.set(
                    at(Name::UnqualifiedCandidates),
                    FactValue::Number(unqualified),
                    &|f| {
                        Some(
                            &mut f
                                .batches
                                .as_mut()?
                                .get_mut(position)?
                                .unqualified_candidates,
                        )
                    },
                    Some(unqualified),
                )?;
            }
        }
        Ok(())
    }

    /// The fewest unqualified candidates that reach the share, and the most that do not.
    fn around_the_share(&self, batch: &Batch<'_>) -> Vec<u32> {
        let Some(candidates) = batch.candidates.filter(|n| *n > 0) else {
            return Vec::new();
        };
        let share = u64::from(self.parameters.unqualified_share_percent);
        let fewest = (u64::from(candidates) * share).div_ceil(100).max(1);
        [fewest, fewest - 1]
            .into_iter()
            .filter_map(|n| u32::try_from(n).ok())
            .collect()
    }

    /// The most candidates for whom the unqualified ones reach the share, and the fewest for whom they do not; none at
    /// all where the unqualified ones are not known either.
    fn candidates_around_the_share(&self, batch: &Batch<'_>) -> Vec<u32> {
        let Some(unqualified) = batch.unqualified_candidates else {
            return vec![0];
        };
        let share = u64::from(self.parameters.unqualified_share_percent).max(1);
        let most = u64::from(unqualified) * 100 / share;
        [most, most + 1]
            .into_iter()
            .filter_map(|n| u32::try_from(n).ok())
            .collect()
    }

    fn complaints(&mut self) -> Result<(), OutOfRange> {
        let count = self.facts.complaints.as_ref().map_or(0, Vec::len);
        for (position, index) in (0..count).zip(0..) {
            let at = |member| Pointer::item_member(Name::Complaints, index, member);
            self.truth(at(Name::Substantiated), &|f| {
                Some(&mut f.complaints.as_mut()?.get_mut(position)?.substantiated)
            })?;
            self.flag(at(Name::Sanctioned), &|f| {
                Some(&mut f.complaints.as_mut()?.get_mut(position)?.sanctioned)
            })?;
        }
        Ok(())
    }

    fn dues(&mut self, list: Name, member: Name, dues: Dues<'f, 'f>) -> Result<(), OutOfRange> {
        let items = dues(&mut self.facts).cloned().unwrap_or_default();
        for (position, (index, due)) in (0..).zip(&items).enumerate() {
            let done = Pointer::item_member(list, index, member);
            for other in [Some(due.due_on), None] {
                let value = other.map_or(FactValue::Null, FactValue::Date);
                self.set(
                    done,
                    value,
                    &|f| Some(&mut dues(f)?.get_mut(position)?.done_on),
                    other,
                )?;
            }
            self.flag(Pointer::item_member(list, index, Name::Sanctioned), &|f| {
                Some(&mut dues(f)?.get_mut(position)?.sanctioned)
            })?;
        }
        Ok(())
    }

    fn warnings(&mut self) -> Result<(), OutOfRange> {
        let warnings = self.facts.warnings.clone().unwrap_or_default();
        for (position, (index, warning)) in (0..).zip(&warnings).enumerate() {
            for other in [Some(warning.decided_on), Some(self.as_of), None] {
                let value = other.map_or(FactValue::Null, FactValue::Date);
                self.set(
                    Pointer::item_member(Name::Warnings, index, Name::RectifiedOn),
                    value,
                    &|f| Some(&mut f.warnings.as_mut()?.get_mut(position)?.rectified_on),
                    other,
                )?;
            }
        }
        Ok(())
    }

    fn violations(&mut self) -> Result<(), OutOfRange> {
        let count = self.facts.violations.as_ref().map_or(0, Vec::len);
        for (position, index) in (0..count).zip(0..) {
            let at = |member| Pointer::item_member(Name::Violations, index, member);
            self.truth(at(Name::Verified), &|f| {
                Some(&mut f.violations.as_mut()?.get_mut(position)?.verified)
            })?;
            self.flag(at(Name::Sanctioned), &|f| {
                Some(&mut f.violations.as_mut()?.get_mut(position)?.sanctioned)
            })?;
        }
        Ok(())
    }
}
