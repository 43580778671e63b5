//! `jiandu backup FILE` and `jiandu restore FILE`.

use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use persistence::StoreOptions;
use persistence::backup;
use persistence::verify::State;

use super::place::Place;
use super::verify::{check, describe};
use super::{GOOD, SOME_BAD, print, unusable};

/// Arguments of `jiandu backup`.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// The file to make; one that exists is not written over
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Arguments of `jiandu restore`.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &BackupArguments) -> u8 {
    match take(arguments) {
        Ok(text) => print(&text),
        Err(reason) => unusable(reason),
    }
}

fn take(arguments: &BackupArguments) -> Result<String, String> {
    let store = arguments.place.store()?;
    let summary =
        backup::write(&store, &arguments.file, Utc::now()).map_err(|error| error.to_string())?;
    Ok(format!(
        "{}: {} rows, {} of them events\nIt holds no keys: keep a copy of {} and of {} at another place.\n",
        arguments.file.display(),
        summary.rows,
        summary.events,
        arguments.place.key_file()?.display(),
        persistence::checkpoint::anchor::FILE_NAME,
    ))
}

pub(super) fn restore(arguments: &RestoreArguments) -> u8 {
    match load(arguments) {
        Ok((text, code)) => code.max(print(&text)),
        Err(reason) => unusable(reason),
    }
}

fn load(arguments: &RestoreArguments) -> Result<(String, u8), String> {
    let place = &arguments.place;
    let url = place.url()?;
    // A wrong key file is told before anything is written.
    let (keys, anchor) = (place.keys()?, place.anchor()?);
    let (store, summary) = backup::restore(&url, StoreOptions::default(), &arguments.file)
        .map_err(|error| error.to_string())?;
    let mut text = format!(
        "restored {} rows, {} of them events, of the backup taken at {} from {}\n",
        summary.rows, summary.events, summary.created_at, summary.database,
    );
    let report = check(&store, keys.as_ref(), anchor)?;
    text.push_str(&describe(&report));
    if keys.is_none() {
        text.push_str(&format!(
            "The backup holds no keys: put the key file at {} before the server starts, then run `jiandu verify`.\n",
            place.key_file()?.display()
        ));
    }
    let lost = report
        .checks
        .iter()
        .find(|check| check.name == "anchor" && check.state == State::Tampered);
    if lost.is_some() {
        text.push_str(&format!(
            "The backup is older than {0} beside the key file. If that is meant, rename {0} before the server starts: \
             it then begins a new one.\n",
            persistence::checkpoint::anchor::FILE_NAME
        ));
    }
    let code = match report.state {
        State::Sound | State::Unchecked => GOOD,
        State::Tampered => SOME_BAD,
    };
    Ok((text, code))
}
