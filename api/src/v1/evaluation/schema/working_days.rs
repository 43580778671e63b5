//! Working days: request and answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ground::Change;
use super::text::ShortText;

/// A question to the working calendar: either `add` or `to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkingDaysRequestBody {
    /// Any profile; the calendar is the same under each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShortText>)]
    pub profile: Option<String>,
    /// The day to start from (Asia/Shanghai).
    pub from: NaiveDate,
    /// The n-th working day after `from`, before it when negative; 0 gives `from` itself or the next working day.
    #[schema(minimum = -3660, maximum = 3660)]
    pub add: Option<i32>,
    /// Count the working days in (from, to].
    pub to: Option<NaiveDate>,
}

/// The answer: `date` for `add`, `working_days` for `to`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkingDaysAnswer {
    /// The day, for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub date: Option<NaiveDate>,
    /// The number, for `to`; negative where `to` is earlier than `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub working_days: Option<i64>,
    /// A day of a year without an official calendar was consulted.
    pub provisional: bool,
    /// The calendar used.
    pub calendar: CalendarEcho,
    /// With `explain=true`: always empty, nothing but the dates asked for decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub would_change_outcome: Option<Vec<Change>>,
}

/// The calendar and the years its official notices cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarEcho {
    /// Id of the calendar.
    #[schema(examples("cn"))]
    pub id: String,
    /// Years with an official notice.
    #[schema(example = json!([2025, 2026]))]
    pub official_years: Vec<i32>,
}
