//! `jiandu verify`: whether the record is whole and as it was written.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use domain::gd::case::CaseState;
use persistence::Store;
use persistence::circulars::Circulars;
use persistence::clients::Clients;
use persistence::clock::projection::{CalendarImports, ClockRows};
use persistence::complaints::projection::Complaints;
use persistence::inspections::SupervisionRecords;
use persistence::institutions::Institutions;
use persistence::institutions::publicity::Publicity;
use persistence::keys::KeyRing;
use persistence::organisations::Organisations;
use persistence::reports::PeriodicReports;
use persistence::signing_keys::SigningKeys;
use persistence::similar::SimilarCases;
use persistence::verify::{Check, Means, Projection, Report, State};

use super::place::Place;
use super::{GOOD, SOME_BAD, UNUSABLE, print, unusable};
use crate::basis;
use crate::v1::complaints::owed::derived;

/// Arguments of `jiandu verify`.
///
/// Exit status: 0 all is sound, 1 something was changed, 2 something could not be checked.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File with copies of checkpoints that were kept elsewhere [default: checkpoints.jsonl beside the key file]
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match verify(arguments) {
        Ok((text, code)) => code.max(print(&text)),
        Err(reason) => unusable(reason),
    }
}

fn verify(arguments: &Arguments) -> Result<(String, u8), String> {
    let store = arguments.place.store()?;
    let keys = arguments.place.keys()?;
    let anchor = match &arguments.anchor {
        Some(file) => Some(file.clone()),
        None => arguments.place.anchor()?,
    };
    let report = check(&store, keys.as_ref(), anchor)?;
    let text = if arguments.json {
        let json = serde_json::to_string(&report).map_err(|error| error.to_string())?;
        format!("{json}\n")
    } else {
        describe(&report)
    };
    let code = match report.state {
        State::Sound => GOOD,
        State::Tampered => SOME_BAD,
        State::Unchecked => UNUSABLE,
    };
    Ok((text, code))
}

/// Makes all checks.
pub(super) fn check(
    store: &Store,
    keys: Option<&KeyRing>,
    anchor: Option<PathBuf>,
) -> Result<Report, String> {
    let basis = basis::load(Some(store), None).map_err(|error| error.to_string())?;
    let complaints = Complaints {
        derived: |state: &CaseState| derived(&basis, state),
    };
    let projections: [&dyn Projection; 12] = [
        &Organisations,
        &Clients,
        &SigningKeys,
        &complaints,
        &Circulars,
        &PeriodicReports,
        &ClockRows,
        &CalendarImports,
        &SimilarCases,
        &Institutions,
        &SupervisionRecords,
        &Publicity,
    ];
    let means = Means {
        keys,
        anchor: anchor.as_deref(),
        projections: &projections,
    };
    persistence::verify::verify(store, means).map_err(|error| error.to_string())
}

/// A line for each check, then what was found first.
pub(super) fn describe(report: &Report) -> String {
    let mut text = String::new();
    for check in &report.checks {
        let Check { name, rows, .. } = check;
        let _infallible = match (check.state, &check.reason) {
            (State::Sound, _) => writeln!(text, "{name}: sound, {rows} checked"),
            (State::Tampered, _) => writeln!(text, "{name}: TAMPERED WITH"),
            (State::Unchecked, Some(reason)) => writeln!(text, "{name}: not checked: {reason}"),
            (State::Unchecked, None) => writeln!(text, "{name}: not checked"),
        };
    }
    for check in &report.checks {
        if let Some(finding) = &check.finding {
            let _infallible = writeln!(text, "first in {}: {finding}", check.name);
        }
    }
    text
}
