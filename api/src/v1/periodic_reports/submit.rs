//! `POST /api/v1/periodic-reports`: a report is submitted and frozen (gd Art. 4(2)).

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::art04_periodic_report::{Period, ReportRefusal, ReportSubmitted, may_submit};
use domain::gd::art04_upward_report::ART4_2;
use persistence::Connection;
use persistence::ledger::AppendError;
use persistence::reports::{self, StoredReport};
use uuid::Uuid;

use super::figures::count;
use super::schema::{PeriodicReportBody, PeriodicReportInput};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::reply;
use crate::http::{Reply, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Submit a periodic report
///
/// Of the caller's own center, for a period that has ended. The figures stay as they are now; a further revision is numbered and says why.
#[utoipa::path(
    post,
    path = "/api/v1/periodic-reports",
    operation_id = "submit_periodic_report",
    tag = "periodic reports",
    request_body(content = PeriodicReportInput, description = "Which period", example = json!({"period": "2026-10"})),
    responses(
        (status = 201, description = "The report", body = PeriodicReportBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        CasesCommandProblems,
    )
)]
pub async fn submit_periodic_report(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::SubmitPeriodicReport)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ReportSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "submit_periodic_report", &body)?;
    let now = state.instant();
    let today = shanghai_day(now);
    let principal = Arc::clone(&caller.principal);
    let work = move |connection: &mut Connection| {
        let (center, period) = (principal.center_id.clone(), input.period.to_string());
        let revisions = reports::revisions(connection, &center, &period)?;
        may_submit(input.period, today, revisions, input.reason.as_deref()).map_err(problem)?;
        let (first, last) = input
            .period
            .days()
            .ok_or_else(|| Problem::internal("a period without days"))?;
        let report = ReportSubmitted {
            id: Uuid::now_v7().to_string(),
            figures: count(connection, &center, first, last)?,
            center,
            regime: principal.regime,
            period,
            first,
            last,
            revision: revisions.saturating_add(1),
            reason: input.reason,
            on: today,
            submitted_by: principal.client_id.clone(),
        };
        reports::record(connection, &report, &principal.client_id, now).map_err(
            |error| match error {
                AppendError::Conflict => Problem::new(ProblemCode::PreconditionFailed),
                AppendError::Store(error) => error.into(),
            },
        )?;
        let location = format!("/api/v1/periodic-reports/{}", report.id);
        let stored = StoredReport {
            submitted_at: now.timestamp_micros(),
            report,
        };
        Reply::created(location, None, &PeriodicReportBody::try_from(stored)?)
    };
    reply::perform(&state, attempt, now, work).await
}

fn problem(refusal: ReportRefusal) -> Problem {
    let pointer = format!("/{}", refusal.member());
    Problem::new(ProblemCode::CommandRefused)
        .with_refusal(refusal.code(), Vec::new())
        .with_legal_basis(ART4_2.id)
        .with_fault(Fault::new(pointer, refusal.zh(), refusal.en()))
        .with_detail(refusal.zh(), refusal.en())
}

/// A submission as read.
#[derive(Debug)]
pub struct Submission {
    period: Period,
    reason: Option<String>,
}

object! {
    /// The members of a submission.
    pub struct ReportSlots<'de> {
        period: scalar Line,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ReportSlots<'de> {
    type Target = Submission;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let reason = self.reason.optional().map(|Prose(reason)| reason);
        let Line(period) = self.period.required(context, "period")?;
        let Some(period) = Period::parse(&period) else {
            context.fault_at(
                "period",
                "应为月、季度或者年，例如 2026-10、2026-Q3、2025",
                "must be a month, a quarter or a year, such as 2026-10, 2026-Q3, 2025",
            );
            return None;
        };
        Some(Submission { period, reason })
    }
}
