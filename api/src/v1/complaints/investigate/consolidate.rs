//! `POST /api/v1/complaints/{id}/consolidated-report`: the reports put together (Art. 5(4)).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ConsolidateReports;
use domain::gd::case::record::ConclusionOutcome;
use domain::gd::case::{Command, CommandName};

use super::with_text;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::Given;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::ConsolidatedReportInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Put the reports together
///
/// Once all departments have reported; with several reports a conclusion rests on it (Art. 5(4)). A later one takes the place of an earlier one, which stays on record. The text is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/consolidated-report",
    operation_id = "consolidate_reports",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ConsolidatedReportInput, description = "What was found on the whole"),
    responses(
        (status = 200, description = "The case with the consolidated report", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn consolidate_reports(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Consolidate.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ConsolidatedSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    let ConsolidatedRead { finding, text } = input;
    with_text(
        given,
        CommandName::Consolidate,
        &body,
        text,
        move |text, _who| Command::Consolidate(Box::new(ConsolidateReports { finding, text })),
    )
    .await
}

/// A consolidated report as read.
#[derive(Debug)]
pub struct ConsolidatedRead {
    finding: ConclusionOutcome,
    text: String,
}

object! {
    /// The members of a consolidated report.
    pub struct ConsolidatedSlots<'de> {
        finding: scalar Word<ConclusionOutcome>,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ConsolidatedSlots<'de> {
    type Target = ConsolidatedRead;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let finding = self.finding.required(context, "finding");
        let text = self.text.required(context, "text");
        let (Word(finding), Prose(text)) = (finding?, text?);
        Some(ConsolidatedRead { finding, text })
    }
}
