//! A list's query, checked: its filters, its order and the range of it.

use chrono::NaiveDate;
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::record::CaseKind;
use domain::gd::case::{ClockKind, Status};
use persistence::complaints::list::{Filters, Sort, day_number};
use persistence::complaints::party;
use persistence::{Connection, StoreError};

use super::clock_days::ClockDays;
use super::days::{day, earliest, latest};
use super::query::{ComplaintQuery, wrong};
use crate::problem::{Problem, ProblemCode};

/// Filters of a list and its order, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What of the filters needs nothing from the database.
    pub filters: Filters,
    /// Credit code of the accused party.
    accused_uscc: Option<String>,
    /// Its name.
    accused_name: Option<String>,
    /// The text searched for.
    pub text: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The greatest first.
    pub descending: bool,
}

/// Parameters that do not go together.
fn apart(names: &[&str]) -> Problem {
    let names = names.join(", ");
    Problem::new(ProblemCode::MalformedRequest).with_detail(
        format!("查询参数 {names} 不能同时使用：每个范围只能与其自身的排序一起使用。"),
        format!(
            "The query parameters {names} do not go together: a range goes with its own sort only."
        ),
    )
}

impl ComplaintQuery {
    /// Checks it. `late_feedback` gives the latest day of conclusion whose feedback is late.
    ///
    /// # Errors
    /// `malformed_request` naming the parameter at fault.
    pub fn wanted(
        &self,
        days: &ClockDays,
        late_feedback: impl FnOnce() -> Option<NaiveDate>,
    ) -> Result<Wanted, Problem> {
        let sort = self.order_by()?;
        let descending = match self.order.as_deref() {
            None => sort == Sort::Received,
            Some("desc") => true,
            Some("asc") => false,
            Some(_) => return Err(wrong("order", "应为 asc 或 desc", "must be asc or desc")),
        };
        let (from, mut to) = self.range(days)?;
        match self.feedback.as_deref() {
            None | Some("owed") => {}
            // Where no day can be computed nothing is late.
            Some("overdue") => to = Some(late_feedback().map_or(0, day_number)),
            Some(_) => {
                return Err(wrong(
                    "feedback",
                    "应为 owed 或 overdue",
                    "must be owed or overdue",
                ));
            }
        }
        let state = self.state.clone().map(known_state).transpose()?;
        let channel = self.channel.clone().map(known_channel).transpose()?;
        let kind = self.kind.clone().map(known_kind).transpose()?;
        let text = self.q.clone();
        if text.is_some() && sort != Sort::Received {
            return Err(wrong(
                "q",
                "只能按 received_at 排序",
                "goes with sort=received_at only",
            ));
        }
        Ok(Wanted {
            filters: Filters {
                state,
                channel,
                kind,
                parties: None,
                officer: self.officer.clone(),
                external_ref: self.external_ref.clone(),
                center: self.center.clone(),
                from,
                to,
            },
            accused_uscc: self.accused_uscc.clone(),
            accused_name: self.accused_name.clone(),
            text,
            sort,
            descending,
        })
    }

    /// What it is sorted by: as it says, else as its range needs.
    fn order_by(&self) -> Result<Sort, Problem> {
        let ranges = [
            (
                "received_from",
                self.received_from.is_some(),
                Sort::Received,
            ),
            ("received_to", self.received_to.is_some(), Sort::Received),
            ("due_from", self.due_from.is_some(), Sort::Due),
            ("due_to", self.due_to.is_some(), Sort::Due),
            ("overdue", self.overdue.is_some(), Sort::Due),
            ("clock", self.clock.is_some(), Sort::Due),
            ("updated_since", self.updated_since.is_some(), Sort::Updated),
            ("feedback", self.feedback.is_some(), Sort::FeedbackOwed),
            ("q", self.q.is_some(), Sort::Received),
        ];
        let given = ranges.iter().filter(|(_, is_given, _)| *is_given);
        let said = match self.sort.as_deref() {
            None => None,
            Some("received_at") => Some(Sort::Received),
            Some("due_on") => Some(Sort::Due),
            Some("updated_at") => Some(Sort::Updated),
            Some("feedback_owed_since") => Some(Sort::FeedbackOwed),
            Some(_) => {
                return Err(wrong(
                    "sort",
                    "应为 received_at、due_on、updated_at 或 feedback_owed_since",
                    "must be received_at, due_on, updated_at or feedback_owed_since",
                ));
            }
        };
        let follows = given.clone().map(|(_, _, sort)| *sort).next();
        let sort = said.or(follows).unwrap_or(Sort::Received);
        if given.clone().all(|(_, _, own)| *own == sort) {
            return Ok(sort);
        }
        let names: Vec<&str> = given
            .map(|(name, _, _)| *name)
            .chain(said.map(|_| "sort"))
            .collect();
        Err(apart(&names))
    }

    /// First and last value of what it is sorted by.
    fn range(&self, days: &ClockDays) -> Result<(Option<i64>, Option<i64>), Problem> {
        let mut from = earliest("received_from", self.received_from.as_deref())?;
        let mut to = latest("received_to", self.received_to.as_deref())?;
        from = from.or(earliest("updated_since", self.updated_since.as_deref())?);
        from = from.or(day("due_from", self.due_from.as_deref())?);
        to = to.or(day("due_to", self.due_to.as_deref())?);
        match self.overdue {
            None => {}
            Some(true) => {
                let (_, last) = days.range(ClockKind::Overdue);
                to = least(to, last);
            }
            Some(false) => {
                return Err(wrong(
                    "overdue",
                    "只能为 true；未逾期的请用 due_from",
                    "can only be true; for what is not overdue use due_from",
                ));
            }
        }
        if let Some(word) = &self.clock {
            let kind = ClockKind::parse(word).ok_or_else(|| {
                wrong(
                    "clock",
                    "应为 due_soon 或 overdue",
                    "must be due_soon or overdue",
                )
            })?;
            let (first, last) = days.range(kind);
            from = from.max(first);
            to = least(to, last);
        }
        Ok((from, to))
    }
}

/// The lesser of two last values; none: there is no last one.
fn least(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Wanted {
    /// Looks the accused party up, within the transaction that reads the list.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn look_up(&mut self, connection: &mut Connection) -> Result<(), StoreError> {
        let mut parties: Option<Vec<i64>> = None;
        if let Some(key) = party::party_key(None, self.accused_uscc.as_deref()) {
            parties = Some(party::find(connection, &key)?.into_iter().collect());
        }
        if let Some(name) = &self.accused_name {
            let mut named = party::of_name(connection, name)?;
            if let Some(known) = parties {
                named.retain(|party| known.contains(party));
            }
            parties = Some(named);
        }
        self.filters.parties = parties;
        Ok(())
    }
}

fn known_state(word: String) -> Result<String, Problem> {
    if Status::ALL.iter().any(|state| state.as_str() == word) {
        return Ok(word);
    }
    Err(wrong("state", "没有这一状态", "there is no such state"))
}

fn known_kind(word: String) -> Result<String, Problem> {
    match CaseKind::parse(&word) {
        Some(_) => Ok(word),
        None => Err(wrong(
            "kind",
            "应为 complaint 或 report",
            "must be complaint or report",
        )),
    }
}

fn known_channel(word: String) -> Result<String, Problem> {
    if Channel::ALL.iter().any(|channel| channel.as_str() == word) {
        return Ok(word);
    }
    Err(wrong("channel", "没有这一渠道", "there is no such channel"))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use persistence::complaints::list::day_number;

    use super::*;

    fn given(set: impl FnOnce(&mut ComplaintQuery)) -> Result<Wanted, String> {
        let mut query = ComplaintQuery::default();
        set(&mut query);
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let days = ClockDays {
            today,
            due_soon_until: NaiveDate::from_ymd_opt(2026, 3, 9),
            local: Vec::new(),
        };
        query.wanted(&days, || None).map_err(|problem| {
            problem
                .detail
                .map(|detail| detail.en.into_owned())
                .unwrap_or_default()
        })
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_range_goes_with_its_own_sort() {
        let sort = |set: fn(&mut ComplaintQuery)| given(set).map(|wanted| wanted.sort);
        assert_eq!(sort(|_| {}), Ok(Sort::Received));
        assert_eq!(sort(|q| q.due_to = some("2026-03-31")), Ok(Sort::Due));
        assert_eq!(sort(|q| q.overdue = Some(true)), Ok(Sort::Due));
        assert_eq!(
            sort(|q| q.updated_since = some("2026-03-31")),
            Ok(Sort::Updated)
        );
        let refused = sort(|q| {
            q.due_to = some("2026-03-31");
            q.updated_since = some("2026-03-31");
        });
        assert!(refused.is_err_and(|detail| detail.contains("due_to, updated_since")));
        let refused = sort(|q| {
            q.received_from = some("2026-03-31");
            q.sort = some("due_on");
        });
        assert!(refused.is_err_and(|detail| detail.contains("received_from, sort")));
    }

    #[test]
    fn days_are_those_of_shanghai() -> Result<(), String> {
        let wanted = given(|q| {
            q.received_from = some("2026-03-01");
            q.received_to = some("2026-03-01");
        })?;
        let micros = |text: &str| {
            DateTime::parse_from_rfc3339(text)
                .map(|instant| instant.timestamp_micros())
                .ok()
        };
        assert_eq!(wanted.filters.from, micros("2026-03-01T00:00:00+08:00"));
        assert_eq!(
            wanted.filters.to,
            micros("2026-03-01T23:59:59.999999+08:00")
        );
        Ok(())
    }

    #[test]
    fn overdue_is_what_was_due_before_today() -> Result<(), String> {
        let wanted = given(|q| q.overdue = Some(true))?;
        let yesterday = NaiveDate::from_ymd_opt(2026, 3, 1).map(day_number);
        assert_eq!(wanted.filters.to, yesterday);
        assert!(!wanted.descending);
        Ok(())
    }
}
