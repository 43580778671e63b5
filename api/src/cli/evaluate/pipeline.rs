//! Answering block by block on all cores, in the order of the input.
//!
//! Each worker takes the next lines, answers them, waits for its turn and writes the answers itself: a block never
//! leaves the processor's cache, and who reads the answers slowly holds everything back.

use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Answer;
use super::input::{Lines, Source, recognise};
use super::progress::Progress;
use crate::http::Lang;
use crate::problem::Problem;
use crate::v1::evaluation::engine::{Basis, Explain};

/// What is to be done with each request.
pub(super) struct Task<'a> {
    pub basis: &'a Basis,
    pub answer: Answer,
    pub explain: bool,
    pub lang: Lang,
}

/// How it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub good: u64,
    pub bad: u64,
}

/// Why it could not go on.
#[derive(Debug)]
pub(super) enum Failure {
    Read(io::Error),
    Write(io::Error),
}

/// Where a request stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: u64,
    /// Its position in an array of several, from 0.
    index: Option<usize>,
}

/// Some lines and their answers; used again and again by one worker.
#[derive(Default)]
struct Block {
    first_line: u64,
    input: Vec<u8>,
    json: Vec<u8>,
    complaints: Vec<String>,
    summary: Summary,
}

/// The input that is left, and the number of the next block.
struct Reading<R> {
    lines: Lines<R>,
    next: u64,
    ended: bool,
    failure: Option<io::Error>,
}

/// The answers written so far, and whose turn it is.
struct Writing<W> {
    output: W,
    next: u64,
    summary: Summary,
    failure: Option<Failure>,
}

/// What the workers share.
struct Shared<'a, R, W> {
    task: &'a Task<'a>,
    progress: &'a Progress,
    reading: Mutex<Reading<R>>,
    writing: Mutex<Writing<W>>,
    turn: Condvar,
}

/// Answers the whole input.
pub(super) fn run(
    task: &Task<'_>,
    input: impl BufRead + Send,
    mut output: impl Write + Send,
    progress: &Progress,
) -> Result<Summary, Failure> {
    match recognise(input).map_err(Failure::Read)? {
        Source::Document(requests) => {
            let mut summary = Summary::default();
            let mut block = Block::default();
            let several = requests.len() > 1;
            for (index, request) in requests.into_iter().enumerate() {
                let place = Place {
                    line: request.line,
                    index: several.then_some(index),
                };
                task.answer_one(&request.bytes, place, &mut block);
                block.input = request.bytes;
                deliver(&mut block, &mut output, progress, &mut summary)?;
            }
            Ok(summary)
        }
        Source::Lines(lines) => stream(task, lines, output, progress),
    }
}

fn stream(
    task: &Task<'_>,
    lines: Lines<impl BufRead + Send>,
    output: impl Write + Send,
    progress: &Progress,
) -> Result<Summary, Failure> {
    let shared = Shared {
        task,
        progress,
        reading: Mutex::new(Reading {
            lines,
            next: 0,
            ended: false,
            failure: None,
        }),
        writing: Mutex::new(Writing {
            output,
            next: 0,
            summary: Summary::default(),
            failure: None,
        }),
        turn: Condvar::new(),
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| shared.work());
        }
    });
    let written = shared
        .writing
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    let read = shared
        .reading
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    match written.failure.or(read.failure.map(Failure::Read)) {
        None => Ok(written.summary),
        Some(failure) => Err(failure),
    }
}

impl<R: BufRead, W: Write> Shared<'_, R, W> {
    fn work(&self) {
        let _watch = Watch(self);
        let mut block = Block::default();
        while let Some(number) = self.take(&mut block) {
            self.task.answer_block(&mut block);
            if !self.hand_in(number, &mut block) {
                return;
            }
        }
    }

    /// The next lines and their number; `None` at the end.
    fn take(&self, block: &mut Block) -> Option<u64> {
        let mut reading = lock(&self.reading);
        if reading.ended {
            return None;
        }
        match reading.lines.next_block(&mut block.input) {
            Ok(Some(first_line)) => {
                block.first_line = first_line;
                reading.next += 1;
                Some(reading.next - 1)
            }
            Ok(None) => {
                reading.ended = true;
                None
            }
            Err(error) => {
                // What was read before it is still answered.
                reading.ended = true;
                reading.failure = Some(error);
                None
            }
        }
    }

    /// Writes the answers when it is their turn; `false` where it is no use to go on.
    fn hand_in(&self, number: u64, block: &mut Block) -> bool {
        let mut writing = lock(&self.writing);
        while writing.next != number && writing.failure.is_none() {
            writing = self
                .turn
                .wait(writing)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if writing.next != number {
            return false;
        }
        let Writing {
            output, summary, ..
        } = &mut *writing;
        let outcome = deliver(block, output, self.progress, summary);
        writing.next += 1;
        let good = outcome.is_ok();
        if let Err(failure) = outcome {
            writing.failure = Some(failure);
        }
        drop(writing);
        self.turn.notify_all();
        good
    }
}

/// Keeps the others from waiting for the turn of a worker that has panicked.
struct Watch<'a, 'b, R: BufRead, W: Write>(&'a Shared<'b, R, W>);

impl<R: BufRead, W: Write> Drop for Watch<'_, '_, R, W> {
    fn drop(&mut self) {
        if thread::panicking() {
            let failure = Failure::Read(io::Error::other("a worker failed"));
            lock(&self.0.writing).failure.get_or_insert(failure);
            self.0.turn.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn deliver(
    block: &mut Block,
    output: &mut impl Write,
    progress: &Progress,
    summary: &mut Summary,
) -> Result<(), Failure> {
    output
        .write_all(&block.json)
        .and_then(|()| output.flush())
        .map_err(Failure::Write)?;
    block.json.clear();
    for complaint in block.complaints.drain(..) {
        progress.say(&complaint);
    }
    let done = std::mem::take(&mut block.summary);
    summary.good += done.good;
    summary.bad += done.bad;
    progress.advance(
        u64::try_from(block.input.len()).unwrap_or(0),
        summary.good + summary.bad,
    );
    Ok(())
}

impl Task<'_> {
    fn answer_block(&self, block: &mut Block) {
        let input = std::mem::take(&mut block.input);
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', &input).chain([input.len()]);
        for (number, end) in (block.first_line..).zip(ends) {
            let line = input.get(start..end).unwrap_or_default().trim_ascii();
            start = end + 1;
            if !line.is_empty() {
                let place = Place {
                    line: number,
                    index: None,
                };
                self.answer_one(line, place, block);
            }
        }
        block.input = input;
    }

    fn answer_one(&self, request: &[u8], place: Place, block: &mut Block) {
        let start = block.json.len();
        let mut explain = Explain::single(self.explain);
        match (self.answer)(self.basis, request, &mut explain, &mut block.json) {
            Ok(()) => block.summary.good += 1,
            Err(problem) => {
                block.json.truncate(start);
                block.summary.bad += 1;
                self.tell(&problem, place, block);
            }
        }
        block.json.push(b'\n');
    }

    /// A bad line has its place among the answers, and is told on standard error.
    fn tell(&self, problem: &Problem, place: Place, block: &mut Block) {
        let Place { line, index } = place;
        let (member, words) = index.map_or_else(Default::default, |index| {
            (format!(",\"index\":{index}"), format!(", item {index}"))
        });
        block
            .json
            .extend_from_slice(format!("{{\"line\":{line}{member},\"error\":").as_bytes());
        block
            .json
            .extend_from_slice(&problem.to_json(self.lang, None));
        block.json.push(b'}');
        let reason = |zh: &str, en: &str| match self.lang {
            Lang::ZhCn => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        if problem.errors.is_empty() {
            let detail = problem
                .detail
                .as_ref()
                .map_or_else(String::new, |detail| reason(&detail.zh, &detail.en));
            block
                .complaints
                .push(format!("line {line}{words}: {detail}"));
        }
        for fault in &problem.errors {
            let reason = reason(&fault.reason_zh, &fault.reason_en);
            block
                .complaints
                .push(format!("line {line}{words}: {}: {reason}", fault.pointer));
        }
    }
}
