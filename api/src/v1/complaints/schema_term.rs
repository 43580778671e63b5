//! The shapes of the commands about time and the end of a case, for the document. They are read by [`crate::decode`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::schema::{LineText, ProseText};
use super::schema_commands::DeliveryMannerName;

/// Extension of the time limit (Art. 18, second sentence).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionInput {
    /// On which of the three grounds.
    pub reason: ExtensionReasonName,
    /// Working days from acceptance that the case may take then: more than now, no more than the cap.
    #[schema(minimum = 1, maximum = 1000, examples(30))]
    pub to_working_days: u32,
    /// Why. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// Explanation of a delay to the complainant (Art. 18, third sentence).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelayExplanationInput {
    /// The cause, which does not lie with the center.
    pub cause: DelayCauseName,
    /// How the complainant was told: a manner that reaches them.
    pub manner: DeliveryMannerName,
    /// What they were told. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// How a measure was carried out (Art. 6).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExecutionInput {
    /// The day (Asia/Shanghai): not before the conclusion, not in the future.
    pub on: NaiveDate,
    /// How. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// How the complainant was told the result (Art. 16).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeedbackInput {
    /// How: a manner that reaches them. `receipt_code` goes with cases of the public door only, `platform` with others.
    pub manner: DeliveryMannerName,
    /// The day (Asia/Shanghai): not before the conclusion, not in the future.
    pub on: NaiveDate,
}

/// Archiving (Art. 17).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchiveInput {
    /// Where paper is kept.
    #[schema(value_type = Option<LineText>, examples("档案室 3 柜 12 号"))]
    pub place: Option<String>,
}

/// A proposal to destroy what is sealed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureProposalInput {
    /// Why. It stays on record: no personal data of the complainant.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// Confirmation that what is sealed is to be destroyed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureInput {
    /// `true`: it cannot be undone.
    #[schema(examples(true))]
    pub confirm: bool,
}

/// The three grounds of Art. 18, second sentence.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionReasonName {
    /// 涉及部门较多
    SeveralDepartments,
    /// 问题较复杂
    Complex,
    /// 调查需时较长
    LongInvestigation,
}

/// Causes of a delay that do not lie with the center (Art. 18, third sentence); which kinds there are is local policy.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DelayCauseName {
    /// 等待其他机关、单位提供材料或者结论
    OtherAuthority,
    /// 等待鉴定、检测或者专家意见
    ExpertOpinion,
    /// 关键当事人无法联系
    PartyUnreachable,
    /// 不可抗力
    ForceMajeure,
    /// 其他非主观原因
    Other,
}

/// Path of a measure of a case.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MeasureOfCase {
    /// Its number within the conclusion, from 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    pub number: u32,
}
