//! `POST /api/v1/complaints/{id}/joining`: joining to the complainant's earlier case (Art. 10(3)).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Command, CommandName, JoinTarget};
use persistence::Connection;
use persistence::complaints::record::Confidential;
use persistence::complaints::{record, row};

use super::command::{self, Given};
use super::gather;
use super::reach::Reaching;
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::JoiningInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Join a case to an earlier one
///
/// A repeat of a case that is still open is joined to it rather than handled twice: of the same complainant, matter and center, received earlier, and considered by the latest evaluation. From then on it stands where that case does. Where the rules do not lead to joining, a written reason is needed and stays on record.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/joining",
    operation_id = "join_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = JoiningInput, description = "The earlier case, and the reason for a departure"),
    responses(
        (status = 200, description = "The joined case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn join_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Join.action())?;
    let reaching = Reaching::of(&caller, CommandName::Join.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<JoiningSlots<'_>>(&body)?;
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
        CommandName::Join,
        &body,
        Confidential::default(),
        move |connection, making| {
            let target = target(connection, &reaching, input.target)?;
            let fresh = gather::fresh(connection, making)?;
            Ok(Command::Join {
                fresh: Box::new(fresh),
                departure: input.departure,
                target,
            })
        },
    )
    .await
}

/// The earlier case as it stands now.
///
/// # Errors
/// `invalid_facts`, the same whether there is none or it is out of the caller's reach.
fn target(
    connection: &mut Connection,
    reaching: &Reaching,
    id: String,
) -> Result<JoinTarget, Problem> {
    record::lock(connection, &id)?;
    let found = row::read(connection, &id)?.filter(|row| reaching.holds(row));
    let Some(found) = found else {
        return Err(
            Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                "/target",
                "没有这一案件",
                "there is no such case",
            )),
        );
    };
    let state = found.state()?;
    Ok(JoinTarget {
        case_id: id,
        center: state.record.center,
        status: state.status,
        received_at: state.record.received_at,
    })
}

/// A joining as read.
#[derive(Debug)]
pub struct Joining {
    target: String,
    departure: Option<String>,
}

object! {
    /// The members of a joining.
    pub struct JoiningSlots<'de> {
        target: scalar Line,
        departure: scalar Prose,
    }
}

impl<'de> Object<'de> for JoiningSlots<'de> {
    type Target = Joining;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Line(target) = self.target.required(context, "target")?;
        Some(Joining {
            target,
            departure: self.departure.optional().map(|Prose(reason)| reason),
        })
    }
}
