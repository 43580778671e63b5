//! The shapes of reports upward, answers to the public, accountability and referral of a complainant, for the document.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::{LineText, ProseText};

/// A report to the province center (Art. 4(2), 15).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpwardReportInput {
    /// What is reported. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}

/// A measure against the effect of an exposure by media (Art. 13).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaMeasureInput {
    /// What was done. It stands in the record unsealed: nothing of who the complainant is or what they wrote.
    #[schema(value_type = ProseText)]
    pub measure: String,
    /// The day (Asia/Shanghai): not before the case came in, not in the future.
    pub on: NaiveDate,
}

/// A statement to the public (Art. 13). It is published as it stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicStatementInput {
    /// Its title.
    #[schema(value_type = LineText)]
    pub title: String,
    /// What it says: nothing of who the complainant is or what they wrote.
    #[schema(value_type = ProseText)]
    pub text: String,
    /// Where else it was published.
    #[schema(value_type = Option<LineText>)]
    pub medium: Option<String>,
}

/// An order to correct a breach of Art. 9 or 15 (Art. 19).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountabilityInput {
    /// `gd-complaints/art9` or `gd-complaints/art15`.
    #[schema(value_type = LineText, examples("gd-complaints/art15"))]
    pub provision: String,
    /// The organisation held to account: a center, its complaint office or a department.
    #[schema(value_type = LineText, examples("gd-440100"))]
    pub organisation: String,
    /// The member of its staff, by client id; left out: the organisation as such.
    #[schema(value_type = Option<LineText>)]
    pub officer: Option<String>,
    /// What is to be corrected. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
    /// Until when (Asia/Shanghai): not before today.
    pub correct_by: NaiveDate,
    /// Whether the consequences were serious.
    pub serious: bool,
    /// To whom those responsible are referred: required with serious consequences, not given without.
    #[schema(value_type = Option<LineText>)]
    pub referred_to: Option<String>,
}

/// What a complainant did (Art. 20).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConductName {
    /// 歪曲、捏造事实诬告、陷害他人
    FalseAccusation,
    /// 在接待场所故意损坏财物，破坏工作秩序
    Disorder,
    /// 侮辱、谩骂、殴打、威胁鉴定工作人员
    Abuse,
}

/// Referral of a complainant to the competent authority (Art. 20).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplainantReferralInput {
    /// What they did.
    pub conduct: ConductName,
    /// The day on which admonition and education were in vain (Asia/Shanghai): required of every conduct, not in the
    /// future.
    pub admonished_on: Option<NaiveDate>,
    /// The authority.
    #[schema(value_type = LineText, examples("广州市公安局"))]
    pub authority: String,
    /// What happened. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}
