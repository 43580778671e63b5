//! The engines by themselves: decisions, working days, JSON to JSON; one core.

use std::hint::black_box;
use std::time::{Duration, Instant};

use api::decode;
use api::v1::evaluation::admissibility::{self, AdmissibilityEngine};
use api::v1::evaluation::engine::{Basis, Engine, Explain};
use api::v1::evaluation::sanctions::{self, SanctionsEngine};
use chrono::{Datelike, NaiveDate, Weekday};
use domain::gd::art09_10_admissibility::decide;
use domain::jz::sanctions::evaluate;
use domain::workday::{DayKind, WorkingCalendar, embedded_notices};

use crate::{Failure, vectors};

/// How long a figure is measured.
const LONG_ENOUGH: Duration = Duration::from_secs(1);

/// Runs `round` for a while, after warming up, and gives rounds per second; the best of three.
fn rate(mut round: impl FnMut()) -> f64 {
    let mut best: f64 = 0.0;
    for _ in 0..3 {
        let mut rounds = 0_u32;
        let start = Instant::now();
        while start.elapsed() < LONG_ENOUGH {
            for _ in 0..64 {
                round();
            }
            rounds += 64;
        }
        best = best.max(f64::from(rounds) / start.elapsed().as_secs_f64());
    }
    best
}

pub fn measure() -> Result<(), Failure> {
    let basis = api::basis::load(None, None)?;
    let complaints = vectors::admissibility()?;
    let institutions = vectors::sanctions()?;
    println!("| measured on one core | per second | aim |\n| --- | ---: | ---: |");
    admissibility_decisions(&basis, &complaints)?;
    sanction_decisions(&basis, &institutions)?;
    json_to_json::<AdmissibilityEngine>("admissibility, JSON to JSON", &basis, &complaints);
    json_to_json::<SanctionsEngine>("sanctions, JSON to JSON", &basis, &institutions);
    working_days(&basis.calendar)
}

fn admissibility_decisions(basis: &Basis, requests: &[String]) -> Result<(), Failure> {
    let facts = requests
        .iter()
        .map(|request| {
            decode::read::<admissibility::RequestSlots<'_>>(request.as_bytes())
                .map(|request| request.facts)
                .map_err(|problem| format!("{problem:?}"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let profile = basis
        .profiles()
        .find(|p| p.id == "gd-default")
        .ok_or("no gd-default")?;
    let count = u32::try_from(facts.len())?;
    let rounds = rate(|| {
        for facts in &facts {
            if let Some(parameters) = profile.gd(facts.submitted_on) {
                let _kept = black_box(decide(black_box(facts), &basis.calendar, parameters));
            }
        }
    });
    row(
        "admissibility decisions",
        rounds * f64::from(count),
        "2,000,000",
    );
    Ok(())
}

fn sanction_decisions(basis: &Basis, requests: &[String]) -> Result<(), Failure> {
    let facts = requests
        .iter()
        .map(|request| {
            decode::read::<sanctions::RequestSlots<'_>>(request.as_bytes())
                .map(|request| (request.as_of, request.facts))
                .map_err(|problem| format!("{problem:?}"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let profile = basis
        .profiles()
        .find(|p| p.id == "jz-default")
        .ok_or("no jz-default")?;
    let count = u32::try_from(facts.len())?;
    let rounds = rate(|| {
        for (as_of, facts) in &facts {
            if let Some(parameters) = profile.jz(*as_of) {
                let _kept = black_box(evaluate(black_box(facts), *as_of, parameters));
            }
        }
    });
    row("sanction decisions", rounds * f64::from(count), "1,000,000");
    Ok(())
}

fn json_to_json<E: Engine>(name: &str, basis: &Basis, requests: &[String]) {
    let mut answer = Vec::new();
    let rounds = rate(|| {
        for request in requests {
            answer.clear();
            let _kept = black_box(E::answer(
                basis,
                black_box(request.as_bytes()),
                &mut Explain::single(false),
                &mut answer,
            ));
        }
    });
    let count = u32::try_from(requests.len()).unwrap_or(0);
    row(name, rounds * f64::from(count), "");
}

fn row(name: &str, per_second: f64, aim: &str) {
    println!("| {name} | {} | {aim} |", thousands(per_second));
}

/// 1234567.8 as 1,234,567.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "Add 20 working days", by the tables and by a loop over days.
fn working_days(calendar: &WorkingCalendar) -> Result<(), Failure> {
    let first = NaiveDate::from_ymd_opt(2004, 1, 1).ok_or("a day")?;
    let days: Vec<NaiveDate> = first.iter_days().take(8000).collect();
    let by_table = rate(|| {
        for day in &days {
            let _kept = black_box(calendar.add(black_box(*day), 20));
        }
    });
    let naive = Naive::new()?;
    let by_loop = rate(|| {
        for day in &days {
            let _kept = black_box(naive.add(black_box(*day), 20));
        }
    });
    let each = |rounds: f64| 1e9 / (rounds * 8000.0);
    println!(
        "\n| add 20 working days | ns | aim |\n| --- | ---: | ---: |\n| by the two tables | {:.1} | < 20 |\n\
         | baseline: a loop over days and a set of holidays | {:.1} | |",
        each(by_table),
        each(by_loop)
    );
    Ok(())
}

/// What one would write first: step day by day.
struct Naive {
    off: std::collections::HashSet<NaiveDate>,
    on: std::collections::HashSet<NaiveDate>,
}

impl Naive {
    fn new() -> Result<Self, Failure> {
        let notices = embedded_notices().map_err(|_faults| "the embedded calendar is faulty")?;
        let days = |kind| {
            notices
                .iter()
                .flat_map(|notice| &notice.days)
                .filter(|day| day.kind == kind)
                .map(|day| day.date)
                .collect()
        };
        Ok(Self {
            off: days(DayKind::Holiday),
            on: days(DayKind::Workday),
        })
    }

    fn add(&self, from: NaiveDate, mut n: u32) -> Option<NaiveDate> {
        let mut day = from;
        while n > 0 {
            day = day.succ_opt()?;
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            if self.on.contains(&day) || (!weekend && !self.off.contains(&day)) {
                n -= 1;
            }
        }
        Some(day)
    }
}
