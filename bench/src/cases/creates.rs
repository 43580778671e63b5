//! Creating cases: over HTTP, each answered once it is durable, against a loop that commits the same rows one case at a
//! time.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection};
use persistence::Connection;
use persistence::complaints::record;
use persistence::keys::KeyRing;
use tests::postgres::Cluster;

use super::complaints;
use super::generate::{Made, Source, connect};
use super::office::Office;
use crate::Failure;
use crate::load::{self, Load};
use crate::round::{ROUND, ROUNDS, Round};
use crate::server::{DATABASE, Folder};

const PATH: &str = "/api/v1/complaints";

const HEAD: &str = "| clients | written by | cases/s | median | p99 | processor time a case | times the baseline | aim |\n\
                    | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |";

/// Cases made ahead of a baseline round.
const AHEAD: usize = 20_000;

pub fn measure() -> Result<(), Failure> {
    let folder = Folder::new("creates")?;
    let office = Office::open(&folder.0, None)?;
    let plain = Folder::new("creates-loop")?;
    // A database of its own, with the same organisations and clients.
    drop(Office::open(&plain.0, None)?);
    let source = source(&plain.0)?;
    let bodies = complaints::bodies()?;
    let (mut loops, mut few, mut many) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let token = office.token("platform")?;
        let calls = load::posts(office.server.address, PATH, &token, &bodies);
        let connection = connect(&plain.0.join(DATABASE), "FULL")?;
        loops.push(direct(vec![connection], &source)?);
        few.push(Round::of(&office.server, &calls, 16)?);
        many.push(Round::of(&office.server, &calls, 64)?);
    }
    let loops = Round::middle(loops)?;
    println!("{HEAD}\n| 1 | a loop | {} 1 | |", loops.cells());
    for (clients, rounds, aim) in [
        (16, few, "at least 2; p99 under 20 ms"),
        (64, many, "at least 4"),
    ] {
        let round = Round::middle(rounds)?;
        let times = round.load.per_second / loops.load.per_second;
        println!(
            "| {clients} | POST {PATH} | {} {times:.1} | {aim} |",
            round.cells()
        );
    }
    Ok(())
}

pub fn measure_postgres() -> Result<(), Failure> {
    let Some(cluster) = Cluster::start_durable() else {
        println!("PostgreSQL is not installed.");
        return Ok(());
    };
    let (served, plain) = (cluster.database(), cluster.database());
    let (folder, other) = (Folder::new("creates-pg")?, Folder::new("creates-pg-loop")?);
    let office = Office::open(&folder.0, Some(&served.url()))?;
    drop(Office::open(&other.0, Some(&plain.url()))?);
    let source = source(&other.0)?;
    let bodies = complaints::bodies()?;
    println!("{HEAD}");
    for clients in [16, 64] {
        let (mut loops, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let token = office.token("platform")?;
            let calls = load::posts(office.server.address, PATH, &token, &bodies);
            let connections = (0..clients)
                .map(|_| Ok(Connection::Postgres(PgConnection::establish(&plain.url())?)))
                .collect::<Result<Vec<_>, Failure>>()?;
            loops.push(direct(connections, &source)?);
            ours.push(Round::of(&office.server, &calls, clients)?);
        }
        let (loops, ours) = (Round::middle(loops)?, Round::middle(ours)?);
        let times = ours.load.per_second / loops.load.per_second;
        println!("| {clients} | connections | {} 1 | |", loops.cells());
        println!(
            "| {clients} | POST {PATH} | {} {times:.2} | at least 0.33 |",
            ours.cells()
        );
    }
    Ok(())
}

fn source(folder: &std::path::Path) -> Result<Source, Failure> {
    Ok(Source {
        bodies: complaints::bodies()?,
        keys: KeyRing::load(&folder.join("keys.json"))?,
        platform: "bench-platform".to_owned(),
        officer: String::new(),
        count: 1 << 24,
    })
}

/// The number of the next case of a baseline: none is written twice.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Each connection writes cases, one transaction each, which were made before.
fn direct(connections: Vec<Connection>, source: &Source) -> Result<Round, Failure> {
    let each = AHEAD / connections.len().max(1);
    let stop = AtomicBool::new(false);
    let mut works = Vec::new();
    for connection in connections {
        let cases = (0..each)
            .map(|_| source.make(NEXT.fetch_add(1, Ordering::Relaxed)))
            .collect::<Result<Vec<_>, _>>()?;
        works.push((connection, cases));
    }
    let before = own_processor()?;
    let start = Instant::now();
    let mut times = Vec::new();
    thread::scope(|scope| -> Result<(), Failure> {
        let handles: Vec<_> = works
            .into_iter()
            .map(|(connection, cases)| scope.spawn(|| write(connection, cases, &stop)))
            .collect();
        while start.elapsed() < ROUND && handles.iter().any(|handle| !handle.is_finished()) {
            thread::sleep(Duration::from_millis(1));
        }
        stop.store(true, Ordering::Relaxed);
        for handle in handles {
            let own = handle.join().map_err(|_panic| "a writer failed")?;
            times.extend(own?);
        }
        Ok(())
    })?;
    let elapsed = start.elapsed();
    let spent = own_processor()?.saturating_sub(before);
    let load = Load::of(times, elapsed)?;
    Ok(Round {
        each: spent.div_f64(load.requests.max(1.0)),
        load,
    })
}

fn write(
    mut connection: Connection,
    cases: Vec<Made>,
    stop: &AtomicBool,
) -> Result<Vec<Duration>, String> {
    let begin = match &connection {
        Connection::Sqlite(_) => "BEGIN IMMEDIATE",
        Connection::Postgres(_) => "BEGIN",
    };
    let mut times = Vec::new();
    for case in cases {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let start = Instant::now();
        let failed = |error: diesel::result::Error| error.to_string();
        connection.batch_execute(begin).map_err(failed)?;
        record::submit(
            &mut connection,
            &case.id,
            case.received,
            &case.confidential,
            "bench-platform",
            case.now,
        )
        .map_err(|error| error.to_string())?;
        connection.batch_execute("COMMIT").map_err(failed)?;
        times.push(start.elapsed());
    }
    Ok(times)
}

/// Processor time of this process so far.
fn own_processor() -> Result<Duration, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    crate::server::processor_of(&stat)
}
