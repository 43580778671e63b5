//! Institutions put on record without the API, for tests that are about something else.

use chrono::{NaiveDate, Utc};
use domain::access::Regime;
use domain::jz::institution::{
    Content, Institution, InstitutionEvent, InstitutionKind, LedgerEntry, Recorded, TakenOver,
};
use persistence::ledger::AppendError;
use persistence::{Connection, Store, aggregate, institutions};
use uuid::Uuid;

/// A day.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Takes over a filing of Jingzhou since 2024; its id.
///
/// # Panics
/// If it cannot be recorded.
#[must_use]
pub fn take_over(store: &Store, uscc: &str, name: &str) -> String {
    taken_over(store, uscc, name, Regime::Jz)
}

/// The same under a regulation.
///
/// # Panics
/// If it cannot be recorded.
#[must_use]
pub fn taken_over(store: &Store, uscc: &str, name: &str, regime: Regime) -> String {
    let id = Uuid::now_v7().to_string();
    let event = InstitutionEvent::TakenOver(Box::new(TakenOver {
        uscc: uscc.to_owned(),
        content: Content {
            name: name.to_owned(),
            kind: InstitutionKind::SocialTraining,
            principal: "某某".to_owned(),
            division: "421002".to_owned(),
            places: vec!["沙市区示例路1号".to_owned()],
            occupations: Vec::new(),
        },
        filed_on: day("2024-01-01"),
        valid_until: None,
        filing_number: None,
        authority_name: "荆州市人力资源和社会保障局".to_owned(),
        authority: Some("jz-421000".to_owned()),
        above: None,
        regime,
        on: day("2024-01-01"),
        by: "import".to_owned(),
    }));
    let stream = id.clone();
    let work = move |connection: &mut Connection| {
        institutions::record(connection, &stream, None, &[event], "import", Utc::now()).map(drop)
    };
    store.write::<(), AppendError, _>(work).unwrap();
    id
}

/// Records an entry in the ledger of an institution.
///
/// # Panics
/// If it cannot be recorded.
pub fn enter(store: &Store, id: &str, entry: LedgerEntry) {
    let stream = id.to_owned();
    let event = InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on: day("2024-01-01"),
        reason: None,
        by: "import".to_owned(),
    }));
    let work = move |connection: &mut Connection| {
        aggregate::lock::<Institution>(connection, &stream)?;
        let seen = aggregate::open::<Institution>(connection, &stream)?;
        institutions::record(connection, &stream, seen, &[event], "import", Utc::now()).map(drop)
    };
    store.write::<(), AppendError, _>(work).unwrap();
}

/// An institution as its events tell it.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn open(store: &Store, id: &str) -> Institution {
    let found = store.read(|connection| aggregate::open::<Institution>(connection, id));
    found.unwrap().unwrap().state
}

/// All that is recorded about it, as text.
///
/// # Panics
/// If it cannot be read.
#[must_use]
pub fn stream(store: &Store, id: &str) -> String {
    let name = aggregate::stream::<Institution>(id);
    let events = store.read(|connection| persistence::ledger::load(connection, &name));
    let payloads = events.unwrap().into_iter().map(|event| event.payload);
    payloads.collect::<Vec<_>>().join("\n")
}
