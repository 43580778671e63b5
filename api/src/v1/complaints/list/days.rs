//! Days and instants in the queries of lists.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use persistence::complaints::list::day_number;

use super::query::wrong;
use crate::decode;
use crate::problem::Problem;

/// Shanghai's offset in hours.
const SHANGHAI: i64 = 8;

fn start_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_hms_opt(0, 0, 0)?.and_utc();
    midnight.checked_sub_signed(Duration::hours(SHANGHAI))
}

/// A day of Shanghai or an instant.
enum Point {
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

fn point(name: &str, text: &str) -> Result<Point, Problem> {
    if let Some(day) = decode::date(text) {
        return Ok(Point::Day(day));
    }
    // An unescaped plus sign arrives as a blank.
    let text = text.replace(' ', "+");
    match DateTime::parse_from_rfc3339(&text) {
        Ok(instant) => Ok(Point::Instant(instant.with_timezone(&Utc))),
        Err(_neither) => Err(wrong(
            name,
            "应为日期（YYYY-MM-DD）或 RFC 3339 时刻",
            "must be a day (YYYY-MM-DD) or an instant of RFC 3339",
        )),
    }
}

/// The first microsecond of a day of Shanghai, or of an instant.
///
/// # Errors
/// `malformed_request` naming the parameter.
pub fn earliest(name: &str, text: Option<&str>) -> Result<Option<i64>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let instant = match point(name, text)? {
        Point::Day(day) => start_of(day),
        Point::Instant(instant) => Some(instant),
    };
    Ok(instant.map(|instant| instant.timestamp_micros()))
}

/// The last microsecond of a day of Shanghai, or of an instant.
///
/// # Errors
/// `malformed_request` naming the parameter.
pub fn latest(name: &str, text: Option<&str>) -> Result<Option<i64>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let micros = match point(name, text)? {
        Point::Day(day) => day
            .succ_opt()
            .and_then(start_of)
            .map(|next| next.timestamp_micros().saturating_sub(1)),
        Point::Instant(instant) => Some(instant.timestamp_micros()),
    };
    Ok(micros)
}

/// A day, as lists keep it.
///
/// # Errors
/// `malformed_request` naming the parameter.
pub fn day(name: &str, text: Option<&str>) -> Result<Option<i64>, Problem> {
    let Some(text) = text else { return Ok(None) };
    match decode::date(text) {
        Some(day) => Ok(Some(day_number(day))),
        None => Err(wrong(
            name,
            "应为日期（YYYY-MM-DD）",
            "must be a day (YYYY-MM-DD)",
        )),
    }
}
