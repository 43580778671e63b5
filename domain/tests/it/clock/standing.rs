//! Where a case stands on a day.

use domain::explain::FactValue;
use domain::gd::art18_clock::ClockState::{
    ConcludedLate, ConcludedOnTime, DueSoon, Overdue, Running,
};
use domain::gd::art18_clock::{ClockMember, would_change_state};

use super::{clock, facts};
use crate::support::{calendar, date, gd};

#[test]
fn where_a_case_stands() {
    // Accepted on 2026-06-01: due on 2026-06-30, extended to 21 on 2026-07-01, to 45 on 2026-08-04.
    // used, left, overdue
    let cases = [
        (
            "on the day of acceptance",
            None,
            None,
            "2026-06-01",
            Running,
            (0, 20, 0),
        ),
        (
            "4 working days left",
            None,
            None,
            "2026-06-24",
            Running,
            (16, 4, 0),
        ),
        (
            "3 working days left",
            None,
            None,
            "2026-06-25",
            DueSoon,
            (17, 3, 0),
        ),
        (
            "3 left, over the weekend",
            None,
            None,
            "2026-06-28",
            DueSoon,
            (18, 2, 0),
        ),
        (
            "on the 20th working day",
            None,
            None,
            "2026-06-30",
            DueSoon,
            (20, 0, 0),
        ),
        ("on the 21st", None, None, "2026-07-01", Overdue, (21, 0, 1)),
        (
            "on a day off after the due date",
            None,
            None,
            "2026-07-04",
            Overdue,
            (23, 0, 3),
        ),
        (
            "extended by a day, on the 20th",
            Some(21),
            None,
            "2026-06-30",
            DueSoon,
            (20, 1, 0),
        ),
        (
            "extended by a day, on the 21st",
            Some(21),
            None,
            "2026-07-01",
            DueSoon,
            (21, 0, 0),
        ),
        (
            "extended by a day, on the 22nd",
            Some(21),
            None,
            "2026-07-02",
            Overdue,
            (22, 0, 1),
        ),
        (
            "extended to 45, 4 left",
            Some(45),
            None,
            "2026-07-29",
            Running,
            (41, 4, 0),
        ),
        (
            "extended to 45, 3 left",
            Some(45),
            None,
            "2026-07-30",
            DueSoon,
            (42, 3, 0),
        ),
        (
            "extended to 45, on the 45th",
            Some(45),
            None,
            "2026-08-04",
            DueSoon,
            (45, 0, 0),
        ),
        (
            "extended to 45, on the 46th",
            Some(45),
            None,
            "2026-08-05",
            Overdue,
            (46, 0, 1),
        ),
        (
            "concluded on the due date",
            None,
            Some("2026-06-30"),
            "2026-09-01",
            ConcludedOnTime,
            (20, 0, 0),
        ),
        (
            "concluded the day after",
            None,
            Some("2026-07-01"),
            "2026-09-01",
            ConcludedLate,
            (21, 0, 1),
        ),
        (
            "concluded at once",
            None,
            Some("2026-06-01"),
            "2026-06-01",
            ConcludedOnTime,
            (0, 0, 0),
        ),
        (
            "concluded before the due date: nothing is left",
            None,
            Some("2026-06-10"),
            "2026-06-15",
            ConcludedOnTime,
            (7, 0, 0),
        ),
        (
            "concluded on the extended due date",
            Some(45),
            Some("2026-08-04"),
            "2026-08-04",
            ConcludedOnTime,
            (45, 0, 0),
        ),
        (
            "concluded after the extended due date",
            Some(45),
            Some("2026-08-05"),
            "2026-08-05",
            ConcludedLate,
            (46, 0, 1),
        ),
        (
            "concluded on a Saturday after a due Friday: late, by no working day",
            Some(38),
            Some("2026-07-25"),
            "2026-08-01",
            ConcludedLate,
            (38, 0, 0),
        ),
        (
            "on a Saturday after a due Friday: overdue by no working day",
            Some(38),
            None,
            "2026-07-25",
            Overdue,
            (38, 0, 0),
        ),
        (
            "concluded later than the day asked for: still running",
            None,
            Some("2026-06-30"),
            "2026-06-10",
            Running,
            (7, 13, 0),
        ),
        (
            "concluded a day later than the day asked for: overdue",
            None,
            Some("2026-07-02"),
            "2026-07-01",
            Overdue,
            (21, 0, 1),
        ),
    ];
    for (name, extension, concluded_on, as_of, state, days) in cases {
        let clock = clock(&facts("2026-06-01", extension, concluded_on, as_of));
        assert_eq!(clock.state, state, "{name}");
        assert_eq!(
            (
                clock.working_days_used,
                clock.working_days_left,
                clock.working_days_overdue
            ),
            days,
            "used, left, overdue: {name}"
        );
    }
}

#[test]
fn an_overdue_case_is_told_what_would_have_helped() {
    let facts = facts("2026-06-01", None, None, "2026-07-02");
    let changes = would_change_state(&facts, calendar(), &gd()).unwrap();
    assert_eq!(
        changes,
        [
            (
                ClockMember::ConcludedOn,
                FactValue::Date(date("2026-06-30")),
                ConcludedOnTime
            ),
            (
                ClockMember::ConcludedOn,
                FactValue::Date(date("2026-07-02")),
                ConcludedLate
            ),
            (
                ClockMember::ExtendedToWorkingDays,
                FactValue::Number(22),
                DueSoon
            ),
            (
                ClockMember::ExtendedToWorkingDays,
                FactValue::Number(26),
                Running
            ),
        ]
    );
}
