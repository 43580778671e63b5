//! What is missing can be made known: the explanation says what would follow.

use std::borrow::Cow;

use domain::explain::FactValue;
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Event, Outcome, PriorComplaint, PriorStatus, would_change_outcome,
};
use domain::jz::explain::would_change_tier;
use domain::jz::facts::{Activity, Batch, SanctionFacts};
use domain::jz::sanctions::Tier;
use domain::parameter::Profile;
use domain::period::day;
use domain::truth::Truth;
use domain::workday::WorkingCalendar;

/// Makes a list unknown.
type Forget = fn(&mut SanctionFacts<'static>);

fn profile(id: &str) -> Profile {
    let profiles = Profile::built_in().unwrap();
    profiles.into_iter().find(|p| p.id == id).unwrap()
}

/// An institution whose ledger shows nothing, as of 2026-11-01.
fn blameless() -> SanctionFacts<'static> {
    SanctionFacts {
        filed_on: Some(day(2023, 3, 20)),
        activity: Some(Activity {
            last_on: Some(day(2026, 9, 12)),
            ..Activity::default()
        }),
        inactivity_justified: Truth::False,
        batches: Some(Vec::new()),
        complaints: Some(Vec::new()),
        annual_reports: Some(Vec::new()),
        rectifications: Some(Vec::new()),
        warnings: Some(Vec::new()),
        violations: Some(Vec::new()),
    }
}

fn changes(facts: &SanctionFacts<'_>) -> Vec<(String, FactValue, Tier, Tier)> {
    let profile = profile("jz-default");
    let as_of = day(2026, 11, 1);
    would_change_tier(facts, as_of, profile.jz(as_of).unwrap())
        .unwrap()
        .into_iter()
        .map(|c| (c.pointer.to_string(), c.value, c.tier, c.possible_tier))
        .collect()
}

#[test]
fn an_unknown_list_known_to_be_empty_clears_what_it_left_open() {
    let cases: [(&str, Forget); 5] = [
        ("/facts/violations", |f| f.violations = None),
        ("/facts/batches", |f| f.batches = None),
        ("/facts/complaints", |f| f.complaints = None),
        ("/facts/annual_reports", |f| f.annual_reports = None),
        ("/facts/rectifications", |f| f.rectifications = None),
    ];
    for (pointer, forget) in cases {
        let mut facts = blameless();
        forget(&mut facts);
        let cleared = (
            pointer.to_owned(),
            FactValue::EmptyList,
            Tier::None,
            Tier::None,
        );
        assert!(changes(&facts).contains(&cleared), "{pointer}");
    }
    // A known list is never declared empty.
    let empties = changes(&blameless())
        .into_iter()
        .filter(|(_, value, _, _)| *value == FactValue::EmptyList)
        .count();
    assert_eq!(empties, 0);
}

#[test]
fn an_unknown_number_of_candidates_is_tried_on_both_sides_of_the_share() {
    let mut facts = blameless();
    facts.batches = Some(vec![Batch {
        id: Cow::Borrowed("B1"),
        held_on: day(2026, 9, 12),
        candidates: None,
        unqualified_candidates: Some(5),
        identical_paper: Truth::False,
        sanctioned: false,
    }]);
    let found = changes(&facts);
    for (candidates, tier) in [(100, Tier::Interview), (101, Tier::None)] {
        let change = (
            "/facts/batches/0/candidates".to_owned(),
            FactValue::Number(candidates),
            tier,
            tier,
        );
        assert!(found.contains(&change), "{candidates}: {found:?}");
    }
}

#[test]
fn the_unknown_days_of_an_earlier_case_are_tried_on_both_sides_of_its_limit() {
    let submitted_on = day(2026, 4, 27);
    let known = Truth::True;
    let facts = AdmissibilityFacts {
        accused_identified: known,
        violation_specified: known,
        has_factual_basis: known,
        within_function: known,
        within_jurisdiction: known,
        routine_business: Truth::False,
        event: Some(Event {
            date: Some(day(2026, 3, 14)),
            ..Event::default()
        }),
        prior_complaints: Some(vec![PriorComplaint {
            same_complainant: known,
            same_matter: known,
            status: PriorStatus::Accepted,
            accepted_on: None,
            due_on: None,
            concluded_on: None,
            raises_new_facts: Truth::False,
        }]),
        ..AdmissibilityFacts::unknown(submitted_on)
    };
    let profile = profile("gd-default");
    let calendar = WorkingCalendar::embedded().unwrap();
    let changes =
        would_change_outcome(&facts, &calendar, profile.gd(submitted_on).unwrap()).unwrap();
    let outcomes = |member: &str| {
        let pointer = format!("/facts/prior_complaints/0/{member}");
        let mut outcomes: Vec<Outcome> = changes
            .iter()
            .filter(|c| c.pointer.to_string() == pointer)
            .map(|c| c.outcome)
            .collect();
        outcomes.sort_by_key(|outcome| outcome.as_str());
        outcomes
    };
    for member in ["accepted_on", "due_on"] {
        assert_eq!(
            outcomes(member),
            [Outcome::Accept, Outcome::Reject],
            "{member}: {changes:?}"
        );
    }
}
