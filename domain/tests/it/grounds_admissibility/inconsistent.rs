//! Facts that contradict each other are named, one entry per fault, and nothing else is.

use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Precision, PriorComplaint, PriorStatus, inconsistencies,
};

use crate::support::{Complaint, NO, accepted, complaint, concluded, date};

const DAY: &str = "2026-06-30";

#[test]
fn contradictions_are_named_where_they_are() {
    let after = |earlier: PriorComplaint| complaint(DAY).after(earlier);
    let concluded_on = |accepted_on: Option<&str>, day: &str| PriorComplaint {
        accepted_on: accepted_on.map(date),
        concluded_on: Some(date(day)),
        ..concluded(NO)
    };
    let event = "/facts/event/date";
    let cases: [(&str, AdmissibilityFacts, &[&str]); 24] = [
        ("nothing wrong", complaint(DAY), &[]),
        ("nothing known", AdmissibilityFacts::unknown(date(DAY)), &[]),
        (
            "an event on the day of the complaint",
            complaint(DAY).event_on(DAY),
            &[],
        ),
        (
            "an event on the day after",
            complaint(DAY).event_on("2026-07-01"),
            &[event],
        ),
        (
            "an event on the day after, though going on",
            complaint(DAY).event(Some("2026-07-01"), Precision::Day, true),
            &[event],
        ),
        (
            "an event in the same month may have been earlier",
            complaint("2026-06-01").event_in_month_of("2026-06-30"),
            &[],
        ),
        (
            "an event in the next month cannot",
            complaint(DAY).event_in_month_of("2026-07-31"),
            &[event],
        ),
        (
            "an event in the same year may have been earlier",
            complaint("2026-01-01").event_in_year_of("2026-12-31"),
            &[],
        ),
        (
            "an event in the next year cannot",
            complaint("2026-12-31").event_in_year_of("2027-01-01"),
            &[event],
        ),
        ("accepted on the day", after(accepted(Some(DAY), None)), &[]),
        (
            "accepted later",
            after(accepted(Some("2026-07-01"), None)),
            &["/facts/prior_complaints/0/accepted_on"],
        ),
        (
            "due later is possible",
            after(accepted(Some(DAY), Some("2030-01-01"))),
            &[],
        ),
        (
            "due on the day of acceptance is possible",
            after(accepted(Some("2026-06-01"), Some("2026-06-01"))),
            &[],
        ),
        (
            "due before acceptance",
            after(accepted(Some("2026-06-01"), Some("2026-05-31"))),
            &["/facts/prior_complaints/0/due_on"],
        ),
        (
            "due, acceptance not known",
            after(accepted(None, Some("2000-01-01"))),
            &[],
        ),
        ("concluded on the day", after(concluded_on(None, DAY)), &[]),
        (
            "concluded later",
            after(concluded_on(None, "2026-07-01")),
            &["/facts/prior_complaints/0/concluded_on"],
        ),
        (
            "concluded on the day of acceptance",
            after(concluded_on(Some("2026-06-01"), "2026-06-01")),
            &[],
        ),
        (
            "concluded before acceptance",
            after(concluded_on(Some("2026-06-01"), "2026-05-31")),
            &["/facts/prior_complaints/0/concluded_on"],
        ),
        (
            "concluded after the due date is late, not impossible",
            after(PriorComplaint {
                due_on: Some(date("2026-06-02")),
                ..concluded_on(Some("2026-06-01"), "2026-06-30")
            }),
            &[],
        ),
        (
            "dates count whatever the status",
            after(PriorComplaint {
                status: PriorStatus::Withdrawn,
                ..accepted(Some("2026-07-01"), None)
            }),
            &["/facts/prior_complaints/0/accepted_on"],
        ),
        (
            "another matter's dates count as well",
            after(PriorComplaint {
                same_matter: NO,
                ..accepted(Some("2026-06-01"), Some("2026-05-31"))
            }),
            &["/facts/prior_complaints/0/due_on"],
        ),
        (
            "every fault is named, by item",
            after(accepted(Some("2026-06-01"), None))
                .after(accepted(Some("2026-07-02"), Some("2026-07-01")))
                .event_on("2026-07-01"),
            &[
                event,
                "/facts/prior_complaints/1/accepted_on",
                "/facts/prior_complaints/1/due_on",
            ],
        ),
        (
            "accepted and concluded later, in the wrong order",
            after(concluded_on(Some("2026-07-02"), "2026-07-01")),
            &[
                "/facts/prior_complaints/0/accepted_on",
                "/facts/prior_complaints/0/concluded_on",
                "/facts/prior_complaints/0/concluded_on",
            ],
        ),
    ];
    for (name, facts, expected) in cases {
        let found: Vec<String> = inconsistencies(&facts)
            .iter()
            .map(|fault| fault.pointer.to_string())
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}
