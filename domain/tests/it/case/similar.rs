//! Whether another case is about the same matter: decided once, of another case of the same regulation, in any state but
//! the archive; it changes no state and is no ground of refusal.

use domain::access::{Regime, Role};
use domain::gd::case::command::handling::{DecideSimilarity, OtherCase};
use domain::gd::case::{CaseEvent, Command, Refusal, Status, mirrored};

use super::desk::{Desk, EARLIER};
use crate::support::date;

const OFFICER: Role = Role::ComplaintOfficer;

fn said(other: &str, regime: Regime, same_matter: bool) -> DecideSimilarity {
    DecideSimilarity {
        other: OtherCase {
            id: other.to_owned(),
            center: "gd-440300".to_owned(),
            regime,
            accuses_actor: false,
        },
        same_matter,
        score: Some(750),
    }
}

fn decide(desk: &mut Desk, decision: DecideSimilarity) -> Result<(), &'static str> {
    desk.give(OFFICER, Command::DecideSimilarity(Box::new(decision)))
        .map_err(|refusal: Refusal| refusal.code())
}

#[test]
fn the_latest_word_on_a_case_stands_and_is_said_once() {
    let mut desk = Desk::at(Status::Accepted);
    let own = "0190a000-0000-7000-8000-000000000002";
    let accused = |mut decision: DecideSimilarity| {
        decision.other.accuses_actor = true;
        decision
    };
    let table = [
        (
            accused(said(EARLIER, Regime::Gd, true)),
            Err("belongs_to_accused"),
        ),
        (said(own, Regime::Gd, true), Err("linked_to_itself")),
        (said(EARLIER, Regime::Jz, true), Err("linked_elsewhere")),
        (said(EARLIER, Regime::Gd, true), Ok(())),
        (said(EARLIER, Regime::Gd, true), Err("similarity_known")),
        (said(EARLIER, Regime::Gd, false), Ok(())),
        (said(EARLIER, Regime::Gd, false), Err("similarity_known")),
        (said(EARLIER, Regime::Gd, true), Ok(())),
    ];
    for (place, (decision, expected)) in table.into_iter().enumerate() {
        assert_eq!(decide(&mut desk, decision), expected, "{place}");
    }
    let known = &desk.state.handling.similar;
    assert_eq!(known.len(), 1);
    assert!(
        known
            .iter()
            .all(|link| link.same_matter && link.score == Some(750))
    );
    assert_eq!(desk.state.status, Status::Accepted);
}

#[test]
fn what_was_decided_elsewhere_bars_no_decision_on_a_case() {
    let mut desk = Desk::at(Status::Received);
    decide(&mut desk, said(EARLIER, Regime::Gd, true)).unwrap();
    assert!(!desk.state.evaluation_outdated);
    desk.give(OFFICER, desk.accept(None)).unwrap();
    assert_eq!(desk.state.status, Status::Accepted);
}

#[test]
fn the_other_case_records_the_same_seen_from_there() {
    let desk = Desk::at(Status::Archived);
    let actor = domain::access::Principal {
        client_id: "officer".to_owned(),
        organisation_id: "gd-440100".to_owned(),
        center_id: "gd-440100".to_owned(),
        role: OFFICER,
        regime: Regime::Gd,
    };
    let decision = said("the other", Regime::Gd, true);
    let event = mirrored("the first", &decision, date("2026-11-23"), &actor);
    // Whatever its state: nothing is asked of the other case.
    let mut state = desk.state.clone();
    state.apply(&event);
    assert_eq!(state.status, Status::Archived);
    let CaseEvent::SimilarityDecided(event) = event else {
        panic!("another event");
    };
    assert_eq!(
        (event.other.as_str(), event.same_matter),
        ("the first", true)
    );
    assert_eq!(event.decided_by, "officer");
    assert_eq!(state.handling.similar, [(*event).clone()]);
}
