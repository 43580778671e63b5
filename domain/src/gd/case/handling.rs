//! The words of handling, and what of a case's state they make up.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::handling::{
    AccountabilityRecorded, Answered, Archived, Assignment, AttachmentAdded, ComplainantReferred,
    Consolidated, DelayExplained, Erased, ErasureProposed, Extended, FedBack, MeasureExecuted,
    MediaMeasureTaken, ReplyPromised, Reported, SimilarityDecided, StatementPublished,
    SupervisionAnswered, SupervisionOrdered, SupplementReceived, UpwardReported,
};
use super::record::SealedRef;
use super::words::record_words;

record_words! {
    /// The part of a department among several (Art. 14).
    Part {
        /// 牵头
        Lead = "lead",
        /// 协办
        CoHandler = "co_handler",
    }
}

record_words! {
    /// The three grounds of Art. 18, second sentence.
    ExtensionReason {
        /// 涉及部门较多
        SeveralDepartments = "several_departments",
        /// 问题较复杂
        Complex = "complex",
        /// 调查需时较长
        LongInvestigation = "long_investigation",
    }
}

record_words! {
    /// 非主观原因 (Art. 18, third sentence): causes that do not lie with the center. The kinds are local policy.
    DelayCause {
        /// 等待其他机关、单位提供材料或者结论
        OtherAuthority = "other_authority",
        /// 等待鉴定、检测或者专家意见
        ExpertOpinion = "expert_opinion",
        /// 关键当事人无法联系
        PartyUnreachable = "party_unreachable",
        /// 不可抗力
        ForceMajeure = "force_majeure",
        /// 其他非主观原因
        Other = "other",
    }
}

record_words! {
    /// What a complainant did (Art. 20), in the order of its limbs.
    Conduct {
        /// 歪曲、捏造事实诬告、陷害他人
        FalseAccusation = "false_accusation",
        /// 在接待场所故意损坏财物，破坏工作秩序
        Disorder = "disorder",
        /// 侮辱、谩骂、殴打、威胁鉴定工作人员
        Abuse = "abuse",
    }
}

record_words! {
    /// What a file is for.
    AttachmentPurpose {
        /// 投诉举报材料
        Material = "material",
        /// 口头反映的录音 (Art. 8)
        OralRecording = "oral_recording",
        /// 调查报告附件
        ReportAnnex = "report_annex",
        /// 其他
        Other = "other",
    }
}

record_words! {
    /// How a supplement came.
    SupplementVia {
        /// By receipt code, through the public door
        ReceiptCode = "receipt_code",
        /// By the platform that handed the complaint in
        Platform = "platform",
        /// Taken down by the center
        Center = "center",
    }
}

record_words! {
    /// What a material is.
    MaterialKind {
        /// Who the complainant is
        Identity = "identity",
        /// Request, facts and reasons
        Statement = "statement",
        /// What the complainant added
        Supplement = "supplement",
        /// A file
        Attachment = "attachment",
        /// What a department is to do
        Task = "task",
        /// A department's report
        Report = "report",
        /// The reports put together
        ConsolidatedReport = "consolidated_report",
        /// What was explained to the complainant
        Answer = "answer",
        /// What a supervision order demands
        SupervisionOrder = "supervision_order",
        /// What was answered to it
        SupervisionAnswer = "supervision_answer",
        /// Why the time limit was extended
        ExtensionReason = "extension_reason",
        /// Why the case takes longer
        DelayExplanation = "delay_explanation",
        /// How a measure was carried out
        Execution = "execution",
        /// What is to be corrected
        Accountability = "accountability",
        /// What a complainant did
        ComplainantReferral = "complainant_referral",
        /// What was reported upward
        UpwardReport = "upward_report",
    }
}

/// Where a material is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// As a sealed text.
    Text(SealedRef),
    /// As a sealed file, under this attachment id.
    File(String),
}

/// A supervision order and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// As ordered.
    pub order: SupervisionOrdered,
    /// As answered.
    pub answer: Option<SupervisionAnswered>,
}

/// What happened to a case since its acceptance, and what was added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Handling {
    /// The departments, in the order of their assignment.
    pub assignments: Vec<Assignment>,
    /// What was explained to the complainant.
    pub answers: Vec<Answered>,
    /// When answers were promised.
    pub promises: Vec<ReplyPromised>,
    /// The departments' reports.
    pub reports: Vec<Reported>,
    /// The latest consolidated report.
    pub consolidated: Option<Consolidated>,
    /// Supervision orders.
    pub supervisions: Vec<Supervision>,
    /// Extensions of the time limit, in order; each goes further than the one before.
    pub extensions: Vec<Extended>,
    /// Explanations of a delay.
    pub explanations: Vec<DelayExplained>,
    /// Measures carried out.
    pub executions: Vec<MeasureExecuted>,
    /// How the complainant was told the result.
    pub feedback: Option<FedBack>,
    /// How it was archived.
    pub archive: Option<Archived>,
    /// Records of accountability.
    pub accountability: Vec<AccountabilityRecorded>,
    /// Referrals of the complainant.
    pub complainant_referrals: Vec<ComplainantReferred>,
    /// Reports to the province center.
    pub upward_reports: Vec<UpwardReported>,
    /// Measures against the effect of an exposure by media.
    pub media_measures: Vec<MediaMeasureTaken>,
    /// Statements to the public.
    pub statements: Vec<StatementPublished>,
    /// Files.
    pub attachments: Vec<AttachmentAdded>,
    /// What the complainant added.
    pub supplements: Vec<SupplementReceived>,
    /// Which other cases are, or are not, about the same matter; the latest word on each.
    pub similar: Vec<SimilarityDecided>,
    /// A proposal to destroy what is sealed.
    pub erasure_proposal: Option<ErasureProposed>,
    /// What is sealed was destroyed.
    pub erased: Option<Erased>,
}

impl Handling {
    /// Whether nothing happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The assignment of a department.
    #[must_use]
    pub fn assignment(&self, department: &str) -> Option<&Assignment> {
        self.assignments
            .iter()
            .find(|assignment| assignment.department == department)
    }

    /// The extension that holds on a day: what is recorded later does not count then.
    #[must_use]
    pub fn extension_on(&self, day: NaiveDate) -> Option<&Extended> {
        self.extensions
            .iter()
            .rev()
            .find(|extended| extended.on <= day)
    }

    /// The latest explanation of a delay by a day.
    #[must_use]
    pub fn explained_by(&self, day: NaiveDate) -> Option<&DelayExplained> {
        self.explanations
            .iter()
            .rev()
            .find(|explained| explained.on <= day)
    }

    /// How a measure was carried out, by its place from 1.
    #[must_use]
    pub fn execution(&self, measure: u32) -> Option<&MeasureExecuted> {
        self.executions
            .iter()
            .find(|execution| execution.measure == measure)
    }

    /// The report of a department.
    #[must_use]
    pub fn report_of(&self, department: &str) -> Option<&Reported> {
        self.reports
            .iter()
            .find(|report| report.department == department)
    }
}
