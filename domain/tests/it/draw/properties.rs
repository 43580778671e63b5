//! What holds of every draw.

use std::collections::BTreeSet;

use domain::jz::art15_random_inspection::{
    Announcement, Departments, Place, Proof, Replaces, redraw, verify,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{announcement, asked, conflict, held, seed};

/// Rosters of up to 12 institutions and 12 inspectors of up to four departments, with conflicts.
fn announcements() -> impl Strategy<Value = Announcement> {
    let weights = prop::collection::vec(1_u32..=20, 1..12);
    let departments = prop::collection::vec(0_usize..4, 2..12);
    let pairs = prop::collection::vec((0_usize..12, 0_usize..12), 0..20);
    let rules = prop::sample::select(Departments::ALL);
    (weights, departments, 1_u32..12, 2_u32..4, pairs, rules).prop_map(
        |(weights, departments, count, each, pairs, rule)| {
            let names: Vec<&str> = departments
                .iter()
                .map(|index| ["甲局", "乙局", "丙局", "丁局"][*index])
                .collect();
            let count = count.min(weights.len().try_into().unwrap());
            let mut announced = announcement(&weights, &names, count, each);
            let known: BTreeSet<_> = pairs
                .into_iter()
                .filter(|(p, i)| *p < names.len() && *i < weights.len())
                .collect();
            announced.conflicts = known
                .into_iter()
                .map(|(p, i)| conflict(&format!("p{p:02}"), &format!("i{i:02}")))
                .collect();
            announced.terms.departments = rule;
            announced
        },
    )
}

/// Draws of rosters without a fault.
fn draws() -> Vec<Proof> {
    let mut runner = TestRunner::deterministic();
    let strategy = (announcements(), any::<u64>());
    let mut found = Vec::new();
    for _ in 0..1500 {
        let (announced, number) = strategy.new_tree(&mut runner).unwrap().current();
        if announced.faults().is_empty() {
            found.push(held(&announced, &seed(number)));
        }
    }
    assert!(found.len() > 300, "{}", found.len());
    found
}

fn department<'a>(proof: &'a Proof, id: &str) -> &'a str {
    let all = &proof.announcement.inspectors;
    &all.iter().find(|one| one.id == id).unwrap().department
}

fn fits(proof: &Proof, place: &Place, new: &[(String, String)]) {
    let terms = &proof.announcement.terms;
    let distinct: BTreeSet<_> = place.inspectors.iter().collect();
    assert_eq!(distinct.len(), place.inspectors.len());
    assert_eq!(
        distinct.len(),
        usize::try_from(terms.inspectors_each).unwrap()
    );
    for id in &place.inspectors {
        let pair = conflict(id, &place.institution);
        assert!(!proof.announcement.conflicts.contains(&pair), "{pair:?}");
        assert!(!new.contains(&(pair.inspector, pair.institution)));
    }
    let departments: BTreeSet<_> = place
        .inspectors
        .iter()
        .map(|id| department(proof, id))
        .collect();
    match terms.departments {
        Departments::Any => {}
        Departments::One => assert_eq!(departments.len(), 1),
        Departments::Several => assert!(departments.len() > 1),
    }
}

#[test]
fn every_place_has_an_institution_of_its_own_and_inspectors_who_may() {
    for proof in draws() {
        let terms = &proof.announcement.terms;
        let distinct: BTreeSet<_> = proof.result.iter().map(|p| &p.institution).collect();
        assert_eq!(distinct.len(), usize::try_from(terms.institutions).unwrap());
        for place in &proof.result {
            fits(&proof, place, &[]);
        }
        assert!(verify(&proof).holds());
    }
}

#[test]
fn the_load_is_shared_where_nothing_stands_in_the_way() {
    for mut proof in draws() {
        proof.announcement.conflicts.clear();
        proof.announcement.terms.departments = Departments::Any;
        let proof = held(&proof.announcement, &proof.seed);
        let load = |id: &str| {
            let places = proof.result.iter();
            places
                .filter(|p| p.inspectors.iter().any(|i| i == id))
                .count()
        };
        let loads = proof.announcement.inspectors.iter().map(|i| load(&i.id));
        let (least, most) = (loads.clone().min().unwrap(), loads.max().unwrap());
        assert!(most - least <= 1, "{least} {most}");
    }
}

#[test]
fn the_order_in_which_the_roster_is_given_makes_no_difference() {
    for proof in draws() {
        let mut turned = proof.announcement.clone();
        turned.institutions.reverse();
        turned.inspectors.reverse();
        turned.conflicts.reverse();
        let again = held(&turned, &proof.seed);
        assert_eq!(again.roster_hash, proof.roster_hash);
        assert_eq!(again.result, proof.result);
        assert_eq!(again.result_hash, proof.result_hash);
    }
}

#[test]
fn a_redraw_keeps_to_the_rules_and_leaves_everything_else_as_it_was() {
    let (mut institutions, mut inspectors, mut refused) = (0, 0, 0);
    for (index, mut proof) in draws().into_iter().enumerate() {
        let mut ever: BTreeSet<String> =
            proof.result.iter().map(|p| p.institution.clone()).collect();
        let (mut gone, mut new) = (BTreeSet::new(), Vec::new());
        for step in 0..4_usize {
            let before = proof.standing();
            let at = (index + step) % before.len();
            let place = &before[at];
            let number = u32::try_from(at + 1).unwrap();
            let mut wanted = if step % 2 == 0 {
                asked(
                    number,
                    Replaces::Inspector(place.inspectors[step / 2].clone()),
                )
            } else {
                asked(number, Replaces::Institution(place.institution.clone()))
            };
            if step == 2 {
                // Whoever stands there but was not known to be in conflict is, from now on.
                let of = &proof.announcement;
                let pair = (of.inspectors[0].id.clone(), of.institutions[0].id.clone());
                wanted.conflicts = vec![conflict(&pair.0, &pair.1)];
                new.push(pair);
            }
            let replaces = wanted.replaces.clone();
            let Ok(next) = redraw(&proof, wanted) else {
                refused += 1;
                new.truncate(usize::from(step > 2 && !new.is_empty()));
                break;
            };
            assert_eq!(usize::try_from(next.round).unwrap(), step + 2);
            proof.redraws.push(next.clone());
            let after = proof.standing();
            for other in (0..before.len()).filter(|other| *other != at) {
                assert_eq!(before[other], after[other]);
            }
            match replaces {
                Replaces::Institution(_) => {
                    institutions += 1;
                    assert!(ever.insert(next.result.institution.clone()), "drawn twice");
                    fits(&proof, &next.result, &new);
                    assert!(next.result.inspectors.iter().all(|id| !gone.contains(id)));
                }
                Replaces::Inspector(left) => {
                    inspectors += 1;
                    assert_eq!(next.result.institution, place.institution);
                    let old: BTreeSet<_> = place.inspectors.iter().collect();
                    let changed: Vec<_> = next
                        .result
                        .inspectors
                        .iter()
                        .filter(|id| !old.contains(id))
                        .collect();
                    assert_eq!(changed.len(), 1);
                    let pair = (changed[0].clone(), place.institution.clone());
                    assert!(!new.contains(&pair), "conflicted");
                    let first = conflict(&pair.0, &pair.1);
                    assert!(!proof.announcement.conflicts.contains(&first), "conflicted");
                    gone.insert(left);
                    assert!(!gone.contains(changed[0]));
                    fits(&proof, &next.result, &[]);
                }
            }
        }
        let checked = verify(&proof);
        assert!(checked.holds(), "{checked:?}");
    }
    assert!(
        institutions > 50 && inspectors > 200 && refused > 50,
        "{institutions} {inspectors} {refused}"
    );
}
