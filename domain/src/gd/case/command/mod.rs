//! What can be asked of a case.

pub mod handling;
mod texts;

use chrono::NaiveDate;
use chrono::{DateTime, Utc};

pub use texts::ClearText;

use handling::{
    AddSupplement, AnswerComplainant, AnswerSupervision, ArchiveCase, AssignToDepartments,
    AttachFile, ConsolidateReports, DecideSimilarity, ExecuteMeasure, ExplainDelay, ExtendLimit,
    FeedBack, HandInReport, HoldAccountable, OrderSupervision, PromiseReply, ProposeErasure,
    PublishStatement, ReferComplainant, ReportUpward, ShareMaterials, TakeMediaMeasure,
};

use super::change::Corrections;
use super::evaluation::Evaluation;
use super::event::handling::Measure;
use super::record::{ConclusionOutcome, DeliveryManner, ReferredTo, ReviewOutcome, WithdrawnBy};
use super::state::Status;
use super::words::record_words;
use crate::access::{Action, Principal};
use crate::gd::parameters::GdParameters;
use crate::workday::WorkingCalendar;

record_words! {
    /// The commands of an existing case, in the order of its life.
    CommandName {
        /// Correct what was taken down (Art. 8)
        Correct = "correct",
        /// Give the case its subject line
        Describe = "describe",
        /// Have the rules applied (Art. 9, 10)
        Evaluate = "evaluate",
        /// Accept and register (Art. 9, 11)
        Accept = "accept",
        /// Reject (Art. 10)
        Reject = "reject",
        /// Refer to the authority in charge (Art. 3, 4)
        Refer = "refer",
        /// Join to the complainant's earlier case (Art. 10(3))
        Join = "join",
        /// Review a rejection, once
        ReviewRejection = "review_rejection",
        /// Pass to another officer
        HandOver = "hand_over",
        /// Record how a notice reached the complainant
        DeliverNotice = "deliver_notice",
        /// Record that the complainant withdraws
        Withdraw = "withdraw",
        /// Conclude (Art. 18)
        Conclude = "conclude",
        /// Pass to undertaking departments (Art. 11, 14)
        Assign = "assign",
        /// Let a department see further materials (Art. 11)
        ShareMaterials = "share_materials",
        /// Guide the complainant and explain (Art. 12)
        Answer = "answer",
        /// Say when an answer will be given (Art. 12)
        PromiseReply = "promise_reply",
        /// Hand in an investigation report (Art. 6)
        Report = "report",
        /// Put the reports together (Art. 5(4))
        Consolidate = "consolidate",
        /// Demand progress (Art. 5(3))
        Supervise = "supervise",
        /// Answer a supervision order
        AnswerSupervision = "answer_supervision",
        /// Extend the time limit (Art. 18)
        Extend = "extend",
        /// Explain a delay to the complainant (Art. 18)
        ExplainDelay = "explain_delay",
        /// Record that a measure was carried out (Art. 6)
        Execute = "execute",
        /// Record how the complainant was told the result (Art. 16)
        FeedBack = "feed_back",
        /// Archive (Art. 17)
        Archive = "archive",
        /// Order somebody to correct a breach of Art. 9 or 15 (Art. 19)
        HoldAccountable = "hold_accountable",
        /// Refer the complainant to the competent authority (Art. 20)
        ReferComplainant = "refer_complainant",
        /// Report to the province center (Art. 4(2))
        ReportUpward = "report_upward",
        /// Record a measure against the effect of an exposure (Art. 13)
        TakeMediaMeasure = "take_media_measure",
        /// Inform the public (Art. 13)
        PublishStatement = "publish_statement",
        /// Add a file (Art. 8)
        Attach = "attach",
        /// Take down what the complainant adds (Art. 8)
        Supplement = "supplement",
        /// Decide whether another case is about the same matter
        DecideSimilarity = "decide_similarity",
        /// Propose to destroy what is sealed, once it need not be kept
        ProposeErasure = "propose_erasure",
        /// Confirm it: somebody else
        ConfirmErasure = "confirm_erasure",
    }
}

impl CommandName {
    /// What a principal needs to be permitted for it.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Correct => Action::Correct,
            // Naming the matter is part of examining it.
            Self::Describe | Self::Evaluate => Action::EvaluateComplaint,
            Self::Accept => Action::Accept,
            Self::Reject => Action::Reject,
            Self::Refer => Action::Refer,
            Self::Join => Action::Join,
            Self::ReviewRejection => Action::ReviewRejection,
            Self::HandOver => Action::HandOver,
            Self::DeliverNotice => Action::DeliverNotice,
            Self::Withdraw => Action::Withdraw,
            Self::Conclude => Action::Conclude,
            Self::Assign | Self::ShareMaterials => Action::Assign,
            Self::Answer | Self::PromiseReply => Action::Answer,
            Self::Report => Action::Report,
            Self::Consolidate => Action::Consolidate,
            Self::Supervise => Action::Supervise,
            Self::AnswerSupervision => Action::AnswerSupervision,
            Self::Extend => Action::Extend,
            Self::ExplainDelay => Action::ExplainDelay,
            Self::Execute => Action::Execute,
            Self::FeedBack => Action::FeedBack,
            Self::Archive => Action::Archive,
            Self::HoldAccountable => Action::HoldAccountable,
            Self::ReferComplainant => Action::ReferComplainant,
            Self::ReportUpward => Action::ReportUpward,
            Self::TakeMediaMeasure | Self::PublishStatement => Action::RespondToMedia,
            Self::Attach => Action::Attach,
            Self::Supplement => Action::Supplement,
            Self::DecideSimilarity => Action::DecideSimilarity,
            Self::ProposeErasure | Self::ConfirmErasure => Action::Erase,
        }
    }
}

/// The earlier case that a case is to be joined to, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinTarget {
    /// Its id.
    pub case_id: String,
    /// The organisation that holds it.
    pub center: String,
    /// Where it stands.
    pub status: Status,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
}

/// A command to an existing case. For the first, see [`super::receive()`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Correct what was taken down.
    Correct(Box<Corrections>),
    /// Give the case its subject line.
    Describe {
        /// The subject line; nothing sealed in it.
        subject: String,
    },
    /// Keep an evaluation.
    Evaluate(Box<Evaluation>),
    /// Accept and register.
    Accept {
        /// The rules applied to the facts as they are now, with the assessment of the latest evaluation.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// The next number of the center's year.
        number: u32,
        /// The officer who is to handle it; none: whoever accepts.
        officer: Option<String>,
    },
    /// Reject.
    Reject {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// With a departure: the items of Art. 10 the officer finds met (`gd-complaints/art10/2`).
        grounds: Vec<String>,
    },
    /// Refer to the authority in charge.
    Refer {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// To whom and why.
        to: ReferredTo,
    },
    /// Join to the complainant's earlier case.
    Join {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// The earlier case.
        target: JoinTarget,
    },
    /// Review a rejection.
    ReviewRejection {
        /// Upheld or reopened.
        outcome: ReviewOutcome,
        /// Why.
        reason: String,
    },
    /// Pass to another officer.
    HandOver {
        /// The officer's client id.
        to: String,
        /// Why.
        reason: String,
    },
    /// Record how a notice reached the complainant.
    DeliverNotice {
        /// The notice, by its number within the case.
        notice: u32,
        /// How.
        manner: DeliveryManner,
        /// The day.
        on: NaiveDate,
    },
    /// Record that the complainant withdraws.
    Withdraw {
        /// Why, as far as they said.
        reason: String,
        /// Who withdrew.
        by: WithdrawnBy,
    },
    /// Conclude.
    Conclude {
        /// What came out.
        outcome: ConclusionOutcome,
        /// What is done about it.
        measures: Vec<Measure>,
        /// Why, where the reports found otherwise.
        departure: Option<String>,
    },
    /// Pass to undertaking departments (Art. 11, 14).
    Assign(Box<AssignToDepartments>),
    /// Let a department see further materials (Art. 11).
    ShareMaterials(Box<ShareMaterials>),
    /// Guide the complainant and explain (Art. 12).
    Answer(Box<AnswerComplainant>),
    /// Say when an answer will be given (Art. 12).
    PromiseReply(Box<PromiseReply>),
    /// Hand in an investigation report (Art. 6).
    Report(Box<HandInReport>),
    /// Put the reports together (Art. 5(4)).
    Consolidate(Box<ConsolidateReports>),
    /// Demand progress (Art. 5(3)).
    Supervise(Box<OrderSupervision>),
    /// Answer a supervision order.
    AnswerSupervision(Box<AnswerSupervision>),
    /// Extend the time limit (Art. 18).
    Extend(Box<ExtendLimit>),
    /// Explain a delay to the complainant (Art. 18).
    ExplainDelay(Box<ExplainDelay>),
    /// Record that a measure was carried out (Art. 6).
    Execute(Box<ExecuteMeasure>),
    /// Record how the complainant was told the result (Art. 16).
    FeedBack(Box<FeedBack>),
    /// Archive (Art. 17).
    Archive(Box<ArchiveCase>),
    /// Order somebody to correct a breach of Art. 9 or 15 (Art. 19).
    HoldAccountable(Box<HoldAccountable>),
    /// Refer the complainant to the competent authority (Art. 20).
    ReferComplainant(Box<ReferComplainant>),
    /// Report to the province center (Art. 4(2)).
    ReportUpward(Box<ReportUpward>),
    /// Record a measure against the effect of an exposure (Art. 13).
    TakeMediaMeasure(Box<TakeMediaMeasure>),
    /// Inform the public (Art. 13).
    PublishStatement(Box<PublishStatement>),
    /// Add a file (Art. 8).
    Attach(Box<AttachFile>),
    /// Take down what the complainant adds (Art. 8).
    Supplement(Box<AddSupplement>),
    /// Decide whether another case is about the same matter.
    DecideSimilarity(Box<DecideSimilarity>),
    /// Propose to destroy what is sealed, once it need not be kept.
    ProposeErasure(Box<ProposeErasure>),
    /// Confirm it: somebody else.
    ConfirmErasure,
}

impl Command {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Correct(_) => CommandName::Correct,
            Self::Describe { .. } => CommandName::Describe,
            Self::Evaluate(_) => CommandName::Evaluate,
            Self::Accept { .. } => CommandName::Accept,
            Self::Reject { .. } => CommandName::Reject,
            Self::Refer { .. } => CommandName::Refer,
            Self::Join { .. } => CommandName::Join,
            Self::ReviewRejection { .. } => CommandName::ReviewRejection,
            Self::HandOver { .. } => CommandName::HandOver,
            Self::DeliverNotice { .. } => CommandName::DeliverNotice,
            Self::Withdraw { .. } => CommandName::Withdraw,
            Self::Conclude { .. } => CommandName::Conclude,
            Self::Assign(_) => CommandName::Assign,
            Self::ShareMaterials(_) => CommandName::ShareMaterials,
            Self::Answer(_) => CommandName::Answer,
            Self::PromiseReply(_) => CommandName::PromiseReply,
            Self::Report(_) => CommandName::Report,
            Self::Consolidate(_) => CommandName::Consolidate,
            Self::Supervise(_) => CommandName::Supervise,
            Self::AnswerSupervision(_) => CommandName::AnswerSupervision,
            Self::Extend(_) => CommandName::Extend,
            Self::ExplainDelay(_) => CommandName::ExplainDelay,
            Self::Execute(_) => CommandName::Execute,
            Self::FeedBack(_) => CommandName::FeedBack,
            Self::Archive(_) => CommandName::Archive,
            Self::HoldAccountable(_) => CommandName::HoldAccountable,
            Self::ReferComplainant(_) => CommandName::ReferComplainant,
            Self::ReportUpward(_) => CommandName::ReportUpward,
            Self::TakeMediaMeasure(_) => CommandName::TakeMediaMeasure,
            Self::PublishStatement(_) => CommandName::PublishStatement,
            Self::Attach(_) => CommandName::Attach,
            Self::Supplement(_) => CommandName::Supplement,
            Self::DecideSimilarity(_) => CommandName::DecideSimilarity,
            Self::ProposeErasure(_) => CommandName::ProposeErasure,
            Self::ConfirmErasure => CommandName::ConfirmErasure,
        }
    }
}

/// How a center is named and reached (Art. 7); its notices say so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CenterCard {
    /// 广州市职业技能鉴定指导中心
    pub name: String,
    /// 咨询电话
    pub telephone: Option<String>,
    /// 通讯地址
    pub address: Option<String>,
    /// 电子信箱
    pub email: Option<String>,
}

/// What a decision needs besides the case and the command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The case's id.
    pub case_id: &'a str,
    /// The instant.
    pub now: DateTime<Utc>,
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
    /// Whoever acts.
    pub actor: &'a Principal,
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// The parameters in force today, of the center's profile.
    pub parameters: GdParameters,
    /// Those in force on the day of acceptance, by which the time limit of an accepted case is computed; before
    /// acceptance those of today.
    pub limits: GdParameters,
    /// The center that holds the case.
    pub center: &'a CenterCard,
}

/// A day, and what the end of a time limit is computed with.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// The parameters by which the time limit of the case is computed.
    pub limits: GdParameters,
}

impl<'a> Context<'a> {
    /// The day of the decision.
    #[must_use]
    pub const fn day(&self) -> Day<'a> {
        Day {
            today: self.today,
            calendar: self.calendar,
            limits: self.limits,
        }
    }
}
