//! A desk at which a case is handled: who acts, on which day, with which earlier cases at hand.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Principal, Regime, Role};
use domain::division::DivisionCode;
use domain::gd::art09_10_admissibility::{Channel, Event, Precision, decide as judge};
use domain::gd::case::change::Corrections;
use domain::gd::case::event::CaseEvent;
use domain::gd::case::event::handling::Measure;
use domain::gd::case::record::{
    AccusedKind, AccusedParty, CaseKind, ConclusionOutcome, DeliveryManner, FormGiven, ReferredTo,
    ReviewOutcome, SealedRef, WithdrawnBy,
};
use domain::gd::case::{
    Assessment, CaseState, CenterCard, Command, CommandName, Context, Evaluation, EvaluationTexts,
    Intake, JoinTarget, PriorRecord, Refusal, Status, decide, facts, receive,
};
use domain::gd::parameters::GdParameters;
use domain::truth::Truth;

use crate::support::{NO, YES, calendar, date, gd};

pub const CENTER: &str = "gd-440100";
pub const CASE: &str = "0190a000-0000-7000-8000-000000000002";
pub const EARLIER: &str = "0190a000-0000-7000-8000-000000000001";
pub const TODAY: &str = "2026-11-23";

pub fn code(digits: &str) -> DivisionCode {
    DivisionCode::parse(digits).unwrap()
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Somebody of that role who works where the case is held; a handler in the center's department.
pub fn somebody(role: Role) -> Principal {
    let organisation = match role {
        Role::Handler => super::handling::DEPARTMENT,
        _ => CENTER,
    };
    Principal {
        client_id: format!("client-{role}"),
        organisation_id: organisation.to_owned(),
        center_id: organisation.to_owned(),
        role,
        regime: Regime::Gd,
    }
}

pub fn card() -> CenterCard {
    CenterCard {
        name: "广州市职业技能鉴定指导中心".to_owned(),
        telephone: Some("020-00000000".to_owned()),
        address: Some("广州市（示例）路1号".to_owned()),
        email: Some("tousu@example.cn".to_owned()),
    }
}

/// A complaint about a training school in Guangzhou, by web, of 20 November 2026.
pub fn intake() -> Intake {
    Intake {
        regime: Regime::Gd,
        center: Some(CENTER.to_owned()),
        kind: CaseKind::Complaint,
        channel: Channel::Web,
        received_at: instant("2026-11-20T02:00:00Z"),
        submitted_on: date("2026-11-20"),
        accused: AccusedParty {
            name: Some("广州穗屿职业技能评价有限公司".to_owned()),
            kind: AccusedKind::SocialTraining,
            uscc: Some("91440106MAXKUC634U".to_owned()),
            division: Some(code("440106")),
            party_id: None,
        },
        places: vec![code("440106")],
        industry: None,
        event: Some(Event {
            date: Some(date("2026-11-01")),
            precision: Precision::Day,
            ongoing: false,
        }),
        form: FormGiven {
            name: true,
            contact: true,
            request: true,
            facts: true,
            reasons: true,
            oral_record: false,
        },
        wants_confidentiality: false,
        media_exposed: NO,
        high_impact: NO,
        urgent: NO,
        first_receiver: None,
        identity: Some(sealed("identity-1")),
        statement: Some(sealed("statement-1")),
        external_ref: Some("12345-2026-0001".to_owned()),
        submitted_by: "client-platform".to_owned(),
        submitted_for: None,
        follows: None,
    }
}

pub fn sealed(item: &str) -> SealedRef {
    SealedRef {
        item: item.to_owned(),
        hash: "ab".repeat(32),
    }
}

/// An assessment that finds nothing against acceptance.
pub fn sound() -> Assessment {
    Assessment {
        accused_identified: YES,
        violation_specified: YES,
        has_factual_basis: YES,
        within_function: YES,
        routine_business: NO,
        normal_procedure_followed: NO,
        answered_on_the_spot: NO,
        ..Assessment::default()
    }
}

/// One that finds no factual basis.
pub fn baseless() -> Assessment {
    Assessment {
        has_factual_basis: NO,
        ..sound()
    }
}

/// One that leaves the factual basis open.
pub fn open_question() -> Assessment {
    Assessment {
        has_factual_basis: Truth::Unknown,
        ..sound()
    }
}

/// Day-to-day business, the normal procedure followed.
pub fn routine() -> Assessment {
    Assessment {
        routine_business: YES,
        normal_procedure_followed: YES,
        ..sound()
    }
}

/// A case on its desk.
#[derive(Debug, Clone)]
pub struct Desk {
    pub id: String,
    pub events: Vec<CaseEvent>,
    pub state: CaseState,
    pub today: NaiveDate,
    pub priors: Vec<PriorRecord>,
    pub card: CenterCard,
    pub parameters: GdParameters,
}

impl Desk {
    /// A case just taken down.
    pub fn new(intake: Intake) -> Self {
        let received = receive(intake, date(TODAY)).unwrap();
        let state = CaseState::begin(&received);
        Self {
            id: CASE.to_owned(),
            events: vec![received.into()],
            state,
            today: date(TODAY),
            priors: Vec::new(),
            card: card(),
            parameters: gd(),
        }
    }

    /// The same, evaluated on that assessment.
    pub fn evaluated(intake: Intake, assessment: &Assessment) -> Self {
        let mut desk = Self::new(intake);
        desk.evaluate(assessment);
        desk
    }

    /// A case in that state. States nothing leads to yet are set by hand.
    pub fn at(status: Status) -> Self {
        let officer = Role::ComplaintOfficer;
        let mut desk = Self::evaluated(intake(), &sound());
        match status {
            Status::Received => {}
            Status::Rejected => {
                desk.evaluate(&baseless());
                desk.give(officer, desk.reject(None)).unwrap();
            }
            Status::Referred => {
                let mut elsewhere = intake();
                elsewhere.places = vec![code("440300")];
                desk = Self::evaluated(elsewhere, &sound());
                desk.give(officer, desk.refer(Some("gd-440300"), None))
                    .unwrap();
            }
            Status::Joined => {
                desk = super::joining::repeat();
                desk.give(officer, desk.join(super::joining::target(), None))
                    .unwrap();
            }
            Status::Withdrawn => desk.give(officer, withdraw()).unwrap(),
            Status::Accepted
            | Status::Assigned
            | Status::Reported
            | Status::Concluded
            | Status::FedBack
            | Status::Archived => {
                desk.give(officer, desk.accept(None)).unwrap();
                desk.bring_to(status);
            }
        }
        assert_eq!(desk.state.status, status);
        desk
    }

    /// From acceptance to that state.
    fn bring_to(&mut self, status: Status) {
        let officer = Role::ComplaintOfficer;
        if status == Status::Accepted {
            return;
        }
        self.give(officer, self.command(CommandName::Assign))
            .unwrap();
        if status == Status::Assigned {
            return;
        }
        self.give(Role::Handler, self.command(CommandName::Report))
            .unwrap();
        if status == Status::Reported {
            return;
        }
        self.give(officer, conclude()).unwrap();
        for (reached, next) in [
            (Status::Concluded, &[CommandName::FeedBack][..]),
            (
                Status::FedBack,
                &[CommandName::Execute, CommandName::Archive],
            ),
        ] {
            if status == reached {
                return;
            }
            for name in next {
                self.give(officer, self.command(*name)).unwrap();
            }
        }
    }

    /// An accepted case, investigated by the center's department up to its report.
    pub fn investigate(&mut self) {
        self.bring_to(Status::Reported);
    }

    /// An accepted case on the guidance track (Art. 12).
    pub fn guidance() -> Self {
        let mut desk = Self::evaluated(intake(), &routine());
        desk.give(Role::ComplaintOfficer, desk.accept(None))
            .unwrap();
        desk
    }

    /// Gives a command as somebody of that role who works here.
    pub fn give(&mut self, role: Role, command: Command) -> Result<(), Refusal> {
        self.give_as(&somebody(role), command)
    }

    /// Gives a command; what it decides happens.
    pub fn give_as(&mut self, actor: &Principal, command: Command) -> Result<(), Refusal> {
        let events = self.decide(actor, command)?;
        for event in &events {
            self.state.apply(event);
        }
        self.events.extend(events);
        Ok(())
    }

    /// What a command would decide.
    pub fn decide(&self, actor: &Principal, command: Command) -> Result<Vec<CaseEvent>, Refusal> {
        let context = Context {
            case_id: &self.id,
            now: instant("2026-11-23T01:00:00Z"),
            today: self.today,
            actor,
            calendar: calendar(),
            parameters: self.parameters,
            limits: self.parameters,
            center: &self.card,
        };
        decide(&self.state, command, &context)
    }

    /// The rules applied to the facts as they are now.
    pub fn evaluation(&self, assessment: &Assessment) -> Evaluation {
        let gathered = facts(
            &self.id,
            &self.state,
            assessment,
            &self.priors,
            calendar(),
            &|_any_day| gd(),
        )
        .unwrap();
        let answer = judge(&gathered.facts, calendar(), &gd()).unwrap();
        Evaluation::of(
            &answer,
            EvaluationTexts {
                request: format!("{:?}", gathered.facts),
                answer: format!("{answer:?}"),
                rule_version: "gd-complaints@1".to_owned(),
                profile: "gd-default".to_owned(),
                calendar_revision: 1,
            },
            assessment.clone(),
            gathered.priors,
        )
    }

    pub fn evaluate(&mut self, assessment: &Assessment) {
        let evaluation = self.evaluation(assessment);
        self.give(
            Role::ComplaintOfficer,
            Command::Evaluate(Box::new(evaluation)),
        )
        .unwrap();
    }

    /// As the caller of a decision does: the latest assessment, the facts of now.
    pub fn fresh(&self) -> Box<Evaluation> {
        let assessment = self
            .state
            .evaluation
            .as_ref()
            .map_or_else(sound, |latest| latest.evaluation.assessment.clone());
        Box::new(self.evaluation(&assessment))
    }

    pub fn accept(&self, departure: Option<&str>) -> Command {
        Command::Accept {
            fresh: self.fresh(),
            departure: departure.map(str::to_owned),
            number: 1,
            officer: None,
        }
    }

    pub fn reject(&self, departure: Option<&str>) -> Command {
        self.reject_on(&[], departure)
    }

    pub fn reject_on(&self, grounds: &[&str], departure: Option<&str>) -> Command {
        Command::Reject {
            fresh: self.fresh(),
            departure: departure.map(str::to_owned),
            grounds: grounds.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    pub fn refer(&self, organisation_id: Option<&str>, departure: Option<&str>) -> Command {
        Command::Refer {
            fresh: self.fresh(),
            departure: departure.map(str::to_owned),
            to: ReferredTo {
                organisation_id: organisation_id.map(str::to_owned),
                name: "深圳市职业技能鉴定指导中心".to_owned(),
                reason: "事件发生在深圳市".to_owned(),
            },
        }
    }

    pub fn join(&self, target: JoinTarget, departure: Option<&str>) -> Command {
        Command::Join {
            fresh: self.fresh(),
            departure: departure.map(str::to_owned),
            target,
        }
    }

    /// A command of that name which the case as it stands could carry out.
    pub fn command(&self, name: CommandName) -> Command {
        match name {
            CommandName::Correct => Command::Correct(Box::new(Corrections {
                urgent: Some(YES),
                ..Corrections::default()
            })),
            CommandName::Describe => Command::Describe {
                subject: "反映实操考试替考".to_owned(),
            },
            CommandName::Evaluate => Command::Evaluate(self.fresh()),
            CommandName::Accept => self.accept(None),
            CommandName::Reject => self.reject(None),
            CommandName::Refer => self.refer(Some("gd-440300"), None),
            CommandName::Join => self.join(super::joining::target(), None),
            CommandName::ReviewRejection => review(ReviewOutcome::Upheld),
            CommandName::HandOver => Command::HandOver {
                to: "client-other".to_owned(),
                reason: "岗位调整".to_owned(),
            },
            CommandName::DeliverNotice => Command::DeliverNotice {
                notice: 1,
                manner: DeliveryManner::Email,
                on: self.today,
            },
            CommandName::Withdraw => withdraw(),
            CommandName::Conclude => conclude(),
            _ => super::handling::command(name, &self.state, self.today),
        }
    }
}

pub fn review(outcome: ReviewOutcome) -> Command {
    Command::ReviewRejection {
        outcome,
        reason: "已复核全部材料".to_owned(),
    }
}

pub fn withdraw() -> Command {
    Command::Withdraw {
        reason: "已与考点协商解决".to_owned(),
        by: WithdrawnBy::Complainant,
    }
}

pub fn conclude() -> Command {
    Command::Conclude {
        outcome: ConclusionOutcome::Substantiated,
        measures: vec![Measure {
            text: "取消替考人员成绩".to_owned(),
            department: None,
        }],
        departure: None,
    }
}
