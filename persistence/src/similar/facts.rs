//! Cases that are alike by their facts: accused party and month, place and day.
//!
//! These stand unsealed in the row of every case, so that a plain hash of them tells nothing more. They follow from the
//! events alone, and `jiandu verify` can tell whether they do.

use chrono::{Datelike, Days, NaiveDate};
use domain::gd::art09_10_admissibility::{Event, Precision};
use domain::gd::case::event::Received;
use domain::text::folded;

use crate::ledger::sha256;

/// Most places of a case that are noted.
const MOST_PLACES: usize = 3;

/// Most months that are looked through for one accused party.
const MOST_MONTHS: usize = 14;

/// What a case is found by, ascending, each once.
#[must_use]
pub fn bands(record: &Received) -> Vec<i64> {
    let month = known(record).map(month_of);
    let mut bands: Vec<i64> = parties(record)
        .iter()
        .map(|party| accused(record, party, month))
        .collect();
    bands.extend(places(record));
    ordered(bands)
}

/// What others like it are found by, so many days around the event.
#[must_use]
pub fn probes(record: &Received, window_days: u32) -> Vec<i64> {
    let months = known(record)
        .map(|day| around(day, window_days))
        .unwrap_or_default();
    let mut bands: Vec<i64> = parties(record)
        .iter()
        .flat_map(|party| {
            months
                .iter()
                .map(|month| accused(record, party, Some(*month)))
                // And those that give no day.
                .chain([accused(record, party, None)])
        })
        .collect();
    bands.extend(places(record));
    ordered(bands)
}

/// Whether the case tells no month: then the party's others are looked at, whatever theirs.
#[must_use]
pub fn is_undated(record: &Received) -> bool {
    known(record).is_none()
}

fn ordered(mut bands: Vec<i64>) -> Vec<i64> {
    bands.sort_unstable();
    bands.dedup();
    bands
}

/// A day of the only month in which the event may have happened.
fn known(record: &Received) -> Option<NaiveDate> {
    let within_a_month = |event: &Event| match event.precision {
        Precision::Day | Precision::Month => !event.ongoing,
        Precision::Year => false,
    };
    record.event.filter(within_a_month)?.date
}

type Month = (i32, u32);

fn month_of(day: NaiveDate) -> Month {
    (day.year(), day.month())
}

fn around(day: NaiveDate, window_days: u32) -> Vec<Month> {
    let window = Days::new(window_days.into());
    let first = day.checked_sub_days(window).unwrap_or(day);
    let last = day.checked_add_days(window).unwrap_or(day);
    let mut months: Vec<Month> = first
        .iter_days()
        .take_while(|day| *day <= last)
        .map(month_of)
        .collect();
    months.dedup();
    let most = months.len().saturating_sub(MOST_MONTHS) / 2;
    months.into_iter().skip(most).take(MOST_MONTHS).collect()
}

/// Credit code and name: one complainant may give only the one, another only the other.
fn parties(record: &Received) -> Vec<String> {
    let accused = &record.accused;
    let code = accused.uscc.iter().map(|code| format!("uscc:{code}"));
    let name = accused
        .name
        .iter()
        .map(|name| format!("name:{}", folded(name)));
    code.chain(name).collect()
}

fn accused(record: &Received, party: &str, month: Option<Month>) -> i64 {
    let month = month.map_or_else(|| "-".to_owned(), |(year, month)| format!("{year}-{month}"));
    hashed(&["accused", record.regime.as_str(), party, &month])
}

fn places(record: &Received) -> impl Iterator<Item = i64> {
    let day = record
        .event
        .filter(|event| event.precision == Precision::Day && !event.ongoing)
        .and_then(|event| event.date);
    record
        .places
        .iter()
        .take(MOST_PLACES)
        .filter_map(move |place| {
            let words = [
                "place",
                record.regime.as_str(),
                &place.to_string(),
                &day?.to_string(),
            ];
            Some(hashed(&words))
        })
}

fn hashed(words: &[&str]) -> i64 {
    super::number(&sha256(words.join("\0").as_bytes()))
}
