//! The server is killed while it works: whatever it acknowledged is there afterwards, once and unchanged; whatever it did
//! not acknowledge is there once after it is repeated; nothing is there by half.

mod client;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tests::database::{Database, Kind};
use tests::random::Random;
use tests::server::Server;
use tests::wait;

use self::client::{Client, Known};
use super::cases::{Row, assert_sound, rows, running_number, text};
use crate::support::on_both;

on_both!(killed_under_load_it_loses_nothing_and_keeps_nothing_by_half);

const CLIENTS: usize = 6;

/// What one address may do at the public's door.
const LIMITS: [&str; 4] = [
    "JIANDU_PUBLIC_SUBMISSIONS",
    "JIANDU_PUBLIC_SUBMISSIONS_TOTAL",
    "JIANDU_RECEIPT_LOOKUPS",
    "JIANDU_RECEIPT_LOOKUPS_TOTAL",
];

/// How long a killed server may take until it serves again.
const LONGEST_START: Duration = Duration::from_secs(5);

/// How often it is killed: `JIANDU_KILLS`, for a long run.
fn kills() -> usize {
    std::env::var("JIANDU_KILLS").map_or(5, |kills| kills.parse().unwrap())
}

fn killed_under_load_it_loses_nothing_and_keeps_nothing_by_half(kind: Kind) {
    let database = Arc::new(Database::new(kind));
    let mut random = Random::new(7);
    let start = || {
        // One address hands everything in.
        let builder = LIMITS.iter().fold(Server::builder(kind), |builder, limit| {
            builder.env(limit, "1000000/1")
        });
        let builder = builder.database(&database);
        let began = Instant::now();
        let server = builder.start();
        let ready = wait::until("ready", || {
            let ready = server.call("GET", "/health/ready").attempt().ok()?;
            (ready.status == 200).then(|| began.elapsed())
        });
        (server, ready)
    };
    let (mut server, _) = start();
    let mut clients: Vec<Client> = (0..CLIENTS)
        .map(|number| Client::new(&server, number))
        .collect();
    let mut worst = Duration::ZERO;
    let kills = kills();
    for kill in 1..=kills {
        let time = Duration::from_millis(u64::try_from(30 + random.below(600)).unwrap());
        let gone = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let (server, gone) = (&server, &gone);
            for client in &mut clients {
                scope.spawn(move || client.work(server, gone));
            }
            std::thread::sleep(time);
            server.kill();
            gone.store(true, Ordering::Relaxed);
        });
        let stopped = server.stopped();
        assert_eq!(stopped.code, Some(128 + 9), "{:?}", stopped.lines);
        if kill % 20 == 0 || kills < 20 {
            assert_sound(&database);
        }
        let ready;
        (server, ready) = start();
        worst = worst.max(ready);
        assert!(ready < LONGEST_START, "ready again after {ready:?}");
        for client in &mut clients {
            // A token lasts a quarter of an hour, a long run longer.
            client.actor.token = server.token(&client.actor.client_id, &client.actor.client_secret);
            client.repeat(&server);
            let newest = client.known.keys().rev().take(20).cloned();
            client.compare(&server, newest.collect::<Vec<_>>().into_iter());
            client.look_up(&server, 2);
        }
    }
    for client in &clients {
        client.compare(&server, client.known.keys().cloned());
        client.look_up(&server, 200);
    }
    assert_sound(&database);
    assert_each_once(&clients, &database);
    let sum = |count: fn(&Client) -> usize| clients.iter().map(count).sum::<usize>();
    println!(
        "{}: killed {kills} times; {} requests, {} cases, {} at the door, {} files, {} repeated that had got through, {} put off; ready again \
         after at most {worst:?}",
        kind.as_str(),
        sum(|client| client.count),
        sum(|client| client.known.len()),
        sum(|client| client.receipts.len()),
        sum(|client| client.files.len()),
        sum(|client| client.replayed),
        sum(|client| client.put_off),
    );
}

/// That the database holds what the clients know, each once and whole, and nothing else.
fn assert_each_once(clients: &[Client], database: &Database) {
    let rows = rows(database);
    let known: BTreeMap<&String, &Known> =
        clients.iter().flat_map(|client| &client.known).collect();
    let sum = |count: fn(&Client) -> usize| clients.iter().map(count).sum::<usize>();
    let receipts = sum(|client| client.receipts.len());
    let (at_the_door, ids): (Vec<&Row>, Vec<&Row>) = rows["complaints"]
        .iter()
        .partition(|row| row["submitted_by"] == "public");
    let ids: Vec<String> = ids.iter().map(|row| text(&row["id"])).collect();
    assert_eq!(ids.len(), known.len());
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>(),
        known.keys().copied().collect()
    );
    assert_eq!(
        (at_the_door.len(), rows["receipt_codes"].len()),
        (receipts, receipts)
    );
    let kept = rows["attachments"].iter();
    let kept = kept.filter(|row| row["state"] == "kept").count();
    assert_eq!(kept, sum(|client| client.files.len()));
    let mut numbers = Vec::new();
    let count = |table: &str| {
        let mut count: BTreeMap<String, i64> = BTreeMap::new();
        let rows: &[Row] = &rows[table];
        for row in rows {
            *count.entry(text(&row["stream"])).or_default() += 1;
        }
        count
    };
    let (events, items, keys) = (count("events"), count("sealed_items"), count("case_keys"));
    for (id, known) in known {
        let (stream, case) = (format!("complaint/{id}"), &known.case);
        assert_eq!(events[&stream], known.version, "{case}");
        // Who complains, what they said and added, and the report once there is one.
        let reported = case["investigation"]["assignments"][0]["report"].is_object();
        let sealed = 2 + i64::from(reported) + known.supplements;
        assert_eq!((items[&stream], keys[&stream]), (sealed, 1), "{case}");
        if case["acceptance"].is_object() {
            numbers.push(running_number(case));
        }
    }
    let added: i64 = at_the_door
        .iter()
        .map(|row| items[&format!("complaint/{}", text(&row["id"]))] - 2)
        .sum();
    let supplements: i64 = clients.iter().map(|client| client.door_supplements).sum();
    assert_eq!(added, supplements);
    numbers.sort_unstable();
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<u32>>());
    let answered = clients.iter().map(|client| client.count).sum::<usize>();
    let unanswered = clients
        .iter()
        .filter(|client| client.unanswered.is_some())
        .count();
    assert_eq!(rows["idempotency_records"].len(), answered - unanswered);
}
