//! What all answers share.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the facts fulfil a condition or ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusName {
    /// Fulfilled.
    Met,
    /// Not fulfilled.
    NotMet,
    /// Not to be said until a missing fact is known (or, where contested, until an officer decides).
    Undetermined,
}

/// One condition or ground: the provision it applies, whether it is met, why, on what evidence, and what is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundBody {
    /// Provision id: `<regulation>/art<N>` or `<regulation>/art<N>/<item>`.
    #[schema(examples("gd-complaints/art10/1"))]
    pub provision: String,
    /// Article number.
    #[schema(examples(10), minimum = 1)]
    pub article: u8,
    /// Item number within the article.
    #[schema(required = true, examples(1))]
    pub item: Option<u8>,
    /// The regulation's own sentence, verbatim.
    pub text_zh: String,
    /// Unofficial English gloss of the sentence.
    pub text_en: String,
    /// Whether the facts fulfil it.
    pub status: StatusName,
    /// Why, in Chinese.
    pub reason_zh: String,
    /// Why, in English.
    pub reason_en: String,
    /// JSON pointers of the facts that made a met ground met.
    pub evidence: Vec<String>,
    /// JSON pointers of the facts an undetermined ground needs.
    pub missing_facts: Vec<String>,
    /// Values computed on the way.
    pub computed: ComputedBody,
    /// jz Art. 22(6) alone: only the purposive reading is met, an officer decides with reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub contested: Option<bool>,
}

/// Values computed on the way; which ones depends on the ground.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComputedBody {
    /// gd Art. 10(6): last day on which the complaint is in time; null where ongoing or where it depends on the day of
    /// the event.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub limit_day: Option<Option<NaiveDate>>,
    /// gd Art. 10(3): due date of the earlier case that bars the repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub due_on: Option<NaiveDate>,
    /// jz Art. 20(1): unqualified candidates of the worst batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unqualified_candidates: Option<u32>,
    /// jz Art. 20(1): candidates of the worst batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub candidates: Option<u32>,
    /// jz Art. 21(2), 22(5): last day on which the institution is not yet idle too long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub idle_limit: Option<NaiveDate>,
    /// jz Art. 22(6): both readings of its cross-reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub readings: Option<Readings>,
    /// jz Art. 22(6): JSON pointers of what supports the purposive reading in a contested case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub purposive_evidence: Option<Vec<String>>,
}

/// Tells a member that is `null` from one that is not there.
mod present {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer, T: Serialize>(
        value: &Option<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value
            .as_ref()
            .and_then(Option::as_ref)
            .serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

/// jz Art. 22(6) under both readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Readings {
    /// A further violation of Art. 12 or 13, as the text says.
    pub literal: StatusName,
    /// A further violation of Art. 20 or 21, as the purpose suggests.
    pub purposive: StatusName,
}

/// The parameters that were used, by name: numbers, or a choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"limitation_years": 1, "handling_working_days": 20}))]
pub struct Parameters(pub BTreeMap<String, ParameterNumberOrChoice>);

/// A number, or one of a parameter's choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ParameterNumberOrChoice {
    /// A number in the parameter's unit.
    Number(u32),
    /// A choice.
    Choice(String),
}

/// Where each parameter comes from: a provision's id, `local_rule` (gd Art. 21) or `local_policy`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"limitation_years": "gd-complaints/art10/6", "handling_working_days": "gd-complaints/art18"}))]
pub struct ParameterSources(pub BTreeMap<String, String>);

/// The profile that was used and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileEcho {
    /// Id of the profile.
    #[schema(examples("gd-default"))]
    pub id: String,
    /// `regulation`, `local_rule` (stricter local rules under gd Art. 21) or `local_policy`.
    #[schema(examples("regulation"))]
    pub source: String,
}

/// The regulation and the version of its text that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegulationEcho {
    /// Id of the regulation.
    #[schema(examples("gd-complaints"))]
    pub id: String,
    /// Version of the text.
    #[schema(examples("gd-complaints@1"))]
    pub version: String,
}

/// A single fact which, set to this value, would change the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// JSON pointer of the fact.
    #[schema(examples("/facts/within_jurisdiction"))]
    pub fact: String,
    /// Its other value: true or false, a date, a number, a word, an object, `[]` or null.
    #[schema(required = true, value_type = Value)]
    pub value: serde_json::Value,
    /// The outcome, state or tier with that value, all else equal.
    #[schema(examples("reject"))]
    pub outcome: String,
    /// For sanctions: the possible tier with that value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub possible_outcome: Option<String>,
}
