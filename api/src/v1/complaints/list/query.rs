//! Which cases a list has and in which order, as its query says it.

use actix_web::HttpRequest;
use actix_web::web::Query;
use domain::gd::case::ClockKind;
use serde::Deserialize;
use utoipa::IntoParams;

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
}
