//! `jiandu profile check FILE…`

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::parameter::{ParameterValue, Profile};

use super::{GOOD, SOME_BAD, print, say, unusable};
use crate::basis;

/// Arguments of `jiandu profile`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check local profile files: a value looser than the regulation's is refused with the reason
    Check {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Action::Check { files } = &arguments.action;
    let mut known = match basis::profiles(None) {
        Ok(profiles) => profiles,
        Err(error) => return unusable(error),
    };
    let mut code = GOOD;
    let mut text = String::new();
    for file in files {
        match basis::profile(file, &known) {
            Ok(profile) => {
                describe(&profile, &mut text);
                known.push(profile);
            }
            Err(error) => {
                say(format_args!("{}: {error}", file.display()));
                code = SOME_BAD;
            }
        }
    }
    code.max(print(&text))
}

fn describe(profile: &Profile, text: &mut String) {
    for from in profile.changes() {
        let since = from.map_or_else(String::new, |day| format!(" from {day}"));
        let _infallible = writeln!(text, "{}{since}:", profile.id);
        for resolved in profile.values(from.unwrap_or(NaiveDate::MIN)) {
            let value = match resolved.value {
                ParameterValue::Number(number) => number.to_string(),
                ParameterValue::Choice(word) => word.to_owned(),
            };
            let _infallible = writeln!(
                text,
                "  {} = {value} ({})",
                resolved.parameter.name, resolved.source
            );
        }
    }
}
