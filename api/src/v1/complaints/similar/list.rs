//! `GET /api/v1/complaints/{id}/similar-cases`: which cases may be about the same matter.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Action;
use domain::gd::case::CaseState;
use domain::gd::case::not_accused;
use domain::gd::matter::{Features, Score, score};
use persistence::Connection;
use persistence::complaints::{lookup, row};
use persistence::similar::{self, Near};

use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::complaints::gather::parameters;
use crate::v1::complaints::reach::Reaching;
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::schema::CaseId;
use crate::v1::complaints::schema_similar::{
    SimilarCase, SimilarCases, SimilarComponent, SimilarQuery,
};
use crate::v1::complaints::view::{AccusedBody, OccurredBody, instant};
use crate::v1::paging::Page;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseProblems;

/// Find cases about the same matter
///
/// Cases that may be about the same matter, maybe other complainants': against the same accused party, of about the same day, with a similar text. What complainants wrote is compared by keyed signatures only and shown to nobody. Each case has a score with what it is made of; from the published threshold on it is proposed as the same matter. An officer decides. Cases are found by hashes that they share: of those that more than 32 cases before or after this one share, the nearest are looked at, and of all found at most 100 are compared.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/similar-cases",
    operation_id = "list_similar_cases",
    tag = "complaints",
    params(CaseId, SimilarQuery),
    responses((status = 200, description = "The most similar cases", body = SimilarCases), CaseProblems)
)]
pub async fn list_similar_cases(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<SimilarQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ListSimilar)?;
    let reading = Reaching::of(&caller, Action::ReadComplaint)?;
    let id = id.into_inner();
    named(&id)?;
    let page = Page::new(&state.keys, format!("similar {id}"), query.limit, None)?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let basis = state.basis.load_full();
    let keys = state.keys.clone();
    let principal = std::sync::Arc::clone(&caller.principal);
    let today = state.today();
    let body = state
        .read_aside(move |connection: &mut Connection| {
            let own = reaching.readable(row::read(connection, &id)?)?.state()?;
            not_accused(&own.record, &principal)
                .map_err(|refusal| problem(&refusal, None, &principal))?;
            let parameters = parameters(&basis, &own, today)?.similar;
            let text = similar::signature(connection, &keys, &id)?;
            let features = Features::of(&own.record, text);
            let near = Near {
                id: &id,
                record: &own.record,
                window_days: parameters.window_days,
            };
            let within = |regime: &str, center: &str, by: &str| reading.admits(regime, center, by);
            let mut found = Vec::new();
            for candidate in similar::find(connection, &keys, &near, within)? {
                let state = candidate.row.state()?;
                if not_accused(&state.record, &principal).is_err() {
                    continue;
                }
                let score = score(
                    &features,
                    &Features::of(&state.record, candidate.text),
                    &parameters,
                );
                found.push(Found {
                    id: candidate.row.id,
                    state,
                    score,
                });
            }
            found.sort_unstable_by(|one, other| one.rank().cmp(&other.rank()));
            let compared = u32::try_from(found.len()).unwrap_or(u32::MAX);
            found.truncate(limit);
            let mut items = Vec::with_capacity(found.len());
            for case in found {
                let same = lookup::same_complainant(connection, &id, &case.id)?;
                items.push(case.body(&own, same.into(), parameters.threshold, lang));
            }
            Ok::<_, Problem>(SimilarCases {
                threshold: parameters.threshold,
                compared,
                items,
                next: None,
            })
        })
        .await?;
    answer(&request, Freshness::Private, &body)
}

/// A case that was compared.
struct Found {
    id: String,
    state: CaseState,
    score: Score,
}

impl Found {
    /// The most similar first; of equal ones that which came in first, to which others are joined.
    fn rank(&self) -> (std::cmp::Reverse<u32>, DateTime<Utc>, &str) {
        let received_at = self.state.record.received_at;
        (std::cmp::Reverse(self.score.total), received_at, &self.id)
    }

    fn body(
        self,
        own: &CaseState,
        same_complainant: Option<bool>,
        threshold: u32,
        lang: Lang,
    ) -> SimilarCase {
        let decided = own
            .handling
            .similar
            .iter()
            .find(|link| link.other == self.id)
            .map(|link| {
                if link.same_matter {
                    "same"
                } else {
                    "different"
                }
            });
        let CaseState {
            record,
            acceptance,
            status,
            ..
        } = self.state;
        SimilarCase {
            id: self.id,
            number: acceptance.map(|accepted| accepted.registration.text),
            center: record.center,
            accused: AccusedBody::of(record.accused),
            event: record.event.map(OccurredBody::of),
            state: status.as_str(),
            state_name: match lang {
                Lang::ZhCn => status.name_zh(),
                Lang::En => status.name_en(),
            },
            received_at: instant(record.received_at),
            score: self.score.total,
            above_threshold: self.score.total >= threshold,
            components: self
                .score
                .components
                .iter()
                .map(|component| SimilarComponent {
                    signal: component.signal.as_str(),
                    similarity: component.similarity,
                    weight: component.weight,
                    points: component.points,
                })
                .collect(),
            decided,
            same_complainant,
        }
    }
}
