//! The public's door: what is done by receipt code.

use chrono::Days;
use domain::access::Regime;
use domain::gd::case::command::handling::AddSupplement;
use domain::gd::case::handling::SupplementVia;
use domain::gd::case::public::{PUBLIC, delivered_by_code, regime_of, the_public};
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{CaseEvent, Command, CommandName, Status, may};

use super::desk::{Desk, code, instant, intake, sealed, withdraw};

fn of_the_public(status: Status) -> Desk {
    let mut desk = Desk::at(status);
    desk.state.record.submitted_by = PUBLIC.to_owned();
    desk
}

#[test]
fn jingzhou_has_its_own_measures_and_everything_else_is_taken_down_in_guangdong() {
    let accused = intake().accused;
    let regime = |places: &[&str], industry| {
        let places: Vec<_> = places.iter().map(|place| code(place)).collect();
        regime_of(&places, industry, &accused).unwrap()
    };
    for (places, expected) in [
        (&["440106"][..], Regime::Gd),
        (&["421003"], Regime::Jz),
        (&["421000"], Regime::Jz),
        (&["420102"], Regime::Gd),
        (&["430102"], Regime::Gd),
        (&["421003", "440106"], Regime::Gd),
        (&[], Regime::Gd),
    ] {
        assert_eq!(regime(places, None), expected, "{places:?}");
    }
    assert_eq!(regime(&["440106"], Some("电力")), Regime::Gd);
}

#[test]
fn the_public_adds_and_withdraws_while_the_case_is_open_and_nothing_else() {
    let actor = the_public(Regime::Gd);
    for status in [Status::Received, Status::Accepted] {
        let desk = of_the_public(status);
        for name in CommandName::ALL {
            let allowed = matches!(
                name,
                CommandName::Attach | CommandName::Supplement | CommandName::Withdraw
            );
            let answer = may(&desk.state, *name, &actor);
            assert_eq!(answer.is_ok(), allowed, "{status} {name}: {answer:?}");
        }
    }
    for status in [Status::Rejected, Status::Concluded, Status::Withdrawn] {
        let desk = of_the_public(status);
        for name in [CommandName::Supplement, CommandName::Withdraw] {
            assert!(may(&desk.state, name, &actor).is_err(), "{status} {name}");
        }
    }
    // Only of what came through the same door.
    let desk = Desk::at(Status::Received);
    assert!(may(&desk.state, CommandName::Supplement, &actor).is_err());
}

#[test]
fn supplements_are_counted() {
    let mut desk = of_the_public(Status::Received);
    let actor = the_public(Regime::Gd);
    for item in ["first", "second"] {
        let supplement = AddSupplement {
            at: instant("2026-03-02T01:00:00Z"),
            via: SupplementVia::ReceiptCode,
            text: sealed(item),
        };
        desk.give_as(&actor, Command::Supplement(Box::new(supplement)))
            .unwrap();
    }
    let taken = &desk.state.handling.supplements;
    let numbers: Vec<u32> = taken.iter().map(|taken| taken.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert!(taken.iter().all(|taken| taken.submitted_by == PUBLIC));
    desk.give_as(&actor, withdraw()).unwrap();
    assert_eq!(desk.state.status, Status::Withdrawn);
}

#[test]
fn reading_a_notice_by_code_delivers_it_once() {
    let mut desk = of_the_public(Status::Accepted);
    let issued_on = desk.state.notices.first().unwrap().issued.on;
    assert_eq!(delivered_by_code(&desk.state, 2, issued_on), None);
    let before = issued_on - Days::new(1);
    assert_eq!(delivered_by_code(&desk.state, 1, before), None);
    let later = issued_on + Days::new(3);
    let delivered = delivered_by_code(&desk.state, 1, later).unwrap();
    assert_eq!(delivered.manner, DeliveryManner::ReceiptCode);
    assert_eq!((delivered.notice, delivered.on), (1, later));
    desk.state.apply(&CaseEvent::from(delivered));
    assert_eq!(delivered_by_code(&desk.state, 1, later), None);
}
