//! Pages of 50 at 10,000 and at 1,000,000 cases: every filter with every sort, both ways, some pages in; and totals.
//!
//! Compared are pages alike: as far in as the smaller database has full pages, and of values of which it has any. Where it
//! has not even one page of 50, the cost is told, and no ratio.

use std::time::{Duration, Instant};

use chrono::DateTime;
use diesel::prelude::*;
use persistence::Connection;
use persistence::complaints::list::{self, Filters, ListQuery, Reach, Sort};
use persistence::schema::{accused_parties, complaints};

use super::generate::{FIRST, SPAN, connect, folder};
use super::office::CENTER;
use crate::Failure;
use crate::server::DATABASE;

/// How often a page is read; the median counts.
const TIMES: usize = 101;

/// Pages before the one that is measured.
const BEFORE: usize = 3;

pub fn measure() -> Result<(), Failure> {
    let sizes = super::sizes(&[(10_000, "", ""), (1_000_000, "", "")])?;
    let mut connections = Vec::new();
    for (count, _, _) in &sizes {
        connections.push(connect(&folder(*count)?.join(DATABASE), "FULL")?);
    }
    println!(
        "| reach | filter | sort | 10,000 | 1,000,000 | times | aim |\n| --- | --- | --- | ---: | ---: | ---: | ---: |"
    );
    let mut worst: f64 = 0.0;
    let (mut all, mut beyond, mut short) = (0_u32, 0_u32, 0_u32);
    for (reach, filter, sort, descending) in combinations() {
        let mut queries = connections
            .iter_mut()
            .map(|connection| {
                Ok(ListQuery {
                    reach: reached(reach, connection)?,
                    filters: filters(filter, sort, connection)?,
                    sort,
                    descending,
                    after: None,
                    limit: 50,
                })
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        let full = further(&mut connections, &mut queries)?;
        let costs = alternating(&mut connections, &mut queries, |connection, wanted| {
            list::page(connection, wanted).map(drop)
        })?;
        let way = if descending { "-" } else { "" };
        let row = format!("| {reach} | {filter} | {way}{sort:?} | {} |", cells(&costs));
        if !full {
            short += 1;
            println!("{row} fewer than 50 | |");
            continue;
        }
        let times = ratio(&costs);
        all += 1;
        beyond += u32::from(times > 1.2);
        worst = worst.max(times);
        println!("{row} {times:.2} | 1.2 |");
    }
    println!(
        "\n{all} lists, {beyond} of them above 1.2, the worst {worst:.2}; {short} have fewer than 50 cases\n\n| total of | 10,000 | 1,000,000 |\n| --- | ---: | ---: |"
    );
    for (reach, filter) in [
        ("center", "none"),
        ("regime", "none"),
        ("regime", "state"),
        ("regime", "party"),
    ] {
        let mut queries = connections
            .iter_mut()
            .map(|connection| {
                Ok(ListQuery {
                    reach: reached(reach, connection)?,
                    filters: filters(filter, Sort::Received, connection)?,
                    sort: Sort::Received,
                    descending: true,
                    after: None,
                    limit: 50,
                })
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        let costs = alternating(&mut connections, &mut queries, |connection, wanted| {
            list::total(connection, wanted).map(drop)
        })?;
        println!("| {reach}, {filter} | {} |", cells(&costs));
    }
    Ok(())
}

fn cells(costs: &[Duration]) -> String {
    let shown: Vec<String> = costs
        .iter()
        .map(|cost| format!("{} us", cost.as_micros()))
        .collect();
    shown.join(" | ")
}

fn ratio(costs: &[Duration]) -> f64 {
    match costs {
        [few, many] => many.as_secs_f64() / few.as_secs_f64(),
        _ => f64::NAN,
    }
}

fn combinations() -> Vec<(&'static str, &'static str, Sort, bool)> {
    let mut all = Vec::new();
    for reach in ["submitted", "center", "regime"] {
        for filter in [
            "none",
            "state",
            "channel",
            "party",
            "officer",
            "reference",
            "center",
            "from",
            "to",
        ] {
            for sort in [Sort::Received, Sort::Due, Sort::Updated, Sort::Departed] {
                // Departures are listed by center and day only, and never for those who merely hand cases in.
                let of_departures =
                    reach != "submitted" && matches!(filter, "none" | "center" | "from" | "to");
                // Who hands cases in may not ask for a center's officers.
                let pointless = (filter == "reference" && reach != "submitted")
                    || (filter == "officer" && reach == "submitted")
                    || (filter == "center" && reach != "regime")
                    || (sort == Sort::Departed && !of_departures);
                if !pointless {
                    all.extend([true, false].map(|descending| (reach, filter, sort, descending)));
                }
            }
        }
    }
    all
}

fn reached(reach: &str, connection: &mut Connection) -> Result<Reach, Failure> {
    Ok(match reach {
        "submitted" => Reach::Submitted(
            complaints::table
                .select(complaints::submitted_by)
                .first(connection)?,
        ),
        "center" => Reach::Center(CENTER.to_owned()),
        _ => Reach::Regime("gd"),
    })
}

fn filters(filter: &str, sort: Sort, connection: &mut Connection) -> Result<Filters, Failure> {
    let mut filters = Filters::default();
    match filter {
        "state" => filters.state = Some("accepted".to_owned()),
        "channel" => filters.channel = Some("email".to_owned()),
        "party" => {
            let party: Option<i64> = accused_parties::table
                .select(accused_parties::id)
                .first(connection)
                .optional()?;
            filters.parties = Some(party.into_iter().collect());
        }
        // One of the center's.
        "officer" => {
            filters.officer = complaints::table
                .filter(complaints::center.eq(CENTER))
                .filter(complaints::due_on.is_not_null())
                .filter(complaints::seq.gt(5_000))
                .select(complaints::officer)
                .first(connection)?;
        }
        "reference" => {
            filters.external_ref = complaints::table
                .filter(complaints::seq.eq(4_321))
                .select(complaints::external_ref)
                .first(connection)?;
        }
        "center" => filters.center = Some(CENTER.to_owned()),
        // A third of the years at the beginning or at the end is left out.
        "from" => filters.from = Some(bound(sort, 1)?),
        "to" => filters.to = Some(bound(sort, 2)?),
        _ => {}
    }
    Ok(filters)
}

/// So many thirds into the years of the cases, as what is sorted by counts.
fn bound(sort: Sort, thirds: i64) -> Result<i64, Failure> {
    let seconds = FIRST + SPAN / 3 * thirds;
    let instant = DateTime::from_timestamp(seconds, 0).ok_or("no such time")?;
    Ok(match sort {
        Sort::Due | Sort::FeedbackOwed => list::day_number(instant.date_naive()),
        Sort::Received | Sort::Updated | Sort::Departed => instant.timestamp_micros(),
    })
}

/// Goes as many pages in as all databases have full ones before and after, as people leaf through a list; whether the page
/// there is full everywhere.
fn further(connections: &mut [Connection], queries: &mut [ListQuery]) -> Result<bool, Failure> {
    for pages in 0..=BEFORE {
        let mut nexts = Vec::new();
        let mut full = true;
        for (connection, wanted) in connections.iter_mut().zip(&*queries) {
            // A page along an index may be short although there are more.
            let page = list::page(connection, wanted)?;
            full &= page.items.len() == wanted.limit;
            nexts.push(page.next);
        }
        if !full {
            return Ok(false);
        }
        if pages == BEFORE {
            break;
        }
        let mut ahead = queries.to_vec();
        for (wanted, next) in ahead.iter_mut().zip(nexts) {
            if next.is_none() {
                return Ok(true);
            }
            wanted.after = next;
        }
        let mut as_full = true;
        for (connection, wanted) in connections.iter_mut().zip(&ahead) {
            as_full &= list::page(connection, wanted)?.items.len() == wanted.limit;
        }
        if !as_full {
            return Ok(true);
        }
        queries.clone_from_slice(&ahead);
    }
    Ok(true)
}

/// The median cost in each database; they take turns.
fn alternating<E: std::error::Error + 'static>(
    connections: &mut [Connection],
    queries: &mut [ListQuery],
    one: impl Fn(&mut Connection, &ListQuery) -> Result<(), E>,
) -> Result<Vec<Duration>, Failure> {
    let mut times = vec![Vec::with_capacity(TIMES); connections.len()];
    for _ in 0..TIMES {
        for ((connection, wanted), times) in connections.iter_mut().zip(&*queries).zip(&mut times) {
            let start = Instant::now();
            one(connection, wanted)?;
            times.push(start.elapsed());
        }
    }
    Ok(times
        .into_iter()
        .map(|mut times| {
            times.sort_unstable();
            times.get(TIMES / 2).copied().unwrap_or_default()
        })
        .collect())
}
