//! Art. 20-22 of the Jingzhou measures.

mod naive;
mod places;
mod strategy;
mod versions;

use chrono::NaiveDate;
use domain::explain::FactValue;
use domain::ground::{Computed, Ground, Pointer, Status};
use domain::jz::explain::{Change, would_change_tier};
use domain::jz::facts::{SanctionFacts, inconsistencies};
use domain::jz::parameters::JzParameters;
use domain::jz::sanctions::{Sanctions, evaluate};
use domain::truth::Truth;
use proptest::prelude::*;

use super::{Bits, assert_reasons_fit, samples};
use crate::support::{cases, jz, jz_purposive};
use strategy::facts;

type Facts = SanctionFacts<'static>;

fn decide(facts: &Facts, as_of: NaiveDate, parameters: &JzParameters) -> Sanctions {
    assert_eq!(inconsistencies(facts).as_slice(), [], "{facts:?}");
    evaluate(facts, as_of, parameters).unwrap()
}

/// Either reading of Art. 22(6).
fn parameters() -> impl Strategy<Value = JzParameters> {
    prop_oneof![Just(jz()), Just(jz_purposive())]
}

/// A ground with its pointers told by id and its readings, so that it can be compared across orders of lists.
fn told(
    facts: &Facts,
    decision: &Sanctions,
    ground: &Ground,
) -> (Status, bool, Vec<Vec<String>>, String) {
    let ids = |stretch| {
        let mut ids: Vec<String> = decision
            .pointers(stretch)
            .iter()
            .map(|place| places::by_id(facts, *place))
            .collect();
        ids.sort();
        ids
    };
    let mut pointers = vec![ids(ground.evidence), ids(ground.missing)];
    let computed = match ground.computed {
        Computed::Readings {
            literal,
            purposive,
            purposive_evidence,
        } => {
            pointers.push(ids(purposive_evidence));
            format!("{literal:?} {purposive:?}")
        }
        // The worst batch is told by its share: of two with the same share either may be shown.
        Computed::WorstShare {
            unqualified,
            candidates,
        } => {
            format!("{}", f64::from(unqualified) / f64::from(candidates))
        }
        other => format!("{other:?}"),
    };
    (ground.status, ground.contested, pointers, computed)
}

fn assert_same_answer(facts: &Facts, one: &Sanctions, other_facts: &Facts, other: &Sanctions) {
    assert_eq!(one.tier, other.tier, "{facts:?}");
    assert_eq!(one.possible_tier, other.possible_tier, "{facts:?}");
    assert_eq!(
        one.refiling_barred_until, other.refiling_barred_until,
        "{facts:?}"
    );
    for (a, b) in one.grounds.iter().zip(&other.grounds) {
        assert_eq!(
            told(facts, one, a),
            told(other_facts, other, b),
            "{}: {facts:?}",
            a.provision.id
        );
    }
}

#[test]
fn the_institutions_tried_reach_every_answer_of_every_ground() {
    let mut reached = std::collections::BTreeMap::new();
    for (facts, as_of) in samples(facts()) {
        for ground in &decide(&facts, as_of, &jz()).grounds {
            let status = if ground.contested {
                "contested"
            } else {
                ground.status.as_str()
            };
            *reached.entry((ground.provision.id, status)).or_insert(0) += 1;
        }
    }
    assert_eq!(reached.len(), 22 * 3 + 1, "{reached:?}");
    assert!(reached.values().all(|times| *times >= 5), "{reached:?}");
}

#[test]
fn a_reason_belongs_to_one_answer_and_all_its_places_are_filled() {
    for parameters in [jz(), jz_purposive()] {
        let grounds = samples(facts())
            .into_iter()
            .flat_map(|(facts, as_of)| decide(&facts, as_of, &parameters).grounds);
        assert_reasons_fit(grounds);
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn the_engine_says_what_the_second_formulation_says((facts, as_of) in facts(), parameters in parameters()) {
        let decision = decide(&facts, as_of, &parameters);
        let naive = naive::all(&facts, as_of, parameters.art22_6_reading);
        prop_assert_eq!(naive.len(), decision.grounds.len());
        for (ground, naive) in decision.grounds.iter().zip(&naive) {
            naive.assert_same(&decision, ground, &facts);
        }
    }

    #[test]
    fn knowing_more_never_contradicts_what_was_decided((facts, as_of) in facts(), parameters in parameters(), bits in any::<u64>()) {
        let hidden = versions::hide(&facts, as_of, &mut Bits(bits));
        let less = decide(&hidden, as_of, &parameters);
        let more = decide(&facts, as_of, &parameters);
        for (before, after) in less.grounds.iter().zip(&more.grounds) {
            if before.status != Status::Undetermined {
                prop_assert_eq!(before.status, after.status, "{} of {:?}", before.provision.id, hidden);
            }
        }
        prop_assert!(less.tier <= more.tier && more.tier <= more.possible_tier && more.possible_tier <= less.possible_tier);
    }

    #[test]
    fn what_is_dated_later_is_not_there_yet((facts, as_of) in facts(), parameters in parameters()) {
        let now = versions::without_what_is_later(&facts, as_of);
        let (whole, known_then) = (decide(&facts, as_of, &parameters), decide(&now, as_of, &parameters));
        assert_same_answer(&facts, &whole, &now, &known_then);
    }

    #[test]
    fn a_met_ground_rests_on_its_evidence_and_needs_no_more((facts, as_of) in facts(), parameters in parameters()) {
        let decision = decide(&facts, as_of, &parameters);
        for (position, ground) in decision.grounds.iter().enumerate() {
            let id = ground.provision.id;
            let evidence = decision.pointers(ground.evidence);
            prop_assert_eq!(ground.status == Status::Met, !evidence.is_empty(), "{}", id);
            if ground.status == Status::Met {
                let again = |facts: &Facts| decide(facts, as_of, &parameters).grounds.get(position).unwrap().status;
                prop_assert_ne!(again(&versions::forget(&facts, evidence)), Status::Met, "{} without {:?}", id, evidence);
                prop_assert_eq!(again(&versions::keep_only(&facts, evidence)), Status::Met, "{}: {:?} alone", id, evidence);
            }
        }
    }

    #[test]
    fn a_contested_ground_rests_on_the_evidence_of_the_purposive_reading((facts, as_of) in facts()) {
        let decision = decide(&facts, as_of, &jz());
        let [.., ground] = &decision.grounds;
        if let Computed::Readings { purposive, purposive_evidence, .. } = ground.computed {
            let evidence = decision.pointers(purposive_evidence);
            prop_assert_eq!(ground.contested, !evidence.is_empty());
            prop_assert_eq!(ground.contested, purposive == Status::Met && ground.status != Status::Met);
            if ground.contested {
                let contested = |facts: &Facts| {
                    let [.., again] = decide(facts, as_of, &jz()).grounds;
                    again.contested
                };
                prop_assert!(!contested(&versions::forget(&facts, evidence)));
                prop_assert!(contested(&versions::keep_only(&facts, evidence)));
                let [.., purposively] = decide(&facts, as_of, &jz_purposive()).grounds;
                prop_assert_eq!(purposively.status, Status::Met);
            }
        } else {
            prop_assert!(false, "no readings");
        }
    }

    #[test]
    fn an_undetermined_ground_names_what_is_missing_and_nothing_that_is_known((facts, as_of) in facts(), parameters in parameters()) {
        let decision = decide(&facts, as_of, &parameters);
        let mut union = Vec::new();
        for ground in &decision.grounds {
            let missing = decision.pointers(ground.missing);
            if ground.status == Status::Undetermined {
                prop_assert!(ground.contested || !missing.is_empty(), "{}", ground.provision.id);
            } else {
                prop_assert!(missing.is_empty(), "{}", ground.provision.id);
            }
            for place in missing {
                prop_assert!(places::is_unknown(&facts, as_of, *place), "{} is known", place);
            }
            union.extend(missing.iter().map(ToString::to_string));
        }
        union.sort();
        union.dedup();
        let named: Vec<String> = decision.missing_facts().iter().map(ToString::to_string).collect();
        prop_assert_eq!(named, union);
    }

    #[test]
    fn who_answers_what_is_asked_gets_an_answer((facts, as_of) in facts(), (others, _) in facts(), parameters in parameters(), bits in any::<u64>()) {
        let mut bits = Bits(bits);
        let mut facts = facts;
        // A list that was asked for may hold items that are not fully known: they are asked for in a further round.
        for _round in 0..5 {
            for place in &decide(&facts, as_of, &parameters).missing_facts() {
                places::answer(&mut facts, as_of, *place, &others, &mut bits);
            }
        }
        for ground in &decide(&facts, as_of, &parameters).grounds {
            prop_assert!(ground.contested || ground.status != Status::Undetermined, "{}", ground.provision.id);
        }
    }

    #[test]
    fn the_same_facts_in_any_order_give_the_same_answer((facts, as_of) in facts(), parameters in parameters(), bits in any::<u64>()) {
        let mut shuffled = facts.clone();
        versions::shuffle(&mut shuffled, &mut Bits(bits));
        let (one, other) = (decide(&facts, as_of, &parameters), decide(&shuffled, as_of, &parameters));
        assert_same_answer(&facts, &one, &shuffled, &other);
        prop_assert_eq!(decide(&facts, as_of, &parameters), one, "asked twice");
    }
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn an_explanation_keeps_its_word_and_misses_no_boolean_and_no_unknown_list((facts, as_of) in facts(), parameters in parameters()) {
        let tiers = |facts: &Facts| {
            let decision = decide(facts, as_of, &parameters);
            (decision.tier, decision.possible_tier)
        };
        let before = tiers(&facts);
        let changes: Vec<Change> = would_change_tier(&facts, as_of, &parameters).unwrap();
        prop_assert!(changes.is_sorted_by_key(|change| change.pointer));
        for change in &changes {
            let promised = (change.tier, change.possible_tier);
            prop_assert_ne!(promised, before, "{:?}", change);
            prop_assert_eq!(tiers(&places::with(&facts, change.pointer, change.value)), promised, "{:?}", change);
        }
        let named = |place: Pointer, value: bool| {
            changes.iter().filter(|c| c.pointer == place && c.value == FactValue::Bool(value)).count()
        };
        for place in places::unknown_lists(&facts) {
            let expected = tiers(&places::with(&facts, place, FactValue::EmptyList)) != before;
            let named = changes.iter().filter(|c| c.pointer == place && c.value == FactValue::EmptyList).count();
            prop_assert_eq!(named, usize::from(expected), "{} = []", place);
        }
        for value in [true, false] {
            for place in places::truths(&facts) {
                let mut other = facts.clone();
                let slot = places::truth(&mut other, place).unwrap();
                let differs = *slot != Truth::from(value);
                *slot = value.into();
                prop_assert_eq!(named(place, value), usize::from(differs && tiers(&other) != before), "{} = {}", place, value);
            }
            for place in places::sanctions(&facts) {
                let mut other = facts.clone();
                let slot = places::sanctioned(&mut other, place).unwrap();
                let differs = *slot != value;
                *slot = value;
                prop_assert_eq!(named(place, value), usize::from(differs && tiers(&other) != before), "{} = {}", place, value);
            }
        }
    }
}
