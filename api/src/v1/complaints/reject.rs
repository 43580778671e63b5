//! `POST /api/v1/complaints/{id}/rejection`: rejection (Art. 10).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::gather;
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::RejectionInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Reject a case
///
/// Rests on the latest evaluation and names the grounds of Art. 10 that are met; the notice of rejection is drawn up with them. Where the evaluation does not say `reject`, the officer names the grounds and gives a written reason, which stays on record. Art. 10 is a closed list: anonymity is no ground.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/rejection",
    operation_id = "reject_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = RejectionInput, description = "The grounds, and the reason for a departure"),
    responses(
        (status = 200, description = "The rejected case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn reject_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Reject.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<RejectionSlots<'_>>(&body)?;
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
        CommandName::Reject,
        &body,
        Confidential::default(),
        move |connection, making| {
            let fresh = gather::fresh(connection, making)?;
            Ok(Command::Reject {
                fresh: Box::new(fresh),
                departure: input.departure,
                grounds: input.grounds,
            })
        },
    )
    .await
}

/// The items of Art. 10.
const MOST_GROUNDS: usize = 6;

/// A rejection as read.
#[derive(Debug)]
pub struct Rejection {
    grounds: Vec<String>,
    departure: Option<String>,
}

object! {
    /// The members of a rejection.
    pub struct RejectionSlots<'de> {
        grounds: items Line,
        departure: scalar Prose,
    }
}

impl<'de> Object<'de> for RejectionSlots<'de> {
    type Target = Rejection;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let grounds = self.grounds.optional().unwrap_or_default();
        if grounds.len() > MOST_GROUNDS {
            context.fault_at(
                "grounds",
                format!("最多 {MOST_GROUNDS} 项"),
                format!("must have at most {MOST_GROUNDS} items"),
            );
        }
        Some(Rejection {
            grounds: grounds.into_iter().map(|Line(ground)| ground).collect(),
            departure: self.departure.optional().map(|Prose(reason)| reason),
        })
    }
}
