//! The published machine says what the decider does.

use domain::access::Role;
use domain::gd::case::record::ReviewOutcome;
use domain::gd::case::{CommandName, Status, state_machine};

use super::desk::{Desk, baseless, conclude, review, sound};

#[test]
fn every_command_is_published_once_in_both_languages() {
    let machine = state_machine();
    let published: Vec<_> = machine.transitions.iter().map(|t| t.command).collect();
    assert_eq!(published, CommandName::ALL);
    for transition in machine.transitions {
        assert_eq!(transition.command.transition(), transition);
        let texts = [
            (transition.name_zh, transition.name_en),
            (transition.guards_zh, transition.guards_en),
        ];
        for (zh, en) in texts {
            assert!(
                !zh.is_ascii() && en.is_ascii() && !en.is_empty(),
                "{zh} {en}"
            );
        }
        assert!(!transition.from.is_empty());
        assert!(transition.roles().count() > 0);
    }
    for status in Status::ALL {
        assert!(!status.name_zh().is_ascii() && status.name_en().is_ascii());
    }
}

#[test]
fn all_eleven_states_are_there_and_each_can_be_reached() {
    let words: Vec<_> = Status::ALL.iter().map(|s| s.as_str()).collect();
    let expected = [
        "received",
        "rejected",
        "accepted",
        "assigned",
        "reported",
        "concluded",
        "fed_back",
        "archived",
        "joined",
        "referred",
        "withdrawn",
    ];
    assert_eq!(words, expected);
    let machine = state_machine();
    assert!(
        Status::ALL
            .iter()
            .all(|status| machine.is_reachable(*status))
    );
    let open: Vec<_> = Status::ALL
        .iter()
        .copied()
        .filter(|s| s.is_open())
        .collect();
    let expected = [
        Status::Received,
        Status::Accepted,
        Status::Assigned,
        Status::Reported,
    ];
    assert_eq!(open, expected);
}

#[test]
fn a_command_leads_where_the_machine_says() {
    let mut led_to: Vec<(CommandName, Status)> = Vec::new();
    let mut try_all = |desk: &Desk| {
        for name in CommandName::ALL {
            let mut desk = desk.clone();
            let before = desk.state.status;
            if desk.give(Role::CenterLead, desk.command(*name)).is_ok() {
                let after = desk.state.status;
                let transition = name.transition();
                assert!(transition.from.contains(&before), "{name} from {before}");
                let stays = transition.to.is_empty() && after == before;
                assert!(stays || transition.to.contains(&after), "{name} to {after}");
                led_to.push((*name, after));
            }
        }
    };
    for status in Status::ALL {
        try_all(&Desk::at(*status));
    }
    let mut rejectable = Desk::at(Status::Received);
    rejectable.evaluate(&baseless());
    try_all(&rejectable);
    try_all(&super::joining::repeat());
    let mut elsewhere = super::desk::intake();
    elsewhere.places = vec![super::desk::code("440300")];
    try_all(&Desk::evaluated(elsewhere, &sound()));
    // With two departments the first report does not yet move the case on.
    let mut two = Desk::at(Status::Assigned);
    two.give(Role::CenterLead, two.command(CommandName::Assign))
        .unwrap();
    try_all(&two);
    let mut reopened = Desk::at(Status::Rejected);
    reopened
        .give(Role::CenterLead, review(ReviewOutcome::Reopened))
        .unwrap();
    led_to.push((CommandName::ReviewRejection, reopened.state.status));
    // And every arrow of the machine is one that is walked.
    for transition in state_machine().transitions {
        for to in transition.to {
            assert!(
                led_to.contains(&(transition.command, *to)),
                "{} to {to}",
                transition.command
            );
        }
    }
    let mut concluded = Desk::at(Status::Reported);
    concluded.give(Role::ComplaintOfficer, conclude()).unwrap();
    assert_eq!(concluded.state.status, Status::Concluded);
}
