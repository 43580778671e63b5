//! Sealed content that the events of cases refer to: taken away or exchanged behind the store's back.

use domain::gd::case::CaseState;
use domain::gd::case::event::Received;
use persistence::Store;
use persistence::complaints::projection::Complaints;
use persistence::complaints::record::{CommitError, Confidential, stream, submit};
use persistence::keys::KeyRing;
use persistence::ledger::sealed::SealedItem;
use persistence::verify::{Finding, Means, State, verify};
use serde_json::json;

use crate::record::{named, now, says};
use crate::support::on_both;

/// A case with an identity and a statement, both sealed: items `<id>-identity` and `<id>-statement`.
fn submitted(store: &Store, keys: &KeyRing, id: &'static str) {
    let (key, wrapped) = keys.new_case_key(&stream(id)).unwrap();
    let item =
        |what: &str| SealedItem::new(&key, format!("{id}-{what}"), "秘密".as_bytes()).unwrap();
    let items = vec![item("identity"), item("statement")];
    let reference = |item: &SealedItem| {
        let hash: String = item.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({"item": item.id, "hash": hash})
    };
    let received: Received = serde_json::from_value(json!({
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
        "first_receiver": null, "identity": reference(&items[0]), "statement": reference(&items[1]),
        "external_ref": null, "submitted_by": "platform", "submitted_for": null,
    }))
    .unwrap();
    let confidential = Confidential {
        key: Some(wrapped),
        items,
        ..Confidential::default()
    };
    store
        .write::<_, CommitError, _>(move |connection| {
            submit(connection, id, received, &confidential, "platform", now())
        })
        .unwrap();
}

/// What verification says of the cases; nothing: they are sound.
fn finding(store: &Store, keys: &KeyRing) -> Option<Finding> {
    let complaints = Complaints {
        due_on: |_: &CaseState| None,
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

    fn content_that_was_destroyed_with_its_key_is_not_missed(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        submitted(&store, &keys, "1");
        database.sql("UPDATE case_keys SET erased_at = 1; DELETE FROM sealed_items");
        assert_eq!(finding(&store, &keys), None);
    }
}
