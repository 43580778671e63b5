//! `GET /api/v1/public/institutions`: the register, for everybody (jz Art. 2-4, 21, 22).

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::identifier::CreditCode;
use domain::jz::institution::Institution;
use persistence::aggregate::{self, Opened};
use persistence::institutions::list::Whose;
use persistence::{Connection, StoreError, institutions, organisations};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::standing;
use super::query::InstitutionQuery;
use super::view::{OccupationBody, division_name};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{self, Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// Most answers that are kept ready.
const MOST_READY: usize = 10_000;

/// An institution as everybody sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicInstitution {
    /// Unified social credit code.
    #[schema(examples("52421002MJXHQ9PY9C"))]
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// `employer` or `social_training`.
    #[schema(examples("social_training"))]
    pub kind: &'static str,
    /// Name of its principal.
    pub principal: String,
    /// Division of its seat.
    #[schema(examples("421002"))]
    pub division: String,
    /// That division's name with those above it.
    pub division_name: Option<String>,
    /// Places of assessment.
    pub places: Vec<String>,
    /// Occupations and levels filed.
    pub occupations: Vec<OccupationBody>,
    /// Name of the authority that filed and supervises it (Art. 3).
    pub authority: String,
    /// How it stands today: `filed`, `suspended`, `expired`, `deregistered`, `banned`, `not_filed`.
    #[schema(examples("filed"))]
    pub status: &'static str,
    /// Number of the filing.
    pub filing_number: Option<String>,
    /// Day of filing.
    pub filed_on: NaiveDate,
    /// Last day of validity; null: open.
    pub valid_until: Option<NaiveDate>,
    /// Whether its work is suspended today (Art. 21).
    pub suspended: bool,
    /// Last day of the suspension; null: until it is lifted.
    pub suspended_until: Option<NaiveDate>,
    /// Lists it stands on today: `abnormal`, `bad_credit` (Art. 21).
    pub lists: Vec<&'static str>,
    /// Whether it is banned from the market today (Art. 22).
    pub banned: bool,
    /// Last day on which a new filing is barred.
    pub barred_until: Option<NaiveDate>,
}

/// A page of the register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicInstitutionList {
    /// The institutions, in the order in which they came on record.
    pub items: Vec<PublicInstitution>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Query of the public register.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PublicInstitutionQuery {
    /// Part of the name, at least two characters; width and case of characters make no difference.
    #[param(
        nullable = false,
        min_length = 2,
        max_length = 100,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub q: Option<String>,
    /// Unified social credit code.
    #[param(
        nullable = false,
        min_length = 18,
        max_length = 60,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub uscc: Option<String>,
    /// Division of the seat: a province or prefecture stands for all within it.
    #[param(
        nullable = false,
        max_length = 6,
        pattern = "^[0-9]{6}$",
        example = "421000"
    )]
    pub division: Option<String>,
    /// Occupation last filed.
    #[param(
        nullable = false,
        max_length = 20,
        pattern = "^[0-9-]+$",
        example = "6-31-01-03"
    )]
    pub occupation: Option<String>,
    /// How many at most.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(nullable = false, max_length = 400, pattern = "^[A-Za-z0-9_-]+$")]
    pub cursor: Option<String>,
}

/// None: it was never filed until that day.
fn body(
    connection: &mut Connection,
    opened: &Opened<Institution>,
    today: NaiveDate,
) -> Result<Option<PublicInstitution>, StoreError> {
    let institution = &opened.state;
    let Some(filing) = institution.filing(today) else {
        return Ok(None);
    };
    let Some(content) = filing.content(today) else {
        return Ok(None);
    };
    let known = match &institution.authority {
        Some(id) => organisations::get(connection, id)?.map(|found| found.name_zh),
        None => None,
    };
    let standing = institution.standing(today);
    Ok(Some(PublicInstitution {
        uscc: institution.uscc.clone(),
        name: content.name.clone(),
        kind: content.kind.as_str(),
        principal: content.principal.clone(),
        division: content.division.clone(),
        division_name: division_name(&content.division),
        places: content.places.clone(),
        occupations: content.occupations.iter().map(Into::into).collect(),
        authority: known
            .or_else(|| institution.authority_name.clone())
            .unwrap_or_default(),
        status: standing.status.as_str(),
        filing_number: filing.number.clone(),
        filed_on: filing.filed_on,
        valid_until: filing.valid_until(today),
        suspended: standing.suspended_until.is_some(),
        suspended_until: standing.suspended_until.flatten(),
        lists: standing.lists.iter().map(|list| list.as_str()).collect(),
        banned: standing.barred_until.is_some(),
        barred_until: standing.barred_until,
    }))
}

/// Answers by institution, version and day: the record is folded once for each, however often it is read. A change of an
/// authority's name shows with the next version or day.
type Ready = HashMap<String, (i64, NaiveDate, Bytes)>;
static READY: LazyLock<Mutex<Ready>> = LazyLock::new(Mutex::default);

fn ready(id: &str, version: i64, today: NaiveDate) -> Option<Bytes> {
    let ready = READY.lock().ok()?;
    let (kept, day, bytes) = ready.get(id)?;
    (*kept == version && *day == today).then(|| bytes.clone())
}

fn keep_ready(id: String, version: i64, today: NaiveDate, bytes: Bytes) {
    if let Ok(mut ready) = READY.lock() {
        if ready.len() >= MOST_READY && !ready.contains_key(&id) {
            ready.clear();
        }
        ready.insert(id, (version, today, bytes));
    }
}

/// Search the register of institutions
///
/// Every institution that was ever filed, with its scope, validity and what is in force against it today. Applications are not public. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/institutions",
    operation_id = "list_public_institutions",
    tag = "public",
    params(PublicInstitutionQuery),
    responses((status = 200, description = "A page of the register", body = PublicInstitutionList), ReadingProblems)
)]
pub async fn list_public_institutions(
    request: HttpRequest,
    query: web::Query<PublicInstitutionQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let PublicInstitutionQuery {
        q,
        uscc,
        division,
        occupation,
        limit,
        cursor,
    } = query.into_inner();
    let query = InstitutionQuery {
        q,
        uscc,
        division,
        occupation,
        ..InstitutionQuery::default()
    };
    let filter = query.filter()?;
    let name = query.name("public institutions")?;
    let page = Page::new(&state.keys, name, limit, cursor.as_deref())?;
    let (after, limit) = (page.after.clone().unwrap_or_default(), page.limit);
    let today = state.today();
    let (items, last) = state
        .read(move |connection: &mut Connection| {
            let days = (today, limit);
            let (found, last) = standing(connection, &Whose::Filed, &filter, None, after, days)?;
            let mut items = Vec::with_capacity(found.len());
            for opened in &found {
                items.extend(body(connection, opened, today)?);
            }
            Ok::<_, StoreError>((items, last))
        })
        .await?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = PublicInstitutionList { items, next };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get an institution of the register
///
/// By its unified social credit code, as it stands today. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/institutions/{uscc}",
    operation_id = "get_public_institution",
    tag = "public",
    params(("uscc" = String, Path, description = "Unified social credit code", min_length = 18, max_length = 60, pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$", example = "52421002MJXHQ9PY9C")),
    responses((status = 200, description = "The institution", body = PublicInstitution), LookupProblems)
)]
pub async fn get_public_institution(
    request: HttpRequest,
    uscc: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let code = CreditCode::parse(&uscc).map_err(|_no_code| not_found())?;
    let today = state.today();
    let bytes = state
        .read(move |connection: &mut Connection| {
            let row = institutions::by_uscc(connection, code.as_str())?
                .filter(|row| row.filed)
                .ok_or_else(not_found)?;
            if let Some(bytes) = ready(&row.id, row.version, today) {
                return Ok(bytes);
            }
            let opened = aggregate::open::<Institution>(connection, &row.id)?;
            let opened = opened.ok_or_else(not_found)?;
            let body = body(connection, &opened, today)?.ok_or_else(not_found)?;
            let bytes: Bytes = serde_json::to_vec(&body).map_err(Problem::internal)?.into();
            keep_ready(row.id, opened.head.version, today, bytes.clone());
            Ok::<_, Problem>(bytes)
        })
        .await?;
    Ok(reading::body(
        &request,
        Freshness::Changing,
        "application/json",
        bytes,
    ))
}
