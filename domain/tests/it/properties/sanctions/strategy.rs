//! Institutions whose dates lie half-years apart, give or take a day, so that they meet the limits again and again.

use std::borrow::Cow;

use chrono::{Days, Months, NaiveDate};
use domain::jz::facts::{
    Activity, BREACHES, Batch, Complaint, Due, SanctionFacts, Suspension, Violation, Warning,
};
use domain::truth::Truth;
use proptest::prelude::*;

use crate::support::{NO, OPEN, YES, date};

/// A day around a half-year counted from 31 August 2023, or any day of those years.
fn day() -> impl Strategy<Value = NaiveDate> {
    day_from(0)
}

fn day_from(first_half_year: u32) -> impl Strategy<Value = NaiveDate> {
    let start = date("2023-08-31");
    prop_oneof![
        3 => (first_half_year..6, 0_u64..3).prop_map(move |(half_years, days)| {
            let day = start.checked_add_months(Months::new(6 * half_years)).unwrap();
            day.checked_add_days(Days::new(days)).and_then(|day| day.pred_opt()).unwrap()
        }),
        1 => (0_u64..1000).prop_map(move |days| start.checked_add_days(Days::new(days)).unwrap()),
    ]
}

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![2 => Just(YES), 1 => Just(NO), 1 => Just(OPEN)]
}

/// A day no earlier than another.
fn not_before(day: NaiveDate, other: Option<NaiveDate>) -> Option<NaiveDate> {
    other.map(|other| other.max(day))
}

fn sanctioned() -> impl Strategy<Value = bool> {
    proptest::bool::weighted(0.15)
}

/// A list that is mostly known, each item with an id of its own.
fn list<T: Clone + std::fmt::Debug>(
    item: impl Strategy<Value = T>,
    id: fn(&mut T) -> &mut Cow<'static, str>,
) -> impl Strategy<Value = Option<Vec<T>>> {
    let list = proptest::collection::vec(item, 0..4);
    proptest::option::weighted(0.85, list).prop_map(move |mut list| {
        for (index, item) in list.iter_mut().flatten().enumerate() {
            *id(item) = index.to_string().into();
        }
        list
    })
}

fn batch() -> impl Strategy<Value = Batch<'static>> {
    let candidates = proptest::sample::select(vec![0_u32, 19, 20, 21, 40, 41]);
    (
        day(),
        proptest::option::weighted(0.8, candidates),
        proptest::option::weighted(0.8, 0_u32..3),
        truth(),
        sanctioned(),
    )
        .prop_map(
            |(held_on, candidates, unqualified, identical_paper, sanctioned)| Batch {
                id: Cow::Borrowed(""),
                held_on,
                candidates,
                unqualified_candidates: unqualified.map(|n| n.min(candidates.unwrap_or(n))),
                identical_paper,
                sanctioned,
            },
        )
}

fn complaint() -> impl Strategy<Value = Complaint<'static>> {
    (day(), truth(), sanctioned()).prop_map(|(received_on, substantiated, sanctioned)| Complaint {
        id: Cow::Borrowed(""),
        received_on,
        substantiated,
        sanctioned,
    })
}

fn due() -> impl Strategy<Value = Due<'static>> {
    (day(), proptest::option::weighted(0.7, day()), sanctioned()).prop_map(
        |(due_on, done_on, sanctioned)| Due {
            id: Cow::Borrowed(""),
            due_on,
            done_on,
            sanctioned,
        },
    )
}

fn warning() -> impl Strategy<Value = Warning<'static>> {
    (day(), proptest::option::weighted(0.8, day())).prop_map(|(decided_on, rectified_on)| Warning {
        id: Cow::Borrowed(""),
        decided_on,
        rectified_on: not_before(decided_on, rectified_on),
    })
}

fn violation() -> impl Strategy<Value = Violation<'static>> {
    let breach = prop_oneof![
        2 => 0_usize..2,
        3 => 0_usize..BREACHES.len(),
        1 => BREACHES.len() - 2..BREACHES.len(),
    ];
    (breach, day(), truth(), sanctioned()).prop_map(
        |(breach, occurred_on, verified, sanctioned)| Violation {
            id: Cow::Borrowed(""),
            breach: BREACHES.get(breach).unwrap().0,
            occurred_on,
            verified,
            sanctioned,
        },
    )
}

fn activity() -> impl Strategy<Value = Activity> {
    let suspension = (day(), proptest::option::of(day())).prop_map(|(from, to)| Suspension {
        from,
        to: not_before(from, to),
    });
    (
        proptest::option::weighted(0.7, day()),
        proptest::option::weighted(0.3, day()),
        proptest::collection::vec(suspension, 0..3),
    )
        .prop_map(|(last_on, sanctioned_on, suspensions)| Activity {
            last_on,
            sanctioned_on,
            suspensions,
        })
}

/// Any institution whose facts do not contradict each other, and the day for which it is looked at.
pub fn facts() -> impl Strategy<Value = (SanctionFacts<'static>, NaiveDate)> {
    (
        (
            proptest::option::weighted(0.8, day()),
            proptest::option::weighted(0.85, activity()),
            truth(),
        ),
        (
            list(batch(), |b| &mut b.id),
            list(complaint(), |c| &mut c.id),
        ),
        (list(due(), |d| &mut d.id), list(due(), |d| &mut d.id)),
        (
            list(warning(), |w| &mut w.id),
            list(violation(), |v| &mut v.id),
        ),
        prop_oneof![1 => day(), 2 => day_from(4)],
    )
        .prop_map(
            |(
                (filed_on, activity, inactivity_justified),
                (batches, complaints),
                (annual_reports, rectifications),
                (warnings, violations),
                as_of,
            )| {
                let facts = SanctionFacts {
                    filed_on,
                    activity,
                    inactivity_justified,
                    batches,
                    complaints,
                    annual_reports,
                    rectifications,
                    warnings,
                    violations,
                };
                (facts, as_of)
            },
        )
}
