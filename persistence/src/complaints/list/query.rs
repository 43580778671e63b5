//! A list as a query along an index.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{ListQuery, Place, Reach, Sort, Summary};
use crate::dialect::AnyConnection;
use crate::schema::complaints;

pub(super) type Boxed<'a> =
    complaints::BoxedQuery<'a, <AnyConnection as diesel::Connection>::Backend>;

/// A number of rows as the database takes it.
pub(super) fn rows(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn day(number: i64) -> NaiveDate {
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
    ($query:expr, $table:ident, $column:ident, $wanted:expr, $value:expr) => {{
        let (mut query, wanted) = ($query, $wanted);
        if let Some(from) = wanted.filters.from {
            query = query.filter($table::$column.ge($value(from)));
        }
        if let Some(to) = wanted.filters.to {
            query = query.filter($table::$column.le($value(to)));
        }
        match (wanted.descending, wanted.after) {
            (true, Some(Place { key, seq })) => {
                let key = $value(key);
                query = query
                    .filter($table::$column.le(key))
                    .filter($table::$column.lt(key).or($table::seq.lt(seq)));
            }
            (false, Some(Place { key, seq })) => {
                let key = $value(key);
                query = query
                    .filter($table::$column.ge(key))
                    .filter($table::$column.gt(key).or($table::seq.gt(seq)));
            }
            (_, None) => {}
        }
        if wanted.descending {
            query.order(($table::$column.desc(), $table::seq.desc()))
        } else {
            query.order(($table::$column.asc(), $table::seq.asc()))
        }
    }};
}

/// The same for a column that may be null: only rows where it is not are in the list.
macro_rules! along_known {
    ($query:expr, $table:ident, $column:ident, $wanted:expr, $value:expr) => {{
        let (mut query, wanted) = ($query.filter($table::$column.is_not_null()), $wanted);
        if let Some(from) = wanted.filters.from {
            query = query.filter($table::$column.ge($value(from)));
        }
        if let Some(to) = wanted.filters.to {
            query = query.filter($table::$column.le($value(to)));
        }
        if let Some(Place { key, seq }) = wanted.after {
            let key = $value(key);
            query = if wanted.descending {
                query.filter($table::$column.le(key)).filter(
                    $table::$column
                        .lt(key)
                        .assume_not_null()
                        .or($table::seq.lt(seq)),
                )
            } else {
                query.filter($table::$column.ge(key)).filter(
                    $table::$column
                        .gt(key)
                        .assume_not_null()
                        .or($table::seq.gt(seq)),
                )
            };
        }
        if wanted.descending {
            query.order(($table::$column.desc(), $table::seq.desc()))
        } else {
            query.order(($table::$column.asc(), $table::seq.asc()))
        }
    }};
}

pub(super) use {along, along_known};

/// A filter that the database answers along an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driver {
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
        let by_time = matches!(
            self.sort,
            Sort::Updated | Sort::Departed | Sort::FeedbackOwed
        ) || matches!(self.reach, Reach::Submitted(_) | Reach::Assigned(_));
        if by_time {
            Driver::None
        } else if filters.officer.is_some() {
            Driver::Officer
        } else if filters.parties.is_some() {
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
    pub(super) fn has_rest(&self) -> bool {
        let (filters, driver) = (&self.filters, self.driver());
        (filters.state.is_some() && driver != Driver::State)
            || (filters.channel.is_some() && driver != Driver::Channel)
            || (filters.parties.is_some() && driver != Driver::Party)
            || (filters.officer.is_some() && driver != Driver::Officer)
            || matches!(driver, Driver::Officer | Driver::Party)
            || filters.kind.is_some()
            || (filters.center.is_some()
                && matches!(self.reach, Reach::Submitted(_) | Reach::Assigned(_)))
            || (filters.external_ref.is_some() && matches!(self.reach, Reach::Assigned(_)))
    }

    /// Whether a row is in reach and wanted.
    pub(in crate::complaints) fn admits(&self, row: &Summary) -> bool {
        let filters = &self.filters;
        let reached = match &self.reach {
            Reach::Submitted(client) => row.submitted_by == *client,
            Reach::Center(center) => row.center == *center,
            Reach::Regime(regime) => row.regime == *regime,
            // A row does not tell its departments; their lists begin with the assignments.
            Reach::Assigned(_) => true,
        };
        let same = |wanted: &Option<String>, found: Option<&String>| {
            wanted.as_ref().is_none_or(|wanted| found == Some(wanted))
        };
        reached
            && same(&filters.state, Some(&row.state))
            && same(&filters.channel, Some(&row.channel))
            && same(&filters.kind, Some(&row.kind))
            && same(&filters.center, Some(&row.center))
            && same(&filters.officer, row.officer.as_ref())
            && same(&filters.external_ref, row.external_ref.as_ref())
            && filters
                .parties
                .as_ref()
                .is_none_or(|wanted| row.party_id.is_some_and(|party| wanted.contains(&party)))
    }

    /// Whether a row lies in the range that is asked for, behind the place where the page begins.
    pub(super) fn is_ahead(&self, row: &Summary) -> bool {
        let there = match self.sort {
            Sort::Received | Sort::Updated => true,
            Sort::Due => row.due_on.is_some(),
            Sort::Departed => row.departed_at.is_some(),
            Sort::FeedbackOwed => row.feedback_owed_since.is_some(),
        };
        let place = self.sort.place(row);
        there
            && self.filters.from.is_none_or(|from| place.key >= from)
            && self.filters.to.is_none_or(|to| place.key <= to)
            && self.after.is_none_or(|after| self.leads(after, place))
    }

    /// Whether one place comes before another in the order.
    pub(super) fn leads(&self, one: Place, other: Place) -> bool {
        if self.descending {
            (one.key, one.seq) > (other.key, other.seq)
        } else {
            (one.key, one.seq) < (other.key, other.seq)
        }
    }

    /// The same list of one party only.
    pub(in crate::complaints) fn of_party(&self, party: i64) -> Self {
        let mut one = self.clone();
        one.filters.parties = Some(vec![party]);
        one
    }

    /// Whether no case can be in it: another center than the caller's is asked for, or a party that nobody complained of.
    pub(in crate::complaints) fn is_empty(&self) -> bool {
        let elsewhere = match (&self.reach, &self.filters.center) {
            (Reach::Center(own), Some(center)) => own != center,
            (Reach::Center(_) | Reach::Submitted(_) | Reach::Regime(_) | Reach::Assigned(_), _) => {
                false
            }
        };
        elsewhere || self.filters.parties.as_ref().is_some_and(Vec::is_empty)
    }

    pub(super) fn query(&self, limit: usize) -> Boxed<'_> {
        let mut query = complaints::table.into_boxed();
        let filters = &self.filters;
        let driver = self.driver();
        // Officer and party have indexes of their own; reach is then looked at row by row.
        if !matches!(driver, Driver::Officer | Driver::Party) {
            query = match self.narrowed() {
                Reach::Submitted(client) => query.filter(complaints::submitted_by.eq(client)),
                Reach::Center(center) => query.filter(complaints::center.eq(center)),
                Reach::Regime(regime) => query.filter(complaints::regime.eq(regime)),
                // Asked along the assignments, never here.
                Reach::Assigned(_) => query.filter(complaints::seq.lt(0)),
            };
        }
        query = match driver {
            Driver::Officer => query.filter(complaints::officer.eq(&filters.officer)),
            // Of several parties each is listed by itself.
            Driver::Party => {
                let party = filters.parties.as_ref().and_then(|all| all.first());
                query.filter(complaints::party_id.eq(party))
            }
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
            Sort::Received => along!(query, complaints, received_at, self, |key: i64| key),
            Sort::Updated => along!(query, complaints, updated_at, self, |key: i64| key),
            Sort::Due => along_known!(query, complaints, due_on, self, day),
            Sort::Departed => along_known!(query, complaints, departed_at, self, |key: i64| key),
            Sort::FeedbackOwed => {
                along_known!(query, complaints, feedback_owed_since, self, day)
            }
        };
        query.limit(rows(limit))
    }
}
