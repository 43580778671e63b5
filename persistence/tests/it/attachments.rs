//! Files in sealed pieces: staged, kept with their event, swept where they are not, and verified.

use chrono::{DateTime, TimeDelta, Utc};
use domain::gd::case::CaseEvent;
use domain::gd::case::event::handling::AttachmentAdded;
use domain::gd::case::handling::AttachmentPurpose;
use persistence::attachments::{self, CHUNK, Chunk, Sealed, Sealer};
use persistence::complaints::record;
use persistence::keys::{CaseKey, KeyRing};
use persistence::ledger::{self, AppendError, sealed};
use persistence::verify::State;
use persistence::{Store, StoreError};

use crate::record::{Record, named, now, says};
use crate::support::on_both;

const CASE: &str = "complaint/1";

/// A file of that many bytes in sealed pieces.
fn pieces(key: &CaseKey, id: &str, size: usize) -> (Vec<Chunk>, Sealed) {
    let (mut sealer, mut chunks) = (Sealer::new(id), Vec::new());
    let content: Vec<u8> = (0..size)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect();
    for some in content.chunks(10_007) {
        sealer.take(key, some, &mut chunks).unwrap();
    }
    let (last, sealed) = sealer.finish(key).unwrap();
    chunks.push(last);
    (chunks, sealed)
}

fn long(length: usize) -> u64 {
    u64::try_from(length).unwrap()
}

fn key(record: &Record<'_>) -> CaseKey {
    let keys = &record.keys;
    record.store.read(|c| sealed::key(c, keys, CASE)).unwrap()
}

fn stage(store: &Store, id: &str, chunks: Vec<Chunk>, at: DateTime<Utc>) -> bool {
    let id = id.to_owned();
    store
        .write::<_, StoreError, _>(move |c| {
            attachments::begin(c, &id, CASE, at)?;
            attachments::stage(c, &id, &chunks, at)
        })
        .unwrap()
}

/// A file that is kept with its event.
fn keep(record: &Record<'_>, id: &'static str, size: usize) {
    let (chunks, sealed) = pieces(&key(record), id, size);
    assert!(stage(&record.store, id, chunks, now()));
    let event: CaseEvent = AttachmentAdded {
        id: id.to_owned(),
        number: 1,
        on: "2026-11-23".parse().unwrap(),
        purpose: AttachmentPurpose::Material,
        name: "attachment-1.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: sealed.size,
        hash: sealed
            .hash
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        by_complainant: false,
        added_by: "officer".to_owned(),
    }
    .into();
    let event = record::encode(&event).unwrap();
    record
        .store
        .write::<_, AppendError, _>(move |c| {
            let head = ledger::head(c, CASE)?;
            ledger::append(c, CASE, &head, &[event], "officer", now())?;
            assert!(attachments::keep(c, id, CASE, "application/pdf", &sealed)?);
            Ok(())
        })
        .unwrap();
}

fn sweep(store: &Store, before: DateTime<Utc>) {
    while store
        .write::<_, StoreError, _>(move |c| attachments::sweep(c, before))
        .unwrap()
    {}
}

fn staged_pieces(store: &Store, id: &str) -> usize {
    store
        .read(|c| attachments::read(c, id, 0, 1000))
        .unwrap()
        .len()
}

#[test]
fn a_piece_opens_at_its_own_place_only() {
    let (key, _) = KeyRing::ephemeral().unwrap().new_case_key(CASE).unwrap();
    for size in [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let (chunks, sealed) = pieces(&key, "a", size);
        assert_eq!(sealed.chunks, long(chunks.len()));
        assert_eq!(sealed.chunks, attachments::chunks(long(size)));
        for chunk in &chunks {
            let open =
                |id: &str, number, of| attachments::open(&key, id, number, of, &chunk.ciphertext);
            let (number, of) = (chunk.number, sealed.chunks);
            let clear = open("a", number, of).unwrap();
            assert!(
                clear
                    .iter()
                    .zip(usize::try_from(number).unwrap() * CHUNK..)
                    .all(|(byte, at)| usize::from(*byte) == at % 251)
            );
            // In another file, at another place, and of a file that ends elsewhere.
            assert!(open("b", number, of).is_err());
            assert!(open("a", number + 1, of + 1).is_err());
            assert!(
                open(
                    "a",
                    number,
                    if number + 1 == of { of + 1 } else { number + 1 }
                )
                .is_err()
            );
        }
        assert_eq!(
            attachments::open_digest(&key, "a", &sealed.digest).unwrap(),
            sealed.plain_hash
        );
        assert!(attachments::open_digest(&key, "b", &sealed.digest).is_err());
    }
}

on_both! {
    fn what_is_not_kept_is_swept(database: &TestDatabase) {
        let record = Record::new(database);
        keep(&record, "kept", 3 * CHUNK + 5);
        let key = key(&record);
        let (chunks, sealed) = pieces(&key, "stale", 100 * CHUNK);
        assert!(stage(&record.store, "stale", chunks, now()));
        let later = now() + TimeDelta::seconds(10);
        let (young, _) = pieces(&key, "young", 2 * CHUNK);
        assert!(stage(&record.store, "young", young, later));
        assert_eq!(record.verify().state, State::Sound);
        sweep(&record.store, later);
        assert_eq!([staged_pieces(&record.store, "stale"), staged_pieces(&record.store, "young")], [0, 2]);
        // It is gone for whoever still sends it.
        let more = record.store.write::<_, StoreError, _>(move |c| attachments::stage(c, "stale", &[], now()));
        assert!(!more.unwrap());
        let kept = record.store.write::<_, StoreError, _>(move |c| attachments::keep(c, "stale", CASE, "x", &sealed));
        assert!(!kept.unwrap());
        record.store.write::<_, StoreError, _>(|c| attachments::abandon(c, "young")).unwrap();
        sweep(&record.store, now());
        assert_eq!([staged_pieces(&record.store, "young"), staged_pieces(&record.store, "kept")], [0, 4]);
        let found = record.store.read(|c| attachments::kept(c, "kept", CASE)).unwrap().unwrap();
        assert_eq!((found.size, found.chunks), (long(3 * CHUNK + 5), 4));
        assert!(record.store.read(|c| attachments::kept(c, "kept", "complaint/2")).unwrap().is_none());
    }

    fn a_file_with_a_gap_is_not_kept(database: &TestDatabase) {
        let record = Record::new(database);
        let (mut chunks, sealed) = pieces(&key(&record), "gap", 3 * CHUNK);
        chunks.remove(1);
        assert!(stage(&record.store, "gap", chunks, now()));
        let kept = record.store.write::<_, StoreError, _>(move |c| attachments::keep(c, "gap", CASE, "x", &sealed));
        assert!(!kept.unwrap());
    }

    fn a_changed_file_is_named(database: &TestDatabase) {
        let cases = [
            ("UPDATE attachment_chunks SET ciphertext = (SELECT ciphertext FROM attachment_chunks WHERE attachment_id = 'twin' AND number = 2) WHERE attachment_id = 'file' AND number = 2", "attachment_chunks file 2", "was changed"),
            ("DELETE FROM attachment_chunks WHERE attachment_id = 'file' AND number = 1", "attachment_chunks file 1", "missing"),
            ("DELETE FROM attachment_chunks WHERE attachment_id = 'file' AND number = 3", "attachment_chunks file 3", "missing"),
            ("INSERT INTO attachment_chunks SELECT attachment_id, 4, ciphertext FROM attachment_chunks WHERE attachment_id = 'file' AND number = 3", "attachments file", "more pieces"),
            ("DELETE FROM attachments WHERE id = 'file'", "attachments file", "missing"),
            ("UPDATE attachments SET stream = 'complaint/2' WHERE id = 'file'", "attachments file", "another case"),
            ("UPDATE attachments SET state = 'staging' WHERE id = 'file'", "attachments file", "not kept"),
            ("UPDATE attachments SET media_type = 'text/html' WHERE id = 'file'", "attachments file", "media type"),
            ("UPDATE attachments SET size = size - 1 WHERE id = 'file'", "attachments file", "size"),
            ("UPDATE attachments SET digest = (SELECT digest FROM attachments WHERE id = 'twin') WHERE id = 'file'", "attachments file", "sealed hash"),
            ("UPDATE attachments SET id = 'other' WHERE id = 'twin'; UPDATE attachment_chunks SET attachment_id = 'other' WHERE attachment_id = 'twin'", "attachments twin", "missing"),
            ("INSERT INTO attachments SELECT 'alone', stream, state, media_type, size, chunks, digest, created_at, touched_at FROM attachments WHERE id = 'file'", "attachments alone", "no event"),
        ];
        for (statement, row, what) in cases {
            let database = database.another();
            let record = Record::new(&database);
            keep(&record, "file", 3 * CHUNK + 1);
            keep(&record, "twin", 3 * CHUNK + 1);
            let report = record.verify();
            assert_eq!((report.state, named(&report, "attachments").rows), (State::Sound, 2), "{report:?}");
            database.sql(statement);
            let found = record.only("attachments");
            assert_eq!(found.row.as_deref(), Some(row), "{statement}");
            says(&found, what);
        }
    }

    fn of_a_destroyed_key_no_content_is_asked_for(database: &TestDatabase) {
        let record = Record::new(database);
        keep(&record, "file", 10);
        database.sql("UPDATE case_keys SET erased_at = 1; DELETE FROM attachment_chunks");
        assert_eq!(named(&record.verify(), "attachments").state, State::Sound);
    }
}
