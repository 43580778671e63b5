//! Known codes against unknown ones: neither the length of an answer nor the time it takes tells which it is.
//! `make soak-receipts` measures more pairs, with the quantum of a server as it is installed.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::client::Answer;
use tests::database::Kind;
use tests::raw::{Connection, post};
use tests::server::Server;

use super::{DOOR, complaint, handed_in};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(known_and_unknown_codes_are_told_alike);

/// Connections over which pairs are sent at once.
const CONNECTIONS: usize = 8;

fn setting(name: &str, otherwise: u32) -> u32 {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

/// What went over the wire, head and body.
fn lengths(answer: &Answer) -> (usize, usize) {
    let headers = answer.headers.iter();
    let head: usize = headers
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    let reason = if answer.status == 200 {
        "OK"
    } else {
        "Not Found"
    };
    (head + reason.len(), answer.body.len())
}

struct Measured {
    times: Vec<Duration>,
    lengths: Vec<(usize, usize)>,
}

impl Measured {
    const fn new() -> Self {
        Self {
            times: Vec::new(),
            lengths: Vec::new(),
        }
    }

    fn ask(&mut self, connection: &mut Connection, request: &[u8], expected: u16) {
        let start = Instant::now();
        connection.send(request);
        let answer = connection.answer();
        self.times.push(start.elapsed());
        assert_eq!(answer.status, expected);
        self.lengths.push(lengths(&answer));
    }

    fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.lengths.extend(other.lengths);
        self.lengths.sort_unstable();
        self.lengths.dedup();
    }

    fn at(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times[(times.len() - 1) * percent / 100]
    }
}

fn asking(code: &str) -> Vec<u8> {
    let body = json!({"receipt_code": code}).to_string();
    post(&format!("{DOOR}/status"), body.as_bytes())
}

/// Pairs of a known and an unknown code, in changing order.
fn pairs(server: &Server, known: &str, first: usize, count: usize) -> (Measured, Measured) {
    let mut connection = Connection::to(server.address);
    let (mut good, mut bad) = (Measured::new(), Measured::new());
    let known = asking(known);
    for pair in first..first + count {
        // Another one each time, as a guesser would.
        let unknown = asking(&format!("4{pair:015}"));
        if pair % 2 == 0 {
            good.ask(&mut connection, &known, 200);
            bad.ask(&mut connection, &unknown, 404);
        } else {
            bad.ask(&mut connection, &unknown, 404);
            good.ask(&mut connection, &known, 200);
        }
    }
    (good, bad)
}

fn known_and_unknown_codes_are_told_alike(kind: Kind) {
    let count = usize::try_from(setting("JIANDU_RECEIPT_PAIRS", 100)).unwrap();
    let quantum = setting("JIANDU_RECEIPT_QUANTUM", 10);
    let server = Server::builder(kind)
        .env("JIANDU_RECEIPT_QUANTUM_MS", quantum.to_string())
        .start();
    // Codes that were never given stand among many that were.
    let codes: Vec<String> = (0..CONNECTIONS)
        .map(|_| words(&handed_in(&server, &complaint())["receipt_code"]))
        .collect();
    let each = count.div_ceil(CONNECTIONS);
    let (mut good, mut bad) = (Measured::new(), Measured::new());
    std::thread::scope(|scope| {
        let threads: Vec<_> = codes
            .iter()
            .enumerate()
            .map(|(place, code)| {
                let server = &server;
                scope.spawn(move || pairs(server, code, place * each, each))
            })
            .collect();
        for thread in threads {
            let (known, unknown) = thread.join().unwrap();
            good.add(known);
            bad.add(unknown);
        }
    });
    let (known, unknown) = (good.at(50), bad.at(50));
    println!(
        "{kind:?}: {} pairs, quantum {quantum} ms: median known {known:?}, unknown {unknown:?}; 90 %: {:?}, {:?}; head and \
         body: known {:?}, unknown {:?}",
        good.times.len(),
        good.at(90),
        bad.at(90),
        good.lengths,
        bad.lengths,
    );
    assert_eq!(good.lengths.len(), 1, "{:?}", good.lengths);
    assert_eq!(good.lengths, bad.lengths);
    let least = Duration::from_millis(quantum.into());
    let soonest = good.times.iter().chain(&bad.times).min().unwrap();
    assert!(*soonest >= least, "{soonest:?}");
    // A few pairs on a busy machine: a bound that is generous. Many pairs: the one that is promised.
    let most = if count >= 10_000 { 20 } else { 2 };
    let apart = known.abs_diff(unknown);
    assert!(apart <= known.max(unknown) / most, "{known:?} {unknown:?}");
}
