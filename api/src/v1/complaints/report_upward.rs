//! `POST /api/v1/complaints/{id}/upward-reports`: report to the province center (Art. 4(2), 15).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Regime;
use domain::gd::case::command::handling::{Above, ReportUpward};
use domain::gd::case::responsible::PROVINCE_CENTER;
use domain::gd::case::reveal::Audience;
use domain::gd::case::{CaseState, Command, CommandName};
use persistence::{Connection, organisations};

use super::command::{self, Given};
use super::guard;
use super::schema::{CaseId, CommandHeaders};
use super::schema_outward::UpwardReportInput;
use super::seal::seal_text;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Report a case upward
///
/// To the province center: a case of considerable impact, urgent, or exposed by media must be reported by every other center; further reports may follow. Of a Jingzhou case to the authority above, where there is one. What is reported is sealed; whoever it is reported to discloses it as a material, for a purpose. It says neither who the complainant is nor quotes what they wrote (422).
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/upward-reports",
    operation_id = "report_complaint_upward",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = UpwardReportInput, description = "What is reported"),
    responses(
        (status = 200, description = "The case with the report", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn report_complaint_upward(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ReportUpward.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<UpwardReportSlots<'_>>(&body)?;
    let keys = state.keys.clone();
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
        CommandName::ReportUpward,
        &body,
        move |connection, making| {
            let case = making.case;
            let above = above(connection, &case.state)?;
            // It leaves the center: whoever is reported to reads nothing in it that is sealed of the case.
            let told = [("/text", input.as_str(), Audience::Public)];
            guard::check(connection, &keys, &case.id, &told)?;
            let (text, confidential) = seal_text(connection, &keys, &case.id, &input)?;
            let command = Command::ReportUpward(Box::new(ReportUpward { above, text }));
            Ok((command, confidential))
        },
    )
    .await
}

/// The organisation that a case is reported to: in Guangdong the province center, in Jingzhou the authority above.
fn above(connection: &mut Connection, case: &CaseState) -> Result<Option<Above>, Problem> {
    let record = &case.record;
    let id = match record.regime {
        Regime::Gd => Some(PROVINCE_CENTER.to_owned()),
        Regime::Jz => organisations::get(connection, &record.center)?
            .and_then(|organisation| organisation.parent_id),
    };
    let Some(id) = id else { return Ok(None) };
    Ok(organisations::get(connection, &id)?.map(|found| Above {
        id: found.id,
        name_zh: found.name_zh,
    }))
}

object! {
    /// The members of a report.
    pub struct UpwardReportSlots<'de> {
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for UpwardReportSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.text.required(context, "text").map(|Prose(text)| text)
    }
}
