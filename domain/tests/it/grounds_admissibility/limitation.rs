//! Art. 10(6): put forward more than a year after the event. The last day rolls to the next working day.

use domain::gd::art09_10_admissibility::{AdmissibilityFacts, Precision};
use domain::ground::Computed;

use super::{check, decide, ground, rule};
use crate::support::{Complaint, NotMet, complaint, date, met, undetermined};

const DATE: &str = "/facts/event/date";

#[test]
fn one_year_to_the_day() {
    let of = |day, event| complaint(day).event_on(event);
    check(
        "art10/6",
        [
            rule("on the event's day", of("2026-06-30", "2026-06-30"), NotMet),
            rule("on the anniversary", of("2026-06-30", "2025-06-30"), NotMet),
            rule(
                "the day after it",
                of("2026-07-01", "2025-06-30"),
                met([DATE]),
            ),
            rule(
                "29 February: on 28 February",
                of("2025-02-28", "2024-02-29"),
                NotMet,
            ),
            rule(
                "29 February: on 1 March",
                of("2025-03-01", "2024-02-29"),
                met([DATE]),
            ),
            rule(
                "28 February: on 28 February of the leap year",
                of("2024-02-28", "2023-02-28"),
                NotMet,
            ),
            rule(
                "28 February: on 29 February of the leap year",
                of("2024-02-29", "2023-02-28"),
                met([DATE]),
            ),
            rule(
                "many years later",
                of("2026-06-30", "2010-01-04"),
                met([DATE]),
            ),
        ],
    );
}

#[test]
fn a_last_day_that_is_off_rolls_to_the_next_working_day() {
    let of = |day, event| complaint(day).event_on(event);
    check(
        "art10/6",
        [
            rule(
                "Dragon Boat, Friday 19 June 2026: on Monday",
                of("2026-06-22", "2025-06-19"),
                NotMet,
            ),
            rule(
                "Dragon Boat: on Tuesday",
                of("2026-06-23", "2025-06-19"),
                met([DATE]),
            ),
            rule(
                "the day before Dragon Boat does not roll",
                of("2026-06-19", "2025-06-18"),
                met([DATE]),
            ),
            rule(
                "a Saturday: on Monday",
                of("2026-07-13", "2025-07-11"),
                NotMet,
            ),
            rule(
                "a Saturday: on Tuesday",
                of("2026-07-14", "2025-07-11"),
                met([DATE]),
            ),
            rule(
                "a Sunday: on Monday",
                of("2026-07-13", "2025-07-12"),
                NotMet,
            ),
            rule(
                "a Saturday that is worked does not roll: on it",
                of("2026-02-14", "2025-02-14"),
                NotMet,
            ),
            rule(
                "a Saturday that is worked does not roll: after it",
                of("2026-02-15", "2025-02-14"),
                met([DATE]),
            ),
            rule(
                "Spring Festival: nine days off, on the first day of work",
                of("2026-02-24", "2025-02-15"),
                NotMet,
            ),
            rule(
                "Spring Festival: on the second",
                of("2026-02-25", "2025-02-15"),
                met([DATE]),
            ),
            rule(
                "National Day: on 8 October",
                of("2026-10-08", "2025-10-01"),
                NotMet,
            ),
            rule(
                "National Day: on 9 October",
                of("2026-10-09", "2025-10-01"),
                met([DATE]),
            ),
        ],
    );
}

#[test]
fn an_event_known_to_the_month_or_year_is_decided_where_all_its_days_agree() {
    let month = |day, event| complaint(day).event_in_month_of(event);
    let year = |day, event| complaint(day).event_in_year_of(event);
    check(
        "art10/6",
        [
            rule(
                "a month all of which is in time",
                month("2026-06-30", "2025-07-17"),
                NotMet,
            ),
            rule(
                "a month all of which is out of time",
                month("2026-06-30", "2025-05-17"),
                met([DATE]),
            ),
            rule(
                "a month in the middle of which time ran out",
                month("2026-06-15", "2025-06-17"),
                undetermined([DATE]),
            ),
            rule(
                "in time whatever day: on the limit of its first day",
                month("2026-06-01", "2025-06-17"),
                NotMet,
            ),
            rule(
                "the day after that the day decides",
                month("2026-06-02", "2025-06-17"),
                undetermined([DATE]),
            ),
            rule(
                "on the limit of its last day it still decides",
                month("2026-06-30", "2025-06-17"),
                undetermined([DATE]),
            ),
            rule(
                "the day after that it is out of time whatever day",
                month("2026-07-01", "2025-06-17"),
                met([DATE]),
            ),
            rule(
                "the limit of its first day rolls (1 May to 6 May)",
                month("2026-05-06", "2025-05-17"),
                NotMet,
            ),
            rule(
                "the day after that",
                month("2026-05-07", "2025-05-17"),
                undetermined([DATE]),
            ),
            rule(
                "the limit of its last day rolls (Sunday 31 May to 1 June)",
                month("2026-06-01", "2025-05-17"),
                undetermined([DATE]),
            ),
            rule(
                "the day after that",
                month("2026-06-02", "2025-05-17"),
                met([DATE]),
            ),
            rule(
                "the month of the complaint itself",
                month("2026-06-15", "2026-06-17"),
                NotMet,
            ),
            rule(
                "February of a leap year ends on the 29th: 28 February",
                month("2025-02-28", "2024-02-10"),
                undetermined([DATE]),
            ),
            rule(
                "February of a leap year: 1 March",
                month("2025-03-01", "2024-02-10"),
                met([DATE]),
            ),
            rule(
                "December ends with the year",
                month("2026-01-01", "2024-12-10"),
                met([DATE]),
            ),
            rule("this year", year("2026-06-30", "2026-12-31"), NotMet),
            rule(
                "last year",
                year("2026-06-30", "2025-01-01"),
                undetermined([DATE]),
            ),
            rule(
                "the year before",
                year("2026-06-30", "2024-06-01"),
                met([DATE]),
            ),
            rule(
                "the limit of a year's first day rolls (1 to 4 January)",
                year("2026-01-04", "2025-06-01"),
                NotMet,
            ),
            rule(
                "the day after that",
                year("2026-01-05", "2025-06-01"),
                undetermined([DATE]),
            ),
            rule(
                "on the limit of a year's last day",
                year("2026-12-31", "2025-06-01"),
                undetermined([DATE]),
            ),
            rule(
                "the day after that",
                year("2027-01-01", "2025-06-01"),
                met([DATE]),
            ),
        ],
    );
}

#[test]
fn an_event_that_is_still_going_on_is_never_out_of_time() {
    let ongoing = |day, precision| complaint("2026-06-30").event(day, precision, true);
    check(
        "art10/6",
        [
            rule(
                "since long ago",
                ongoing(Some("2010-01-04"), Precision::Day),
                NotMet,
            ),
            rule(
                "since a month",
                ongoing(Some("2025-06-04"), Precision::Month),
                NotMet,
            ),
            rule(
                "since a day not known",
                ongoing(None, Precision::Day),
                NotMet,
            ),
        ],
    );
}

#[test]
fn an_event_of_which_no_day_is_known_leaves_it_open() {
    check(
        "art10/6",
        [
            rule(
                "no event",
                complaint("2026-06-30").with(|f| f.event = None),
                undetermined([DATE]),
            ),
            rule(
                "an event without a date",
                complaint("2026-06-30").event(None, Precision::Day, false),
                undetermined([DATE]),
            ),
            rule(
                "an event without a date cannot be known to the month either",
                complaint("2026-06-30").event(None, Precision::Month, false),
                undetermined([DATE]),
            ),
        ],
    );
}

#[test]
fn the_limit_day_is_shown_where_there_is_just_one() {
    let of = |facts: AdmissibilityFacts| match ground(&decide(&facts), "art10/6").computed {
        Computed::LimitDay(day) => day,
        other => panic!("{other:?}"),
    };
    let cases = [
        (
            "a plain day",
            complaint("2026-06-30").event_on("2025-06-30"),
            Some("2026-06-30"),
        ),
        (
            "out of time",
            complaint("2026-09-30").event_on("2025-06-30"),
            Some("2026-06-30"),
        ),
        (
            "rolled",
            complaint("2026-06-30").event_on("2025-06-19"),
            Some("2026-06-22"),
        ),
        (
            "1 to 5 October, all of whose limits roll to 8 October",
            complaint("2025-10-05").event_in_month_of("2025-10-31"),
            Some("2026-10-08"),
        ),
        (
            "1 to 8 October: the limit of the 8th is the same day",
            complaint("2025-10-08").event_in_month_of("2025-10-31"),
            Some("2026-10-08"),
        ),
        (
            "1 to 9 October: two limits",
            complaint("2025-10-09").event_in_month_of("2025-10-31"),
            None,
        ),
        (
            "the complaint's own month, on its first day",
            complaint("2026-06-01").event_in_month_of("2026-06-01"),
            Some("2027-06-01"),
        ),
        (
            "a month",
            complaint("2026-06-30").event_in_month_of("2025-07-01"),
            None,
        ),
        (
            "a year",
            complaint("2026-06-30").event_in_year_of("2020-07-01"),
            None,
        ),
        (
            "ongoing",
            complaint("2026-06-30").event(Some("2025-06-30"), Precision::Day, true),
            None,
        ),
        (
            "no event",
            complaint("2026-06-30").with(|f| f.event = None),
            None,
        ),
    ];
    for (name, facts, expected) in cases {
        assert_eq!(of(facts), expected.map(date), "{name}");
    }
}
