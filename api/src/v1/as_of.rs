//! The day asked for, in queries.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};
use utoipa::IntoParams;

use crate::decode;

/// Query of what depends on the day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AsOfQuery {
    /// The day whose values are asked for (Asia/Shanghai); today unless given.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub as_of: Option<NaiveDate>,
}

/// A day in the same form and range as everywhere in the API.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match decode::date(&text) {
        Some(day) => Ok(Some(day)),
        None => Err(de::Error::custom("not a day")),
    }
}
