//! `POST /api/v1/complaints/{id}/erasure-proposal`: a proposal to destroy what is sealed.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ProposeErasure;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::ErasureProposalInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Propose to destroy what is sealed of a case
///
/// From the day after the last day of retention. Nothing is destroyed until somebody else confirms it.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/erasure-proposal",
    operation_id = "propose_erasure",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ErasureProposalInput, description = "Why"),
    responses(
        (status = 200, description = "The case with the proposal", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn propose_erasure(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ProposeErasure.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ProposalSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run(
        given,
        CommandName::ProposeErasure,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::ProposeErasure(Box::new(ProposeErasure {
                reason: input,
            })))
        },
    )
    .await
}

object! {
    /// The members of a proposal.
    pub struct ProposalSlots<'de> {
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ProposalSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.reason
            .required(context, "reason")
            .map(|Prose(reason)| reason)
    }
}
