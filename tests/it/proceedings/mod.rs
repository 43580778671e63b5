//! Sanction proceedings end to end (jz Art. 20-22), on both databases.

mod lives;
mod nightly;
mod race;
mod refused;

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{NaiveDate, Utc};
use domain::access::{Regime, Role};
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::{
    Batch, BatchStatus, Complaint, Finding, FindingSource, Substantiation, Verdict,
};
use domain::jz::institution::{
    ApplicationDecided, ApplicationKind, Applied, Content, Institution, InstitutionEvent,
    InstitutionKind, LedgerEntry, Outcome, Recorded,
};
use persistence::{Store, aggregate, institutions};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;

use crate::complaints::desk::Desk;

/// The authority of these tests.
pub const JINGZHOU: &str = "jz-421000";

static NEXT: AtomicU32 = AtomicU32::new(1);

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An institution that is filed since a day, with no more on record.
pub fn filed(on: &str, organisation: Option<&str>) -> (String, Vec<InstitutionEvent>) {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let content = Content {
        name: format!("第{number}评价机构"),
        kind: InstitutionKind::SocialTraining,
        principal: "王某".to_owned(),
        division: "421002".to_owned(),
        places: Vec::new(),
        occupations: Vec::new(),
    };
    let applied = Applied {
        number: 1,
        kind: ApplicationKind::Filing,
        uscc: format!("91421000{number:010}"),
        on: day(on),
        content,
        valid_until: None,
        authority: JINGZHOU.to_owned(),
        above: None,
        regime: Regime::Jz,
        organisation: organisation.map(str::to_owned),
        by: "test".to_owned(),
    };
    let decided = ApplicationDecided {
        number: 1,
        on: day(on),
        outcome: Outcome::Granted,
        reason: None,
        filing_number: Some(format!("J{number}")),
        valid_until: None,
        by: "test".to_owned(),
    };
    let id = format!("0190b6a0-7c00-7000-9000-{number:012}");
    let events = vec![
        InstitutionEvent::Applied(Box::new(applied)),
        InstitutionEvent::ApplicationDecided(decided),
    ];
    (id, events)
}

pub fn recorded(entry: LedgerEntry) -> InstitutionEvent {
    InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on: day("2026-11-01"),
        reason: None,
        by: "test".to_owned(),
    }))
}

pub fn complaint(id: &str, on: &str) -> LedgerEntry {
    LedgerEntry::Complaint(Complaint {
        id: id.to_owned(),
        received_on: day(on),
        concluded_on: day(on),
        outcome: Substantiation::Substantiated,
    })
}

pub fn finding(id: &str, breach: Breach, on: &str) -> LedgerEntry {
    LedgerEntry::Finding(Finding {
        id: id.to_owned(),
        breach,
        occurred_on: day(on),
        source: FindingSource::Inspection,
        reference: None,
        evidence: "检查记录".to_owned(),
        verdict: Verdict::Verified,
        decided_on: Some(day(on)),
        reason: None,
    })
}

/// A batch of twenty with that many unqualified.
pub fn batch(id: &str, on: &str, unqualified: u32) -> LedgerEntry {
    LedgerEntry::Batch(Batch {
        id: id.to_owned(),
        status: BatchStatus::Held,
        occupation: "6-31-01-03".to_owned(),
        level: 4,
        held_on: day(on),
        division: None,
        place: None,
        candidates: Some(20),
        unqualified_candidates: Some(unqualified),
        passed: None,
        paper_code: Some(id.to_owned()),
        fee_charged_yuan: None,
    })
}

/// Appends to an institution's record, the first events or further ones.
pub fn append(store: &Store, id: &str, events: Vec<InstitutionEvent>) {
    let id = id.to_owned();
    let written: Result<(), persistence::ledger::AppendError> = store.write(move |connection| {
        aggregate::lock::<Institution>(connection, &id)?;
        let seen = aggregate::open::<Institution>(connection, &id)?;
        institutions::record(connection, &id, seen, &events, "test", Utc::now())?;
        Ok(())
    });
    written.unwrap();
}

/// An authority with two officers, and an institution that has an account.
pub struct Office {
    pub desk: Desk,
    pub first: Actor,
    pub second: Actor,
    pub own: Actor,
}

impl Office {
    pub fn new(kind: Kind) -> Self {
        let desk = Desk::at(kind, "2026-11-02T09:00:00+08:00");
        let first = desk.server.actor(Role::Regulator, JINGZHOU);
        let request =
            json!({"name": "second officer", "role": "regulator", "organisation_id": JINGZHOU});
        let admin = desk.server.admin();
        let created = desk
            .server
            .post_as(&admin.token, "/api/v1/clients", &request);
        assert_eq!(created.status, 201, "{}", created.text());
        let created = created.json();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let (client_id, client_secret) = (
            word(&created["client"]["id"]),
            word(&created["client_secret"]),
        );
        let second = Actor {
            token: desk.server.token(&client_id, &client_secret),
            client_id,
            client_secret,
            organisation: JINGZHOU.to_owned(),
        };
        let own = desk.server.any(Role::Institution);
        Self {
            desk,
            first,
            second,
            own,
        }
    }

    /// An institution with entries in its ledger, its own organisation that of the account.
    pub fn institution(&self, entries: Vec<LedgerEntry>) -> String {
        let (id, mut events) = filed("2026-01-05", Some(&self.own.organisation));
        events.extend(entries.into_iter().map(recorded));
        append(&self.desk.store(), &id, events);
        id
    }

    pub fn record(&self, id: &str, entries: Vec<LedgerEntry>) {
        let events = entries.into_iter().map(recorded).collect();
        append(&self.desk.store(), id, events);
    }

    /// How the institution's record stands.
    pub fn stands(&self, id: &str) -> Institution {
        let store = self.desk.store();
        let opened: Result<_, persistence::StoreError> =
            store.read(|connection| aggregate::open::<Institution>(connection, id));
        opened.unwrap().unwrap().state
    }

    /// Has the engine look now.
    pub fn look(&self, id: &str) -> Value {
        let path = format!("/api/v1/institutions/{id}/proceedings");
        let server = &self.desk.server;
        let answer = server.call("POST", &path).token(&self.first.token).send();
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
        answer.json()
    }

    /// The id of the proposal that is opened now.
    pub fn proposed(&self, id: &str) -> String {
        let answer = self.look(id);
        assert_eq!(answer["opened"], true, "{answer}");
        answer["proceeding"]["id"].as_str().unwrap().to_owned()
    }

    pub fn show(&self, who: &Actor, id: &str) -> Answer {
        let path = format!("/api/v1/proceedings/{id}");
        self.desk.server.get_as(&who.token, &path)
    }

    /// A step at the version as it stands.
    pub fn step(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Answer {
        let seen = self.show(&self.first, id);
        self.desk
            .server
            .call("POST", &format!("/api/v1/proceedings/{id}/{step}"))
            .token(&who.token)
            .header("If-Match", seen.header("ETag"))
            .json_text(body.to_string())
            .send()
    }

    pub fn done(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Value {
        let answer = self.step(who, id, step, body);
        assert_eq!(answer.status, 200, "{step}: {}", answer.text());
        answer.json()
    }

    /// From the proposal to the service of that decision.
    pub fn served(&self, id: &str, decision: &Value) -> Value {
        self.done(&self.first, id, "notice", &json!({"facts": "经核实的事实"}));
        self.desk.put_clock("2026-11-12T09:00:00+08:00");
        self.done(&self.first, id, "hearing-lapse", &json!({}));
        self.done(&self.first, id, "decision", decision);
        self.done(&self.second, id, "approval", &json!({}));
        let service = json!({"manner": "in_person", "recipient": "王某"});
        self.done(&self.first, id, "service", &service)
    }
}

pub fn warning() -> Value {
    json!({
        "grounds": ["jz-institutions/art21/3"],
        "reasons": "半年内投诉举报两件属实",
        "sanctioning": {
            "tier": "warning",
            "suspension": {"to": "2026-12-31"},
            "rectification": {"subject": "完善考务组织", "due_on": "2026-12-15"},
            "listing": {"list": "abnormal", "to": "2027-06-30", "reason": "半年内两次投诉举报属实"},
        },
    })
}

pub fn two_complaints() -> Vec<LedgerEntry> {
    vec![
        complaint("C-1", "2026-06-01"),
        complaint("C-2", "2026-10-01"),
    ]
}
