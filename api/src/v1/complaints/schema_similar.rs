//! The shapes of finding cases about the same matter, for the document.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::schema::LineText;
use super::view::{AccusedBody, OccurredBody};

/// How many similar cases.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SimilarQuery {
    /// Most cases, the most similar first.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
}

/// Cases that may be about the same matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarCases {
    /// The score from which on two cases are proposed as the same matter: the parameter `similar_threshold`.
    #[schema(examples(600))]
    pub threshold: u32,
    /// How many cases were compared; no more than 100 are.
    pub compared: u32,
    /// The most similar first; of equal ones, that which came in first.
    pub items: Vec<SimilarCase>,
    /// Always null: there are no further pages.
    pub next: Option<String>,
}

/// A case that may be about the same matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarCase {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub id: String,
    /// Its registration number (Art. 11).
    pub number: Option<String>,
    /// The organisation that holds it.
    pub center: String,
    /// Who is complained of.
    pub accused: AccusedBody,
    /// When the event happened.
    pub event: Option<OccurredBody>,
    /// Its state.
    #[schema(examples("accepted"))]
    pub state: &'static str,
    /// The state's name, in the language of the request.
    pub state_name: &'static str,
    /// When it came in (UTC).
    pub received_at: String,
    /// How similar, from 0 to 1000: the sum of the points.
    pub score: u32,
    /// Whether the score reaches the threshold.
    pub above_threshold: bool,
    /// What each signal adds to the score.
    pub components: Vec<SimilarComponent>,
    /// What an officer decided: `same` or `different`; null: nothing.
    pub decided: Option<&'static str>,
    /// Whether it is the same complainant's, as far as identifiers tell; null: they do not.
    pub same_complainant: Option<bool>,
}

/// What one signal adds to a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarComponent {
    /// `accused`, `date`, `text` or `places`.
    #[schema(examples("accused"))]
    pub signal: &'static str,
    /// How alike the cases are by it, in permille; null: neither tells, and it is left out. What only one tells counts half.
    pub similarity: Option<u32>,
    /// Its weight.
    pub weight: u32,
    /// What it adds.
    pub points: u32,
}

/// Whether another case is about the same matter.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarityDecisionInput {
    /// The other case, which the caller may read; of any complainant.
    #[schema(value_type = LineText, examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub other: String,
    /// Whether it is about the same matter.
    pub same_matter: bool,
}
