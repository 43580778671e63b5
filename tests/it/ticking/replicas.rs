//! Two servers on one PostgreSQL, killed and started again in turns while the clocks of many cases run out: each thing is
//! said once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::{Database, Kind};
use tests::random::Random;
use tests::server::Server;

use super::{START, day, later, morning, standing};
use crate::load::cases::{CENTER, admissible, assert_sound, evaluated, order, path, rows, text};

/// Cases accepted on each day.
const A_DAY: usize = 10;

/// How often a server is killed: `JIANDU_SWEEP_KILLS`, for a long run.
fn kills() -> usize {
    std::env::var("JIANDU_SWEEP_KILLS").map_or(5, |kills| kills.parse().unwrap())
}

fn start(database: &Arc<Database>) -> Server {
    Server::builder(Kind::Postgres)
        .database(database)
        .env("JIANDU_SANDBOX", "true")
        // Each also looks by itself, in between.
        .env("JIANDU_SWEEP_SECONDS", "1")
        .start()
}

/// Puts the clock of a server, which then looks at all cases; whether it came to its end.
fn put_clock(server: &Server, token: &str, today: NaiveDate) -> bool {
    let body = json!({"now": morning(today)}).to_string();
    let call = server.call("PUT", "/api/v1/sandbox/clock").token(token);
    call.json_text(body)
        .attempt()
        .is_ok_and(|answer| answer.status == 200)
}

/// Accepts cases on one day after another; their ids and due dates.
fn accept(server: &Server, officer: &Actor, days: usize) -> BTreeMap<String, NaiveDate> {
    let mut cases = BTreeMap::new();
    for number in 0..days {
        let today = later(day(START), u64::try_from(number).unwrap());
        assert!(put_clock(server, &server.admin().token, today));
        for case in 0..A_DAY {
            let id = evaluated(server, &officer.token, &format!("m{number}x{case}"));
            let command = path(&id, "acceptance");
            let answer = order(server, &officer.token, &command, 2, &json!({})).send();
            assert_eq!(answer.status, 200, "{}", answer.text());
            let (_, due_on) = standing(server, officer, &id, today);
            cases.insert(id, due_on);
        }
    }
    assert_eq!(admissible()["within_function"], true);
    cases
}

#[test]
fn killed_and_restarted_in_turns_each_thing_is_said_once() {
    if !Kind::Postgres.available() {
        return;
    }
    let kills = kills();
    let first = Server::builder(Kind::Postgres)
        .env("JIANDU_SANDBOX", "true")
        .env("JIANDU_SWEEP_SECONDS", "1")
        .start();
    let database = Arc::clone(&first.database);
    let officer = first.actor(Role::ComplaintOfficer, CENTER);
    let admin = first.admin().token;
    let cases = accept(&first, &officer, (kills * 2 / 5).max(1));
    let (earliest, latest) = (cases.values().min().unwrap(), cases.values().max().unwrap());
    // From before the first is due soon to behind the last due date, as far as the rounds go.
    let from = *earliest - chrono::Days::new(6);
    let days = u64::try_from(latest.signed_duration_since(from).num_days()).unwrap() + 3;
    let mut servers = [first, start(&database)];
    let mut random = Random::new(u64::try_from(kills).unwrap());
    for round in 0..kills {
        let passed = days * u64::try_from(round + 1).unwrap() / u64::try_from(kills).unwrap();
        let today = later(from, passed);
        let [one, other] = &servers;
        let (killed, spared) = if round % 2 == 0 {
            (one, other)
        } else {
            (other, one)
        };
        let moment = Duration::from_millis(u64::try_from(random.below(60)).unwrap());
        thread::scope(|scope| {
            let cut_off = scope.spawn(|| put_clock(killed, &admin, today));
            let whole = scope.spawn(|| put_clock(spared, &admin, today));
            scope.spawn(move || {
                thread::sleep(moment);
                killed.kill();
            });
            let _either_way = cut_off.join().unwrap();
            assert!(whole.join().unwrap(), "round {round}");
        });
        servers[round % 2] = start(&database);
        assert!(put_clock(&servers[round % 2], &admin, today));
    }
    let end = later(*latest, 5);
    for server in &servers {
        assert!(put_clock(server, &admin, end));
    }
    check(&database, &cases, days > u64::try_from(kills).unwrap());
    assert_sound(&database);
}

/// Each case has one warning at most and became overdue once, for its due date; where every day was looked at, each has
/// both.
fn check(database: &Arc<Database>, cases: &BTreeMap<String, NaiveDate>, days_were_left_out: bool) {
    let tables = rows(database);
    let mut said: BTreeMap<(String, String), Vec<NaiveDate>> = BTreeMap::new();
    for event in &tables["events"] {
        let stream = text(&event["stream"]);
        if let Some(id) = stream.strip_prefix("clock/") {
            let payload: Value = serde_json::from_str(&text(&event["payload"])).unwrap();
            let due_on = day(payload["data"]["due_on"].as_str().unwrap());
            let key = (id.to_owned(), text(&event["kind"]));
            said.entry(key).or_default().push(due_on);
        }
    }
    let mut warned = 0;
    for (id, due_on) in cases {
        let once = |kind: &str| said.remove(&(id.clone(), kind.to_owned()));
        let [soon, over] = ["due_soon", "overdue"].map(once);
        assert_eq!(over, Some(vec![*due_on]), "{id}");
        match soon {
            Some(soon) => {
                assert_eq!(soon, [*due_on], "{id}");
                warned += 1;
            }
            None => assert!(days_were_left_out, "{id}: no warning"),
        }
    }
    assert!(said.is_empty(), "{said:#?}");
    let both = cases.len() + warned;
    assert_eq!(tables["clock_events"].len(), both);
    let runs = &tables["job_runs"];
    let cut_off = runs.iter().filter(|run| run["ended_at"].is_null()).count();
    let late = runs
        .iter()
        .filter(|run| text(&run["skipped"]).contains("already_said"))
        .count();
    println!(
        "{} cases, {warned} warned, each thing once; of the last {} runs {cut_off} were cut off, in {late} another server \
         was first",
        cases.len(),
        runs.len()
    );
}
