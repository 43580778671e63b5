//! Receipt codes, and how a complainant who comes again is found by the same hashes.

use persistence::complaints::{lookup, receipt};
use persistence::keys::KeyRing;
use persistence::ledger::sealed;
use persistence::{Store, StoreError};

use crate::support::{TestDatabase, on_both};

fn find(store: &Store, keys: &KeyRing, code: &str) -> Option<String> {
    let hash = keys.lookup_hash("receipt_code", code);
    store.read(|c| receipt::find(c, &hash)).unwrap()
}

fn put(store: &Store, keys: &KeyRing, code: &str, case: &str) -> bool {
    let (hash, case) = (keys.lookup_hash("receipt_code", code), case.to_owned());
    store.write(move |c| receipt::put(c, &hash, &case)).unwrap()
}

on_both! {
    fn a_code_is_of_one_case_until_that_is_erased(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        assert_eq!(find(&store, &keys, "1234567890123456"), None);
        assert!(put(&store, &keys, "1234567890123456", "one"));
        assert!(put(&store, &keys, "1234567890123457", "other"));
        assert!(
            !put(&store, &keys, "1234567890123456", "third"),
            "drawn twice"
        );
        assert_eq!(
            find(&store, &keys, "1234567890123456").as_deref(),
            Some("one")
        );
        assert_eq!(
            find(&store, &keys, "1234567890123457").as_deref(),
            Some("other")
        );
        // To other keys the same digits are another code.
        let others = KeyRing::ephemeral().unwrap();
        assert_eq!(find(&store, &others, "1234567890123456"), None);

        let (_, wrapped) = keys.new_case_key("complaint/one").unwrap();
        store
            .write(move |c| sealed::put_key(c, "complaint/one", &wrapped))
            .unwrap();
        assert_eq!(
            find(&store, &keys, "1234567890123456").as_deref(),
            Some("one")
        );
        database.sql("UPDATE case_keys SET erased_at = 1");
        assert_eq!(find(&store, &keys, "1234567890123456"), None);
        assert_eq!(
            find(&store, &keys, "1234567890123457").as_deref(),
            Some("other")
        );
    }

    fn hashes_are_copied_to_a_case_of_the_same_complainant(database: &TestDatabase) {
        let store = database.open();
        for kind in ["phone", "email"] {
            let hash = match kind {
                "phone" => "01",
                _ => "02",
            };
            let bytes = match database {
                TestDatabase::Sqlite(_) => format!("x'{hash}'"),
                TestDatabase::Postgres(_) => format!("'\\x{hash}'"),
            };
            database.sql(&format!(
                "INSERT INTO complainant_hashes (hash, complaint_id, kind, key_id) VALUES ({bytes}, 'one', '{kind}', 'k')"
            ));
        }
        store
            .write::<_, StoreError, _>(|c| lookup::copy(c, "one", "two"))
            .unwrap();
        let same = |one: &'static str, other: &'static str| {
            store
                .read(|c| lookup::same_complainant(c, one, other))
                .unwrap()
        };
        assert_eq!(same("one", "two"), domain::truth::Truth::True);
        assert_eq!(same("one", "three"), domain::truth::Truth::Unknown);
    }
}
