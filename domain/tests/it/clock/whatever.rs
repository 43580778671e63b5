//! What holds of every clock.

use chrono::{Days, NaiveDate};
use domain::explain::FactValue;
use domain::gd::art18_clock::{ClockFacts, ClockMember, would_change_state};
use proptest::prelude::*;

use super::clock;
use crate::support::{calendar, cases, date, gd};

/// The same facts with one member set to that value.
fn changed(mut facts: ClockFacts, member: ClockMember, value: FactValue) -> ClockFacts {
    match (member, value) {
        (ClockMember::ConcludedOn, FactValue::Date(day)) => facts.concluded_on = Some(day),
        (ClockMember::ConcludedOn, FactValue::Null) => facts.concluded_on = None,
        (ClockMember::ExtendedToWorkingDays, FactValue::Number(n)) => {
            facts.extended_to_working_days = Some(n);
        }
        (ClockMember::ExtendedToWorkingDays, FactValue::Null) => {
            facts.extended_to_working_days = None;
        }
        other => panic!("no such change: {other:?}"),
    }
    facts
}

/// Any clock of 2025 and 2026, its dates near each other.
fn any_clock() -> impl Strategy<Value = ClockFacts> {
    let start = date("2025-01-01");
    (
        0_u64..650,
        proptest::option::of(21_u32..=45),
        proptest::option::of(0_u64..90),
        0_u64..90,
    )
        .prop_map(
            move |(accepted, extended_to_working_days, concluded, as_of)| {
                let after = |day: NaiveDate, days| day.checked_add_days(Days::new(days)).unwrap();
                let accepted_on = after(start, accepted);
                ClockFacts {
                    accepted_on,
                    extended_to_working_days,
                    concluded_on: concluded.map(|days| after(accepted_on, days)),
                    as_of: after(accepted_on, as_of),
                }
            },
        )
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn used_left_and_overdue_add_up(facts in any_clock()) {
        let clock = clock(&facts);
        let limit = i64::from(facts.extended_to_working_days.unwrap_or(20));
        let open = facts.concluded_on.is_none_or(|day| day > facts.as_of);
        if open {
            prop_assert_eq!(clock.working_days_used + clock.working_days_left - clock.working_days_overdue, limit);
        } else {
            prop_assert_eq!(clock.working_days_left, 0);
            prop_assert_eq!((clock.working_days_used - limit).max(0), clock.working_days_overdue);
        }
        prop_assert!(clock.due_on <= clock.effective_due_on && clock.effective_due_on <= clock.cap_on);
    }

    #[test]
    fn a_conclusion_after_the_day_asked_for_changes_nothing(facts in any_clock()) {
        if facts.concluded_on.is_some_and(|day| day > facts.as_of) {
            let without = ClockFacts { concluded_on: None, ..facts };
            prop_assert_eq!(clock(&facts), clock(&without));
        }
    }

    #[test]
    fn what_would_change_the_state_does_and_no_state_in_reach_is_missed(facts in any_clock()) {
        let before = clock(&facts).state;
        let changes = would_change_state(&facts, calendar(), &gd()).unwrap();
        for (member, value, state) in &changes {
            prop_assert_ne!(*state, before);
            prop_assert_eq!(clock(&changed(facts, *member, *value)).state, *state);
        }
        for extension in (21..=45).map(Some).chain([None]) {
            let state = clock(&ClockFacts { extended_to_working_days: extension, ..facts }).state;
            let named = changes.iter().any(|(member, _, to)| *member == ClockMember::ExtendedToWorkingDays && *to == state);
            prop_assert_eq!(named, state != before, "extension {:?} leads to {:?}", extension, state);
        }
    }
}
