//! What is sent about filings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::v1::complaints::schema::{DivisionText, LineText, ProseText};

/// The id of an institution.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InstitutionId {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
}

/// An application of an institution.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ApplicationNumber {
    /// Number of the application, from 1.
    #[param(minimum = 1, maximum = 4294967295_u64, example = 1)]
    pub number: u32,
}

/// The header by which a request may be repeated.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct RepeatHeader {
    /// Marks the request, so that it can be repeated without a second effect.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        nullable = false,
        min_length = 1,
        max_length = 200,
        pattern = "^[!-~]+$",
        example = "8e03978e-40d5-43e8-bc93-6894a57f9324"
    )]
    pub idempotency_key: Option<String>,
}

/// A unified social credit code (GB 32100); full-width and small letters are understood.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(
    min_length = 18,
    max_length = 60,
    pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$",
    examples("52421002MJXHQ9PY9C")
)]
pub struct UsccText(pub String);

/// A level, 5 the lowest.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(minimum = 1, maximum = 5)]
pub struct LevelNumber(pub u8);

/// The two kinds of institution of Art. 2.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKindName {
    /// 用人单位
    Employer,
    /// 社会培训评价组织
    SocialTraining,
}

/// What is applied for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationKindName {
    /// 备案
    Filing,
    /// 变更
    Change,
    /// 续期
    Renewal,
}

/// What became of an application.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FilingOutcome)]
pub enum OutcomeName {
    /// 准予
    Granted,
    /// 不予
    Refused,
}

/// An occupation of the national classification, with levels.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OccupationInput {
    /// Code of the national classification.
    #[schema(value_type = LineText, examples("6-31-01-03"))]
    pub code: String,
    /// Levels, from 5, the lowest, to 1.
    #[schema(value_type = Vec<LevelNumber>, min_items = 1, max_items = 5, examples(json!([5, 4, 3])))]
    pub levels: Vec<u8>,
}

/// What is to be filed (Art. 2, 16(1)-(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilingContentInput {
    /// Its name.
    #[schema(value_type = LineText, examples("荆州市荆岫职业培训学校"))]
    pub name: String,
    /// Employer or social training organisation.
    pub kind: InstitutionKindName,
    /// 主要负责人: who would be interviewed under Art. 20.
    #[schema(value_type = LineText, examples("宋启文"))]
    pub principal: String,
    /// Division of its seat; within the authority's (Art. 3).
    #[schema(value_type = DivisionText, examples("421002"))]
    pub division: String,
    /// Places of assessment, the seat's address first.
    #[schema(value_type = Vec<LineText>, min_items = 1, max_items = 50)]
    pub places: Vec<String>,
    /// Occupations and levels.
    #[schema(min_items = 1, max_items = 200)]
    pub occupations: Vec<OccupationInput>,
}

/// An application for a filing (Art. 2, 3).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FilingInput)]
pub struct FilingInput {
    /// Unified social credit code.
    #[schema(value_type = UsccText)]
    pub uscc: String,
    /// What is to be filed.
    pub content: FilingContentInput,
    /// The day it was handed in; today unless the authority records an earlier one.
    pub on: Option<NaiveDate>,
    /// The institution's organisation, where it has accounts and the authority takes the application down.
    #[schema(value_type = Option<LineText>)]
    pub organisation_id: Option<String>,
}

/// An application of an institution on record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationInput {
    /// What for.
    pub kind: ApplicationKindName,
    /// What is to be filed; needed but for a renewal, which otherwise leaves it as it is.
    pub content: Option<FilingContentInput>,
    /// Renewal: the last day of validity that is asked for; as local policy has it unless given.
    pub valid_until: Option<NaiveDate>,
    /// The day it was handed in; today unless the authority records an earlier one.
    pub on: Option<NaiveDate>,
    /// The institution's organisation, where it has accounts and the authority takes the application down.
    #[schema(value_type = Option<LineText>)]
    pub organisation_id: Option<String>,
}

/// A decision on an application (Art. 3).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilingDecisionInput {
    /// Granted or refused.
    pub outcome: OutcomeName,
    /// Why; needed where it is refused.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
    /// The day of the decision, from which what is granted holds; today unless given.
    pub on: Option<NaiveDate>,
    /// Last day of validity, where it is shorter than local policy has it.
    pub valid_until: Option<NaiveDate>,
}

/// Why an application is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationWithdrawalInput {
    /// Why.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// The day; today unless given.
    pub on: Option<NaiveDate>,
}

/// Why an institution ends its work (Art. 23).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeregistrationInput {
    /// Why.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// The day it was reported; today unless the authority records an earlier one.
    pub on: Option<NaiveDate>,
}

/// From when an institution is deregistered (Art. 23).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeregistrationCompletionInput {
    /// The day from which it is not filed any more; today unless given.
    pub on: Option<NaiveDate>,
}
