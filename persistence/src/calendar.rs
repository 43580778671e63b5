//! Storage of the working calendar: one notice per year, imported as a whole.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use diesel::prelude::*;
use domain::workday::{DayKind, Notice, NoticeDay};
use serde::{Deserialize, Serialize};

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::ledger::{self, AppendError, NewEvent};
use crate::schema::{calendar_days, calendar_imports, calendar_notices, calendar_revision};
use crate::store::Store;

/// Digits of a second that both databases keep.
const MICROSECONDS: u16 = 6;

/// The stream of imports.
pub const STREAM: &str = "calendar/cn";

/// The kind of its events.
pub const IMPORTED: &str = "calendar_imported";

/// A calendar year was imported, as its event says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Calendar year.
    pub year: i32,
    /// The revision of the calendar since.
    pub revision: i64,
    /// Where its days come from.
    pub source: String,
    /// How many days the notice names.
    pub days: i64,
    /// SHA-256 of the notice, in hexadecimal; see [`notice_hash`].
    pub notice_hash: String,
}

/// The latest import of a year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = calendar_imports)]
pub struct Import {
    /// The revision of the calendar since.
    pub revision: i64,
    /// Where its days come from.
    pub source: String,
    /// How many days the notice names.
    pub days: i64,
    /// SHA-256 of the notice.
    pub notice_hash: Vec<u8>,
    /// The client that imported it, or `system`.
    pub actor: String,
    /// When, in microseconds.
    pub imported_at: i64,
    /// The revision that due dates were then computed with; none: that is still to be done.
    pub settled: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = calendar_imports)]
struct NewImport<'a> {
    year: i64,
    revision: i64,
    source: &'a str,
    days: i64,
    notice_hash: &'a [u8],
    actor: &'a str,
    imported_at: i64,
}

/// As the ledger keeps an import.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    kind: String,
    data: Imported,
}

/// SHA-256 over the notice as a calendar file has it: a line `date,kind,name_zh,name_en` for each day, ascending, without
/// a heading, each ended by a line feed.
#[must_use]
pub fn notice_hash(notice: &Notice) -> ledger::Hash {
    let mut text = String::new();
    for day in &notice.days {
        for part in [
            &day.date.to_string(),
            ",",
            day.kind.as_str(),
            ",",
            &day.name_zh,
            ",",
            &day.name_en,
            "\n",
        ] {
            text.push_str(part);
        }
    }
    ledger::sha256(text.as_bytes())
}

/// What an event of the stream of imports says.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none of them.
pub fn decode(payload: &str) -> Result<Imported, StoreError> {
    serde_json::from_str::<Payload>(payload)
        .map(|read| read.data)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}

/// The latest import of a year, if there was one.
///
/// # Errors
/// See [`StoreError`].
pub fn latest_import(
    connection: &mut AnyConnection,
    year: i32,
) -> Result<Option<Import>, StoreError> {
    Ok(calendar_imports::table
        .filter(calendar_imports::year.eq(i64::from(year)))
        .order(calendar_imports::revision.desc())
        .select(Import::as_select())
        .first(connection)
        .optional()?)
}

/// A notice and when it was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNotice {
    /// The notice, its days ascending.
    pub notice: Notice,
    /// When it was stored, to the microsecond.
    pub imported_at: DateTime<Utc>,
}

/// What to do with a year that is stored already with other content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportMode {
    /// Refuse the whole import.
    RefuseExisting,
    /// Put the new content in its place.
    Replace,
}

/// What an import changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// The years written, ascending; none if all were stored with the same content.
    pub years: Vec<i32>,
    /// Number of days written.
    pub days: usize,
    /// The calendar's revision after the import.
    pub revision: i64,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The year is stored with other content and [`ImportMode::RefuseExisting`] was given.
    #[error("the calendar of {year} is already stored with other content")]
    AlreadyStored {
        /// Calendar year.
        year: i32,
    },
    /// The import names a year twice.
    #[error("the calendar of {year} is given twice")]
    DuplicateYear {
        /// Calendar year.
        year: i32,
    },
    /// A notice names a day twice.
    #[error("{date} is given twice")]
    DuplicateDay {
        /// The day.
        date: NaiveDate,
    },
    /// A notice names a day of another year.
    #[error("{date} does not belong to the calendar of {year}")]
    DayOutsideYear {
        /// Year of the notice.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
    /// A text contains NUL, which PostgreSQL cannot store.
    #[error("the calendar of {year} contains a NUL character")]
    NulCharacter {
        /// Calendar year.
        year: i32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for ImportError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_notices)]
struct NoticeRow {
    year: i64,
    source: String,
    imported_at: NaiveDateTime,
    days: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_days)]
struct DayRow {
    date: NaiveDate,
    year: i64,
    kind: String,
    name_zh: String,
    name_en: String,
}

/// All stored notices, years ascending.
///
/// # Errors
/// See [`StoreError`].
pub fn load(store: &Store) -> Result<Vec<StoredNotice>, StoreError> {
    store.snapshot(load_all)
}

/// How often the calendar was changed. A reader that holds the calendar of this revision need not load it again.
///
/// # Errors
/// See [`StoreError`].
pub fn revision(store: &Store) -> Result<i64, StoreError> {
    store.read(current_revision)
}

/// Imports notices, all or none of them.
///
/// A year that is stored with the same content is left as it is; if that holds for all, the revision stays too.
///
/// # Errors
/// See [`ImportError`].
pub fn import(
    store: &Store,
    notices: &[Notice],
    now: DateTime<Utc>,
    mode: ImportMode,
    actor: &str,
) -> Result<ImportReport, ImportError> {
    let notices = checked(notices)?;
    let actor = actor.to_owned();
    let now = now.trunc_subsecs(MICROSECONDS);
    store.write(move |connection| import_all(connection, &notices, now, mode, &actor))
}

/// The notices sorted, if they are consistent.
fn checked(notices: &[Notice]) -> Result<Vec<Notice>, ImportError> {
    let mut notices = notices.to_vec();
    notices.sort_by_key(|notice| notice.year);
    for (notice, next) in notices.iter().zip(notices.iter().skip(1)) {
        if notice.year == next.year {
            return Err(ImportError::DuplicateYear { year: notice.year });
        }
    }
    for notice in &mut notices {
        let year = notice.year;
        notice.days.sort_by_key(|day| day.date);
        for (day, next) in notice.days.iter().zip(notice.days.iter().skip(1)) {
            if day.date == next.date {
                return Err(ImportError::DuplicateDay { date: day.date });
            }
        }
        for day in &notice.days {
            if chrono::Datelike::year(&day.date) != year {
                return Err(ImportError::DayOutsideYear {
                    year,
                    date: day.date,
                });
            }
        }
        let texts = notice
            .days
            .iter()
            .flat_map(|day| [&day.name_zh, &day.name_en]);
        if texts
            .chain([&notice.source])
            .any(|text| text.contains('\0'))
        {
            return Err(ImportError::NulCharacter { year });
        }
    }
    Ok(notices)
}

fn import_all(
    connection: &mut AnyConnection,
    notices: &[Notice],
    now: DateTime<Utc>,
    mode: ImportMode,
    actor: &str,
) -> Result<ImportReport, ImportError> {
    // Rewriting the row with its own value locks it: a rival import waits here, then sees what this one stored.
    let same = calendar_revision::revision.eq(calendar_revision::revision);
    diesel::update(calendar_revision::table)
        .set(same)
        .execute(connection)?;

    let stored = load_all(connection)?;
    let mut report = ImportReport {
        years: Vec::new(),
        days: 0,
        revision: 0,
    };
    for notice in notices {
        match stored
            .iter()
            .find(|stored| stored.notice.year == notice.year)
        {
            Some(stored) if stored.notice == *notice => continue,
            Some(_) => match mode {
                ImportMode::RefuseExisting => {
                    return Err(ImportError::AlreadyStored { year: notice.year });
                }
                ImportMode::Replace => delete(connection, notice.year)?,
            },
            None => {}
        }
        insert(connection, notice, now.naive_utc())?;
        report.years.push(notice.year);
        report.days += notice.days.len();
    }
    if !report.years.is_empty() {
        let next = calendar_revision::revision.eq(calendar_revision::revision + 1);
        diesel::update(calendar_revision::table)
            .set(next)
            .execute(connection)?;
    }
    report.revision = current_revision(connection)?;
    for notice in notices {
        if report.years.contains(&notice.year) {
            put_on_record(connection, notice, report.revision, actor, now)?;
        }
    }
    Ok(report)
}

/// Puts an import on record: its event, and the row by which its effects are found.
fn put_on_record(
    connection: &mut AnyConnection,
    notice: &Notice,
    revision: i64,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let hash = notice_hash(notice);
    let days = i64::try_from(notice.days.len()).unwrap_or(i64::MAX);
    let payload = Payload {
        kind: IMPORTED.to_owned(),
        data: Imported {
            year: notice.year,
            revision,
            source: notice.source.clone(),
            days,
            notice_hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        },
    };
    let payload = serde_json::to_string(&payload)
        .map_err(|_unwritable| StoreError::Corrupt("calendar event"))?;
    let kind = IMPORTED;
    let head = ledger::head(connection, STREAM)?;
    let event = NewEvent { kind, payload };
    match ledger::append(connection, STREAM, &head, &[event], actor, now) {
        Ok(_head) => {}
        Err(AppendError::Store(error)) => return Err(error),
        // Whoever imports holds the row of the revision.
        Err(AppendError::Conflict) => return Err(StoreError::Corrupt("events.version")),
    }
    let row = NewImport {
        year: notice.year.into(),
        revision,
        source: &notice.source,
        days,
        notice_hash: &hash,
        actor,
        imported_at: now.timestamp_micros(),
    };
    diesel::insert_into(calendar_imports::table)
        .values(&row)
        .execute(connection)?;
    Ok(())
}

fn delete(connection: &mut AnyConnection, year: i32) -> QueryResult<()> {
    let year = i64::from(year);
    diesel::delete(calendar_days::table.filter(calendar_days::year.eq(year)))
        .execute(connection)?;
    diesel::delete(calendar_notices::table.find(year)).execute(connection)?;
    Ok(())
}

fn insert(
    connection: &mut AnyConnection,
    notice: &Notice,
    imported_at: NaiveDateTime,
) -> Result<(), StoreError> {
    let year = i64::from(notice.year);
    // A year has at most 366 distinct days.
    let days = i64::try_from(notice.days.len()).unwrap_or(i64::MAX);
    let row = NoticeRow {
        year,
        source: notice.source.clone(),
        imported_at,
        days,
    };
    diesel::insert_into(calendar_notices::table)
        .values(&row)
        .execute(connection)?;
    for day in &notice.days {
        let row = DayRow {
            date: day.date,
            year,
            kind: day.kind.as_str().to_owned(),
            name_zh: day.name_zh.clone(),
            name_en: day.name_en.clone(),
        };
        diesel::insert_into(calendar_days::table)
            .values(&row)
            .execute(connection)?;
    }
    Ok(())
}

pub(crate) fn load_all(connection: &mut AnyConnection) -> Result<Vec<StoredNotice>, StoreError> {
    let notices: Vec<NoticeRow> = calendar_notices::table
        .order(calendar_notices::year)
        .select(NoticeRow::as_select())
        .load(connection)?;
    let days: Vec<DayRow> = calendar_days::table
        .order((calendar_days::year, calendar_days::date))
        .select(DayRow::as_select())
        .load(connection)?;
    let mut days = days.into_iter().peekable();
    let mut stored = Vec::with_capacity(notices.len());
    for row in notices {
        let mut of_year = Vec::new();
        while let Some(day) = days.next_if(|day| day.year == row.year) {
            of_year.push(NoticeDay {
                date: day.date,
                kind: DayKind::parse(&day.kind).ok_or(StoreError::Corrupt("calendar_days.kind"))?,
                name_zh: day.name_zh,
                name_en: day.name_en,
            });
        }
        let Ok(year) = i32::try_from(row.year) else {
            return Err(StoreError::Corrupt("calendar_notices.year"));
        };
        stored.push(StoredNotice {
            notice: Notice {
                year,
                source: row.source,
                days: of_year,
            },
            imported_at: row.imported_at.and_utc(),
        });
    }
    Ok(stored)
}

pub(crate) fn current_revision(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    Ok(calendar_revision::table
        .select(calendar_revision::revision)
        .first(connection)?)
}
