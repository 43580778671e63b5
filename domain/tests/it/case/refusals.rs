//! Every refusal has one code of its own and says why in both languages.

use std::collections::BTreeSet;

use domain::access::Role;
use domain::gd::case::{Answerable, CommandName, Refusal, Status};

use crate::support::date;

fn every_refusal() -> Vec<Refusal> {
    let member = "reason";
    let text = || "gd-complaints/art10/2".to_owned();
    vec![
        Refusal::RoleNotPermitted {
            role: Role::Intake,
            command: CommandName::Accept,
        },
        Refusal::NotOwnCase,
        Refusal::WrongState {
            state: Status::Rejected,
            command: CommandName::Accept,
        },
        Refusal::DayBeforeLastStep {
            latest_on: date("2026-11-22"),
        },
        Refusal::Blank { member },
        Refusal::Masked { member },
        Refusal::DayInFuture { member },
        Refusal::UnknownDivision {
            member,
            code: "449999".to_owned(),
        },
        Refusal::FirstReceiverMissing,
        Refusal::OralRecordMissing,
        Refusal::SubmittedAfterReceipt,
        Refusal::ReviewedByTheDecider,
        Refusal::PriorNotAssessed { case_id: text() },
        Refusal::NothingCorrected,
        Refusal::NotEvaluated,
        Refusal::EvaluationOutdated,
        Refusal::DepartureReasonRequired {
            expected: Some(CommandName::Reject),
        },
        Refusal::NotADeparture,
        Refusal::GroundsMissing,
        Refusal::UnknownGround {
            index: 0,
            ground: text(),
        },
        Refusal::GroundNotMet {
            index: 0,
            ground: text(),
        },
        Refusal::EventAfterSubmission,
        Refusal::SubmittedAfterAcceptance,
        Refusal::NothingToDeliver,
        Refusal::ReferredToItself,
        Refusal::ReferredToAccused,
        Refusal::ReferredToTheWrongOne {
            who: Answerable::SupervisingDepartment,
        },
        Refusal::JoinedToItself,
        Refusal::JoinTargetNotConsidered,
        Refusal::NotTheSameComplainant,
        Refusal::NotTheSameMatter,
        Refusal::JoinTargetNotEarlier,
        Refusal::JoinTargetElsewhere,
        Refusal::JoinTargetJoined,
        Refusal::JoinTargetClosed {
            state: Status::Concluded,
        },
        Refusal::BelongsToAccused,
        Refusal::AlreadyReviewed,
        Refusal::SameOfficer,
        Refusal::UnknownNotice { notice: 3 },
        Refusal::DeliveredBeforeIssue {
            issued_on: date("2026-11-22"),
        },
        Refusal::AlreadyDelivered,
        Refusal::NotOnGuidanceTrack,
        Refusal::OutOfCalendar,
    ]
}

#[test]
fn every_refusal_has_a_code_and_two_languages() {
    let refusals = every_refusal();
    let codes: BTreeSet<_> = refusals.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), refusals.len());
    for refusal in &refusals {
        let code = refusal.code();
        assert!(
            code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
            "{code}"
        );
        assert!(!refusal.zh().is_ascii(), "{code}");
        let english = refusal.to_string();
        assert!(english.is_ascii() && english == refusal.en(), "{code}");
        if let Some(provision) = refusal.provision() {
            assert!(provision.id.starts_with("gd-complaints/"), "{code}");
        }
    }
}

#[test]
fn a_refusal_reads_as_a_sentence() {
    let said: Vec<_> = every_refusal().iter().map(Refusal::zh).take(3).collect();
    let expected = [
        "角色 intake 无权执行“受理”",
        "不是本机构承办范围内的案件",
        "案件处于“不予受理”状态，不能执行“受理”",
    ];
    assert_eq!(said, expected);
}
