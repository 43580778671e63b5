//! The shapes of draws. `docs/DRAW.md` says what each member means for the computation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::complaints::schema::LineText;
use crate::v1::published::Publisher;

/// Which of the authority's filed institutions are on the roster; all members together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterFilterBody {
    /// The seat's division code begins so.
    #[schema(pattern = "^[0-9]{1,6}$", max_length = 6, examples("4210"))]
    pub division: Option<String>,
    /// Credit grades.
    #[schema(value_type = Option<Vec<LineText>>, max_items = 10, examples(json!(["C", "D"])))]
    pub grades: Option<Vec<String>>,
    /// An occupation code is filed that begins so.
    #[schema(value_type = Option<LineText>, examples("6-31"))]
    pub occupation: Option<String>,
    /// Without an inspection on this day or later.
    pub not_inspected_since: Option<NaiveDate>,
}

/// A draw that is announced.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawInput {
    /// Which institutions are on the roster; all that the authority filed unless given.
    pub filter: Option<RosterFilterBody>,
    /// How many institutions are drawn.
    #[schema(minimum = 1, maximum = 500)]
    pub institutions: u32,
    /// How many inspectors for each; the least by local policy unless given.
    #[schema(minimum = 2, maximum = 10)]
    pub inspectors_each: Option<u32>,
    /// Of how many departments an institution's inspectors are: `any` (unless given), `one`, `several`.
    #[schema(value_type = Option<LineText>, examples("any"))]
    pub departments: Option<String>,
    /// `documents`, `on_site` or `both`.
    #[schema(value_type = LineText, examples("on_site"))]
    pub method: String,
    /// Whether an institution's chance goes by the weight of its credit grade (local policy); otherwise all are alike. False unless given.
    pub weighted: Option<bool>,
    /// What the public value is that will be mixed in: something that everybody can look up and nobody here can choose.
    #[schema(value_type = LineText, examples("2026年12月3日上证综合指数收盘点位"))]
    pub public_value: String,
    /// The day on which it becomes known: after today.
    pub known_on: NaiveDate,
}

/// What the draw is held with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawResultInput {
    /// The public value, as it was named.
    #[schema(value_type = LineText, examples("3912.48"))]
    pub public_value: String,
}

/// A place that is drawn again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedrawInput {
    /// The place, from 1.
    #[schema(minimum = 1, maximum = 500)]
    pub place: u32,
    /// `institution` or `inspector`.
    #[schema(value_type = LineText, examples("inspector"))]
    pub replaces: String,
    /// The credit code of the institution or the id of the inspector that gives the place up.
    #[schema(value_type = LineText, examples("0190b6a0-7c00-7000-8000-0000000000e1"))]
    pub leaves: String,
    /// `institution_gone`, `institution_unavailable`, `inspector_unavailable` or `conflict_of_interest`.
    #[schema(value_type = LineText, examples("inspector_unavailable"))]
    pub reason: String,
    /// Why, in words. Published.
    #[schema(value_type = LineText)]
    pub explanation: String,
}

/// How a draw is drawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawTerms {
    /// The day of the announcement.
    pub announced_on: NaiveDate,
    /// What the public value is.
    #[schema(value_type = LineText)]
    pub public_value: String,
    /// The day on which it becomes known.
    pub known_on: NaiveDate,
    /// How many institutions.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub institutions: u32,
    /// How many inspectors for each.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub inspectors_each: u32,
    /// `any`, `one` or `several`.
    #[schema(pattern = "^(any|one|several)$", max_length = 10)]
    pub departments: String,
}

/// An institution on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterInstitutionBody {
    /// Credit code.
    #[schema(value_type = LineText)]
    pub id: String,
    /// Name.
    #[schema(value_type = LineText)]
    pub name: String,
    /// Weight.
    #[schema(minimum = 1, maximum = 1000)]
    pub weight: u32,
}

/// An inspector on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterInspectorBody {
    /// Id.
    #[schema(value_type = LineText)]
    pub id: String,
    /// Name.
    #[schema(value_type = LineText)]
    pub name: String,
    /// Department.
    #[schema(value_type = LineText)]
    pub department: String,
}

/// An inspector who must not inspect an institution.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterConflict {
    /// The inspector.
    #[schema(value_type = LineText)]
    pub inspector: String,
    /// The institution.
    #[schema(value_type = LineText)]
    pub institution: String,
}

/// What is drawn from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterBody {
    /// The institutions.
    #[schema(max_items = 20000)]
    pub institutions: Vec<RosterInstitutionBody>,
    /// The inspectors.
    #[schema(max_items = 2000)]
    pub inspectors: Vec<RosterInspectorBody>,
    /// Conflicts of interest, without their reasons.
    #[schema(max_items = 20000)]
    pub conflicts: Vec<RosterConflict>,
}

/// What was drawn for a place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawnPlace {
    /// Credit code of the institution.
    #[schema(value_type = LineText)]
    pub institution: String,
    /// Ids of its inspectors, in the order in which they were drawn.
    #[schema(value_type = Vec<LineText>, max_items = 10)]
    pub inspectors: Vec<String>,
}

/// A redraw.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedrawBody {
    /// Its round, 2 for the first.
    #[schema(minimum = 2, maximum = 201)]
    pub round: u32,
    /// The place, from 1.
    #[schema(minimum = 1, maximum = 20000)]
    pub place: u32,
    /// `institution` or `inspector`.
    #[schema(pattern = "^(institution|inspector)$", max_length = 20)]
    pub replaces: String,
    /// Who gave the place up.
    #[schema(value_type = LineText)]
    pub leaves: String,
    /// Why.
    #[schema(
        pattern = "^(institution_gone|institution_unavailable|inspector_unavailable|conflict_of_interest)$",
        max_length = 40
    )]
    pub reason: String,
    /// Why, in words.
    #[schema(value_type = LineText)]
    pub explanation: String,
    /// The day.
    pub on: NaiveDate,
    /// Conflicts of interest that became known since; they hold from this round on.
    #[schema(max_items = 100)]
    pub conflicts: Vec<RosterConflict>,
    /// What stands at the place now.
    pub result: DrawnPlace,
    /// Hash of all this and of the hash before it.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub hash: String,
}

/// A draw as it is published: its proof, once it was held. What is not known before is null.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DrawBody {
    /// `jiandu-draw-v1`.
    pub algorithm: &'static str,
    /// Its id.
    pub draw_id: String,
    /// `announced` or `held`.
    #[schema(examples("held"))]
    pub status: &'static str,
    /// Who draws.
    pub authority: Publisher,
    /// How what is drawn is inspected: `documents`, `on_site` or `both`.
    pub method: &'static str,
    /// How the roster of institutions was made.
    pub filter: RosterFilterBody,
    /// How it is drawn.
    pub terms: DrawTerms,
    /// Commitment to the seed.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub commitment: String,
    /// Hash of roster and terms.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub roster_hash: String,
    /// What is drawn from.
    pub roster: Option<RosterBody>,
    /// The public value, as it was entered.
    pub public_value: Option<String>,
    /// The revealed seed.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub seed: Option<String>,
    /// The day of the draw.
    pub drawn_on: Option<NaiveDate>,
    /// Round 1, by place.
    pub result: Option<Vec<DrawnPlace>>,
    /// Hash of the result and of everything that led to it.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub result_hash: Option<String>,
    /// What was drawn again.
    pub redraws: Vec<RedrawBody>,
}

/// A draw for those who work with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnDraw {
    /// Version; the ETag.
    pub version: i64,
    /// The inspection that stands at each place now, by id.
    pub inspections: Vec<String>,
    /// What is published.
    #[serde(flatten)]
    pub draw: DrawBody,
}

/// A draw in a list, without its roster.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrawSummary {
    /// Its id.
    pub draw_id: String,
    /// `announced` or `held`.
    #[schema(examples("held"))]
    pub status: &'static str,
    /// Who draws.
    pub authority: Publisher,
    /// How it is drawn.
    pub terms: DrawTerms,
    /// Commitment to the seed.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub commitment: String,
    /// Hash of roster and terms.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub roster_hash: String,
    /// The day of the draw.
    pub drawn_on: Option<NaiveDate>,
    /// How many places were drawn again.
    #[schema(value_type = u32)]
    pub redraws: usize,
}

/// A page of draws.
#[derive(Debug, Serialize, ToSchema)]
pub struct DrawList {
    /// The draws, the latest first.
    pub items: Vec<DrawSummary>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A proof that is sent to be computed again: what `GET /api/v1/public/draws/{id}` answers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofInput {
    /// `jiandu-draw-v1`.
    #[schema(
        pattern = "^jiandu-draw-v1$",
        max_length = 20,
        examples("jiandu-draw-v1")
    )]
    pub algorithm: String,
    /// The draw's id.
    #[schema(value_type = LineText)]
    pub draw_id: String,
    /// May be sent along; not looked at.
    pub status: Option<serde_json::Value>,
    /// May be sent along; not looked at.
    pub authority: Option<serde_json::Value>,
    /// May be sent along; not looked at.
    pub method: Option<serde_json::Value>,
    /// May be sent along; not looked at.
    pub filter: Option<serde_json::Value>,
    /// How it was drawn.
    pub terms: DrawTerms,
    /// Commitment to the seed.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub commitment: String,
    /// Hash of roster and terms.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub roster_hash: String,
    /// What was drawn from.
    pub roster: RosterBody,
    /// The public value.
    #[schema(value_type = LineText)]
    pub public_value: String,
    /// The seed.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub seed: String,
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// Round 1, by place.
    #[schema(max_items = 20000)]
    pub result: Vec<DrawnPlace>,
    /// Hash of the result.
    #[schema(pattern = "^[0-9a-f]{64}$", max_length = 64)]
    pub result_hash: String,
    /// What was drawn again.
    #[schema(max_items = 200)]
    pub redraws: Vec<RedrawBody>,
}

/// Something that makes a proof none.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofFault {
    /// JSON pointer into the proof.
    pub pointer: String,
    /// A stable word.
    #[schema(examples("too_few_inspectors"))]
    pub code: &'static str,
    /// Why, in Chinese.
    pub reason_zh: &'static str,
    /// Why, in English.
    pub reason_en: &'static str,
}

/// Something that differs from what was computed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofDifference {
    /// JSON pointer into the proof.
    pub pointer: String,
    /// What was computed; null: it should not be there.
    pub computed: Option<String>,
    /// What the proof says; null: it is missing.
    pub stated: Option<String>,
}

/// What was computed from a proof.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofVerification {
    /// Whether everything is as published.
    pub holds: bool,
    /// What makes it no proof; nothing is drawn from a faulty roster.
    pub faults: Vec<ProofFault>,
    /// Whatever differs.
    pub differences: Vec<ProofDifference>,
    /// The commitment to the seed.
    pub commitment: String,
    /// The hash of roster and terms.
    pub roster_hash: String,
    /// The hash of the result as stated.
    pub result_hash: String,
    /// Round 1, by place.
    pub result: Vec<DrawnPlace>,
    /// The place of each redraw; null where it cannot be computed.
    pub redraws: Vec<Option<DrawnPlace>>,
}
