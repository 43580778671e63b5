//! `jiandu calendar import FILE` and `jiandu calendar list`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use chrono::{Datelike, Utc};
use clap::{Args, Subcommand};
use domain::workday::{
    DayKind, Notice, NoticeDay, embedded_notices, parse_notices, statutory_days,
};
use persistence::calendar::{ImportError, ImportMode};

use super::{existing_store, print, say, store, unusable};
use crate::basis;
use crate::settings::DatabaseText;

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
    let embedded = embedded_notices().map_err(|_faults| "the embedded calendar is faulty")?;
    let store = store(
        &arguments.database_url,
        persistence::StoreOptions::default(),
    )?;
    let stored = persistence::calendar::load(&store).map_err(|error| error.to_string())?;
    let official: Vec<&Notice> = embedded
        .iter()
        .filter(|notice| !stored.iter().any(|s| s.notice.year == notice.year))
        .chain(stored.iter().map(|s| &s.notice))
        .collect();
    let notices: Vec<Notice> = with_spill_over(notices, &official)
        .into_iter()
        .map(with_statutory_days)
        // What is stored already stays as it is, with the source it was given then.
        .filter(|notice| {
            let known = stored.iter().find(|s| s.notice.year == notice.year);
            known.is_none_or(|known| known.notice.days != notice.days)
        })
        .collect();
    for notice in &notices {
        let has_other_days = |o: &&Notice| o.year == notice.year && o.days != notice.days;
        if !replace && official.iter().any(has_other_days) && !is_amendment(notice, &official) {
            return Err(format!(
                "{} is official already, with other days; --replace puts these in their place",
                notice.year
            ));
        }
    }
    let amends = notices.iter().any(|n| is_amendment(n, &official));
    let mode = if replace || amends {
        ImportMode::Replace
    } else {
        ImportMode::RefuseExisting
    };
    let report = persistence::calendar::import(&store, &notices, Utc::now(), mode).map_err(
        |error| match error {
            ImportError::AlreadyStored { year } => format!(
                "{year} is official already, with other days; --replace puts these in their place"
            ),
            other @ (ImportError::DuplicateYear { .. }
            | ImportError::DuplicateDay { .. }
            | ImportError::DayOutsideYear { .. }
            | ImportError::NulCharacter { .. }
            | ImportError::Store(_)) => other.to_string(),
        },
    )?;
    if report.years.is_empty() {
        return Ok("nothing new: every day of the file is known already\n".to_owned());
    }
    let years: Vec<String> = report.years.iter().map(ToString::to_string).collect();
    Ok(format!(
        "imported {} ({} days); a running server follows within seconds\n",
        years.join(", "),
        report.days
    ))
}

/// A notice sometimes names a day or two of the December before its year. They belong to that year's official days
/// and are added to them, never put in their place.
fn with_spill_over(notices: Vec<Notice>, official: &[&Notice]) -> Vec<Notice> {
    let years: Vec<i32> = notices.iter().map(|notice| notice.year).collect();
    notices
        .into_iter()
        .map(|mut notice| {
            let december_only = notice.days.iter().all(|day| day.date.month() == 12);
            let known = official.iter().find(|o| o.year == notice.year);
            if let Some(known) = known
                && december_only
                && years.contains(&(notice.year + 1))
            {
                for day in &known.days {
                    if !notice.days.iter().any(|d| d.date == day.date) {
                        notice.days.push(day.clone());
                    }
                }
                notice.days.sort_by_key(|day| day.date);
            }
            notice
        })
        .collect()
}

/// Whether a notice keeps every official day of its year and only adds to them.
fn is_amendment(notice: &Notice, official: &[&Notice]) -> bool {
    official
        .iter()
        .any(|o| o.year == notice.year && o.days.iter().all(|day| notice.days.contains(day)))
}

/// The first year of the thirteen statutory days.
const STATUTE_IN_FORCE: i32 = 2025;

/// A statutory day off stays one, whatever a file leaves out: it is added, and the person is told that the file is
/// probably not the whole notice.
fn with_statutory_days(mut notice: Notice) -> Notice {
    if notice.year < STATUTE_IN_FORCE {
        return notice;
    }
    for day in statutory_days(notice.year) {
        if !notice.days.iter().any(|d| d.date == day.date) {
            say(format_args!(
                "jiandu: warning: the file has no row for {} ({} / {}), a statutory day off: added; is the file the \
                 whole notice?",
                day.date, day.name_zh, day.name_en
            ));
            notice.days.push(NoticeDay {
                date: day.date,
                kind: DayKind::Holiday,
                name_zh: day.name_zh.to_owned(),
                name_en: day.name_en.to_owned(),
            });
        }
    }
    notice.days.sort_by_key(|day| day.date);
    notice
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
