//! An authority with institutions on its register and inspectors on its roster.

use chrono::{NaiveDate, Utc};
use domain::access::{Regime, Role};
use domain::jz::institution::{
    Content, Institution, InstitutionEvent, InstitutionKind, LedgerEntry, Occupation, Recorded,
    TakenOver,
};
use persistence::{Store, StoreOptions, aggregate, institutions};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use crate::complaints::desk::words;

/// The authority.
pub const JINGZHOU: &str = "jz-421000";

/// Credit codes of the institutions that it filed.
pub const CODES: [&str; 6] = [
    "52421002MJXHQ9PY9C",
    "52421003MJXDEQ2YX6",
    "52421002MJXAH1645J",
    "52421022MJXFQHD476",
    "52421081MJXX5RRF5Q",
    "52421083MJXRDJNG4K",
];

/// The day of the announcements, and that of the public value.
pub const ANNOUNCED: &str = "2026-12-01T09:00:00+08:00";
/// The day on which the public value is known.
pub const KNOWN: &str = "2026-12-03T16:00:00+08:00";

/// The authority's desk.
pub struct Desk {
    /// The server.
    pub server: Server,
    /// Who decides.
    pub regulator: Actor,
    /// Ids of the institutions, as their codes.
    pub institutions: Vec<String>,
}

impl Desk {
    /// With six institutions, no inspectors yet.
    pub fn new(kind: Kind) -> Self {
        let server = Server::builder(kind)
            .env("JIANDU_SANDBOX", "true")
            .env("RUST_LOG", "trace")
            .start();
        let regulator = server.actor(Role::Regulator, JINGZHOU);
        let mut desk = Self {
            server,
            regulator,
            institutions: Vec::new(),
        };
        desk.put_clock(ANNOUNCED);
        let store = desk.store();
        for (index, code) in CODES.iter().enumerate() {
            desk.institutions.push(file(&store, index, code, JINGZHOU));
        }
        desk
    }

    fn store(&self) -> Store {
        let url = self.server.database.url().parse().unwrap();
        Store::open(&url, StoreOptions::default()).unwrap()
    }

    /// An institution as it stands on record.
    pub fn institution(&self, index: usize) -> Institution {
        let id = &self.institutions[index];
        let opened = self.store().read(|c| aggregate::open::<Institution>(c, id));
        opened.unwrap().unwrap().state
    }

    /// Puts entries into an institution's ledger.
    pub fn enter(&self, index: usize, entries: Vec<LedgerEntry>) {
        let id = self.institutions[index].clone();
        let events: Vec<_> = entries
            .into_iter()
            .map(|entry| {
                InstitutionEvent::Recorded(Box::new(Recorded {
                    entry,
                    on: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
                    reason: None,
                    by: "test".to_owned(),
                }))
            })
            .collect();
        self.store()
            .write(move |c| {
                let seen = aggregate::open::<Institution>(c, &id)?;
                institutions::record(c, &id, seen, &events, "test", Utc::now())
            })
            .unwrap();
    }

    pub fn put_clock(&self, instant: &str) {
        let answer = self
            .server
            .call("PUT", "/api/v1/sandbox/clock")
            .token(&self.server.admin().token)
            .json_text(json!({"now": instant}).to_string())
            .send();
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Creates something; its id.
    pub fn made(&self, path: &str, body: &Value) -> Value {
        let answer = self.server.post_as(&self.regulator.token, path, body);
        assert_eq!(answer.status, 201, "{path}: {}", answer.text());
        let made = answer.json();
        let version = made["version"].as_i64().unwrap();
        assert_eq!(answer.header("etag"), format!("\"{version}\""));
        made
    }

    /// Inspectors of these departments; their ids.
    pub fn inspectors(&self, departments: &[&str]) -> Vec<String> {
        let each = departments.iter().enumerate().map(|(index, department)| {
            let body = json!({"name": format!("示例检查员{index}"), "department": department});
            words(&self.made("/api/v1/inspectors", &body)["id"])
        });
        each.collect()
    }

    /// As somebody reads it.
    pub fn read_as(&self, who: &Actor, path: &str) -> Answer {
        self.server.get_as(&who.token, path)
    }

    /// As the regulator reads it.
    pub fn read(&self, path: &str) -> Value {
        self.read_as(&self.regulator, path).good()
    }

    /// Gives a command that rests on the latest version.
    pub fn give_as(&self, who: &Actor, method: &str, at: &str, step: &str, body: &Value) -> Answer {
        let version = self.read(at)["version"].as_i64().unwrap();
        self.server
            .call(method, &format!("{at}{step}"))
            .token(&who.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send()
    }

    /// The same by the regulator.
    pub fn give(&self, at: &str, step: &str, body: &Value) -> Answer {
        self.give_as(&self.regulator, "POST", at, step, body)
    }

    /// Declares a conflict of interest.
    pub fn conflict(&self, inspector: &str, uscc: &str) {
        let at = format!("/api/v1/inspectors/{inspector}");
        let body = json!({"institution_uscc": uscc, "reason": "近亲属在该机构任职"});
        let _ = self.give(&at, "/conflicts", &body).good();
    }

    /// Announces a draw; its id.
    pub fn announce(&self, change: &Value) -> String {
        let mut body = json!({
            "institutions": 3, "method": "on_site",
            "public_value": "2026年12月3日上证综合指数收盘点位", "known_on": "2026-12-03",
        });
        for (member, value) in change.as_object().unwrap() {
            body[member] = value.clone();
        }
        words(&self.made("/api/v1/draws", &body)["draw_id"])
    }

    /// Holds a draw; what is answered.
    pub fn hold(&self, draw: &str) -> Value {
        self.put_clock(KNOWN);
        let at = format!("/api/v1/draws/{draw}");
        self.give(&at, "/result", &json!({"public_value": "3912.48"}))
            .good()
    }

    /// What everybody reads of a draw.
    pub fn proof(&self, draw: &str) -> Value {
        self.server
            .get(&format!("/api/v1/public/draws/{draw}"))
            .good()
    }
}

/// Takes a filing over; the institution's id.
pub fn file(store: &Store, index: usize, code: &str, authority: &str) -> String {
    let id = format!("0190b6a0-7c00-7000-8000-00000000{index:04x}");
    let day = |year| NaiveDate::from_ymd_opt(year, 5, 15).unwrap();
    let taken = TakenOver {
        uscc: code.to_owned(),
        content: Content {
            name: format!("荆州市示例职业培训学校{index}"),
            kind: InstitutionKind::SocialTraining,
            principal: "示例负责人".to_owned(),
            division: code[2..8].to_owned(),
            places: vec!["荆州市示例路1号".to_owned()],
            occupations: vec![Occupation {
                code: ["6-31-01-03", "4-10-01-05"][index % 2].to_owned(),
                name: "示例".to_owned(),
                levels: vec![4, 5],
            }],
        },
        filed_on: day(2024),
        valid_until: Some(day(2029)),
        filing_number: None,
        authority_name: "荆州市人力资源和社会保障局".to_owned(),
        authority: Some(authority.to_owned()),
        above: None,
        regime: Regime::Jz,
        on: day(2024),
        by: "test".to_owned(),
    };
    let event = InstitutionEvent::TakenOver(Box::new(taken));
    let new = id.clone();
    store
        .write(move |connection| {
            institutions::record(connection, &new, None, &[event], "test", Utc::now())
        })
        .unwrap();
    id
}
