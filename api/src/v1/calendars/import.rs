//! `PUT /api/v1/calendars/cn/{year}`: loads an official year.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Datelike as _, NaiveDate};
use domain::access::Action;
use domain::workday::{DayKind, Notice, NoticeDay, is_weekend};
use persistence::calendar;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CalendarDayBody, year_of};
use crate::auth::Caller;
use crate::calendar_import::{self, Refused};
use crate::decode::{self, Choice, Context, Line, Object, Word, object};
use crate::http::read_json_body;
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CalendarImportProblems;

/// Most days of a notice: those of two years.
const MOST_DAYS: usize = 732;

/// An official notice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarYearInput {
    /// Where the days come from, such as the number of the State Council's notice.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub source: String,
    /// Put these days in the place of those that are official already. Without it such a year is refused, unless its days
    /// are all kept and others only added.
    #[serde(default)]
    #[schema(default = false)]
    pub replace: bool,
    /// Every day off and make-up working day that the notice names. Those of the December before belong to that year and
    /// are added to it. A statutory day off that is left out is added.
    #[schema(min_items = 1, max_items = 732)]
    pub days: Vec<CalendarDayInput>,
}

/// A day that a notice names.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarDayInput {
    /// The day (Asia/Shanghai).
    pub date: NaiveDate,
    /// `holiday`: a day off; `workday`: a Saturday or Sunday that is worked.
    #[schema(pattern = "^(holiday|workday)$", max_length = 7, examples("holiday"))]
    pub kind: String,
    /// The holiday's name.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub name_zh: String,
    /// The same in English.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub name_en: String,
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarImportBody {
    /// Calendar year.
    #[schema(examples(2027))]
    pub year: i32,
    /// Whether anything was new; false: every day was known already, and nothing was changed.
    pub changed: bool,
    /// The years that were written: this one, and the one before where the notice names days of its December.
    pub years: Vec<i32>,
    /// The calendar's revision.
    pub revision: i64,
    /// SHA-256 of the year's notice as it is in force, in hexadecimal, over a line `date,kind,name_zh,name_en` for each day.
    #[schema(min_length = 64, max_length = 64)]
    pub notice_hash: Option<String>,
    /// Statutory days off that the notice does not name and that were added: is it the whole notice?
    pub added: Vec<CalendarDayBody>,
    /// Where the due dates that move are listed.
    pub effects: String,
}

/// Load an official calendar year
///
/// The days off and make-up working days of a State Council notice, checked and completed as `jiandu calendar import` does. The import is on record with its actor and the hash of the notice. Due dates of running clocks are then computed anew; those that moved are listed under `effects`. The same notice once more changes nothing. For administrators.
#[utoipa::path(
    put,
    path = "/api/v1/calendars/cn/{year}",
    operation_id = "put_calendar_year",
    tag = "calendar",
    params(("year" = i32, Path, description = "Calendar year", example = 2027, minimum = 1900, maximum = 2199)),
    request_body(content = CalendarYearInput, description = "The notice", example = json!({
        "source": "国务院办公厅关于2027年部分节假日安排的通知",
        "days": [
            {"date": "2027-01-01", "kind": "holiday", "name_zh": "元旦", "name_en": "New Year's Day"},
            {"date": "2027-01-30", "kind": "workday", "name_zh": "春节", "name_en": "Spring Festival"}
        ]
    })),
    responses(
        (status = 200, description = "What was imported", body = CalendarImportBody),
        CalendarImportProblems,
    )
)]
pub async fn put_calendar_year(
    request: HttpRequest,
    year: web::Path<String>,
    _query: web::Query<NoQuery>,
    caller: Caller,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ImportCalendar)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<NoticeSlots<'_>>(&body)?;
    let year = year_of(&year)?;
    let notices = notices(year, input.source, input.days)?;
    let now = state.instant();
    let actor = caller.principal.client_id.clone();
    let (store, replace) = (state.store.clone(), input.replace);
    let done = web::block(move || calendar_import::import(&store, notices, replace, now, &actor))
        .await
        .map_err(Problem::internal)?
        .map_err(refused)?;
    if !done.report.years.is_empty() {
        state.jobs.calendar_changed.notify_one();
    }
    let import = state
        .read(move |connection| calendar::latest_import(connection, year))
        .await?;
    let body = CalendarImportBody {
        year,
        changed: !done.report.years.is_empty(),
        years: done.report.years,
        revision: done.report.revision,
        notice_hash: import.map(|import| crate::v1::complaints::seal::hex(&import.notice_hash)),
        added: done.added.into_iter().map(CalendarDayBody::from).collect(),
        effects: format!("/api/v1/calendars/cn/{year}/effects"),
    };
    answer(&request, Freshness::Private, &body)
}

fn refused(refused: Refused) -> Problem {
    match refused {
        Refused::Official { year } => Problem::new(ProblemCode::AlreadyExists).with_detail(
            format!("{year}年已有正式安排且日期不同；确需替换的，请设 replace 为 true。"),
            format!(
                "{year} is official already, with other days; replace: true puts these in their place."
            ),
        ),
        Refused::Store(error) => error.into(),
        other @ (Refused::Embedded | Refused::Notice(_)) => Problem::internal(other),
    }
}

/// The notice by years: its own, and the one before for days of its December.
fn notices(year: i32, source: String, days: Vec<NoticeDay>) -> Result<Vec<Notice>, Problem> {
    let mut faults = Vec::new();
    let mut before: Vec<NoticeDay> = Vec::new();
    let mut own: Vec<NoticeDay> = Vec::new();
    for (index, day) in days.into_iter().enumerate() {
        let at = format!("/days/{index}/date");
        let date = day.date;
        let part = if date.year() == year {
            &mut own
        } else if date.year() == year - 1 && date.month() == 12 {
            &mut before
        } else {
            faults.push(Fault::new(
                at,
                format!("不属于{year}年，也不属于上一年12月"),
                format!("is neither in {year} nor in the December before"),
            ));
            continue;
        };
        if part.iter().any(|known| known.date == date) {
            faults.push(Fault::new(
                at,
                format!("{date} 重复出现"),
                format!("{date} appears twice"),
            ));
        }
        part.push(day);
    }
    if own.is_empty() && faults.is_empty() {
        faults.push(Fault::new(
            "/days",
            format!("没有{year}年的日期"),
            format!("names no day of {year}"),
        ));
    }
    if !faults.is_empty() {
        return Err(Problem::new(ProblemCode::InvalidFacts).with_errors(faults));
    }
    let parts = [(year - 1, before), (year, own)];
    Ok(parts
        .into_iter()
        .filter(|(_, days)| !days.is_empty())
        .map(|(year, mut days)| {
            days.sort_by_key(|day| day.date);
            Notice {
                year,
                source: source.clone(),
                days,
            }
        })
        .collect())
}

/// What is asked for.
pub struct Input {
    source: String,
    replace: bool,
    days: Vec<NoticeDay>,
}

object! {
    /// The members of a notice.
    pub struct NoticeSlots<'de> {
        source: scalar Line,
        replace: scalar bool,
        days: list DaySlots<'de>,
    }
}

impl<'de> Object<'de> for NoticeSlots<'de> {
    type Target = Input;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let source = self.source.required(context, "source");
        let replace = self.replace.or_default(context, "replace", false);
        let days = self.days.required(context, "days");
        if days.as_ref().is_some_and(|days| days.len() > MOST_DAYS) {
            context.fault_at(
                "days",
                format!("最多 {MOST_DAYS} 项"),
                format!("must have at most {MOST_DAYS} items"),
            );
            return None;
        }
        let Line(source) = source?;
        Some(Input {
            source,
            replace: replace?,
            days: days?,
        })
    }
}

impl Choice for DayKind {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        [Self::Holiday, Self::Workday]
            .into_iter()
            .map(|kind| (kind.as_str(), kind))
    }
}

object! {
    /// The members of an item of `days`.
    pub struct DaySlots<'de> {
        date: scalar NaiveDate,
        kind: scalar Word<DayKind>,
        name_zh: scalar Line,
        name_en: scalar Line,
    }
}

impl<'de> Object<'de> for DaySlots<'de> {
    type Target = NoticeDay;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let date = self.date.required(context, "date");
        let kind = self.kind.required(context, "kind");
        let name_zh = self.name_zh.required(context, "name_zh");
        let name_en = self.name_en.required(context, "name_en");
        let (date, Word(kind)) = (date?, kind?);
        if kind == DayKind::Workday && !is_weekend(date) {
            context.fault_at(
                "kind",
                format!("{date} 不是周末，不能作为调休上班日"),
                format!("{date} is no weekend day and cannot be a make-up working day"),
            );
            return None;
        }
        Some(NoticeDay {
            date,
            kind,
            name_zh: name_zh?.0,
            name_en: name_en?.0,
        })
    }
}
