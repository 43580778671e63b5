//! The shapes of what clients send about ledgers, for the document; `slots_work.rs` and `slots_conduct.rs` read them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::complaints::schema::{LineText, ProseText};

/// A batch (Art. 16(4), 20, 21). What is absent is not known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerBatchInput {
    /// The institution's number for it.
    #[schema(
        min_length = 1,
        max_length = 48,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+$"
    )]
    pub id: String,
    /// `planned`, `held` or `cancelled`.
    #[schema(value_type = LineText, examples("planned"))]
    pub status: String,
    /// Occupation code.
    #[schema(value_type = LineText, examples("6-31-01-03"))]
    pub occupation: String,
    /// Level, 5 the lowest.
    #[schema(maximum = 1000000000)]
    pub level: u32,
    /// The day it is planned for or was held.
    pub held_on: NaiveDate,
    /// Division of the place, six digits.
    #[schema(value_type = Option<LineText>, examples("421002"))]
    pub division: Option<String>,
    /// Address of the place.
    #[schema(value_type = Option<LineText>)]
    pub place: Option<String>,
    /// Candidates.
    #[schema(maximum = 1000000000)]
    pub candidates: Option<u32>,
    /// Candidates without the required qualification (Art. 20(1)).
    #[schema(maximum = 1000000000)]
    pub unqualified_candidates: Option<u32>,
    /// Candidates who passed.
    #[schema(maximum = 1000000000)]
    pub passed: Option<u32>,
    /// Code of the paper (Art. 20(4)).
    #[schema(value_type = Option<LineText>)]
    pub paper_code: Option<String>,
    /// Fee charged from each candidate, in yuan (Art. 8).
    #[schema(maximum = 1000000000)]
    pub fee_charged_yuan: Option<u32>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// What a batch came to. What is absent stays as planned, or is not known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchResultsInput {
    /// The day it was held, where that is another than planned.
    pub held_on: Option<NaiveDate>,
    /// Candidates.
    #[schema(maximum = 1000000000)]
    pub candidates: Option<u32>,
    /// Candidates without the required qualification (Art. 20(1)).
    #[schema(maximum = 1000000000)]
    pub unqualified_candidates: Option<u32>,
    /// Candidates who passed.
    #[schema(maximum = 1000000000)]
    pub passed: Option<u32>,
    /// Code of the paper (Art. 20(4)).
    #[schema(value_type = Option<LineText>)]
    pub paper_code: Option<String>,
    /// Fee charged from each candidate, in yuan (Art. 8).
    #[schema(maximum = 1000000000)]
    pub fee_charged_yuan: Option<u32>,
}

/// A published fee standard (Art. 8).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeInput {
    /// Its id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// Occupation code; absent: all occupations.
    #[schema(value_type = Option<LineText>)]
    pub occupation: Option<String>,
    /// Level; absent: all levels.
    #[schema(maximum = 1000000000)]
    pub level: Option<u32>,
    /// Fee for each candidate, in yuan.
    #[schema(maximum = 1000000000)]
    pub yuan: u32,
    /// On what it rests (收费依据).
    #[schema(value_type = Option<ProseText>)]
    pub basis: Option<String>,
    /// First day for which it is published.
    pub from: NaiveDate,
    /// Last day; absent: until another takes its place.
    pub to: Option<NaiveDate>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// An annual report (Art. 21(4)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportInput {
    /// The year it is about.
    #[schema(value_type = LineText, examples("2025"))]
    pub id: String,
    /// Last day for it; the authority's to set, local policy's unless given.
    pub due_on: Option<NaiveDate>,
    /// The day it was handed in; absent: not yet.
    pub submitted_on: Option<NaiveDate>,
    /// What it says in short, or where it lies.
    #[schema(value_type = Option<ProseText>)]
    pub summary: Option<String>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// An assessor's certificate (Art. 7).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateInput {
    /// Its number.
    #[schema(value_type = LineText)]
    pub number: String,
    /// Occupation code it is for.
    #[schema(value_type = LineText)]
    pub occupation: String,
    /// First day of validity.
    pub from: NaiveDate,
    /// Last day of validity.
    pub until: NaiveDate,
}

/// Somebody who works there (Art. 7).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffInput {
    /// The institution's number for the person.
    #[schema(value_type = LineText)]
    pub id: String,
    /// Name.
    #[schema(value_type = LineText)]
    pub name: String,
    /// 岗位: what the person does.
    #[schema(value_type = LineText)]
    pub post: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; absent: still there.
    pub to: Option<NaiveDate>,
    /// Last day of the contract; absent: no term, or none on record.
    pub contract_until: Option<NaiveDate>,
    /// Days on which the person was trained.
    #[schema(max_items = 1000)]
    pub trained_on: Option<Vec<NaiveDate>>,
    /// Certificates as an assessor.
    #[schema(max_items = 1000)]
    pub certificates: Option<Vec<CertificateInput>>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// Records of assessments that are kept (Art. 9).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionInput {
    /// Its id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// What is kept.
    #[schema(value_type = LineText)]
    pub subject: String,
    /// `paper` (3 years at least) or `electronic` (5).
    #[schema(value_type = LineText, examples("paper"))]
    pub medium: String,
    /// The batch it is about, by id.
    #[schema(value_type = Option<LineText>)]
    pub batch: Option<String>,
    /// The day from which the years count.
    pub produced_on: NaiveDate,
    /// Last day on which it is kept; the law's minimum unless given, and never sooner.
    pub keep_until: Option<NaiveDate>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// An answer to one item of the checklist of duties.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredItemInput {
    /// Id of the item, as `/api/v1/institutions/duties` lists them.
    #[schema(value_type = LineText, examples("art8_fees_displayed"))]
    pub item: String,
    /// `fulfilled`, `partly`, `unfulfilled` or `not_applicable`.
    #[schema(value_type = LineText, examples("fulfilled"))]
    pub answer: String,
    /// Remark.
    #[schema(value_type = Option<ProseText>)]
    pub remark: Option<String>,
}

/// A self-declaration over the duties of Art. 6-12: each of them once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclarationInput {
    /// Its id, such as the year.
    #[schema(value_type = LineText)]
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Who signs for it.
    #[schema(value_type = LineText)]
    pub signed_by: String,
    /// The items.
    #[schema(max_items = 1000)]
    pub items: Vec<DeclaredItemInput>,
}

/// A comprehensive evaluation or quality inspection (Art. 5).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionEvaluationInput {
    /// Its id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// `filing` or `standard`.
    #[schema(value_type = LineText, examples("standard"))]
    pub basis: String,
    /// The result in a word, such as 合格.
    #[schema(value_type = LineText)]
    pub result: String,
    /// What was found, for the public.
    #[schema(value_type = ProseText)]
    pub summary: String,
    /// The day from which the public sees it.
    pub published_on: Option<NaiveDate>,
    /// Why it is corrected; of a correction alone.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// Something that is to be put right by a day (Art. 21).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RectificationInput {
    /// Its id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// What is to be put right.
    #[schema(value_type = ProseText)]
    pub subject: String,
    /// The day it was ordered.
    pub ordered_on: NaiveDate,
    /// Last day for it.
    pub due_on: NaiveDate,
    /// The warning that it belongs to, by id.
    #[schema(value_type = Option<LineText>)]
    pub warning: Option<String>,
}

/// The institution's report that something is put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompletionInput {
    /// The day on which it was done.
    pub on: NaiveDate,
    /// What was done.
    #[schema(value_type = ProseText)]
    pub statement: String,
}

/// Whether the authority accepts that something was put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RectificationAcceptanceInput {
    /// The day on which it was done; absent: it is sent back.
    pub completed_on: Option<NaiveDate>,
    /// Why.
    #[schema(value_type = ProseText)]
    pub remark: String,
}

/// A reason not to have assessed for a time (Art. 21(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JustificationInput {
    /// Its id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// The reason.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// The day it is put forward.
    pub on: NaiveDate,
    /// Last day for which it justifies; absent: open.
    pub until: Option<NaiveDate>,
}

/// Whether a reason not to have assessed is accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JustificationDecisionInput {
    /// Whether it is.
    pub accepted: bool,
    /// Why.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// A finding: alleged until an officer verifies or dismisses it (Art. 16, 20-22).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingInput {
    /// Its id; one is made unless given.
    #[schema(value_type = Option<LineText>)]
    pub id: Option<String>,
    /// The provision it is a breach of.
    #[schema(value_type = LineText, examples("jz-institutions/art20/2"))]
    pub provision: String,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// `inspection`, `batch`, `filing`, `evaluation`, `complaint`, `department` or `other`.
    #[schema(value_type = LineText, examples("inspection"))]
    pub source: String,
    /// Number of the inspection, batch or case.
    #[schema(value_type = Option<LineText>)]
    pub reference: Option<String>,
    /// What shows it. Nothing about a complainant.
    #[schema(value_type = ProseText)]
    pub evidence: String,
}

/// Why something is done. It stays on record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerReasonInput {
    /// Why.
    #[schema(value_type = ProseText)]
    pub reason: String,
}
