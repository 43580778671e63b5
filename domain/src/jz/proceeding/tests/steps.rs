//! Every status with every command, both sides of every deadline, who may not approve.

use super::*;

#[test]
fn each_status_admits_exactly_its_commands() {
    use CommandName as C;
    let expected: &[(Status, Tier, &[CommandName])] = &[
        (Status::Proposed, Tier::MarketBan, &[C::Notify, C::Drop]),
        (
            Status::Notified,
            Tier::MarketBan,
            &[
                C::MakeStatement,
                C::RequestHearing,
                C::HoldHearing,
                C::LapseHearing,
                C::Drop,
            ],
        ),
        (
            Status::Heard,
            Tier::MarketBan,
            &[C::MakeStatement, C::RequestHearing, C::Decide, C::Drop],
        ),
        (Status::Decided, Tier::MarketBan, &[C::Approve, C::Return]),
        (Status::Approved, Tier::MarketBan, &[C::Return, C::Serve]),
        (
            Status::InForce,
            Tier::MarketBan,
            &[
                C::HoldInterview,
                C::AcceptRectification,
                C::Lift,
                C::Complete,
            ],
        ),
        (Status::Completed, Tier::Interview, &[]),
        (Status::Lifted, Tier::MarketBan, &[]),
        (Status::Dropped, Tier::MarketBan, &[]),
    ];
    for (status, tier, commands) in expected {
        let play = Play::at(*tier, *status);
        let on = "2026-06-25";
        let words: Vec<&str> = commands.iter().map(|command| command.as_str()).collect();
        assert_eq!(
            allowed(&play.proceeding, day(on), &POLICY),
            words,
            "{status:?}"
        );
        for command in every_command(&play) {
            let name = command.name();
            let asked = play.ask(on, "b", command);
            let by_status = matches!(asked, Err(Refusal::WrongStatus { .. }));
            assert_eq!(
                by_status,
                !commands.contains(&name),
                "{status:?} {name:?} {asked:?}"
            );
        }
    }
    let ban = Play::at(Tier::MarketBan, Status::InForce);
    let end = ban.proceeding.ends_on().unwrap();
    assert_eq!(end, day("2029-06-21"));
    assert_eq!(ban.proceeding.status_on(end), Status::InForce);
    let after = end.succ_opt().unwrap();
    assert_eq!(ban.proceeding.status_on(after), Status::Expired);
    assert!(allowed(&ban.proceeding, after, &POLICY).is_empty());
}

#[test]
fn the_times_of_the_notice_are_kept_to_the_day() {
    let mut play = Play::at(Tier::MarketBan, Status::Notified);
    let notice = play.proceeding.notice.clone().unwrap();
    // Five working days after Tuesday, 2 June 2026.
    assert_eq!(notice.statement_until, day("2026-06-09"));
    assert_eq!(notice.hearing_until, Some(day("2026-06-09")));
    let until = day("2026-06-09");
    assert_eq!(
        play.ask("2026-06-09", "a", Command::LapseHearing),
        Err(Refusal::TimeRuns { until })
    );
    assert!(play.ask("2026-06-10", "a", Command::LapseHearing).is_ok());
    assert_eq!(
        play.ask("2026-06-10", "a", hearing_request()),
        Err(Refusal::HearingTooLate { until })
    );
    assert!(play.ask("2026-06-09", "a", hearing_request()).is_ok());
    // A statement alone does not cut the time for a hearing short.
    play.done("2026-06-03", "i", statement());
    assert_eq!(play.proceeding.status, Status::Heard);
    let decision = play.decide();
    assert_eq!(
        play.ask("2026-06-09", "a", decision.clone()),
        Err(Refusal::TimeRuns { until })
    );
    assert!(play.ask("2026-06-10", "a", decision.clone()).is_ok());
    play.done("2026-06-09", "i", hearing_request());
    assert_eq!(play.proceeding.status, Status::Notified);
    assert_eq!(
        play.ask("2026-06-09", "i", hearing_request()),
        Err(Refusal::HearingRequestedAlready)
    );
    assert_eq!(
        play.ask("2026-06-20", "a", Command::LapseHearing),
        Err(Refusal::HearingPending)
    );
    play.done("2026-06-09", "i", statement());
    assert_eq!(
        play.proceeding.status,
        Status::Notified,
        "the hearing is still to come"
    );
    play.done("2026-06-12", "a", hearing());
    assert!(play.ask("2026-06-12", "a", decision).is_ok());
    // An interview has no hearing.
    let play = Play::at(Tier::Interview, Status::Notified);
    assert_eq!(
        play.ask("2026-06-03", "i", hearing_request()),
        Err(Refusal::NoHearingOffered)
    );
    assert_eq!(
        play.ask("2026-06-03", "i", hearing()),
        Err(Refusal::HearingNotRequested)
    );
}

#[test]
fn local_policy_switches_notice_and_hearing() {
    let mut play = Play::new(Tier::MarketBan);
    assert!(!admits(Status::Proposed, CommandName::Decide, &POLICY));
    play.policy.notice = false;
    let decision = play.decide();
    assert!(play.ask("2026-06-01", "a", decision).is_ok());
    play.policy.hearing = false;
    play.done("2026-06-01", "a", notify());
    assert_eq!(play.proceeding.notice.as_ref().unwrap().hearing_until, None);
    play.done("2026-06-01", "i", statement());
    let decision = play.decide();
    assert!(play.ask("2026-06-01", "a", decision).is_ok());
}

#[test]
fn days_go_forward_and_never_into_the_future() {
    let play = Play::new(Tier::Interview);
    let last = day("2026-06-01");
    assert_eq!(
        play.ask("2026-05-31", "a", notify()),
        Err(Refusal::DayBeforeLastStep { last })
    );
    let context = Context {
        on: day("2026-06-03"),
        today: day("2026-06-02"),
        actor: "a",
        policy: POLICY,
        calendar: &play.calendar,
        institution: &play.institution,
    };
    assert_eq!(
        decide(&play.proceeding, notify(), &context),
        Err(Refusal::DayInFuture)
    );
}

#[test]
fn whoever_decided_neither_approves_nor_returns() {
    let mut play = Play::at(Tier::Warning, Status::Decided);
    let back = || Command::Return {
        reason: "理由不足".to_owned(),
    };
    assert_eq!(
        play.ask("2026-06-22", "a", Command::Approve),
        Err(Refusal::SameOfficer)
    );
    assert_eq!(
        play.ask("2026-06-22", "a", back()),
        Err(Refusal::SameOfficer)
    );
    play.done("2026-06-22", "b", back());
    assert_eq!(play.proceeding.status, Status::Heard);
    assert!(play.proceeding.decision.is_none());
    let again = play.decide();
    play.done("2026-06-23", "b", again);
    assert_eq!(
        play.ask("2026-06-23", "b", Command::Approve),
        Err(Refusal::SameOfficer)
    );
    assert!(play.ask("2026-06-23", "a", Command::Approve).is_ok());
}

#[test]
fn a_decision_rests_on_grounds_that_were_told_and_still_hold() {
    let play = Play::at(Tier::Warning, Status::Heard);
    let with = |grounds: Vec<Breach>, decision: Decision, evaluation: Evaluation| {
        let command = Command::Decide {
            grounds,
            reading_reason: None,
            decision,
            reasons: "事实清楚".to_owned(),
            evaluation: Box::new(evaluation),
        };
        play.ask("2026-06-21", "a", command)
    };
    let now = || play.proceeding.proposal().clone();
    let warning = || measures(Tier::Warning);
    assert_eq!(with(Vec::new(), warning(), now()), Err(Refusal::NoGrounds));
    let untold = Breach::Art21(1);
    let ground = untold.provision().unwrap().id;
    let mut more = now();
    more.grounds
        .push(met(untold, EntryKind::Finding, "F9", "2026-06-10"));
    assert_eq!(
        with(vec![untold], warning(), more),
        Err(Refusal::NotAGround { ground })
    );
    let gone = evaluation(Tier::None, Vec::new());
    let ground = Breach::Art21(3).provision().unwrap().id;
    assert_eq!(
        with(vec![Breach::Art21(3)], warning(), gone),
        Err(Refusal::NotAGround { ground })
    );
    let tier = Tier::Warning;
    assert_eq!(
        with(vec![Breach::Art21(3)], measures(Tier::Interview), now()),
        Err(Refusal::TierMismatch { tier })
    );
    let backwards = Decision::Warning {
        suspension: Span {
            from: None,
            to: Some(day("2026-06-20")),
        },
        rectification: Ordered {
            subject: "整改".to_owned(),
            due_on: day("2026-06-22"),
        },
        listing: Listed {
            list: ListName::BadCredit,
            span: Span {
                from: None,
                to: None,
            },
            reason: "x".to_owned(),
        },
    };
    let measure = TimedMeasure::Suspension;
    assert_eq!(
        with(vec![Breach::Art21(3)], backwards, now()),
        Err(Refusal::SpanBackwards { measure })
    );
}

#[test]
fn a_batch_that_is_declared_invalid_was_held_and_is_named_once() {
    let play = Play::at(Tier::Interview, Status::Heard);
    let ask = |batches: &[&str]| {
        let voided = batches.iter().map(|batch| VoidedBatch {
            batch: (*batch).to_owned(),
            reason: "x".to_owned(),
        });
        let command = Command::Decide {
            grounds: vec![Breach::Art20(1)],
            reading_reason: None,
            decision: Decision::Interview {
                voided: voided.collect(),
            },
            reasons: "x".to_owned(),
            evaluation: Box::new(play.proceeding.proposal().clone()),
        };
        play.ask("2026-06-21", "a", command)
    };
    let batch = || "B1".to_owned();
    assert!(ask(&["B1"]).is_ok());
    assert_eq!(
        ask(&["B1", "B1"]),
        Err(Refusal::BatchTwice { batch: batch() })
    );
    assert_eq!(
        ask(&["B2"]),
        Err(Refusal::UnknownBatch {
            batch: "B2".to_owned()
        })
    );
}

#[test]
fn a_rectification_that_is_due_is_neither_approved_nor_served() {
    let due_on = day("2026-09-30");
    let decided = Play::at(Tier::Warning, Status::Decided);
    assert_eq!(
        decided.ask("2026-09-30", "b", Command::Approve),
        Err(Refusal::DueOver { due_on })
    );
    assert!(decided.ask("2026-09-29", "b", Command::Approve).is_ok());
    let mut approved = Play::at(Tier::Warning, Status::Approved);
    assert_eq!(
        approved.ask("2026-09-30", "a", serve()),
        Err(Refusal::DueOver { due_on })
    );
    assert!(approved.ask("2026-09-29", "a", serve()).is_ok());
    let told = approved.proceeding.as_told();
    assert_eq!(told.status, Status::Heard);
    assert!(told.decision.is_none() && told.approval.is_none());
    assert_eq!(told.evaluations.len(), 1);
    let reason = "期限已过".to_owned();
    approved.done("2026-09-30", "b", Command::Return { reason });
    assert_eq!(approved.proceeding.status, Status::Heard);
    assert!(approved.proceeding.approval.is_none());
}

#[test]
fn evidence_that_was_not_told_is_not_relied_upon() {
    let play = Play::at(Tier::Warning, Status::Heard);
    let ask = |evidence: &[&str]| {
        let mut now = play.proceeding.proposal().clone();
        let known = now.grounds[0].evidence[0].clone();
        now.grounds[0].evidence = evidence
            .iter()
            .map(|id| Evidence {
                id: (*id).to_owned(),
                ..known.clone()
            })
            .collect();
        let command = Command::Decide {
            grounds: vec![Breach::Art21(3)],
            reading_reason: None,
            decision: measures(Tier::Warning),
            reasons: "x".to_owned(),
            evaluation: Box::new(now),
        };
        play.ask("2026-06-21", "a", command)
    };
    let Ok(ProceedingEvent::Decided(decided)) = ask(&["C1", "C2"]) else {
        panic!("refused");
    };
    assert_eq!(decided.evaluation.grounds[0].evidence.len(), 1);
    let ground = Breach::Art21(3).provision().unwrap().id;
    assert_eq!(ask(&["C2"]), Err(Refusal::NotAGround { ground }));
}

#[test]
fn a_settled_ground_is_not_proposed_again() {
    let (old, new) = (ground_of(Tier::MarketBan), ground_of(Tier::Warning));
    let settled = supports(std::slice::from_ref(&old));
    let stored = evaluation(Tier::MarketBan, vec![old, new.clone()]).unsettled(&settled);
    assert_eq!((stored.tier, stored.grounds), (Tier::Warning, vec![new]));
}
