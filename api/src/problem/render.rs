//! A problem as `application/problem+json`.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Fault, Problem, ProblemCode};
use crate::http::language::Lang;

/// Media type of every failure.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Problem details (RFC 9457) with this API's members.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody<'a> {
    /// Path of the page that documents this kind of problem.
    #[serde(rename = "type")]
    #[schema(
        rename = "type",
        format = "uri-reference",
        example = "/problems/invalid-facts"
    )]
    pub type_path: &'a str,
    /// Short title of the kind of problem, in the language of the request.
    #[schema(example = "所报事实不符合要求")]
    pub title: &'a str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    pub status: u16,
    /// Stable name of the kind of problem; new ones may be added.
    #[schema(value_type = String, example = "invalid_facts")]
    pub code: ProblemCode,
    /// What happened, in the language of the request.
    #[schema(example = "请求体是有效的 JSON，但有字段缺失、类型不符、取值不允许或相互矛盾。")]
    pub detail: &'a str,
    /// The single faults; empty where the problem is not one of single fields.
    pub errors: Vec<FaultBody<'a>>,
    /// The provision a refusal rests on; absent where it rests on none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "《广东省职业技能鉴定质量投诉举报工作管理办法（暂行）》第十五条"
    )]
    pub legal_basis: Option<&'a str>,
    /// Stable code of the rule's reason; absent where no rule refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "evaluation_outdated")]
    pub refusal: Option<&'a str>,
    /// What can be done with the case now; absent where no rule refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub allowed_commands: Option<&'a [&'a str]>,
    /// The day on which the content was destroyed; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub erased_on: Option<NaiveDate>,
    /// Identifies the request in the service's log; absent in the items of a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        pattern = "^[0-9a-f]{32}$",
        example = "4bf92f3577b34da6a3ce929d0e0e4736"
    )]
    pub trace_id: Option<&'a str>,
    /// Fills the answer to a look-up by receipt code up to the length of every other; absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub padding: Option<&'a str>,
}

/// One fault of a request.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fault)]
pub struct FaultBody<'a> {
    /// JSON Pointer (RFC 6901) of the field; empty for the whole body.
    #[schema(format = "json-pointer", example = "/received_on")]
    pub pointer: &'a str,
    /// What is wrong with it, in the language of the request.
    #[schema(example = "日期应为 YYYY-MM-DD")]
    pub reason: &'a str,
}

impl Fault {
    fn body(&self, lang: Lang) -> FaultBody<'_> {
        FaultBody {
            pointer: &self.pointer,
            reason: match lang {
                Lang::ZhCn => &self.reason_zh,
                Lang::En => &self.reason_en,
            },
        }
    }
}

impl Problem {
    /// The members of the answer in one language.
    #[must_use]
    pub fn body<'a>(&'a self, lang: Lang, trace_id: Option<&'a str>) -> ProblemBody<'a> {
        let entry = self.code.entry();
        ProblemBody {
            type_path: entry.type_path,
            title: entry.title.get(lang),
            status: entry.status.as_u16(),
            code: self.code,
            detail: match (&self.detail, lang) {
                (Some(detail), Lang::ZhCn) => &detail.zh,
                (Some(detail), Lang::En) => &detail.en,
                (None, _) => entry.meaning.get(lang),
            },
            errors: self.errors.iter().map(|fault| fault.body(lang)).collect(),
            legal_basis: self.legal_basis,
            refusal: self.refusal.as_ref().map(|refused| refused.code),
            allowed_commands: self
                .refusal
                .as_ref()
                .map(|refused| refused.allowed_commands.as_slice()),
            erased_on: self.erased_on,
            trace_id,
            padding: None,
        }
    }

    /// The answer's body in one language.
    #[must_use]
    pub fn to_json(&self, lang: Lang, trace_id: Option<&str>) -> Vec<u8> {
        // Strings and integers only: serialising them to memory cannot fail.
        serde_json::to_vec(&self.body(lang, trace_id)).unwrap_or_default()
    }

    /// The headers that go with the body. Those of an answer replaced by this problem that speak of
    /// its old body are removed; others, such as the cross-origin ones, stay.
    pub fn write_headers(&self, lang: Lang, headers: &mut HeaderMap) {
        for stale in [
            header::CONTENT_ENCODING,
            header::CONTENT_LENGTH,
            header::CONTENT_DISPOSITION,
            header::ETAG,
            header::LAST_MODIFIED,
        ] {
            headers.remove(stale);
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(lang.tag()),
        );
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(allow) = &self.allow {
            headers.insert(header::ALLOW, HeaderValue::clone(allow));
        }
        if let Some(Ok(tag)) = self.current_version.as_deref().map(HeaderValue::from_str) {
            headers.insert(header::ETAG, tag);
        }
        if let Some(Ok(range)) = self
            .complete_length
            .map(|bytes| HeaderValue::from_str(&format!("bytes */{bytes}")))
        {
            headers.insert(header::CONTENT_RANGE, range);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code == ProblemCode::Unauthorized && !headers.contains_key(header::WWW_AUTHENTICATE)
        {
            let challenge = if self.token_refused {
                "Bearer error=\"invalid_token\""
            } else {
                "Bearer"
            };
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(challenge),
            );
        }
    }
}

/// The status alone: the middleware finds the problem in the answer and writes the body, since only
/// it knows the language and the trace id. Empty bodies also keep the compressor from working on
/// something that is then replaced.
impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.entry().status
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn parsed(problem: &Problem, lang: Lang, trace: Option<&str>) -> Value {
        serde_json::from_slice(&problem.to_json(lang, trace)).unwrap_or_default()
    }

    #[test]
    fn a_problem_in_both_languages() {
        let problem = Problem::new(ProblemCode::InvalidFacts)
            .with_fault(Fault::new("/a/0", "必填", "is required"))
            .with_legal_basis("第八条")
            .with_cause("secret");
        let zh = parsed(&problem, Lang::ZhCn, Some("abc"));
        assert_eq!(
            zh,
            json!({
                "type": "/problems/invalid-facts",
                "title": "所报事实不符合要求",
                "status": 422,
                "code": "invalid_facts",
                "detail": ProblemCode::InvalidFacts.entry().meaning.zh,
                "errors": [{"pointer": "/a/0", "reason": "必填"}],
                "legal_basis": "第八条",
                "trace_id": "abc",
            })
        );
        let en = parsed(&problem.with_detail("细节", "detail"), Lang::En, None);
        assert_eq!(en.pointer("/detail"), Some(&json!("detail")));
        assert_eq!(en.pointer("/errors/0/reason"), Some(&json!("is required")));
        assert_eq!(en.get("trace_id"), None);
        assert!(!en.to_string().contains("secret"));
    }

    #[test]
    fn printing_tells_only_the_code() {
        let problem = Problem::internal("password=x").with_detail("甲", "b");
        assert_eq!(problem.to_string(), "internal");
        assert_eq!(problem.cause(), Some("password=x"));
    }

    #[test]
    fn headers_of_the_replaced_body_go() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, HeaderValue::from_static("\"1\""));
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
        Problem::new(ProblemCode::RateLimited)
            .with_retry_after(3)
            .write_headers(Lang::En, &mut headers);
        assert!(!headers.contains_key(header::ETAG));
        assert_eq!(headers.get_all(header::VARY).count(), 2);
        assert_eq!(
            headers.get(header::RETRY_AFTER),
            Some(&HeaderValue::from_static("3"))
        );
        assert_eq!(
            headers.get(header::CONTENT_LANGUAGE),
            Some(&HeaderValue::from_static("en"))
        );
    }
}
