//! Circulars: every command in every state, and both sides of every guard.

use domain::access::{Principal, Regime, Role};
use domain::gd::case::Status;
use domain::gd::circular::{
    Circular, CircularCommand, CircularCommandName, CircularContext, CircularEvent,
    CircularRefusal, CircularStatus, CitedCase, allowed_commands, decide, draft,
};

use crate::support::date;

const CENTER: &str = "gd-440100";

fn somebody(id: &str, center: &str) -> Principal {
    Principal {
        client_id: id.to_owned(),
        organisation_id: center.to_owned(),
        center_id: center.to_owned(),
        role: Role::CenterLead,
        regime: Regime::Gd,
    }
}

fn case(id: &str) -> CitedCase {
    CitedCase {
        id: id.to_owned(),
        center: CENTER.to_owned(),
        status: Status::Concluded,
        accuses_actor: false,
    }
}

fn drafted() -> Circular {
    let (actor, cases) = (somebody("author", CENTER), [case("1")]);
    let context = CircularContext {
        today: date("2026-11-23"),
        actor: &actor,
        cases: &cases,
        gone: None,
    };
    let event = draft("通报".to_owned(), "经查属实。".to_owned(), &context).unwrap();
    Circular::replay([&event]).unwrap()
}

fn give(
    circular: &mut Circular,
    who: &str,
    cases: &[CitedCase],
    day: &str,
    command: CircularCommand,
) -> Result<CircularEvent, &'static str> {
    let actor = somebody(who, CENTER);
    let context = CircularContext {
        today: date(day),
        actor: &actor,
        cases,
        gone: None,
    };
    let event = decide(circular, command, &context).map_err(|refusal| refusal.code())?;
    circular.apply(&event);
    Ok(event)
}

fn revise(text: &str) -> CircularCommand {
    CircularCommand::Revise {
        title: "通报".to_owned(),
        text: text.to_owned(),
    }
}

fn withdraw() -> CircularCommand {
    CircularCommand::Withdraw {
        reason: "有误".to_owned(),
    }
}

const PUBLISH: CircularCommand = CircularCommand::Publish {
    number: 7,
    year: 2026,
};

fn at(status: CircularStatus) -> Circular {
    let mut circular = drafted();
    let cases = [case("1")];
    let mut step = |command| give(&mut circular, "lead", &cases, "2026-11-23", command).unwrap();
    match status {
        CircularStatus::Draft => {}
        CircularStatus::Approved => {
            step(CircularCommand::Approve);
        }
        CircularStatus::Published => {
            step(CircularCommand::Approve);
            step(PUBLISH);
        }
        CircularStatus::Withdrawn => {
            step(withdraw());
        }
    }
    assert_eq!(circular.status, status);
    circular
}

#[test]
fn every_command_in_every_state() {
    use CircularStatus::{Approved, Draft, Published, Withdrawn};
    let rows: [(CircularCommand, &[CircularStatus], CircularStatus); 4] = [
        (revise("另稿"), &[Draft], Draft),
        (CircularCommand::Approve, &[Draft], Approved),
        (PUBLISH, &[Approved], Published),
        (withdraw(), &[Draft, Approved, Published], Withdrawn),
    ];
    for (command, from, to) in rows {
        for status in CircularStatus::ALL {
            let mut circular = at(*status);
            let said = give(
                &mut circular,
                "lead",
                &[case("1")],
                "2026-11-23",
                command.clone(),
            );
            if from.contains(status) {
                assert!(said.is_ok(), "{command:?} {status}: {said:?}");
                assert_eq!(circular.status, to);
            } else {
                assert_eq!(said, Err("wrong_status"), "{command:?} {status}");
            }
        }
    }
}

#[test]
fn art_17_a_circular_rests_on_finished_cases_of_the_center() {
    let of = |center: &str, status, accuses_actor| CitedCase {
        center: center.to_owned(),
        status,
        accuses_actor,
        ..case("1")
    };
    let many = |n: usize| (0..n).map(|i| case(&i.to_string())).collect::<Vec<_>>();
    let rows: Vec<(&str, Vec<CitedCase>, &str)> = vec![
        (CENTER, many(1), ""),
        (CENTER, many(50), ""),
        (CENTER, many(51), "cases"),
        (CENTER, vec![], "cases"),
        (CENTER, vec![case("1"), case("1")], "cases"),
        (
            CENTER,
            vec![of("gd-440300", Status::Concluded, false)],
            "case_elsewhere",
        ),
        (
            "gd-440000",
            vec![of("gd-440300", Status::Concluded, false)],
            "",
        ),
        (
            CENTER,
            vec![of(CENTER, Status::Concluded, true)],
            "belongs_to_accused",
        ),
    ];
    let by_status = Status::ALL.iter().map(|status| {
        (
            CENTER,
            vec![of(CENTER, *status, false)],
            if status.is_open() { "case_open" } else { "" },
        )
    });
    for (center, cases, expected) in rows.into_iter().chain(by_status) {
        let actor = somebody("author", center);
        let context = CircularContext {
            today: date("2026-11-23"),
            actor: &actor,
            cases: &cases,
            gone: None,
        };
        let said = draft("通报".to_owned(), "属实。".to_owned(), &context);
        assert_eq!(
            said.map_or_else(|refusal| refusal.code(), |_| ""),
            expected,
            "{center} {cases:?}"
        );
    }
    for (title, text, member) in [(" ", "x", "title"), ("x", "\n", "text")] {
        let (actor, cases) = (somebody("author", CENTER), many(1));
        let context = CircularContext {
            today: date("2026-11-23"),
            actor: &actor,
            cases: &cases,
            gone: None,
        };
        let said = draft(title.to_owned(), text.to_owned(), &context);
        assert_eq!(said, Err(CircularRefusal::Blank { member }));
    }
}

#[test]
fn whoever_wrote_it_does_not_approve_it() {
    let cases = [case("1")];
    let day = "2026-11-23";
    let mut circular = drafted();
    let _ = give(&mut circular, "second", &cases, day, revise("另稿")).unwrap();
    for (who, expected) in [
        ("author", Err("approved_by_author")),
        ("second", Err("approved_by_author")),
        ("lead", Ok(())),
    ] {
        let mut circular = circular.clone();
        let said = give(&mut circular, who, &cases, day, CircularCommand::Approve);
        assert_eq!(said.map(|_| ()), expected, "{who}");
    }
    assert_eq!(
        give(&mut circular, "author", &cases, day, revise("另稿")),
        Err("nothing_revised")
    );
}

#[test]
fn what_was_reopened_is_approved_and_published_no_more() {
    let reopened = [CitedCase {
        status: Status::Received,
        ..case("1")
    }];
    let accused = [CitedCase {
        accuses_actor: true,
        ..case("1")
    }];
    for (status, command) in [
        (CircularStatus::Draft, CircularCommand::Approve),
        (CircularStatus::Approved, PUBLISH),
    ] {
        let said = |cases: &[CitedCase], day| {
            give(&mut at(status), "lead", cases, day, command.clone()).map(|_| ())
        };
        assert_eq!(said(&reopened, "2026-11-23"), Err("case_open"));
        assert_eq!(said(&accused, "2026-11-23"), Err("belongs_to_accused"));
        assert_eq!(
            said(&[case("1")], "2026-11-22"),
            Err("day_before_last_step")
        );
        assert_eq!(said(&[case("1")], "2026-11-24"), Ok(()));
    }
    // But it can be taken back.
    assert!(
        give(
            &mut at(CircularStatus::Published),
            "lead",
            &reopened,
            "2026-11-23",
            withdraw()
        )
        .is_ok()
    );
    let blank = CircularCommand::Withdraw {
        reason: " ".to_owned(),
    };
    assert_eq!(
        give(&mut drafted(), "lead", &[case("1")], "2026-11-23", blank),
        Err("blank")
    );
}

#[test]
fn its_number_is_that_of_center_and_year() {
    let circular = at(CircularStatus::Published);
    let number = circular.publication.unwrap().number;
    assert_eq!((number.year, number.number), (2026, 7));
    assert_eq!(number.text, "粤鉴通报〔2026〕440100-0007号");
}

/// A case whose content was destroyed stands in the way of the public; the draft is revised, or taken back.
#[test]
fn what_cannot_be_looked_at_any_more_is_not_made_public() {
    let gone = Some((1, "0190a000-0000-7000-8000-000000000002"));
    let lead = somebody("lead", CENTER);
    let cases = [case("1")];
    let context = CircularContext {
        today: date("2026-11-23"),
        actor: &lead,
        cases: &cases,
        gone,
    };
    let mut circular = drafted();
    let names = |circular: &Circular, who: &str| -> Vec<&str> {
        allowed_commands(circular, &somebody(who, CENTER))
            .into_iter()
            .map(CircularCommandName::as_str)
            .collect()
    };
    let refused = decide(&circular, CircularCommand::Approve, &context).unwrap_err();
    assert_eq!(refused.code(), "case_gone");
    for text in [refused.zh(), refused.en()] {
        assert!(
            text.contains("0190a000-0000-7000-8000-000000000002"),
            "{text}"
        );
    }
    assert_eq!(names(&circular, "lead"), ["revise", "approve", "withdraw"]);
    assert_eq!(names(&circular, "author"), ["revise", "withdraw"]);
    decide(&circular, revise("经查。"), &context).unwrap();
    let without = CircularContext {
        gone: None,
        ..context
    };
    let approved = decide(&circular, CircularCommand::Approve, &without).unwrap();
    circular.apply(&approved);
    let publish = || CircularCommand::Publish {
        number: 1,
        year: 2026,
    };
    let refused = decide(&circular, publish(), &context).unwrap_err();
    assert_eq!(refused.code(), "case_gone");
    assert_eq!(names(&circular, "lead"), ["publish", "withdraw"]);
    let withdraw = CircularCommand::Withdraw {
        reason: "所依据的案件已经销毁".to_owned(),
    };
    let withdrawn = decide(&circular, withdraw, &context).unwrap();
    circular.apply(&withdrawn);
    assert!(names(&circular, "lead").is_empty());
}
