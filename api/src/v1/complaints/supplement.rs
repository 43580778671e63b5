//! `POST /api/v1/complaints/{id}/supplements`: what the complainant adds (Art. 8).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Role;
use domain::gd::case::command::handling::AddSupplement;
use domain::gd::case::handling::SupplementVia;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_supplement::SupplementInput;
use super::seal::seal_text;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Take down what the complainant adds
///
/// While the case is open; a platform for what it handed in. The text is sealed. What is said of a closed case is a new complaint.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/supplements",
    operation_id = "add_complaint_supplement",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = SupplementInput, description = "What is added"),
    responses(
        (status = 200, description = "The case with the supplement", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn add_complaint_supplement(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Supplement.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let text = decode::read::<SupplementSlots<'_>>(&body)?;
    let via = if caller.principal.role == Role::Platform {
        SupplementVia::Platform
    } else {
        SupplementVia::Center
    };
    let shared = state.clone();
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run_sealing(
        given,
        CommandName::Supplement,
        &body,
        move |connection, making| {
            let (text, confidential) = seal_text(connection, &shared.keys, &making.case.id, &text)?;
            let supplement = AddSupplement {
                at: shared.instant(),
                via,
                text,
            };
            Ok((Command::Supplement(Box::new(supplement)), confidential))
        },
    )
    .await
}

object! {
    /// The members of a supplement.
    pub struct SupplementSlots<'de> {
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for SupplementSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(text) = self.text.required(context, "text")?;
        Some(text)
    }
}
