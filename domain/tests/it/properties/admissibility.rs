//! Art. 9 and 10 of the Guangdong measures.

mod places;
mod strategy;

use domain::explain::FactValue;
use domain::gd::art09_10_admissibility::{
    self as art09_10, Admissibility, AdmissibilityFacts, Change, Outcome, inconsistencies,
    would_change_outcome,
};
use domain::ground::{Ground, Name, Pointer, Status};
use domain::truth::Truth;
use proptest::prelude::*;

use super::{Bits, assert_reasons_fit, samples};
use crate::exhaustive::naive;
use crate::support::{calendar, cases, gd, texts};
use strategy::facts;

fn decide(facts: &AdmissibilityFacts) -> Admissibility {
    assert_eq!(inconsistencies(facts).as_slice(), [], "{facts:?}");
    art09_10::decide(facts, calendar(), &gd()).unwrap()
}

fn all(decision: &Admissibility) -> impl Iterator<Item = &Ground> {
    decision.conditions.iter().chain(&decision.grounds)
}

fn changes(facts: &AdmissibilityFacts) -> Vec<Change> {
    would_change_outcome(facts, calendar(), &gd()).unwrap()
}

#[test]
fn the_complaints_tried_reach_every_answer_of_every_ground() {
    let mut reached = std::collections::BTreeMap::new();
    for facts in samples(facts()) {
        for ground in all(&decide(&facts)) {
            *reached
                .entry((ground.provision.id, ground.status.as_str()))
                .or_insert(0) += 1;
        }
    }
    assert_eq!(reached.len(), 8 * 3, "{reached:?}");
    assert!(reached.values().all(|times| *times >= 20), "{reached:?}");
}

#[test]
fn a_reason_belongs_to_one_answer_and_all_its_places_are_filled() {
    let decisions: Vec<Admissibility> = samples(facts()).iter().map(decide).collect();
    assert_reasons_fit(decisions.iter().flat_map(all).copied());
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn the_engine_says_what_the_second_formulation_says(facts in facts()) {
        let decision = decide(&facts);
        let naive = [
            naive::art9_1(&facts),
            naive::art9_2(&facts),
            naive::art10_1(&facts),
            naive::art10_2(&facts),
            naive::art10_3(&facts),
            naive::art10_4(&facts),
            naive::art10_5(&facts),
            naive::art10_6(&facts),
        ];
        for (ground, naive) in all(&decision).zip(&naive) {
            let id = ground.provision.id;
            prop_assert_eq!(ground.status, Status::from(Truth::from(naive.holds())), "{}", id);
            prop_assert_eq!(texts(&decision.table, ground.evidence), naive.evidence(), "{}", id);
            prop_assert_eq!(texts(&decision.table, ground.missing), naive.missing(), "{}", id);
        }
    }

    #[test]
    fn knowing_more_never_contradicts_what_was_decided(facts in facts(), bits in any::<u64>()) {
        let hidden = places::hide(&facts, &mut Bits(bits));
        let (less, more) = (decide(&hidden), decide(&facts));
        for (before, after) in all(&less).zip(all(&more)) {
            if before.status != Status::Undetermined {
                prop_assert_eq!(before.status, after.status, "{} of {:?}", before.provision.id, hidden);
            }
        }
        if less.outcome != Outcome::Undetermined {
            prop_assert_eq!(less.outcome, more.outcome, "{:?}", hidden);
        }
        let owed: Vec<_> = more.duties().collect();
        let attach = less.duties().find(|duty| duty.as_str() == "attach_to_open_case");
        prop_assert!(attach.is_none_or(|duty| owed.contains(&duty)));
    }

    #[test]
    fn a_met_ground_rests_on_its_evidence_and_needs_no_more(facts in facts()) {
        let decision = decide(&facts);
        for (position, ground) in all(&decision).enumerate() {
            let evidence = decision.pointers(ground.evidence);
            prop_assert_eq!(ground.status == Status::Met, !evidence.is_empty(), "{}", ground.provision.id);
            if ground.status == Status::Met {
                let without = decide(&places::forget(&facts, evidence));
                prop_assert_ne!(all(&without).nth(position).unwrap().status, Status::Met, "without {:?}", evidence);
                let alone = decide(&places::keep_only(&facts, evidence));
                prop_assert_eq!(all(&alone).nth(position).unwrap().status, Status::Met, "{:?} alone", evidence);
            }
        }
    }

    #[test]
    fn an_undetermined_ground_names_what_is_missing_and_nothing_that_is_known(facts in facts()) {
        let decision = decide(&facts);
        let mut union = Vec::new();
        for ground in all(&decision) {
            let missing = decision.pointers(ground.missing);
            prop_assert_eq!(ground.status == Status::Undetermined, !missing.is_empty(), "{}", ground.provision.id);
            for place in missing {
                prop_assert!(places::is_unknown(&facts, *place), "{} is known", place);
            }
        }
        for ground in &decision.grounds {
            union.extend(decision.pointers(ground.missing).iter().map(ToString::to_string));
        }
        union.sort();
        union.dedup();
        let named: Vec<String> = decision.missing_facts().iter().map(ToString::to_string).collect();
        prop_assert_eq!(named, union);
    }

    #[test]
    fn who_answers_what_is_asked_gets_an_answer(facts in facts(), others in facts(), bits in any::<u64>()) {
        let mut bits = Bits(bits);
        let mut facts = facts;
        // A list that was asked for may hold items that are not fully known: they are asked for in the next round.
        let list: Vec<_> = others.prior_complaints.unwrap_or_default().into_iter().filter(|prior| {
            prior.accepted_on.is_none_or(|day| day <= facts.submitted_on)
        }).collect();
        for _round in 0..3 {
            let missing = decide(&facts).missing_facts();
            for place in &missing {
                places::answer(&mut facts, *place, &list, &mut bits);
            }
        }
        let decision = decide(&facts);
        for ground in &decision.grounds {
            prop_assert_ne!(ground.status, Status::Undetermined, "{}", ground.provision.id);
        }
        prop_assert_ne!(decision.outcome, Outcome::Undetermined);
    }

    #[test]
    fn the_same_facts_in_any_order_give_the_same_answer(facts in facts(), bits in any::<u64>()) {
        let mut shuffled = facts.clone();
        let mut bits = Bits(bits);
        let order = shuffled.prior_complaints.as_mut().map(|list| bits.shuffle(list)).unwrap_or_default();
        let (before, after) = (decide(&facts), decide(&shuffled));
        prop_assert_eq!(before.outcome, after.outcome);
        prop_assert_eq!(before.track, after.track);
        prop_assert_eq!(before.provisional, after.provisional);
        prop_assert!(before.duties().eq(after.duties()));
        let original = |places: &[Pointer]| {
            let mut list: Vec<Pointer> = places.iter().map(|place| match place.index {
                Some(index) => Pointer { index: order.get(usize::try_from(index).unwrap()).copied(), ..*place },
                None => *place,
            }).collect();
            list.sort();
            list
        };
        for (one, other) in all(&before).zip(all(&after)) {
            prop_assert_eq!(one.status, other.status);
            prop_assert_eq!(before.pointers(one.evidence), original(after.pointers(other.evidence)));
            prop_assert_eq!(before.pointers(one.missing), original(after.pointers(other.missing)));
        }
        prop_assert_eq!(decide(&facts), before, "asked twice");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn an_explanation_keeps_its_word_and_misses_no_boolean(facts in facts()) {
        let before = decide(&facts).outcome;
        let changes = changes(&facts);
        prop_assert!(changes.is_sorted_by_key(|change| change.pointer));
        for change in &changes {
            let other = places::with(&facts, change.pointer, change.value);
            prop_assert_ne!(change.outcome, before, "{:?}", change);
            prop_assert_eq!(decide(&other).outcome, change.outcome, "{:?}", change);
        }
        let named = |place: Pointer, value: FactValue| {
            changes.iter().filter(|change| change.pointer == place && change.value == value).count()
        };
        for place in places::truths(&facts) {
            for value in [true, false] {
                let mut other = facts.clone();
                let slot = places::truth(&mut other, place).unwrap();
                let differs = *slot != Truth::from(value);
                *slot = value.into();
                let expected = differs && decide(&other).outcome != before;
                prop_assert_eq!(named(place, FactValue::Bool(value)), usize::from(expected), "{} = {}", place, value);
            }
        }
        if let Some(event) = facts.event {
            let mut other = facts.clone();
            other.event.as_mut().unwrap().ongoing = !event.ongoing;
            let place = Pointer::member(Name::Event, Name::Ongoing);
            let expected = decide(&other).outcome != before;
            prop_assert_eq!(named(place, FactValue::Bool(!event.ongoing)), usize::from(expected));
        }
    }
}
