//! `jiandu watch`: looks now for which institutions time alone brings a proposal (jz Art. 20-22).

use std::sync::Arc;

use actix_web::rt;
use chrono::Utc;
use clap::Args;
use persistence::mode;

use super::place::Place;
use super::{print, unusable};
use crate::basis;
use crate::jobs::{Ground, sanction_watch};

/// Arguments of `jiandu watch`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match watched(arguments) {
        Ok(text) => print(&text),
        Err(reason) => unusable(reason),
    }
}

fn watched(arguments: &Arguments) -> Result<String, String> {
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
        .block_on(sanction_watch::run(&ground))
        .map_err(|error| error.to_string())?;
    Ok(format!(
        "{} institutions looked at, {} proposals opened, updated or dropped\n",
        outcome.candidates, outcome.done
    ))
}
