//! Answering block by block on all cores, in the order of the input.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Answer;
use super::input::{Block, Lines, Source, recognise};
use super::progress::Progress;
use crate::http::Lang;
use crate::problem::Problem;
use crate::v1::evaluation::engine::Basis;

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

/// The answers to a block.
#[derive(Default)]
struct Answered {
    json: Vec<u8>,
    complaints: Vec<String>,
    summary: Summary,
    bytes: usize,
}

/// Answers the whole input.
pub(super) fn run(
    task: &Task<'_>,
    input: impl BufRead + Send,
    mut output: impl Write,
    progress: &Progress,
) -> Result<Summary, Failure> {
    match recognise(input).map_err(Failure::Read)? {
        Source::Document(requests) => {
            let mut summary = Summary::default();
            for request in requests {
                let mut answered = Answered::default();
                task.answer_one(&request.bytes, request.line, &mut answered);
                deliver(answered, &mut output, progress, &mut summary)?;
            }
            Ok(summary)
        }
        Source::Lines(lines) => stream(task, lines, output, progress),
    }
}

fn stream(
    task: &Task<'_>,
    lines: Lines<impl BufRead + Send>,
    mut output: impl Write,
    progress: &Progress,
) -> Result<Summary, Failure> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (block_sender, blocks) = sync_channel::<(u64, Block)>(2 * workers);
    let (answer_sender, answers) = channel::<(u64, Answered)>();
    // Answers that wait for an earlier one count against this, so that a slow reader holds everything back.
    let (permit_sender, permits) = sync_channel::<()>(4 * workers);
    let blocks = Mutex::new(blocks);
    thread::scope(|scope| {
        let reader = scope.spawn(|| read(lines, block_sender, permit_sender));
        for _ in 0..workers {
            let answer_sender = answer_sender.clone();
            let blocks = &blocks;
            scope.spawn(move || work(task, blocks, &answer_sender));
        }
        drop(answer_sender);
        let summary = write(&answers, &permits, &mut output, progress);
        // On a failed write everybody before it stops too.
        drop(permits);
        drop(answers);
        let read = reader.join();
        let summary = summary?;
        match read {
            Ok(Ok(())) => Ok(summary),
            Ok(Err(error)) => Err(Failure::Read(error)),
            Err(_panic) => Err(Failure::Read(io::Error::other("the reader failed"))),
        }
    })
}

fn read(
    mut lines: Lines<impl BufRead>,
    blocks: SyncSender<(u64, Block)>,
    permits: SyncSender<()>,
) -> io::Result<()> {
    let mut sequence = 0;
    while let Some(block) = lines.next_block()? {
        if permits.send(()).is_err() || blocks.send((sequence, block)).is_err() {
            break;
        }
        sequence += 1;
    }
    Ok(())
}

fn work(
    task: &Task<'_>,
    blocks: &Mutex<Receiver<(u64, Block)>>,
    answers: &Sender<(u64, Answered)>,
) {
    loop {
        let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((sequence, block)) = next else { return };
        if answers.send((sequence, task.answer_block(&block))).is_err() {
            return;
        }
    }
}

fn write(
    answers: &Receiver<(u64, Answered)>,
    permits: &Receiver<()>,
    output: &mut impl Write,
    progress: &Progress,
) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (sequence, answered) in answers {
        waiting.insert(sequence, answered);
        while let Some(answered) = waiting.remove(&next) {
            next += 1;
            deliver(answered, output, progress, &mut summary)?;
            let _ = permits.try_recv();
        }
    }
    Ok(summary)
}

fn deliver(
    answered: Answered,
    output: &mut impl Write,
    progress: &Progress,
    summary: &mut Summary,
) -> Result<(), Failure> {
    output
        .write_all(&answered.json)
        .and_then(|()| output.flush())
        .map_err(Failure::Write)?;
    for complaint in &answered.complaints {
        progress.say(complaint);
    }
    summary.good += answered.summary.good;
    summary.bad += answered.summary.bad;
    progress.advance(
        u64::try_from(answered.bytes).unwrap_or(0),
        summary.good + summary.bad,
    );
    Ok(())
}

impl Task<'_> {
    fn answer_block(&self, block: &Block) -> Answered {
        let mut answered = Answered {
            bytes: block.bytes.len(),
            ..Answered::default()
        };
        let lines = block.bytes.split(|b| *b == b'\n');
        for (number, line) in (block.first_line..).zip(lines) {
            let line = line.trim_ascii();
            if !line.is_empty() {
                self.answer_one(line, number, &mut answered);
            }
        }
        answered
    }

    fn answer_one(&self, request: &[u8], line: u64, answered: &mut Answered) {
        let start = answered.json.len();
        match (self.answer)(self.basis, request, self.explain, &mut answered.json) {
            Ok(()) => answered.summary.good += 1,
            Err(problem) => {
                answered.json.truncate(start);
                answered.summary.bad += 1;
                self.tell(&problem, line, answered);
            }
        }
        answered.json.push(b'\n');
    }

    /// A bad line has its place among the answers, and is told on standard error.
    fn tell(&self, problem: &Problem, line: u64, answered: &mut Answered) {
        answered
            .json
            .extend_from_slice(format!("{{\"line\":{line},\"error\":").as_bytes());
        answered
            .json
            .extend_from_slice(&problem.to_json(self.lang, None));
        answered.json.push(b'}');
        let reason = |zh: &str, en: &str| match self.lang {
            Lang::ZhCn => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        if problem.errors.is_empty() {
            let detail = problem
                .detail
                .as_ref()
                .map_or_else(String::new, |detail| reason(&detail.zh, &detail.en));
            answered.complaints.push(format!("line {line}: {detail}"));
        }
        for fault in &problem.errors {
            let reason = reason(&fault.reason_zh, &fault.reason_en);
            answered
                .complaints
                .push(format!("line {line}: {}: {reason}", fault.pointer));
        }
    }
}
