//! Every state, every command, every role: what is refused, and why.

use domain::access::{Principal, Regime, Role};
use domain::gd::case::{CommandName, Refusal, Status, allowed_commands};

use super::desk::{Desk, somebody};

/// The rows: in which states a command is given at all.
///
/// r received, x rejected, a accepted, s assigned, p reported, c concluded, f fed back, v archived, j joined,
/// t referred (transferred), w withdrawn.
const STATES: [(CommandName, &str); 35] = [
    (CommandName::Correct, "r-asp------"),
    (CommandName::Describe, "r-asp------"),
    (CommandName::Evaluate, "r----------"),
    (CommandName::Accept, "r----------"),
    (CommandName::Reject, "r----------"),
    (CommandName::Refer, "r----------"),
    (CommandName::Join, "r----------"),
    (CommandName::ReviewRejection, "-x---------"),
    (CommandName::HandOver, "r-asp------"),
    (CommandName::DeliverNotice, "rxaspcf-jtw"),
    (CommandName::Withdraw, "r-asp------"),
    (CommandName::Conclude, "--asp------"),
    (CommandName::Assign, "--as-------"),
    (CommandName::ShareMaterials, "---spc-----"),
    (CommandName::Answer, "--asp------"),
    (CommandName::PromiseReply, "--asp------"),
    (CommandName::Report, "---s-------"),
    (CommandName::Consolidate, "----p------"),
    (CommandName::Supervise, "--aspcf----"),
    (CommandName::AnswerSupervision, "--aspcf----"),
    (CommandName::Extend, "--asp------"),
    (CommandName::ExplainDelay, "--asp------"),
    (CommandName::Execute, "-----cf----"),
    (CommandName::FeedBack, "-----c-----"),
    (CommandName::Archive, "-x---cf-jtw"),
    (CommandName::HoldAccountable, "rxaspcfvjtw"),
    (CommandName::ReferComplainant, "rxaspcfvjtw"),
    (CommandName::ReportUpward, "rxaspcfvjtw"),
    (CommandName::TakeMediaMeasure, "rxaspcfvjtw"),
    (CommandName::PublishStatement, "rxaspcfvjtw"),
    (CommandName::Attach, "rxaspcf-jtw"),
    (CommandName::Supplement, "r-asp------"),
    (CommandName::DecideSimilarity, "rxaspcf-jtw"),
    (CommandName::ProposeErasure, "-------v---"),
    (CommandName::ConfirmErasure, "-------v---"),
];

/// Who may, of cases of their own center: P platform (its own submissions), I intake, O complaint officer, L center
/// lead, V province lead, G regulator, H handler of the center's department once it has the case. Nobody else ever may.
const ROLES: [(CommandName, &str); 35] = [
    (CommandName::Correct, "IOLVG"),
    (CommandName::Describe, "OLVG"),
    (CommandName::Evaluate, "OLVG"),
    (CommandName::Accept, "OLVG"),
    (CommandName::Reject, "OLVG"),
    (CommandName::Refer, "OLVG"),
    (CommandName::Join, "OLVG"),
    (CommandName::ReviewRejection, "LVG"),
    (CommandName::HandOver, "LVG"),
    (CommandName::DeliverNotice, "OLVG"),
    (CommandName::Withdraw, "POLVG"),
    (CommandName::Conclude, "OLVG"),
    (CommandName::Assign, "OLVG"),
    (CommandName::ShareMaterials, "OLVG"),
    (CommandName::Answer, "OLVGH"),
    (CommandName::PromiseReply, "OLVGH"),
    (CommandName::Report, "OLVGH"),
    (CommandName::Consolidate, "OLVG"),
    (CommandName::Supervise, "OLVG"),
    (CommandName::AnswerSupervision, "OLVGH"),
    (CommandName::Extend, "LVG"),
    (CommandName::ExplainDelay, "OLVG"),
    (CommandName::Execute, "OLVGH"),
    (CommandName::FeedBack, "OLVG"),
    (CommandName::Archive, "OLVG"),
    (CommandName::HoldAccountable, "LVG"),
    (CommandName::ReferComplainant, "LVG"),
    (CommandName::ReportUpward, "OLVG"),
    (CommandName::TakeMediaMeasure, "OLVG"),
    (CommandName::PublishStatement, "OLVG"),
    (CommandName::Attach, "PIOLVGH"),
    (CommandName::Supplement, "PIOLVG"),
    (CommandName::DecideSimilarity, "OLVG"),
    (CommandName::ProposeErasure, "OLVG"),
    (CommandName::ConfirmErasure, "OLVG"),
];

fn letter(role: Role) -> char {
    match role {
        Role::Platform => 'P',
        Role::Intake => 'I',
        Role::ComplaintOfficer => 'O',
        Role::CenterLead => 'L',
        Role::ProvinceLead => 'V',
        Role::Regulator => 'G',
        Role::Handler => 'H',
        Role::Admin | Role::Inspector | Role::Institution | Role::Auditor => '?',
    }
}

fn expected(
    status: Status,
    command: CommandName,
    role: Role,
    desk: &Desk,
) -> Result<(), &'static str> {
    let row = |table: &[(CommandName, &'static str)]| {
        table.iter().find(|(name, _)| *name == command).unwrap().1
    };
    if !row(&ROLES).contains(letter(role)) {
        return Err("role_not_permitted");
    }
    if role == Role::Handler && desk.state.handling.assignments.is_empty() {
        return Err("not_own_case");
    }
    let column = Status::ALL.iter().position(|s| *s == status).unwrap();
    if row(&STATES).as_bytes().get(column) == Some(&b'-') {
        return Err("wrong_state");
    }
    if command == CommandName::Correct && role == Role::Intake && status != Status::Received {
        return Err("role_not_permitted");
    }
    if command == CommandName::DeliverNotice && desk.state.notices.is_empty() {
        return Err("nothing_to_deliver");
    }
    match (command, status) {
        // The table's cases are investigated; tests of guidance stand with the guards.
        (CommandName::Answer | CommandName::PromiseReply, _) => Err("not_on_guidance_track"),
        (CommandName::AnswerSupervision, _) => Err("nothing_to_answer"),
        (CommandName::Conclude, status) if status != Status::Reported => Err("reports_outstanding"),
        // A case that was just concluded owes feedback, and its measure is not carried out.
        (CommandName::Archive, Status::Concluded) => Err("feedback_owed"),
        (CommandName::Archive, Status::FedBack) => Err("measure_outstanding"),
        (CommandName::ConfirmErasure, _) => Err("erasure_not_proposed"),
        // The one measure is the center's, and carried out before the archive.
        (CommandName::Execute, _) if role == Role::Handler => Err("nothing_to_execute"),
        (CommandName::TakeMediaMeasure | CommandName::PublishStatement, _) => Err("not_exposed"),
        _ => Ok(()),
    }
}

#[test]
fn every_state_command_and_role() {
    let mut checked = 0;
    for status in Status::ALL {
        let desk = Desk::at(*status);
        for role in Role::ALL {
            let who = somebody(*role);
            let allowed = allowed_commands(&desk.state, &who, None);
            assert_eq!(allowed.len(), CommandName::ALL.len());
            for (command, answer) in allowed {
                let expected = expected(*status, command, *role, &desk);
                let said = answer.as_ref().copied().map_err(Refusal::code);
                assert_eq!(said, expected, "{status} {command} {role}");
                // The decider asks the same questions first.
                let decided = desk.decide(&who, desk.command(command));
                if let Err(refusal) = answer {
                    assert_eq!(decided, Err(refusal), "{status} {command} {role}");
                } else if let Err(refusal) = decided {
                    // Only what the command itself brings may still stand against it.
                    let by_content = [
                        "departure_reason_required",
                        "join_target_not_considered",
                        "must_be_kept",
                    ];
                    assert!(
                        by_content.contains(&refusal.code()),
                        "{status} {command} {role}: {refusal}"
                    );
                }
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 11 * 35 * 11);
}

#[test]
fn a_case_of_another_center_does_not_exist_to_them() {
    let desk = Desk::at(Status::Received);
    for role in [
        Role::Intake,
        Role::ComplaintOfficer,
        Role::CenterLead,
        Role::ProvinceLead,
    ] {
        let stranger = Principal {
            organisation_id: "gd-440300".to_owned(),
            center_id: "gd-440300".to_owned(),
            ..somebody(role)
        };
        for (command, answer) in allowed_commands(&desk.state, &stranger, None) {
            // The province supervises and holds to account wherever the case is (Art. 4, 19).
            let provincial = role == Role::ProvinceLead
                && matches!(
                    command,
                    CommandName::Supervise | CommandName::HoldAccountable
                );
            let said = answer.map_err(|refusal| refusal.code());
            if provincial {
                let expected = [Ok(()), Err("wrong_state")];
                assert!(expected.contains(&said), "{role} {command}");
            } else {
                let expected = [Err("not_own_case"), Err("role_not_permitted")];
                assert!(expected.contains(&said), "{role} {command}");
            }
        }
    }
    // A complaint office acts for the center that set it up.
    let office = Principal {
        organisation_id: "gd-440100-office".to_owned(),
        ..somebody(Role::ComplaintOfficer)
    };
    assert_eq!(
        domain::gd::case::may(&desk.state, CommandName::Accept, &office),
        Ok(())
    );
}

#[test]
fn a_platform_withdraws_what_it_handed_in_and_nothing_else() {
    let desk = Desk::at(Status::Received);
    let platform = |client_id: &str| Principal {
        client_id: client_id.to_owned(),
        organisation_id: "platform-1".to_owned(),
        center_id: "platform-1".to_owned(),
        role: Role::Platform,
        regime: Regime::Gd,
    };
    let may = |who: &Principal| domain::gd::case::may(&desk.state, CommandName::Withdraw, who);
    assert_eq!(may(&platform("client-platform")), Ok(()));
    assert_eq!(may(&platform("client-2")), Err(Refusal::NotOwnCase));
}

#[test]
fn a_decision_needs_an_evaluation() {
    let desk = Desk::new(super::desk::intake());
    let officer = somebody(Role::ComplaintOfficer);
    for (command, answer) in allowed_commands(&desk.state, &officer, None) {
        let decides = matches!(
            command,
            CommandName::Accept | CommandName::Reject | CommandName::Refer | CommandName::Join
        );
        assert_eq!(
            answer == Err(Refusal::NotEvaluated),
            decides,
            "{command}: {answer:?}"
        );
    }
}
