//! When a case is due, with and without an extension, and whether a year without a notice was consulted.

use domain::gd::art18_clock::{ClockState, evaluate, inconsistencies};

use super::{clock, facts, fifteen_days};
use crate::support::{calendar, date};

#[test]
fn the_due_dates_are_the_20th_and_the_45th_working_day_after_acceptance() {
    // accepted, 20th, 45th
    let cases = [
        (
            "Dragon Boat in between",
            "2026-06-01",
            "2026-06-30",
            "2026-08-04",
        ),
        (
            "no holiday in between",
            "2026-03-02",
            "2026-03-30",
            "2026-05-08",
        ),
        (
            "Spring Festival in between, two Saturdays worked for it",
            "2026-02-02",
            "2026-03-06",
            "2026-04-13",
        ),
        (
            "accepted on the eve of Spring Festival",
            "2026-02-14",
            "2026-03-20",
            "2026-04-27",
        ),
        (
            "National Day in between",
            "2026-09-01",
            "2026-09-29",
            "2026-11-09",
        ),
        (
            "accepted on a Sunday: Monday is the first day",
            "2026-06-28",
            "2026-07-24",
            "2026-08-28",
        ),
        (
            "accepted on the Friday before: so it is as well",
            "2026-06-26",
            "2026-07-24",
            "2026-08-28",
        ),
        (
            "accepted on the Monday: Tuesday is the first day",
            "2026-06-29",
            "2026-07-27",
            "2026-08-31",
        ),
    ];
    for (name, accepted_on, due_on, cap_on) in cases {
        let clock = clock(&facts(accepted_on, None, None, accepted_on));
        assert_eq!(clock.due_on, date(due_on), "20th, {name}");
        assert_eq!(clock.cap_on, date(cap_on), "45th, {name}");
        assert_eq!(clock.effective_due_on, clock.due_on, "{name}");
        assert_eq!(clock.extended_due_on, None, "{name}");
    }
}

#[test]
fn an_extension_counts_from_acceptance_and_includes_the_first_20() {
    for (extension, extended_due_on) in [
        (21, "2026-07-01"),
        (22, "2026-07-02"),
        (44, "2026-08-03"),
        (45, "2026-08-04"),
    ] {
        let clock = clock(&facts("2026-06-01", Some(extension), None, "2026-06-01"));
        assert_eq!(clock.due_on, date("2026-06-30"), "{extension}");
        assert_eq!(
            clock.extended_due_on,
            Some(date(extended_due_on)),
            "{extension}"
        );
        assert_eq!(clock.effective_due_on, date(extended_due_on), "{extension}");
        assert_eq!(clock.cap_on, date("2026-08-04"), "{extension}");
    }
}

#[test]
fn provisional_exactly_when_a_day_of_2027_was_consulted() {
    let cases = [
        // The 45th working day after 2026-10-29 is 2026-12-31, the last working day of a year with a notice.
        (
            "the cap is the year's last day",
            facts("2026-10-29", None, None, "2026-10-29"),
            false,
        ),
        (
            "the cap lies in the next year",
            facts("2026-10-30", None, None, "2026-10-30"),
            true,
        ),
        (
            "due on the year's last day, the cap beyond",
            facts("2026-12-03", None, None, "2026-12-03"),
            true,
        ),
        (
            "due in the next year",
            facts("2026-12-04", None, None, "2026-12-04"),
            true,
        ),
        (
            "asked for on the year's last day",
            facts("2026-06-01", None, None, "2026-12-31"),
            false,
        ),
        (
            "asked for on 1 January: the days up to it are counted",
            facts("2026-06-01", None, None, "2027-01-01"),
            true,
        ),
        (
            "concluded in 2026: what was asked later counts no further day",
            facts("2026-06-01", None, Some("2026-06-30"), "2027-06-01"),
            false,
        ),
        (
            "concluded in 2027",
            facts("2026-06-01", None, Some("2027-01-01"), "2027-06-01"),
            true,
        ),
        (
            "accepted in 2003, before the first notice",
            facts("2003-12-31", None, None, "2004-01-05"),
            false,
        ),
        (
            "counted within 2003",
            facts("2003-12-30", None, None, "2004-01-05"),
            true,
        ),
    ];
    for (name, facts, provisional) in cases {
        assert_eq!(clock(&facts).provisional, provisional, "{name}");
    }
}

#[test]
fn a_center_with_15_days_can_extend_to_16_up_to_45() {
    let parameters = fifteen_days();
    for (extension, extended_due_on) in [(16, "2026-06-24"), (20, "2026-06-30"), (45, "2026-08-04")]
    {
        let facts = facts("2026-06-01", Some(extension), None, "2026-06-01");
        assert_eq!(
            inconsistencies(&facts, &parameters).count(),
            0,
            "{extension}"
        );
        let clock = evaluate(&facts, calendar(), &parameters).unwrap();
        assert_eq!(clock.due_on, date("2026-06-23"), "15th, {extension}");
        assert_eq!(
            clock.extended_due_on,
            Some(date(extended_due_on)),
            "{extension}"
        );
        assert_eq!(clock.cap_on, date("2026-08-04"), "{extension}");
        assert_eq!(clock.parameters, parameters);
    }
    for extension in [0, 15, 46] {
        let facts = facts("2026-06-01", Some(extension), None, "2026-06-01");
        assert_eq!(
            inconsistencies(&facts, &parameters).count(),
            1,
            "{extension}"
        );
    }
    let on = |as_of| {
        evaluate(
            &facts("2026-06-01", None, None, as_of),
            calendar(),
            &parameters,
        )
        .unwrap()
        .state
    };
    assert_eq!(on("2026-06-16"), ClockState::Running);
    assert_eq!(on("2026-06-17"), ClockState::DueSoon);
    assert_eq!(on("2026-06-23"), ClockState::DueSoon);
    assert_eq!(on("2026-06-24"), ClockState::Overdue);
}
