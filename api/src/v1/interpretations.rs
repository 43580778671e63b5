//! `GET /api/v1/interpretations`: the register of interpretations.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::law::{self, Interpretation};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// A place where the software had to read an unclear text.
#[derive(Debug, Serialize, ToSchema)]
pub struct InterpretationBody {
    /// Id.
    #[schema(examples("jz-22-6-cross-reference"))]
    pub id: &'static str,
    /// The provisions it concerns.
    pub provisions: Vec<&'static str>,
    /// The question.
    pub question_zh: &'static str,
    /// The same in English.
    pub question_en: &'static str,
    /// The readings.
    pub readings: Vec<ReadingBody>,
    /// Id of the reading in use.
    pub in_use: &'static str,
    /// Why it is in use.
    pub reason_zh: &'static str,
    /// The same in English.
    pub reason_en: &'static str,
    /// What it rests on.
    pub source_zh: &'static str,
    /// The same in English.
    pub source_en: &'static str,
}

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingBody {
    /// Id, unique within the interpretation.
    pub id: &'static str,
    /// The reading.
    pub text_zh: &'static str,
    /// The same in English.
    pub text_en: &'static str,
}

/// The register; the list is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct InterpretationList {
    /// The interpretations.
    pub items: Vec<InterpretationBody>,
    /// Cursor of the next page: always null, the list is complete.
    #[schema(required = true)]
    pub next: Option<String>,
}

impl From<&'static Interpretation> for InterpretationBody {
    fn from(interpretation: &'static Interpretation) -> Self {
        Self {
            id: interpretation.id,
            provisions: interpretation.provisions.to_vec(),
            question_zh: interpretation.question_zh,
            question_en: interpretation.question_en,
            readings: interpretation
                .readings
                .iter()
                .map(|reading| ReadingBody {
                    id: reading.id,
                    text_zh: reading.text_zh,
                    text_en: reading.text_en,
                })
                .collect(),
            in_use: interpretation.in_use,
            reason_zh: interpretation.reason_zh,
            reason_en: interpretation.reason_en,
            source_zh: interpretation.source_zh,
            source_en: interpretation.source_en,
        }
    }
}

/// List the interpretations
///
/// The register of interpretations: every place where the software had to read an unclear text, the readings, the one
/// in use and why.
#[utoipa::path(
    get,
    path = "/api/v1/interpretations",
    operation_id = "list_interpretations",
    tag = "law",
    responses((status = 200, description = "The register", body = InterpretationList), ReadingProblems)
)]
pub async fn list_interpretations(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let list = InterpretationList {
        items: law::interpretations().map(Into::into).collect(),
        next: None,
    };
    answer(&request, Freshness::Compiled, &list)
}

/// Get an interpretation
///
/// One entry of the register.
#[utoipa::path(
    get,
    path = "/api/v1/interpretations/{id}",
    operation_id = "get_interpretation",
    tag = "law",
    params(("id" = String, Path, description = "Id of the interpretation", example = "jz-22-6-cross-reference", max_length = 64, pattern = "^[a-z0-9-]+$")),
    responses((status = 200, description = "The interpretation", body = InterpretationBody), LookupProblems)
)]
pub async fn get_interpretation(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let interpretation = law::interpretation(&id).ok_or_else(not_found)?;
    answer(
        &request,
        Freshness::Compiled,
        &InterpretationBody::from(interpretation),
    )
}
