//! `jiandu keys rotate-signing`: a new key to sign access tokens with.

use chrono::Utc;
use clap::{Args, Subcommand};
use persistence::signing_keys::{self, RotateError};

use super::place::Place;
use super::{print, unusable};

/// Arguments of `jiandu keys`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Sign access tokens with a new key; those signed with the old one stay good until they expire
    RotateSigning,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Action::RotateSigning = &arguments.action;
    match rotate(&arguments.place) {
        Ok(kid) => print(&format!(
            "access tokens are signed with the key {kid} now\n"
        )),
        Err(reason) => unusable(reason),
    }
}

fn rotate(place: &Place) -> Result<String, String> {
    let store = place.store()?;
    let keys = place.keys()?.ok_or("there is no key file")?;
    let key = store
        .write(move |connection| signing_keys::rotate(connection, &keys, "system", Utc::now()))
        .map_err(|error: RotateError| error.to_string())?;
    Ok(key.kid)
}
