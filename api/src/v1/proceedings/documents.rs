//! `GET /api/v1/proceedings/{id}/documents/{kind}`: notice and decision, as JSON and as a document to be printed.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::proceeding::{Letter, decision_letter, notice_letter};
use persistence::Connection;
use persistence::organisations;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::document_page;
use super::reach::Reach;
use super::schema::ProceedingId;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::notices::{POLICY, as_page};
use crate::v1::reading::{Freshness, NoQuery, answer, body, not_found};
use crate::v1::responses::CaseProblems;

/// Which document.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DocumentOfProceeding {
    /// `notice` (拟处理告知书) or `decision` (处理决定书, once it is approved).
    #[param(pattern = "^(notice|decision)$", max_length = 8, example = "notice")]
    pub kind: String,
}

/// A document of a proceeding.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingDocument {
    /// 拟处理告知书 or 处理决定书
    pub title: String,
    /// To whom.
    pub addressee: String,
    /// Before the grounds.
    pub paragraphs: Vec<String>,
    /// The grounds, with the regulation's own sentences.
    pub grounds: Vec<DocumentGround>,
    /// After them: measures, rights and remedies.
    pub closing: Vec<String>,
    /// Who signs it.
    pub authority_name: String,
    /// Its date, as it is written on it.
    #[schema(examples("2026年11月23日"))]
    pub dated: String,
}

/// A ground as a document cites it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentGround {
    /// The provision.
    #[schema(examples("jz-institutions/art21/3"))]
    pub provision: &'static str,
    /// Where it stands.
    #[schema(examples("第二十一条第（三）项"))]
    pub place: String,
    /// The regulation's own sentence.
    pub text: &'static str,
}

impl ProceedingDocument {
    fn of(letter: Letter, authority_name: String) -> Self {
        Self {
            title: letter.title.to_owned(),
            addressee: letter.addressee,
            paragraphs: letter.paragraphs,
            grounds: letter
                .grounds
                .into_iter()
                .map(|ground| DocumentGround {
                    provision: ground.provision,
                    place: ground.place,
                    text: ground.text,
                })
                .collect(),
            closing: letter.closing,
            authority_name,
            dated: letter.dated,
        }
    }
}

/// Get a document of a proceeding
///
/// As JSON, or with `Accept: text/html` as a document that can be printed; both have the same text: facts, grounds with the law's own sentences, measures, rights, and the remedies with their times (general law, local policy).
#[utoipa::path(
    get,
    path = "/api/v1/proceedings/{id}/documents/{kind}",
    operation_id = "get_proceeding_document",
    tag = "proceedings",
    params(ProceedingId, DocumentOfProceeding),
    responses(
        (status = 200, description = "The document", content((ProceedingDocument = "application/json"), (String = "text/html"))),
        CaseProblems,
    )
)]
pub async fn get_proceeding_document(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reach::of(&caller, Action::ReadProceedings)?;
    let (id, kind) = path.into_inner();
    let (letter, name) = state
        .read(move |connection: &mut Connection| {
            let opened = reach.open(connection, &id)?;
            // A decision is the institution's to see once it is served.
            let unserved = reach.only_told && opened.state.service.is_none();
            let letter = match kind.as_str() {
                "notice" => notice_letter(&opened.state),
                "decision" if !unserved => decision_letter(&opened.state),
                _other => None,
            };
            let authority = opened.state.proposed.authority.as_deref();
            let authority = match authority {
                Some(id) => organisations::get(connection, id)?,
                None => None,
            };
            let name = authority.map_or_else(String::new, |found| found.name_zh);
            Ok::<_, Problem>((letter.ok_or_else(not_found)?, name))
        })
        .await?;
    let document = ProceedingDocument::of(letter, name);
    let mut response = if as_page(&request) {
        let page = document_page::render(&document);
        let kind = "text/html; charset=utf-8";
        let mut response = body(&request, Freshness::Private, kind, page.into());
        response.headers_mut().insert(
            header::CONTENT_SECURITY_POLICY,
            header::HeaderValue::from_static(POLICY),
        );
        response
    } else {
        answer(&request, Freshness::Private, &document)?
    };
    response
        .headers_mut()
        .insert(header::VARY, header::HeaderValue::from_static("Accept"));
    Ok(response)
}
