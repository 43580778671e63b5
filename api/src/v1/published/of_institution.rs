//! What is published of institutions besides sanctions: fees (jz Art. 8), evaluations (Art. 5), credit grades (Art. 19), for
//! everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Regime;
use domain::jz::institution::ledger::EvaluationBasis;
use domain::jz::institution::publication::Notice;
use persistence::institutions::publicity::{self, Class, Graded, Published};
use persistence::institutions::{self, InstitutionRow};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::measures::credit_code;
use super::{PublishedQuery, Publisher, Publishers};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::credit::schema::FormulaRef;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// The credit code of an institution.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CreditCodeParam {
    /// Unified social credit code.
    #[param(
        max_length = 18,
        pattern = "^[0-9A-Z]{18}$",
        example = "91350100M000100Y43"
    )]
    pub uscc: String,
}

/// A published fee standard.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicFee {
    /// Occupation code; null: all occupations.
    #[schema(examples("6-31-01-03"))]
    pub occupation: Option<String>,
    /// Level, 5 the lowest; null: all levels.
    #[schema(examples(4))]
    pub level: Option<u8>,
    /// Fee for each candidate, in yuan.
    #[schema(examples(300))]
    pub yuan: u32,
    /// On what it rests.
    pub basis: Option<String>,
    /// First day for which it is published.
    pub from: NaiveDate,
    /// Last day; null: until another takes its place.
    pub to: Option<NaiveDate>,
}

/// The fee standards of an institution.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicFeeList {
    /// Unified social credit code.
    pub uscc: String,
    /// Name.
    pub name: String,
    /// The standards that hold today, the latest first.
    pub items: Vec<PublicFee>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The published result of an evaluation.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEvaluation {
    /// Unified social credit code of the institution.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// The day of the evaluation.
    pub on: NaiveDate,
    /// The guidance center.
    pub center: Publisher,
    /// On what it rests: `filing` or `standard`.
    #[schema(examples("standard"))]
    pub basis: &'static str,
    /// The result in a word.
    #[schema(examples("合格"))]
    pub result: String,
    /// What was found.
    pub summary: String,
    /// The day from which it is published.
    pub published_on: NaiveDate,
}

/// A page of evaluations.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEvaluationList {
    /// The evaluations, the latest first.
    pub items: Vec<PublicEvaluation>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The credit grade of an institution.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicGrade {
    /// Unified social credit code.
    pub uscc: String,
    /// Name.
    pub name: String,
    /// Grade.
    #[schema(examples("B"))]
    pub grade: String,
    /// Score.
    #[schema(examples(85))]
    pub score: i64,
    /// The day since which it has this score.
    pub since: NaiveDate,
}

/// A page of grades.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicGradeList {
    /// The day, today.
    pub as_of: NaiveDate,
    /// The formula.
    pub formula: FormulaRef,
    /// The institutions with their grades.
    pub items: Vec<PublicGrade>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// An institution of the public register: one that was filed under these measures.
fn public(connection: &mut Connection, uscc: &str) -> Result<Option<InstitutionRow>, StoreError> {
    let Some(code) = credit_code(uscc) else {
        return Ok(None);
    };
    let found = institutions::by_uscc(connection, &code)?;
    Ok(found.filter(|row| row.filed && row.regime == Regime::Jz.as_str()))
}

/// Cuts what was read to the page; the place of its last item where there is a next one.
fn cut(found: &mut Vec<Published>, shown: u32) -> Option<String> {
    let shown = usize::try_from(shown).unwrap_or(usize::MAX);
    let more = found.len() > shown;
    found.truncate(shown);
    found.last().filter(|_| more).map(|last| last.place.clone())
}

fn evaluation(
    connection: &mut Connection,
    publishers: &mut Publishers,
    found: Published,
) -> Result<Option<PublicEvaluation>, StoreError> {
    let Notice::Evaluation {
        on,
        center,
        basis,
        result,
        summary,
    } = found.notice
    else {
        return Ok(None);
    };
    Ok(Some(PublicEvaluation {
        uscc: found.uscc,
        name: found.name,
        on,
        center: publishers.of(connection, &center)?,
        basis: EvaluationBasis::as_str(basis),
        result,
        summary,
        published_on: found.from,
    }))
}

fn fee(found: Published) -> Option<PublicFee> {
    let Notice::Fee {
        occupation,
        level,
        yuan,
        basis,
    } = found.notice
    else {
        return None;
    };
    Some(PublicFee {
        occupation,
        level,
        yuan,
        basis,
        from: found.from,
        to: found.to,
    })
}

/// List the published fees of an institution
///
/// The fee standards that hold today, by occupation and level, with their basis (jz Art. 8). Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/institutions/{uscc}/fees",
    operation_id = "list_public_institution_fees",
    tag = "public",
    params(CreditCodeParam, PublishedQuery),
    responses((status = 200, description = "A page of fees", body = PublicFeeList), LookupProblems)
)]
pub async fn list_public_institution_fees(
    request: HttpRequest,
    uscc: web::Path<String>,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = format!("public fees {uscc}");
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, read, today) = (page.after.clone(), page.to_read(), state.today());
    let (row, mut found) = state
        .read(move |connection: &mut Connection| {
            let Some(row) = public(connection, &uscc)? else {
                return Ok(None);
            };
            let after = after.as_deref();
            let class = Class::Fee;
            let found = publicity::of_institution(connection, &row.id, class, today, after, read)?;
            Ok::<_, StoreError>(Some((row, found)))
        })
        .await?
        .ok_or_else(not_found)?;
    let last = cut(&mut found, page.limit);
    let body = PublicFeeList {
        uscc: row.uscc,
        name: row.name,
        items: found.into_iter().filter_map(fee).collect(),
        next: last.map(|last| page.seal(&state.keys, &last)),
    };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// List the evaluations of an institution
///
/// The published results of comprehensive evaluations and quality inspections (jz Art. 5), the latest first. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/institutions/{uscc}/evaluations",
    operation_id = "list_public_institution_evaluations",
    tag = "public",
    params(CreditCodeParam, PublishedQuery),
    responses((status = 200, description = "A page of evaluations", body = PublicEvaluationList), LookupProblems)
)]
pub async fn list_public_institution_evaluations(
    request: HttpRequest,
    uscc: web::Path<String>,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = format!("public evaluations {uscc}");
    evaluations(
        request,
        state,
        Some(uscc.into_inner()),
        list,
        query.into_inner(),
    )
    .await
}

/// List evaluations
///
/// The published results of comprehensive evaluations and quality inspections of all institutions (jz Art. 5), the latest first; for how long one is shown is dated local policy. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/evaluations",
    operation_id = "list_public_evaluations",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of evaluations", body = PublicEvaluationList), ReadingProblems)
)]
pub async fn list_public_evaluations(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = "public evaluations".to_owned();
    evaluations(request, state, None, list, query.into_inner()).await
}

async fn evaluations(
    request: HttpRequest,
    state: web::Data<AppState>,
    uscc: Option<String>,
    list: String,
    query: PublishedQuery,
) -> Result<HttpResponse, Problem> {
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, read, today) = (page.after.clone(), page.to_read(), state.today());
    let limit = page.limit;
    let found = state
        .read(move |connection: &mut Connection| {
            let (class, after) = (Class::Evaluation, after.as_deref());
            let mut found = match uscc {
                None => publicity::published(connection, class, None, today, after, read)?,
                Some(uscc) => match public(connection, &uscc)? {
                    None => return Ok(None),
                    Some(row) => {
                        publicity::of_institution(connection, &row.id, class, today, after, read)?
                    }
                },
            };
            let last = cut(&mut found, limit);
            let mut publishers = Publishers::default();
            let mut items = Vec::with_capacity(found.len());
            for one in found {
                items.extend(evaluation(connection, &mut publishers, one)?);
            }
            Ok::<_, StoreError>(Some((items, last)))
        })
        .await?;
    let (items, last) = found.ok_or_else(not_found)?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = PublicEvaluationList { items, next };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// List credit grades
///
/// Score and grade of every rated institution today (jz Art. 19), with the formula. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/credit-grades",
    operation_id = "list_public_credit_grades",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of grades", body = PublicGradeList), ReadingProblems)
)]
pub async fn list_public_credit_grades(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = "public credit grades".to_owned();
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, read, today) = (page.after.clone(), page.to_read(), state.today());
    let mut found: Vec<Graded> = state
        .read(move |connection: &mut Connection| {
            publicity::grades(connection, today, after.as_deref(), read)
        })
        .await?;
    let next = page.cut(&state.keys, &mut found, |last| &last.institution_id);
    let items = found.into_iter().map(|it| PublicGrade {
        uscc: it.uscc,
        name: it.name,
        grade: it.grade,
        score: it.score,
        since: it.since,
    });
    let body = PublicGradeList {
        as_of: today,
        formula: FormulaRef::of(today),
        items: items.collect(),
        next,
    };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
