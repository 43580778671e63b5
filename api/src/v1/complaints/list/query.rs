//! Which cases a list has and in which order, from its query.

use actix_web::HttpRequest;
use actix_web::web::Query;
use chrono::NaiveDate;
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::record::CaseKind;
use domain::gd::case::{ClockKind, Status};
use persistence::complaints::list::{Filters, Sort, day_number};
use persistence::complaints::party;
use persistence::{Connection, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

use super::clock_days::ClockDays;
use super::days::{day, earliest, latest};
use crate::problem::{Problem, ProblemCode};

/// Which cases, in which order, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ComplaintQuery {
    /// State.
    #[param(
        nullable = false,
        pattern = "^[a-z_]+$",
        max_length = 40,
        example = "accepted"
    )]
    pub state: Option<String>,
    /// The organisation that holds the case.
    #[param(
        nullable = false,
        pattern = "^[a-z0-9-]+$",
        max_length = 64,
        example = "gd-440100"
    )]
    pub center: Option<String>,
    /// Unified social credit code of the accused party.
    #[param(
        nullable = false,
        min_length = 18,
        max_length = 18,
        pattern = "^[0-9A-Z]+$"
    )]
    pub accused_uscc: Option<String>,
    /// Name of the accused party, the whole of it; blanks and width of characters make no difference.
    #[param(
        nullable = false,
        min_length = 1,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub accused_name: Option<String>,
    /// The officer who handles it: a client id.
    #[param(nullable = false, max_length = 64, pattern = "^[0-9a-f-]+$")]
    pub officer: Option<String>,
    /// How it came in.
    #[param(
        nullable = false,
        pattern = "^[a-z_]+$",
        max_length = 40,
        example = "web"
    )]
    pub channel: Option<String>,
    /// `complaint` or `report`.
    #[param(
        nullable = false,
        pattern = "^[a-z]+$",
        max_length = 40,
        example = "report"
    )]
    pub kind: Option<String>,
    /// Received on this day (Asia/Shanghai) or at this instant, or later; sorts by `received_at`.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZtz:.+-]+$",
        example = "2026-03-01"
    )]
    pub received_from: Option<String>,
    /// Received on this day (the whole of it) or at this instant, or earlier; sorts by `received_at`.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZtz:.+-]+$",
        example = "2026-03-31"
    )]
    pub received_to: Option<String>,
    /// Due on this day or later; sorts by `due_on`.
    #[param(nullable = false, max_length = 10, format = Date, example = "2026-03-01")]
    pub due_from: Option<String>,
    /// Due on this day or earlier; sorts by `due_on`.
    #[param(nullable = false, max_length = 10, format = Date, example = "2026-03-31")]
    pub due_to: Option<String>,
    /// Only what should have been concluded before today; sorts by `due_on`.
    #[param(nullable = false)]
    pub overdue: Option<bool>,
    /// `owed`: only concluded cases whose complainant was not told the result yet (Art. 16); `overdue`: of these only
    /// where more working days than local policy allows have passed. Sorts by `feedback_owed_since`.
    #[param(
        nullable = false,
        max_length = 7,
        pattern = "^(owed|overdue)$",
        example = "owed"
    )]
    pub feedback: Option<String>,
    /// `due_soon`: no more working days are left until the due date than count as such by the rules of its center; `overdue`: the due date has passed;
    /// sorts by `due_on`.
    #[param(
        nullable = false,
        max_length = 8,
        pattern = "^(due_soon|overdue)$",
        example = "due_soon"
    )]
    pub clock: Option<String>,
    /// The submitting client's own reference.
    #[param(
        nullable = false,
        min_length = 1,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub external_ref: Option<String>,
    /// Changed on this day or at this instant, or since; sorts by `updated_at`.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZtz:.+-]+$",
        example = "2026-03-02T09:30:00+08:00"
    )]
    pub updated_since: Option<String>,
    /// At least two characters that the registration number, the accused party's name or the subject contains; sorts by
    /// `received_at`.
    #[param(
        nullable = false,
        min_length = 2,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub q: Option<String>,
    /// What the list is sorted by: `received_at` unless a range says otherwise. With `due_on` only cases whose clock runs
    /// are in the list, with `feedback_owed_since` only those whose feedback is owed.
    #[param(
        nullable = false,
        max_length = 19,
        pattern = "^(received_at|due_on|updated_at|feedback_owed_since)$",
        example = "received_at"
    )]
    pub sort: Option<String>,
    /// `desc` or `asc`: `desc` unless sorted by `due_on` or `updated_at`.
    #[param(
        nullable = false,
        max_length = 4,
        pattern = "^(asc|desc)$",
        example = "desc"
    )]
    pub order: Option<String>,
    /// Say how many there are, too.
    #[serde(default)]
    #[param(default = false)]
    pub total: bool,
    /// Cases on a page. A page may have fewer although there are more: `next` says so.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

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

/// A query parameter that cannot be taken.
pub fn wrong(name: &str, zh: &str, en: &str) -> Problem {
    Problem::new(ProblemCode::MalformedRequest).with_detail(
        format!("查询参数 {name}：{zh}。"),
        format!("The query parameter {name}: {en}."),
    )
}

/// The name of a parameter as a message shows it: short, and without anything that has a meaning elsewhere.
fn shown(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '%'))
        .take(40)
        .collect()
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
    /// Reads it from the address of a request.
    ///
    /// # Errors
    /// `malformed_request` naming the parameter that is unknown, repeated or of the wrong type.
    pub fn read(request: &HttpRequest) -> Result<Self, Problem> {
        let text = request.query_string();
        if let Ok(Query(query)) = Query::<Self>::from_query(text) {
            return Ok(query);
        }
        // Every parameter can stand by itself: the one that cannot is at fault, else one that is there twice.
        let mut seen: Vec<&str> = Vec::new();
        for part in text.split('&') {
            let name = part.split_once('=').map_or(part, |(name, _)| name);
            if Query::<Self>::from_query(part).is_err() {
                return Err(wrong(
                    &shown(name),
                    "没有这一参数，或者取值的类型不符",
                    "there is no such parameter, or its value is of the wrong type",
                ));
            }
            if seen.contains(&name) {
                return Err(wrong(
                    &shown(name),
                    "只能出现一次",
                    "can be given once only",
                ));
            }
            seen.push(name);
        }
        Err(Problem::new(ProblemCode::MalformedRequest))
    }

    /// What is asked for of the clock; none: nothing, or no word for it.
    #[must_use]
    pub fn clock_kind(&self) -> Option<ClockKind> {
        self.clock.as_deref().and_then(ClockKind::parse)
    }

    /// The list that is asked for, without its page: what a cursor is bound to.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let filter = Self {
            limit: None,
            cursor: None,
            total: false,
            ..self.clone()
        };
        format!("{filter:?}")
    }

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
