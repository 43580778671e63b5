//! `POST /api/v1/circulars`: a circular is drafted (gd Art. 17).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::circular::{CircularRefusal, MOST_CASES, draft};
use persistence::Connection;
use uuid::Uuid;

use super::command::{CircularSlots, Desk, keep, problem, public};
use super::schema::{CircularBody, CircularInput};
use crate::auth::Caller;
use crate::decode;
use crate::http::reply;
use crate::http::{Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Draft a circular
///
/// From closed cases within the caller's reach; the province center's rest on cases of the whole province (Art. 4(1)). Title and text are compared with what is sealed of each case: a draft that names a complainant, says how to reach them, or quotes twelve characters of what they wrote, is refused.
#[utoipa::path(
    post,
    path = "/api/v1/circulars",
    operation_id = "draft_circular",
    tag = "circulars",
    request_body(content = CircularInput, description = "The draft", example = json!({
        "title": "关于一起职业技能鉴定泄题问题的通报",
        "text": "经查，某考点考务管理不严，考前泄露试题。已取消该批次成绩，责令考点整改。",
        "cases": ["0190b6a0-7c00-7000-8000-000000000001"]
    })),
    responses(
        (status = 201, description = "The draft", body = CircularBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        CasesCommandProblems,
    )
)]
pub async fn draft_circular(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::DraftCircular)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let written = decode::read::<CircularSlots<'_>>(&body)?;
    if written.cases.len() > MOST_CASES {
        return Err(problem(&CircularRefusal::Cases, None, &caller.principal));
    }
    let attempt = reply::attempt(&state, &caller, &request, "draft_circular", &body)?;
    let desk = Desk::of(&state, &caller)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let texts = public(&written.title, &written.text);
        let cited = desk.cited(connection, &written.cases, &texts)?;
        let cited = cited.named_by_the_writer()?;
        let event = draft(written.title, written.text, &desk.context(&cited))
            .map_err(|refusal| problem(&refusal, None, &desk.principal))?;
        let id = Uuid::now_v7().to_string();
        let stored = keep(
            connection,
            &id,
            None,
            &event,
            &desk.principal.client_id,
            now,
        )?;
        let location = format!("/api/v1/circulars/{id}");
        Reply::created(location, Some(stored.version), &CircularBody::from(stored))
    };
    reply::perform(&state, attempt, now, work).await
}
