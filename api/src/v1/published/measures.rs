//! `GET /api/v1/public/sanctions` and the three lists of it: what is in force against institutions, or was until lately (jz
//! Art. 21, 22), for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::institution::publication::{Notice, PublicationKind};
use persistence::institutions::publicity::{self, Class, Published};
use persistence::{Connection, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{PublishedQuery, Publisher, Publishers};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::ReadingProblems;

/// Which sanctions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SanctionsQuery {
    /// One measure alone: `suspension`, `abnormal_list`, `bad_credit_file` or `ban`.
    #[param(
        nullable = false,
        pattern = "^(suspension|abnormal_list|bad_credit_file|ban)$",
        max_length = 20,
        example = "suspension"
    )]
    pub measure: Option<String>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
}

/// A sanction as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicSanction {
    /// Unified social credit code of the institution.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// `suspension`, `abnormal_list`, `bad_credit_file` or `ban`.
    #[schema(examples("suspension"))]
    pub measure: &'static str,
    /// The first day on which it is in force.
    pub from: NaiveDate,
    /// The last day; null: until it is lifted. Of a ban: the last day on which no new filing is accepted.
    pub to: Option<NaiveDate>,
    /// Whether it is in force today.
    pub in_force: bool,
    /// The last day on which it is shown here (local policy); null: as long as it is in force, and for a time after.
    pub shown_until: Option<NaiveDate>,
    /// The day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The grounds it rests on, by provision.
    #[schema(examples(json!(["jz-institutions/art21/3"])))]
    pub grounds: Vec<&'static str>,
    /// The provision under which it was decided.
    #[schema(examples("jz-institutions/art21"))]
    pub basis: &'static str,
    /// Why, where that is published.
    pub reason: Option<String>,
    /// The authority that decided it.
    pub authority: Option<Publisher>,
}

/// A page of sanctions.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicSanctionList {
    /// The sanctions, the latest first.
    pub items: Vec<PublicSanction>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

fn body(
    connection: &mut Connection,
    publishers: &mut Publishers,
    found: Published,
    today: NaiveDate,
) -> Result<PublicSanction, StoreError> {
    let (decided_on, grounds, reason) = match found.notice {
        Notice::Sanction {
            decided_on,
            grounds,
            reason,
        } => (Some(decided_on), grounds, reason),
        Notice::Evaluation { .. } | Notice::Fee { .. } => (None, Vec::new(), None),
    };
    let grounds = grounds.into_iter().filter_map(|it| it.provision());
    Ok(PublicSanction {
        authority: found
            .authority
            .map(|id| publishers.of(connection, &id))
            .transpose()?,
        uscc: found.uscc,
        name: found.name,
        measure: found.kind.as_str(),
        from: found.from,
        to: found.to,
        in_force: found.from <= today && found.to.is_none_or(|to| today <= to),
        shown_until: found.until,
        decided_on,
        grounds: grounds.map(|provision| provision.id).collect(),
        basis: if found.kind == PublicationKind::Ban {
            "jz-institutions/art22"
        } else {
            "jz-institutions/art21"
        },
        reason,
    })
}

/// One page of sanctions, of one kind or of all.
async fn page(
    request: HttpRequest,
    state: web::Data<AppState>,
    kind: Option<PublicationKind>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<HttpResponse, Problem> {
    let word = kind.map_or("all", PublicationKind::as_str);
    let list = format!("public sanctions {word} {}", request.path());
    let page = Page::new(&state.keys, list, limit, cursor)?;
    let (after, read) = (page.after.clone(), page.to_read());
    let shown = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let today = state.today();
    let (items, last) = state
        .read(move |connection: &mut Connection| {
            let class = Class::Sanction;
            let after = after.as_deref();
            let mut found = publicity::published(connection, class, kind, today, after, read)?;
            let more = found.len() > shown;
            found.truncate(shown);
            let last = found.last().filter(|_| more).map(|last| last.place.clone());
            let mut publishers = Publishers::default();
            let items = found
                .into_iter()
                .map(|one| body(connection, &mut publishers, one, today))
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, StoreError>((items, last))
        })
        .await?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = PublicSanctionList { items, next };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// List sanctions against institutions
///
/// Suspensions, both lists and market bans in force, and those that ended not long ago (jz Art. 21, 22), the latest first: against whom, from when to when, decided when, on which grounds. For how long an ended one is shown is dated local policy. Open to everybody; nothing in it leads to a complaint case.
#[utoipa::path(
    get,
    path = "/api/v1/public/sanctions",
    operation_id = "list_public_sanctions",
    tag = "public",
    params(SanctionsQuery),
    responses((status = 200, description = "A page of sanctions", body = PublicSanctionList), ReadingProblems)
)]
pub async fn list_public_sanctions(
    request: HttpRequest,
    query: web::Query<SanctionsQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let named = query.measure.as_deref().map(|word| {
        PublicationKind::parse(word)
            .filter(|kind| kind.is_sanction())
            .ok_or_else(|| {
                Problem::new(ProblemCode::MalformedRequest).with_detail(
                    "measure 须为 suspension、abnormal_list、bad_credit_file 或 ban。",
                    "measure must be suspension, abnormal_list, bad_credit_file or ban.",
                )
            })
    });
    let kind = named.transpose()?;
    page(request, state, kind, query.limit, query.cursor.as_deref()).await
}

/// List the abnormal list
///
/// Institutions on the list of abnormal activity (jz Art. 21), and those taken off not long ago. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/abnormal-list",
    operation_id = "list_public_abnormal_list",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of the list", body = PublicSanctionList), ReadingProblems)
)]
pub async fn list_public_abnormal_list(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let kind = Some(PublicationKind::AbnormalList);
    page(request, state, kind, query.limit, query.cursor.as_deref()).await
}

/// List the bad-credit file
///
/// Institutions in the file of bad credit (jz Art. 21), and those taken out not long ago. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/bad-credit-list",
    operation_id = "list_public_bad_credit_list",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of the file", body = PublicSanctionList), ReadingProblems)
)]
pub async fn list_public_bad_credit_list(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let kind = Some(PublicationKind::BadCreditFile);
    page(request, state, kind, query.limit, query.cursor.as_deref()).await
}

/// List market bans
///
/// Institutions banned from the market (jz Art. 22) with the last day on which no new filing is accepted, and bans that ended not long ago; one that was revoked is shown no longer. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/bans",
    operation_id = "list_public_bans",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of bans", body = PublicSanctionList), ReadingProblems)
)]
pub async fn list_public_bans(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let kind = Some(PublicationKind::Ban);
    page(request, state, kind, query.limit, query.cursor.as_deref()).await
}

/// A credit code in a path: whatever else it holds, nothing is asked of the database.
pub(super) fn credit_code(text: &str) -> Option<String> {
    let fits = text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
}
