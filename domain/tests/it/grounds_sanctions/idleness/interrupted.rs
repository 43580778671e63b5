//! What moves the limits of Art. 21(2) and 22(5): suspensions by the authority, and a sanction for idleness.

use chrono::NaiveDate;
use domain::ground::Computed;
use domain::jz::facts::SanctionFacts;

use super::super::{check, decide, ground, rule};
use super::idle_since;
use crate::support::{Ledger, NotMet, clean, date, met, unknown};

/// The last days of Art. 21(2) and 22(5) that an answer shows.
fn limits(facts: &SanctionFacts<'_>, on: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let decision = decide(facts, on);
    let limit = |place| match ground(&decision, place).computed {
        Computed::IdleLimit(day) => Some(day),
        _ => None,
    };
    (limit("art21/2"), limit("art22/5"))
}

#[test]
fn a_suspension_extends_both_limits_by_its_days() {
    // Last active on 2024-12-31: without suspension the limits are 2025-12-31 and 2026-12-31.
    let plain = || idle_since("2024-12-31");
    let cases = [
        ("none", "2026-01-01", plain(), "2025-12-31", "2026-12-31"),
        (
            "thirty days",
            "2026-01-01",
            plain().suspended("2025-03-01", Some("2025-03-30")),
            "2026-01-30",
            "2027-01-30",
        ),
        (
            "a single day",
            "2026-01-01",
            plain().suspended("2025-03-01", Some("2025-03-01")),
            "2026-01-01",
            "2027-01-01",
        ),
        (
            "two that overlap count their days once",
            "2026-01-01",
            plain()
                .suspended("2025-03-01", Some("2025-03-20"))
                .suspended("2025-03-11", Some("2025-03-30")),
            "2026-01-30",
            "2027-01-30",
        ),
        (
            "one within the other, in no order",
            "2026-01-01",
            plain()
                .suspended("2025-03-10", Some("2025-03-12"))
                .suspended("2025-03-01", Some("2025-03-30"))
                .suspended("2025-03-01", Some("2025-03-02")),
            "2026-01-30",
            "2027-01-30",
        ),
        (
            "two that touch",
            "2026-01-01",
            plain()
                .suspended("2025-03-16", Some("2025-03-30"))
                .suspended("2025-03-01", Some("2025-03-15")),
            "2026-01-30",
            "2027-01-30",
        ),
        (
            "two apart are added up",
            "2026-01-01",
            plain()
                .suspended("2025-03-01", Some("2025-03-10"))
                .suspended("2025-05-01", Some("2025-05-20")),
            "2026-01-30",
            "2027-01-30",
        ),
        (
            "before the start nothing counts, nor does the day of the start",
            "2026-01-01",
            plain().suspended("2024-12-01", Some("2024-12-31")),
            "2025-12-31",
            "2026-12-31",
        ),
        (
            "across the start its days after it count",
            "2026-01-01",
            plain().suspended("2024-12-01", Some("2025-01-10")),
            "2026-01-10",
            "2027-01-10",
        ),
        (
            "while it lasts it counts up to the day asked for",
            "2026-03-01",
            plain().suspended("2025-12-02", None),
            "2026-03-31",
            "2027-03-31",
        ),
        (
            "one that ends later counts up to the day asked for",
            "2026-01-01",
            plain().suspended("2025-12-31", Some("2026-12-31")),
            "2026-01-02",
            "2027-01-02",
        ),
        (
            "one that begins later does not count",
            "2026-01-01",
            plain().suspended("2026-01-02", None),
            "2025-12-31",
            "2026-12-31",
        ),
        (
            "one that begins on the day asked for counts that day",
            "2026-01-01",
            plain().suspended("2026-01-01", None),
            "2026-01-01",
            "2027-01-01",
        ),
        (
            "from a leap day the year ends on 28 February, then the days are added",
            "2025-06-01",
            idle_since("2024-02-29").suspended("2024-03-01", Some("2024-03-02")),
            "2025-03-02",
            "2026-03-02",
        ),
    ];
    for (name, on, facts, one_year, two_years) in cases {
        assert_eq!(
            limits(&facts, on),
            (Some(date(one_year)), Some(date(two_years))),
            "{name}"
        );
    }
}

#[test]
fn both_sides_of_a_limit_that_a_suspension_extended() {
    let suspended = || idle_since("2024-12-31").suspended("2025-03-01", Some("2025-03-30"));
    check(
        "art21/2",
        [
            rule(
                "on the extended last day",
                "2026-01-30",
                suspended(),
                NotMet,
            ),
            rule(
                "the day after",
                "2026-01-31",
                suspended(),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
            rule(
                "ordered to stop and still stopped: not idle, however long",
                "2035-01-01",
                idle_since("2024-12-31").suspended("2025-12-31", None),
                NotMet,
            ),
            rule(
                "a suspension after a year of silence does not undo it",
                "2026-03-31",
                idle_since("2024-12-31").suspended("2026-01-10", None),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
        ],
    );
    check(
        "art22/5",
        [
            rule(
                "on the extended last day",
                "2027-01-30",
                suspended(),
                NotMet,
            ),
            rule(
                "the day after",
                "2027-01-31",
                suspended(),
                met(["/facts/activity"]),
            ),
        ],
    );
}

#[test]
fn a_sanction_for_idleness_restarts_one_year_but_not_two() {
    let idle = || idle_since("2024-06-30");
    let cases = [
        (
            "sanctioned after the first year",
            idle().sanctioned_for_idleness("2025-07-15"),
            "2026-07-15",
            "2026-06-30",
        ),
        (
            "sanctioned before the last activity: that is later",
            idle().sanctioned_for_idleness("2024-06-29"),
            "2025-06-30",
            "2026-06-30",
        ),
        (
            "sanctioned later than the day asked for: not yet",
            idle().sanctioned_for_idleness("2026-07-02"),
            "2025-06-30",
            "2026-06-30",
        ),
        (
            "a suspension before the restart no longer extends the one year",
            idle()
                .suspended("2025-01-01", Some("2025-01-30"))
                .sanctioned_for_idleness("2025-07-15"),
            "2026-07-15",
            "2026-07-30",
        ),
        (
            "a suspension after it extends both",
            idle()
                .suspended("2025-07-16", Some("2025-08-14"))
                .sanctioned_for_idleness("2025-07-15"),
            "2026-08-14",
            "2026-07-30",
        ),
    ];
    for (name, facts, one_year, two_years) in cases {
        assert_eq!(
            limits(&facts, "2026-07-01"),
            (Some(date(one_year)), Some(date(two_years))),
            "{name}"
        );
    }
    let sanctioned = || idle().sanctioned_for_idleness("2025-07-15");
    check(
        "art21/2",
        [
            rule(
                "the new year's last day",
                "2026-07-15",
                sanctioned(),
                NotMet,
            ),
            rule(
                "the day after it",
                "2026-07-16",
                sanctioned(),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
            rule(
                "the day of the sanction",
                "2025-07-15",
                sanctioned(),
                NotMet,
            ),
            rule(
                "the day before the sanction",
                "2025-07-14",
                sanctioned(),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
        ],
    );
    check(
        "art22/5",
        [
            rule(
                "two years in all: last day",
                "2026-06-30",
                sanctioned(),
                NotMet,
            ),
            rule(
                "the day after it",
                "2026-07-01",
                sanctioned(),
                met(["/facts/activity"]),
            ),
        ],
    );
}

#[test]
fn after_a_sanction_the_filing_is_evidence_where_nothing_else_says_that_time_runs() {
    let on = "2026-07-16";
    check(
        "art21/2",
        [
            rule(
                "never active since the filing",
                on,
                clean()
                    .filed(Some("2024-06-30"))
                    .active(None)
                    .sanctioned_for_idleness("2025-07-15"),
                met([
                    "/facts/activity",
                    "/facts/filed_on",
                    "/facts/inactivity_justified",
                ]),
            ),
            rule(
                "active before the filing: the sanction is later than both",
                on,
                clean()
                    .filed(Some("2024-06-30"))
                    .active(Some("2024-01-01"))
                    .sanctioned_for_idleness("2025-07-15"),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
        ],
    );
}

#[test]
fn without_a_base_there_is_no_limit_to_show() {
    for facts in [
        unknown(),
        clean().filed(None).active(None),
        clean().filed(Some("2026-07-02")),
        clean().active(Some("2026-07-02")),
    ] {
        assert_eq!(limits(&facts, "2026-07-01"), (None, None), "{facts:?}");
    }
}
