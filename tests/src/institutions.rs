//! Institutions for tests: who files and supervises them, and how one comes to be filed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{OrganisationKind, Role};
use domain::jz::institution::{Institution, InstitutionEvent, LedgerEntry, Recorded};
use persistence::aggregate;
use persistence::institutions;
use persistence::ledger::AppendError;
use persistence::{DatabaseUrl, Store, StoreOptions};
use serde_json::{Value, json};

use crate::actor::Actor;
use crate::client::Answer;
use crate::server::Server;

/// The authority of the city.
pub const CITY: &str = "jz-421000";
/// The authority of a county below it: 松滋市.
pub const COUNTY: &str = "jz-421087";
/// The authority of another county: 监利市.
pub const OTHER_COUNTY: &str = "jz-421088";

/// Credit codes with good check characters, taken from nobody.
pub const CODES: [&str; 8] = [
    "52421002MJXHQ9PY9C",
    "52421003MJXDEQ2YX6",
    "52421002MJXAH1645J",
    "52421022MJXFQHD476",
    "52421081MJXX5RRF5Q",
    "52421083MJXRDJNG4K",
    "52421088MJXP5EC04J",
    "52421087MJXFCG1GXK",
];

/// A good credit code for any number: of the same shape as [`CODES`], its check character computed.
///
/// # Panics
/// Never: one of the characters fits.
pub fn code(number: u32) -> String {
    let digits = format!("{number:08}");
    let stem = format!("52421002X{digits}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .map(|check| format!("{stem}{check}"))
        .find(|code| domain::identifier::CreditCode::parse(code).is_ok())
        .expect("a check character")
}

/// What is filed in the division, unless a test says otherwise: 电工 5/4/3 and 焊工 5/4.
pub fn content(name: &str, division: &str) -> Value {
    json!({
        "name": name,
        "kind": "social_training",
        "principal": "宋启文",
        "division": division,
        "places": ["荆州市沙市区锦渚路18号"],
        "occupations": [
            {"code": "6-31-01-03", "levels": [5, 4, 3]},
            {"code": "6-18-02-04", "levels": [5, 4]},
        ],
    })
}

/// An application for a filing.
pub fn application(uscc: &str, division: &str) -> Value {
    json!({"uscc": uscc, "content": content(&format!("荆州市测试职业培训学校{uscc}"), division)})
}

impl Server {
    /// The regulator of an authority.
    pub fn regulator(&self, authority: &str) -> Actor {
        self.actor(Role::Regulator, authority)
    }

    /// A second regulator of an authority, another client than the first.
    ///
    /// # Panics
    /// If it cannot be created.
    pub fn second_regulator(&self, authority: &str) -> Actor {
        self.another(Role::Regulator, authority)
    }

    /// An organisation of an institution under an authority, and its client.
    ///
    /// # Panics
    /// If it cannot be created.
    pub fn institution_client(&self, id: &str, authority: &str) -> Actor {
        let body = json!({
            "id": id, "kind": OrganisationKind::Institution.as_str(),
            "name_zh": "测试评价机构", "name_en": "Test institution", "parent_id": authority,
        });
        let created = self.post_as(&self.admin().token, "/api/v1/organisations", &body);
        assert!(matches!(created.status, 201 | 409), "{}", created.text());
        self.actor(Role::Institution, id)
    }

    /// An institution as its own authority reads it.
    ///
    /// # Panics
    /// If it cannot be read.
    pub fn institution(&self, who: &Actor, id: &str) -> Value {
        self.get_as(&who.token, &format!("/api/v1/institutions/{id}"))
            .good()
    }

    /// Gives a command that rests on the latest version of an institution.
    ///
    /// # Panics
    /// If whoever gives it cannot read the institution.
    pub fn institution_command(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Answer {
        let version = self.institution(who, id)["version"]
            .as_i64()
            .expect("a version");
        self.call("POST", &format!("/api/v1/institutions/{id}/{step}"))
            .token(&who.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send()
    }

    /// An institution whose filing was applied for and granted today; its id.
    ///
    /// # Panics
    /// If a step is refused.
    pub fn filed(&self, authority: &str, uscc: &str) -> String {
        let division = authority.trim_start_matches("jz-");
        self.filed_on(authority, application(uscc, division), None)
    }

    /// As [`Self::filed`], with this application, both steps dated back to that day.
    ///
    /// # Panics
    /// If a step is refused.
    pub fn filed_on(&self, authority: &str, mut application: Value, day: Option<&str>) -> String {
        let regulator = self.regulator(authority);
        let mut decision = json!({"outcome": "granted"});
        if let Some(day) = day {
            application["on"] = day.into();
            decision["on"] = day.into();
        }
        let created = self.post_as(&regulator.token, "/api/v1/institutions", &application);
        assert_eq!(created.status, 201, "{}", created.text());
        let id = created.json()["id"].as_str().expect("an id").to_owned();
        let step = "applications/1/decision";
        let decided = self.institution_command(&regulator, &id, step, &decision);
        assert_eq!(decided.status, 200, "{}", decided.text());
        id
    }
}

impl Server {
    /// Appends events to an institution's record behind the server's back, dated and recorded as a test needs them; a new
    /// institution where there is none of that id.
    ///
    /// # Panics
    /// If the record does not take them.
    pub fn append_institution(
        &self,
        id: &str,
        events: &[InstitutionEvent],
        recorded_at: DateTime<Utc>,
    ) {
        let url: DatabaseUrl = self.database.url().parse().expect("a URL");
        let store = Store::open(&url, StoreOptions::default()).expect("a store");
        let events = events.to_vec();
        let id = id.to_owned();
        store
            .write(move |connection| {
                let seen = aggregate::open::<Institution>(connection, &id)?;
                institutions::record(connection, &id, seen, &events, "test", recorded_at)
                    .map(|_kept| ())
            })
            .map_err(|error: AppendError| format!("{error:?}"))
            .expect("recorded");
    }

    /// Records entries of the ledger behind the server's back.
    ///
    /// # Panics
    /// As [`Self::append_institution`].
    pub fn append_entries(&self, id: &str, on: NaiveDate, entries: Vec<LedgerEntry>) {
        let events: Vec<InstitutionEvent> = entries
            .into_iter()
            .map(|entry| {
                InstitutionEvent::Recorded(Box::new(Recorded {
                    entry,
                    on,
                    reason: None,
                    by: "test".to_owned(),
                }))
            })
            .collect();
        self.append_institution(id, &events, Utc::now());
    }
}
