//! The framework's own failures as problems.

use std::borrow::Cow;

use actix_web::{
    Error,
    error::{
        InternalError, JsonPayloadError, PathError, PayloadError, QueryPayloadError,
        ReadlinesError, UrlencodedError,
    },
    http::StatusCode,
};

use super::{Problem, ProblemCode};

/// The problem an error stands for. The error's own words are never given to the caller: they name
/// types, paths or values.
#[must_use]
pub fn from_error(error: &Error) -> Cow<'_, Problem> {
    if let Some(problem) = error.as_error::<Problem>() {
        return Cow::Borrowed(problem);
    }
    Cow::Owned(translated(error))
}

/// The problem for an answer of which only the status is known.
#[must_use]
pub fn from_status(status: StatusCode) -> Problem {
    Problem::new(ProblemCode::from_status(status))
}

fn translated(error: &Error) -> Problem {
    if let Some(error) = error.as_error::<JsonPayloadError>() {
        return Problem::new(json_code(error));
    }
    if let Some(error) = error.as_error::<PayloadError>() {
        return Problem::new(payload_code(error));
    }
    if let Some(error) = error.as_error::<QueryPayloadError>() {
        if let Some((name, zh, en)) = parameter_at_fault(error) {
            return Problem::new(ProblemCode::MalformedRequest).with_detail(
                format!("查询参数 {name}：{zh}。"),
                format!("The query parameter {name}: {en}."),
            );
        }
        return Problem::new(ProblemCode::MalformedRequest).with_detail(
            "查询参数的名称、类型或取值不正确。",
            "A query parameter has a wrong name, type or value.",
        );
    }
    if error.as_error::<PathError>().is_some() || is_unread_path(error) {
        return Problem::new(ProblemCode::MalformedRequest).with_detail(
            "路径参数的格式不正确。",
            "A path parameter has the wrong form.",
        );
    }
    if let Some(error) = error.as_error::<UrlencodedError>() {
        return Problem::new(form_code(error));
    }
    if error.as_error::<ReadlinesError>().is_some() {
        return Problem::new(ProblemCode::MalformedRequest);
    }
    let problem = from_status(error.as_response_error().status_code());
    if problem.code.entry().status.is_server_error() {
        problem.with_cause(error)
    } else {
        problem
    }
}

/// The parameter that is missing or there twice, by its documented name. What the caller sent is not repeated.
fn parameter_at_fault(error: &QueryPayloadError) -> Option<(String, &'static str, &'static str)> {
    let said = error.to_string();
    let named = |what: &str| {
        let (_, rest) = said.split_once(what)?;
        let (name, _) = rest.split_once('`')?;
        let good = |c: char| c.is_ascii_lowercase() || c == '_';
        (!name.is_empty() && name.chars().all(good)).then(|| name.to_owned())
    };
    named("missing field `")
        .map(|name| (name, "必须给出", "is required"))
        .or_else(|| {
            let name = named("duplicate field `")?;
            Some((name, "只能出现一次", "can be given once only"))
        })
}

/// Without an error handler of its own the path extractor calls a parameter it cannot read 404.
fn is_unread_path(error: &Error) -> bool {
    error
        .as_error::<InternalError<serde::de::value::Error>>()
        .is_some()
}

fn json_code(error: &JsonPayloadError) -> ProblemCode {
    match error {
        JsonPayloadError::OverflowKnownLength { .. } | JsonPayloadError::Overflow { .. } => {
            ProblemCode::PayloadTooLarge
        }
        JsonPayloadError::ContentType => ProblemCode::UnsupportedMediaType,
        JsonPayloadError::Deserialize(_) => ProblemCode::MalformedJson,
        JsonPayloadError::Serialize(_) => ProblemCode::Internal,
        JsonPayloadError::Payload(error) => payload_code(error),
        // The framework's enum is open.
        _ => ProblemCode::MalformedRequest,
    }
}

fn payload_code(error: &PayloadError) -> ProblemCode {
    match error {
        PayloadError::Overflow => ProblemCode::PayloadTooLarge,
        PayloadError::EncodingCorrupted => ProblemCode::UnsupportedMediaType,
        // Cut off or broken on the way; the framework's enum is open.
        _ => ProblemCode::MalformedRequest,
    }
}

fn form_code(error: &UrlencodedError) -> ProblemCode {
    match error {
        UrlencodedError::Overflow { .. } => ProblemCode::PayloadTooLarge,
        UrlencodedError::ContentType => ProblemCode::UnsupportedMediaType,
        UrlencodedError::Payload(error) => payload_code(error),
        // The framework's enum is open.
        _ => ProblemCode::MalformedRequest,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::error::ErrorInternalServerError;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        #[serde(rename = "purpose")]
        _purpose: String,
    }

    #[test]
    fn a_parameter_that_is_missing_or_there_twice_is_named() {
        let rows = [
            ("", Some("purpose: is required")),
            (
                "purpose=a&purpose=b",
                Some("purpose: can be given once only"),
            ),
            // What a caller calls it is not repeated.
            ("purpose=a&secret=b", None),
        ];
        for (query, expected) in rows {
            let said = actix_web::web::Query::<Asked>::from_query(query)
                .err()
                .map(|error| from_error(&error.into()).into_owned())
                .and_then(|problem| problem.detail)
                .map(|detail| detail.en);
            let said = said.unwrap_or_default();
            match expected {
                Some(expected) => assert!(said.contains(expected), "{query}: {said}"),
                None => assert!(!said.contains("secret"), "{query}: {said}"),
            }
        }
    }

    #[test]
    fn errors_find_their_codes() {
        let overflow = JsonPayloadError::Overflow { limit: 1 };
        let cases: [(Error, ProblemCode); 5] = [
            (overflow.into(), ProblemCode::PayloadTooLarge),
            (
                JsonPayloadError::ContentType.into(),
                ProblemCode::UnsupportedMediaType,
            ),
            (PayloadError::Overflow.into(), ProblemCode::PayloadTooLarge),
            (ErrorInternalServerError("SELECT 1"), ProblemCode::Internal),
            (
                Problem::new(ProblemCode::Forbidden).into(),
                ProblemCode::Forbidden,
            ),
        ];
        for (error, code) in cases {
            let problem = from_error(&error);
            assert_eq!(problem.code, code);
            assert!(problem.detail.is_none());
        }
    }
}
