//! Reading the forms of the OAuth endpoints, and who sends them.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{Payload, Query};
use actix_web::{HttpRequest, web};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::access::Principal;
use zeroize::Zeroizing;

use super::error::Failure;
use crate::http::body::read_form_body;
use crate::state::AppState;

/// A form is short.
const MOST_BYTES: usize = 8 * 1024;

/// A form's fields, each at most once.
pub(super) struct Form(Vec<(String, Zeroizing<String>)>);

impl Form {
    pub(super) async fn read(request: &HttpRequest, payload: Payload) -> Result<Self, Failure> {
        let body = read_form_body(request, payload, MOST_BYTES).await?;
        let malformed = || Failure::bad_request("invalid_request", "the form cannot be read");
        let text = std::str::from_utf8(&body).map_err(|_utf8| malformed())?;
        let fields =
            Query::<Vec<(String, String)>>::from_query(text).map_err(|_form| malformed())?;
        let fields: Vec<(String, Zeroizing<String>)> = fields
            .into_inner()
            .into_iter()
            .map(|(name, value)| (name, Zeroizing::new(value)))
            .collect();
        let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if names
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a == b))
        {
            return Err(Failure::bad_request(
                "invalid_request",
                "a parameter occurs twice",
            ));
        }
        Ok(Self(fields))
    }

    /// A field that is there and not empty.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        let found = fields.find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// The client that sends it: proved by HTTP Basic, or by `client_id` and `client_secret` in the form, not both.
    pub(super) fn client(
        &self,
        request: &HttpRequest,
        state: &web::Data<AppState>,
    ) -> Result<Arc<Principal>, Failure> {
        let basic = request
            .headers()
            .get(header::AUTHORIZATION)
            .map(|value| value.to_str().ok().and_then(basic));
        let in_form = (self.field("client_id"), self.field("client_secret"));
        let proved = match (&basic, in_form) {
            (Some(Some((id, secret))), (form_id, None)) if form_id.is_none_or(|f| f == id) => {
                state.access.prove(request, id, secret)
            }
            (None, (Some(id), Some(secret))) => state.access.prove(request, id, secret),
            (Some(Some(_)), _) => {
                return Err(Failure::bad_request(
                    "invalid_request",
                    "the client proves itself twice, or as two clients",
                ));
            }
            // A header that is not readable, or nothing at all: counted like a wrong secret.
            (Some(None), _) | (None, _) => state.access.prove(request, "", ""),
        };
        Ok(proved?)
    }
}

/// Id and secret of `Basic …`, each form-encoded within (RFC 6749 §2.3.1).
fn basic(value: &str) -> Option<(String, Zeroizing<String>)> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = Zeroizing::new(STANDARD.decode(encoded.trim()).ok()?);
    let text = std::str::from_utf8(&decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((decode(id)?, Zeroizing::new(decode(secret)?)))
}

/// A form-encoded word. Ours have no character that would need it, but libraries encode `-` and `_` at will.
fn decode(word: &str) -> Option<String> {
    if word.contains(['&', '=']) {
        return None;
    }
    let fields = Query::<Vec<(String, String)>>::from_query(&format!("x={word}")).ok()?;
    fields.into_inner().pop().map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_is_read() {
        let encoded = |text: &str| format!("Basic {}", STANDARD.encode(text));
        let read = |value: &str| basic(value).map(|(id, secret)| (id, secret.to_string()));
        let pair = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
        assert_eq!(read(&encoded("a-1:b_2")), pair("a-1", "b_2"));
        assert_eq!(read(&encoded("a%2D1:b%5F2")), pair("a-1", "b_2"));
        assert_eq!(read(&encoded("a:b:c")), pair("a", "b:c"));
        for value in [
            "",
            "Basic",
            "Basic !",
            "Bearer YTpi",
            &encoded("a"),
            &encoded("a&b:c"),
        ] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
