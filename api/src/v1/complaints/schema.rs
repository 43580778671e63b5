//! The shapes of what clients send about complaints, for the document. They are read by [`crate::decode`]; a test holds
//! the two against each other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::v1::evaluation::schema::{ChannelName, EventBody};

/// Header of requests that may be repeated.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IdempotencyHeader {
    /// Marks the request, so that it can be repeated without a second effect: for 24 hours the same client, key and body get
    /// the first answer again.
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

/// Headers of a command.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct CommandHeaders {
    /// The ETag of the case as it was read: 412 if it has changed since.
    #[param(
        rename = "If-Match",
        required = true,
        nullable = false,
        max_length = 100,
        pattern = "^\"[0-9]+\"$",
        example = "\"1\""
    )]
    pub if_match: String,
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

/// What is taken down of a complaint or report (Art. 8).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IntakeBody {
    /// The regulation, `gd` or `jz`: that of the caller's organisation; a platform may name either.
    #[schema(examples("gd"))]
    pub regime: Option<RegimeName>,
    /// 投诉 (the complainant asks for something) or 举报 (denounces a violation).
    pub kind: KindName,
    /// How it came in (Art. 2).
    pub channel: ChannelName,
    /// When it came in, with its offset; now, if absent. Not in the future.
    #[schema(format = DateTime, max_length = 40, examples("2026-11-20T09:30:00+08:00"))]
    pub received_at: Option<String>,
    /// The day it was put forward (Asia/Shanghai), such as a letter's date of posting; the day it came in, if absent.
    pub submitted_on: Option<NaiveDate>,
    /// Who puts it forward; absent or null: anonymous. All of it is sealed.
    pub complainant: Option<ComplainantBody>,
    /// Who is complained of.
    pub accused: Option<AccusedInput>,
    /// Where the event happened: division codes (GB/T 2260); `440000` for all over the province; empty: not known.
    #[schema(max_items = 1000)]
    pub places: Option<Vec<DivisionText>>,
    /// The industry, where the matter belongs to one with a provincial center: 电力, 通信, 交通.
    #[schema(value_type = Option<LineText>)]
    pub industry: Option<String>,
    /// When the event happened.
    pub event: Option<EventBody>,
    /// 请求: what the complainant asks for. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub request: Option<String>,
    /// 事实: what happened. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub facts: Option<String>,
    /// 理由: why it is wrong. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub reasons: Option<String>,
    /// The written record of an oral complaint, by whoever took it down first. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub oral_record: Option<String>,
    /// What else the complainant asks to keep confidential (Art. 15). Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub confidential_matters: Option<String>,
    /// Art. 13: exposed by media.
    pub media_exposed: Option<bool>,
    /// Art. 4(2): of considerable impact.
    pub high_impact: Option<bool>,
    /// Art. 15: urgent.
    pub urgent: Option<bool>,
    /// The member of staff who took it down first; required of the channels `phone` and `visit` (Art. 8).
    #[schema(value_type = Option<LineText>)]
    pub first_receiver: Option<String>,
    /// The submitting system's own number: unique for each client.
    #[schema(value_type = Option<LineText>)]
    pub external_ref: Option<String>,
    /// The office or system on whose behalf it is passed on; no personal data.
    #[schema(value_type = Option<LineText>)]
    pub submitted_for: Option<String>,
}

/// Who puts a complaint forward (Art. 8). All of it is sealed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplainantBody {
    /// 姓名（名称）
    #[schema(value_type = Option<LineText>)]
    pub name: Option<String>,
    /// Telephone number, in any usual spelling.
    #[schema(value_type = Option<LineText>, examples("19900000116"))]
    pub phone: Option<String>,
    /// E-mail address.
    #[schema(value_type = Option<LineText>, examples("zhang.san@example.cn"))]
    pub email: Option<String>,
    /// Citizen identity number (GB 11643), checked.
    #[schema(value_type = Option<LineText>, examples("11010519491231002X"))]
    pub id_number: Option<String>,
    /// Postal address.
    #[schema(value_type = Option<LineText>)]
    pub address: Option<String>,
    /// Any other way to reach them.
    #[schema(value_type = Option<LineText>)]
    pub other_contact: Option<String>,
    /// They ask for confidentiality (Art. 15).
    #[serde(default)]
    #[schema(default = false)]
    pub wants_confidentiality: bool,
}

/// Who is complained of (Art. 9(1)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccusedInput {
    /// Name, as the complainant gives it.
    #[schema(value_type = Option<LineText>)]
    pub name: Option<String>,
    /// What it is.
    #[serde(default)]
    #[schema(default = "unknown")]
    pub kind: AccusedKindName,
    /// Unified social credit code (GB 32100), checked.
    #[schema(value_type = Option<LineText>, examples("91350100M000100Y43"))]
    pub uscc: Option<String>,
    /// Its division.
    pub division: Option<DivisionText>,
    /// Its organisation id, where it is one of this system.
    #[schema(value_type = Option<LineText>)]
    pub organisation_id: Option<String>,
}

/// What only an officer can say of a complaint; what is null or absent is unknown.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentBody {
    /// Art. 9(1): the accused party is definite.
    pub accused_identified: Option<bool>,
    /// Art. 9(1): the violation is definite.
    pub violation_specified: Option<bool>,
    /// Art. 10(2): there is a factual basis.
    pub has_factual_basis: Option<bool>,
    /// Art. 9(2): within function.
    pub within_function: Option<bool>,
    /// Art. 10(5), 12: normal or day-to-day business of appraisal.
    pub routine_business: Option<bool>,
    /// Art. 10(5): the normal procedure was followed first.
    pub normal_procedure_followed: Option<bool>,
    /// Art. 12: already answered on the spot.
    pub answered_on_the_spot: Option<bool>,
    /// Art. 13: exposed by media; absent leaves what intake recorded.
    pub media_exposed: Option<bool>,
    /// Art. 4(2): of considerable impact; absent leaves what intake recorded.
    pub high_impact: Option<bool>,
    /// Art. 15: urgent; absent leaves what intake recorded.
    pub urgent: Option<bool>,
    /// Why the case is not of considerable impact, urgent or exposed by media, where it was taken for such until now:
    /// required then. It stays on record: no personal data of the complainant.
    #[schema(value_type = Option<ProseText>)]
    pub attention_reason: Option<String>,
    /// Of each earlier case: whether it is the same matter, and whether this one brings new facts. The same complainant's
    /// cases are found by themselves; others may be named too.
    #[schema(max_items = 200)]
    pub priors: Option<Vec<PriorInput>>,
}

/// What an officer says of an earlier case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorInput {
    /// The earlier case.
    #[schema(value_type = LineText)]
    pub case_id: String,
    /// It is about the same matter.
    pub same_matter: Option<bool>,
    /// This one brings new facts (Art. 10(4)).
    pub raises_new_facts: Option<bool>,
}

/// Acceptance.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceInput {
    /// The officer who is to handle it: a client id; whoever accepts, if absent.
    #[schema(value_type = Option<LineText>)]
    pub officer: Option<String>,
    /// Why, where the latest evaluation does not say `accept`.
    #[schema(value_type = Option<ProseText>)]
    pub departure: Option<String>,
}

/// A line of text, not blank, without control or bidirectional control characters.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(
    min_length = 1,
    max_length = 200,
    pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+$"
)]
pub struct LineText(pub String);

/// A text of several lines, not blank, without bidirectional control characters.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(
    min_length = 1,
    max_length = 20000,
    pattern = "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+$"
)]
pub struct ProseText(pub String);

/// Six digits of GB/T 2260.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(
    min_length = 6,
    max_length = 6,
    pattern = "^[0-9]{6}$",
    examples("440106")
)]
pub struct DivisionText(pub String);

/// A regulation.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegimeName {
    /// Guangdong.
    Gd,
    /// Jingzhou.
    Jz,
}

/// Complaint or report.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    /// 投诉
    Complaint,
    /// 举报
    Report,
}

/// What the accused party is.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccusedKindName {
    /// 社会培训评价组织
    SocialTraining,
    /// 用人单位
    Employer,
    /// 职业技能鉴定所（站）
    AppraisalStation,
    /// 高新技术考试站
    HighTechExamStation,
    /// 定点考场
    ExamSite,
    /// 行业协会
    IndustryAssociation,
    /// 鉴定指导部门
    GuidanceCenter,
    /// 其他
    Other,
    /// 不明
    #[default]
    Unknown,
}

/// Path of a case.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CaseId {
    /// Id of the case.
    #[param(
        format = "uuid",
        min_length = 36,
        max_length = 36,
        example = "0190b6a0-7c00-7000-8000-000000000001"
    )]
    pub id: String,
}
