//! Making checkpoints, alone and beside writers, and anchoring them.

use persistence::checkpoint::{self, PublicKey, anchor};
use persistence::keys::KeyRing;
use persistence::ledger::{self, AppendError, Head, NewEvent};
use persistence::verify::{Means, State, verify};

use crate::record::{Record, named, now, says};
use crate::support::{TestDatabase, on_both};

on_both! {
    fn checkpoints_are_made_when_there_is_something_new_and_once(database: &TestDatabase) {
        let record = Record::new(database);
        let made = record.checkpoint().unwrap();
        assert_eq!((made.id, made.events, made.upto_position), (3, 1, 8));
        assert!(made.is_signed_by(&PublicKey::of(&record.keys).unwrap()));
        assert_eq!(record.checkpoint(), None);
        for _ in 0..5 {
            record.append("complaint/1");
            std::thread::scope(|scope| {
                let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| checkpoint::make(&record.store, &record.keys, now()))).collect();
                let made = threads.into_iter().filter_map(|thread| thread.join().unwrap().unwrap()).count();
                assert_eq!(made, 1);
            });
        }
        assert_eq!(anchor::follow(&record.store, &record.keys, &record.anchor()).unwrap(), 5);
        assert_eq!(record.verify().state, State::Sound);
    }

    fn checkpoints_while_others_write_cover_every_event(database: &TestDatabase) {
        let store = database.open();
        let keys = KeyRing::ephemeral().unwrap();
        std::thread::scope(|scope| {
            let writers: Vec<_> = (0..4).map(|writer| {
                let store = &store;
                scope.spawn(move || {
                    for stream in 0..25 {
                        store.write::<_, AppendError, _>(move |c| {
                            let event = NewEvent { kind: "noted", payload: "{}".to_owned() };
                            let stream = format!("complaint/{writer}-{stream}");
                            ledger::append(c, &stream, &Head::EMPTY, &[event], "officer", now())?;
                            std::thread::sleep(std::time::Duration::from_millis(1));
                            Ok(())
                        }).unwrap();
                    }
                })
            }).collect();
            while !writers.iter().all(|writer| writer.is_finished()) {
                checkpoint::make(&store, &keys, now()).unwrap();
            }
        });
        checkpoint::make(&store, &keys, now()).unwrap();
        let report = verify(&store, Means { keys: Some(&keys), ..Means::default() }).unwrap();
        let checkpoints = named(&report, "checkpoints");
        assert_eq!(checkpoints.state, State::Sound, "{report:?}");
        let all = store.read(|c| checkpoint::after(c, 0, 1000)).unwrap();
        assert_eq!(all.iter().map(|checkpoint| checkpoint.events).sum::<i64>(), 100);
        assert!(all.len() > 2);
    }
}

#[test]
fn several_programs_may_follow_into_one_file() {
    let database = TestDatabase::sqlite().unwrap();
    let record = Record::new(&database);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    record.append("complaint/1");
                    record.checkpoint();
                }
            });
        }
    });
    let ids: Vec<i64> = anchor::read(&record.anchor())
        .unwrap()
        .map(|checkpoint| checkpoint.unwrap().id)
        .collect();
    assert_eq!(ids, (1..).take(ids.len()).collect::<Vec<_>>());
    assert!(ids.len() > 20);
    assert_eq!(record.verify().state, State::Sound);
    // Copies that somebody else put together may name one twice.
    let text = std::fs::read_to_string(record.anchor()).unwrap();
    let twice: String = text
        .lines()
        .map(|line| format!("{line}\n{line}\n"))
        .collect();
    for copies in [twice, format!("{text}{text}")] {
        std::fs::write(record.anchor(), copies).unwrap();
        assert_eq!(record.verify().state, State::Sound);
    }
}

#[test]
fn the_anchor_file_belongs_to_its_owner_and_survives_a_torn_line() {
    use std::os::unix::fs::PermissionsExt;

    let database = TestDatabase::sqlite().unwrap();
    let record = Record::new(&database);
    let path = record.anchor();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let mut text = std::fs::read_to_string(&path).unwrap();
    let whole = text.clone();
    text.push_str("{\"id\":3,\"upto");
    std::fs::write(&path, &text).unwrap();
    assert_eq!(record.verify().state, State::Sound);
    record.checkpoint().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with(&whole) && text.lines().count() == 3,
        "{text}"
    );
    let lines: Vec<_> = text.lines().map(anchor::from_line).collect();
    let stored = record.store.read(|c| checkpoint::after(c, 0, 10)).unwrap();
    assert_eq!(lines, stored.into_iter().map(Some).collect::<Vec<_>>());

    std::fs::write(&path, text.replace("\"events\":3", "\"events\":4")).unwrap();
    assert_eq!(record.only("anchor").checkpoint, Some(2));
    std::fs::write(&path, text.replace("\"id\":2", "\"id\":\"two\"")).unwrap();
    says(&record.only("anchor"), "line 2 is no checkpoint");
}
