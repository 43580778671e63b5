//! Sanction proceedings (jz Art. 20-22): streams `proceeding/<id>`, and a row of each for look-ups and lists.

mod derived;
mod row;
pub mod scan;

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::prelude::*;
use domain::jz::proceeding::{OpenProceeding, Proceeding, ProceedingEvent, Status};

pub use derived::Proceedings;
pub use row::ProceedingRow;

use crate::aggregate::{self, Aggregate, Opened};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::ledger::AppendError;
use crate::schema::{institutions, proceedings};

impl Aggregate for Proceeding {
    type Event = ProceedingEvent;

    const KIND: &'static str = "proceeding";

    fn event_kind(event: &ProceedingEvent) -> &'static str {
        event.kind()
    }

    fn begin(event: &ProceedingEvent) -> Option<Self> {
        Self::begin(event)
    }

    fn apply(&mut self, event: &ProceedingEvent) {
        Self::apply(self, event);
    }
}

/// Records what happened in a proceeding, the first event or further ones behind what was seen, with its row.
///
/// # Errors
/// [`AppendError::Conflict`] where others came first, or where the institution has another open one.
pub fn record(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<Opened<Proceeding>>,
    events: &[ProceedingEvent],
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened<Proceeding>, AppendError> {
    let is_new = seen.is_none();
    let opened = aggregate::append(connection, id, seen, events, actor, now)?;
    row::keep(connection, &opened, is_new)?;
    Ok(opened)
}

/// The row of a proceeding, if there is one of that id.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<ProceedingRow>, StoreError> {
    if id.contains('\0') {
        return Ok(None);
    }
    Ok(proceedings::table
        .find(id)
        .select(ProceedingRow::as_select())
        .first(connection)
        .optional()?)
}

/// The rows of some institutions' proceedings, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn of_institutions(
    connection: &mut AnyConnection,
    institutions: &[String],
) -> Result<Vec<ProceedingRow>, StoreError> {
    Ok(proceedings::table
        .filter(proceedings::institution_id.eq_any(institutions))
        .order((proceedings::institution_id, proceedings::id))
        .select(ProceedingRow::as_select())
        .load(connection)?)
}

/// The ids of an institution's proceedings that are neither served nor dropped (Art. 23: they are settled before it is
/// deregistered); there is at most one.
///
/// # Errors
/// See [`StoreError`].
pub fn open_proceedings(
    connection: &mut AnyConnection,
    institution_id: &str,
) -> Result<Vec<String>, StoreError> {
    if institution_id.contains('\0') {
        return Ok(Vec::new());
    }
    Ok(proceedings::table
        .filter(proceedings::institution_id.eq(institution_id))
        .filter(proceedings::is_open.eq(true))
        .select(proceedings::id)
        .load(connection)?)
}

/// What the watch knows of an institution's proceedings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dealt {
    /// The open one, with its id.
    pub open: Option<(String, OpenProceeding)>,
    /// Grounds with evidence, as keys, that were served or dropped by an officer.
    pub settled: BTreeSet<String>,
}

impl Dealt {
    /// Of an institution's rows.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where a row cannot be read.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a ProceedingRow>) -> Result<Self, StoreError> {
        let mut dealt = Self::default();
        for row in rows {
            let supports = row.supports()?;
            if row.settles {
                dealt.settled.extend(supports);
            } else if row.is_open {
                let open = OpenProceeding {
                    status: row.status()?,
                    tier: row.tier()?,
                    supports,
                };
                dealt.open = Some((row.id.clone(), open));
            }
        }
        Ok(dealt)
    }
}

/// Whose proceedings are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// All of a regime.
    Regime(&'static str),
    /// Those of an authority.
    Authority(String),
    /// Those that the institution of this organisation was told of.
    Institution(String),
}

/// What is listed of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those of this institution.
    pub institution: Option<String>,
    /// Those of this authority.
    pub authority: Option<String>,
    /// Those that stand there on the day.
    pub status: Option<Status>,
    /// Those of this tier.
    pub tier: Option<&'static str>,
}

/// Up to `limit` proceedings behind one, the latest first. What is in force and over by its dates is listed as expired.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    whose: &Whose,
    filter: &Filter,
    today: NaiveDate,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<ProceedingRow>, StoreError> {
    use proceedings as p;
    let mut query = p::table
        .select(ProceedingRow::as_select())
        .order(p::id.desc())
        .limit(limit)
        .into_boxed();
    match whose {
        Whose::Regime(regime) => query = query.filter(p::regime.eq(*regime)),
        Whose::Authority(authority) => query = query.filter(p::authority.eq(authority.clone())),
        Whose::Institution(organisation) => {
            let own = institutions::table
                .filter(institutions::organisation.eq(organisation.clone()))
                .select(institutions::id);
            let own: Vec<String> = own.load(connection)?;
            query = query
                .filter(p::institution_id.eq_any(own))
                .filter(p::told.eq(true));
        }
    }
    if let Some(institution) = &filter.institution {
        query = query.filter(p::institution_id.eq(institution.clone()));
    }
    if let Some(authority) = &filter.authority {
        query = query.filter(p::authority.eq(authority.clone()));
    }
    if let Some(tier) = filter.tier {
        query = query.filter(p::tier.eq(tier));
    }
    let day = i64::from(today.num_days_from_ce());
    match filter.status {
        None => {}
        Some(Status::Expired) => {
            query = query
                .filter(p::status.eq(Status::InForce.as_str()))
                .filter(p::ends_on.lt(day));
        }
        Some(Status::InForce) => {
            query = query
                .filter(p::status.eq(Status::InForce.as_str()))
                .filter(p::ends_on.is_null().or(p::ends_on.ge(day)));
        }
        Some(status) => query = query.filter(p::status.eq(status.as_str())),
    }
    if let Some(after) = after {
        query = query.filter(p::id.lt(after.to_owned()));
    }
    Ok(query.load(connection)?)
}
