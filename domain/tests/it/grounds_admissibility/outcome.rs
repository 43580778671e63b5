//! Outcome and track: any ground met rejects, else any ground undetermined leaves it open, else it is accepted.

use domain::gd::art09_10_admissibility::{AdmissibilityFacts, Outcome, Precision, Track};
use domain::ground::Status;

use super::decide;
use crate::support::{Complaint, NO, OPEN, YES, accepted, complaint, concluded, gd};

const DAY: &str = "2026-06-30";

/// Facts that meet one ground and no other, in the order of the grounds.
fn one_ground_each() -> [(&'static str, AdmissibilityFacts); 6] {
    [
        ("art10/1", complaint(DAY).with(|f| f.within_function = NO)),
        ("art10/2", complaint(DAY).with(|f| f.has_factual_basis = NO)),
        (
            "art10/3",
            complaint(DAY).after(accepted(Some("2026-06-01"), None)),
        ),
        ("art10/4", complaint(DAY).after(concluded(NO))),
        (
            "art10/5",
            complaint(DAY).with(|f| {
                f.routine_business = YES;
                f.normal_procedure_followed = NO;
            }),
        ),
        ("art10/6", complaint(DAY).event_on("2025-06-29")),
    ]
}

#[test]
fn all_six_grounds_and_both_conditions_are_always_answered_in_order() {
    for facts in [
        complaint(DAY),
        AdmissibilityFacts::unknown(complaint(DAY).submitted_on),
    ] {
        let decision = decide(&facts);
        let ids: Vec<&str> = decision
            .conditions
            .iter()
            .chain(&decision.grounds)
            .map(|g| g.provision.id)
            .collect();
        assert_eq!(
            ids,
            [
                "gd-complaints/art9/1",
                "gd-complaints/art9/2",
                "gd-complaints/art10/1",
                "gd-complaints/art10/2",
                "gd-complaints/art10/3",
                "gd-complaints/art10/4",
                "gd-complaints/art10/5",
                "gd-complaints/art10/6",
            ]
        );
    }
}

#[test]
fn each_ground_by_itself_rejects() {
    for (place, facts) in one_ground_each() {
        let decision = decide(&facts);
        assert_eq!(decision.outcome, Outcome::Reject, "{place}");
        assert_eq!(decision.track, None, "{place}");
        for ground in &decision.grounds {
            let expected = if ground.provision.id.ends_with(place) {
                Status::Met
            } else {
                Status::NotMet
            };
            assert_eq!(
                ground.status, expected,
                "{} for {place}",
                ground.provision.id
            );
        }
    }
}

#[test]
fn a_met_ground_rejects_whatever_is_not_known() {
    for (place, facts) in one_ground_each() {
        let nothing_else_known = AdmissibilityFacts {
            within_function: if place == "art10/1" { NO } else { OPEN },
            has_factual_basis: if place == "art10/2" { NO } else { OPEN },
            accused_identified: OPEN,
            violation_specified: OPEN,
            within_jurisdiction: OPEN,
            ..facts
        };
        assert_eq!(
            decide(&nothing_else_known).outcome,
            Outcome::Reject,
            "{place}"
        );
    }
}

#[test]
fn a_fact_that_is_not_known_leaves_the_outcome_open() {
    let open: [(&str, AdmissibilityFacts, &[&str]); 6] = [
        (
            "art10/1",
            complaint(DAY).with(|f| f.within_jurisdiction = OPEN),
            &["/facts/within_jurisdiction"],
        ),
        (
            "art10/2",
            complaint(DAY).with(|f| f.accused_identified = OPEN),
            &["/facts/accused_identified"],
        ),
        (
            "art10/3 and 4",
            complaint(DAY).with(|f| f.prior_complaints = None),
            &["/facts/prior_complaints"],
        ),
        (
            "art10/5",
            complaint(DAY).with(|f| f.routine_business = OPEN),
            &["/facts/routine_business"],
        ),
        (
            "art10/6",
            complaint(DAY).with(|f| f.event = None),
            &["/facts/event/date"],
        ),
        (
            "several, sorted and without repeats",
            AdmissibilityFacts::unknown(complaint(DAY).submitted_on),
            &[
                "/facts/accused_identified",
                "/facts/event/date",
                "/facts/has_factual_basis",
                "/facts/normal_procedure_followed",
                "/facts/prior_complaints",
                "/facts/routine_business",
                "/facts/violation_specified",
                "/facts/within_function",
                "/facts/within_jurisdiction",
            ],
        ),
    ];
    for (name, facts, missing) in open {
        let decision = decide(&facts);
        assert_eq!(decision.outcome, Outcome::Undetermined, "{name}");
        assert_eq!(decision.track, None, "{name}");
        let named: Vec<String> = decision
            .missing_facts()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(named, missing, "{name}");
    }
}

#[test]
fn routine_business_goes_by_guidance_everything_else_by_investigation() {
    let cases = [
        (
            "not routine",
            NO,
            NO,
            Outcome::Accept,
            Some(Track::Investigation),
        ),
        (
            "routine, procedure followed",
            YES,
            YES,
            Outcome::Accept,
            Some(Track::Guidance),
        ),
        (
            "not known whether routine, but the procedure was followed",
            OPEN,
            YES,
            Outcome::Accept,
            Some(Track::Investigation),
        ),
        ("routine, procedure skipped", YES, NO, Outcome::Reject, None),
        (
            "routine, procedure not known",
            YES,
            OPEN,
            Outcome::Undetermined,
            None,
        ),
    ];
    for (name, routine, followed, outcome, track) in cases {
        let decision = decide(&complaint(DAY).with(|f| {
            f.routine_business = routine;
            f.normal_procedure_followed = followed;
        }));
        assert_eq!(decision.outcome, outcome, "{name}");
        assert_eq!(decision.track, track, "{name}");
    }
}

#[test]
fn the_numbers_are_those_of_the_text() {
    let parameters = gd();
    assert_eq!(
        (
            parameters.limitation_years,
            parameters.handling_working_days,
            parameters.extension_cap_working_days
        ),
        (1, 20, 45)
    );
    assert_eq!(decide(&complaint(DAY)).parameters, parameters);
}

#[test]
fn provisional_exactly_when_a_year_without_a_notice_was_consulted() {
    let cases = [
        (
            "limit in 2026",
            complaint("2026-06-30").event_on("2025-12-31"),
            false,
        ),
        (
            "limit on 1 January 2027",
            complaint("2026-06-30").event_on("2026-01-01"),
            true,
        ),
        (
            "limit in 2027",
            complaint("2026-06-30").event_on("2026-06-01"),
            true,
        ),
        (
            "some possible day's limit in 2027",
            complaint("2026-06-30").event_in_year_of("2026-01-01"),
            true,
        ),
        (
            "ongoing: no limit",
            complaint("2026-06-30").event(Some("2026-06-01"), Precision::Day, true),
            false,
        ),
        (
            "no event: no limit",
            complaint("2026-06-30").with(|f| f.event = None),
            false,
        ),
        (
            "an earlier case due in 2027",
            complaint("2026-12-31")
                .event_on("2025-12-31")
                .after(accepted(Some("2026-12-04"), None)),
            true,
        ),
        (
            "an earlier case due on 31 December 2026",
            complaint("2026-12-31")
                .event_on("2025-12-31")
                .after(accepted(Some("2026-12-03"), None)),
            false,
        ),
    ];
    for (name, facts, expected) in cases {
        assert_eq!(decide(&facts).provisional, expected, "{name}");
    }
}
