//! The nightly watch over 10,000 institutions with 200 facts each: how long it takes, and that memory stays flat.
//!
//! The database is made by appending to the record directly, once, and kept: `JIANDU_BENCH_NIGHTLY` names its file.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use api::jobs::{Ground, block_on, sanction_watch};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::access::Regime;
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::{
    AnnualReport, Batch, BatchStatus, Complaint, Finding, FindingSource, Substantiation, Verdict,
};
use domain::jz::institution::{
    Content, InstitutionEvent, InstitutionKind, LedgerEntry, Recorded, TakenOver,
};
use persistence::ledger::AppendError;
use persistence::{Store, StoreOptions, institutions};

use crate::Failure;

const INSTITUTIONS: u32 = 10_000;
const FACTS: u32 = 200;
/// Institutions written in one transaction.
const AT_ONCE: u32 = 100;

/// Makes the database if it is not there, and measures.
pub fn measure() -> Result<(), Failure> {
    let file = file();
    if !file.exists() {
        seed()?;
    }
    // Each measurement works on a copy: the first night opens proposals, a later one finds them open.
    let store = open(&file)?;
    let now: DateTime<Utc> = "2026-11-01T16:30:00Z".parse()?;
    let ground = Ground {
        store,
        basis: Arc::new(api::basis::load(None, None)?),
        now: Arc::new(move || now),
        instance: "bench".to_owned(),
    };
    let samples = Arc::new(Mutex::new(vec![resident()]));
    let over = Arc::new(AtomicBool::new(false));
    let sampler = {
        let (samples, over) = (Arc::clone(&samples), Arc::clone(&over));
        std::thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(50));
                if let Ok(mut samples) = samples.lock() {
                    samples.push(resident());
                }
            }
        })
    };
    let start = Instant::now();
    let outcome = block_on(sanction_watch::run(&ground))?;
    let taken = start.elapsed();
    over.store(true, Ordering::Relaxed);
    let _ended = sampler.join();
    let samples = samples.lock().map_err(|_poisoned| "sampler")?.clone();
    let of = |part: usize| samples.get(samples.len() * part / 4).copied().unwrap_or(0);
    println!(
        "{} institutions, {FACTS} facts each: {:.2} s, {} proposals",
        outcome.candidates,
        taken.as_secs_f64(),
        outcome.done
    );
    println!(
        "memory (resident, MiB): start {}, a quarter {}, half {}, three quarters {}, end {}, most {}",
        samples.first().copied().unwrap_or(0),
        of(1),
        of(2),
        of(3),
        resident(),
        samples.iter().max().copied().unwrap_or(0)
    );
    Ok(())
}

/// Makes the database.
pub fn seed() -> Result<(), Failure> {
    let store = open(&file())?;
    let start = Instant::now();
    for chunk in 0..INSTITUTIONS / AT_ONCE {
        let written: Result<(), AppendError> = store.write(move |connection| {
            for number in chunk * AT_ONCE..(chunk + 1) * AT_ONCE {
                let id = format!("0190b6a0-7c00-7000-9000-{number:012}");
                institutions::record(connection, &id, None, &events(number), "bench", Utc::now())?;
            }
            Ok(())
        });
        written?;
    }
    println!(
        "{} events in {:.0} s",
        INSTITUTIONS * (FACTS + 1),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn file() -> PathBuf {
    std::env::var_os("JIANDU_BENCH_NIGHTLY").map_or_else(
        || std::env::temp_dir().join("jiandu-nightly.sqlite"),
        PathBuf::from,
    )
}

fn open(file: &std::path::Path) -> Result<Store, Failure> {
    let url = format!("sqlite://{}", file.display());
    Ok(Store::open(&url.parse()?, StoreOptions::default())?)
}

/// Resident memory of this process, in MiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.unwrap_or(0) / 1024
}

fn day(offset: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2024, 1, 8).unwrap_or_default();
    first + Days::new(offset.into())
}

/// A filing and 200 facts; one institution in a hundred owes an annual report.
fn events(number: u32) -> Vec<InstitutionEvent> {
    let taken = TakenOver {
        uscc: format!("91421000{number:010}"),
        content: Content {
            name: format!("第{number}评价机构"),
            kind: InstitutionKind::SocialTraining,
            principal: "王某".to_owned(),
            division: "421002".to_owned(),
            places: Vec::new(),
            occupations: Vec::new(),
        },
        filed_on: day(0),
        valid_until: None,
        filing_number: None,
        authority_name: "荆州市人力资源和社会保障局".to_owned(),
        authority: Some("jz-421000".to_owned()),
        above: None,
        regime: Regime::Jz,
        on: day(0),
        by: "bench".to_owned(),
    };
    let facts = (0..FACTS).map(|fact| {
        InstitutionEvent::Recorded(Box::new(Recorded {
            entry: entry(number, fact),
            on: day(fact * 5),
            reason: None,
            by: "bench".to_owned(),
        }))
    });
    std::iter::once(InstitutionEvent::TakenOver(Box::new(taken)))
        .chain(facts)
        .collect()
}

fn entry(number: u32, fact: u32) -> LedgerEntry {
    let on = day(fact * 5);
    match fact % 10 {
        0..=6 => LedgerEntry::Batch(Batch {
            id: format!("B-{fact}"),
            status: BatchStatus::Held,
            occupation: "6-31-01-03".to_owned(),
            level: 4,
            held_on: on,
            division: Some("421002".to_owned()),
            place: None,
            candidates: Some(40),
            unqualified_candidates: Some(1),
            passed: Some(30),
            paper_code: Some(format!("P-{fact}")),
            fee_charged_yuan: Some(300),
        }),
        7 => LedgerEntry::Complaint(Complaint {
            id: format!("C-{fact}"),
            received_on: on,
            concluded_on: on,
            outcome: Substantiation::Withdrawn,
        }),
        8 => LedgerEntry::AnnualReport(AnnualReport {
            id: format!("R-{fact}"),
            due_on: on,
            submitted_on: (!number.is_multiple_of(100) || fact != 8).then_some(on),
            summary: None,
        }),
        _ => LedgerEntry::Finding(Finding {
            id: format!("F-{fact}"),
            breach: Breach::Art21(1),
            occurred_on: on,
            source: FindingSource::Inspection,
            reference: None,
            evidence: "检查记录".to_owned(),
            verdict: Verdict::Dismissed,
            decided_on: Some(on),
            reason: Some("不属实".to_owned()),
        }),
    }
}
