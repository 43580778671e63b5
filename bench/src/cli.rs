//! The command line against a loop that parses each line and prints the same bytes.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use api::v1::evaluation::admissibility::AdmissibilityEngine;
use api::v1::evaluation::engine::{Basis, Engine};
use api::v1::evaluation::sanctions::SanctionsEngine;
use api::v1::evaluation::schema::{AdmissibilityRequestBody, SanctionsRequestBody};

use crate::decisions::thousands;
use crate::server::{Folder, binary};
use crate::{Failure, vectors};

/// Lines of the input.
const LINES: usize = 400_000;

pub fn measure() -> Result<(), Failure> {
    let basis = api::basis::load(None, None)?;
    let folder = Folder::new("cli")?;
    println!(
        "| engine | loop or program | lines/s | lines/s and core | share of the loop | aim |\n| --- | --- | ---: | ---: | ---: | ---: |"
    );
    one::<AdmissibilityEngine>(&basis, &folder.0, &vectors::admissibility()?)?;
    one::<SanctionsEngine>(&basis, &folder.0, &vectors::sanctions()?)
}

fn one<E: Engine>(basis: &Basis, folder: &Path, requests: &[String]) -> Result<(), Failure> {
    let input = folder.join("input.jsonl");
    let answers = folder.join("answers.jsonl");
    write_lines(&input, requests.iter().cycle().take(LINES))?;
    let mut texts = Vec::new();
    for request in requests {
        let mut answer = Vec::new();
        E::answer(basis, request.as_bytes(), false, &mut answer)
            .map_err(|problem| format!("{problem:?}"))?;
        texts.push(String::from_utf8(answer)?);
    }
    write_lines(&answers, &texts)?;

    let cores =
        u32::try_from(std::thread::available_parallelism().map_or(1, std::num::NonZero::get))?;
    let mut plain = Duration::MAX;
    let mut program = Duration::MAX;
    for _ in 0..3 {
        plain = plain.min(time(
            Command::new(std::env::current_exe()?)
                .args(["plain-loop", E::NAME])
                .args([&input, &answers]),
        )?);
        program = program.min(time(
            Command::new(binary()?)
                .args(["evaluate", E::NAME])
                .arg(&input)
                .args(["--database-url", "sqlite::memory:"]),
        )?);
    }
    let lines = f64::from(u32::try_from(LINES)?);
    let loop_rate = lines / plain.as_secs_f64();
    let rate = lines / program.as_secs_f64();
    let each = rate / f64::from(cores);
    println!(
        "| {} | plain loop, one core | {} | {} | | |",
        E::NAME,
        thousands(loop_rate),
        thousands(loop_rate)
    );
    println!(
        "| {} | jiandu evaluate, {cores} cores | {} | {} | {:.0} % | 60 % |",
        E::NAME,
        thousands(rate),
        thousands(each),
        100.0 * each / loop_rate
    );
    Ok(())
}

fn write_lines<'a>(
    path: &Path,
    lines: impl IntoIterator<Item = &'a String>,
) -> Result<(), Failure> {
    let mut file = BufWriter::new(File::create(path)?);
    for line in lines {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}

fn time(command: &mut Command) -> Result<Duration, Failure> {
    let null = File::options().write(true).open("/dev/null")?;
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::from(null))
        .status()?;
    if status.success() {
        Ok(start.elapsed())
    } else {
        Err(format!("{status}").into())
    }
}

/// The baseline, a process of its own: reads a line, parses it with serde's derived reader, prints the answer that
/// was computed before.
pub fn plain_loop() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(2);
    let mut next = || arguments.next().ok_or("plain-loop ENGINE INPUT ANSWERS");
    let engine = next()?;
    let input = BufReader::with_capacity(256 * 1024, File::open(next()?)?);
    let answers = fs::read_to_string(next()?)?;
    let answers: Vec<&str> = answers.lines().collect();
    let parse: fn(&[u8]) -> Result<(), serde_json::Error> = match engine.as_str() {
        "sanctions" => |line| {
            serde_json::from_slice::<SanctionsRequestBody>(line)
                .map(|r| drop(std::hint::black_box(r)))
        },
        _ => |line| {
            serde_json::from_slice::<AdmissibilityRequestBody>(line)
                .map(|r| drop(std::hint::black_box(r)))
        },
    };
    let mut output = BufWriter::with_capacity(256 * 1024, std::io::stdout().lock());
    for (line, answer) in input.split(b'\n').zip(answers.iter().cycle()) {
        parse(&line?)?;
        output.write_all(answer.as_bytes())?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}
