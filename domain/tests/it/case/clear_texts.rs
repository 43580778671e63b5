//! Which texts of commands stand in the record in clear: they are compared with what is sealed.

use domain::gd::case::reveal::Audience;
use domain::gd::case::{Command, CommandName, Status};

use super::desk::{Desk, conclude};

/// Every command that a desk can make up, and where its clear texts are.
#[test]
fn texts_in_clear_are_told_with_their_place() {
    use Audience::{Public, Record};
    let expected: [(CommandName, &[(&str, Audience)]); 12] = [
        (CommandName::Describe, &[("/subject", Record)]),
        (CommandName::Refer, &[("/reason", Record)]),
        (CommandName::ReviewRejection, &[("/reason", Record)]),
        (CommandName::HandOver, &[("/reason", Record)]),
        (CommandName::Withdraw, &[("/reason", Record)]),
        (CommandName::Conclude, &[("/measures/0/text", Record)]),
        (CommandName::ReferComplainant, &[("/authority", Record)]),
        (CommandName::ProposeErasure, &[("/reason", Record)]),
        (CommandName::TakeMediaMeasure, &[("/measure", Public)]),
        (
            CommandName::PublishStatement,
            &[("/title", Public), ("/text", Public)],
        ),
        (CommandName::Report, &[]),
        (CommandName::Supplement, &[]),
    ];
    let mut desk = Desk::at(Status::Reported);
    // What only other states can give is made up all the same.
    desk.state.status = Status::Reported;
    for (name, expected) in expected {
        let command = desk.command(name);
        let texts = command.clear_texts();
        let found: Vec<(&str, Audience)> = texts
            .iter()
            .map(|one| (one.pointer.as_str(), one.audience))
            .filter(|(pointer, _)| *pointer != "/medium" && *pointer != "/departure")
            .collect();
        assert_eq!(found, expected, "{name}");
    }
    let Command::Conclude {
        outcome, measures, ..
    } = conclude()
    else {
        panic!("a conclusion");
    };
    let departing = Command::Conclude {
        outcome,
        measures,
        departure: Some("另有证据".to_owned()),
    };
    let texts = departing.clear_texts();
    let found: Vec<&str> = texts.iter().map(|one| one.pointer.as_str()).collect();
    assert_eq!(found, ["/departure", "/measures/0/text"]);
}
