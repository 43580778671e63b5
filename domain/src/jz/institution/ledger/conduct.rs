//! What is found out about the institution: declarations, evaluations, inspections, findings, complaints (jz Art. 5-12,
//! 16-18, 20-22).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;

record_words! {
    /// What an institution declares of a duty.
    Answer {
        /// 已落实
        Fulfilled = "fulfilled",
        /// 部分落实
        Partly = "partly",
        /// 未落实
        Unfulfilled = "unfulfilled",
        /// 不适用
        NotApplicable = "not_applicable",
    }
}

/// An answer to one item of the checklist of duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredItem {
    /// Id of the item.
    pub item: String,
    /// What is declared.
    pub answer: Answer,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A self-declaration over the duties of Art. 6-12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Id, such as the year.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Who signs for it.
    pub signed_by: String,
    /// The items.
    pub items: Vec<DeclaredItem>,
}

record_words! {
    /// On what an evaluation rests (Art. 5).
    EvaluationBasis {
        /// 备案信息
        Filing = "filing",
        /// 评估标准
        Standard = "standard",
    }
}

/// A comprehensive evaluation or quality inspection by the guidance center (Art. 5); the result is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Id.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// The guidance center, by organisation id.
    pub center: String,
    /// On what it rests.
    pub basis: EvaluationBasis,
    /// The result in a word, such as 合格.
    pub result: String,
    /// What was found, for the public.
    pub summary: String,
    /// The day from which the public sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

/// The published result of an inspection (Art. 15, 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// Id of the inspection.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Whether nothing was found.
    pub clean: bool,
    /// The result, for the public.
    pub summary: String,
    /// The day from which the public sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

/// Something that is to be put right by a day (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rectification {
    /// Id.
    pub id: String,
    /// What is to be put right.
    pub subject: String,
    /// The day it was ordered.
    pub ordered_on: NaiveDate,
    /// Last day for it.
    pub due_on: NaiveDate,
    /// The day on which the institution reported it done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// The day on which it was done, accepted by the authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_on: Option<NaiveDate>,
    /// The proceeding that ordered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
    /// The warning that it belongs to, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

record_words! {
    /// From where a finding comes.
    FindingSource {
        /// 监督检查
        Inspection = "inspection",
        /// 评价批次 data
        Batch = "batch",
        /// 备案申请
        Filing = "filing",
        /// 综合评估
        Evaluation = "evaluation",
        /// 投诉举报
        Complaint = "complaint",
        /// 有关部门建议
        Department = "department",
        /// 其他
        Other = "other",
    }
}

record_words! {
    /// Whether a finding holds.
    Verdict {
        /// 待核实
        Alleged = "alleged",
        /// 属实
        Verified = "verified",
        /// 不属实
        Dismissed = "dismissed",
    }
}

/// A finding: a breach of a provision, alleged until it is verified or dismissed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Id; that of a candidate where it decides on one, such as `art21/5:B0188`.
    pub id: String,
    /// The provision.
    pub breach: Breach,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// From where it comes.
    pub source: FindingSource,
    /// Number of the inspection, batch or case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What shows it.
    pub evidence: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The day on which that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<NaiveDate>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

record_words! {
    /// How far a complaint was substantiated.
    Substantiation {
        /// 属实
        Substantiated = "substantiated",
        /// 部分属实
        Partly = "partly",
        /// 不属实, after the case was decided anew
        Withdrawn = "withdrawn",
    }
}

/// A concluded complaint case about the institution, by number only (Art. 17, 21(3)): nothing about the complainant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    /// Number of the case.
    pub id: String,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// The day it was concluded.
    pub concluded_on: NaiveDate,
    /// How far it was substantiated.
    pub outcome: Substantiation,
}

/// A reason not to have assessed for a time (Art. 21(2): 正当理由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Justification {
    /// Id.
    pub id: String,
    /// The reason.
    pub reason: String,
    /// The day it was put forward.
    pub on: NaiveDate,
    /// Last day for which it justifies; none: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Whether the authority accepts it; none: not decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<bool>,
    /// The day on which that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<NaiveDate>,
}
