//! `POST /api/v1/proceedings/{id}/hearing`: the hearing took place.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{HearingInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record a hearing
///
/// It was asked for, and comes before the decision.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/hearing",
    operation_id = "hold_proceeding_hearing",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = HearingInput, description = "The record", example = json!({"presider": "李某", "record": "双方就事实和证据进行了质证。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn hold_proceeding_hearing(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::HoldHearing.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<HoldHearingSlots<'_>>(&body)?;
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
    pub struct HoldHearingSlots<'de> {
        on: scalar NaiveDate,
        presider: scalar Line,
        record: scalar Prose,
    }
}

impl<'de> Object<'de> for HoldHearingSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let presider = self.presider.required(context, "presider");
        let record = self.record.required(context, "record");
        let (Line(presider), Prose(record)) = (presider?, record?);
        let command = Command::HoldHearing { presider, record };
        Some((self.on.optional(), command))
    }
}
