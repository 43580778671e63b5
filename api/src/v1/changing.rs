//! What changes have in common: the version they rest on, and what the record can say against them.

use actix_web::HttpRequest;
use actix_web::http::header;
use persistence::access::{ChangeError, Refusal};

use crate::problem::{Fault, Problem, ProblemCode};

/// The version that `If-Match` names: what the caller saw. One strong tag, as our answers have it.
///
/// # Errors
/// `precondition_required` without it; `precondition_failed` for a tag that can be none of ours.
pub fn if_match(request: &HttpRequest) -> Result<i64, Problem> {
    let mut values = request.headers().get_all(header::IF_MATCH);
    let Some(value) = values.next() else {
        return Err(Problem::new(ProblemCode::PreconditionRequired));
    };
    let version = value.to_str().ok().and_then(|text| {
        let digits = text.trim().strip_prefix('"')?.strip_suffix('"')?;
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_: &i64| plain)
    });
    version
        .filter(|_| values.next().is_none())
        .ok_or_else(|| Problem::new(ProblemCode::PreconditionFailed))
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotFound => Self::new(ProblemCode::NotFound),
            ChangeError::Stale => Self::new(ProblemCode::PreconditionFailed),
            ChangeError::AlreadyExists => Self::new(ProblemCode::AlreadyExists),
            ChangeError::Refused(refusal) => refused(refusal),
            ChangeError::Store(error) => error.into(),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let (pointer, zh, en) = match refusal {
        Refusal::UnknownOrganisation => (
            "/organisation_id",
            "没有该标识的机构",
            "no organisation has this id",
        ),
        Refusal::InactiveOrganisation => (
            "/organisation_id",
            "该机构已停用",
            "the organisation is not active",
        ),
        Refusal::RoleDoesNotFit => (
            "/role",
            "该角色与机构的类别、层级或适用办法不符",
            "the role does not fit the organisation's kind, level or regime",
        ),
        Refusal::DisabledClient => (
            "",
            "该客户端已停用，不能恢复",
            "the client is disabled, for good",
        ),
        Refusal::ParentMissing => (
            "/parent_id",
            "该类别的机构须写明上级机构",
            "an organisation of this kind needs a parent",
        ),
        Refusal::UnknownParent => (
            "/parent_id",
            "没有该标识的机构",
            "no organisation has this id",
        ),
        Refusal::ParentDoesNotFit => (
            "/parent_id",
            "该类别的机构不能隶属于此机构",
            "an organisation of this kind cannot stand under this one",
        ),
        Refusal::InactiveParent => ("/parent_id", "上级机构已停用", "the parent is not active"),
        Refusal::RegimeDiffers => (
            "/regime",
            "与上级机构适用的办法不同",
            "the regime is another than the parent's",
        ),
        Refusal::UnknownDivision => (
            "/division_code",
            "没有该行政区划代码",
            "no division has this code",
        ),
    };
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(pointer, zh, en))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_version_is_read() {
        let read = |value: &str| {
            let request = TestRequest::default().insert_header((header::IF_MATCH, value));
            if_match(&request.to_http_request()).map_err(|problem| problem.code)
        };
        assert_eq!(read("\"7\""), Ok(7));
        for value in ["7", "W/\"7\"", "*", "\"7\", \"8\"", "\"+7\"", "\"\"", ""] {
            assert_eq!(read(value), Err(ProblemCode::PreconditionFailed), "{value}");
        }
        let without = if_match(&TestRequest::default().to_http_request());
        let code = without.map_err(|problem| problem.code);
        assert_eq!(code, Err(ProblemCode::PreconditionRequired));
    }
}
