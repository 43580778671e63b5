//! Commands between acceptance and archive which a case as it stands could carry out.

use chrono::NaiveDate;
use domain::access::{OrganisationKind, Regime};
use domain::gd::case::command::handling::{
    Above, AccountableFacts, AddSupplement, AnswerComplainant, AnswerSupervision, ArchiveCase,
    AssignToDepartments, AttachFile, ConsolidateReports, DecideSimilarity, DepartmentFacts,
    ExecuteMeasure, ExplainDelay, ExtendLimit, FeedBack, HandInReport, HoldAccountable,
    NewAssignment, OrderSupervision, OtherCase, PromiseReply, ProposeErasure, PublishStatement,
    ReferComplainant, ReportUpward, ShareMaterials, TakeMediaMeasure,
};
use domain::gd::case::handling::{
    AttachmentPurpose, Conduct, DelayCause, ExtensionReason, Part, SupplementVia,
};
use domain::gd::case::record::{ConclusionOutcome, DeliveryManner, SealedRef};
use domain::gd::case::{CaseState, Command, CommandName, FileType};

/// The center's own department.
pub const DEPARTMENT: &str = "gd-440100-exam";

pub fn sealed(item: &str) -> SealedRef {
    SealedRef {
        item: item.to_owned(),
        hash: "00".repeat(32),
    }
}

pub fn department(id: &str) -> DepartmentFacts {
    DepartmentFacts {
        id: id.to_owned(),
        name_zh: "鉴定考务部".to_owned(),
        uscc: None,
        kind: OrganisationKind::UndertakingDepartment,
        regime: Regime::Gd,
        parent: Some("gd-440100".to_owned()),
        active: true,
    }
}

/// The center as the one that investigates.
pub fn center_itself() -> DepartmentFacts {
    DepartmentFacts {
        name_zh: "广州市职业技能鉴定指导中心".to_owned(),
        kind: OrganisationKind::GuidanceCenter,
        parent: Some("gd-440000".to_owned()),
        ..department("gd-440100")
    }
}

pub fn assignment(department: DepartmentFacts, part: Part) -> NewAssignment {
    NewAssignment {
        department,
        part: Some(part),
        task: None,
        materials: Vec::new(),
        due_on: None,
    }
}

pub fn assign(assignments: Vec<NewAssignment>) -> Command {
    Command::Assign(Box::new(AssignToDepartments { assignments }))
}

pub fn guide() -> Command {
    Command::Answer(Box::new(AnswerComplainant {
        manner: Some(DeliveryManner::Phone),
        text: sealed("answer"),
    }))
}

pub fn supervise(department: Option<&str>, due_on: NaiveDate) -> Command {
    Command::Supervise(Box::new(OrderSupervision {
        department: department.map(str::to_owned),
        due_on,
        text: sealed("order"),
    }))
}

pub fn answer_order(number: u32) -> Command {
    Command::AnswerSupervision(Box::new(AnswerSupervision {
        number,
        text: sealed("order-answer"),
    }))
}

pub fn consolidate() -> Command {
    Command::Consolidate(Box::new(ConsolidateReports {
        finding: ConclusionOutcome::Substantiated,
        text: sealed("consolidated"),
    }))
}

pub fn report(department: &str) -> Command {
    Command::Report(Box::new(HandInReport {
        department: department.to_owned(),
        finding: ConclusionOutcome::Substantiated,
        text: sealed("report"),
    }))
}

/// The next department of the center that does not have the case yet, as a co-handler where another leads.
pub fn next_assignment(state: &CaseState) -> Command {
    let part = if state.handling.assignments.is_empty() {
        Part::Lead
    } else {
        Part::CoHandler
    };
    let id = match state.handling.assignments.len() {
        0 => DEPARTMENT.to_owned(),
        known => format!("{DEPARTMENT}-{known}"),
    };
    assign(vec![assignment(department(&id), part)])
}

/// A command of that name; those before acceptance and the conclusion are the desk's.
pub fn command(name: CommandName, state: &CaseState, today: NaiveDate) -> Command {
    match name {
        CommandName::Assign => next_assignment(state),
        CommandName::ShareMaterials => Command::ShareMaterials(Box::new(ShareMaterials {
            department: DEPARTMENT.to_owned(),
            materials: vec!["statement".to_owned()],
        })),
        CommandName::Answer => guide(),
        CommandName::PromiseReply => Command::PromiseReply(Box::new(PromiseReply {
            promised_on: today,
            manner: DeliveryManner::Phone,
        })),
        CommandName::Report => report(DEPARTMENT),
        CommandName::Consolidate => consolidate(),
        CommandName::Supervise => supervise(None, today),
        CommandName::AnswerSupervision => answer_order(1),
        CommandName::Extend => Command::Extend(Box::new(ExtendLimit {
            reason: ExtensionReason::Complex,
            to_working_days: 30,
            text: sealed("extension"),
        })),
        CommandName::ExplainDelay => Command::ExplainDelay(Box::new(ExplainDelay {
            cause: DelayCause::ExpertOpinion,
            manner: DeliveryManner::Phone,
            text: sealed("explanation"),
        })),
        CommandName::Execute => Command::Execute(Box::new(ExecuteMeasure {
            measure: 1,
            on: today,
            text: sealed("execution"),
        })),
        CommandName::FeedBack => Command::FeedBack(Box::new(FeedBack {
            manner: DeliveryManner::Phone,
            on: today,
        })),
        CommandName::Archive => Command::Archive(Box::new(ArchiveCase { place: None })),
        CommandName::HoldAccountable => Command::HoldAccountable(Box::new(HoldAccountable {
            provision: "gd-complaints/art15".to_owned(),
            organisation: AccountableFacts {
                id: "gd-440100".to_owned(),
                kind: OrganisationKind::GuidanceCenter,
                regime: Regime::Gd,
            },
            officer: None,
            text: sealed("accountability"),
            correct_by: today,
            serious: false,
            referred_to: None,
        })),
        CommandName::ReferComplainant => Command::ReferComplainant(Box::new(ReferComplainant {
            conduct: Conduct::Abuse,
            admonished_on: Some(today),
            authority: "广州市公安局".to_owned(),
            text: sealed("conduct"),
        })),
        CommandName::ReportUpward => Command::ReportUpward(Box::new(ReportUpward {
            above: Some(Above {
                id: "gd-440000".to_owned(),
                name_zh: "广东省职业技能鉴定指导中心".to_owned(),
            }),
            text: sealed("upward"),
        })),
        CommandName::TakeMediaMeasure => Command::TakeMediaMeasure(Box::new(TakeMediaMeasure {
            measure: "暂停该考点考试".to_owned(),
            on: today,
        })),
        CommandName::PublishStatement => Command::PublishStatement(Box::new(PublishStatement {
            id: "0190a000-0000-7000-8000-00000000000a".to_owned(),
            title: "情况说明".to_owned(),
            text: "已开展调查。".to_owned(),
            medium: None,
        })),
        CommandName::Attach => Command::Attach(Box::new(AttachFile {
            id: "0190a000-0000-7000-8000-000000000001".to_owned(),
            purpose: AttachmentPurpose::Material,
            file_type: FileType::Pdf,
            size: 1,
            hash: "00".repeat(32),
            by_complainant: false,
        })),
        CommandName::Supplement => Command::Supplement(Box::new(AddSupplement {
            at: "2026-11-23T02:00:00Z".parse().unwrap(),
            via: SupplementVia::Center,
            text: sealed("supplement"),
        })),
        CommandName::DecideSimilarity => Command::DecideSimilarity(Box::new(DecideSimilarity {
            other: OtherCase {
                id: "0190a000-0000-7000-8000-000000000009".to_owned(),
                center: "gd-440100".to_owned(),
                regime: Regime::Gd,
                accuses_actor: false,
            },
            same_matter: true,
            score: Some(800),
        })),
        CommandName::ProposeErasure => Command::ProposeErasure(Box::new(ProposeErasure {
            reason: "保存期限已满".to_owned(),
        })),
        CommandName::ConfirmErasure => Command::ConfirmErasure,
        CommandName::Correct
        | CommandName::Describe
        | CommandName::Evaluate
        | CommandName::Accept
        | CommandName::Reject
        | CommandName::Refer
        | CommandName::Join
        | CommandName::ReviewRejection
        | CommandName::HandOver
        | CommandName::DeliverNotice
        | CommandName::Withdraw
        | CommandName::Conclude => panic!("{name} is the desk's"),
    }
}
