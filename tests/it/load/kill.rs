//! The server is killed while it works: whatever it acknowledged is there afterwards, once and unchanged; whatever it did
//! not acknowledge is there once after it is repeated; nothing is there by half.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::{Database, Kind};
use tests::handling::investigation;
use tests::random::Random;
use tests::server::Server;
use tests::wait;

use super::cases::{
    CENTER, Row, admissible, assert_sound, intake, path, rows, running_number, text, version,
};
use crate::support::on_both;

on_both!(killed_under_load_it_loses_nothing_and_keeps_nothing_by_half);

const CLIENTS: usize = 6;

/// How long a killed server may take until it serves again.
const LONGEST_START: Duration = Duration::from_secs(5);

/// How often it is killed: `JIANDU_KILLS`, for a long run.
fn kills() -> usize {
    std::env::var("JIANDU_KILLS").map_or(5, |kills| kills.parse().unwrap())
}

/// A request that was sent and not answered yet.
#[derive(Clone)]
struct Sent {
    key: String,
    method_path: String,
    version: Option<i64>,
    body: Value,
    /// The case it is about; none: the one it creates.
    case: Option<String>,
}

/// What one client knows for certain.
struct Client {
    actor: Actor,
    name: String,
    random: Random,
    count: usize,
    /// Of every case the last answer: its version and its body.
    known: BTreeMap<String, (i64, Value)>,
    /// Cases on which there is more to do.
    open: Vec<String>,
    unanswered: Option<Sent>,
    /// How many answers were those to an earlier sending that had got through.
    replayed: usize,
    /// How many requests were refused because too much waited or the server was going.
    put_off: usize,
}

impl Client {
    fn new(server: &Server, number: usize) -> Self {
        let role = [Role::ComplaintOfficer, Role::CenterLead][number % 2];
        Self {
            actor: server.actor(role, CENTER),
            name: format!("client-{number}"),
            random: Random::new(u64::try_from(number).unwrap() + 1),
            count: 0,
            known: BTreeMap::new(),
            open: Vec::new(),
            unanswered: None,
            replayed: 0,
            put_off: 0,
        }
    }

    /// What to do next: a new case, or the next step of one.
    fn next(&mut self) -> Sent {
        self.count += 1;
        let key = format!("{}-{}", self.name, self.count);
        if self.open.is_empty() || self.random.one_in(3) {
            return Sent {
                body: intake(&key),
                method_path: "/api/v1/complaints".to_owned(),
                version: None,
                case: None,
                key,
            };
        }
        let id = self.open[self.random.below(self.open.len())].clone();
        let (version, case) = &self.known[&id];
        let text = format!("理由{key}");
        let (command, body) = match (case["state"].as_str().unwrap(), self.random.below(8)) {
            ("received", 0) => ("withdrawal", json!({"by": "complainant", "reason": text})),
            ("received", _) if *version == 1 => ("evaluations", admissible()),
            ("received", 1 | 2) => (
                "rejection",
                json!({"grounds": ["gd-complaints/art10/2"], "departure": text}),
            ),
            ("received", _) => ("acceptance", json!({})),
            ("accepted", _) => {
                let [assignment, _report] = investigation(CENTER);
                assignment
            }
            ("assigned", _) => {
                let [_assignment, report] = investigation(CENTER);
                report
            }
            ("reported", _) => (
                "conclusion",
                json!({"outcome": "partly", "measures": [{"text": text}]}),
            ),
            (state, _) => panic!("{state} is not open"),
        };
        Sent {
            key,
            method_path: path(&id, command),
            version: Some(*version),
            body,
            case: Some(id),
        }
    }

    /// Sends a request; whether there was an answer.
    fn send(&mut self, server: &Server, sent: Sent) -> bool {
        let mut call = server
            .call("POST", &sent.method_path)
            .token(&self.actor.token)
            .header("Idempotency-Key", &sent.key);
        if let Some(version) = sent.version {
            call = call.header("If-Match", &format!("\"{version}\""));
        }
        match call.json_text(sent.body.to_string()).attempt() {
            Ok(answer) if answer.status == 503 => {
                self.put_off += 1;
                self.unanswered = Some(sent);
                true
            }
            Ok(answer) => {
                self.note(&sent, &answer);
                true
            }
            Err(_gone) => {
                self.unanswered = Some(sent);
                false
            }
        }
    }

    fn note(&mut self, sent: &Sent, answer: &Answer) {
        let expected = if sent.case.is_some() { 200 } else { 201 };
        assert_eq!(
            answer.status,
            expected,
            "{} {}: {}",
            sent.key,
            sent.method_path,
            answer.text()
        );
        self.replayed += usize::from(!answer.header("idempotency-replayed").is_empty());
        let case = answer.json();
        let id = text(&case["id"]);
        if let Some(known) = &sent.case {
            assert_eq!(id, *known);
        } else {
            assert_eq!(case["external_ref"], sent.key.as_str());
            self.open.push(id.clone());
        }
        if !matches!(
            case["state"].as_str(),
            Some("received" | "accepted" | "assigned" | "reported")
        ) {
            self.open.retain(|open| *open != id);
        }
        self.known.insert(id, (version(answer), case));
    }

    /// Works until the server is gone.
    fn work(&mut self, server: &Server, gone: &AtomicBool) {
        while !gone.load(Ordering::Relaxed) {
            let sent = self.unanswered.take();
            let sent = sent.unwrap_or_else(|| self.next());
            if !self.send(server, sent) {
                break;
            }
        }
    }

    /// Sends again what was not answered: it must now be, whether it had got through before or not.
    fn repeat(&mut self, server: &Server) {
        if let Some(sent) = self.unanswered.take() {
            assert!(self.send(server, sent), "the server is gone again");
            assert!(self.unanswered.is_none(), "it is put off");
        }
    }

    /// That the cases are there as they were last told of.
    fn compare(&self, server: &Server, ids: impl Iterator<Item = String>) {
        for id in ids {
            let (known_version, known) = &self.known[&id];
            let read = server.get_as(&self.actor.token, &format!("/api/v1/complaints/{id}"));
            assert_eq!(read.good(), *known);
            assert_eq!(version(&read), *known_version);
        }
    }
}

fn killed_under_load_it_loses_nothing_and_keeps_nothing_by_half(kind: Kind) {
    let database = Arc::new(Database::new(kind));
    let mut random = Random::new(7);
    let start = || {
        let builder = Server::builder(kind).database(&database);
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
        }
    }
    for client in &clients {
        client.compare(&server, client.known.keys().cloned());
    }
    assert_sound(&database);
    assert_each_once(&clients, &database);
    let sum = |count: fn(&Client) -> usize| clients.iter().map(count).sum::<usize>();
    println!(
        "{}: killed {kills} times; {} requests, {} cases, {} repeated that had got through, {} put off; ready again \
         after at most {worst:?}",
        kind.as_str(),
        sum(|client| client.count),
        sum(|client| client.known.len()),
        sum(|client| client.replayed),
        sum(|client| client.put_off),
    );
}

/// That the database holds what the clients know, each once and whole, and nothing else.
fn assert_each_once(clients: &[Client], database: &Database) {
    let rows = rows(database);
    let known: BTreeMap<&String, &(i64, Value)> =
        clients.iter().flat_map(|client| &client.known).collect();
    let ids: Vec<String> = rows["complaints"]
        .iter()
        .map(|row| text(&row["id"]))
        .collect();
    assert_eq!(ids.len(), known.len());
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>(),
        known.keys().copied().collect()
    );
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
    for (id, (version, case)) in known {
        let stream = format!("complaint/{id}");
        assert_eq!(events[&stream], *version, "{case}");
        // Who complains, what they said, and the report once there is one.
        let reported = case["investigation"]["assignments"][0]["report"].is_object();
        let sealed = 2 + i64::from(reported);
        assert_eq!((items[&stream], keys[&stream]), (sealed, 1), "{case}");
        if case["acceptance"].is_object() {
            numbers.push(running_number(case));
        }
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<u32>>());
    let answered = clients.iter().map(|client| client.count).sum::<usize>();
    let unanswered = clients
        .iter()
        .filter(|client| client.unanswered.is_some())
        .count();
    assert_eq!(rows["idempotency_records"].len(), answered - unanswered);
}
