//! By what cases about the same matter are found: noted and forgotten with the case, keyed, bounded, along indexes.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::gd::case::CaseState;
use domain::gd::case::event::Received;
use domain::gd::matter::Shingles;
use persistence::complaints::projection::Complaints;
use persistence::complaints::record::{self, CommitError, Confidential, Derived, stream};
use persistence::keys::KeyRing;
use persistence::ledger::sealed::SealedItem;
use persistence::schema::{complaints, similar_bands, similar_cases};
use persistence::similar::{self, Candidate, Near, SimilarCases, TextTraits, facts};
use persistence::verify::{Finding, Means, verify};
use persistence::{Connection, Store, StoreError};
use serde_json::json;

use crate::plans::{fault, fill, plan, queries};
use crate::record::{named, now, says};
use crate::support::on_both;

const SAID: &str = "考前一晚，辅导班的班主任在微信群里发了一份冲刺材料，三页纸，说背会就行。";
const WINDOW_DAYS: u32 = 30;

fn received(statement: serde_json::Value) -> Received {
    serde_json::from_value(json!({
        "regime": "gd", "center": "center-3", "kind": "complaint", "channel": "web",
        "responsible": {
            "answerable": {"who": "organisation", "organisation_id": "gd-440100"},
            "rule": "place_unknown", "provision": "gd/3", "reason_zh": "", "reason_en": "",
        },
        "received_at": now(), "submitted_on": "2025-12-29",
        "accused": {"name": "广州南岫职业培训学校", "kind": "other", "uscc": "52440112MJXHB7GF9J", "division": null, "party_id": null},
        "places": ["440112"], "industry": null,
        "event": {"date": "2025-12-20", "precision": "day", "ongoing": false},
        "form": {"name": true, "contact": false, "request": true, "facts": true, "reasons": true},
        "wants_confidentiality": true, "media_exposed": null, "high_impact": null, "urgent": null,
        "first_receiver": null, "identity": null, "statement": statement,
        "external_ref": null, "submitted_by": "platform", "submitted_for": null,
    }))
    .unwrap()
}

fn plain() -> Received {
    received(serde_json::Value::Null)
}

fn submitted(store: &Store, keys: &KeyRing, id: &'static str, said: &str) {
    let (key, wrapped) = keys.new_case_key(&stream(id)).unwrap();
    let item = SealedItem::new(&key, format!("{id}-statement"), said.as_bytes()).unwrap();
    let hash: String = item.hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let received = received(json!({"item": item.id, "hash": hash}));
    let confidential = Confidential {
        key: Some(wrapped),
        items: vec![item],
        text: Some(TextTraits::new(keys, &key, &Shingles::of([said])).unwrap()),
        ..Confidential::default()
    };
    store
        .write::<_, CommitError, _>(move |connection| {
            record::submit(connection, id, received, &confidential, "platform", now())
        })
        .unwrap();
}

fn found(connection: &mut Connection, keys: &KeyRing, id: &str) -> Vec<Candidate> {
    let near = Near {
        id,
        record: &plain(),
        window_days: WINDOW_DAYS,
    };
    similar::find(connection, keys, &near, |_, center, _| center == "center-3").unwrap()
}

fn finding(store: &Store, keys: &KeyRing) -> Option<Finding> {
    let complaints = Complaints {
        derived: |_: &CaseState| Derived::default(),
    };
    let means = Means {
        keys: Some(keys),
        projections: &[&complaints, &SimilarCases],
        ..Means::default()
    };
    let report = verify(store, means).unwrap();
    named(&report, "similar_cases").finding.clone()
}

fn bands(store: &Store) -> Vec<(i64, i64)> {
    let all = |connection: &mut Connection| -> Result<_, StoreError> {
        Ok(similar_bands::table
            .order((similar_bands::seq, similar_bands::band))
            .select((similar_bands::seq, similar_bands::band))
            .load(connection)?)
    };
    store.read(all).unwrap()
}

on_both! {
    fn a_case_is_found_by_its_facts_and_its_text_and_forgotten(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        for id in ["a", "b"] {
            submitted(&store, &keys, id, SAID);
        }
        // Credit code, name, place and day, and eight groups of the signature: the same of both.
        assert_eq!(bands(&store).len(), 2 * 11);
        assert_eq!(finding(&store, &keys), None);
        let ring = keys.clone();
        let (others, own) = store
            .read::<_, StoreError>(move |connection| {
                let own = similar::signature(connection, &ring, "a")?.unwrap();
                Ok((found(connection, &ring, "a"), own))
            })
            .unwrap();
        assert_eq!(others.len(), 1);
        assert_eq!(others[0].row.id, "b");
        assert_eq!(others[0].text.as_ref().unwrap().jaccard(&own), 1000);
        store
            .write::<_, StoreError, _>(|connection| {
                similar::forget(connection, "b")?;
                // There is nothing to be forgotten any more, and nothing to be found.
                similar::forget(connection, "b")?;
                similar::forget(connection, "nobody")
            })
            .unwrap();
        assert_eq!(bands(&store).len(), 11);
        let ring = keys.clone();
        let others = store
            .read::<_, StoreError>(move |connection| Ok(found(connection, &ring, "a").len()))
            .unwrap();
        assert_eq!(others, 0);
        assert_eq!(finding(&store, &keys), None);
    }

    fn what_is_kept_of_a_text_depends_on_the_key_and_holds_no_pair(database: &TestDatabase) {
        let mut kept = Vec::new();
        for _key in 0..2 {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            submitted(&store, &keys, "a", SAID);
            let row: (Vec<u8>, Option<Vec<u8>>) = store
                .read::<_, StoreError>(|connection| {
                    Ok(similar_cases::table
                        .select((similar_cases::text_bands, similar_cases::signature))
                        .first(connection)?)
                })
                .unwrap();
            let (text_bands, signature) = (row.0, row.1.unwrap());
            assert_eq!(text_bands.len(), 8 * 8);
            // 128 bins of two bytes, sealed with nonce and tag.
            assert_eq!(signature.len(), 256 + 12 + 16);
            let bytes = [text_bands.as_slice(), &signature].concat();
            let characters: Vec<char> = SAID.chars().collect();
            for pair in characters.windows(2) {
                let text: String = pair.iter().collect();
                let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                let codes = (u64::from(pair[0]) << 32) | u64::from(pair[1]);
                for needle in [text.as_bytes(), &units, &codes.to_be_bytes(), &codes.to_le_bytes()] {
                    let there = bytes.windows(needle.len()).any(|part| part == needle);
                    // Four bytes are met by chance once in millions; the longer spellings never.
                    assert!(needle.len() == 4 || !there, "{text}");
                }
            }
            kept.push(text_bands.chunks(8).map(<[u8]>::to_vec).collect::<Vec<_>>());
        }
        assert!(kept[0].iter().all(|band| !kept[1].contains(band)));
    }

    fn verification_tells_what_does_not_follow(database: &TestDatabase) {
        let blob = |sqlite: &str, postgres: &str| match database {
            crate::support::TestDatabase::Sqlite(_) => sqlite.to_owned(),
            crate::support::TestDatabase::Postgres(_) => postgres.to_owned(),
        };
        let other = blob("x'0102030405060708'", "'\\x0102030405060708'::bytea");
        let changes = [
            (format!("UPDATE similar_cases SET fact_bands = {other}"), "does not follow from its facts"),
            (format!("UPDATE similar_cases SET text_bands = {other}"), "is not what its signature gives"),
            (format!("UPDATE similar_cases SET signature = {other}"), "is not what its signature gives"),
            ("UPDATE similar_bands SET band = 1 WHERE band = (SELECT max(band) FROM similar_bands)".to_owned(), "is not in the index"),
            ("INSERT INTO similar_bands (band, seq) VALUES (1, 1)".to_owned(), "hashes, but the cases have"),
            ("INSERT INTO similar_cases SELECT 77, fact_bands, text_bands, signature FROM similar_cases".to_owned(), "there is no such case"),
            ("UPDATE case_keys SET erased_at = 1".to_owned(), "was not forgotten"),
        ];
        for (change, what) in changes {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            submitted(&store, &keys, "a", SAID);
            assert_eq!(finding(&store, &keys), None);
            database.sql(&change);
            let found = finding(&store, &keys).unwrap_or_else(|| panic!("{change}"));
            says(&found, what);
        }
    }

    fn many_alike_are_found_along_indexes_and_within_bounds(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                // All 20,000 cases share every hash of one.
                for band in facts::bands(&plain()) {
                    connection.batch_execute(&format!(
                        "INSERT INTO similar_bands (band, seq) SELECT {band}, seq FROM complaints"
                    ))?;
                }
                if !sqlite {
                    connection.batch_execute("ANALYZE")?;
                }
                Ok(())
            })
            .unwrap();
        store
            .read::<_, StoreError>(|connection| {
                let own: String = complaints::table
                    .filter(complaints::seq.eq(10_003))
                    .select(complaints::id)
                    .first(connection)?;
                let mut cases = 0;
                let asked = queries(connection, |connection| {
                    let found = found(connection, &keys, &own);
                    cases = found.len();
                    assert!(found.iter().all(|candidate| candidate.row.center == "center-3"));
                });
                // Of 32 before it and 32 after it, one in twenty is of the center.
                assert!((2..=6).contains(&cases), "{cases}");
                assert!(asked.len() > 8, "{}", asked.len());
                for query in asked {
                    let plan = plan(connection, sqlite, &query);
                    assert!(fault(&plan).is_none(), "{query}\n{plan:#?}");
                }
                Ok(())
            })
            .unwrap();
    }
}
