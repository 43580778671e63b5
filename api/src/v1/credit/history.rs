//! `GET /api/v1/institutions/{id}/credit/history`: how score and grade changed.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Months, NaiveDate};
use domain::access::Action;
use domain::jz::art19_credit::curve::stretches;
use persistence::Connection;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::known;
use super::schema::InstitutionIdParam;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::institutions::known::{day, end_of_day};
use crate::v1::institutions::reach::Reaching;
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::LookupProblems;

/// Which days.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HistoryQuery {
    /// The first day; a year before the last one unless given.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2025-11-02")]
    pub from: Option<NaiveDate>,
    /// The last day; today unless given. Of days to come the answer says what follows as things stand.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub to: Option<NaiveDate>,
    /// By what was on record at the end of this day (Asia/Shanghai); by all that is on record unless given.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub known_at: Option<NaiveDate>,
}

/// A stretch of days with the same score.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditStretch {
    /// Its first day within the days asked for.
    pub from: NaiveDate,
    /// Its last day within them.
    pub to: NaiveDate,
    /// The score.
    #[schema(examples(85))]
    pub score: u32,
    /// The grade.
    #[schema(examples("B"))]
    pub grade: &'static str,
}

/// How score and grade changed; the list is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditHistory {
    /// The institution.
    pub institution_id: String,
    /// The first day asked for.
    pub from: NaiveDate,
    /// The last day asked for.
    pub to: NaiveDate,
    /// By what was on record at the end of this day; null: by all that is on record.
    pub known_at: Option<NaiveDate>,
    /// The stretches, ascending; days on which it was not rated are in none.
    pub items: Vec<CreditStretch>,
    /// Cursor of the next page: always null, the list is complete.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// Get how the credit of an institution changed
///
/// The stretches of days with the same score (jz Art. 19), computed from the record: a change stands on the day on which something began to count or ceased to.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/credit/history",
    operation_id = "get_institution_credit_history",
    tag = "credit",
    params(InstitutionIdParam, HistoryQuery),
    responses((status = 200, description = "The changes", body = CreditHistory), LookupProblems)
)]
pub async fn get_institution_credit_history(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<HistoryQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInstitutions)?;
    let id = id.into_inner();
    named(&id)?;
    let to = query.to.unwrap_or_else(|| state.today());
    let year_before = || to.checked_sub_months(Months::new(12)).unwrap_or(to);
    let from = query.from.unwrap_or_else(year_before);
    if from > to {
        return Err(Problem::new(ProblemCode::MalformedRequest)
            .with_detail("from 不得晚于 to。", "from must not lie after to."));
    }
    let known_at = query.known_at.and_then(end_of_day);
    // Every day on which something turns is computed.
    let found = state
        .read_aside(move |connection: &mut Connection| {
            let found = known(connection, &reaching, &id, known_at)?;
            Ok::<_, persistence::StoreError>(found.map(|it| (it.id, stretches(&it.state))))
        })
        .await?;
    let (institution_id, stretches) = found.ok_or_else(not_found)?;
    let items = stretches
        .into_iter()
        .filter(|it| it.from <= to && from <= it.to)
        .map(|it| CreditStretch {
            from: it.from.max(from),
            to: it.to.min(to),
            score: it.score,
            grade: it.grade.as_str(),
        })
        .collect();
    let body = CreditHistory {
        institution_id,
        from,
        to,
        known_at: query.known_at,
        items,
        next: None,
    };
    answer(&request, Freshness::Private, &body)
}
