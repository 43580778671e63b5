//! Admissibility: request and answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ground::{
    Change, GroundBody, ParameterSources, Parameters, ProfileEcho, RegulationEcho,
};
use super::text::ShortText;

/// Facts of a complaint, to be held against Art. 9 and 10 of the Guangdong measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissibilityRequestBody {
    /// Parameter profile: `gd-default` unless named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShortText>)]
    pub profile: Option<String>,
    /// The facts.
    pub facts: AdmissibilityFactsBody,
}

/// The facts; what is null or absent is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissibilityFactsBody {
    /// The day the complaint was put forward (Asia/Shanghai).
    pub submitted_on: NaiveDate,
    /// How it came (Art. 2).
    pub channel: Option<ChannelName>,
    /// Art. 9(1): the accused party is definite.
    pub accused_identified: Option<bool>,
    /// Art. 9(1): the violation is definite.
    pub violation_specified: Option<bool>,
    /// Art. 10(2): there is a factual basis.
    pub has_factual_basis: Option<bool>,
    /// Art. 9(2): within function.
    pub within_function: Option<bool>,
    /// Art. 9(2): within jurisdiction.
    pub within_jurisdiction: Option<bool>,
    /// Art. 10(5), 12: normal or day-to-day business of appraisal.
    pub routine_business: Option<bool>,
    /// Art. 10(5): the normal procedure was followed first.
    pub normal_procedure_followed: Option<bool>,
    /// Art. 12: already answered on the spot.
    pub answered_on_the_spot: Option<bool>,
    /// When the event happened.
    pub event: Option<EventBody>,
    /// Earlier complaints; `[]` means none, null or absent means unknown.
    pub prior_complaints: Option<Vec<PriorComplaintBody>>,
    /// Art. 8: the complainant's name is given.
    pub complainant_name_given: Option<bool>,
    /// Art. 8: contact is given.
    pub contact_given: Option<bool>,
    /// Art. 8: a request is stated.
    pub request_given: Option<bool>,
    /// Art. 8: facts are stated.
    pub facts_given: Option<bool>,
    /// Art. 8: reasons are stated.
    pub reasons_given: Option<bool>,
    /// Art. 13: exposed by media.
    pub media_exposed: Option<bool>,
    /// Art. 4(2): of considerable impact.
    pub high_impact: Option<bool>,
    /// Art. 15: urgent.
    pub urgent: Option<bool>,
}

/// How a complaint came in (Art. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words speak for themselves")]
pub enum ChannelName {
    Web,
    Letter,
    Email,
    Fax,
    Phone,
    Sms,
    Visit,
    Media,
    Transfer,
    Other,
}

/// The event complained of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBody {
    /// The day; with precision `month` or `year` any day of that month or year.
    pub date: Option<NaiveDate>,
    /// How exactly the day is known.
    #[serde(default)]
    #[schema(default = "day")]
    pub precision: PrecisionName,
    /// The violation still goes on: never out of time.
    #[serde(default)]
    #[schema(default = false)]
    pub ongoing: bool,
}

/// How exactly a day is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionName {
    /// To the day.
    #[default]
    Day,
    /// Some day of the month.
    Month,
    /// Some day of the year.
    Year,
}

/// An earlier complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorComplaintBody {
    /// By the same complainant.
    pub same_complainant: Option<bool>,
    /// About the same matter.
    pub same_matter: Option<bool>,
    /// Where it stands.
    pub status: PriorStatusName,
    /// Day of formal acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Day by which it is to be concluded; no later than the 45th working day after acceptance counts.
    pub due_on: Option<NaiveDate>,
    /// Day on which it was concluded.
    pub concluded_on: Option<NaiveDate>,
    /// The repeat brings new facts.
    pub raises_new_facts: Option<bool>,
}

/// Where an earlier complaint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriorStatusName {
    /// Received, not decided.
    Pending,
    /// Formally accepted and still open.
    Accepted,
    /// Rejected or referred.
    NotAccepted,
    /// Concluded.
    Concluded,
    /// Withdrawn.
    Withdrawn,
}

/// What Art. 9 and 10 say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeName {
    /// To be accepted.
    Accept,
    /// Not to be accepted.
    Reject,
    /// Not to be said until a missing fact is known.
    Undetermined,
}

/// How an accepted complaint is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrackName {
    /// Guide and explain (Art. 12).
    Guidance,
    /// Investigate and verify.
    Investigation,
}

/// Something the authority owes whatever the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What is owed.
    #[schema(examples("keep_confidential"))]
    pub id: String,
    /// The provision it follows from.
    #[schema(examples("gd-complaints/art15"))]
    pub provision: String,
}

/// A statement of Art. 8 that is missing; never a ground of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words speak for themselves")]
pub enum FormDeficiency {
    Name,
    Contact,
    Request,
    Facts,
    Reasons,
}

/// The answer: outcome, track, conditions of Art. 9, grounds of Art. 10, duties, deficiencies of form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissibilityAnswer {
    /// Accept, reject, or not to be said yet.
    pub outcome: OutcomeName,
    /// How it is handled; only when accepted.
    #[schema(required = true)]
    pub track: Option<TrackName>,
    /// Art. 9(1) and (2).
    #[schema(min_items = 2, max_items = 2)]
    pub conditions: Vec<GroundBody>,
    /// Art. 10(1) to (6), always all six.
    #[schema(min_items = 6, max_items = 6)]
    pub grounds: Vec<GroundBody>,
    /// What the authority owes.
    pub duties: Vec<Duty>,
    /// Statements of Art. 8 that are missing.
    pub form_deficiencies: Vec<FormDeficiency>,
    /// JSON pointers of all missing facts, sorted.
    pub missing_facts: Vec<String>,
    /// Parameters used.
    pub parameters: Parameters,
    /// Where each comes from.
    pub parameter_sources: ParameterSources,
    /// Profile used.
    pub profile: ProfileEcho,
    /// A day of a year without an official calendar was consulted.
    pub provisional: bool,
    /// Regulation and version.
    pub regulation: RegulationEcho,
    /// With `explain=true`: each single fact that would change the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub would_change_outcome: Option<Vec<Change>>,
}
