//! Lists page by page: a limit, and a cursor that only this installation can make, for the list it was made for.

use actix_web::http::header::{HeaderName, HeaderValue, LINK};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use persistence::keys::KeyRing;

use crate::problem::{Problem, ProblemCode};

/// Items on a page unless asked otherwise.
pub const DEFAULT_LIMIT: u32 = 20;

/// Most items on a page.
pub const MOST: u32 = 100;

/// Bytes of the cursor's seal.
const SEAL: usize = 16;

/// The form of every cursor: URL-safe Base64.
pub const CURSOR: &str = "^[A-Za-z0-9_-]+$";

/// Fewest characters of a cursor: its seal and a key of one byte.
pub const SHORTEST_CURSOR: usize = 23;

/// Most characters of a cursor.
pub const LONGEST_CURSOR: usize = 400;

/// A page that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many items at most.
    pub limit: u32,
    /// The key after which they begin; none: from the start.
    pub after: Option<String>,
    /// Which list it is: its operation and filter.
    list: String,
}

impl Page {
    /// Checks the two query parameters. `list` names the operation and its filter, so that a cursor of another filter
    /// is refused.
    ///
    /// # Errors
    /// `malformed_request` for a limit out of range or a cursor that was not made for this list.
    pub fn new(
        keys: &KeyRing,
        list: String,
        limit: Option<u32>,
        cursor: Option<&str>,
    ) -> Result<Self, Problem> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MOST).contains(&limit) {
            return Err(Problem::new(ProblemCode::MalformedRequest).with_detail(
                format!("limit 须为 1 至 {MOST} 的整数。"),
                format!("limit must be a whole number from 1 to {MOST}."),
            ));
        }
        let after = cursor
            .map(|cursor| open(keys, &list, cursor).ok_or_else(foreign))
            .transpose()?;
        Ok(Self { limit, after, list })
    }

    /// How many items to read: one more than are shown, to see whether there is a next page.
    #[must_use]
    pub fn to_read(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Shortens the items read to the page, and makes the cursor of the next one, if there is one.
    pub fn cut<T>(
        &self,
        keys: &KeyRing,
        items: &mut Vec<T>,
        key: impl FnOnce(&T) -> &str,
    ) -> Option<String> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if items.len() <= limit {
            return None;
        }
        items.truncate(limit);
        items.last().map(|last| seal(keys, &self.list, key(last)))
    }

    /// The cursor of a page that begins behind this key.
    #[must_use]
    pub fn seal(&self, keys: &KeyRing, key: &str) -> String {
        seal(keys, &self.list, key)
    }
}

/// The header that names the next page (RFC 8288): the request's own query with the new cursor.
#[must_use]
pub fn next_link(request: &HttpRequest, cursor: &str) -> Option<(HeaderName, HeaderValue)> {
    let mut query: String = request
        .query_string()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("cursor="))
        .flat_map(|part| [part, "&"])
        .collect();
    query.push_str("cursor=");
    query.push_str(cursor);
    let link = format!("<{}?{query}>; rel=\"next\"", request.path());
    HeaderValue::from_str(&link).ok().map(|value| (LINK, value))
}

/// An answer with that header, where there is a next page.
#[must_use]
pub fn linked(
    request: &HttpRequest,
    next: Option<&str>,
    mut response: HttpResponse,
) -> HttpResponse {
    if let Some((name, value)) = next.and_then(|next| next_link(request, next)) {
        response.headers_mut().insert(name, value);
    }
    response
}

fn foreign() -> Problem {
    Problem::new(ProblemCode::MalformedRequest).with_detail(
        "cursor 不是由本接口以相同筛选条件给出的。",
        "The cursor was not given by this operation with the same filter.",
    )
}

fn tag(keys: &KeyRing, list: &str, key: &str) -> [u8; 32] {
    keys.keyed_hash("cursor", format!("{list}\0{key}").as_bytes())
}

fn seal(keys: &KeyRing, list: &str, key: &str) -> String {
    let mut bytes: Vec<u8> = tag(keys, list, key).into_iter().take(SEAL).collect();
    bytes.extend_from_slice(key.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn open(keys: &KeyRing, list: &str, cursor: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (given, key) = bytes.split_at_checked(SEAL)?;
    let key = std::str::from_utf8(key).ok()?;
    let expected = tag(keys, list, key);
    let expected = expected.get(..SEAL)?;
    (given == expected).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    type Failure = Box<dyn std::error::Error>;

    #[test]
    fn a_cursor_leads_on_in_its_own_list_only() -> Result<(), Failure> {
        let keys = KeyRing::ephemeral()?;
        let page =
            |list: &str, cursor: Option<&str>| Page::new(&keys, list.to_owned(), Some(2), cursor);
        let mut items = vec!["a", "b", "c"];
        let cursor = page("x", None)?.cut(&keys, &mut items, |item| item);
        assert_eq!(items, ["a", "b"]);
        let cursor = cursor.ok_or("a cursor")?;
        // As the document has it.
        assert_eq!(cursor.len(), SHORTEST_CURSOR);
        let fits = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
        assert!(cursor.bytes().all(fits));
        assert_eq!(page("x", Some(&cursor))?.after.as_deref(), Some("b"));
        assert!(page("y", Some(&cursor)).is_err());
        for bad in ["", "x", &cursor.to_lowercase(), &format!("{cursor}A")] {
            assert!(page("x", Some(bad)).is_err(), "{bad}");
        }
        let mut last = vec!["c"];
        assert_eq!(page("x", None)?.cut(&keys, &mut last, |item| item), None);
        for limit in [0, 101] {
            assert!(Page::new(&keys, String::new(), Some(limit), None).is_err());
        }
        Ok(())
    }

    #[test]
    fn the_link_keeps_the_filter() {
        let request = TestRequest::get()
            .uri("/api/v1/things?kind=a&cursor=old&limit=2")
            .to_http_request();
        let link = next_link(&request, "new").map(|(_, value)| value);
        let link = link.as_ref().and_then(|value| value.to_str().ok());
        assert_eq!(
            link,
            Some("</api/v1/things?kind=a&limit=2&cursor=new>; rel=\"next\"")
        );
    }
}
