//! The record: chained, append-only, one winner; sealed content; repeated requests.

use chrono::{DateTime, TimeDelta, Utc};
use persistence::keys::{KeyRing, SealError};
use persistence::ledger::idempotency::{Attempt, Claim, ClaimError};
use persistence::ledger::sealed::{self, OpenError, SealedItem};
use persistence::ledger::{self, AppendError, Head, NewEvent};
use persistence::{Store, StoreError};

use crate::support::on_both;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_000_000, 123_456_000).unwrap()
}

fn event(payload: &str) -> NewEvent {
    NewEvent {
        kind: "noted",
        payload: payload.to_owned(),
    }
}

fn append(
    store: &Store,
    stream: &'static str,
    after: Head,
    texts: &[&str],
) -> Result<Head, AppendError> {
    let events: Vec<NewEvent> = texts.iter().map(|text| event(text)).collect();
    store.write(move |connection| {
        ledger::append(connection, stream, &after, &events, "officer", now())
    })
}

on_both! {
    fn events_are_chained_within_their_stream(database: &TestDatabase) {
        let store = database.open();
        let first = append(&store, "a/1", Head::EMPTY, &["{}", "{\"name\":\"𠮷\"}"]).unwrap();
        append(&store, "a/2", Head::EMPTY, &["{}"]).unwrap();
        let last = append(&store, "a/1", first, &["{}"]).unwrap();
        assert_eq!((first.version, last.version), (2, 3));
        let events = store.read(|c| ledger::load(c, "a/1")).unwrap();
        assert_eq!(store.read(|c| ledger::head(c, "a/1")).unwrap(), last);
        assert_eq!(store.read(|c| ledger::head(c, "a/3")).unwrap(), Head::EMPTY);
        let mut previous = Head::EMPTY;
        for event in &events {
            assert_eq!(event.version, previous.version + 1);
            assert_eq!(event.prev_hash, previous.hash);
            assert_eq!(event.recorded_at, now());
            let hash = ledger::event_hash(
                &previous.hash, "a/1", event.version, "noted", &event.payload, "officer",
                now().timestamp_micros(),
            );
            assert_eq!(event.hash, hash);
            previous = Head { version: event.version, hash };
        }
        assert_eq!(previous, last);
        assert!(events[1].payload.contains('𠮷'));
    }

    fn of_two_that_saw_the_same_end_one_wins(database: &TestDatabase) {
        let store = database.open();
        let head = append(&store, "a/1", Head::EMPTY, &["{}"]).unwrap();
        append(&store, "a/1", head, &["1"]).unwrap();
        let late = append(&store, "a/1", head, &["2", "3"]);
        assert!(matches!(late, Err(AppendError::Conflict)), "{late:?}");
        assert_eq!(store.read(|c| ledger::load(c, "a/1")).unwrap().len(), 2);
    }

    fn the_database_itself_refuses_to_change_an_event(database: &TestDatabase) {
        let store = database.open();
        append(&store, "a/1", Head::EMPTY, &["{}"]).unwrap();
        for statement in ["UPDATE events SET payload = 'x'", "DELETE FROM events"] {
            let refused: Result<usize, StoreError> = store.write(move |connection| {
                use diesel::RunQueryDsl;
                Ok(diesel::sql_query(statement).execute(connection)?)
            });
            assert!(refused.is_err(), "{statement}");
        }
        assert_eq!(store.read(|c| ledger::load(c, "a/1")).unwrap()[0].payload, "{}");
    }

    fn sealed_content_opens_where_it_belongs_and_unchanged(database: &TestDatabase) {
        let store = database.open();
        let keys = KeyRing::ephemeral().unwrap();
        let (key, wrapped) = keys.new_case_key("complaint/1").unwrap();
        let item = SealedItem::new(&key, "i".to_owned(), "秘密".as_bytes()).unwrap();
        let stored = item.clone();
        store.write::<_, StoreError, _>(move |c| {
            sealed::put_key(c, "complaint/1", &wrapped)?;
            sealed::put(c, "complaint/1", &stored, now())
        }).unwrap();
        let open = |stream: &str, id: &str, hash| store.read(|c| sealed::open(c, &keys, stream, id, hash));
        assert_eq!(open("complaint/1", "i", &item.hash).unwrap().as_slice(), "秘密".as_bytes());
        assert!(matches!(open("complaint/1", "j", &item.hash), Err(OpenError::Missing)));
        assert!(matches!(open("complaint/2", "i", &item.hash), Err(OpenError::Missing)));
        assert!(matches!(open("complaint/1", "i", &[0; 32]), Err(OpenError::Seal(SealError::Broken))));
        database.sql("UPDATE case_keys SET erased_at = 1");
        assert!(matches!(open("complaint/1", "i", &item.hash), Err(OpenError::Seal(SealError::Erased))));
    }

    fn a_repeated_request_gets_the_same_answer_for_a_day(database: &TestDatabase) {
        let store = database.open();
        let keys = KeyRing::ephemeral().unwrap();
        let request = |client: &str, key: &str, body: &str| Attempt::new(&keys, client, "submit", key, body.as_bytes());
        let claim = |attempt: Attempt, at: DateTime<Utc>| {
            store.write::<_, ClaimError, _>(move |c| {
                let claim = attempt.claim(c, at)?;
                if claim == Claim::New {
                    attempt.complete(c, "回执".as_bytes(), at)?;
                }
                Ok(claim)
            }).unwrap()
        };
        let replay = Claim::Replay("回执".as_bytes().to_vec().into());
        assert_eq!(claim(request("a", "k", "x"), now()), Claim::New);
        assert_eq!(claim(request("a", "k", "x"), now()), replay);
        assert_eq!(claim(request("a", "k", "y"), now()), Claim::OtherBody);
        assert_eq!(claim(request("b", "k", "y"), now()), Claim::New);
        assert_eq!(claim(request("a", "l", "y"), now()), Claim::New);
        let day = now() + TimeDelta::hours(24);
        assert_eq!(claim(request("a", "k", "x"), day), replay);
        assert_eq!(claim(request("a", "k", "y"), day + TimeDelta::microseconds(1)), Claim::New);
    }

    fn many_repetitions_at_once_have_one_effect(database: &TestDatabase) {
        let store = database.open();
        let keys = KeyRing::ephemeral().unwrap();
        let answers: Vec<Claim> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| {
                let (store, keys) = (store.clone(), keys.clone());
                scope.spawn(move || {
                    let attempt = Attempt::new(&keys, "a", "submit", "k", b"x");
                    store.write::<_, ClaimError, _>(move |c| {
                        let claim = attempt.claim(c, now())?;
                        if claim == Claim::New {
                            attempt.complete(c, b"answer", now())?;
                        }
                        Ok(claim)
                    }).unwrap()
                })
            }).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let new = answers.iter().filter(|claim| **claim == Claim::New).count();
        assert_eq!(new, 1);
        assert_eq!(answers.len(), 8);
    }
}
