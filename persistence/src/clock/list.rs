//! The list of what the clock said, in the order in which it was recorded.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::gd::case::ClockKind;

use crate::complaints::assignment::cases_of;
use crate::complaints::list::Reach;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::clock_events;

/// Something that the clock said of a case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = clock_events)]
pub struct Said {
    /// Its position among all events.
    pub position: i64,
    /// The case.
    pub case_id: String,
    /// The center that holds it.
    pub center: String,
    /// A [`ClockKind`].
    pub kind: String,
    /// The due date that it is about.
    pub due_on: NaiveDate,
    /// When it was recorded, in microseconds.
    pub recorded_at: i64,
}

/// What was said behind a position, of cases that may be seen.
///
/// # Errors
/// See [`StoreError`].
pub fn page(
    connection: &mut AnyConnection,
    reach: &Reach,
    kind: Option<ClockKind>,
    after: i64,
    limit: i64,
) -> Result<Vec<Said>, StoreError> {
    let mut query = clock_events::table
        .filter(clock_events::position.gt(after))
        .order(clock_events::position)
        .limit(limit)
        .select(Said::as_select())
        .into_boxed();
    query = match reach {
        Reach::Submitted(client) => query.filter(clock_events::submitted_by.eq(client)),
        Reach::Center(center) => query.filter(clock_events::center.eq(center)),
        Reach::Regime(regime) => query.filter(clock_events::regime.eq(*regime)),
        Reach::Assigned(department) => {
            query.filter(clock_events::case_id.eq_any(cases_of(connection, department)?))
        }
    };
    if let Some(kind) = kind {
        query = query.filter(clock_events::kind.eq(kind.as_str()));
    }
    Ok(query.load(connection)?)
}
