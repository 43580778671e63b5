//! The shapes of what the public sends and is told, for the document. What is sent is read by [`crate::decode`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::v1::complaints::notices::CaseNotice;
use crate::v1::complaints::schema::{
    AccusedKindName, ComplainantBody, DivisionText, KindName, LineText, ProseText,
};
use crate::v1::evaluation::schema::EventBody;
use crate::v1::organisations::schema::ChannelsBody;

/// Header of requests that may be repeated, by whoever has no account.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct PublicIdempotencyHeader {
    /// Marks the request, so that it can be repeated without a second effect: for 24 hours the same address, key and body
    /// get the first answer again, with the same receipt code.
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

/// A complaint or report of a member of the public (Art. 8).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicComplaintInput {
    /// 投诉 (you ask for something) or 举报 (you denounce a violation).
    pub kind: KindName,
    /// Who you are; absent or null: anonymous. All of it is sealed.
    pub complainant: Option<ComplainantBody>,
    /// Who is complained of.
    pub accused: Option<PublicAccusedInput>,
    /// Where it happened: division codes (GB/T 2260); `440000` for all over the province; empty: not known.
    #[schema(max_items = 1000)]
    pub places: Option<Vec<DivisionText>>,
    /// The industry, where the matter belongs to one with a provincial center: 电力, 通信, 交通.
    #[schema(value_type = Option<LineText>)]
    pub industry: Option<String>,
    /// When it happened.
    pub event: Option<EventBody>,
    /// 请求: what you ask for. Sealed. One of request, facts and reasons must be given.
    #[schema(value_type = Option<ProseText>)]
    pub request: Option<String>,
    /// 事实: what happened. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub facts: Option<String>,
    /// 理由: why it is wrong. Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub reasons: Option<String>,
    /// What else is to be kept confidential (Art. 15). Sealed.
    #[schema(value_type = Option<ProseText>)]
    pub confidential_matters: Option<String>,
}

/// Who is complained of (Art. 9(1)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicAccusedInput {
    /// Name.
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
}

/// A receipt code: sixteen digits, in groups or not.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(
    min_length = 16,
    max_length = 19,
    pattern = "^[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{4}$",
    examples("1234-5678-9012-3456")
)]
pub struct ReceiptCodeText(pub String);

/// Asks where a case stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptCodeInput {
    /// The code.
    #[schema(value_type = ReceiptCodeText)]
    pub receipt_code: String,
}

/// Asks for a notice.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicNoticeInput {
    /// The code.
    #[schema(value_type = ReceiptCodeText)]
    pub receipt_code: String,
    /// The notice's number within the case, from 1.
    #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
    pub number: u32,
}

/// Adds something.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicSupplementInput {
    /// The code.
    #[schema(value_type = ReceiptCodeText)]
    pub receipt_code: String,
    /// What is added. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// Withdraws.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicWithdrawalInput {
    /// The code.
    #[schema(value_type = ReceiptCodeText)]
    pub receipt_code: String,
    /// Why. Sealed.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// The center that has a case.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublicCenter)]
pub struct CenterBody {
    /// Its name.
    #[schema(examples("广州市职业技能鉴定指导中心"))]
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
    /// How it can be reached (Art. 7).
    pub channels: ChannelsBody,
}

/// Who must answer (Art. 3 and 4).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublicResponsible)]
pub struct AnsweringBody {
    /// `organisation`, `elsewhere` or `supervising_department`.
    #[schema(examples("organisation"))]
    pub who: &'static str,
    /// With `elsewhere`, the place whose authority is in charge: turn there.
    #[schema(required = true)]
    pub turn_to: Option<String>,
    /// Why.
    pub reason: String,
}

/// The receipt for a complaint. It is the only time that its code is told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicReceipt)]
pub struct ReceiptBody {
    /// Sixteen digits by which the case is found again.
    #[schema(examples("1234-5678-9012-3456"))]
    pub receipt_code: String,
    /// When it came in (UTC).
    pub received_at: String,
    /// The center that has it now.
    pub center: CenterBody,
    /// Who must answer it.
    pub responsible: AnsweringBody,
    /// What Art. 8 asks for and is missing: `name`, `contact`, `request`, `facts`, `reasons`. It is no ground of refusal.
    pub form_deficiencies: Vec<&'static str>,
    /// What happens next.
    pub next_steps: Vec<&'static str>,
}

/// What became of a supplement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicSupplementTaken)]
pub struct SupplementTaken {
    /// `supplement`: it belongs to the case now; `new_complaint`: the case was closed, it is a complaint of its own.
    #[schema(examples("supplement"))]
    pub taken_as: &'static str,
    /// Its number among the supplements of the case.
    #[schema(required = true)]
    pub number: Option<u32>,
    /// With `new_complaint`, the receipt for it, with a code of its own.
    #[schema(required = true)]
    pub receipt: Option<ReceiptBody>,
    /// Makes all answers as long.
    pub padding: &'static str,
}

/// That a complaint was withdrawn.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicWithdrawalTaken)]
pub struct WithdrawalTaken {
    /// `withdrawn`.
    #[schema(examples("withdrawn"))]
    pub state: &'static str,
    /// The day.
    pub withdrawn_on: NaiveDate,
    /// Makes all answers as long.
    pub padding: &'static str,
}

/// A notice to the complainant.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicNotice {
    /// The notice.
    pub notice: CaseNotice,
    /// Makes all answers as long.
    pub padding: &'static str,
}
