//! `GET /api/v1/complaints/{id}/notices` and `…/{n}`: what the complainant is told, as JSON and as a letter.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::case::event::{NoticeDelivered, NoticeIssued};
use domain::gd::case::{CaseEvent, NoticeGround};
use persistence::complaints::record::{self, stream};
use persistence::complaints::row;
use persistence::{Connection, ledger};
use serde::Serialize;
use utoipa::ToSchema;

use super::evaluations::NumberOfCase;
use super::notice_page;
use super::reach::Reaching;
use crate::auth::Caller;
use crate::http::accept;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer, body, not_found};
use crate::v1::responses::CaseProblems;

/// What a page of a notice may load and run: its own style sheet, and nothing else.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The notices of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeList {
    /// In order.
    pub items: Vec<CaseNotice>,
}

/// A notice to the complainant. It names neither them nor what they wrote.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseNotice {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `acceptance`, `rejection`, `referral` or `result`.
    #[schema(examples("acceptance"))]
    pub kind: &'static str,
    /// 质量投诉举报受理通知书, …
    pub title: String,
    /// The document's number.
    pub document_number: String,
    /// 提出人: never a name.
    pub addressee: String,
    /// What it says before the grounds, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// The grounds it rests on.
    pub grounds: Vec<CaseNoticeGround>,
    /// What it says after the grounds: remedies, confidentiality, how to reach the center.
    pub closing: Vec<String>,
    /// Who signs it.
    pub center_name: String,
    /// Its date, as it is written on it.
    #[schema(examples("2026年3月2日"))]
    pub dated: String,
    /// How and when it reached the complainant.
    pub deliveries: Vec<NoticeDelivery>,
}

/// A ground on which a notice rests.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseNoticeGround {
    /// The provision.
    #[schema(examples("gd-complaints/art10/6"))]
    pub provision: String,
    /// Where it stands, as the notice cites it.
    pub place_zh: String,
    /// The regulation's own sentence.
    pub text_zh: String,
    /// Why it applies.
    pub reason_zh: String,
}

/// How a notice reached the complainant.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeDelivery {
    /// The manner.
    #[schema(examples("post"))]
    pub manner: &'static str,
    /// The day.
    pub on: NaiveDate,
}

/// List the notices of a case
///
/// All that the complainant was told in writing, with how and when each notice reached them.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/notices",
    operation_id = "list_complaint_notices",
    tag = "complaints",
    params(super::schema::CaseId),
    responses((status = 200, description = "The notices", body = NoticeList), CaseProblems)
)]
pub async fn list_complaint_notices(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let items = notices(&state, &caller, id.into_inner()).await?;
    answer(&request, Freshness::Private, &NoticeList { items })
}

/// Get a notice of a case
///
/// As JSON, or with `Accept: text/html` as a letter that can be printed; both have the same text.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/notices/{number}",
    operation_id = "get_complaint_notice",
    tag = "complaints",
    params(super::schema::CaseId, NumberOfCase),
    responses(
        (status = 200, description = "The notice", content((CaseNotice = "application/json"), (String = "text/html"))),
        CaseProblems,
    )
)]
pub async fn get_complaint_notice(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let all = notices(&state, &caller, id).await?;
    let number: u32 = number.parse().map_err(|_no_number| not_found())?;
    let notice = all
        .into_iter()
        .find(|notice| notice.number == number)
        .ok_or_else(not_found)?;
    let mut response = if as_page(&request) {
        let page = notice_page::render(&notice);
        let kind = "text/html; charset=utf-8";
        let mut response = body(&request, Freshness::Private, kind, page.into());
        response.headers_mut().insert(
            header::CONTENT_SECURITY_POLICY,
            header::HeaderValue::from_static(POLICY),
        );
        response
    } else {
        answer(&request, Freshness::Private, &notice)?
    };
    response
        .headers_mut()
        .insert(header::VARY, header::HeaderValue::from_static("Accept"));
    Ok(response)
}

/// Whether the client asks for a page rather than for JSON, which it gets unless it says so.
pub fn as_page(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let (html, json) = (
        accept::quality_of(headers, "text/html"),
        accept::quality_of(headers, "application/json"),
    );
    // Whoever takes anything gets JSON, as everywhere in the API.
    html > json || (html == json && names_html(request))
}

fn names_html(request: &HttpRequest) -> bool {
    request
        .headers()
        .get_all(header::ACCEPT)
        .filter_map(|value| value.to_str().ok())
        .any(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("text/html") && !value.contains("application/json")
        })
}

/// The notices of a case that the caller may read.
///
/// # Errors
/// `not_found` for a case out of reach.
async fn notices(
    state: &AppState,
    caller: &Caller,
    id: String,
) -> Result<Vec<CaseNotice>, Problem> {
    let reaching = Reaching::of(caller, Action::ReadNotice)?;
    let events = state
        .read(move |connection: &mut Connection| {
            reaching.readable(row::read(connection, &id)?)?;
            let stream = stream(&id);
            let mut events = ledger::load_kind(connection, &stream, "notice_issued")?;
            events.extend(ledger::load_kind(connection, &stream, "notice_delivered")?);
            Ok::<_, Problem>(events)
        })
        .await?;
    let mut notices: Vec<CaseNotice> = Vec::new();
    for event in &events {
        match record::decode(event)? {
            CaseEvent::NoticeIssued(issued) => notices.push(CaseNotice::of(*issued)),
            CaseEvent::NoticeDelivered(delivered) => deliver(&mut notices, &delivered),
            _ => {}
        }
    }
    Ok(notices)
}

fn deliver(notices: &mut [CaseNotice], delivered: &NoticeDelivered) {
    if let Some(notice) = notices
        .iter_mut()
        .find(|notice| notice.number == delivered.notice)
    {
        notice.deliveries.push(NoticeDelivery {
            manner: delivered.manner.as_str(),
            on: delivered.on,
        });
    }
}

impl CaseNotice {
    /// As issued, without its deliveries.
    #[must_use]
    pub fn of(issued: NoticeIssued) -> Self {
        let notice = issued.notice;
        Self {
            number: issued.number,
            on: issued.on,
            kind: notice.kind.as_str(),
            title: notice.title,
            document_number: notice.number,
            addressee: notice.addressee,
            paragraphs: notice.paragraphs,
            grounds: notice
                .grounds
                .into_iter()
                .map(CaseNoticeGround::of)
                .collect(),
            closing: notice.closing,
            center_name: notice.center_name,
            dated: notice.date,
            deliveries: Vec::new(),
        }
    }
}

impl CaseNoticeGround {
    fn of(ground: NoticeGround) -> Self {
        Self {
            provision: ground.provision,
            place_zh: ground.place_zh,
            text_zh: ground.text_zh,
            reason_zh: ground.reason_zh,
        }
    }
}
