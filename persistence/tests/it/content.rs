//! Sealed content that the events of cases refer to: taken away or exchanged behind the store's back.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::gd::case::event::Received;
use domain::gd::case::event::handling::Erased;
use domain::gd::case::{CaseEvent, CaseState};
use persistence::complaints::lookup::Identifier;
use persistence::complaints::projection::Complaints;
use persistence::complaints::record::{
    CommitError, Confidential, Derived, commit, open, stream, submit,
};
use persistence::complaints::row;
use persistence::keys::{KeyRing, SealError};
use persistence::ledger;
use persistence::ledger::sealed::{self, OpenError, SealedItem};
use persistence::verify::{Finding, Means, State, verify};
use persistence::{Store, StoreError};
use serde_json::{Value, json};

use crate::record::{named, now, says};
use crate::support::{TestDatabase, on_both};

/// A case with an identity and a statement, both sealed: items `<id>-identity` and `<id>-statement`.
fn submitted(store: &Store, keys: &KeyRing, id: &'static str) {
    let (key, wrapped) = keys.new_case_key(&stream(id)).unwrap();
    let item =
        |what: &str| SealedItem::new(&key, format!("{id}-{what}"), "秘密".as_bytes()).unwrap();
    let items = vec![item("identity"), item("statement")];
    let received = received(Some(&items[0]), Some(&items[1]));
    let confidential = Confidential {
        key: Some(wrapped),
        items,
        identifiers: Some(vec![Identifier::new(keys, "phone", "19900000116")]),
        ..Confidential::default()
    };
    store
        .write::<_, CommitError, _>(move |connection| {
            submit(connection, id, received, &confidential, "platform", now())
        })
        .unwrap();
}

/// Two persons had what is sealed of it destroyed.
fn erased(store: &Store, id: &'static str) {
    let event = CaseEvent::from(Erased {
        on: "2038-03-01".parse().unwrap(),
        proposed_by: "officer".to_owned(),
        confirmed_by: "lead".to_owned(),
    });
    store
        .write::<_, CommitError, _>(move |connection| {
            let case = open(connection, id)?.unwrap();
            let nothing = Confidential::default();
            commit(
                connection,
                case,
                &[event],
                &nothing,
                |_| Derived::default(),
                "lead",
                now(),
            )
        })
        .unwrap();
}

/// What is left of a case besides its record: sealed items, bytes of its key, hashes of its complainant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
struct Left {
    #[diesel(sql_type = BigInt)]
    items: i64,
    #[diesel(sql_type = BigInt)]
    key: i64,
    #[diesel(sql_type = BigInt)]
    hashes: i64,
}

#[derive(QueryableByName)]
struct Wrapped {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    wrapped: Vec<u8>,
}

fn count(store: &Store, stream: &str) -> Left {
    let id = stream.trim_start_matches("complaint/");
    let query = format!(
        "SELECT (SELECT count(*) FROM sealed_items WHERE stream = '{stream}') AS items,
            (SELECT CAST(length(wrapped) AS BIGINT) FROM case_keys WHERE stream = '{stream}') AS key,
            (SELECT count(*) FROM complainant_hashes WHERE complaint_id = '{id}') AS hashes"
    );
    store
        .read::<_, StoreError>(|connection| Ok(diesel::sql_query(query).get_result(connection)?))
        .unwrap()
}

/// A complaint that was received, with these sealed items.
pub fn received(identity: Option<&SealedItem>, statement: Option<&SealedItem>) -> Received {
    let reference = |item: &SealedItem| -> Value {
        let hash: String = item.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({"item": item.id, "hash": hash})
    };
    serde_json::from_value(json!({
        "regime": "gd", "center": "gd-440100", "kind": "complaint", "channel": "web",
        "responsible": {
            "answerable": {"who": "organisation", "organisation_id": "gd-440100"},
            "rule": "place_unknown", "provision": "gd/3", "reason_zh": "", "reason_en": "",
        },
        "received_at": now(), "submitted_on": "2025-12-29",
        "accused": {"name": null, "kind": "other", "uscc": null, "division": null, "party_id": null},
        "places": [], "industry": null, "event": null,
        "form": {"name": true, "contact": false, "request": true, "facts": true, "reasons": true},
        "wants_confidentiality": true, "media_exposed": null, "high_impact": null, "urgent": null,
        "first_receiver": null, "identity": identity.map(reference), "statement": statement.map(reference),
        "external_ref": null, "submitted_by": "platform", "submitted_for": null,
    }))
    .unwrap()
}

/// What verification says of the cases; nothing: they are sound.
fn finding(store: &Store, keys: &KeyRing) -> Option<Finding> {
    let complaints = Complaints {
        derived: |_: &CaseState| Derived::default(),
    };
    let means = Means {
        keys: Some(keys),
        projections: &[&complaints],
        ..Means::default()
    };
    let report = verify(store, means).unwrap();
    let check = named(&report, "complaints");
    assert_ne!(check.state, State::Unchecked, "{report:?}");
    check.finding.clone()
}

on_both! {
    fn content_that_was_taken_away_or_exchanged_is_named(database: &TestDatabase) {
        let changes = [
            ("DELETE FROM sealed_items WHERE id = '2-statement'", "2", "the sealed statement that this event refers to is missing"),
            ("DELETE FROM sealed_items", "1", "the sealed identity that this event refers to is missing"),
            ("UPDATE sealed_items SET stream = 'complaint/1' WHERE id = '2-identity'", "2", "was moved to another stream"),
            (
                "UPDATE sealed_items SET id = 'x' WHERE id = '1-identity'; \
                 UPDATE sealed_items SET id = '1-identity' WHERE id = '1-statement'; \
                 UPDATE sealed_items SET id = '1-statement' WHERE id = 'x'",
                "1",
                "the sealed identity that this event refers to is not the one that was sealed",
            ),
            ("DELETE FROM case_keys WHERE stream = 'complaint/2'", "2", "the key of the sealed content of this case is missing"),
        ];
        for (change, case, what) in changes {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            submitted(&store, &keys, "1");
            submitted(&store, &keys, "2");
            assert_eq!(finding(&store, &keys), None);
            database.sql(change);
            let found = finding(&store, &keys).unwrap_or_else(|| panic!("{change}"));
            says(&found, what);
            says(&found, &format!("complaint/{case}"));
        }
    }

    fn what_was_destroyed_is_not_missed_and_must_be_gone(database: &TestDatabase) {
        let wrapped = if matches!(database, TestDatabase::Sqlite(_)) { "x'01'" } else { "'\\x01'" };
        let changes = [
            (None, None),
            (
                Some(format!("UPDATE case_keys SET wrapped = {wrapped} WHERE stream = 'complaint/1'")),
                Some("the key of this case is there, though it was destroyed"),
            ),
            (
                Some("UPDATE case_keys SET erased_at = NULL WHERE stream = 'complaint/1'".to_owned()),
                Some("the key of this case is there, though it was destroyed"),
            ),
            (
                Some("UPDATE sealed_items SET stream = 'complaint/1' WHERE id = '2-identity'".to_owned()),
                Some("sealed content is there, though it was destroyed"),
            ),
            (
                Some("UPDATE case_keys SET erased_at = 1 WHERE stream = 'complaint/2'".to_owned()),
                Some("the key of this case was destroyed, but no event says so"),
            ),
        ];
        for (change, expected) in changes {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            submitted(&store, &keys, "1");
            submitted(&store, &keys, "2");
            erased(&store, "1");
            if let Some(change) = &change {
                database.sql(change);
            }
            match (finding(&store, &keys), expected) {
                (None, None) => {}
                (Some(found), Some(expected)) => says(&found, expected),
                (found, _) => panic!("{change:?}: {found:?}"),
            }
        }
    }

    fn of_what_was_destroyed_only_the_record_is_left(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        submitted(&store, &keys, "1");
        let before = count(&store, "complaint/1");
        assert!(before.items > 0 && before.key > 0 && before.hashes > 0, "{before:?}");
        let events = store.read(|c| ledger::load(c, "complaint/1")).unwrap();
        erased(&store, "1");
        assert_eq!(count(&store, "complaint/1"), Left { items: 0, key: 0, hashes: 0 });
        let after = store.read(|c| ledger::load(c, "complaint/1")).unwrap();
        assert_eq!(after.get(..events.len()), Some(events.as_slice()));
        let opened = store.read(|c| sealed::key(c, &keys, "complaint/1").map(drop));
        assert!(matches!(opened, Err(OpenError::Seal(SealError::Erased))), "{opened:?}");
        let row = store.read(|c| row::read(c, "1")).unwrap().unwrap();
        assert!(row.erased_on.is_some());
    }

    fn the_file_does_not_keep_a_key_that_was_destroyed(database: &TestDatabase) {
        // PostgreSQL frees the place when it vacuums.
        let TestDatabase::Sqlite(folder) = database else { return };
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        submitted(&store, &keys, "1");
        let wrapped: Vec<u8> = store
            .read::<_, StoreError>(|connection| {
                let query = "SELECT wrapped FROM case_keys";
                let row: Wrapped = diesel::sql_query(query).get_result(connection)?;
                Ok(row.wrapped)
            })
            .unwrap();
        let kept = || {
            database.sql("PRAGMA wal_checkpoint(TRUNCATE)");
            let file = std::fs::read(folder.path().join("test.sqlite")).unwrap();
            file.windows(wrapped.len()).any(|bytes| bytes == wrapped)
        };
        assert!(kept());
        erased(&store, "1");
        assert!(!kept());
    }
}
