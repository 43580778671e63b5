//! Every status with every command, both sides of every deadline, and what decisions do to the ledger.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test these are how it fails"
)]

mod outcomes;
mod steps;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::command::{Command, Decision};
use super::decide::{Context, decide};
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
