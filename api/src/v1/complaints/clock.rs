//! `GET /api/v1/complaints/{id}/clock`: where a case stands against its time limits (Art. 18), and why, day by day.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::art18_clock::{ART18, ClockFacts};
use domain::gd::art18_days::{ClockDay, days};
use domain::gd::case::{self, CaseState};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::case::reached;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::as_of::AsOfQuery;
use crate::v1::evaluation::clock::ClockEngine;
use crate::v1::evaluation::engine::{Basis, Engine as _, Explain, out_of_range};
use crate::v1::evaluation::schema::ClockAnswer;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseClockProblems;

/// Most days that are explained one by one.
const MOST_DAYS: usize = 400;

/// Where a case stands against its time limits.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseClock {
    /// The case.
    pub case_id: String,
    /// The day for which the answer is given.
    pub as_of: NaiveDate,
    /// Day of formal acceptance: the clock starts.
    pub accepted_on: NaiveDate,
    /// Day of conclusion.
    pub concluded_on: Option<NaiveDate>,
    /// The extension that holds on the day asked for: what was recorded later does not count then.
    pub extension: Option<ClockExtension>,
    /// The day, up to the one asked for, on which the complainant was last told why it takes longer. It moves nothing: a
    /// case that runs over is overdue all the same.
    pub delay_explained_on: Option<NaiveDate>,
    /// What the engine says of these facts, as `POST /api/v1/evaluations/clock` does.
    pub clock: ClockAnswer,
    /// Every day from acceptance to the due date or `as_of`, whichever is later; at most 400.
    pub days: Vec<CaseClockDay>,
    /// Days that were left out at the end.
    pub days_left_out: i64,
}

/// The extension that a clock goes by.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockExtension {
    /// The day on which it was recorded.
    pub on: NaiveDate,
    /// `several_departments`, `complex` or `long_investigation`.
    #[schema(examples("complex"))]
    pub reason: &'static str,
    /// Working days from acceptance.
    pub to_working_days: u32,
}

/// A day of the clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseClockDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether it counts.
    pub counts: bool,
    /// How many working days have passed since acceptance, this day included.
    pub number: u32,
    /// `acceptance`, `working_day`, `make_up_working_day`, `weekend` or `holiday`.
    #[schema(examples("holiday"))]
    pub reason: &'static str,
    /// The reason in words, in the language of the request.
    pub explanation: String,
    /// What falls on the day: `accepted`, `as_of`, `due`, `extended_due`, `cap`, `concluded`, and `extended` and
    /// `delay_explained` where it was done.
    pub marks: Vec<&'static str>,
    /// No official notice for its year is loaded.
    pub provisional: bool,
}

/// Get the clock of a case
///
/// Due dates, state and working days used, left and overdue, by the same engine as the evaluation; and every day with the reason for which it counts or does not. Only an accepted case has a clock: 409 before.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/clock",
    operation_id = "get_complaint_clock",
    tag = "complaints",
    params(super::schema::CaseId, AsOfQuery),
    responses((status = 200, description = "The clock", body = CaseClock), CaseClockProblems)
)]
pub async fn get_complaint_clock(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<AsOfQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let row = reached(&state, &caller, Action::ReadClock, id.into_inner()).await?;
    let as_of = query.as_of.unwrap_or_else(|| state.today());
    let stands = row.state()?;
    let basis = state.basis.load_full();
    let body = clock(row.id, &stands, as_of, &basis, lang)?;
    answer(&request, Freshness::Private, &body)
}

fn clock(
    case_id: String,
    state: &CaseState,
    as_of: NaiveDate,
    basis: &Basis,
    lang: Lang,
) -> Result<CaseClock, Problem> {
    let facts = case::clock(state, as_of).ok_or_else(|| no_clock(state, as_of))?;
    let clock = asked(state, &facts, basis)?;
    let last = as_of.max(clock.effective_due_on);
    let explained =
        days(facts.accepted_on, last, MOST_DAYS, &basis.calendar).map_err(out_of_range)?;
    let shown = explained.last().map_or(facts.accepted_on, |day| day.date);
    let handling = &state.handling;
    let mut marks = vec![
        ("accepted", Some(facts.accepted_on)),
        ("as_of", Some(facts.as_of)),
        ("due", Some(clock.due_on)),
        ("extended_due", clock.extended_due_on),
        ("cap", Some(clock.cap_on)),
        ("concluded", facts.concluded_on),
    ];
    let up_to = |on: NaiveDate| Some(on).filter(|on| *on <= as_of);
    let extended = handling.extensions.iter();
    marks.extend(extended.map(|extended| ("extended", up_to(extended.on))));
    let told = handling.explanations.iter();
    marks.extend(told.map(|told| ("delay_explained", up_to(told.on))));
    Ok(CaseClock {
        case_id,
        as_of,
        accepted_on: facts.accepted_on,
        concluded_on: facts.concluded_on,
        extension: handling.extension_on(as_of).map(|extended| ClockExtension {
            on: extended.on,
            reason: extended.reason.as_str(),
            to_working_days: extended.to_working_days,
        }),
        delay_explained_on: handling.explained_by(as_of).map(|explained| explained.on),
        days: explained
            .into_iter()
            .map(|day| body(day, &marks, lang))
            .collect(),
        days_left_out: last.signed_duration_since(shown).num_days(),
        clock,
    })
}

/// What the engine says: asked exactly as the evaluation endpoint asks it.
fn asked(state: &CaseState, facts: &ClockFacts, basis: &Basis) -> Result<ClockAnswer, Problem> {
    let request = json!({
        "profile": basis.profile_of(state),
        "accepted_on": facts.accepted_on,
        "extended_to_working_days": facts.extended_to_working_days,
        "concluded_on": facts.concluded_on,
        "as_of": facts.as_of,
    });
    let mut answer = Vec::new();
    ClockEngine::answer(
        basis,
        request.to_string().as_bytes(),
        &mut Explain::single(false),
        &mut answer,
    )?;
    serde_json::from_slice(&answer).map_err(Problem::internal)
}

/// Why there is no clock.
fn no_clock(state: &CaseState, as_of: NaiveDate) -> Problem {
    let problem = Problem::new(ProblemCode::WrongState).with_legal_basis(ART18.id);
    match (&state.acceptance, &state.withdrawal) {
        (None, _) => problem.with_detail(
            "案件尚未正式受理，办结时限没有起算。",
            "The case has not been accepted: no time limit runs.",
        ),
        (Some(accepted), _) if as_of < accepted.on => problem.with_detail(
            format!("查询日 {as_of} 早于受理日 {}。", accepted.on),
            format!(
                "The day asked for, {as_of}, is earlier than the day of acceptance, {}.",
                accepted.on
            ),
        ),
        (Some(_), _) => problem.with_detail(
            "案件已撤回，办结时限不再计算。",
            "The case was withdrawn: no time limit runs any more.",
        ),
    }
}

fn body(day: ClockDay, marks: &[(&'static str, Option<NaiveDate>)], lang: Lang) -> CaseClockDay {
    CaseClockDay {
        date: day.date,
        counts: day.reason.counts(),
        number: day.number,
        reason: day.reason.as_str(),
        explanation: explanation(&day, lang),
        marks: marks
            .iter()
            .filter(|(_, on)| *on == Some(day.date))
            .map(|(mark, _)| *mark)
            .collect(),
        provisional: day.provisional,
    }
}

fn explanation(day: &ClockDay, lang: Lang) -> String {
    use domain::gd::art18_days::DayReason;
    let number = day.number;
    let (zh, en) = day
        .holiday
        .as_ref()
        .map_or(("", ""), |(zh, en)| (zh.as_str(), en.as_str()));
    match (day.reason, lang) {
        (DayReason::Acceptance, Lang::ZhCn) => "受理当日，不计入。".to_owned(),
        (DayReason::Acceptance, Lang::En) => "The day of acceptance is not counted.".to_owned(),
        (DayReason::WorkingDay, Lang::ZhCn) => format!("工作日，第{number}个工作日。"),
        (DayReason::WorkingDay, Lang::En) => format!("A working day: number {number}."),
        (DayReason::MakeUpWorkingDay, Lang::ZhCn) => {
            format!("{zh}调休上班，第{number}个工作日。")
        }
        (DayReason::MakeUpWorkingDay, Lang::En) => {
            format!("A weekend day worked for {en}: number {number}.")
        }
        (DayReason::Weekend, Lang::ZhCn) => "周末，不计入。".to_owned(),
        (DayReason::Weekend, Lang::En) => "A weekend day is not counted.".to_owned(),
        (DayReason::Holiday, Lang::ZhCn) => format!("{zh}放假，不计入。"),
        (DayReason::Holiday, Lang::En) => format!("A day off ({en}) is not counted."),
    }
}
