//! `jiandu calendar import FILE` and `jiandu calendar list`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use actix_web::rt;
use chrono::Utc;
use clap::{Args, Subcommand};
use domain::workday::parse_notices;
use persistence::clock::{ACTOR, moves};
use persistence::{Store, StoreError};

use super::{existing_store, print, say, store, unusable};
use crate::jobs::Ground;
use crate::jobs::due_dates::{self, Settled};
use crate::settings::DatabaseText;
use crate::{basis, calendar_import};

/// Moves read at once.
const PAGE: i64 = 500;

/// Arguments of `jiandu calendar`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
    /// Database: sqlite://<file> or postgres://<user>:<password>@<host>/<name>
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://jiandu-data/jiandu.sqlite",
        value_name = "URL"
    )]
    database_url: DatabaseText,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Load official calendar years from a CSV file: date,kind,name_zh,name_en with kind holiday or workday
    Import {
        /// The file
        file: PathBuf,
        /// Where the data comes from, say the number of the State Council's notice [default: the file's name]
        #[arg(long)]
        source: Option<String>,
        /// Put the file's years in the place of years that are official already
        #[arg(long)]
        replace: bool,
    },
    /// List the official years and where they come from
    List,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match &arguments.action {
        Action::Import {
            file,
            source,
            replace,
        } => {
            let source = source.clone().unwrap_or_else(|| {
                file.file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
            });
            match import(arguments, file, &source, *replace) {
                Ok(report) => print(&report),
                Err(reason) => unusable(reason),
            }
        }
        Action::List => match list(arguments) {
            Ok(text) => print(&text),
            Err(reason) => unusable(reason),
        },
    }
}

fn import(
    arguments: &Arguments,
    file: &PathBuf,
    source: &str,
    replace: bool,
) -> Result<String, String> {
    let csv = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let notices = parse_notices(&csv, source).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("{}:\n{}", file.display(), faults.join("\n"))
    })?;
    let store = store(
        &arguments.database_url,
        persistence::StoreOptions::default(),
    )?;
    let done = calendar_import::import(&store, notices, replace, Utc::now(), ACTOR)
        .map_err(|refused| refused.to_string())?;
    for day in &done.added {
        // The person is told that the file is probably not the whole notice.
        say(format_args!(
            "jiandu: warning: the file has no row for {} ({} / {}), a statutory day off: added; is the file the \
             whole notice?",
            day.date, day.name_zh, day.name_en
        ));
    }
    let report = done.report;
    if report.years.is_empty() {
        return Ok("nothing new: every day of the file is known already\n".to_owned());
    }
    let years: Vec<String> = report.years.iter().map(ToString::to_string).collect();
    let mut text = format!(
        "imported {} ({} days); a running server follows within seconds\n",
        years.join(", "),
        report.days
    );
    text.push_str(&moved(store, report.revision)?);
    Ok(text)
}

/// Computes due dates anew, and names those that moved.
fn moved(store: Store, revision: i64) -> Result<String, String> {
    let basis = basis::load(Some(&store), None)
        .map_err(|error| error.to_string())?
        .of_revision(revision);
    let ground = Ground {
        store,
        basis: Arc::new(basis),
        now: Arc::new(Utc::now),
        instance: "command line".to_owned(),
    };
    let settled = rt::System::new()
        .block_on(due_dates::run(&ground))
        .map_err(|error| format!("due dates could not be computed anew: {error}"))?;
    if settled == Settled::Outdated {
        return Ok(
            "the calendar has changed once more meanwhile; its own import names what moved\n"
                .to_owned(),
        );
    }
    // A running server may have computed some of them first: all are named that moved with this revision.
    let mut text = String::new();
    let (mut count, mut after) = (0_usize, 0);
    loop {
        let page: Vec<moves::Move> = ground
            .store
            .read(|connection| moves::page(connection, None, revision, after, PAGE))
            .map_err(|error: StoreError| error.to_string())?;
        let Some(last) = page.last() else { break };
        after = last.position;
        count = count.saturating_add(page.len());
        for moved in page {
            let to = moved
                .moved_to
                .map_or_else(|| "beyond the calendar".to_owned(), |to| to.to_string());
            let _infallible = writeln!(text, "{}\t{}\t{to}", moved.case_id, moved.moved_from);
        }
    }
    if count == 0 {
        return Ok(text);
    }
    Ok(format!("{count} due dates moved (case, from, to):\n{text}"))
}

fn list(arguments: &Arguments) -> Result<String, String> {
    let store = existing_store(&arguments.database_url)?;
    let calendar = basis::calendar(store.as_ref()).map_err(|error| error.to_string())?;
    let mut text = String::new();
    for notice in calendar.notices() {
        let _infallible = writeln!(
            text,
            "{}\t{} days\t{}",
            notice.year,
            notice.days.len(),
            notice.source
        );
    }
    Ok(text)
}
