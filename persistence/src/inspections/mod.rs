//! Inspectors, draws, inspections and proposals for them (jz Art. 14 to 16, 18): a stream of each, and a row for lists.

mod derived;
mod kinds;
mod seed;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::Regime;

pub use derived::SupervisionRecords;
pub use seed::{NewSeed, open_seed};

use crate::aggregate::{self, Aggregate, Opened};
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::AppendError;
use crate::schema::supervision_records;

/// What lists need of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The authority it belongs to.
    pub authority: String,
    /// The regulation it works under.
    pub regime: Regime,
    /// Where it stands.
    pub status: &'static str,
    /// The institution it is about, by id.
    pub institution: Option<String>,
    /// Whether the public reads it.
    pub published: bool,
}

/// A kind of record with a row for lists.
pub trait Supervised: Aggregate {
    /// What its row says.
    fn listed(&self) -> Listed;
}

/// The row of a record.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = supervision_records, treat_none_as_null = true)]
pub(crate) struct Row {
    id: String,
    kind: String,
    authority: String,
    regime: String,
    status: String,
    institution: Option<String>,
    created_at: i64,
    published_at: Option<i64>,
    version: i64,
}

impl Row {
    fn new<A: Supervised>(opened: &Opened<A>, published_at: Option<i64>) -> Self {
        let listed = opened.state.listed();
        Self {
            id: opened.id.clone(),
            kind: A::KIND.to_owned(),
            authority: listed.authority,
            regime: listed.regime.as_str().to_owned(),
            status: listed.status.to_owned(),
            institution: listed.institution,
            created_at: opened.created_at.timestamp_micros(),
            published_at,
            version: opened.head.version,
        }
    }
}

/// Whose records are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// This authority's.
    Authority(String),
    /// All under a regulation.
    Regime(Regime),
    /// What was published of an institution, by its id.
    Institution(String),
    /// What was published.
    Published,
}

/// Records what happened: the first events, or further ones behind what was seen.
///
/// # Errors
/// [`AppendError::Conflict`] where others came first.
pub fn record<A: Supervised>(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<Opened<A>>,
    events: &[A::Event],
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened<A>, AppendError> {
    use supervision_records as r;
    let is_new = seen.is_none();
    let before = match is_new {
        true => None,
        false => r::table
            .find(id)
            .select(r::published_at)
            .first::<Option<i64>>(connection)?,
    };
    let opened = aggregate::append(connection, id, seen, events, actor, now)?;
    let published = opened.state.listed().published;
    let row = Row::new(
        &opened,
        before.or_else(|| published.then(|| now.timestamp_micros())),
    );
    if is_new {
        diesel::insert_into(r::table)
            .values(&row)
            .execute(connection)?;
    } else {
        dialect::on_backend!(connection, |connection| diesel::update(r::table.find(id))
            .set(&row)
            .execute(connection))?;
    }
    Ok(opened)
}

/// Up to `limit` records of a kind, the latest first, each with the instant by which it is listed: when it was made, or for
/// what is published when it was.
///
/// # Errors
/// See [`StoreError`].
pub fn list<A: Supervised>(
    connection: &mut AnyConnection,
    whose: &Whose,
    status: Option<&'static str>,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<(i64, Opened<A>)>, StoreError> {
    use supervision_records as r;
    let (at, id) = after.unwrap_or((i64::MAX, ""));
    let mut query = r::table
        .filter(r::kind.eq(A::KIND))
        .limit(limit)
        .select((r::id, r::created_at, r::published_at))
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(r::status.eq(status));
    }
    let by_publication = match whose {
        Whose::Authority(authority) => {
            query = query.filter(r::authority.eq(authority));
            false
        }
        Whose::Regime(regime) => {
            query = query.filter(r::regime.eq(regime.as_str()));
            false
        }
        Whose::Institution(institution) => {
            query = query.filter(r::institution.eq(institution));
            true
        }
        Whose::Published => true,
    };
    query = if by_publication {
        query
            .filter(r::published_at.is_not_null())
            .filter(r::published_at.le(at))
            .filter(r::published_at.lt(at).assume_not_null().or(r::id.lt(id)))
            .order((r::published_at.desc(), r::id.desc()))
    } else {
        query
            .filter(r::created_at.le(at))
            .filter(r::created_at.lt(at).or(r::id.lt(id)))
            .order((r::created_at.desc(), r::id.desc()))
    };
    let rows: Vec<(String, i64, Option<i64>)> = query.load(connection)?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, created_at, published_at) in rows {
        let opened = aggregate::open::<A>(connection, &id)?;
        let opened = opened.ok_or(StoreError::Corrupt("supervision_records.id"))?;
        let at = if by_publication {
            published_at.unwrap_or_default()
        } else {
            created_at
        };
        found.push((at, opened));
    }
    Ok(found)
}

/// Every record of a kind of an authority that stands so, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn all<A: Supervised>(
    connection: &mut AnyConnection,
    authority: &str,
    status: &'static str,
) -> Result<Vec<Opened<A>>, StoreError> {
    use supervision_records as r;
    let ids: Vec<String> = r::table
        .filter(r::kind.eq(A::KIND))
        .filter(r::authority.eq(authority))
        .filter(r::status.eq(status))
        .order((r::created_at, r::id))
        .select(r::id)
        .load(connection)?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(aggregate::open::<A>(connection, &id)?);
    }
    Ok(found)
}

/// Ids of the institutions that an authority ever filed, in order.
///
/// # Errors
/// See [`StoreError`].
pub fn filed_by(
    connection: &mut AnyConnection,
    authority: &str,
) -> Result<Vec<String>, StoreError> {
    use crate::schema::institutions as i;
    Ok(i::table
        .filter(i::authority.eq(authority))
        .filter(i::filed.eq(true))
        .order(i::id)
        .select(i::id)
        .load(connection)?)
}

/// Id of the institution whose own organisation this is.
///
/// # Errors
/// See [`StoreError`].
pub fn institution_of(
    connection: &mut AnyConnection,
    organisation: &str,
) -> Result<Option<String>, StoreError> {
    use crate::schema::institutions as i;
    Ok(i::table
        .filter(i::organisation.eq(organisation))
        .order(i::id)
        .select(i::id)
        .first(connection)
        .optional()?)
}
