//! Organisations, clients and signing keys against the events that they follow from.

use chrono::{DateTime, Utc};
use domain::access::Role;
use persistence::access::ChangeError;
use persistence::clients::{self, ClientChange, Clients, NewClient, Secret};
use persistence::keys::KeyRing;
use persistence::organisations::{self, Channels, OrganisationChange, Organisations};
use persistence::signing_keys::{self, RotateError, SigningKeys};
use persistence::verify::{Finding, Means, State, verify};
use persistence::{Connection, Store};

use crate::record::{blob, named, says};
use crate::support::on_both;

const CENTER: &str = organisations::PROVINCIAL_CENTER;

/// A moment with a fraction, as the clock gives them.
fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_000_000 + second, 123_456_789).unwrap()
}

/// Every kind of event, at least once. Returns the id of the first client.
fn busy(store: &Store, keys: &KeyRing) -> String {
    let ring = keys.clone();
    store
        .write::<_, RotateError, _>(move |connection| {
            organisations::seed(connection, at(0))?;
            signing_keys::rotate(connection, &ring, "system", at(0))?;
            signing_keys::rotate(connection, &ring, "system", at(1))?;
            Ok(fill(connection)?)
        })
        .unwrap()
}

fn fill(connection: &mut Connection) -> Result<String, ChangeError> {
    let change = OrganisationChange {
        name_en: Some("Another name".to_owned()),
        channels: Some(Channels {
            telephone: Some("020-12345678".to_owned()),
            ..Channels::default()
        }),
        ..OrganisationChange::default()
    };
    organisations::change(connection, CENTER, 1, &change, "system", at(2))?;
    let mut ids = Vec::new();
    for name in ["first", "second"] {
        let new = NewClient {
            name: name.to_owned(),
            role: Role::ProvinceLead,
            organisation_id: CENTER.to_owned(),
        };
        let secret = Secret::new().unwrap();
        ids.push(clients::create(connection, &new, &secret, "system", at(3))?.id);
    }
    let change = ClientChange {
        name: Some("renamed".to_owned()),
        role: Some(Role::Intake),
        organisation_id: None,
    };
    clients::change(connection, &ids[0], 1, &change, "system", at(4))?;
    let secret = Secret::new().unwrap();
    clients::renew_secret(connection, &ids[0], &secret, "system", at(5))?;
    clients::revoke_token(connection, &ids[0], "token", 1_768_000_000, at(6))?;
    clients::disable(connection, &ids[1], "system", at(7))?;
    Ok(ids.swap_remove(0))
}

#[track_caller]
fn found(store: &Store, keys: &KeyRing, check: &str) -> Finding {
    let means = Means {
        keys: Some(keys),
        anchor: None,
        projections: &[&Organisations, &Clients, &SigningKeys],
    };
    let report = verify(store, means).unwrap();
    let found = named(&report, check).finding.clone();
    found.unwrap_or_else(|| panic!("{report:?}"))
}

on_both! {
    fn what_was_done_through_the_program_is_sound(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        busy(&store, &keys);
        let means = Means { keys: Some(&keys), anchor: None, projections: &[&Organisations, &Clients, &SigningKeys] };
        let report = verify(&store, means).unwrap();
        assert_eq!(report.state, State::Sound, "{report:?}");
        assert!(named(&report, "organisations").rows > 140);
        assert_eq!((named(&report, "clients").rows, named(&report, "signing keys").rows), (2, 2));
    }

    fn an_edited_row_is_named(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        let id = busy(&store, &keys);
        for (table, check, name, value, row) in [
            ("clients", "clients", "role", "'admin'", id.as_str()),
            ("clients", "clients", "tokens_not_before", "0", &id),
            ("clients", "clients", "created_at", "1", &id),
            ("clients", "clients", "version", "9", &id),
            ("organisations", "organisations", "name_zh", "'x'", CENTER),
            ("organisations", "organisations", "channels", "'{\"telephone\":\"1\"}'", CENTER),
            ("organisations", "organisations", "active", "NOT active", CENTER),
        ] {
            let old: String = format!("CREATE TABLE kept AS SELECT {name} AS old FROM {table} WHERE id = '{row}'");
            database.sql(&format!("{old}; UPDATE {table} SET {name} = {value} WHERE id = '{row}'"));
            let finding = found(&store, &keys, check);
            says(&finding, &format!("{table} {row}: {name} is not what follows from the events"));
            database.sql(&format!(
                "UPDATE {table} SET {name} = (SELECT old FROM kept) WHERE id = '{row}'; DROP TABLE kept"
            ));
        }
        database.sql("UPDATE clients SET disabled_at = NULL");
        says(&found(&store, &keys, "clients"), "disabled_at is not what follows");
        database.sql("UPDATE signing_keys SET retired_at = NULL");
        says(&found(&store, &keys, "signing keys"), "retired_at is not what follows");
    }

    fn rows_without_events_and_events_without_rows_are_named(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        let id = busy(&store, &keys);
        database.sql(&format!(
            "INSERT INTO clients SELECT 'forged', name, role, organisation_id, secret_hash, created_at, disabled_at, \
             tokens_not_before, version FROM clients WHERE id = '{id}'"
        ));
        says(&found(&store, &keys, "clients"), "clients forged: no event tells of this row");
        database.sql(&format!("DELETE FROM clients WHERE id IN ('forged', '{id}')"));
        says(&found(&store, &keys, "clients"), &format!("clients {id}: there is no such row"));
    }

    fn a_signing_key_that_was_exchanged_is_named(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        busy(&store, &keys);
        database.sql(
            "UPDATE signing_keys SET sealed_private = (SELECT sealed_private FROM signing_keys ORDER BY kid LIMIT 1)",
        );
        says(&found(&store, &keys, "signing keys"), "its private part was changed");
        let zero = blob(database, &[0; 32]);
        database.sql(&format!("UPDATE signing_keys SET public_key = {zero}"));
        says(&found(&store, &keys, "signing keys"), "public_key is not what follows");
    }
}
