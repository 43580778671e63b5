//! Requests and answers.

use serde_json::Value;
use ureq::http::{self, HeaderMap};

/// Words that show the inside of the program; no problem may have them.
const INSIDE: [&str; 16] = [
    "select ",
    "insert ",
    "sqlite",
    "postgres",
    "libpq",
    "diesel",
    "actix",
    "serde",
    "tokio",
    "rust",
    "panic",
    ".rs",
    "src/",
    "/tmp",
    "password",
    concat!(" ", env!("CARGO_PKG_VERSION")),
];

/// A request to be sent.
pub struct Request<'a> {
    agent: &'a ureq::Agent,
    builder: http::request::Builder,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl<'a> Request<'a> {
    pub(crate) fn new(agent: &'a ureq::Agent, method: &str, url: &str) -> Self {
        Self {
            agent,
            builder: http::Request::builder().method(method).uri(url),
            body: None,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    /// Sends an access token along.
    #[must_use]
    pub fn token(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// A body that is said to be a form.
    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", percent_encoded(value)));
        self.header("Content-Type", "application/x-www-form-urlencoded")
            .body(pairs.collect::<Vec<_>>().join("&"))
    }

    /// The language of the answer.
    #[must_use]
    pub fn language(self, language: &str) -> Self {
        self.header("Accept-Language", language)
    }

    /// A body of any type.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// A body that is said to be JSON.
    #[must_use]
    pub fn json_text(self, body: impl Into<Vec<u8>>) -> Self {
        self.header("Content-Type", "application/json").body(body)
    }

    /// Sends it.
    ///
    /// # Panics
    /// If there is no answer.
    #[must_use]
    pub fn send(self) -> Answer {
        self.attempt().expect("an answer")
    }

    /// Sends it to a server that may be gone before it has answered.
    ///
    /// # Errors
    /// If there is no answer, or only part of one.
    ///
    /// # Panics
    /// If it is no request.
    pub fn attempt(self) -> Result<Answer, ureq::Error> {
        let sent = match self.body {
            Some(body) => self.agent.run(self.builder.body(body).unwrap()),
            None => self.agent.run(self.builder.body(()).unwrap()),
        };
        let (head, mut body) = sent?.into_parts();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.with_config().limit(256 << 20).read_to_vec()?,
        })
    }
}

impl Answer {
    /// A header's value; empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// All values of a header, joined.
    #[must_use]
    pub fn all(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter();
        let values: Vec<&str> = values.map(|value| value.to_str().unwrap()).collect();
        values.join(", ")
    }

    /// The body as text.
    ///
    /// # Panics
    /// If it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is not.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as JSON, of an answer that must be good.
    ///
    /// # Panics
    /// If it is not.
    #[must_use]
    pub fn good(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/json");
        self.json()
    }

    /// The problem it is, with everything that holds of every problem checked.
    ///
    /// # Panics
    /// If it is none, another one, or badly made.
    #[must_use]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status);
        let page = format!("/problems/{}", code.replace('_', "-"));
        assert_eq!(problem["type"], page.as_str());
        assert_eq!(problem["trace_id"], self.header("x-request-id"));
        assert_eq!(self.header("x-request-id").len(), 32);
        assert_eq!(self.header("cache-control"), "no-store");
        assert_eq!(self.header("x-content-type-options"), "nosniff");
        assert!(
            self.all("vary").contains("Accept-Language"),
            "{:?}",
            self.headers
        );
        let chinese = match self.header("content-language") {
            "zh-CN" => true,
            "en" => false,
            other => panic!("Content-Language: {other}"),
        };
        for member in ["title", "detail"] {
            let text = problem[member].as_str().unwrap();
            assert_eq!(is_chinese(text), chinese, "{member} in {problem}");
        }
        for fault in problem["errors"].as_array().unwrap() {
            let pointer = fault["pointer"].as_str().unwrap();
            assert!(pointer.is_empty() || pointer.starts_with('/'), "{fault}");
            assert_eq!(
                is_chinese(fault["reason"].as_str().unwrap()),
                chinese,
                "{fault}"
            );
        }
        let lower = self.text().to_lowercase();
        for word in INSIDE {
            assert!(!lower.contains(word), "\"{word}\" in {problem}");
        }
        problem
    }

    /// The faults of an `invalid_facts` problem, as pointer and reason.
    ///
    /// # Panics
    /// If it is not one.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String)> {
        faults(&self.problem(422, "invalid_facts"))
    }
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| match byte {
            byte if plain(&byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// The faults of a problem, as pointer and reason.
///
/// # Panics
/// If it has none of that form.
#[must_use]
pub fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = problem["errors"].as_array().unwrap();
    errors
        .iter()
        .map(|fault| (text(&fault["pointer"]), text(&fault["reason"])))
        .collect()
}

/// Whether a text is in Chinese: it may quote English words, an English one quotes no Chinese.
#[must_use]
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
