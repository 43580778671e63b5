//! `POST /api/v1/proceedings/{id}/rectification-acceptance`: what was to be put right is accepted (Art. 21).

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

/// Accept the rectification
///
/// After a decision under Art. 21. It counts as done on the day on which the institution reported it, where it did.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/rectification-acceptance",
    operation_id = "accept_proceeding_rectification",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = NoteInput, description = "How it was checked", example = json!({"note": "现场复查，考场设备已补齐。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn accept_proceeding_rectification(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::AcceptRectification.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<AcceptRectificationSlots<'_>>(&body)?;
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
    pub struct AcceptRectificationSlots<'de> {
        on: scalar NaiveDate,
        note: scalar Prose,
    }
}

impl<'de> Object<'de> for AcceptRectificationSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(note) = self.note.required(context, "note")?;
        let command = Command::AcceptRectification { note };
        Some((self.on.optional(), command))
    }
}
