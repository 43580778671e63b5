//! Facts by their place: what is known there, what it would be otherwise.

use chrono::NaiveDate;
use domain::explain::FactValue;
use domain::ground::{Name, Pointer};
use domain::jz::facts::{Activity, Batch, SanctionFacts};
use domain::truth::Truth;

use super::super::Bits;

type Facts = SanctionFacts<'static>;

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap()
}

/// Does the same to every list.
macro_rules! for_each_list {
    ($facts:expr, |$name:ident, $list:ident| $body:expr) => {{
        let facts: &mut Facts = $facts;
        {
            let ($name, $list) = (Name::Batches, &mut facts.batches);
            $body
        }
        {
            let ($name, $list) = (Name::Complaints, &mut facts.complaints);
            $body
        }
        {
            let ($name, $list) = (Name::AnnualReports, &mut facts.annual_reports);
            $body
        }
        {
            let ($name, $list) = (Name::Rectifications, &mut facts.rectifications);
            $body
        }
        {
            let ($name, $list) = (Name::Warnings, &mut facts.warnings);
            $body
        }
        {
            let ($name, $list) = (Name::Violations, &mut facts.violations);
            $body
        }
    }};
}
pub(super) use for_each_list;

/// The three-valued fact at a place.
pub fn truth(facts: &mut Facts, place: Pointer) -> Option<&mut Truth> {
    let Some(index) = place.index.map(at) else {
        return (place == Pointer::fact(Name::InactivityJustified))
            .then_some(&mut facts.inactivity_justified);
    };
    Some(match (place.name, place.member?) {
        (Name::Batches, Name::IdenticalPaper) => {
            &mut facts.batches.as_mut()?.get_mut(index)?.identical_paper
        }
        (Name::Complaints, Name::Substantiated) => {
            &mut facts.complaints.as_mut()?.get_mut(index)?.substantiated
        }
        (Name::Violations, Name::Verified) => {
            &mut facts.violations.as_mut()?.get_mut(index)?.verified
        }
        _ => return None,
    })
}

/// Where an item says that it was sanctioned.
pub fn sanctioned(facts: &mut Facts, place: Pointer) -> Option<&mut bool> {
    if place.member != Some(Name::Sanctioned) {
        return None;
    }
    let index = at(place.index?);
    Some(match place.name {
        Name::Batches => &mut facts.batches.as_mut()?.get_mut(index)?.sanctioned,
        Name::Complaints => &mut facts.complaints.as_mut()?.get_mut(index)?.sanctioned,
        Name::AnnualReports => &mut facts.annual_reports.as_mut()?.get_mut(index)?.sanctioned,
        Name::Rectifications => &mut facts.rectifications.as_mut()?.get_mut(index)?.sanctioned,
        Name::Violations => &mut facts.violations.as_mut()?.get_mut(index)?.sanctioned,
        _ => return None,
    })
}

/// The places of all members of that name, of every list.
fn members(facts: &mut Facts, member: Name) -> Vec<Pointer> {
    let mut places = Vec::new();
    for_each_list!(facts, |name, list| {
        for (_, index) in list.iter().flatten().zip(0..) {
            places.push(Pointer::item_member(name, index, member));
        }
    });
    places
}

/// The places of all three-valued facts.
pub fn truths(facts: &Facts) -> Vec<Pointer> {
    let mut copy = facts.clone();
    [Name::IdenticalPaper, Name::Substantiated, Name::Verified]
        .into_iter()
        .flat_map(|member| members(&mut copy, member))
        .chain([Pointer::fact(Name::InactivityJustified)])
        .filter(|place| truth(&mut facts.clone(), *place).is_some())
        .collect()
}

/// The lists that are not known.
pub fn unknown_lists(facts: &Facts) -> Vec<Pointer> {
    let mut places = Vec::new();
    for_each_list!(&mut facts.clone(), |name, list| {
        if list.is_none() {
            places.push(Pointer::fact(name));
        }
    });
    places
}

/// The places that say whether an item was sanctioned.
pub fn sanctions(facts: &Facts) -> Vec<Pointer> {
    let mut copy = facts.clone();
    let places = members(&mut copy, Name::Sanctioned);
    places
        .into_iter()
        .filter(|place| sanctioned(&mut copy, *place).is_some())
        .collect()
}

fn batch(facts: &mut Facts, index: u32) -> &mut Batch<'static> {
    facts.batches.as_mut().unwrap().get_mut(at(index)).unwrap()
}

/// Whether the fact at a place is really unknown.
pub fn is_unknown(facts: &Facts, as_of: NaiveDate, place: Pointer) -> bool {
    let mut copy = facts.clone();
    if let Some(value) = truth(&mut copy, place) {
        return value.is_unknown();
    }
    match (place.name, place.index, place.member) {
        (Name::FiledOn, None, None) => facts.filed_on.is_none(),
        (Name::Activity, None, None) => facts.activity.is_none(),
        // What happened later says nothing of the time before.
        (Name::Activity, None, Some(Name::LastOn)) => {
            facts.activity.as_ref().unwrap().last_on.unwrap() > as_of
        }
        (Name::Batches, Some(index), Some(Name::Candidates)) => {
            batch(&mut copy, index).candidates.is_none()
        }
        (Name::Batches, Some(index), Some(Name::UnqualifiedCandidates)) => {
            batch(&mut copy, index).unqualified_candidates.is_none()
        }
        (_, None, None) => {
            let mut unknown = false;
            for_each_list!(&mut copy, |name, list| {
                unknown |= place.name == name && list.is_none();
            });
            unknown
        }
        _ => false,
    }
}

/// Makes a fact known; a list becomes that of `others`.
pub fn answer(
    facts: &mut Facts,
    as_of: NaiveDate,
    place: Pointer,
    others: &Facts,
    bits: &mut Bits,
) {
    if let Some(value) = truth(facts, place) {
        *value = bits.next().into();
        return;
    }
    match (place.name, place.index, place.member) {
        (Name::FiledOn, None, None) => facts.filed_on = Some(as_of),
        (Name::Activity, None, None) => {
            facts.activity = Some(others.activity.clone().unwrap_or_default());
        }
        (Name::Activity, None, Some(Name::LastOn)) => {
            facts.activity.as_mut().unwrap().last_on = Some(as_of);
        }
        (Name::Batches, Some(index), Some(Name::Candidates)) => {
            let of = if bits.next() { 1 } else { 100 };
            let batch = batch(facts, index);
            batch.candidates = Some(batch.unqualified_candidates.unwrap_or(1) * of);
        }
        (Name::Batches, Some(index), Some(Name::UnqualifiedCandidates)) => {
            let all = bits.next();
            let batch = batch(facts, index);
            batch.unqualified_candidates = Some(if all {
                batch.candidates.unwrap_or(1)
            } else {
                0
            });
        }
        (Name::Batches, None, None) => {
            facts.batches = Some(others.batches.clone().unwrap_or_default())
        }
        (Name::Complaints, None, None) => {
            facts.complaints = Some(others.complaints.clone().unwrap_or_default());
        }
        (Name::AnnualReports, None, None) => {
            facts.annual_reports = Some(others.annual_reports.clone().unwrap_or_default());
        }
        (Name::Rectifications, None, None) => {
            facts.rectifications = Some(others.rectifications.clone().unwrap_or_default());
        }
        (Name::Warnings, None, None) => {
            facts.warnings = Some(others.warnings.clone().unwrap_or_default());
        }
        (Name::Violations, None, None) => {
            facts.violations = Some(others.violations.clone().unwrap_or_default());
        }
        other => panic!("not to be answered: {other:?}"),
    }
}

/// The place with the item's id in place of its position.
pub fn by_id(facts: &Facts, place: Pointer) -> String {
    let mut id = None;
    for_each_list!(&mut facts.clone(), |name, list| {
        if let (true, Some(index)) = (place.name == name, place.index) {
            id = Some(list.as_ref().unwrap().get(at(index)).unwrap().id.clone());
        }
    });
    format!("{:?} {id:?} {:?}", place.name, place.member)
}

/// The same facts with that value at that place, as an explanation proposes it.
pub fn with(facts: &Facts, place: Pointer, value: FactValue) -> Facts {
    let mut other = facts.clone();
    if let FactValue::Bool(value) = value {
        if let Some(flag) = sanctioned(&mut other, place) {
            *flag = value;
        } else {
            *truth(&mut other, place).unwrap() = value.into();
        }
        return other;
    }
    let day = match value {
        FactValue::Date(day) => Some(day),
        _ => None,
    };
    match (place.name, place.index, place.member, value) {
        (name, None, None, FactValue::EmptyList) => {
            for_each_list!(&mut other, |list_name, list| {
                if list_name == name {
                    *list = Some(Vec::new());
                }
            })
        }
        (Name::FiledOn, None, None, FactValue::Date(day)) => other.filed_on = Some(day),
        (Name::Activity, None, Some(Name::LastOn), FactValue::Date(_) | FactValue::Null) => {
            other.activity.as_mut().unwrap().last_on = day;
        }
        (Name::Activity, None, None, FactValue::WithDate(Name::LastOn, last_on)) => {
            other.activity = Some(Activity {
                last_on,
                ..Activity::default()
            });
        }
        (Name::Batches, Some(index), Some(Name::Candidates), FactValue::Number(n)) => {
            batch(&mut other, index).candidates = Some(n);
        }
        (Name::Batches, Some(index), Some(Name::UnqualifiedCandidates), FactValue::Number(n)) => {
            batch(&mut other, index).unqualified_candidates = Some(n);
        }
        (
            Name::AnnualReports,
            Some(index),
            Some(Name::SubmittedOn),
            FactValue::Date(_) | FactValue::Null,
        ) => {
            other
                .annual_reports
                .as_mut()
                .unwrap()
                .get_mut(at(index))
                .unwrap()
                .done_on = day;
        }
        (
            Name::Rectifications,
            Some(index),
            Some(Name::CompletedOn),
            FactValue::Date(_) | FactValue::Null,
        ) => {
            other
                .rectifications
                .as_mut()
                .unwrap()
                .get_mut(at(index))
                .unwrap()
                .done_on = day;
        }
        (
            Name::Warnings,
            Some(index),
            Some(Name::RectifiedOn),
            FactValue::Date(_) | FactValue::Null,
        ) => {
            other
                .warnings
                .as_mut()
                .unwrap()
                .get_mut(at(index))
                .unwrap()
                .rectified_on = day;
        }
        other => panic!("no such change: {other:?}"),
    }
    other
}
