//! A repeat of a case that is still undecided is joined to it.

use domain::access::Role;
use domain::gd::art09_10_admissibility::PriorStatus;
use domain::gd::case::evaluation::PriorAssessment;
use domain::gd::case::{
    Assessment, CommandName, Intake, JoinTarget, PriorRecord, Refusal, Status, expected_decisions,
};
use domain::truth::Truth;

use super::desk::{CASE, CENTER, Desk, EARLIER, instant, intake, sound};
use crate::support::{NO, OPEN, YES, date};

const OFFICER: Role = Role::ComplaintOfficer;

/// The earlier case, undecided.
pub fn earlier() -> PriorRecord {
    PriorRecord {
        case_id: EARLIER.to_owned(),
        center: CENTER.to_owned(),
        received_at: instant("2026-11-18T02:00:00Z"),
        joined: false,
        status: PriorStatus::Pending,
        same_complainant: YES,
        accepted_on: None,
        extended_to_working_days: None,
        concluded_on: None,
        closed_on: None,
    }
}

pub fn target() -> JoinTarget {
    JoinTarget {
        case_id: EARLIER.to_owned(),
        center: CENTER.to_owned(),
        status: Status::Received,
        received_at: instant("2026-11-18T02:00:00Z"),
    }
}

pub fn assessment(same_matter: Truth) -> Assessment {
    Assessment {
        priors: vec![PriorAssessment {
            case_id: EARLIER.to_owned(),
            same_matter,
            raises_new_facts: OPEN,
        }],
        ..sound()
    }
}

/// A case that repeats the earlier one, evaluated.
pub fn repeat() -> Desk {
    after(earlier(), &assessment(YES))
}

fn after(prior: PriorRecord, assessment: &Assessment) -> Desk {
    let mut desk = Desk::new(Intake { ..intake() });
    desk.priors = vec![prior];
    desk.evaluate(assessment);
    desk
}

fn expected(desk: &Desk) -> Vec<CommandName> {
    let latest = desk.state.evaluation.as_ref().unwrap();
    expected_decisions(&desk.state, &latest.evaluation)
}

#[test]
fn a_repeat_of_an_undecided_case_is_joined_to_it() {
    let mut desk = repeat();
    assert_eq!(expected(&desk), [CommandName::Join]);
    desk.give(OFFICER, desk.join(target(), None)).unwrap();
    assert_eq!(desk.state.status, Status::Joined);
    let joined = desk.state.joining.unwrap();
    assert_eq!((joined.target.as_str(), joined.departure), (EARLIER, None));
}

#[test]
fn accepting_it_separately_departs_from_the_rules() {
    let mut desk = repeat();
    let refused = desk.give(OFFICER, desk.accept(None));
    assert_eq!(
        refused,
        Err(Refusal::DepartureReasonRequired {
            expected: Some(CommandName::Join)
        })
    );
    desk.give(OFFICER, desk.accept(Some("前案提出人要求分别办理")))
        .unwrap();
    assert_eq!(desk.state.departures.len(), 1);
}

#[test]
fn also_when_the_earlier_one_was_accepted_meanwhile() {
    let desk = after(
        PriorRecord {
            status: PriorStatus::Accepted,
            accepted_on: Some(date("2026-11-23")),
            ..earlier()
        },
        &assessment(YES),
    );
    assert_eq!(expected(&desk), [CommandName::Join]);
    let accepted = JoinTarget {
        status: Status::Accepted,
        ..target()
    };
    let decided = desk.decide(&super::desk::somebody(OFFICER), desk.join(accepted, None));
    assert!(decided.is_ok(), "{decided:?}");
}

#[test]
fn a_repeat_within_the_limit_of_an_accepted_case_is_rejected_or_attached_to_it() {
    let desk = after(
        PriorRecord {
            status: PriorStatus::Accepted,
            accepted_on: Some(date("2026-11-19")),
            ..earlier()
        },
        &assessment(YES),
    );
    assert_eq!(expected(&desk), [CommandName::Reject, CommandName::Join]);
}

#[test]
fn a_repeat_of_an_overdue_case_is_accepted_or_joined_to_it() {
    let desk = after(
        PriorRecord {
            status: PriorStatus::Accepted,
            accepted_on: Some(date("2026-10-09")),
            ..earlier()
        },
        &assessment(YES),
    );
    assert_eq!(expected(&desk), [CommandName::Accept, CommandName::Join]);
}

#[test]
fn whether_a_case_repeats_an_undecided_one_is_said_before_deciding() {
    let mut desk = after(earlier(), &sound());
    let refused = Err(Refusal::PriorNotAssessed {
        case_id: EARLIER.to_owned(),
    });
    assert_eq!(desk.give(OFFICER, desk.accept(None)), refused);
    // No reason makes up for it.
    assert_eq!(desk.give(OFFICER, desk.accept(Some("另有考虑"))), refused);
    assert_eq!(desk.give(OFFICER, desk.reject(Some("另有考虑"))), refused);
    desk.evaluate(&assessment(NO));
    desk.give(OFFICER, desk.accept(None)).unwrap();

    // Elsewhere, somebody else's, joined or decided: there is nothing to be said.
    let elsewhere = PriorRecord {
        center: "gd-440300".to_owned(),
        ..earlier()
    };
    let others = PriorRecord {
        same_complainant: NO,
        ..earlier()
    };
    let joined = PriorRecord {
        joined: true,
        ..earlier()
    };
    let withdrawn = PriorRecord {
        status: PriorStatus::Withdrawn,
        closed_on: Some(date("2026-11-19")),
        ..earlier()
    };
    for prior in [elsewhere, others, joined, withdrawn] {
        let mut desk = after(prior.clone(), &sound());
        assert_eq!(desk.give(OFFICER, desk.accept(None)), Ok(()), "{prior:?}");
    }
}

#[test]
fn of_two_cases_of_one_instant_the_one_recorded_first_is_earlier() {
    let at_once = PriorRecord {
        received_at: intake().received_at,
        ..earlier()
    };
    let later = PriorRecord {
        case_id: format!("{CASE}0"),
        ..at_once.clone()
    };
    let considered = |prior: PriorRecord| {
        let desk = after(prior, &sound());
        desk.state.evaluation.unwrap().evaluation.priors.len()
    };
    assert_eq!(considered(later), 0);
    assert_eq!(considered(at_once), 1);
}

#[test]
fn nothing_is_joined_that_does_not_belong_together() {
    let refused = |desk: &Desk, target: JoinTarget| {
        desk.decide(&super::desk::somebody(OFFICER), desk.join(target, None))
            .unwrap_err()
    };
    let desk = repeat();
    let cases = [
        (
            JoinTarget {
                case_id: CASE.to_owned(),
                ..target()
            },
            Refusal::JoinedToItself,
        ),
        (
            JoinTarget {
                case_id: "another".to_owned(),
                ..target()
            },
            Refusal::JoinTargetNotConsidered,
        ),
        (
            JoinTarget {
                received_at: instant("2026-11-20T02:00:01Z"),
                ..target()
            },
            Refusal::JoinTargetNotEarlier,
        ),
        (
            JoinTarget {
                center: "gd-440300".to_owned(),
                ..target()
            },
            Refusal::JoinTargetElsewhere,
        ),
        (
            JoinTarget {
                status: Status::Joined,
                ..target()
            },
            Refusal::JoinTargetJoined,
        ),
    ];
    for (target, expected) in cases {
        assert_eq!(refused(&desk, target), expected);
    }
    for state in Status::ALL.iter().copied().filter(|s| !s.is_open()) {
        let closed = JoinTarget {
            status: state,
            ..target()
        };
        let expected = if state == Status::Joined {
            Refusal::JoinTargetJoined
        } else {
            Refusal::JoinTargetClosed { state }
        };
        assert_eq!(refused(&desk, closed), expected);
    }
    for same_complainant in [NO, OPEN] {
        let other = PriorRecord {
            same_complainant,
            ..earlier()
        };
        let desk = after(other, &assessment(YES));
        assert_eq!(refused(&desk, target()), Refusal::NotTheSameComplainant);
    }
    for same_matter in [NO, OPEN] {
        let desk = after(earlier(), &assessment(same_matter));
        assert_eq!(refused(&desk, target()), Refusal::NotTheSameMatter);
    }
}

#[test]
fn where_the_earlier_one_cannot_take_it_the_repeat_is_accepted() {
    let unfit = [
        PriorRecord {
            center: "gd-440300".to_owned(),
            ..earlier()
        },
        PriorRecord {
            joined: true,
            ..earlier()
        },
        PriorRecord {
            status: PriorStatus::NotAccepted,
            closed_on: Some(date("2026-11-23")),
            ..earlier()
        },
        PriorRecord {
            status: PriorStatus::Withdrawn,
            closed_on: Some(date("2026-11-19")),
            ..earlier()
        },
        // Reopened questions aside: it came in later.
        PriorRecord {
            received_at: instant("2026-11-21T02:00:00Z"),
            ..earlier()
        },
    ];
    for prior in unfit {
        let desk = after(prior.clone(), &assessment(YES));
        assert_eq!(expected(&desk), [CommandName::Accept], "{prior:?}");
    }
}
