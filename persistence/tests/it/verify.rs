//! Tampering past the store, and what verification says of it.

use std::path::Path;

use diesel::prelude::*;
use persistence::Connection;
use persistence::checkpoint::{self, anchor};
use persistence::keys::KeyRing;
use persistence::ledger::{self, AppendError, Head, NewEvent};
use persistence::verify::{Checked, Finding, Means, Mismatch, Projection, State, verify};

use crate::record::{Record, blob, named, now, says};
use crate::support::on_both;

/// How many triggers PostgreSQL and SQLite have.
const GUARDS: [u64; 2] = [2, 4];

on_both! {
    fn guards_that_were_taken_away_are_named(database: &TestDatabase) {
        let record = Record::new(database);
        database.sql(&record.unguard());
        says(&record.only("guards"), "trigger events_");
    }

    fn an_untouched_record_is_sound(database: &TestDatabase) {
        let record = Record::new(database);
        let report = record.verify();
        assert_eq!(report.state, State::Sound, "{report:?}");
        let rows: Vec<_> = report.checks.iter().map(|check| (check.name, check.rows)).collect();
        assert_eq!(rows, [("events", 8), ("checkpoints", 2), ("anchor", 2), ("sealed", 1), ("attachments", 0), ("guards", GUARDS[usize::from(record.store.is_embedded())])]);
    }

    fn an_empty_record_is_sound(database: &TestDatabase) {
        let report = verify(&database.open(), Means::default()).unwrap();
        assert_eq!(report.state, State::Sound, "{report:?}");
    }

    fn more_than_a_page_is_walked(database: &TestDatabase) {
        let record = Record::new(database);
        record.store.write::<_, AppendError, _>(|c| {
            let event = NewEvent { kind: "noted", payload: "{}".to_owned() };
            ledger::append(c, "complaint/9", &Head::EMPTY, &vec![event; 1203], "officer", now())
        }).unwrap();
        assert_eq!(record.checkpoint().unwrap().events, 1204);
        assert_eq!(named(&record.verify(), "events").rows, 1211);
        record.tamper("UPDATE events SET actor = 'other' WHERE stream = 'complaint/9' AND version = 1100");
        assert_eq!(record.only("events").version, Some(1100));
    }

    fn an_edited_event_is_named(database: &TestDatabase) {
        for edit in ["payload = '{\"n\":9}'", "actor = 'other'", "kind = 'other'", "recorded_at = recorded_at + 1"] {
            let database = database.another();
            let record = Record::new(&database);
            record.tamper(&format!("UPDATE events SET {edit} WHERE stream = 'complaint/1' AND version = 2"));
            let found = record.only("events");
            assert_eq!((found.stream.as_deref(), found.version, found.position), (Some("complaint/1"), Some(2), Some(3)));
            says(&found, "do not fit its hash");
        }
    }

    fn an_event_rewritten_with_its_hash_breaks_the_chain_and_the_checkpoint(database: &TestDatabase) {
        let record = Record::new(database);
        let events = record.store.read(|c| ledger::load(c, "complaint/1")).unwrap();
        let micros = now().timestamp_micros();
        let hash = ledger::event_hash(&events[0].hash, "complaint/1", 2, "noted", "{}", "officer", micros);
        let hash = blob(database, &hash);
        record.tamper(&format!("UPDATE events SET payload = '{{}}', hash = {hash} WHERE stream = 'complaint/1' AND version = 2"));
        let found = record.found("events");
        assert_eq!(found.version, Some(3));
        says(&found, "does not follow the event before it");
        let found = record.found("checkpoints");
        assert_eq!(found.checkpoint, Some(1));
        says(&found, "one was replaced or moved");
    }

    fn an_event_removed_from_the_middle_is_named(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper("DELETE FROM events WHERE stream = 'complaint/2' AND version = 2");
        let found = record.found("events");
        assert_eq!((found.stream.as_deref(), found.version), (Some("complaint/2"), Some(3)));
        says(&found, "version 2 of the stream is missing");
        let found = record.found("checkpoints");
        assert_eq!(found.checkpoint, Some(2));
        says(&found, "it covers 3 events at positions 5 to 7, but 2 are there (there is none at position 6): events were removed");
    }

    fn swapped_versions_are_named(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper(
            "UPDATE events SET version = 99 WHERE stream = 'complaint/2' AND version = 2; \
             UPDATE events SET version = 2 WHERE stream = 'complaint/2' AND version = 3; \
             UPDATE events SET version = 3 WHERE stream = 'complaint/2' AND version = 99;",
        );
        let found = record.only("events");
        assert_eq!((found.stream.as_deref(), found.version), (Some("complaint/2"), Some(2)));
        says(&found, "place in the stream was changed");
    }

    fn swapped_positions_are_named(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper(
            "UPDATE events SET position = 99 WHERE position = 1; UPDATE events SET position = 1 WHERE position = 2; \
             UPDATE events SET position = 2 WHERE position = 99;",
        );
        assert_eq!(record.only("checkpoints").checkpoint, Some(1));
    }

    fn a_removed_tail_of_a_stream_shows_in_the_checkpoint(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper("DELETE FROM events WHERE stream = 'complaint/1' AND version = 3");
        let found = record.only("checkpoints");
        assert_eq!(found.checkpoint, Some(2));
        says(&found, "events were removed");
    }

    fn a_removed_stream_shows_in_the_checkpoint(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper("DELETE FROM events WHERE stream = 'organisation/x'");
        let found = record.only("checkpoints");
        assert_eq!(found.checkpoint, Some(1));
        says(&found, "it covers 4 events at positions 1 to 4, but 3 are there");
    }

    fn a_removed_tail_with_its_checkpoints_shows_in_the_anchor_file(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper("DELETE FROM checkpoints WHERE id = 2; DELETE FROM events WHERE position > 4");
        let found = record.only("anchor");
        assert_eq!(found.checkpoint, Some(2));
        says(&found, "the newest in the database is 1; the newest events are not there: they were removed, or an older backup");
        // Nor does the server go on as if nothing had happened.
        let error = anchor::follow(&record.store, &record.keys, &record.anchor()).unwrap_err();
        assert!(error.to_string().contains("checkpoint 2"), "{error}");
        // It is caught up with by new events: the checkpoint in the place of the lost one is another.
        record.append("complaint/1");
        checkpoint::make(&record.store, &record.keys, now()).unwrap().unwrap();
        says(&record.only("anchor"), "it is not the one that was anchored");
        assert!(anchor::follow(&record.store, &record.keys, &record.anchor()).is_err());
    }

    fn a_removed_checkpoint_is_named(database: &TestDatabase) {
        let record = Record::new(database);
        record.tamper("DELETE FROM checkpoints WHERE id = 2");
        let found = record.only("anchor");
        assert_eq!(found.checkpoint, Some(2));
        says(&found, "only checkpoints were removed");
        record.tamper("DELETE FROM checkpoints");
        says(&record.found("anchor"), "the database has no checkpoint");
        let other = database.another();
        let record = Record::new(&other);
        record.tamper("DELETE FROM checkpoints WHERE id = 1");
        says(&record.found("checkpoints"), "checkpoint 1, before it, is missing");
        says(&record.found("anchor"), "it was anchored, but is missing");
    }

    fn an_edited_checkpoint_is_named(database: &TestDatabase) {
        let zero = blob(database, &[0; 32]);
        for edit in [
            "upto_position = 8", "events = 4", "created_at = 0", &format!("digest = {zero}"), &format!("previous = {zero}"),
            &format!("signature = {zero}"),
        ] {
            let database = database.another();
            let record = Record::new(&database);
            record.tamper(&format!("UPDATE checkpoints SET {edit} WHERE id = 2"));
            let found = record.found("checkpoints");
            assert_eq!(found.checkpoint, Some(2), "{edit}");
            says(&found, "it was changed, or signed with the key of another installation");
            assert_eq!(record.found("anchor").checkpoint, Some(2));
        }
    }

    fn a_checkpoint_of_another_key_is_named_and_never_anchored(database: &TestDatabase) {
        let record = Record::new(database);
        let forger = KeyRing::ephemeral().unwrap();
        checkpoint::make(&record.store, &forger, now()).unwrap().unwrap();
        assert_eq!(record.only("checkpoints").checkpoint, Some(3));
        let error = anchor::follow(&record.store, &record.keys, &record.anchor()).unwrap_err();
        assert!(matches!(error, anchor::AnchorError::Signature { id: 3 }), "{error}");
        assert_eq!(anchor::read(&record.anchor()).unwrap().count(), 2);
    }

    fn a_forged_event_under_a_checkpoint_is_found(database: &TestDatabase) {
        let record = Record::new(database);
        record.forge("complaint/7", 0);
        let found = record.found("events");
        says(&found, "its position is not after");
        let other = database.another();
        let record = Record::new(&other);
        // In the place of one that was removed, correctly chained in its own stream.
        record.tamper("DELETE FROM events WHERE stream = 'organisation/x'");
        record.forge("organisation/x", 4);
        // The content differs from the removed one: time and payload are the forger's.
        assert_eq!(record.only("checkpoints").checkpoint, Some(1));
    }

    // The limit of all this, so that nobody relies on more: see the module's documentation.
    fn a_forged_event_after_the_last_checkpoint_is_not_found(database: &TestDatabase) {
        let record = Record::new(database);
        record.forge("complaint/1", 99);
        assert_eq!(record.verify().state, State::Sound);
        // Nor are events removed that no checkpoint covers yet.
        record.tamper("DELETE FROM events WHERE position >= 8");
        assert_eq!(record.verify().state, State::Sound);
    }

    fn sealed_content_that_was_changed_is_named(database: &TestDatabase) {
        let record = Record::new(database);
        let zero = blob(database, &[0; 40]);
        record.tamper(&format!("UPDATE sealed_items SET ciphertext = {zero}"));
        says(&record.only("sealed"), "sealed_items a, stream complaint/1: its content was changed");
        record.tamper(&format!("UPDATE case_keys SET wrapped = {zero}"));
        says(&record.only("sealed"), "case_keys complaint/1: the key of the stream was changed");
        record.tamper("UPDATE case_keys SET erased_at = 1");
        assert_eq!(record.verify().state, State::Sound);
        record.tamper("DELETE FROM case_keys");
        says(&record.only("sealed"), "its stream has no key");
    }

    fn what_cannot_be_checked_is_not_called_sound(database: &TestDatabase) {
        let record = Record::new(database);
        let report = verify(&record.store, Means::default()).unwrap();
        assert_eq!(report.state, State::Unchecked);
        let unchecked: Vec<_> = report.checks.iter().filter(|c| c.state == State::Unchecked).map(|c| c.name).collect();
        assert_eq!(unchecked, ["checkpoints", "anchor", "sealed"]);
        let missing = record.verify_with(Some(Path::new("/nowhere/anchor")));
        assert_eq!(named(&missing, "anchor").state, State::Unchecked);
    }

    fn the_keys_of_another_installation_are_no_sign_of_tampering(database: &TestDatabase) {
        let record = Record::new(database);
        let other = database.another();
        let elsewhere = Record::new(&other);
        let reason = |report: &persistence::verify::Report, check: &str| named(report, check).reason.clone().unwrap_or_default();
        for anchor in [record.anchor(), elsewhere.anchor()] {
            let means = Means { keys: Some(&elsewhere.keys), anchor: Some(&anchor), ..Means::default() };
            let report = verify(&record.store, means).unwrap();
            assert_eq!(report.state, State::Unchecked, "{report:?}");
            for check in ["checkpoints", "sealed"] {
                assert_eq!(reason(&report, check), "this key file is not this database's");
            }
        }
        let means = Means { keys: Some(&elsewhere.keys), anchor: Some(&elsewhere.anchor()), ..Means::default() };
        let report = verify(&record.store, means).unwrap();
        assert_eq!(reason(&report, "anchor"), "this key file is not this database's, and neither is the anchor file");
        // What needs no key is found all the same.
        record.tamper("DELETE FROM events WHERE stream = 'organisation/x'");
        assert_eq!(verify(&record.store, means).unwrap().state, State::Tampered);
    }

    fn a_projection_names_its_first_bad_row(database: &TestDatabase) {
        struct Counts(i64);
        impl Projection for Counts {
            fn name(&self) -> &'static str {
                "counts"
            }
            fn compare(&self, connection: &mut Connection, _keys: &KeyRing) -> Result<Checked, Mismatch> {
                use persistence::schema::events::dsl::events;
                let count: i64 = events.count().get_result(connection)?;
                match count == self.0 {
                    true => Ok(Checked { rows: 1 }),
                    false => Err(Finding::new("the count differs").at_row("counts", "all").into()),
                }
            }
        }
        let record = Record::new(database);
        for (count, state) in [(8, State::Sound), (9, State::Tampered)] {
            let means = Means { keys: Some(&record.keys), anchor: Some(&record.anchor()), projections: &[&Counts(count)] };
            let report = verify(&record.store, means).unwrap();
            assert_eq!((report.state, named(&report, "counts").state), (state, state));
        }
    }
}
