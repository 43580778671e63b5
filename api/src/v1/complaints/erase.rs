//! `POST /api/v1/complaints/{id}/erasure`: what is sealed of a case is destroyed.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::ErasureInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Destroy what is sealed of a case
///
/// Confirmed by somebody else than whoever proposed it; one of the two leads the organisation. In the same transaction the key of the case is destroyed with everything sealed under it and with what its complainant is found by. Record and chain stay, and the case answers 410 from then on. It cannot be undone.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/erasure",
    operation_id = "erase_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ErasureInput, description = "The confirmation"),
    responses(
        (status = 200, description = "The case as it was last read", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn erase_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ConfirmErasure.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    decode::read::<ErasureSlots<'_>>(&body)?;
    let app = state.clone();
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    let answer = command::run(
        given,
        CommandName::ConfirmErasure,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::ConfirmErasure),
    )
    .await?;
    // It would not be shown again, but nor must it stay in memory.
    app.views.clear();
    Ok(answer)
}

object! {
    /// The members of a confirmation.
    pub struct ErasureSlots<'de> {
        confirm: scalar bool,
    }
}

impl<'de> Object<'de> for ErasureSlots<'de> {
    type Target = ();

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        if self.confirm.required(context, "confirm")? {
            return Some(());
        }
        context.fault_at(
            "confirm",
            "确认销毁的，应为 true",
            "must be true where it is to be destroyed",
        );
        None
    }
}
