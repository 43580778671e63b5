//! `jiandu evaluate ENGINE [FILE]`: the engines over files and pipes.

mod input;
mod pipeline;
mod progress;

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{GOOD, SOME_BAD, existing_store, unusable};
use crate::basis;
use crate::http::Lang;
use crate::problem::Problem;
use crate::settings::DatabaseText;
use crate::v1::evaluation::admissibility::AdmissibilityEngine;
use crate::v1::evaluation::clock::ClockEngine;
use crate::v1::evaluation::engine::{Basis, Engine, Explain};
use crate::v1::evaluation::sanctions::SanctionsEngine;
use crate::v1::evaluation::working_days::WorkingDaysEngine;
use pipeline::{Failure, Summary};
use progress::Progress;

/// Arguments of `jiandu evaluate`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule engine
    engine: EngineName,
    /// JSON Lines, one JSON request, or a JSON array of requests; - or nothing for standard input
    file: Option<PathBuf>,
    /// Add would_change_outcome to each answer
    #[arg(long)]
    explain: bool,
    /// Language of the reasons for bad lines
    #[arg(long, default_value = "zh-CN")]
    lang: LangName,
    /// Folder of local profile files
    #[arg(long, env = "JIANDU_PROFILES_DIR", value_name = "FOLDER")]
    profiles_dir: Option<PathBuf>,
    /// Database with imported calendar years; one that does not exist is left alone
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://jiandu-data/jiandu.sqlite",
        value_name = "URL"
    )]
    database_url: DatabaseText,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EngineName {
    Admissibility,
    Clock,
    Sanctions,
    WorkingDays,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangName {
    #[value(name = "zh-CN", alias = "zh")]
    ZhCn,
    #[value(name = "en")]
    En,
}

/// How an engine is asked; see [`Engine::answer`].
type Answer = fn(&Basis, &[u8], &mut Explain, &mut Vec<u8>) -> Result<(), Problem>;

pub(super) fn run(arguments: &Arguments) -> u8 {
    let basis = match basis(arguments) {
        Ok(basis) => basis,
        Err(code) => return code,
    };
    let answer: Answer = match arguments.engine {
        EngineName::Admissibility => AdmissibilityEngine::answer,
        EngineName::Clock => ClockEngine::answer,
        EngineName::Sanctions => SanctionsEngine::answer,
        EngineName::WorkingDays => WorkingDaysEngine::answer,
    };
    let task = pipeline::Task {
        basis: &basis,
        answer,
        explain: arguments.explain,
        lang: match arguments.lang {
            LangName::ZhCn => Lang::ZhCn,
            LangName::En => Lang::En,
        },
    };
    let (input, length) = match open(arguments.file.as_deref()) {
        Ok(opened) => opened,
        Err((path, error)) => return unusable(format_args!("{path}: {error}")),
    };
    let progress = Progress::new(length);
    let outcome = pipeline::run(
        &task,
        BufReader::with_capacity(input::BLOCK, input),
        io::stdout(),
        &progress,
    );
    progress.finish();
    match outcome {
        Ok(Summary { bad: 0, .. }) => GOOD,
        Ok(Summary { .. }) => SOME_BAD,
        // Who reads the answers has read enough.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => GOOD,
        Err(Failure::Write(error)) => unusable(format_args!("cannot write the answers: {error}")),
        Err(Failure::Read(error)) => unusable(format_args!("cannot read the input: {error}")),
    }
}

fn basis(arguments: &Arguments) -> Result<Basis, u8> {
    let store = existing_store(&arguments.database_url).map_err(unusable)?;
    basis::load(store.as_ref(), arguments.profiles_dir.as_deref()).map_err(unusable)
}

type Input = (Box<dyn Read + Send>, Option<u64>);

fn open(path: Option<&Path>) -> Result<Input, (String, io::Error)> {
    match path {
        Some(path) if path.as_os_str() != "-" => {
            let named = |error| (path.display().to_string(), error);
            let file = File::open(path).map_err(named)?;
            let about = file.metadata().map_err(named)?;
            if about.is_dir() {
                return Err(named(io::Error::from(io::ErrorKind::IsADirectory)));
            }
            Ok((Box::new(file), about.is_file().then_some(about.len())))
        }
        Some(_) | None => Ok((Box::new(io::stdin()), None)),
    }
}
