//! Facts by their place: what is known there, what it would be otherwise.

use domain::explain::FactValue;
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Event, Precision, PriorComplaint, PriorStatus,
};
use domain::ground::{Name, Pointer};
use domain::truth::Truth;

use super::super::Bits;
use crate::support::OPEN;

type Facts = AdmissibilityFacts;

/// The three-valued facts that an answer on admissibility may look at.
const SCALARS: [Name; 7] = [
    Name::AccusedIdentified,
    Name::ViolationSpecified,
    Name::HasFactualBasis,
    Name::WithinFunction,
    Name::WithinJurisdiction,
    Name::RoutineBusiness,
    Name::NormalProcedureFollowed,
];

fn prior(facts: &mut Facts, index: u32) -> &mut PriorComplaint {
    let index = usize::try_from(index).unwrap();
    facts
        .prior_complaints
        .as_mut()
        .unwrap()
        .get_mut(index)
        .unwrap()
}

/// The three-valued fact at a place.
pub fn truth(facts: &mut Facts, place: Pointer) -> Option<&mut Truth> {
    Some(match (place.name, place.index, place.member) {
        (Name::AccusedIdentified, None, None) => &mut facts.accused_identified,
        (Name::ViolationSpecified, None, None) => &mut facts.violation_specified,
        (Name::HasFactualBasis, None, None) => &mut facts.has_factual_basis,
        (Name::WithinFunction, None, None) => &mut facts.within_function,
        (Name::WithinJurisdiction, None, None) => &mut facts.within_jurisdiction,
        (Name::RoutineBusiness, None, None) => &mut facts.routine_business,
        (Name::NormalProcedureFollowed, None, None) => &mut facts.normal_procedure_followed,
        (Name::PriorComplaints, Some(index), Some(member)) => {
            let prior = prior(facts, index);
            match member {
                Name::SameComplainant => &mut prior.same_complainant,
                Name::SameMatter => &mut prior.same_matter,
                Name::RaisesNewFacts => &mut prior.raises_new_facts,
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// The places of all three-valued facts that an answer may look at.
pub fn truths(facts: &Facts) -> Vec<Pointer> {
    let items = facts
        .prior_complaints
        .iter()
        .flatten()
        .zip(0..)
        .flat_map(|(_, index)| {
            [
                Name::SameComplainant,
                Name::SameMatter,
                Name::RaisesNewFacts,
            ]
            .map(|member| Pointer::item_member(Name::PriorComplaints, index, member))
        });
    SCALARS
        .map(Pointer::fact)
        .into_iter()
        .chain(items)
        .collect()
}

/// Whether the fact at a place is really unknown.
pub fn is_unknown(facts: &Facts, place: Pointer) -> bool {
    let mut copy = facts.clone();
    if let Some(value) = truth(&mut copy, place) {
        return value.is_unknown();
    }
    match (place.name, place.index, place.member) {
        (Name::PriorComplaints, None, None) => facts.prior_complaints.is_none(),
        (Name::PriorComplaints, Some(index), Some(Name::AcceptedOn)) => {
            prior(&mut copy, index).accepted_on.is_none()
        }
        (Name::PriorComplaints, Some(index), Some(Name::DueOn)) => {
            prior(&mut copy, index).due_on.is_none()
        }
        // A day known to the month or year only is not known.
        (Name::Event, None, Some(Name::Date)) => facts
            .event
            .is_none_or(|event| event.date.is_none() || event.precision != Precision::Day),
        _ => false,
    }
}

/// Makes a fact known.
pub fn answer(facts: &mut Facts, place: Pointer, list: &[PriorComplaint], bits: &mut Bits) {
    if let Some(value) = truth(facts, place) {
        *value = bits.next().into();
        return;
    }
    let submitted_on = facts.submitted_on;
    match (place.name, place.index, place.member) {
        (Name::PriorComplaints, None, None) => facts.prior_complaints = Some(list.to_vec()),
        (Name::PriorComplaints, Some(index), Some(Name::AcceptedOn)) => {
            let prior = prior(facts, index);
            let day = prior.due_on.unwrap_or(submitted_on).min(submitted_on);
            prior.accepted_on = Some(day);
        }
        (Name::PriorComplaints, Some(index), Some(Name::DueOn)) => {
            prior(facts, index).due_on = Some(submitted_on);
        }
        (Name::Event, None, Some(Name::Date)) => {
            facts.event = Some(Event {
                date: Some(submitted_on),
                ..Event::default()
            });
        }
        other => panic!("not to be answered: {other:?}"),
    }
}

/// Makes some facts unknown.
///
/// The dates of an earlier complaint go together: the due date stands in for the day of acceptance and the other way
/// round, so that one alone, though not knowing the other, decides.
pub fn hide(facts: &Facts, bits: &mut Bits) -> Facts {
    let mut hidden = facts.clone();
    for place in truths(facts) {
        if bits.next() {
            *truth(&mut hidden, place).unwrap() = OPEN;
        }
    }
    for prior in hidden.prior_complaints.iter_mut().flatten() {
        if bits.next() {
            prior.accepted_on = None;
            prior.due_on = None;
        }
    }
    if let Some(event) = &mut hidden.event {
        match (bits.next(), bits.next(), event.precision) {
            (true, true, _) => event.date = None,
            (true, false, Precision::Day) => event.precision = Precision::Month,
            (false, true, Precision::Day | Precision::Month) => event.precision = Precision::Year,
            _ => {}
        }
    }
    if bits.next() && bits.next() {
        hidden.event = None;
    }
    if bits.next() && bits.next() {
        hidden.prior_complaints = None;
    }
    hidden
}

/// Takes the facts at those places away: items off their list, anything else made unknown.
pub fn forget(facts: &Facts, places: &[Pointer]) -> Facts {
    let mut rest = facts.clone();
    for place in places {
        if let Some(value) = truth(&mut rest, *place) {
            *value = OPEN;
        } else if *place == Pointer::member(Name::Event, Name::Date) {
            rest.event.as_mut().unwrap().date = None;
        } else {
            assert_eq!((place.name, place.member), (Name::PriorComplaints, None));
        }
    }
    rest.prior_complaints = keep(&facts.prior_complaints, |item| !places.contains(&item));
    rest
}

/// Leaves nothing but the facts at those places.
pub fn keep_only(facts: &Facts, places: &[Pointer]) -> Facts {
    let mut rest = Facts::unknown(facts.submitted_on);
    let mut source = facts.clone();
    for place in places {
        if let Some(value) = truth(&mut source, *place) {
            *truth(&mut rest, *place).unwrap() = *value;
        } else if place.name == Name::Event {
            rest.event = facts.event;
        } else {
            rest.prior_complaints = keep(&facts.prior_complaints, |item| places.contains(&item));
        }
    }
    rest
}

fn keep(
    list: &Option<Vec<PriorComplaint>>,
    keeps: impl Fn(Pointer) -> bool,
) -> Option<Vec<PriorComplaint>> {
    list.as_ref().map(|list| {
        list.iter()
            .zip(0..)
            .filter(|(_, index)| keeps(Pointer::item(Name::PriorComplaints, *index)))
            .map(|(prior, _)| *prior)
            .collect()
    })
}

/// The same facts with that value at that place, as an explanation proposes it.
pub fn with(facts: &Facts, place: Pointer, value: FactValue) -> Facts {
    let mut other = facts.clone();
    if let (Some(truth), FactValue::Bool(value)) = (truth(&mut other, place), value) {
        *truth = value.into();
        return other;
    }
    match (place.name, place.index, place.member, value) {
        (Name::PriorComplaints, None, None, FactValue::EmptyList) => {
            other.prior_complaints = Some(Vec::new());
        }
        (Name::PriorComplaints, Some(index), Some(Name::Status), FactValue::Word(word)) => {
            prior(&mut other, index).status = PriorStatus::ALL
                .into_iter()
                .find(|s| s.as_str() == word)
                .unwrap();
        }
        (Name::PriorComplaints, Some(index), Some(Name::AcceptedOn), FactValue::Date(day)) => {
            prior(&mut other, index).accepted_on = Some(day);
        }
        (Name::PriorComplaints, Some(index), Some(Name::DueOn), FactValue::Date(day)) => {
            prior(&mut other, index).due_on = Some(day);
        }
        (Name::Event, None, Some(Name::Ongoing), FactValue::Bool(ongoing)) => {
            other.event.as_mut().unwrap().ongoing = ongoing;
        }
        (Name::Event, None, Some(Name::Date), FactValue::Date(day)) => {
            other.event.as_mut().unwrap().date = Some(day);
        }
        (Name::Event, None, None, FactValue::WithTrue(Name::Ongoing)) => {
            other.event = Some(Event {
                ongoing: true,
                ..Event::default()
            });
        }
        (Name::Event, None, None, FactValue::WithDate(Name::Date, date)) => {
            other.event = Some(Event {
                date,
                ..Event::default()
            });
        }
        other => panic!("no such change: {other:?}"),
    }
    other
}
