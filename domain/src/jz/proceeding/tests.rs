//! Every status with every command, both sides of every deadline, and what decisions do to the ledger.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test these are how it fails"
)]

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::decide::{Command, Context, Decision, decide};
use super::effects::effects;
use super::event::{
    Listed, Ordered, ProceedingEvent, Proposed, ServiceManner, Span, StatementKind, TimedMeasure,
    VoidedBatch,
};
use super::machine::{CommandName, admits, allowed};
use super::policy::Policy;
use super::refusal::ProceedingRefusal as Refusal;
use super::state::{Proceeding, Status};
use super::weigh::{Evaluation, Evidence, MetGround, OpenProceeding, Step, step, supports};
use super::{decision_letter, notice_letter};
use crate::access::Regime;
use crate::jz::facts::Breach;
use crate::jz::institution::ledger::{Batch, BatchStatus, EntryKind, ListName};
use crate::jz::institution::{
    Content, Institution, InstitutionEvent, InstitutionKind, LedgerEntry, TakenOver,
};
use crate::jz::sanctions::Tier;
use crate::workday::WorkingCalendar;

const POLICY: Policy = Policy {
    notice: true,
    hearing: true,
    statement_working_days: 5,
    hearing_working_days: 5,
    old_violation_years: 2,
    reconsideration_days: 60,
    litigation_months: 6,
    market_ban_years: 3,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn institution() -> Institution {
    let mut institution = Institution::begin(&InstitutionEvent::TakenOver(Box::new(TakenOver {
        uscc: "91421000MA0EXA0013".to_owned(),
        content: Content {
            name: "甲评价机构".to_owned(),
            kind: InstitutionKind::ALL[0],
            principal: "王某".to_owned(),
            division: "421002".to_owned(),
            places: Vec::new(),
            occupations: Vec::new(),
        },
        filed_on: day("2024-01-01"),
        valid_until: None,
        filing_number: None,
        authority_name: "荆州市人社局".to_owned(),
        authority: Some("jz-421000".to_owned()),
        above: None,
        regime: Regime::Jz,
        on: day("2024-01-01"),
        by: "system".to_owned(),
    })))
    .unwrap();
    institution.ledger.put(LedgerEntry::Batch(Batch {
        id: "B1".to_owned(),
        status: BatchStatus::Held,
        occupation: "6-18-01-01".to_owned(),
        level: 4,
        held_on: day("2026-05-01"),
        division: None,
        place: None,
        candidates: Some(20),
        unqualified_candidates: Some(5),
        passed: None,
        paper_code: None,
        fee_charged_yuan: None,
    }));
    institution
}

fn met(ground: Breach, kind: EntryKind, id: &str, on: &str) -> MetGround {
    MetGround {
        ground,
        contested: false,
        evidence: vec![Evidence {
            kind: Some(kind),
            id: id.to_owned(),
            on: day(on),
        }],
    }
}

fn ground_of(tier: Tier) -> MetGround {
    match tier {
        Tier::None => panic!("no tier"),
        Tier::Interview => met(Breach::Art20(1), EntryKind::Batch, "B1", "2026-05-01"),
        Tier::Warning => met(Breach::Art21(3), EntryKind::Complaint, "C1", "2026-05-01"),
        Tier::MarketBan => met(Breach::Art22(2), EntryKind::Finding, "F1", "2026-05-01"),
    }
}

fn evaluation(tier: Tier, grounds: Vec<MetGround>) -> Evaluation {
    Evaluation {
        as_of: day("2026-06-01"),
        profile: "jz-default".to_owned(),
        rules: "r".to_owned(),
        tier,
        possible_tier: tier,
        grounds,
        request: "{}".to_owned(),
        answer: "{}".to_owned(),
        digest: String::new(),
    }
}

fn proposed(tier: Tier, grounds: Vec<MetGround>) -> Proceeding {
    let proposed = Proposed {
        on: day("2026-06-01"),
        by: "system".to_owned(),
        institution: "i".to_owned(),
        uscc: "91421000MA0EXA0013".to_owned(),
        name: "甲评价机构".to_owned(),
        authority: Some("jz-421000".to_owned()),
        regime: Regime::Jz,
        evaluation: evaluation(tier, grounds),
    };
    Proceeding::begin(&proposed.into()).unwrap()
}

/// A proceeding with those who act on it.
struct Play {
    proceeding: Proceeding,
    institution: Institution,
    calendar: WorkingCalendar,
    policy: Policy,
}

impl Play {
    fn new(tier: Tier) -> Self {
        Self::with(tier, vec![ground_of(tier)])
    }

    fn with(tier: Tier, grounds: Vec<MetGround>) -> Self {
        Self {
            proceeding: proposed(tier, grounds),
            institution: institution(),
            calendar: WorkingCalendar::embedded().unwrap(),
            policy: POLICY,
        }
    }

    fn ask(&self, on: &str, actor: &str, command: Command) -> Result<ProceedingEvent, Refusal> {
        let context = Context {
            on: day(on),
            today: day("2030-01-01").max(day(on)),
            actor,
            policy: self.policy,
            calendar: &self.calendar,
            institution: &self.institution,
        };
        // What expires by its dates is asked on the day itself.
        let context = Context {
            today: day(on),
            ..context
        };
        decide(&self.proceeding, command, &context)
    }

    fn done(&mut self, on: &str, actor: &str, command: Command) -> ProceedingEvent {
        let event = self.ask(on, actor, command).unwrap();
        self.proceeding.apply(&event);
        for entry in effects(
            "p",
            &self.proceeding,
            &event,
            &self.institution.ledger.clone(),
        ) {
            self.institution.ledger.put(entry);
        }
        event
    }

    fn decide(&self) -> Command {
        let tier = self.proceeding.proposal().tier;
        Command::Decide {
            grounds: vec![ground_of(tier).ground],
            reading_reason: None,
            decision: measures(tier),
            reasons: "事实清楚".to_owned(),
            evaluation: Box::new(self.proceeding.proposal().clone()),
        }
    }

    /// Up to a status, each step on a day of its own.
    fn at(tier: Tier, status: Status) -> Self {
        let mut play = Self::new(tier);
        if status == Status::Dropped {
            play.done("2026-06-02", "a", drop());
            return play;
        }
        let order = [
            Status::Proposed,
            Status::Notified,
            Status::Heard,
            Status::Decided,
            Status::Approved,
            Status::InForce,
        ];
        let last = order.iter().position(|one| *one == status).unwrap_or(5);
        for next in order.iter().take(last + 1).skip(1) {
            match next {
                Status::Notified => drop_event(play.done("2026-06-02", "a", notify())),
                Status::Heard => drop_event(play.done("2026-06-20", "a", Command::LapseHearing)),
                Status::Decided => {
                    let command = play.decide();
                    drop_event(play.done("2026-06-21", "a", command));
                }
                Status::Approved => drop_event(play.done("2026-06-22", "b", Command::Approve)),
                Status::InForce => drop_event(play.done("2026-06-23", "a", serve())),
                other => panic!("{other:?}"),
            }
        }
        match status {
            Status::Completed => {
                play.done("2026-06-24", "a", interview());
                play.done("2026-06-24", "a", complete());
            }
            Status::Lifted => drop_event(play.done("2026-06-24", "a", lift(TimedMeasure::Ban))),
            _ => {}
        }
        assert_eq!(play.proceeding.status, status);
        play
    }
}

fn drop_event(_event: ProceedingEvent) {}

fn notify() -> Command {
    Command::Notify {
        facts: "单批次资质不合格".to_owned(),
    }
}

fn serve() -> Command {
    Command::Serve {
        manner: ServiceManner::InPerson,
        recipient: "王某".to_owned(),
    }
}

fn interview() -> Command {
    Command::HoldInterview {
        principal: "王某".to_owned(),
        record: "承诺规范操作".to_owned(),
    }
}

fn complete() -> Command {
    Command::Complete {
        note: "办结".to_owned(),
    }
}

fn drop() -> Command {
    Command::Drop {
        reason: "情节轻微".to_owned(),
    }
}

fn lift(measure: TimedMeasure) -> Command {
    Command::Lift {
        measure,
        reason: "整改合格".to_owned(),
    }
}

fn accept() -> Command {
    Command::AcceptRectification {
        note: "复查合格".to_owned(),
    }
}

fn statement() -> Command {
    Command::MakeStatement {
        kind: StatementKind::Statement,
        text: "有异议".to_owned(),
    }
}

fn hearing_request() -> Command {
    Command::RequestHearing {
        reason: "有异议".to_owned(),
    }
}

fn hearing() -> Command {
    Command::HoldHearing {
        presider: "李某".to_owned(),
        record: "质证".to_owned(),
    }
}

fn measures(tier: Tier) -> Decision {
    match tier {
        Tier::None => panic!("no tier"),
        Tier::Interview => Decision::Interview {
            voided: vec![VoidedBatch {
                batch: "B1".to_owned(),
                reason: "资质不合格".to_owned(),
            }],
        },
        Tier::Warning => Decision::Warning {
            suspension: Span {
                from: None,
                to: Some(day("2026-08-31")),
            },
            rectification: Ordered {
                subject: "整改".to_owned(),
                due_on: day("2026-09-30"),
            },
            listing: Listed {
                list: ListName::Abnormal,
                span: Span {
                    from: None,
                    to: Some(day("2026-12-31")),
                },
                reason: "两次投诉属实".to_owned(),
            },
        },
        Tier::MarketBan => Decision::MarketBan,
    }
}

fn every_command(play: &Play) -> Vec<Command> {
    vec![
        notify(),
        statement(),
        hearing_request(),
        hearing(),
        Command::LapseHearing,
        play.decide(),
        Command::Approve,
        Command::Return {
            reason: "理由不足".to_owned(),
        },
        serve(),
        interview(),
        accept(),
        lift(TimedMeasure::Ban),
        complete(),
        drop(),
    ]
}

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
        (Status::Approved, Tier::MarketBan, &[C::Serve]),
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
fn a_contested_ground_needs_a_written_reason() {
    let contested = MetGround {
        contested: true,
        ..met(Breach::Art22(6), EntryKind::Complaint, "C1", "2026-05-01")
    };
    let warning = ground_of(Tier::Warning);
    let mut play = Play::with(Tier::Warning, vec![warning, contested]);
    play.done("2026-06-02", "a", notify());
    let until = play.proceeding.notice.as_ref().unwrap().hearing_until;
    assert!(
        until.is_some(),
        "a ban may come of it: a hearing is offered"
    );
    play.done("2026-06-20", "a", Command::LapseHearing);
    let ask = |reason: Option<&str>| {
        let command = Command::Decide {
            grounds: vec![Breach::Art22(6)],
            reading_reason: reason.map(str::to_owned),
            decision: Decision::MarketBan,
            reasons: "x".to_owned(),
            evaluation: Box::new(play.proceeding.proposal().clone()),
        };
        play.ask("2026-06-21", "a", command)
    };
    assert_eq!(ask(None), Err(Refusal::ReadingReasonMissing));
    let Ok(ProceedingEvent::Decided(decided)) = ask(Some("援引条文系编号沿用之误"))
    else {
        panic!("refused");
    };
    assert!(decided.reading_reason.is_some());
}

#[test]
fn a_violation_is_old_the_day_after_its_years() {
    for (on, old) in [("2028-05-01", false), ("2028-05-02", true)] {
        let play = Play::at(Tier::MarketBan, Status::Heard);
        let command = play.decide();
        let Ok(ProceedingEvent::Decided(decided)) = play.ask(on, "a", command) else {
            panic!("refused");
        };
        assert_eq!(
            decided.old,
            if old { vec!["finding/F1"] } else { vec![] },
            "{on}"
        );
    }
}

#[test]
fn a_served_warning_enters_the_ledger_and_ends_by_its_dates() {
    let mut play = Play::at(Tier::Warning, Status::InForce);
    let ledger = &play.institution.ledger;
    assert_eq!(ledger.warnings["p"].decided_on, day("2026-06-21"));
    assert_eq!(ledger.suspensions["p"].from, day("2026-06-23"));
    assert_eq!(ledger.listings["p"].to, Some(day("2026-12-31")));
    assert_eq!(ledger.rectifications["p"].due_on, day("2026-09-30"));
    assert_eq!(ledger.sanctions["p"].items.len(), 1);
    assert_eq!(
        play.institution.standing(day("2026-08-31")).suspended_until,
        Some(Some(day("2026-08-31")))
    );
    assert_eq!(
        play.institution.standing(day("2026-09-01")).suspended_until,
        None
    );
    assert_eq!(
        play.ask("2026-07-01", "a", complete()),
        Err(Refusal::StillToDo {
            command: CommandName::AcceptRectification
        })
    );
    assert_eq!(
        play.ask("2026-07-01", "a", interview()),
        Err(Refusal::OtherTier {
            tier: Tier::Warning,
            command: CommandName::HoldInterview
        })
    );
    play.done("2026-07-01", "a", accept());
    assert_eq!(
        play.institution.ledger.warnings["p"].rectified_on,
        Some(day("2026-07-01"))
    );
    assert_eq!(
        play.ask("2026-07-01", "a", complete()),
        Err(Refusal::StillInForce)
    );
    let measure = TimedMeasure::Suspension;
    assert_eq!(
        play.ask("2026-09-01", "a", lift(measure)),
        Err(Refusal::NotInForce { measure })
    );
    play.done("2026-07-02", "a", lift(measure));
    assert_eq!(
        play.institution.ledger.suspensions["p"].to,
        Some(day("2026-07-02"))
    );
    assert_eq!(
        play.ask("2026-07-03", "a", lift(measure)),
        Err(Refusal::NotInForce { measure })
    );
    assert_eq!(
        play.ask("2026-07-03", "a", lift(TimedMeasure::Ban)),
        Err(Refusal::NotInForce {
            measure: TimedMeasure::Ban
        })
    );
    assert_eq!(
        play.proceeding.status_on(day("2026-12-31")),
        Status::InForce
    );
    assert_eq!(
        play.proceeding.status_on(day("2027-01-01")),
        Status::Expired
    );
    play.done("2026-07-04", "a", lift(TimedMeasure::Listing));
    assert_eq!(play.proceeding.status, Status::Lifted);
}

#[test]
fn a_ban_runs_from_the_decision_and_ends_when_it_is_lifted() {
    let mut play = Play::at(Tier::MarketBan, Status::InForce);
    let ban = &play.institution.ledger.bans["p"];
    assert_eq!(
        (ban.decided_on, ban.from),
        (day("2026-06-21"), day("2026-06-23"))
    );
    assert_eq!(ban.barred_until, day("2029-06-21"));
    play.done("2026-07-01", "a", lift(TimedMeasure::Ban));
    assert_eq!(play.proceeding.status, Status::Lifted);
    assert_eq!(
        play.institution.standing(day("2026-07-01")).barred_until,
        None
    );
}

#[test]
fn the_documents_say_grounds_rights_and_remedies() {
    let play = Play::at(Tier::MarketBan, Status::Approved);
    let notice = notice_letter(&play.proceeding).unwrap();
    assert_eq!(notice.grounds[0].place, "第二十二条第（二）项");
    assert!(
        notice
            .closing
            .iter()
            .any(|line| line.contains("申请听证，请于2026年6月9日前"))
    );
    let decision = decision_letter(&play.proceeding).unwrap();
    assert!(
        decision
            .closing
            .iter()
            .any(|line| line.contains("60日内申请行政复议"))
    );
    assert!(
        decision
            .closing
            .iter()
            .any(|line| line.contains("2029年6月21日"))
    );
    let undecided = Play::at(Tier::MarketBan, Status::Decided);
    assert_eq!(decision_letter(&undecided.proceeding), None);
}

#[test]
fn the_watch_opens_once_and_not_again_on_what_was_settled() {
    let grounds = vec![ground_of(Tier::Warning)];
    let keys = supports(&grounds);
    let none = BTreeSet::new();
    let tier = Tier::Warning;
    assert_eq!(step(None, &none, tier, &grounds), Step::Open);
    assert_eq!(step(None, &none, Tier::None, &[]), Step::Nothing);
    assert_eq!(step(None, &keys, tier, &grounds), Step::Nothing);
    let mut open = OpenProceeding {
        status: Status::Proposed,
        tier,
        supports: keys.clone(),
    };
    assert_eq!(step(Some(&open), &none, tier, &grounds), Step::Nothing);
    assert_eq!(step(Some(&open), &none, Tier::None, &[]), Step::Drop);
    let mut more = grounds.clone();
    more.push(ground_of(Tier::MarketBan));
    assert_eq!(
        step(Some(&open), &none, Tier::MarketBan, &more),
        Step::Update
    );
    assert_eq!(step(None, &keys, Tier::MarketBan, &more), Step::Open);
    for status in [
        Status::Notified,
        Status::Heard,
        Status::Decided,
        Status::Approved,
    ] {
        open.status = status;
        assert_eq!(
            step(Some(&open), &none, Tier::MarketBan, &more),
            Step::Nothing
        );
        assert_eq!(step(Some(&open), &none, Tier::None, &[]), Step::Nothing);
    }
}

#[test]
fn events_come_back_from_the_record_as_they_were() {
    let play = Play::at(Tier::Warning, Status::Decided);
    let decided = play.proceeding.decision.clone().unwrap();
    let event = ProceedingEvent::from(decided);
    let text = serde_json::to_string(&event).unwrap();
    assert!(
        text.starts_with("{\"type\":\"decided\",\"data\":{"),
        "{text}"
    );
    assert_eq!(
        serde_json::from_str::<ProceedingEvent>(&text).unwrap(),
        event
    );
}
