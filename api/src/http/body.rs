//! Reading a JSON body as bytes, within limits of size and time.

use std::time::Duration;

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap},
    rt::time,
    web::{Bytes, BytesMut, Data, Payload},
};
use futures_util::StreamExt as _;

use crate::problem::{Problem, ProblemCode};

/// How much room is made for a body before it has arrived, whatever length it announces.
const FIRST_ROOM: usize = 64 * 1024;

/// How long a body may take to arrive; kept in the application's data.
#[derive(Debug, Clone, Copy)]
pub struct BodyTimeout(pub Duration);

impl Default for BodyTimeout {
    fn default() -> Self {
        Self(Duration::from_secs(30))
    }
}

/// The JSON body of a request, not yet parsed: of a JSON media type, in UTF-8, without content
/// coding, not empty and at most `limit` bytes long.
///
/// # Errors
/// 415 for another type, 413 beyond the limit (before reading, if the length is announced), 408 if
/// it does not arrive in time, 400 if it is empty or breaks off.
pub async fn read_json_body(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
) -> Result<Bytes, Problem> {
    if !is_json(request.headers()) {
        return Err(Problem::new(ProblemCode::UnsupportedMediaType).with_detail(
            "请求头 Content-Type 须为 application/json（UTF-8，不压缩）。",
            "The header Content-Type must be application/json (UTF-8, not compressed).",
        ));
    }
    let body = read(request, payload, limit).await?;
    if body.is_empty() {
        return Err(Problem::new(ProblemCode::MalformedJson)
            .with_detail("请求体为空。", "The body is empty."));
    }
    Ok(body)
}

/// The body of a file of comma-separated values (`text/csv`), not yet parsed.
///
/// # Errors
/// As [`read_json_body`], but an empty body is an empty file.
pub async fn read_csv_body(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
) -> Result<Bytes, Problem> {
    let is_csv = |media_type: &str| media_type.eq_ignore_ascii_case("text/csv");
    if !is_plain_utf8(request.headers(), is_csv) {
        return Err(Problem::new(ProblemCode::UnsupportedMediaType).with_detail(
            "请求头 Content-Type 须为 text/csv（UTF-8，不压缩）。",
            "The header Content-Type must be text/csv (UTF-8, not compressed).",
        ));
    }
    read(request, payload, limit).await
}

/// The body of a form (`application/x-www-form-urlencoded`), not yet parsed.
///
/// # Errors
/// As [`read_json_body`], but an empty body is an empty form.
pub async fn read_form_body(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
) -> Result<Bytes, Problem> {
    let is_form =
        |media_type: &str| media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    if !is_plain_utf8(request.headers(), is_form) {
        return Err(Problem::new(ProblemCode::UnsupportedMediaType).with_detail(
            "请求头 Content-Type 须为 application/x-www-form-urlencoded（UTF-8，不压缩）。",
            "The header Content-Type must be application/x-www-form-urlencoded (UTF-8, not compressed).",
        ));
    }
    read(request, payload, limit).await
}

/// A body of any type, within limits of size and time.
async fn read(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let announced = content_length(request.headers());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let timeout = request
        .app_data::<Data<BodyTimeout>>()
        .map_or_else(BodyTimeout::default, |timeout| ***timeout);
    let room = announced.unwrap_or_default().min(FIRST_ROOM);
    // A body that is already here is taken without a timer being set.
    time::timeout(timeout.0, collect(payload, limit, room))
        .await
        .unwrap_or_else(|_elapsed| Err(Problem::new(ProblemCode::RequestTimeout)))
}

async fn collect(mut payload: Payload, limit: usize, room: usize) -> Result<Bytes, Problem> {
    let mut whole = Bytes::new();
    let mut pieces: Option<BytesMut> = None;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_broken| {
            Problem::new(ProblemCode::MalformedRequest)
                .with_detail("请求体没有传送完整。", "The body broke off before its end.")
        })?;
        let so_far = pieces.as_ref().map_or(whole.len(), |pieces| pieces.len());
        if chunk.len() > limit.saturating_sub(so_far) {
            return Err(too_large(limit));
        }
        match &mut pieces {
            Some(pieces) => pieces.extend_from_slice(&chunk),
            // Most bodies come in one piece and are handed on without copying.
            None if whole.is_empty() => whole = chunk,
            None => {
                let mut joined = BytesMut::with_capacity(room.max(so_far + chunk.len()));
                joined.extend_from_slice(&whole);
                joined.extend_from_slice(&chunk);
                pieces = Some(joined);
            }
        }
    }
    Ok(pieces.map_or(whole, BytesMut::freeze))
}

fn too_large(limit: usize) -> Problem {
    Problem::new(ProblemCode::PayloadTooLarge).with_detail(
        format!("请求体超过了本接口允许的 {limit} 字节。"),
        format!("The body is larger than the {limit} bytes this operation allows."),
    )
}

fn content_length(headers: &HeaderMap) -> Option<usize> {
    let value = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?;
    // A number too large for the machine is over any limit.
    Some(value.parse().unwrap_or(usize::MAX))
}

/// `application/json` or `application/…+json`, in UTF-8, not compressed.
fn is_json(headers: &HeaderMap) -> bool {
    is_plain_utf8(headers, is_json_type)
}

/// Of a wanted type, in UTF-8, not compressed.
fn is_plain_utf8(headers: &HeaderMap, is_wanted: impl Fn(&str) -> bool) -> bool {
    let coded = headers
        .get_all(header::CONTENT_ENCODING)
        .any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"));
    let Some(Ok(value)) = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str())
    else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let wanted = parts.next().is_some_and(is_wanted);
    let utf8 = parts
        .filter_map(|parameter| parameter.split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .all(|(_, charset)| {
            let charset = charset.trim().trim_matches('"');
            charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
        });
    wanted && utf8 && !coded
}

fn is_json_type(media_type: &str) -> bool {
    let Some((kind, subtype)) = media_type.split_once('/') else {
        return false;
    };
    let suffix = subtype
        .rsplit_once('+')
        .map_or(subtype, |(_, suffix)| suffix);
    kind.eq_ignore_ascii_case("application") && suffix.eq_ignore_ascii_case("json")
}

#[cfg(test)]
mod tests {
    use actix_web::{
        App, FromRequest as _, HttpResponse,
        dev::Payload as RawPayload,
        error::PayloadError,
        http::{StatusCode, header::HeaderValue},
        test as harness, web,
    };
    use futures_util::stream;

    use super::*;

    #[test]
    fn json_types() {
        let cases = [
            ("application/json", true),
            ("Application/JSON ; Charset=\"UTF-8\"", true),
            ("application/merge-patch+json", true),
            ("application/json;charset=gbk", false),
            ("application/jsonp", false),
            ("text/json", false),
            ("text/plain", false),
            ("json", false),
            ("", false),
        ];
        for (value, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(value));
            assert_eq!(is_json(&headers), expected, "{value}");
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            assert!(!is_json(&headers));
        }
        assert!(!is_json(&HeaderMap::new()));
    }

    async fn echo(request: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
        let body = read_json_body(&request, payload, 16).await?;
        Ok(HttpResponse::Ok().body(body))
    }

    async fn status_of(request: harness::TestRequest) -> StatusCode {
        let app = harness::init_service(App::new().route("/", web::post().to(echo))).await;
        harness::call_service(&app, request.to_request())
            .await
            .status()
    }

    fn post() -> harness::TestRequest {
        harness::TestRequest::post().insert_header((header::CONTENT_TYPE, "application/json"))
    }

    #[actix_web::test]
    async fn sizes_on_both_sides_of_the_limit() {
        assert_eq!(
            status_of(post().set_payload("x".repeat(16))).await,
            StatusCode::OK
        );
        let over = post().set_payload("x".repeat(17));
        assert_eq!(status_of(over).await, StatusCode::PAYLOAD_TOO_LARGE);
        let announced = post().insert_header((header::CONTENT_LENGTH, "17"));
        assert_eq!(status_of(announced).await, StatusCode::PAYLOAD_TOO_LARGE);
        let absurd = post().insert_header((header::CONTENT_LENGTH, "9".repeat(40)));
        assert_eq!(status_of(absurd).await, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(status_of(post()).await, StatusCode::BAD_REQUEST);
        let plain = harness::TestRequest::post().set_payload("{}");
        assert_eq!(status_of(plain).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }

    async fn read_pieces(
        pieces: Vec<Result<Bytes, PayloadError>>,
        endless: bool,
    ) -> Result<Bytes, Problem> {
        let request = harness::TestRequest::default()
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .app_data(Data::new(BodyTimeout(Duration::from_millis(20))))
            .to_http_request();
        let pieces = stream::iter(pieces);
        let mut raw = RawPayload::Stream {
            payload: if endless {
                pieces.chain(stream::pending()).boxed_local()
            } else {
                pieces.boxed_local()
            },
        };
        let payload = Payload::from_request(&request, &mut raw)
            .await
            .map_err(Problem::internal)?;
        read_json_body(&request, payload, 8).await
    }

    fn code(result: &Result<Bytes, Problem>) -> Option<ProblemCode> {
        result.as_ref().err().map(|problem| problem.code)
    }

    #[actix_web::test]
    async fn pieces_are_joined_and_counted() {
        let piece = |text: &'static str| Ok(Bytes::from_static(text.as_bytes()));
        let joined = read_pieces(vec![piece("ab"), piece("cd"), piece("efgh")], false).await;
        assert_eq!(joined, Ok(Bytes::from_static(b"abcdefgh")));
        let over = read_pieces(vec![piece("abcd"), piece("efghi")], true).await;
        assert_eq!(code(&over), Some(ProblemCode::PayloadTooLarge));
        let slow = read_pieces(vec![piece("ab")], true).await;
        assert_eq!(code(&slow), Some(ProblemCode::RequestTimeout));
        let broken = read_pieces(
            vec![piece("ab"), Err(PayloadError::Incomplete(None))],
            false,
        );
        assert_eq!(code(&broken.await), Some(ProblemCode::MalformedRequest));
    }
}
