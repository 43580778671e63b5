//! An example complaint of `tests/data/complaints.jsonl`: what is handed in, what the officer says of it, and when what is
//! done to it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use serde_json::{Value, json};

use super::desk::list;

/// An instant in Shanghai.
pub type Instant = DateTime<FixedOffset>;

/// An example.
pub struct Example(pub Value);

/// What is done to an example, at its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Receive,
    Examine,
    Withdraw,
    Decide,
    Conclude,
}

impl Example {
    /// A text, if it is there.
    pub fn text(&self, pointer: &str) -> Option<&str> {
        self.0.pointer(pointer).and_then(Value::as_str)
    }

    /// A text, unless it is empty: then nothing was given.
    pub fn given(&self, pointer: &str) -> Option<&str> {
        self.text(pointer).filter(|text| !text.is_empty())
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.text("/id").unwrap()
    }

    /// When it came in.
    pub fn received_at(&self) -> Instant {
        DateTime::parse_from_rfc3339(self.text("/received_at").unwrap()).unwrap()
    }

    /// Whether this item of Art. 10 is expected, met or undetermined.
    pub fn expects(&self, item: u8) -> bool {
        list(&self.0["expected"]["grounds"]).contains(&format!("gd-complaints/art10/{item}"))
    }

    /// What is handed in.
    pub fn intake(&self) -> Value {
        let of = &self.0;
        let oral = matches!(self.text("/channel"), Some("phone" | "visit"));
        json!({
            "kind": of["kind"],
            "channel": of["channel"],
            "received_at": of["received_at"],
            "complainant": of["complainant"],
            "accused": of["accused"],
            "places": self.text("/division").into_iter().collect::<Vec<_>>(),
            "industry": of["industry"],
            // Nothing of the event is known where its day is not.
            "event": self.text("/event/date").map(|_| &of["event"]),
            "request": self.given("/request"),
            "facts": self.given("/facts"),
            "reasons": self.given("/reasons"),
            "media_exposed": of["media_exposed"],
            "high_impact": of["high_impact"],
            "first_receiver": oral.then_some("陈接访"),
            "external_ref": self.id(),
        })
    }

    /// The identifiers as they are compared, whatever their spelling.
    pub fn identifiers(&self) -> Vec<(&'static str, String)> {
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits[digits.len() - 11..].to_owned()
        };
        let who = |member: &str| self.text(&format!("/complainant/{member}"));
        [
            ("phone", who("phone").map(digits)),
            ("email", who("email").map(str::to_lowercase)),
            ("id_number", who("id_number").map(str::to_uppercase)),
        ]
        .into_iter()
        .filter_map(|(kind, text)| Some((kind, text?)))
        .collect()
    }

    /// Whether it is the same person's, as far as identifiers tell.
    pub fn same_person(&self, other: &Self) -> Option<bool> {
        let (own, others) = (self.identifiers(), other.identifiers());
        if own.iter().any(|identifier| others.contains(identifier)) {
            return Some(true);
        }
        let comparable = |(kind, _): &(&str, String)| others.iter().any(|(known, _)| known == kind);
        own.iter().any(comparable).then_some(false)
    }

    /// The officer's reading, as far as only a person can say it.
    pub fn assessment(&self, priors: &[Value]) -> Value {
        let in_guangdong = self.text("/expected/responsible_center").is_some();
        let routine = self.text("/expected/track") == Some("guidance") || self.expects(5);
        // Nobody and nothing is named in these two.
        let definite = !matches!(self.id(), "ex-030" | "ex-036");
        json!({
            "accused_identified": definite || self.id() == "ex-036",
            "violation_specified": definite,
            "has_factual_basis": !self.expects(2),
            "within_function": !(self.expects(1) && in_guangdong),
            "routine_business": routine,
            "normal_procedure_followed": !self.expects(5),
            "priors": priors,
        })
    }

    /// The organisation that must answer it.
    pub fn responsible(&self) -> Option<String> {
        let center = self.text("/expected/responsible_center")?;
        Some(match center.strip_prefix("industry:") {
            Some("电力") => "gd-industry-power".to_owned(),
            Some("通信") => "gd-industry-communications".to_owned(),
            Some(other) => panic!("{other}"),
            None => format!("gd-{center}"),
        })
    }
}

/// A day at ten in the morning in Shanghai.
fn at_ten(day: &str) -> Instant {
    let day: NaiveDate = day.parse().unwrap();
    let time = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    let shanghai = FixedOffset::east_opt(8 * 3600).unwrap();
    day.and_time(time).and_local_timezone(shanghai).unwrap()
}

/// Every step of every example, in the order of time.
pub fn calendar(examples: &[Example]) -> Vec<(Instant, Step, usize)> {
    let mut steps = Vec::new();
    for (index, example) in examples.iter().enumerate() {
        let received = example.received_at();
        let soon = received + TimeDelta::seconds(20);
        steps.push((received, Step::Receive, index));
        let later = examples
            .iter()
            .filter(|later| later.text("/prior/same_as") == Some(example.id()))
            .collect::<Vec<_>>();
        let told = |pointer: &str| later.iter().find_map(|later| later.text(pointer));
        let stood = |status: &str| {
            let of = later
                .iter()
                .find(|l| l.text("/prior/status") == Some(status));
            of.map(|later| later.received_at())
        };
        if let Some(when) = stood("withdrawn") {
            steps.push((soon, Step::Examine, index));
            steps.push((when - TimeDelta::days(3), Step::Withdraw, index));
            continue;
        }
        // Undecided until the repeat had come in and been joined.
        let decided = match (told("/prior/accepted_on"), stood("pending")) {
            (Some(day), _) => at_ten(day).max(soon),
            (None, Some(when)) => when + TimeDelta::minutes(2),
            (None, None) => soon,
        };
        steps.push((decided, Step::Examine, index));
        steps.push((decided, Step::Decide, index));
        if let Some(day) = told("/prior/concluded_on") {
            steps.push((at_ten(day), Step::Conclude, index));
        }
    }
    steps.sort();
    steps
}
