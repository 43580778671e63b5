//! What is sealed is destroyed after the retention, by two persons.

use domain::access::{Principal, Role};
use domain::gd::art17_archive::retain_until;
use domain::gd::case::{Command, Status, allowed_commands};

use super::super::desk::{Desk, somebody};
use super::{LEAD, OFFICER, archive, propose, said, said_by};
use crate::support::{date, gd};

/// A rejected case archived on 29 February 2028.
fn archived() -> Desk {
    let mut desk = Desk::at(Status::Rejected);
    desk.today = date("2028-02-29");
    desk.give(OFFICER, archive()).unwrap();
    desk
}

fn another(role: Role) -> Principal {
    Principal {
        client_id: format!("another-{role}"),
        ..somebody(role)
    }
}

#[test]
fn nothing_is_destroyed_before_the_day_after_the_last_day_of_retention() {
    for (day, expected) in [
        ("2028-03-01", "must_be_kept"),
        ("2038-02-28", "must_be_kept"),
        ("2038-03-01", "done"),
    ] {
        let mut desk = archived();
        desk.today = date(day);
        assert_eq!(said(&mut desk, LEAD, propose()), expected, "{day}");
    }
    assert_eq!(
        retain_until(date("2026-11-23"), &gd()),
        Ok(date("2036-11-23"))
    );
    assert!(retain_until(date("2195-01-01"), &gd()).is_err());
}

/// The state machine leads here from the archive alone; a record without the day of archiving is refused all the same.
#[test]
fn what_was_never_archived_is_not_destroyed() {
    let mut desk = archived();
    desk.today = date("2038-03-01");
    desk.give(OFFICER, propose()).unwrap();
    let mut unknown = desk.clone();
    unknown.state.handling.archive = None;
    assert_eq!(
        said(&mut unknown, LEAD, Command::ConfirmErasure),
        "not_archived"
    );
    unknown.state.handling.erasure_proposal = None;
    assert_eq!(said(&mut unknown, OFFICER, propose()), "not_archived");
    assert_eq!(said(&mut desk, LEAD, Command::ConfirmErasure), "done");
}

#[test]
fn two_persons_destroy_what_is_sealed_and_one_of_them_is_the_lead() {
    let rows = [
        (somebody(OFFICER), somebody(OFFICER), "same_person"),
        (somebody(LEAD), somebody(LEAD), "same_person"),
        (somebody(OFFICER), another(OFFICER), "lead_missing"),
        (somebody(OFFICER), somebody(LEAD), "done"),
        (somebody(LEAD), somebody(OFFICER), "done"),
        (somebody(LEAD), another(LEAD), "done"),
        (somebody(OFFICER), somebody(Role::Regulator), "done"),
        (somebody(OFFICER), somebody(Role::ProvinceLead), "done"),
    ];
    for (one, other, expected) in rows {
        let mut desk = archived();
        desk.today = date("2038-03-01");
        let confirm = || Command::ConfirmErasure;
        assert_eq!(
            said_by(&mut desk, &other, confirm()),
            "erasure_not_proposed"
        );
        assert_eq!(said_by(&mut desk, &one, propose()), "done");
        assert_eq!(
            said_by(&mut desk, &other, propose()),
            "erasure_proposed_already"
        );
        let said = said_by(&mut desk, &other, confirm());
        assert_eq!(said, expected, "{} {}", one.client_id, other.client_id);
        if expected == "done" {
            let erased = desk.state.handling.erased.clone().unwrap();
            assert_eq!(
                (erased.proposed_by, erased.confirmed_by),
                (one.client_id, other.client_id)
            );
            // Nothing can be done with it any more.
            for (name, answer) in allowed_commands(&desk.state, &somebody(LEAD), None) {
                assert_eq!(
                    answer.unwrap_err().code(),
                    match name {
                        _ if somebody(LEAD).scope(name.action()).is_none() => "role_not_permitted",
                        _ => "erased_already",
                    }
                );
            }
        }
    }
}
