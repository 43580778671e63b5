//! `jiandu checkpoint export`: signed digests of the record for somebody else to keep.

use clap::{Args, Subcommand};
use persistence::checkpoint::{self, PublicKey, anchor};

use super::place::Place;
use super::{GOOD, print, unusable};

/// Arguments of `jiandu checkpoint`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print checkpoints as JSON Lines, oldest first, each with its signature and the public key
    ///
    /// Whoever keeps them can tell later whether the record was truncated or replaced by an older backup: `jiandu
    /// verify --anchor FILE`.
    Export {
        /// Leave out the checkpoints up to this id
        #[arg(long, default_value_t = 0, value_name = "ID", value_parser = clap::value_parser!(i64).range(0..))]
        after: i64,
        #[command(flatten)]
        place: Place,
    },
}

/// Checkpoints read at once.
const PAGE: i64 = 500;

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Action::Export { after, place } = &arguments.action;
    match export(place, *after) {
        Ok(code) => code,
        Err(reason) => unusable(reason),
    }
}

fn export(place: &Place, after: i64) -> Result<u8, String> {
    let store = place.store()?;
    let keys = match place.keys()? {
        Some(keys) => keys,
        None => {
            return Err(format!(
                "key file {} does not exist: the public key follows from it; name it with --master-key-file",
                place.key_file()?.display()
            ));
        }
    };
    let key = PublicKey::of(&keys).map_err(|error| error.to_string())?;
    let mut last = after;
    loop {
        let page = store
            .read(|connection| checkpoint::after(connection, last, PAGE))
            .map_err(|error| error.to_string())?;
        let Some(newest) = page.last() else {
            return Ok(GOOD);
        };
        last = newest.id;
        let mut text = String::new();
        for checkpoint in &page {
            if !checkpoint.is_signed_by(&key) {
                return Err(format!(
                    "checkpoint {} was not signed with this key file; run `jiandu verify`",
                    checkpoint.id
                ));
            }
            text.push_str(&anchor::to_line(checkpoint, &key));
            text.push('\n');
        }
        match print(&text) {
            GOOD => {}
            code => return Ok(code),
        }
    }
}
