//! `POST /api/v1/complaints/{id}/acceptance`: acceptance and registration (Art. 9 and 11).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Datelike;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::number;
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::gather;
use super::officer;
use super::schema::{AcceptanceInput, CaseId, CommandHeaders};
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Accept a case
///
/// Accepts and registers it (Art. 9 and 11): it gets the center's next number of the year, the clock of Art. 18 starts, and the notice of acceptance is drawn up. Rests on the latest evaluation; where that does not say `accept`, a written reason is needed and stays on record.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/acceptance",
    operation_id = "accept_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = AcceptanceInput, description = "Who handles it, and the reason for a departure"),
    responses(
        (status = 200, description = "The accepted case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn accept_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Accept.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<AcceptanceSlots<'_>>(&body)?;
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
        CommandName::Accept,
        &body,
        Confidential::default(),
        move |connection, making| {
            let fresh = gather::fresh(connection, making)?;
            let record = &making.case.state.record;
            if let Some(id) = &input.officer {
                officer::checked(connection, &record.center, id, "/officer")?.may_have(
                    making.basis,
                    &making.case.state,
                    making.principal,
                    making.today,
                )?;
            }
            let center = &record.center;
            let number = number::next(connection, center, making.today.year())?;
            Ok(Command::Accept {
                fresh: Box::new(fresh),
                departure: input.departure,
                number: u32::try_from(number).map_err(Problem::internal)?,
                officer: input.officer,
            })
        },
    )
    .await
}

/// An acceptance as read.
#[derive(Debug)]
pub struct Acceptance {
    officer: Option<String>,
    departure: Option<String>,
}

object! {
    /// The members of an acceptance.
    pub struct AcceptanceSlots<'de> {
        officer: scalar Line,
        departure: scalar Prose,
    }
}

impl<'de> Object<'de> for AcceptanceSlots<'de> {
    type Target = Acceptance;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(Acceptance {
            officer: self.officer.optional().map(|Line(officer)| officer),
            departure: self.departure.optional().map(|Prose(reason)| reason),
        })
    }
}
