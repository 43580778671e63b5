//! `GET /api/v1/complaints`: the cases that the caller reaches.

pub mod clock_days;
pub mod days;
pub mod query;
pub mod summary;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::art16_feedback::late_feedback_concluded_by;
use domain::gd::case::default_profile;
use persistence::Connection;
use persistence::complaints::list::{self, ListQuery, Place, Reach};
use persistence::complaints::search::{self, SearchError};
use serde::Serialize;
use utoipa::ToSchema;

use self::clock_days::ClockDays;
use self::query::{ComplaintQuery, wrong};
use self::summary::ComplaintSummary;
use super::reach::Reaching;
use super::timeline::Veil;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplaintList {
    /// The cases.
    pub items: Vec<ComplaintSummary>,
    /// Cursor of the next page; null: there are no more.
    pub next: Option<String>,
    /// How many there are, with `total=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<ComplaintTotal>,
}

/// How many cases there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ComplaintTotal {
    /// The number, at most 10,000.
    pub count: u64,
    /// False where counting stopped at its limit: there are at least so many.
    pub exact: bool,
}

impl From<list::Total> for ComplaintTotal {
    fn from(total: list::Total) -> Self {
        Self {
            count: u64::try_from(total.count).unwrap_or(u64::MAX),
            exact: total.exact,
        }
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::TooShort => wrong(
                "q",
                "至少两个字符（不计空格）",
                "must have at least two characters besides blanks",
            ),
            SearchError::TooMany => wrong(
                "q",
                "名称中含有该文字的被投诉举报对象过多，请输入更多文字",
                "too many accused parties have this text in their name; give more of it",
            ),
            SearchError::Store(error) => error.into(),
        }
    }
}

/// List the cases
///
/// Those that the caller reaches: a platform what it handed in, a department what it handles, a center its own, the province all. Every filter together with every sort goes along an index; what cannot be found by one is passed over row by row, so that a page may be short although there are more.
#[utoipa::path(
    get,
    path = "/api/v1/complaints",
    operation_id = "list_complaints",
    tag = "complaints",
    params(ComplaintQuery),
    responses((status = 200, description = "A page of cases", body = ComplaintList), CaseListProblems)
)]
pub async fn list_complaints(
    request: HttpRequest,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ListComplaints)?;
    let query = ComplaintQuery::read(&request)?;
    let days = ClockDays::of(&state, caller.principal.regime);
    let mut wanted = query.wanted(&days, || late_feedback(&state, &caller))?;
    let reach = reaching.for_lists();
    // A center is one body to whoever only handed cases in.
    let outside = matches!(reach, Some(Reach::Submitted(_) | Reach::Assigned(_)));
    if query.officer.is_some() && outside {
        return Err(wrong(
            "officer",
            "不能按中心的经办人员筛选",
            "the officers of a center cannot be asked for",
        ));
    }
    // Nor is it a department's business how whoever handed a case in calls it.
    if query.external_ref.is_some() && matches!(reach, Some(Reach::Assigned(_))) {
        return Err(wrong(
            "external_ref",
            "不能按提交方的编号筛选",
            "the references of those who hand cases in cannot be asked for",
        ));
    }
    let name = format!("complaints {reach:?} {}", query.fingerprint());
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().map(place).transpose()?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let with_total = query.total;
    // Centers may have rules of their own of what is due soon: then each case is looked at.
    let own_rules = query.clock_kind().filter(|kind| days.differ(*kind));
    let (found, total) = match reach {
        None => (list::Page::EMPTY, list::Total::NONE),
        Some(reach) => {
            let work = move |connection: &mut Connection| {
                wanted.look_up(connection)?;
                let list = ListQuery {
                    reach,
                    filters: wanted.filters,
                    sort: wanted.sort,
                    descending: wanted.descending,
                    after,
                    limit,
                };
                let further = |row: &list::Summary| own_rules.is_none_or(|k| days.admits(k, row));
                let text = wanted.text.as_deref();
                let found = match text {
                    Some(text) => search::search(connection, &list, text)?,
                    None => list::page_where(connection, &list, &further)?,
                };
                let total = match (with_total, text) {
                    (false, _) => list::Total::NONE,
                    (true, Some(text)) => search::total(connection, &list, text)?,
                    (true, None) if own_rules.is_some() => {
                        list::total_where(connection, &list, &further)?
                    }
                    (true, None) => list::total(connection, &list)?,
                };
                Ok::<_, Problem>((found, total))
            };
            // Searching and counting may take long.
            if with_total || query.q.is_some() {
                state.read_aside(work).await?
            } else {
                state.read(work).await?
            }
        }
    };
    let veil = Veil::of(&caller.principal);
    let body = ComplaintList {
        next: found.next.map(|next| page.seal(&state.keys, &key_of(next))),
        items: found
            .items
            .into_iter()
            .map(|row| ComplaintSummary::of(row, &veil))
            .collect::<Result<_, _>>()?,
        total: with_total.then(|| total.into()),
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// The latest day of conclusion whose feedback is late today, by the parameters of the caller's regime.
fn late_feedback(state: &AppState, caller: &Caller) -> Option<NaiveDate> {
    let (today, basis) = (state.today(), state.basis.load());
    let parameters = basis.gd_parameters(default_profile(caller.principal.regime), today)?;
    late_feedback_concluded_by(today, &basis.calendar, &parameters).ok()
}

/// A place in a list as a cursor keeps it.
#[must_use]
pub fn key_of(place: Place) -> String {
    format!("{} {}", place.key, place.seq)
}

/// The place that a cursor keeps.
///
/// # Errors
/// `internal`: the cursor is sealed, and only places are sealed for lists.
pub fn place(key: &str) -> Result<Place, Problem> {
    key.split_once(' ')
        .and_then(|(key, seq)| {
            Some(Place {
                key: key.parse().ok()?,
                seq: seq.parse().ok()?,
            })
        })
        .ok_or_else(|| Problem::internal("a sealed cursor does not read"))
}
