//! `POST /api/v1/complaints/{id}/conclusion`: conclusion (Art. 18).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::event::handling::Measure;
use domain::gd::case::record::ConclusionOutcome;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::ConclusionInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Conclude a case
///
/// What came out of it and what was done about it; the clock of Art. 18 stops. `guided` (Art. 12) ends only cases on the guidance track. An outcome other than what the reports found needs a written reason.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/conclusion",
    operation_id = "conclude_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ConclusionInput, description = "What came out, and what was done"),
    responses(
        (status = 200, description = "The concluded case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn conclude_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Conclude.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ConclusionSlots<'_>>(&body)?;
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
        CommandName::Conclude,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::Conclude {
                outcome: input.outcome,
                measures: input.measures,
                departure: input.departure,
            })
        },
    )
    .await
}

/// Most measures of a conclusion.
const MOST_MEASURES: usize = 50;

/// A conclusion as read.
#[derive(Debug)]
pub struct Conclusion {
    outcome: ConclusionOutcome,
    measures: Vec<Measure>,
    departure: Option<String>,
}

object! {
    /// The members of a conclusion.
    pub struct ConclusionSlots<'de> {
        outcome: scalar Word<ConclusionOutcome>,
        measures: list MeasureSlots<'de>,
        departure: scalar Prose,
    }
}

impl<'de> Object<'de> for ConclusionSlots<'de> {
    type Target = Conclusion;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let measures = self.measures.optional().unwrap_or_default();
        if measures.len() > MOST_MEASURES {
            context.fault_at(
                "measures",
                format!("最多 {MOST_MEASURES} 项"),
                format!("must have at most {MOST_MEASURES} items"),
            );
        }
        let departure = self.departure.optional().map(|Prose(reason)| reason);
        let Word(outcome) = self.outcome.required(context, "outcome")?;
        Some(Conclusion {
            outcome,
            measures,
            departure,
        })
    }
}

object! {
    /// The members of a measure.
    pub struct MeasureSlots<'de> {
        text: scalar Prose,
        department: scalar Line,
    }
}

impl<'de> Object<'de> for MeasureSlots<'de> {
    type Target = Measure;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self
            .department
            .optional()
            .map(|Line(department)| department);
        let Prose(text) = self.text.required(context, "text")?;
        Some(Measure { text, department })
    }
}
