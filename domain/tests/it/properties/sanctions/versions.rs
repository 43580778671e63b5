//! Other versions of the same facts: with less known, without what is later, without or with nothing but some evidence.

use chrono::NaiveDate;
use domain::ground::{Name, Pointer};
use domain::jz::facts::SanctionFacts;

use super::super::Bits;
use super::places::{for_each_list, truth, truths};
use crate::support::OPEN;

type Facts = SanctionFacts<'static>;

/// Makes some facts unknown.
///
/// The filing date only where it is not later than a known last activity: without it that activity is the base, so
/// that not knowing it decides.
pub fn hide(facts: &Facts, as_of: NaiveDate, bits: &mut Bits) -> Facts {
    let mut hidden = facts.clone();
    for place in truths(facts) {
        if bits.next() {
            *truth(&mut hidden, place).unwrap() = OPEN;
        }
    }
    for batch in hidden.batches.iter_mut().flatten() {
        if bits.next() {
            batch.candidates = None;
        }
        if bits.next() {
            batch.unqualified_candidates = None;
        }
    }
    for_each_list!(&mut hidden, |_name, list| {
        if bits.next() && bits.next() {
            *list = None;
        }
    });
    if bits.next() && bits.next() {
        hidden.activity = None;
    }
    let last_on = hidden.activity.as_ref().and_then(|a| a.last_on);
    if bits.next() && last_on.is_none_or(|last| last > as_of || hidden.filed_on <= Some(last)) {
        hidden.filed_on = None;
    }
    hidden
}

/// Leaves out what is dated after the day; what was done later counts as not yet done.
///
/// A later filing or last activity is a statement of its own: not filed yet, or active at an unknown earlier time.
pub fn without_what_is_later(facts: &Facts, as_of: NaiveDate) -> Facts {
    let mut now = facts.clone();
    let keep = |day: NaiveDate| day <= as_of;
    if let Some(list) = &mut now.batches {
        list.retain(|item| keep(item.held_on));
    }
    if let Some(list) = &mut now.complaints {
        list.retain(|item| keep(item.received_on));
    }
    if let Some(list) = &mut now.violations {
        list.retain(|item| keep(item.occurred_on));
    }
    for list in [&mut now.annual_reports, &mut now.rectifications]
        .into_iter()
        .flatten()
    {
        list.retain(|item| keep(item.due_on));
        for item in list {
            item.done_on = item.done_on.filter(|day| keep(*day));
        }
    }
    if let Some(list) = &mut now.warnings {
        list.retain(|item| keep(item.decided_on));
        for item in list {
            item.rectified_on = item.rectified_on.filter(|day| keep(*day));
        }
    }
    if let Some(activity) = &mut now.activity {
        activity.sanctioned_on = activity.sanctioned_on.filter(|day| keep(*day));
        activity
            .suspensions
            .retain(|suspension| keep(suspension.from));
        for suspension in &mut activity.suspensions {
            suspension.to = suspension.to.filter(|day| keep(*day));
        }
    }
    now
}

fn keep_items(facts: &mut Facts, keeps: impl Fn(Pointer) -> bool) {
    for_each_list!(facts, |name, list| {
        if let Some(list) = list {
            let mut index = 0;
            list.retain(|_| {
                let kept = keeps(Pointer::item(name, index));
                index += 1;
                kept
            });
        }
    });
}

/// Takes the facts at those places away: items off their list, anything else made unknown.
pub fn forget(facts: &Facts, places: &[Pointer]) -> Facts {
    let mut rest = facts.clone();
    for place in places.iter().filter(|place| place.index.is_none()) {
        match place.name {
            Name::Activity => rest.activity = None,
            Name::FiledOn => rest.filed_on = None,
            Name::InactivityJustified => rest.inactivity_justified = OPEN,
            other => panic!("no evidence: {other:?}"),
        }
    }
    keep_items(&mut rest, |item| !places.contains(&item));
    rest
}

/// Leaves nothing but the facts at those places: other items are off their list, other facts are not known.
pub fn keep_only(facts: &Facts, places: &[Pointer]) -> Facts {
    let has = |name| places.contains(&Pointer::fact(name));
    let mut rest = Facts {
        filed_on: facts.filed_on.filter(|_| has(Name::FiledOn)),
        activity: facts.activity.clone().filter(|_| has(Name::Activity)),
        inactivity_justified: if has(Name::InactivityJustified) {
            facts.inactivity_justified
        } else {
            OPEN
        },
        ..facts.clone()
    };
    keep_items(&mut rest, |item| places.contains(&item));
    for_each_list!(&mut rest, |_name, list| {
        *list = list.take().filter(|list| !list.is_empty());
    });
    rest
}

/// Puts every list in another order.
pub fn shuffle(facts: &mut Facts, bits: &mut Bits) {
    for_each_list!(facts, |_name, list| {
        if let Some(list) = list {
            bits.shuffle(list);
        }
    });
    if let Some(activity) = &mut facts.activity {
        bits.shuffle(&mut activity.suspensions);
    }
}
