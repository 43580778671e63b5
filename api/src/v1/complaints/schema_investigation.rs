//! The shapes of what is sent between acceptance and conclusion (Art. 5, 6, 11, 12, 14), for the document. They are read
//! by [`crate::decode`]; a test holds the two against each other.
//!
//! Every text here is sealed: who may see it reads it back by a disclosure, for a purpose and on record (Art. 15).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::{LineText, ProseText};
use super::schema_commands::DeliveryMannerName;

/// Assignment to undertaking departments (Art. 11 and 14).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentsInput {
    /// Departments that do not have the case yet. Of all that have it, exactly one leads.
    #[schema(min_items = 1, max_items = 20)]
    pub assignments: Vec<AssignmentInput>,
}

/// Assignment to one department.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentInput {
    /// An undertaking department of the organisation that holds the case, or that organisation itself.
    #[schema(value_type = LineText, examples("gd-440100"))]
    pub department: String,
    /// Whether it leads; may be left out: the only department of a case leads by itself, any other is a co-handler.
    pub part: Option<PartName>,
    /// What it is to do. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub task: Option<String>,
    /// The materials it may see, by their ids (`statement`, `identity`, or those of the list of materials).
    #[schema(value_type = Option<Vec<LineText>>, max_items = 200, examples(json!(["statement"])))]
    pub materials: Option<Vec<String>>,
    /// When its report is expected; today or later.
    pub due_on: Option<NaiveDate>,
}

/// The part of a department among several (Art. 14).
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    /// 牵头
    Lead,
    /// 协办
    CoHandler,
}

/// Further materials for a department (Art. 11).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialShareInput {
    /// A department that has the case.
    #[schema(value_type = LineText, examples("gd-440100"))]
    pub department: String,
    /// The materials, by their ids; at least one that it may not see yet.
    #[schema(value_type = Vec<LineText>, min_items = 1, max_items = 200, examples(json!(["identity"])))]
    pub materials: Vec<String>,
}

/// Guidance and explanation (Art. 12).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GuidanceAnswerInput {
    /// How the complainant was answered: required where they left contact, not to be given where they left none.
    pub manner: Option<DeliveryMannerName>,
    /// What was explained. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// When an answer is promised (Art. 12).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyPromiseInput {
    /// The day (Asia/Shanghai): today or later.
    pub promised_on: NaiveDate,
    /// How the complainant was told.
    pub manner: DeliveryMannerName,
}

/// An investigation report (Art. 6).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportInput {
    /// The department whose report it is; absent: the caller's own. The center may hand in one that came on paper.
    #[schema(value_type = Option<LineText>, examples("gd-440100"))]
    pub department: Option<String>,
    /// What it found.
    pub finding: FindingName,
    /// The report. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// The consolidated report (Art. 5(4)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsolidatedReportInput {
    /// What was found on the whole.
    pub finding: FindingName,
    /// The report. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// A supervision order (Art. 5(3)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisionOrderInput {
    /// A department that has the case; absent: the officer who handles it.
    #[schema(value_type = Option<LineText>, examples("gd-440100"))]
    pub department: Option<String>,
    /// When it must be answered (Asia/Shanghai): today or later.
    pub due_on: NaiveDate,
    /// What is demanded. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// The answer to a supervision order (Art. 5(3)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisionAnswerInput {
    /// The answer. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// Which material, and what for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialDisclosureInput {
    /// The purpose, in words; it stays on record.
    #[schema(value_type = LineText, examples("核对调查报告"))]
    pub purpose: String,
    /// The material, by its id: `statement`, `identity`, or that of a sealed text.
    #[schema(value_type = LineText, examples("statement"))]
    pub material: String,
}

/// What an investigation finds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingName {
    /// 属实
    Substantiated,
    /// 部分属实
    Partly,
    /// 不属实
    Unsubstantiated,
    /// 无法查实
    Unverifiable,
}
