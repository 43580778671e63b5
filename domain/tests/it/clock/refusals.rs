//! Facts that contradict each other or the article are named, one entry per fault, and nothing else is.

use domain::gd::art18_clock::{ClockFacts, inconsistencies};

use super::facts;
use crate::support::gd;

#[test]
fn what_contradicts_itself_is_named() {
    let cases: [(&str, ClockFacts, &[&str]); 12] = [
        (
            "nothing wrong",
            facts("2026-06-01", Some(21), Some("2026-06-01"), "2026-06-01"),
            &[],
        ),
        (
            "asked for before acceptance",
            facts("2026-06-01", None, None, "2026-05-31"),
            &["/as_of"],
        ),
        (
            "concluded before acceptance",
            facts("2026-06-01", None, Some("2026-05-31"), "2026-06-01"),
            &["/concluded_on"],
        ),
        (
            "concluded after the day asked for",
            facts("2026-06-01", None, Some("2026-09-01"), "2026-06-01"),
            &[],
        ),
        (
            "extended to 0",
            facts("2026-06-01", Some(0), None, "2026-06-01"),
            &["/extended_to_working_days"],
        ),
        (
            "extended to 1",
            facts("2026-06-01", Some(1), None, "2026-06-01"),
            &["/extended_to_working_days"],
        ),
        (
            "extended to 20: no extension",
            facts("2026-06-01", Some(20), None, "2026-06-01"),
            &["/extended_to_working_days"],
        ),
        (
            "extended to 21",
            facts("2026-06-01", Some(21), None, "2026-06-01"),
            &[],
        ),
        (
            "extended to 45",
            facts("2026-06-01", Some(45), None, "2026-06-01"),
            &[],
        ),
        (
            "extended to 46",
            facts("2026-06-01", Some(46), None, "2026-06-01"),
            &["/extended_to_working_days"],
        ),
        (
            "extended beyond any number",
            facts("2026-06-01", Some(u32::MAX), None, "2026-06-01"),
            &["/extended_to_working_days"],
        ),
        (
            "everything wrong",
            facts("2026-06-01", Some(46), Some("2026-05-01"), "2026-05-01"),
            &["/as_of", "/concluded_on", "/extended_to_working_days"],
        ),
    ];
    for (name, facts, expected) in cases {
        let found: Vec<&str> = inconsistencies(&facts, &gd())
            .map(|(member, _)| member.pointer())
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}
