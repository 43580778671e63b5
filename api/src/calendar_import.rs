//! Importing official calendar years: the same from the command line and through the API.

use chrono::{DateTime, Datelike as _, Utc};
use domain::workday::{DayKind, Notice, NoticeDay, embedded_notices, statutory_days};
use persistence::calendar::{self, ImportError, ImportMode, ImportReport};
use persistence::{Store, StoreError};

/// The first year of the thirteen statutory days.
const STATUTE_IN_FORCE: i32 = 2025;

/// What was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The years written and the calendar's revision; no years: everything was known already.
    pub report: ImportReport,
    /// Statutory days off that the notice does not name; they were added.
    pub added: Vec<NoticeDay>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The year is official already, with other days.
    #[error("{year} is official already, with other days; --replace puts these in their place")]
    Official {
        /// Calendar year.
        year: i32,
    },
    /// The program's own calendar does not read: a fault of the build.
    #[error("the embedded calendar is faulty")]
    Embedded,
    /// The notice contradicts itself.
    #[error("{0}")]
    Notice(ImportError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ImportError> for Refused {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::AlreadyStored { year } => Self::Official { year },
            ImportError::Store(error) => Self::Store(error),
            other @ (ImportError::DuplicateYear { .. }
            | ImportError::DuplicateDay { .. }
            | ImportError::DayOutsideYear { .. }
            | ImportError::NulCharacter { .. }) => Self::Notice(other),
        }
    }
}

/// Imports notices, all or none of them, and puts that on record. Years that are known with the same days stay as they
/// are.
///
/// # Errors
/// See [`Refused`].
pub fn import(
    store: &Store,
    notices: Vec<Notice>,
    replace: bool,
    now: DateTime<Utc>,
    actor: &str,
) -> Result<Done, Refused> {
    let embedded = embedded_notices().map_err(|_faults| Refused::Embedded)?;
    let stored = calendar::load(store)?;
    let official: Vec<&Notice> = embedded
        .iter()
        .filter(|notice| !stored.iter().any(|s| s.notice.year == notice.year))
        .chain(stored.iter().map(|s| &s.notice))
        .collect();
    let mut added = Vec::new();
    let notices: Vec<Notice> = with_spill_over(notices, &official)
        .into_iter()
        .map(|notice| with_statutory_days(notice, &mut added))
        // What is stored already stays as it is, with the source it was given then.
        .filter(|notice| {
            let known = stored.iter().find(|s| s.notice.year == notice.year);
            known.is_none_or(|known| known.notice.days != notice.days)
        })
        .collect();
    for notice in &notices {
        let has_other_days = |o: &&Notice| o.year == notice.year && o.days != notice.days;
        if !replace && official.iter().any(has_other_days) && !is_amendment(notice, &official) {
            return Err(Refused::Official { year: notice.year });
        }
    }
    let amends = notices.iter().any(|n| is_amendment(n, &official));
    let mode = if replace || amends {
        ImportMode::Replace
    } else {
        ImportMode::RefuseExisting
    };
    let report = calendar::import(store, &notices, now, mode, actor)?;
    Ok(Done { report, added })
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

/// A statutory day off stays one, whatever a notice leaves out: it is added.
fn with_statutory_days(mut notice: Notice, added: &mut Vec<NoticeDay>) -> Notice {
    if notice.year < STATUTE_IN_FORCE {
        return notice;
    }
    for day in statutory_days(notice.year) {
        if !notice.days.iter().any(|d| d.date == day.date) {
            let day = NoticeDay {
                date: day.date,
                kind: DayKind::Holiday,
                name_zh: day.name_zh.to_owned(),
                name_en: day.name_en.to_owned(),
            };
            added.push(day.clone());
            notice.days.push(day);
        }
    }
    notice.days.sort_by_key(|day| day.date);
    notice
}
