//! The two days of a question: how it stood on the one, by what was on record on the other.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de};
use utoipa::IntoParams;

use crate::decode;
use crate::state::AppState;

/// Query of what depends on both days.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KnownQuery {
    /// The legal day that is asked for (Asia/Shanghai); today unless given.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-01")]
    pub as_of: Option<NaiveDate>,
    /// By what was on record at the end of this day (Asia/Shanghai); by all that is on record unless given.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub known_at: Option<NaiveDate>,
}

/// Both days, settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The legal day.
    pub as_of: NaiveDate,
    /// The last instant whose recordings count; none: all.
    pub known_at: Option<DateTime<Utc>>,
}

impl KnownQuery {
    /// With today where no day is given.
    #[must_use]
    pub fn settle(self, state: &AppState) -> Asked {
        Asked {
            as_of: self.as_of.unwrap_or_else(|| state.today()),
            known_at: self.known_at.and_then(end_of_day),
        }
    }
}

/// The last microsecond of a day in Asia/Shanghai.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let next = day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0)?;
    let shanghai = chrono::FixedOffset::east_opt(crate::state::SHANGHAI_SECONDS)?;
    let midnight = next.and_local_timezone(shanghai).single()?;
    midnight
        .with_timezone(&Utc)
        .checked_sub_signed(chrono::TimeDelta::microseconds(1))
}

/// A day in the same form and range as everywhere in the API.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match decode::date(&text) {
        Some(day) => Ok(Some(day)),
        None => Err(de::Error::custom("not a day")),
    }
}
