//! Lists of cases: keyset pages over an index, so that a page costs the same however many cases there are.
//!
//! Of several filters the most selective one is asked of the database, along the index that also sorts; the others are
//! looked at row by row. At most [`MOST_EXAMINED`] rows are looked at for a page: a page may then be short, and its cursor
//! goes on behind the last row looked at.

mod assigned;
mod merged;
mod query;

use chrono::NaiveDate;
use diesel::prelude::*;

pub(super) use merged::merged;

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::complaints;

/// Most rows looked at for one page.
pub const MOST_EXAMINED: usize = 2_000;

/// Most cases that a total counts.
pub const MOST_COUNTED: usize = 10_000;

/// Most rows asked of the database at once where some were passed over.
const CHUNK: usize = 250;

/// Which cases may be seen at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Those that this client submitted.
    Submitted(String),
    /// Those of this center.
    Center(String),
    /// All of a regime.
    Regime(&'static str),
    /// Those that this department handles.
    Assigned(String),
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
    /// The day of conclusion, of cases whose feedback is owed; others are not in the list.
    FeedbackOwed,
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
    /// `complaint` or `report`.
    pub kind: Option<String>,
    /// The accused party: one of these.
    pub parties: Option<Vec<i64>>,
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
    /// When the complainant was last told why it takes longer.
    pub delay_explained_on: Option<NaiveDate>,
    /// Since when feedback is owed.
    pub feedback_owed_since: Option<NaiveDate>,
    /// When what was sealed was destroyed.
    pub erased_on: Option<NaiveDate>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The cases.
    pub items: Vec<Summary>,
    /// Where to go on, if there may be more.
    pub next: Option<Place>,
}

impl Page {
    /// Nothing.
    pub const EMPTY: Self = Self {
        items: Vec::new(),
        next: None,
    };
}

/// How many cases a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub count: usize,
    /// False where counting stopped at its limit: there are at least so many.
    pub exact: bool,
}

impl Total {
    /// None at all.
    pub const NONE: Self = Self {
        count: 0,
        exact: true,
    };
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
            Self::FeedbackOwed => row.feedback_owed_since.map_or(0, day_number),
        };
        Place { key, seq: row.seq }
    }
}

/// A day as a number, for [`Place`] and [`Filters`].
#[must_use]
pub fn day_number(day: NaiveDate) -> i64 {
    chrono::Datelike::num_days_from_ce(&day).into()
}

/// A page.
///
/// # Errors
/// See [`StoreError`].
pub fn page(connection: &mut AnyConnection, wanted: &ListQuery) -> Result<Page, StoreError> {
    page_where(connection, wanted, &|_row| true)
}

/// A page of those cases that a further test lets through. It is put to the rows one by one: of a list of which it lets
/// few through, pages may be short.
///
/// # Errors
/// See [`StoreError`].
pub fn page_where(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    further: &dyn Fn(&Summary) -> bool,
) -> Result<Page, StoreError> {
    if wanted.is_empty() {
        return Ok(Page::EMPTY);
    }
    if matches!(wanted.reach, Reach::Assigned(_)) {
        return collect(connection, wanted, further);
    }
    if wanted.filters.external_ref.is_some() {
        return by_reference(connection, wanted, further);
    }
    match wanted.filters.parties.as_deref() {
        None | Some([_]) => collect(connection, wanted, further),
        Some(several) => {
            let pages = several
                .iter()
                .map(|party| collect(connection, &wanted.of_party(*party), further))
                .collect::<Result<_, _>>()?;
            Ok(merged(pages, wanted))
        }
    }
}

/// The cases with a client's own reference: hardly ever more than one, so that they are sorted here.
fn by_reference(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    further: &dyn Fn(&Summary) -> bool,
) -> Result<Page, StoreError> {
    let items = complaints::table
        .filter(complaints::external_ref.eq(&wanted.filters.external_ref))
        .limit(query::rows(MOST_EXAMINED))
        .select(Summary::as_select())
        .load(connection)?
        .into_iter()
        .filter(|row| wanted.admits(row) && wanted.is_ahead(row) && further(row))
        .collect();
    Ok(merged(vec![Page { items, next: None }], wanted))
}

/// A page along an index.
fn collect(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    further: &dyn Fn(&Summary) -> bool,
) -> Result<Page, StoreError> {
    let mut wanted = wanted.clone();
    let enough = wanted.limit;
    let few = enough.saturating_add(1);
    // Mostly the first rows fill the page; the more were passed over, the more are asked for at once.
    let many = if wanted.has_rest() {
        CHUNK.max(few)
    } else {
        few
    };
    let mut chunk = few;
    let mut items: Vec<Summary> = Vec::with_capacity(enough.min(CHUNK));
    let mut examined = 0_usize;
    loop {
        let rows: Vec<Summary> = match &wanted.reach {
            Reach::Assigned(department) => assigned::chunk(connection, &wanted, department, chunk)?,
            Reach::Submitted(_) | Reach::Center(_) | Reach::Regime(_) => wanted
                .query(chunk)
                .select(Summary::as_select())
                .load(connection)?,
        };
        let exhausted = rows.len() < chunk;
        for row in rows {
            let place = wanted.sort.place(&row);
            let is_wanted = wanted.admits(&row) && further(&row);
            if is_wanted && items.len() == enough {
                let next = wanted.after;
                return Ok(Page { items, next });
            }
            examined = examined.saturating_add(1);
            wanted.after = Some(place);
            if is_wanted {
                items.push(row);
            }
        }
        if exhausted {
            return Ok(Page { items, next: None });
        }
        if examined >= MOST_EXAMINED {
            let next = wanted.after;
            return Ok(Page { items, next });
        }
        chunk = chunk.saturating_mul(2).min(many);
    }
}

/// How many cases there are, counted up to [`MOST_COUNTED`].
///
/// # Errors
/// See [`StoreError`].
pub fn total(connection: &mut AnyConnection, wanted: &ListQuery) -> Result<Total, StoreError> {
    let mut all = ListQuery {
        after: None,
        limit: MOST_EXAMINED,
        ..wanted.clone()
    };
    if !all.is_empty() && !all.has_rest() && all.filters.external_ref.is_none() {
        let most = MOST_COUNTED.saturating_add(1);
        let rows = match &all.reach {
            Reach::Assigned(department) => assigned::count(connection, &all, department, most)?,
            Reach::Submitted(_) | Reach::Center(_) | Reach::Regime(_) => {
                let rows: Vec<i64> = all.query(most).select(complaints::seq).load(connection)?;
                rows.len()
            }
        };
        return Ok(Total {
            count: rows.min(MOST_COUNTED),
            exact: rows < most,
        });
    }
    count(|after| {
        all.after = after;
        page(connection, &all)
    })
}

/// How many of them a further test lets through: it is put to the rows one by one.
///
/// # Errors
/// See [`StoreError`].
pub fn total_where(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    further: &dyn Fn(&Summary) -> bool,
) -> Result<Total, StoreError> {
    let mut all = ListQuery {
        after: None,
        limit: MOST_EXAMINED,
        ..wanted.clone()
    };
    count(|after| {
        all.after = after;
        page_where(connection, &all, further)
    })
}

/// Counts page by page, as many pages as [`MOST_COUNTED`] rows can take.
pub(super) fn count<E>(mut page: impl FnMut(Option<Place>) -> Result<Page, E>) -> Result<Total, E> {
    let mut count = 0_usize;
    let mut after = None;
    for _ in 0..MOST_COUNTED.div_euclid(MOST_EXAMINED) {
        let found = page(after)?;
        count = count.saturating_add(found.items.len());
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    Ok(Total {
        count: count.min(MOST_COUNTED),
        exact: after.is_none() && count <= MOST_COUNTED,
    })
}
