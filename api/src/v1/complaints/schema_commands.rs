//! The shapes of the commands to a case, for the document. They are read by [`crate::decode`]; a test holds the two against
//! each other.
//!
//! Texts of commands stand in the record unsealed, where everybody who may read the case reads them: so none may hold
//! personal data of the complainant (Art. 15). What is sealed says so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::{AccusedKindName, DivisionText, KindName, LineText, ProseText};
use crate::v1::evaluation::schema::{ChannelName, EventBody};

/// Rejection (Art. 10).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectionInput {
    /// Items of Art. 10. With a departure: those the officer finds met. Without: may be left out, since the evaluation
    /// names them; what is given must be among them.
    #[schema(value_type = Option<Vec<LineText>>, max_items = 6, examples(json!(["gd-complaints/art10/2"])))]
    pub grounds: Option<Vec<String>>,
    /// Why, where the latest evaluation does not say `reject`. It stays on record: no personal data of the complainant.
    #[schema(value_type = Option<ProseText>)]
    pub departure: Option<String>,
}

/// Referral to the authority in charge (Art. 3 and 4). Either `organisation_id` or `name` is given.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralInput {
    /// The center or authority, where it is one of this system; its name is then known.
    #[schema(value_type = Option<LineText>, examples("gd-440000"))]
    pub organisation_id: Option<String>,
    /// The name of an authority that is none of this system: the complainant is told to turn to it.
    #[schema(value_type = Option<LineText>)]
    pub name: Option<String>,
    /// Why it is the one in charge. It stands in the notice and on record: no personal data of the complainant.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// Why, where the rules lead elsewhere. It stays on record: no personal data of the complainant.
    #[schema(value_type = Option<ProseText>)]
    pub departure: Option<String>,
}

/// Joining to the complainant's earlier case (Art. 10(3)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoiningInput {
    /// The earlier case: open, of the same center, among the earlier cases of the latest evaluation.
    #[schema(value_type = LineText, examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub target: String,
    /// Why, where the rules do not lead to joining. It stays on record: no personal data of the complainant.
    #[schema(value_type = Option<ProseText>)]
    pub departure: Option<String>,
}

/// Review of a rejection.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectionReviewInput {
    /// Whether the rejection stands.
    pub outcome: ReviewOutcomeName,
    /// Why. It stays on record: no personal data of the complainant.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// Withdrawal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalInput {
    /// Who withdrew.
    pub by: WithdrawnByName,
    /// Why, as far as they said. It stays on record: no personal data of the complainant.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// Conclusion (Art. 18).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConclusionInput {
    /// What came out.
    pub outcome: ConclusionOutcomeName,
    /// What is done about it.
    #[schema(max_items = 50)]
    pub measures: Option<Vec<MeasureInput>>,
    /// Why, where the reports, as put together, found otherwise. It stays on record: no personal data of the complainant.
    #[schema(value_type = Option<ProseText>)]
    pub departure: Option<String>,
}

/// Something to be done about what was found (Art. 6).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureInput {
    /// What. It stays on record and the complainant is told: no personal data.
    #[schema(value_type = ProseText)]
    pub text: String,
    /// The undertaking department of the case that carries it out; absent: the center.
    #[schema(value_type = Option<LineText>)]
    pub department: Option<String>,
}

/// The subject line of a case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectInput {
    /// What the case is about, in the officer's words. Whoever lists cases reads it: no personal data of the complainant,
    /// nothing they ask to keep confidential.
    #[schema(value_type = LineText, examples("电工四级实操替考"))]
    pub subject: String,
}

/// How a notice reached the complainant (Art. 10).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeDeliveryInput {
    /// The notice, by its number within the case.
    #[schema(minimum = 1, maximum = 1_000_000_000, examples(1))]
    pub notice: u32,
    /// How.
    pub manner: DeliveryMannerName,
    /// The day (Asia/Shanghai): not before that of the notice, not in the future.
    pub on: NaiveDate,
}

/// Handing over an officer's cases.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverInput {
    /// The officer who has them: a client id. May have left the center, or be disabled.
    #[schema(value_type = LineText, examples("0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071"))]
    pub from_officer: String,
    /// The officer who is to have them: the id of a client of the same center who may decide on its cases.
    #[schema(value_type = LineText, examples("0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6072"))]
    pub to_officer: String,
    /// Why. It stays on record: no personal data of the complainant.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// Which cases; all that are open, if absent. Each must be open and the officer's.
    #[schema(value_type = Option<Vec<LineText>>, min_items = 1, max_items = 1000)]
    pub case_ids: Option<Vec<String>>,
}

/// Corrections of what was taken down (Art. 8). What is absent stays as it is; null means that it is not known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionInput {
    /// 投诉 or 举报.
    #[schema(nullable = false)]
    pub kind: Option<KindName>,
    /// How it came in (Art. 2).
    #[schema(nullable = false)]
    pub channel: Option<ChannelName>,
    /// The day it was put forward (Asia/Shanghai).
    #[schema(nullable = false)]
    pub submitted_on: Option<NaiveDate>,
    /// Who puts it forward, as a whole: nothing of what was given before remains. Sealed anew; the old stays, sealed.
    #[schema(nullable = false)]
    pub complainant: Option<ComplainantCorrection>,
    /// What the complainant says, as a whole. Sealed anew; the old stays, sealed.
    #[schema(nullable = false)]
    pub statement: Option<StatementCorrection>,
    /// The complainant asks for confidentiality (Art. 15).
    #[schema(nullable = false)]
    pub wants_confidentiality: Option<bool>,
    /// Who is complained of; what is absent of it stays.
    #[schema(nullable = false)]
    pub accused: Option<AccusedCorrection>,
    /// Where the event happened, as a whole; empty: not known.
    #[schema(nullable = false, max_items = 1000)]
    pub places: Option<Vec<DivisionText>>,
    /// The industry.
    #[schema(value_type = Option<LineText>)]
    pub industry: Option<String>,
    /// When the event happened, as a whole.
    pub event: Option<EventBody>,
    /// Art. 13: exposed by media.
    pub media_exposed: Option<bool>,
    /// Art. 4(2): of considerable impact.
    pub high_impact: Option<bool>,
    /// Art. 15: urgent.
    pub urgent: Option<bool>,
    /// The member of staff who took it down first.
    #[schema(value_type = Option<LineText>)]
    pub first_receiver: Option<String>,
}

/// Who puts a complaint forward (Art. 8), as a whole. All of it is sealed. Masked values are refused.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplainantCorrection {
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
}

/// What the complainant says (Art. 8), as a whole. All of it is sealed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementCorrection {
    /// 请求: what they ask for.
    #[schema(value_type = Option<ProseText>)]
    pub request: Option<String>,
    /// 事实: what happened.
    #[schema(value_type = Option<ProseText>)]
    pub facts: Option<String>,
    /// 理由: why it is wrong.
    #[schema(value_type = Option<ProseText>)]
    pub reasons: Option<String>,
    /// The written record of an oral complaint.
    #[schema(value_type = Option<ProseText>)]
    pub oral_record: Option<String>,
    /// What else they ask to keep confidential (Art. 15).
    #[schema(value_type = Option<ProseText>)]
    pub confidential_matters: Option<String>,
}

/// Who is complained of; what is absent stays, null means that it is not known.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccusedCorrection {
    /// Name, as the complainant gives it.
    #[schema(value_type = Option<LineText>)]
    pub name: Option<String>,
    /// What it is.
    #[schema(nullable = false)]
    pub kind: Option<AccusedKindName>,
    /// Unified social credit code (GB 32100), checked.
    #[schema(value_type = Option<LineText>, examples("91350100M000100Y43"))]
    pub uscc: Option<String>,
    /// Its division.
    pub division: Option<DivisionText>,
    /// Its organisation id, where it is one of this system.
    #[schema(value_type = Option<LineText>)]
    pub organisation_id: Option<String>,
}

/// What a review of a rejection comes to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcomeName {
    /// 维持: the rejection stands.
    Upheld,
    /// 撤销，重新审查: the case is examined anew.
    Reopened,
}

/// Who withdrew.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawnByName {
    /// 提出人本人
    Complainant,
    /// 其代理人
    Representative,
}

/// How a case ends on its merits.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConclusionOutcomeName {
    /// 属实
    Substantiated,
    /// 部分属实
    Partly,
    /// 不属实
    Unsubstantiated,
    /// 无法查实
    Unverifiable,
    /// 已引导解释 (Art. 12): only on the guidance track.
    Guided,
}

/// How a notice reached the complainant.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMannerName {
    /// 当面送达
    InPerson,
    /// 邮寄
    Post,
    /// 电子邮件
    Email,
    /// 传真
    Fax,
    /// 短信
    Sms,
    /// 电话告知
    Phone,
    /// 经由转来的平台
    Platform,
    /// 凭回执码查询
    ReceiptCode,
    /// 其他
    Other,
}
