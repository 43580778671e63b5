//! `POST /api/v1/complaints/{id}/reports`: a department's investigation report (Art. 6).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::HandInReport;
use domain::gd::case::record::ConclusionOutcome;
use domain::gd::case::{Command, CommandName};

use super::with_text;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::Given;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::ReportInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Hand in an investigation report
///
/// Each department one, for itself; the center may hand in one that came on paper. When all have reported the case moves on (Art. 6 and 14). The text is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/reports",
    operation_id = "report_investigation",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ReportInput, description = "What was found"),
    responses(
        (status = 200, description = "The case with the report", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn report_investigation(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Report.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ReportSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    let ReportRead {
        department,
        finding,
        text,
    } = input;
    with_text(given, CommandName::Report, &body, text, move |text, who| {
        Command::Report(Box::new(HandInReport {
            // A department is its own center here; a complaint office reports for the center that set it up.
            department: department.unwrap_or_else(|| who.center_id.clone()),
            finding,
            text,
        }))
    })
    .await
}

/// A report as read.
#[derive(Debug)]
pub struct ReportRead {
    department: Option<String>,
    finding: ConclusionOutcome,
    text: String,
}

object! {
    /// The members of a report.
    pub struct ReportSlots<'de> {
        department: scalar Line,
        finding: scalar Word<ConclusionOutcome>,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ReportSlots<'de> {
    type Target = ReportRead;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self.department.optional().map(|Line(id)| id);
        let finding = self.finding.required(context, "finding");
        let text = self.text.required(context, "text");
        let (Word(finding), Prose(text)) = (finding?, text?);
        Some(ReportRead {
            department,
            finding,
            text,
        })
    }
}
