//! `GET /api/v1/institutions`: institutions in reach (jz Art. 2, 3).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{Action, Scope};
use domain::jz::institution::{Institution, Status};
use persistence::aggregate::{self, Opened};
use persistence::institutions::list::{Filter, Whose, list};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::query::InstitutionQuery;
use super::reach::Reaching;
use super::view::OccupationBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Most institutions that are folded for one page of a filter by status.
const MOST_EXAMINED: usize = 1_000;

/// An institution in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InstitutionSummary {
    /// Its id.
    pub id: String,
    /// Version of its record.
    pub version: i64,
    /// Unified social credit code.
    #[schema(examples("52421002MJXHQ9PY9C"))]
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// `employer` or `social_training`.
    #[schema(examples("social_training"))]
    pub kind: String,
    /// Division of its seat.
    #[schema(examples("421002"))]
    pub division: String,
    /// The authority that files and supervises it.
    #[schema(examples("jz-421000"))]
    pub authority: Option<String>,
    /// How it stands today.
    #[schema(examples("filed"))]
    pub status: &'static str,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// Occupations and levels filed.
    pub occupations: Vec<OccupationBody>,
    /// Whether an application waits.
    pub pending: bool,
}

/// A page of institutions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InstitutionList {
    /// The institutions, in the order in which they came on record.
    pub items: Vec<InstitutionSummary>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

fn summary(opened: &Opened<Institution>, today: NaiveDate) -> Option<InstitutionSummary> {
    let institution = &opened.state;
    let content = institution.described(today)?;
    let filing = institution.filing(today);
    let filed = filing.and_then(|filing| filing.content(today));
    Some(InstitutionSummary {
        id: opened.id.clone(),
        version: opened.head.version,
        uscc: institution.uscc.clone(),
        name: content.name.clone(),
        kind: content.kind.as_str().to_owned(),
        division: content.division.clone(),
        authority: institution.authority.clone(),
        status: institution.standing(today).status.as_str(),
        valid_until: filing.and_then(|filing| filing.valid_until(today)),
        occupations: filed.map_or_else(Vec::new, |content| {
            content.occupations.iter().map(Into::into).collect()
        }),
        pending: institution
            .applications
            .iter()
            .any(domain::jz::institution::Application::is_pending),
    })
}

/// What a caller reaches, as the store asks for it; none: nothing.
fn whose(reaching: &Reaching) -> Option<Whose> {
    match reaching.scope() {
        Scope::Own => Some(Whose::Own {
            authority: reaching.center().to_owned(),
            organisation: reaching.organisation().to_owned(),
        }),
        Scope::Regime => Some(Whose::Regime(reaching.regime().as_str().to_owned())),
        Scope::Submitted | Scope::Assigned | Scope::All => None,
    }
}

/// Institutions opened page by page until enough stand as asked; and the id behind which to go on.
///
/// # Errors
/// Those of the database.
pub fn standing(
    connection: &mut Connection,
    whose: &Whose,
    filter: &Filter,
    status: Option<Status>,
    mut after: String,
    (today, limit): (NaiveDate, u32),
) -> Result<(Vec<Opened<Institution>>, Option<String>), StoreError> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let step = i64::from(limit).saturating_add(1);
    let mut found = Vec::new();
    let mut examined = 0_usize;
    loop {
        let rows = list(connection, whose, filter, &after, step)?;
        let exhausted = i64::try_from(rows.len()).is_ok_and(|count| count < step);
        for row in rows {
            if found.len() == most || examined >= MOST_EXAMINED {
                return Ok((found, Some(after)));
            }
            examined = examined.saturating_add(1);
            let opened = aggregate::open::<Institution>(connection, &row.id)?
                .ok_or(StoreError::Corrupt("institutions"))?;
            after = row.id;
            if status.is_none_or(|status| opened.state.standing(today).status == status) {
                found.push(opened);
            }
        }
        if exhausted {
            return Ok((found, None));
        }
    }
}

/// List institutions
///
/// Those in reach: an authority's and those of the authorities below it, an institution's own, for supervisors all of the regulation. Name (part of it), credit code, place, occupation and level, and how they stand today.
#[utoipa::path(
    get,
    path = "/api/v1/institutions",
    operation_id = "list_institutions",
    tag = "institutions",
    params(InstitutionQuery),
    responses((status = 200, description = "A page of institutions", body = InstitutionList), CaseListProblems)
)]
pub async fn list_institutions(
    request: HttpRequest,
    query: web::Query<InstitutionQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInstitutions)?;
    let query = query.into_inner();
    let (filter, status) = (query.filter()?, query.status()?);
    let whose = whose(&reaching);
    let name = query.name(&format!("institutions {whose:?}"))?;
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let (after, limit) = (page.after.clone().unwrap_or_default(), page.limit);
    let today = state.today();
    let (items, last) = match whose {
        None => (Vec::new(), None),
        Some(whose) => {
            state
                .read(move |connection: &mut Connection| {
                    let days = (today, limit);
                    let (found, last) = standing(connection, &whose, &filter, status, after, days)?;
                    let items: Vec<InstitutionSummary> = found
                        .iter()
                        .filter_map(|opened| summary(opened, today))
                        .collect();
                    Ok::<_, StoreError>((items, last))
                })
                .await?
        }
    };
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = InstitutionList { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
