//! Sanctions: request and answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ground::{
    Change, GroundBody, ParameterSources, Parameters, ProfileEcho, RegulationEcho,
};
use super::text::ShortText;

/// Facts of an institution, to be held against Art. 20-22 of the Jingzhou measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SanctionsRequestBody {
    /// Parameter profile: `jz-default` unless named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShortText>)]
    pub profile: Option<String>,
    /// The day for which the institution is evaluated (Asia/Shanghai); what is dated later is not there yet.
    pub as_of: NaiveDate,
    /// The facts.
    pub facts: SanctionFactsBody,
}

/// The facts; what is null or absent is unknown, `[]` means none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SanctionFactsBody {
    /// Day of filing (备案).
    pub filed_on: Option<NaiveDate>,
    /// Last evaluation activity.
    pub activity: Option<ActivityBody>,
    /// Idleness is justified (正当理由).
    pub inactivity_justified: Option<bool>,
    /// Assessment batches.
    pub batches: Option<Vec<BatchBody>>,
    /// Complaints about the institution.
    pub complaints: Option<Vec<ComplaintBody>>,
    /// Annual work reports.
    pub annual_reports: Option<Vec<AnnualReportBody>>,
    /// Ordered rectifications.
    pub rectifications: Option<Vec<RectificationBody>>,
    /// Earlier Art. 21 measures.
    pub warnings: Option<Vec<WarningBody>>,
    /// Other findings, by provision.
    pub violations: Option<Vec<ViolationBody>>,
}

/// Last evaluation activity, and times in which the authority had stopped the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivityBody {
    /// Day of the last activity; null: none since filing. Must be present.
    #[schema(required = true)]
    pub last_on: Option<NaiveDate>,
    /// Day on which idleness was last sanctioned.
    pub sanctioned_on: Option<NaiveDate>,
    /// Suspensions; overlapping days count once.
    #[serde(default)]
    pub suspensions: Vec<SuspensionBody>,
}

/// A suspension by the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionBody {
    /// First day.
    pub from: NaiveDate,
    /// Last day; null or absent while it lasts.
    pub to: Option<NaiveDate>,
}

/// An assessment batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// The day it was held.
    pub held_on: NaiveDate,
    /// Number of candidates.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub candidates: Option<u32>,
    /// Number of candidates without the required qualification.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub unqualified_candidates: Option<u32>,
    /// A paper identical with another assessment's was used (雷同卷).
    pub identical_paper: Option<bool>,
    /// Already sanctioned: supports no ground again.
    #[serde(default)]
    pub sanctioned: bool,
}

/// A complaint about the institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// Verified as true.
    pub substantiated: Option<bool>,
    /// Already sanctioned: supports no ground again.
    #[serde(default)]
    pub sanctioned: bool,
}

/// An annual work report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnualReportBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// Last day for it.
    pub due_on: NaiveDate,
    /// Day of submission; null: not yet. Must be present.
    #[schema(required = true)]
    pub submitted_on: Option<NaiveDate>,
    /// Already sanctioned: supports no ground again.
    #[serde(default)]
    pub sanctioned: bool,
}

/// An ordered rectification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RectificationBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// Last day for it.
    pub due_on: NaiveDate,
    /// Day of completion; null: not yet. Must be present.
    #[schema(required = true)]
    pub completed_on: Option<NaiveDate>,
    /// Already sanctioned: supports no ground again.
    #[serde(default)]
    pub sanctioned: bool,
}

/// An earlier Art. 21 measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// Day of the decision.
    pub decided_on: NaiveDate,
    /// Day its rectification was accepted; null: not yet. Must be present.
    #[schema(required = true)]
    pub rectified_on: Option<NaiveDate>,
}

/// A finding: a violation by provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViolationBody {
    /// Id, unique in the list.
    #[schema(value_type = ShortText)]
    pub id: String,
    /// The provision it is a breach of.
    #[schema(
        max_length = 23,
        pattern = "^jz-institutions/art(1[23]|2[01]/[1-8]|22/[1-6])$",
        examples("jz-institutions/art20/2")
    )]
    pub provision: String,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// True: verified; false: dismissed; null or absent: alleged.
    pub verified: Option<bool>,
    /// Already sanctioned: supports no ground again.
    #[serde(default)]
    pub sanctioned: bool,
}

/// A tier of sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TierName {
    /// No ground is met.
    None,
    /// Art. 20: interview.
    Interview,
    /// Art. 21: warning.
    Warning,
    /// Art. 22: market ban.
    MarketBan,
}

/// A measure of the tier's article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureBody {
    /// What is done.
    #[schema(examples("interview_principal"))]
    pub id: String,
    /// The article that names it.
    #[schema(examples("jz-institutions/art20"))]
    pub provision: String,
    /// `bar_refiling` alone: the last barred day, were the ban decided on `as_of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub refiling_barred_until: Option<NaiveDate>,
}

/// The answer: tier, possible tier, all 22 grounds, measures. It proposes; an officer decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SanctionsAnswer {
    /// The highest tier with a met ground.
    pub tier: TierName,
    /// The same, were every undetermined ground met.
    pub possible_tier: TierName,
    /// Art. 20(1)-(8), 21(1)-(8), 22(1)-(6).
    #[schema(min_items = 22, max_items = 22)]
    pub grounds: Vec<GroundBody>,
    /// The measures of `tier`.
    pub measures: Vec<MeasureBody>,
    /// JSON pointers of all missing facts, sorted.
    pub missing_facts: Vec<String>,
    /// Parameters used.
    pub parameters: Parameters,
    /// Where each comes from.
    pub parameter_sources: ParameterSources,
    /// Profile used.
    pub profile: ProfileEcho,
    /// Always false: no rule of Art. 20-22 counts working days.
    pub provisional: bool,
    /// Regulation and version.
    pub regulation: RegulationEcho,
    /// With `explain=true`: each single fact that would change the tier or the possible tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub would_change_outcome: Option<Vec<Change>>,
}
