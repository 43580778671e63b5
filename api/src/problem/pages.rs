//! The pages that document each problem, at the address a problem's `type` gives.

use std::fmt::Write as _;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Entry, Problem, ProblemBody, ProblemCode};
use crate::http::accept;

/// A text in Chinese and English.
#[derive(Debug, Serialize, ToSchema)]
pub struct BilingualText {
    /// Chinese.
    #[schema(example = "请求过于频繁")]
    pub zh: &'static str,
    /// English.
    #[schema(example = "Too many requests")]
    pub en: &'static str,
}

impl From<super::Bilingual> for BilingualText {
    fn from(text: super::Bilingual) -> Self {
        Self {
            zh: text.zh,
            en: text.en,
        }
    }
}

/// What one kind of problem means and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemPage {
    /// Stable name, the `code` of a problem.
    #[schema(example = "rate_limited")]
    pub code: &'static str,
    /// Path of this page, the `type` of a problem.
    #[serde(rename = "type")]
    #[schema(
        rename = "type",
        format = "uri-reference",
        example = "/problems/rate-limited"
    )]
    pub type_path: &'static str,
    /// The HTTP status it comes with.
    #[schema(minimum = 400, maximum = 599, example = 429)]
    pub status: u16,
    /// Short title.
    pub title: BilingualText,
    /// What it means.
    pub meaning: BilingualText,
    /// What the caller can do.
    pub remedy: BilingualText,
    /// A provision such a refusal may cite.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub legal_basis_example: Option<&'static str>,
}

/// All kinds of problems.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemList {
    /// One entry for each kind.
    pub items: Vec<ProblemPage>,
}

impl From<&Entry> for ProblemPage {
    fn from(entry: &Entry) -> Self {
        Self {
            code: entry.code,
            type_path: entry.type_path,
            status: entry.status.as_u16(),
            title: entry.title.into(),
            meaning: entry.meaning.into(),
            remedy: entry.remedy.into(),
            legal_basis_example: entry.legal_basis,
        }
    }
}

/// List the kinds of problems
///
/// Every value `code` can have in an error answer, with its HTTP status, its meaning and what to do
/// about it. A page for people; JSON where `Accept` prefers `application/json`.
#[utoipa::path(
    get,
    path = "/problems/",
    operation_id = "list_problems",
    tag = "problems",
    security(()),
    responses((
        status = 200,
        description = "All kinds of problems",
        content((ProblemList = "application/json"), (String = "text/html"))
    ))
)]
pub async fn list_problems(request: HttpRequest) -> HttpResponse {
    if accept::prefers_json_to_html(request.headers()) {
        let items = ProblemCode::ALL.iter().map(|code| code.entry().into());
        return HttpResponse::Ok()
            .insert_header((header::VARY, "Accept"))
            .json(ProblemList {
                items: items.collect(),
            });
    }
    let mut rows = String::from("<h1>错误代码 <small>Error codes</small></h1>\n<ul>\n");
    for code in ProblemCode::ALL {
        let entry = code.entry();
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "<li><a href=\"{}\"><code>{}</code></a> <b>{}</b> {} <small>{}</small></li>",
            entry.type_path,
            entry.code,
            entry.status.as_u16(),
            entry.title.zh,
            entry.title.en
        );
    }
    rows.push_str("</ul>\n");
    html("错误代码 · Error codes", &rows)
}

/// Explain one kind of problem
///
/// The page a problem's `type` points to: its meaning and what to do about it. A page for people;
/// JSON where `Accept` prefers `application/json`.
#[utoipa::path(
    get,
    path = "/problems/{code}",
    operation_id = "get_problem",
    tag = "problems",
    security(()),
    params((
        "code" = String,
        Path,
        description = "Name of the problem, with dashes",
        example = "rate-limited",
        max_length = 64,
        pattern = "^[a-z-]+$"
    )),
    responses(
        (
            status = 200,
            description = "What the problem means",
            content((ProblemPage = "application/json"), (String = "text/html"))
        ),
        (
            status = 404,
            description = "No problem has this name",
            content_type = "application/problem+json",
            body = ProblemBody
        )
    )
)]
pub async fn get_problem(
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let entry = ProblemCode::from_slug(&code)
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))?
        .entry();
    if accept::prefers_json_to_html(request.headers()) {
        return Ok(HttpResponse::Ok()
            .insert_header((header::VARY, "Accept"))
            .json(ProblemPage::from(entry)));
    }
    let basis = entry.legal_basis.map_or_else(String::new, |provision| {
        format!(
            "<h2>法律依据示例 <small>Example of a legal basis</small></h2>\n<p>{provision}</p>\n"
        )
    });
    let title = format!("{} · {}", entry.title.zh, entry.title.en);
    Ok(html(
        &title,
        &format!(
            "<p><a href=\"/problems/\">错误代码 · Error codes</a></p>\n\
             <h1>{} <small>{}</small></h1>\n\
             <p>HTTP {} · <code>{}</code></p>\n\
             <h2>含义 <small>Meaning</small></h2>\n<p>{}</p>\n<p lang=\"en\">{}</p>\n\
             <h2>处理办法 <small>What to do</small></h2>\n<p>{}</p>\n<p lang=\"en\">{}</p>\n{basis}",
            entry.title.zh,
            entry.title.en,
            entry.status.as_u16(),
            entry.code,
            entry.meaning.zh,
            entry.meaning.en,
            entry.remedy.zh,
            entry.remedy.en,
        ),
    ))
}

const STYLE: &str = ":root{color-scheme:light dark}\
body{font:16px/1.65 system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.05rem;margin-top:1.6rem}\
small{font-weight:normal;opacity:.7}code{font-family:ui-monospace,monospace}\
ul{padding-left:1.1rem}li{margin:.3rem 0}";

/// A page of its own, which may load nothing and run nothing.
fn html(title: &str, body: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::VARY, "Accept"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ))
        .body(format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
        ))
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::StatusCode, test as harness};
    use serde_json::Value;

    use super::*;

    async fn fetch(path: &str, accept: &str) -> (StatusCode, String, String) {
        let app = harness::init_service(
            App::new()
                .route("/problems/", web::get().to(list_problems))
                .route("/problems/{code}", web::get().to(get_problem)),
        )
        .await;
        let request = harness::TestRequest::get()
            .uri(path)
            .insert_header((header::ACCEPT, accept));
        let response = harness::call_service(&app, request.to_request()).await;
        let status = response.status();
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = harness::read_body(response).await;
        (status, kind, String::from_utf8_lossy(&body).into_owned())
    }

    const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    #[actix_web::test]
    async fn every_code_has_its_page() {
        for code in ProblemCode::ALL {
            let entry = code.entry();
            let (status, kind, body) = fetch(entry.type_path, BROWSER).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(kind, "text/html; charset=utf-8");
            assert!(body.contains(entry.meaning.zh) && body.contains(entry.remedy.en));
            assert!(!body.contains("http://") && !body.contains("https://"));
        }
    }

    #[actix_web::test]
    async fn programs_get_json() {
        let (status, kind, body) = fetch("/problems/", "application/json").await;
        assert_eq!(
            (status, kind.as_str()),
            (StatusCode::OK, "application/json")
        );
        let list: Value = serde_json::from_str(&body).unwrap_or_default();
        let length = list
            .pointer("/items")
            .and_then(Value::as_array)
            .map(Vec::len);
        assert_eq!(length, Some(ProblemCode::ALL.len()));
        let (_, _, body) = fetch("/problems/rate-limited", "application/json").await;
        assert!(body.contains("\"type\":\"/problems/rate-limited\""));
    }

    #[actix_web::test]
    async fn an_unknown_code_is_not_found() {
        let (status, _, body) = fetch("/problems/%3Cscript%3E", BROWSER).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(!body.contains("script"));
    }
}
