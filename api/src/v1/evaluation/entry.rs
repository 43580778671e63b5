//! The way in by HTTP, the same for all engines: one request, or a batch.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::sync::SemaphorePermit;
use utoipa::IntoParams;

use super::engine::{Basis, Engine, Explain};
use super::json::Out;
use crate::decode::{self, Slot};
use crate::http::{Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;

/// Most requests in a batch.
pub const MOST_ITEMS: usize = 1000;

/// Most faults that the answer to a batch lists, so that it never grows with a hostile body.
const MOST_FAULTS: usize = 1000;

/// Query of the evaluation endpoints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EvaluationQuery {
    /// Add `would_change_outcome`: each single fact which, set otherwise or made known, would change the outcome, and
    /// to what: the three-valued facts, `sanctioned` and `ongoing`, statuses, counts on either side of a threshold, the
    /// day of the event and the days something was done, and an unknown list known to be empty. For facts with at most
    /// 100 list items, 1,000 in a batch.
    #[serde(default)]
    #[param(default = false)]
    pub explain: bool,
}

/// Answers one request.
///
/// # Errors
/// Everything that can be wrong with the request.
pub async fn single<E: Engine>(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let mut explain = Explain::single(query.explain);
    let mut answer_it = move |basis: &Basis| {
        let mut answer = Vec::with_capacity(FIRST_ROOM);
        E::answer(basis, &body, &mut explain, &mut answer).map(|()| answer)
    };
    let answer = if query.explain {
        // Explaining is long work: it leaves the worker, which goes on with short requests.
        let _turn = turn(&state).await?;
        let basis = state.basis.load_full();
        blocking(move || answer_it(&basis)).await?
    } else {
        answer_it(&state.basis.load())?
    };
    Ok(json(answer))
}

/// Waits for its turn among the long works: no more of them go on at once than there are workers, whatever is asked.
async fn turn(state: &AppState) -> Result<SemaphorePermit<'_>, Problem> {
    state
        .long_work
        .acquire()
        .await
        .map_err(|error| Problem::new(ProblemCode::Internal).with_cause(error))
}

async fn blocking(
    work: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static,
) -> Result<Vec<u8>, Problem> {
    web::block(work)
        .await
        .map_err(|error| Problem::new(ProblemCode::Internal).with_cause(error))?
}

/// Answers a batch; one bad item never fails the others.
///
/// # Errors
/// What is wrong with the batch as a whole.
pub async fn batch<E: Engine>(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let body = read_json_body(&request, payload, state.batch_body_limit).await?;
    let _turn = turn(&state).await?;
    let basis = state.basis.load_full();
    let explain = Explain::batch(query.explain);
    let answer = blocking(move || answer_batch::<E>(&basis, &body, explain, lang)).await?;
    Ok(json(answer))
}

/// Most answers fit.
const FIRST_ROOM: usize = 16 * 1024;

fn json(body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(body)
}

fn answer_batch<E: Engine>(
    basis: &Basis,
    body: &[u8],
    mut explain: Explain,
    lang: Lang,
) -> Result<Vec<u8>, Problem> {
    let items = items(body)?;
    let mut faults_left = MOST_FAULTS;
    let mut answer = Vec::with_capacity(items.len().saturating_mul(FIRST_ROOM / 4));
    answer.extend_from_slice(b"{\"results\":[");
    for (index, item) in (0_i64..).zip(items) {
        if index > 0 {
            answer.push(b',');
        }
        let start = answer.len();
        Out(&mut answer)
            .raw("{\"index\":")
            .number(index)
            .raw(",\"result\":");
        match E::answer(basis, item.get().as_bytes(), &mut explain, &mut answer) {
            Ok(()) => {}
            Err(mut problem) => {
                problem.keep_faults(faults_left);
                faults_left = faults_left.saturating_sub(problem.errors.len());
                answer.truncate(start);
                Out(&mut answer)
                    .raw("{\"index\":")
                    .number(index)
                    .raw(",\"error\":");
                answer.extend_from_slice(&problem.to_json(lang, None));
            }
        }
        answer.push(b'}');
    }
    answer.extend_from_slice(b"]}");
    Ok(answer)
}

/// The items of a batch, each still as text.
fn items(body: &[u8]) -> Result<Vec<&RawValue>, Problem> {
    let slots = decode::read::<BatchSlots<'_>>(body)?;
    let count = slots.len();
    if (1..=MOST_ITEMS).contains(&count) {
        return Ok(slots);
    }
    Err(
        Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
            "/items",
            format!("须有 1 至 {MOST_ITEMS} 项，现有 {count} 项"),
            format!("must have 1 to {MOST_ITEMS} items, has {count}"),
        )),
    )
}

decode::object! {
    /// The members of a batch.
    pub struct BatchSlots<'de> {
        items: raw &'de RawValue,
    }
}

impl<'de> decode::Object<'de> for BatchSlots<'de> {
    type Target = Vec<&'de RawValue>;

    fn finish(self, context: &mut decode::Context) -> Option<Self::Target> {
        if matches!(self.items, Slot::Absent) {
            let _told = self.items.required(context, "items");
            return None;
        }
        let items = self.items.optional()?;
        let list = serde_json::from_str(items.get()).ok();
        if list.is_none() {
            context.fault_at("items", "应为数组", "must be an array");
        }
        list
    }
}
