//! `GET /api/v1/calendars/cn` and `…/{year}`: the working calendar.

pub mod effects;
pub mod import;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Datelike, NaiveDate};
use domain::period::{FIRST_DAY, LAST_DAY};
use domain::workday::{CalendarYear, NoticeDay};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// The working calendar of the mainland of China.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarBody {
    /// Id.
    #[schema(examples("cn"))]
    pub id: &'static str,
    /// Name.
    pub name_zh: &'static str,
    /// The same in English.
    pub name_en: &'static str,
    /// First day for which anything is computed.
    pub first_day: NaiveDate,
    /// Last day for which anything is computed.
    pub last_day: NaiveDate,
    /// Years with an official notice; every other year is provisional.
    pub official_years: Vec<i32>,
    /// The official years and where they come from.
    pub years: Vec<CalendarYearSummary>,
}

/// An official year.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarYearSummary {
    /// Calendar year.
    #[schema(examples(2026))]
    pub year: i32,
    /// Where its days come from.
    pub source: String,
    /// Days off and make-up working days that the notice names.
    #[schema(format = Int32)]
    pub named_days: usize,
}

/// A calendar year.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarYearBody {
    /// Calendar year.
    #[schema(examples(2026))]
    pub year: i32,
    /// `official` (a notice is loaded) or `provisional` (weekends and statutory days only).
    #[schema(examples("official"))]
    pub status: &'static str,
    /// True where no notice is loaded.
    pub provisional: bool,
    /// Where the days come from.
    pub source: String,
    /// Working days of the year.
    #[schema(examples(248))]
    pub working_days: i64,
    /// Days off and make-up working days; every other day works Monday to Friday.
    pub days: Vec<CalendarDayBody>,
}

/// A day off or a make-up working day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarDayBody {
    /// The day (Asia/Shanghai).
    pub date: NaiveDate,
    /// `holiday` or `workday`.
    #[schema(examples("holiday"))]
    pub kind: &'static str,
    /// The holiday's name.
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
}

impl From<CalendarYear> for CalendarYearBody {
    fn from(year: CalendarYear) -> Self {
        Self {
            year: year.year,
            status: if year.official {
                "official"
            } else {
                "provisional"
            },
            provisional: !year.official,
            source: year.source,
            working_days: year.working_days,
            days: year
                .days
                .into_iter()
                .map(|day| CalendarDayBody {
                    date: day.date,
                    kind: day.kind.as_str(),
                    name_zh: day.name_zh,
                    name_en: day.name_en,
                })
                .collect(),
        }
    }
}

impl From<NoticeDay> for CalendarDayBody {
    fn from(day: NoticeDay) -> Self {
        Self {
            date: day.date,
            kind: day.kind.as_str(),
            name_zh: day.name_zh,
            name_en: day.name_en,
        }
    }
}

/// The year that a path names.
fn year_of(text: &str) -> Result<i32, Problem> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|year| plain && (FIRST_DAY.year()..=LAST_DAY.year()).contains(year))
        .ok_or_else(not_found)
}

/// Get the working calendar
///
/// Which years have an official notice, and where each comes from.
#[utoipa::path(
    get,
    path = "/api/v1/calendars/cn",
    operation_id = "get_calendar",
    tag = "calendar",
    responses((status = 200, description = "The calendar", body = CalendarBody), ReadingProblems)
)]
pub async fn get_calendar(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let basis = state.basis.load();
    let body = CalendarBody {
        id: "cn",
        name_zh: "中国内地工作日历（国务院放假安排）",
        name_en: "Working calendar of the mainland of China (State Council notices)",
        first_day: FIRST_DAY,
        last_day: LAST_DAY,
        official_years: basis.calendar.official_years().collect(),
        years: basis
            .calendar
            .notices()
            .map(|notice| CalendarYearSummary {
                year: notice.year,
                source: notice.source.clone(),
                named_days: notice.days.len(),
            })
            .collect(),
    };
    answer(&request, Freshness::Changing, &body)
}

/// Get a calendar year
///
/// Its days off and make-up working days, official or provisional, with their source.
#[utoipa::path(
    get,
    path = "/api/v1/calendars/cn/{year}",
    operation_id = "get_calendar_year",
    tag = "calendar",
    params(("year" = i32, Path, description = "Calendar year", example = 2026, minimum = 1900, maximum = 2199)),
    responses((status = 200, description = "The year", body = CalendarYearBody), LookupProblems)
)]
pub async fn get_calendar_year(
    request: HttpRequest,
    year: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let year = year_of(&year)?;
    let found = state
        .basis
        .load()
        .calendar
        .year(year)
        .map_err(|_outside| not_found())?;
    answer(
        &request,
        Freshness::Changing,
        &CalendarYearBody::from(found),
    )
}
