//! `GET /api/v1/proceedings`: the proceedings in reach.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Scope};
use domain::jz::proceeding::Status;
use domain::jz::sanctions::Tier;
use persistence::Connection;
use persistence::proceedings::{self, Filter, ProceedingRow, Whose};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::reach::Reach;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Query of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProceedingsQuery {
    /// Those that stand there today.
    #[param(
        nullable = false,
        max_length = 20,
        pattern = "^[a-z_]+$",
        example = "proposed"
    )]
    pub status: Option<String>,
    /// Those of this tier.
    #[param(
        nullable = false,
        max_length = 20,
        pattern = "^[a-z_]+$",
        example = "warning"
    )]
    pub tier: Option<String>,
    /// Those of this institution.
    #[param(nullable = false, max_length = 36, pattern = "^[0-9a-f-]+$")]
    pub institution: Option<String>,
    /// Those of this authority, by organisation id.
    #[param(
        nullable = false,
        max_length = 64,
        pattern = "^[A-Za-z0-9_-]+$",
        example = "jz-421000"
    )]
    pub authority: Option<String>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
}

/// A page of proceedings.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingList {
    /// The latest first.
    pub items: Vec<ProceedingItem>,
    /// Cursor of the next page; null: this was the last one.
    pub next: Option<String>,
}

/// A proceeding in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingItem {
    /// Its id.
    pub id: String,
    /// The institution.
    pub institution_id: String,
    /// Its credit code.
    pub uscc: String,
    /// Its name when it was proposed.
    pub name: String,
    /// The authority that decides.
    pub authority: Option<String>,
    /// Where it stands today.
    #[schema(examples("proposed"))]
    pub status: &'static str,
    /// Its tier.
    #[schema(examples("warning"))]
    pub tier: &'static str,
    /// The day it was proposed.
    pub proposed_on: Option<NaiveDate>,
    /// Last day of everything it ordered, where days alone end it.
    pub ends_on: Option<NaiveDate>,
    /// The version that commands rest on.
    pub version: i64,
}

impl ProceedingItem {
    fn of(row: ProceedingRow, today: NaiveDate, only_told: bool) -> Result<Self, Problem> {
        let day = |days: i64| {
            let days = i32::try_from(days).ok();
            days.and_then(NaiveDate::from_num_days_from_ce_opt)
        };
        let ends_on = row.ends_on.and_then(day);
        let mut status = row.status()?;
        if status == Status::InForce && ends_on.is_some_and(|last| last < today) {
            status = Status::Expired;
        }
        // Before the service an institution sees nothing of a decision.
        if only_told && matches!(status, Status::Decided | Status::Approved) {
            status = Status::Heard;
        }
        Ok(Self {
            tier: row.tier()?.as_str(),
            status: status.as_str(),
            proposed_on: day(row.proposed_on),
            ends_on,
            id: row.id,
            institution_id: row.institution_id,
            uscc: row.uscc,
            name: row.name,
            authority: row.authority,
            version: row.version,
        })
    }
}

/// List proceedings
///
/// Authorities of a regime see all of it; an institution its own, from the notice on. The latest first.
#[utoipa::path(
    get,
    path = "/api/v1/proceedings",
    operation_id = "list_proceedings",
    tag = "proceedings",
    params(ProceedingsQuery),
    responses((status = 200, description = "A page of proceedings", body = ProceedingList), CaseListProblems)
)]
pub async fn list_proceedings(
    request: HttpRequest,
    query: web::Query<ProceedingsQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reach::of(&caller, Action::ReadProceedings)?;
    let whose = match reach.reaching.scope() {
        Scope::Regime => Some(Whose::Regime(reach.reaching.regime().as_str())),
        Scope::Own if reach.only_told => {
            Some(Whose::Institution(reach.reaching.organisation().to_owned()))
        }
        Scope::Own => Some(Whose::Authority(reach.reaching.center().to_owned())),
        Scope::Submitted | Scope::Assigned | Scope::All => None,
    };
    let query = query.into_inner();
    let filter = Filter {
        status: word(query.status.as_deref(), "status", Status::parse)?,
        tier: word(query.tier.as_deref(), "tier", Tier::parse)?.map(Tier::as_str),
        institution: query.institution,
        authority: query.authority,
    };
    if [&filter.institution, &filter.authority]
        .into_iter()
        .flatten()
        .any(|id| id.contains('\0'))
    {
        return Err(Problem::new(ProblemCode::MalformedRequest));
    }
    let today = state.today();
    let name = format!(
        "proceedings {whose:?} {filter:?} {}",
        today.num_days_from_ce()
    );
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let (after, read) = (page.after.clone(), page.to_read());
    let mut found = match whose {
        None => Vec::new(),
        Some(whose) => {
            state
                .read(move |connection: &mut Connection| {
                    proceedings::list(connection, &whose, &filter, today, after.as_deref(), read)
                })
                .await?
        }
    };
    let next = page.cut(&state.keys, &mut found, |row| row.id.as_str());
    let items = found
        .into_iter()
        .map(|row| ProceedingItem::of(row, today, reach.only_told));
    let body = ProceedingList {
        items: items.collect::<Result<_, _>>()?,
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

fn word<T>(
    given: Option<&str>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    given
        .map(|given| {
            parse(given).ok_or_else(|| {
                Problem::new(ProblemCode::MalformedRequest).with_detail(
                    format!("{name} 没有这一取值。"),
                    format!("there is no such {name}."),
                )
            })
        })
        .transpose()
}
