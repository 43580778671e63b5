//! Finding cases about the same matter, in the process: 20,000 real cases among up to 1,000,000, and what the signature adds
//! to taking a complaint down.

use std::hint::black_box;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::gd::case::CaseState;
use domain::gd::case::event::Received;
use domain::gd::matter::parameters::SimilarParameters;
use domain::gd::matter::{Features, Shingles, score};
use persistence::complaints::record;
use persistence::complaints::row;
use persistence::keys::KeyRing;
use persistence::similar::{self, Near, TextTraits};
use persistence::{Connection, Store, StoreOptions};

use super::complaints;
use super::generate::{Source, connect};
use crate::Failure;
use crate::server::{DATABASE, Folder, processor_of};

/// Cases with everything that belongs to them; the others are rows that nothing leads to.
const REAL: u64 = 20_000;

/// In so many rounds both are inserted by turns, so that the real ones lie everywhere.
const ROUNDS: u64 = 100;

/// How many cases others are looked for.
const ASKED: u64 = 1_000;

pub fn measure() -> Result<(), Failure> {
    signature()?;
    println!(
        "\n| cases | compared, mean | p50 | p99 | longest | processor time, mean | aim |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    for (count, name, aim) in
        super::sizes(&[(100_000, "100,000", ""), (1_000_000, "1,000,000", "20 ms")])?
    {
        among(count, name, aim)?;
    }
    Ok(())
}

/// What it costs to sign a text of 300 characters.
fn signature() -> Result<(), Failure> {
    const TIMES: u32 = 2_000;
    let keys = KeyRing::ephemeral()?;
    let (key, _wrapped) = keys.new_case_key("complaint/1")?;
    let text: String = ('一'..).step_by(7).take(300).collect();
    let start = Instant::now();
    for _ in 0..TIMES {
        let said = Shingles::of([black_box(text.as_str())]);
        black_box(TextTraits::new(&keys, &key, &said)?);
    }
    let each = start.elapsed() / TIMES;
    println!("Signing 300 characters: {:.1} us", micros(each));
    Ok(())
}

fn among(count: u64, name: &str, aim: &str) -> Result<(), Failure> {
    let folder = Folder::new("similar")?;
    let file = folder.0.join(DATABASE);
    let url = file.display().to_string().parse()?;
    drop(Store::open(&url, StoreOptions::default())?);
    let source = Source {
        bodies: complaints::bodies()?,
        keys: KeyRing::ephemeral()?,
        platform: "platform".to_owned(),
        officer: "officer".to_owned(),
        count: REAL,
    };
    let ids = fill(&mut connect(&file, "OFF")?, &source, count)?;
    let basis = api::basis::load(None, None)?;
    let day = domain::period::FIRST_DAY;
    let parameters = basis
        .gd_parameters("gd-default", day)
        .ok_or("no parameters")?
        .similar;
    let mut connection = connect(&file, "FULL")?;
    let (mut spent, mut compared) = (Vec::new(), 0);
    let before = processor()?;
    for number in 0..ASKED {
        let place = usize::try_from(number * 7919 % REAL)?;
        let id = ids.get(place).ok_or("no such case")?;
        let start = Instant::now();
        compared += ranked(&mut connection, &source.keys, id, &parameters)?;
        spent.push(start.elapsed());
    }
    let busy = processor()?.saturating_sub(before) / u32::try_from(ASKED)?;
    spent.sort_unstable();
    let at = |share: usize| spent.get(spent.len() * share / 100).copied();
    let cell = |time: Option<Duration>| time.map_or(0.0, |time| micros(time) / 1000.0);
    println!(
        "| {name} | {} | {:.2} ms | {:.2} ms | {:.2} ms | {:.2} ms | {aim} |",
        compared / spent.len(),
        cell(at(50)),
        cell(at(99)),
        cell(spent.last().copied()),
        cell(Some(busy)),
    );
    Ok(())
}

/// As the operation does; how many were compared.
fn ranked(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    parameters: &SimilarParameters,
) -> Result<usize, Failure> {
    let own = row::read(connection, id)?.ok_or("no such case")?.state()?;
    let features = Features::of(&own.record, similar::signature(connection, keys, id)?);
    let near = Near {
        id,
        record: &own.record,
        window_days: parameters.window_days,
    };
    let mut found = Vec::new();
    for candidate in similar::find(connection, keys, &near, |_, _, _| true)? {
        let state: CaseState = candidate.row.state()?;
        let other = Features::of(&state.record, candidate.text);
        found.push((score(&features, &other, parameters).total, candidate.row.id));
    }
    found.sort_unstable();
    black_box(&found);
    Ok(found.len())
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The real cases, by their ids, and so many others.
fn fill(connection: &mut Connection, source: &Source, count: u64) -> Result<Vec<String>, Failure> {
    connection.batch_execute("PRAGMA cache_size = -1000000")?;
    // What lists need is not asked here, and takes the longest to make.
    let indexes: Vec<Name> = diesel::sql_query(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'complaints' AND sql IS NOT NULL
         AND name <> 'complaints_party_received'",
    )
    .load(connection)?;
    for Name { name } in indexes {
        connection.batch_execute(&format!("DROP INDEX {name}"))?;
    }
    let mut ids = Vec::new();
    let others = (count - REAL) / ROUNDS;
    for round in 0..ROUNDS {
        connection.batch_execute("BEGIN IMMEDIATE")?;
        for number in (round * REAL / ROUNDS)..((round + 1) * REAL / ROUNDS) {
            let made = source.make(number)?;
            let received: Received = made.received;
            let _case = record::submit(
                connection,
                &made.id,
                received,
                &made.confidential,
                &source.platform,
                made.now,
            )?;
            ids.push(made.id);
        }
        connection.batch_execute(&others_of(round * others, others))?;
        connection.batch_execute("COMMIT")?;
    }
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(ids)
}

/// Rows of cases like others in size, eleven hashes each, in places as hashes have them.
fn others_of(first: u64, count: u64) -> String {
    let series = format!(
        "WITH RECURSIVE s(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM s WHERE i + 1 < {})",
        first + count
    );
    format!(
        "INSERT INTO complaints (id, regime, center, state, kind, channel, received_at, updated_at, submitted_by, version,
            head_hash, document)
            {series} SELECT 'other-' || i, 'gd', 'gd-440100', 'received', 'complaint', 'web', i, i, 'platform', 1,
            zeroblob(32), hex(zeroblob(600)) FROM s;
         INSERT INTO similar_bands (band, seq)
            {series}, b(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b WHERE n < 11)
            SELECT random(), (SELECT max(seq) FROM complaints) - {} + s.i FROM s, b;
         INSERT INTO similar_cases (seq, fact_bands, text_bands, signature)
            {series} SELECT (SELECT max(seq) FROM complaints) - {} + s.i, zeroblob(24), zeroblob(64), zeroblob(284) FROM s;",
        first + count - 1,
        first + count - 1,
    )
}

/// Processor time that this process took.
fn processor() -> Result<Duration, Failure> {
    processor_of(&std::fs::read_to_string("/proc/self/stat")?)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
