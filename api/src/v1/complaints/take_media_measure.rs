//! `POST /api/v1/complaints/{id}/media-measures`: a measure against the effect of an exposure (Art. 13).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::TakeMediaMeasure;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_outward::MediaMeasureInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record a measure against the effect of an exposure
///
/// Only of a case exposed by media. The measure is compared with what is sealed: one that names the complainant or quotes them is refused.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/media-measures",
    operation_id = "take_media_measure",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = MediaMeasureInput, description = "What was done"),
    responses(
        (status = 200, description = "The case with the measure", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn take_media_measure(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::TakeMediaMeasure.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<MediaMeasureSlots<'_>>(&body)?;
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
        CommandName::TakeMediaMeasure,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::TakeMediaMeasure(Box::new(input))),
    )
    .await
}

object! {
    /// The members of a measure.
    pub struct MediaMeasureSlots<'de> {
        measure: scalar Prose,
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for MediaMeasureSlots<'de> {
    type Target = TakeMediaMeasure;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let measure = self.measure.required(context, "measure");
        let on = self.on.required(context, "on");
        let (Prose(measure), on) = (measure?, on?);
        Some(TakeMediaMeasure { measure, on })
    }
}
