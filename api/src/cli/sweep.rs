//! `jiandu sweep`: looks now which cases are due soon or overdue.

use std::sync::Arc;

use actix_web::rt;
use chrono::Utc;
use clap::Args;
use persistence::mode;

use super::place::Place;
use super::{print, unusable};
use crate::basis;
use crate::jobs::{Ground, sweep};

/// Arguments of `jiandu sweep`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match swept(arguments) {
        Ok(text) => print(&text),
        Err(reason) => unusable(reason),
    }
}

fn swept(arguments: &Arguments) -> Result<String, String> {
    let store = arguments.place.store()?;
    // The clock of a sandbox is its server's.
    mode::settle(&store, false).map_err(|error| error.to_string())?;
    let revision = persistence::calendar::revision(&store).map_err(|error| error.to_string())?;
    let basis = basis::load(Some(&store), None)
        .map_err(|error| error.to_string())?
        .of_revision(revision);
    let ground = Ground {
        store,
        basis: Arc::new(basis),
        now: Arc::new(Utc::now),
        instance: "command line".to_owned(),
    };
    let outcome = rt::System::new()
        .block_on(sweep::run(&ground))
        .map_err(|error| error.to_string())?;
    let skipped: u64 = outcome.skipped.values().sum();
    Ok(format!(
        "{} cases looked at, {} said to be due soon or overdue, {skipped} skipped\n",
        outcome.candidates, outcome.done
    ))
}
