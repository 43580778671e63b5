//! `make bench`: every figure of docs/PERFORMANCE.md, measured in one run, against a baseline where one is named.
//!
//! Absolute figures are for reading; nothing here is a test.

mod cases;
mod cli;
mod decisions;
mod http;
mod load;
mod nightly;
mod round;
mod server;
mod vectors;

use std::process::ExitCode;

/// What can go wrong while measuring; the program is run by people, so a text is enough.
type Failure = Box<dyn std::error::Error>;

/// A part of the measurements.
type Part = (&'static str, fn() -> Result<(), Failure>);

fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        // The baseline server, as a process of its own like the one it is compared with.
        Some("bare-server") => http::bare_server(),
        Some("plain-loop") => cli::plain_loop(),
        Some("bare-reader") => cases::bare_reader(),
        Some("generate") => cases::generate(),
        Some("seed-nightly") => nightly::seed(),
        Some(only) => measure(Some(only)),
        None => measure(None),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(only: Option<&str>) -> Result<(), Failure> {
    println!("{}", machine());
    let all: [Part; 11] = [
        ("decisions", decisions::measure),
        ("cli", cli::measure),
        ("http", http::measure),
        ("server", server::measure),
        ("creates", cases::creates),
        ("creates-postgres", cases::creates_postgres),
        ("queue", cases::queue),
        ("reads", cases::reads),
        ("lists", cases::lists),
        ("similar", cases::similar),
        ("nightly", nightly::measure),
    ];
    for (name, measure) in all {
        if only.is_none_or(|only| only == name) {
            println!("\n## {name}\n");
            measure()?;
        }
    }
    Ok(())
}

/// The machine's processor and day, which belong to every figure.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_start_matches([' ', '\t', ':'])
        });
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "{model}, {cores} cores, {}",
        chrono::Utc::now().format("%Y-%m-%d")
    )
}
