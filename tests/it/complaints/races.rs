//! Many at once: exactly one decision is taken, and registration numbers have no gaps.

use domain::access::Role;
use serde_json::json;
use tests::database::Kind;

use super::desk::{Desk, GUANGZHOU, words};
use crate::support::on_both;

on_both!(
    of_64_decisions_at_once_one_is_taken,
    numbers_have_no_gaps,
    two_that_link_to_each_other_at_once_do_not_wait_for_ever,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";

fn of_64_decisions_at_once_one_is_taken(kind: Kind) {
    const AT_ONCE: usize = 64;
    let desk = Desk::at(kind, NOW);
    let officers = [
        desk.officer(),
        desk.server.actor(Role::CenterLead, GUANGZHOU),
    ];
    let id = desk.examined();
    let bodies = [
        ("acceptance", json!({})),
        (
            "rejection",
            json!({"departure": "无此场次", "grounds": ["gd-complaints/art10/2"]}),
        ),
    ];
    let start = std::sync::Barrier::new(AT_ONCE);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let decide = |place: usize| {
            let (step, body) = &bodies[place % 2];
            start.wait();
            desk.give_on(&officers[place % 2], 2, &id, step, body)
                .status
        };
        let threads: Vec<_> = (0..AT_ONCE)
            .map(|place| scope.spawn(move || decide(place)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let count = |status: u16| statuses.iter().filter(|s| **s == status).count();
    assert_eq!((count(200), count(412)), (1, AT_ONCE - 1), "{statuses:?}");
    let case = desk.read(&officers[0], &id).good();
    // A decision and its notice.
    assert_eq!(case["version"], 4);
    assert_eq!(desk.events(&id).len(), 4);
    assert_ne!(case["acceptance"].is_null(), case["rejection"].is_null());
}

fn numbers_have_no_gaps(kind: Kind) {
    const CASES: usize = 16;
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let cases: Vec<String> = (0..CASES).map(|_| desk.examined()).collect();
    // Two decide on each at once: one takes a number, and the other's goes back.
    let accept = |id: &str| {
        let answer = desk.give_on(&officer, 2, id, "acceptance", &json!({}));
        match answer.status {
            200 => Some(words(&answer.json()["acceptance"]["number"])),
            412 => None,
            other => panic!("{other} {}", answer.text()),
        }
    };
    let mut numbers: Vec<String> = std::thread::scope(|scope| {
        let accept = &accept;
        let threads: Vec<_> = cases
            .iter()
            .chain(&cases)
            .map(|id| scope.spawn(move || accept(id)))
            .collect();
        let taken = threads
            .into_iter()
            .filter_map(|thread| thread.join().unwrap());
        taken.collect()
    });
    numbers.sort();
    let expected: Vec<String> = (1..=CASES)
        .map(|n| format!("粤鉴投〔2026〕440100-{n:04}号"))
        .collect();
    assert_eq!(numbers, expected);
}

fn two_that_link_to_each_other_at_once_do_not_wait_for_ever(kind: Kind) {
    const ROUNDS: usize = 8;
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    for round in 0..ROUNDS {
        let cases = [0, 1].map(|_| desk.received_from(&desk.somebody()));
        let start = std::sync::Barrier::new(2);
        let link = |one: &str, other: &str| {
            let body = json!({"other": other, "same_matter": true});
            start.wait();
            desk.give_on(&officer, 1, one, "similarity-decisions", &body)
                .status
        };
        let mut statuses = std::thread::scope(|scope| {
            let [one, other] = &cases;
            let there = scope.spawn(|| link(one, other));
            let back = scope.spawn(|| link(other, one));
            [there, back].map(|thread| thread.join().unwrap())
        });
        statuses.sort_unstable();
        // Whichever comes second finds its case changed by the first.
        assert_eq!(statuses, [200, 412], "{round}");
        for (case, other) in [(0, 1), (1, 0)] {
            let links = &desk.read(&officer, &cases[case]).good()["dossier"]["links"];
            assert_eq!(links.as_array().map(Vec::len), Some(1));
            assert_eq!(links[0]["other"], cases[other].as_str());
        }
    }
}
