//! `POST /api/v1/proceedings/{id}/completion`: nothing is left to do.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{NoteInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Complete a proceeding
///
/// Everything it ordered is done: the interview held, or the rectification accepted and the measures over. A ban ends by its date.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/completion",
    operation_id = "complete_proceeding",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = NoteInput, description = "What came of it", example = json!({"note": "约谈已完成，归档。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn complete_proceeding(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Complete.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<CompleteSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        on,
    };
    command::run(given, &body, command).await
}

object! {
    /// The members of the request.
    pub struct CompleteSlots<'de> {
        on: scalar NaiveDate,
        note: scalar Prose,
    }
}

impl<'de> Object<'de> for CompleteSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(note) = self.note.required(context, "note")?;
        let command = Command::Complete { note };
        Some((self.on.optional(), command))
    }
}
