//! Records of inspections (jz Art. 14 to 16, 18): their lists go along an index.

use diesel::connection::SimpleConnection as _;
use domain::access::Regime;
use domain::jz::inspection::{Drawing, Inspection};
use persistence::inspections::{self, Whose};
use persistence::{Connection, StoreError};

use crate::plans::{fault, plan, queries};
use crate::support::on_both;

fn fill(connection: &mut Connection, sqlite: bool) {
    let (recursive, one, analyze) = if sqlite {
        ("WITH RECURSIVE", "1", "")
    } else {
        ("WITH RECURSIVE", "1::bigint", "ANALYZE;")
    };
    connection
        .batch_execute(&format!(
            "{recursive} s(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM s WHERE i < 20000)
                INSERT INTO supervision_records (id, kind, authority, regime, status, institution, created_at, published_at,
                    version)
                SELECT 'record-' || i, CASE i % 4 WHEN 0 THEN 'draw' ELSE 'inspection' END, 'authority-' || (i % 20), 'jz',
                    CASE i % 3 WHEN 0 THEN 'open' ELSE 'published' END, 'institution-' || (i % 500), i,
                    CASE i % 3 WHEN 0 THEN NULL ELSE i END, 1 FROM s;
             {analyze}"
        ))
        .unwrap();
}

on_both! {
    fn every_list_of_records_of_inspections_goes_along_an_index(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                Ok(())
            })
            .unwrap();
        store
            .read::<_, StoreError>(|connection| {
                let mut asked = 0;
                for whose in [
                    Whose::Authority("authority-3".to_owned()),
                    Whose::Regime(Regime::Jz),
                    Whose::Institution("institution-7".to_owned()),
                    Whose::Published,
                ] {
                    for (status, after) in [
                        (None, None),
                        (None, Some((9_000, "record-9000"))),
                        (Some("open"), None),
                        (Some("published"), Some((9_000, "record-9000"))),
                    ] {
                        // What is published has one status.
                        if status.is_some() && matches!(whose, Whose::Published) {
                            continue;
                        }
                        let found = queries(connection, |connection| {
                            // The rows have no events: what is asked is how they are found.
                            let _ = inspections::list::<Inspection>(connection, &whose, status, after, 21);
                            let _ = inspections::list::<Drawing>(connection, &whose, status, after, 21);
                        });
                        for query in found {
                            asked += 1;
                            let plan = plan(connection, sqlite, &query);
                            assert!(fault(&plan).is_none(), "{whose:?} {status:?}\n{query}\n{plan:#?}");
                        }
                    }
                }
                assert!(asked > 20, "{asked}");
                Ok(())
            })
            .unwrap();
    }
}
