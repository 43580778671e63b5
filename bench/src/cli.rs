//! The command line against a loop that parses each line and prints the same bytes.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use api::v1::evaluation::admissibility::AdmissibilityEngine;
use api::v1::evaluation::engine::{Basis, Engine, Explain};
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
        "| engine | loop or program | lines/s | lines per second of a core | share of the loop | aim |\n| --- | --- | ---: | ---: | ---: | ---: |"
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
        E::answer(
            basis,
            request.as_bytes(),
            &mut Explain::single(false),
            &mut answer,
        )
        .map_err(|problem| format!("{problem:?}"))?;
        texts.push(String::from_utf8(answer)?);
    }
    write_lines(&answers, &texts)?;

    let mut plain = Spent::MOST;
    let mut program = Spent::MOST;
    for _ in 0..3 {
        plain = plain.less(run(Command::new(std::env::current_exe()?)
            .args(["plain-loop", E::NAME])
            .args([&input, &answers]))?);
        program = program.less(run(Command::new(binary()?)
            .args(["evaluate", E::NAME])
            .arg(&input)
            .args(["--database-url", "sqlite::memory:"]))?);
    }
    let lines = f64::from(u32::try_from(LINES)?);
    let per_core = |spent: &Spent| lines / spent.processor.as_secs_f64();
    let row = |name: &str, spent: &Spent, share: &str, aim: &str| {
        println!(
            "| {} | {name} | {} | {} | {share} | {aim} |",
            E::NAME,
            thousands(lines / spent.elapsed.as_secs_f64()),
            thousands(per_core(spent))
        );
    };
    let share = format!("{:.0} %", 100.0 * per_core(&program) / per_core(&plain));
    row("plain loop", &plain, "", "");
    row("jiandu evaluate", &program, &share, "60 %");
    Ok(())
}

/// What a process took: by the clock, and of the processors.
struct Spent {
    elapsed: Duration,
    processor: Duration,
}

impl Spent {
    const MOST: Self = Self {
        elapsed: Duration::MAX,
        processor: Duration::MAX,
    };

    fn less(self, other: Self) -> Self {
        Self {
            elapsed: self.elapsed.min(other.elapsed),
            processor: self.processor.min(other.processor),
        }
    }
}

/// Processor time of the child processes that have ended, from the kernel's account (in hundredths of a second).
fn children() -> Result<Duration, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in brackets; user and system time of children are the 16th and 17th.
    let after_name = stat.rsplit_once(')').ok_or("no name")?.1;
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(str::parse::<u64>)
        .sum::<Result<_, _>>()?;
    Ok(Duration::from_millis(ticks * 10))
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

fn run(command: &mut Command) -> Result<Spent, Failure> {
    let null = File::options().write(true).open("/dev/null")?;
    let before = children()?;
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::from(null))
        .status()?;
    let elapsed = start.elapsed();
    if status.success() {
        Ok(Spent {
            elapsed,
            processor: children()?.saturating_sub(before),
        })
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
