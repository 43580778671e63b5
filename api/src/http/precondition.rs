//! The version a change rests on: `If-Match` (RFC 9110).

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, EntityTag, Header as _};
use actix_web::{FromRequest, HttpRequest};

use crate::problem::{Problem, ProblemCode};

/// The versions that the caller has seen. A handler that takes one refuses requests that name none: without it one
/// officer's change would silently undo another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(Vec<EntityTag>);

impl IfMatch {
    /// That the latest version is one of them. Asked only for what the caller reaches: a refusal tells the version.
    ///
    /// # Errors
    /// `precondition_failed` where it is not.
    pub fn admits(&self, version: i64) -> Result<(), Problem> {
        let latest = EntityTag::new_strong(version.to_string());
        if self.0.iter().any(|seen| seen.strong_eq(&latest)) {
            return Ok(());
        }
        Err(Problem::new(ProblemCode::PreconditionFailed)
            .with_detail(
                format!("现在的版本是 {latest}；请重新读取后再作修改。"),
                format!("The version is {latest} now: read it again before changing it."),
            )
            .with_current_version(latest.to_string()))
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<IfMatch, Problem> {
    if !request.headers().contains_key(header::IF_MATCH) {
        return Err(Problem::new(ProblemCode::PreconditionRequired));
    }
    match header::IfMatch::parse(request) {
        Ok(header::IfMatch::Items(tags)) if !tags.is_empty() => Ok(IfMatch(tags)),
        Ok(header::IfMatch::Any) => Err(Problem::new(ProblemCode::PreconditionRequired)
            .with_detail(
                "If-Match: * 没有说明所依据的版本；请使用读取记录时得到的 ETag。",
                "If-Match: * names no version; send the ETag of the record you read.",
            )),
        Ok(header::IfMatch::Items(_)) | Err(_) => Err(Problem::new(ProblemCode::MalformedRequest)
            .with_detail(
                "请求头 If-Match 应为带双引号的 ETag，例如 \"3\"。",
                "The header If-Match must be an ETag in double quotes, such as \"3\".",
            )),
    }
}
