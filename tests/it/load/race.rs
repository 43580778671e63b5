//! Many decide at once: one of them does.

use std::collections::BTreeSet;
use std::sync::Barrier;

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use super::cases::{
    CENTER, admissible, assert_sound, evaluated, intake, order, path, rows, running_number, text,
    version,
};
use crate::support::on_both;

on_both!(
    one_of_many_competing_decisions_wins,
    numbers_given_at_once_have_no_gap_and_no_repeat,
);

const CLIENTS: usize = 64;

/// Does something with every number at the same moment, each in a thread of its own.
pub fn at_once<T: Send>(count: usize, act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(count);
    std::thread::scope(|scope| {
        let (start, act) = (&start, &act);
        let threads: Vec<_> = (0..count)
            .map(|number| {
                scope.spawn(move || {
                    start.wait();
                    act(number)
                })
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

/// A decision that can be given to every evaluated case: with a reason where the rules say otherwise.
fn decision(number: usize) -> (&'static str, Value) {
    let departure = "另有书面理由";
    match number % 4 {
        0 => ("acceptance", json!({})),
        1 => (
            "rejection",
            json!({"grounds": ["gd-complaints/art10/2"], "departure": departure}),
        ),
        2 => (
            "referral",
            json!({"name": "某部门", "reason": "属其职责", "departure": departure}),
        ),
        _ => (
            "withdrawal",
            json!({"by": "complainant", "reason": "不再追究"}),
        ),
    }
}

fn one_of_many_competing_decisions_wins(kind: Kind) {
    let server = Server::builder(kind).start();
    let officers = [
        Role::ComplaintOfficer,
        Role::CenterLead,
        Role::ComplaintOfficer,
    ]
    .map(|role| server.actor(role, CENTER));
    let token = |number: usize| officers[number % officers.len()].token.as_str();
    let mut numbers = Vec::new();
    let mut winners = BTreeSet::new();
    for round in 0..6 {
        let id = evaluated(&server, token(0), &format!("race-{round}"));
        let answers = at_once(CLIENTS, |number| {
            let (command, body) = decision(number + round);
            order(&server, token(number), &path(&id, command), 2, &body).send()
        });
        let won: Vec<&Answer> = answers.iter().filter(|a| a.status == 200).collect();
        assert_eq!(
            won.len(),
            1,
            "{:?}",
            answers.iter().map(|a| a.status).collect::<Vec<_>>()
        );
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!(lost.status, 412, "{}", lost.text());
            let _ = lost.problem(412, "precondition_failed");
        }
        let case = server.get_as(token(0), &format!("/api/v1/complaints/{id}"));
        assert_eq!(case.json()["state"], won[0].json()["state"]);
        assert_eq!(version(&case), version(won[0]));
        winners.insert(text(&case.json()["state"]));
        if case.json()["state"] == "accepted" {
            numbers.push(running_number(&case.json()));
        }
    }
    // Whoever lost gave its number back.
    let id = evaluated(&server, token(0), "race-last");
    let last = order(&server, token(0), &path(&id, "acceptance"), 2, &json!({})).send();
    numbers.push(running_number(&last.good()));
    let expected: Vec<u32> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected, "winners: {winners:?}");
    let rows = rows(&server.database);
    let of_case = |row: &&super::cases::Row| row["stream"] == format!("complaint/{id}");
    assert_eq!(rows["events"].iter().filter(of_case).count(), 4);
    assert_sound(&server.database);
}

fn numbers_given_at_once_have_no_gap_and_no_repeat(kind: Kind) {
    let server = Server::builder(kind).start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let created = at_once(CLIENTS, |number| {
        evaluated(&server, &officer.token, &format!("many-{number}"))
    });
    let mut numbers = at_once(CLIENTS, |number| {
        let path = path(&created[number], "acceptance");
        let answer = order(&server, &officer.token, &path, 2, &json!({})).send();
        running_number(&answer.good())
    });
    numbers.sort_unstable();
    let expected: Vec<u32> = (1..).take(CLIENTS).collect();
    assert_eq!(numbers, expected);

    // A refused acceptance takes none.
    let path_of = |id: &str| path(id, "acceptance");
    let refused = order(
        &server,
        &officer.token,
        &path_of(&created[0]),
        4,
        &json!({}),
    )
    .send();
    let _ = refused.problem(409, "wrong_state");
    let case = server.post_as(
        &officer.token,
        "/api/v1/complaints",
        &intake("undetermined"),
    );
    let id = text(&case.json()["id"]);
    let mut unsure = admissible();
    unsure["has_factual_basis"] = Value::Null;
    let _ = order(
        &server,
        &officer.token,
        &path(&id, "evaluations"),
        1,
        &unsure,
    )
    .send();
    let refused = order(&server, &officer.token, &path_of(&id), 2, &json!({})).send();
    let problem = refused.problem(409, "command_refused");
    assert_eq!(problem["refusal"], "departure_reason_required");
    let body = json!({"departure": "另有书面理由"});
    let last = order(&server, &officer.token, &path_of(&id), 2, &body).send();
    assert_eq!(running_number(&last.good()), 65);
    assert_sound(&server.database);
}
