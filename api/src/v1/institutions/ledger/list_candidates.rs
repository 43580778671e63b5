//! `GET /api/v1/institutions/{id}/candidate-findings`: what the record shows against an institution.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Role;
use domain::jz::institution::Institution;
use domain::jz::institution::ledger::Verdict;
use domain::jz::parameters::JzParameters;
use domain::provision::RegulationId;

use super::read::opened;
use super::schema::{CandidateBody, CandidateList, LedgerOf};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::engine::{JZ_DEFAULT, jz, out_of_range};
use crate::v1::institutions::known::KnownQuery;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseProblems;

/// List candidate findings
///
/// What the record shows on a day, each with its provision and evidence: what the engine computes (Art. 20(1), 20(4), 21(2), 21(3), 21(4), 21(7), 22(5)), and what only suggests a breach of Art. 21(1) or 21(5) and stays alleged until an officer decides. Of an institution that is not filed under these measures there is nothing (Art. 2, 3).
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/candidate-findings",
    operation_id = "list_candidate_findings",
    tag = "institutions",
    params(LedgerOf, KnownQuery),
    responses((status = 200, description = "The candidates", body = CandidateList), CaseProblems)
)]
pub async fn list_candidate_findings(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<KnownQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let asked = query.into_inner().settle(&state);
    let found = opened(&state, &caller, id.into_inner(), asked).await?;
    let parameters = parameters(&state, asked.as_of)?;
    let mut items = candidates(&found.state, asked.as_of, &parameters)?;
    if caller.principal.role == Role::Institution {
        items.retain(|item| item.verdict != Some(Verdict::Alleged.as_str()));
    }
    let body = CandidateList {
        as_of: asked.as_of,
        items,
    };
    answer(&request, Freshness::Private, &body)
}

/// The parameters of the measures on a day.
///
/// # Errors
/// `internal` where there are none.
pub fn parameters(state: &AppState, day: chrono::NaiveDate) -> Result<JzParameters, Problem> {
    let basis = state.basis.load();
    let regulations = [RegulationId::JzInstitutions];
    let profile = basis.profile(None, JZ_DEFAULT, &regulations);
    let profile = profile.map_err(|_none| Problem::internal("no default profile"))?;
    jz(profile, day).copied()
}

/// The candidates as they are told.
///
/// # Errors
/// Where a limit lies beyond the calendar.
pub fn candidates(
    institution: &Institution,
    as_of: chrono::NaiveDate,
    parameters: &JzParameters,
) -> Result<Vec<CandidateBody>, Problem> {
    let found = institution
        .candidates(as_of, parameters)
        .map_err(out_of_range)?;
    Ok(found.into_iter().map(CandidateBody::from).collect())
}
