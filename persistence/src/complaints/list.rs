//! Lists of cases: keyset pages over an index, so that a page costs the same however many cases there are.
//!
//! Of several filters the most selective one is asked of the database, along the index that also sorts; the others are
//! looked at row by row. At most [`MOST_EXAMINED`] rows are looked at for a page: a page may then be short, and its cursor
//! goes on behind the last row looked at.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::complaints;

/// Most rows looked at for one page.
pub const MOST_EXAMINED: usize = 2_000;

/// Most cases that a total counts.
pub const MOST_COUNTED: usize = 10_000;

/// Rows asked of the database at once where some may be passed over.
const CHUNK: usize = 250;

pub(super) type Boxed<'a> =
    complaints::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

/// Which cases may be seen at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Those that this client submitted.
    Submitted(String),
    /// Those of this center.
    Center(String),
    /// All of a regime.
    Regime(&'static str),
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// When the complaint was received.
    Received,
    /// The due date, of cases whose clock runs; others are not in the list.
    Due,
    /// The last change.
    Updated,
    /// When the officer departed from the engine's outcome; other cases are not in the list.
    Departed,
}

/// The place of a row in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What it is sorted by: microseconds, or days since the first of year 1.
    pub key: i64,
    /// The row.
    pub seq: i64,
}

/// What is asked for besides [`Reach`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// State.
    pub state: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// The accused party.
    pub party_id: Option<i64>,
    /// The officer who handles it.
    pub officer: Option<String>,
    /// The submitting client's own reference.
    pub external_ref: Option<String>,
    /// The center, within a wider reach.
    pub center: Option<String>,
    /// First value of what is sorted by, inclusive.
    pub from: Option<i64>,
    /// Last value of what is sorted by, inclusive.
    pub to: Option<i64>,
}

/// A list that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Which cases may be seen.
    pub reach: Reach,
    /// Which of them are wanted.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// The greatest first.
    pub descending: bool,
    /// Behind this place.
    pub after: Option<Place>,
    /// Most rows.
    pub limit: usize,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = complaints)]
pub struct Summary {
    /// The row.
    pub seq: i64,
    /// The case.
    pub id: String,
    /// `gd` or `jz`.
    pub regime: String,
    /// The center that holds it.
    pub center: String,
    /// State.
    pub state: String,
    /// `complaint` or `report`.
    pub kind: String,
    /// Channel.
    pub channel: String,
    /// The accused party as the complaint names it.
    pub accused_name: Option<String>,
    /// The accused party.
    pub party_id: Option<i64>,
    /// The officer's subject line.
    pub subject: Option<String>,
    /// Registration number.
    pub number: Option<String>,
    /// When it was received, in microseconds.
    pub received_at: i64,
    /// When it last changed, in microseconds.
    pub updated_at: i64,
    /// Due date, while the clock runs.
    pub due_on: Option<NaiveDate>,
    /// The officer.
    pub officer: Option<String>,
    /// The client that submitted it.
    pub submitted_by: String,
    /// That client's reference.
    pub external_ref: Option<String>,
    /// When the officer departed from the engine, in microseconds.
    pub departed_at: Option<i64>,
    /// Version of the case.
    pub version: i64,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The cases.
    pub items: Vec<Summary>,
    /// Where to go on, if there may be more.
    pub next: Option<Place>,
}

/// How many cases a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub count: usize,
    /// False where counting stopped at its limit: there are at least so many.
    pub exact: bool,
}

impl Sort {
    /// Where a row stands in the order.
    #[must_use]
    pub fn place(self, row: &Summary) -> Place {
        let key = match self {
            Self::Received => row.received_at,
            Self::Updated => row.updated_at,
            Self::Due => row.due_on.map_or(0, day_number),
            Self::Departed => row.departed_at.unwrap_or_default(),
        };
        Place { key, seq: row.seq }
    }
}

/// A day as a number, for [`Place`] and [`Filters`].
#[must_use]
pub fn day_number(day: NaiveDate) -> i64 {
    chrono::Datelike::num_days_from_ce(&day).into()
}

fn day(number: i64) -> NaiveDate {
    i32::try_from(number)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(if number < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
}

/// Orders by a column and begins behind a place. `key <= k AND (key < k OR seq < s)` is the comparison of pairs in a form
/// that both databases take as the range of an index.
macro_rules! along {
    ($query:expr, $column:ident, $wanted:expr, $value:expr) => {{
        let (mut query, wanted) = ($query, $wanted);
        if let Some(from) = wanted.filters.from {
            query = query.filter(complaints::$column.ge($value(from)));
        }
        if let Some(to) = wanted.filters.to {
            query = query.filter(complaints::$column.le($value(to)));
        }
        match (wanted.descending, wanted.after) {
            (true, Some(Place { key, seq })) => {
                let key = $value(key);
                query = query
                    .filter(complaints::$column.le(key))
                    .filter(complaints::$column.lt(key).or(complaints::seq.lt(seq)));
            }
            (false, Some(Place { key, seq })) => {
                let key = $value(key);
                query = query
                    .filter(complaints::$column.ge(key))
                    .filter(complaints::$column.gt(key).or(complaints::seq.gt(seq)));
            }
            (_, None) => {}
        }
        if wanted.descending {
            query.order((complaints::$column.desc(), complaints::seq.desc()))
        } else {
            query.order((complaints::$column.asc(), complaints::seq.asc()))
        }
    }};
}

/// The same for a column that may be null: only rows where it is not are in the list.
macro_rules! along_known {
    ($query:expr, $column:ident, $wanted:expr, $value:expr) => {{
        let (mut query, wanted) = ($query.filter(complaints::$column.is_not_null()), $wanted);
        if let Some(from) = wanted.filters.from {
            query = query.filter(complaints::$column.ge($value(from)));
        }
        if let Some(to) = wanted.filters.to {
            query = query.filter(complaints::$column.le($value(to)));
        }
        if let Some(Place { key, seq }) = wanted.after {
            let key = $value(key);
            query = if wanted.descending {
                query.filter(complaints::$column.le(key)).filter(
                    complaints::$column
                        .lt(key)
                        .assume_not_null()
                        .or(complaints::seq.lt(seq)),
                )
            } else {
                query.filter(complaints::$column.ge(key)).filter(
                    complaints::$column
                        .gt(key)
                        .assume_not_null()
                        .or(complaints::seq.gt(seq)),
                )
            };
        }
        if wanted.descending {
            query.order((complaints::$column.desc(), complaints::seq.desc()))
        } else {
            query.order((complaints::$column.asc(), complaints::seq.asc()))
        }
    }};
}

/// A filter that the database answers along an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driver {
    ExternalRef,
    Officer,
    Party,
    State,
    Channel,
    None,
}

impl ListQuery {
    /// The reach, narrowed by a center that is asked for.
    fn narrowed(&self) -> Reach {
        match (&self.reach, &self.filters.center) {
            (Reach::Regime(_), Some(center)) => Reach::Center(center.clone()),
            (reach, _) => reach.clone(),
        }
    }

    fn driver(&self) -> Driver {
        let filters = &self.filters;
        // A change is found by when it happened alone.
        let by_time = matches!(self.sort, Sort::Updated | Sort::Departed)
            || matches!(self.reach, Reach::Submitted(_));
        if filters.external_ref.is_some() && matches!(self.reach, Reach::Submitted(_)) {
            Driver::ExternalRef
        } else if by_time {
            Driver::None
        } else if filters.officer.is_some() {
            Driver::Officer
        } else if filters.party_id.is_some() {
            Driver::Party
        } else if filters.state.is_some() {
            Driver::State
        } else if filters.channel.is_some() {
            Driver::Channel
        } else {
            Driver::None
        }
    }

    /// Whether rows that the database gives may have to be passed over.
    fn has_rest(&self) -> bool {
        let (filters, driver) = (&self.filters, self.driver());
        (filters.state.is_some() && driver != Driver::State)
            || (filters.channel.is_some() && driver != Driver::Channel)
            || (filters.party_id.is_some() && driver != Driver::Party)
            || (filters.officer.is_some() && driver != Driver::Officer)
            || (filters.external_ref.is_some() && driver != Driver::ExternalRef)
            || matches!(driver, Driver::Officer | Driver::Party)
            || (filters.center.is_some() && !matches!(self.reach, Reach::Regime(_)))
    }

    /// Whether a row is in reach and wanted.
    pub(super) fn admits(&self, row: &Summary) -> bool {
        let filters = &self.filters;
        let reached = match &self.reach {
            Reach::Submitted(client) => row.submitted_by == *client,
            Reach::Center(center) => row.center == *center,
            Reach::Regime(regime) => row.regime == *regime,
        };
        let same = |wanted: &Option<String>, found: Option<&String>| {
            wanted.as_ref().is_none_or(|wanted| found == Some(wanted))
        };
        reached
            && same(&filters.state, Some(&row.state))
            && same(&filters.channel, Some(&row.channel))
            && same(&filters.center, Some(&row.center))
            && same(&filters.officer, row.officer.as_ref())
            && same(&filters.external_ref, row.external_ref.as_ref())
            && filters
                .party_id
                .is_none_or(|party| row.party_id == Some(party))
    }

    fn query(&self, limit: usize) -> Boxed<'_> {
        let mut query = complaints::table.into_boxed();
        let filters = &self.filters;
        let driver = self.driver();
        // Officer and party have indexes of their own; reach is then looked at row by row.
        if !matches!(driver, Driver::Officer | Driver::Party) {
            query = match self.narrowed() {
                Reach::Submitted(client) => query.filter(complaints::submitted_by.eq(client)),
                Reach::Center(center) => query.filter(complaints::center.eq(center)),
                Reach::Regime(regime) => query.filter(complaints::regime.eq(regime)),
            };
        }
        query = match driver {
            Driver::ExternalRef => query.filter(complaints::external_ref.eq(&filters.external_ref)),
            Driver::Officer => query.filter(complaints::officer.eq(&filters.officer)),
            Driver::Party => query.filter(complaints::party_id.eq(filters.party_id)),
            Driver::State => match &filters.state {
                Some(state) => query.filter(complaints::state.eq(state)),
                None => query,
            },
            Driver::Channel => match &filters.channel {
                Some(channel) => query.filter(complaints::channel.eq(channel)),
                None => query,
            },
            Driver::None => query,
        };
        let query = match self.sort {
            Sort::Received => along!(query, received_at, self, |key: i64| key),
            Sort::Updated => along!(query, updated_at, self, |key: i64| key),
            Sort::Due => along_known!(query, due_on, self, day),
            Sort::Departed => along_known!(query, departed_at, self, |key: i64| key),
        };
        query.limit(i64::try_from(limit).unwrap_or(i64::MAX))
    }
}

/// A page.
///
/// # Errors
/// See [`StoreError`].
pub fn page(connection: &mut AnyConnection, wanted: &ListQuery) -> Result<Page, StoreError> {
    collect(connection, wanted, |_row| true)
}

/// A page of those rows that a further test lets through.
pub(super) fn collect(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    further: impl Fn(&Summary) -> bool,
) -> Result<Page, StoreError> {
    let mut wanted = wanted.clone();
    let enough = wanted.limit;
    let chunk = if wanted.has_rest() {
        CHUNK.max(enough)
    } else {
        enough
    }
    .saturating_add(1);
    let mut items: Vec<Summary> = Vec::with_capacity(enough);
    let mut examined = 0_usize;
    loop {
        let rows: Vec<Summary> = wanted
            .query(chunk)
            .select(Summary::as_select())
            .load(connection)?;
        let exhausted = rows.len() < chunk;
        for row in rows {
            let place = wanted.sort.place(&row);
            if !(wanted.admits(&row) && further(&row)) {
                examined = examined.saturating_add(1);
                wanted.after = Some(place);
                continue;
            }
            if items.len() == enough {
                let next = wanted.after;
                return Ok(Page { items, next });
            }
            examined = examined.saturating_add(1);
            wanted.after = Some(place);
            items.push(row);
        }
        if exhausted {
            return Ok(Page { items, next: None });
        }
        if examined >= MOST_EXAMINED {
            let next = wanted.after;
            return Ok(Page { items, next });
        }
    }
}

/// How many cases there are, counted up to [`MOST_COUNTED`].
///
/// # Errors
/// See [`StoreError`].
pub fn total(connection: &mut AnyConnection, wanted: &ListQuery) -> Result<Total, StoreError> {
    let mut all = ListQuery {
        after: None,
        ..wanted.clone()
    };
    let most = MOST_COUNTED.saturating_add(1);
    if all.has_rest() {
        let mut count = 0_usize;
        let mut examined = 0_usize;
        all.limit = MOST_EXAMINED;
        loop {
            let page = collect(connection, &all, |_row| true)?;
            count = count.saturating_add(page.items.len());
            examined = examined.saturating_add(MOST_EXAMINED);
            match page.next {
                None => return Ok(Total { count, exact: true }),
                Some(_) if examined >= MOST_COUNTED => {
                    return Ok(Total {
                        count,
                        exact: false,
                    });
                }
                Some(next) => all.after = Some(next),
            }
        }
    }
    let rows: Vec<i64> = all.query(most).select(complaints::seq).load(connection)?;
    Ok(Total {
        count: rows.len().min(MOST_COUNTED),
        exact: rows.len() < most,
    })
}
