//! The triggers that refuse to change what is append-only.

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{QueryResult, sql_query};

use super::AnyConnection;

const POSTGRES: [&str; 2] = ["events_append_only", "checkpoints_append_only"];
const SQLITE: [&str; 4] = [
    "events_no_update",
    "events_no_delete",
    "checkpoints_no_update",
    "checkpoints_no_delete",
];

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// How many triggers there must be, and the first that is missing or disabled.
pub(crate) fn missing(
    connection: &mut AnyConnection,
) -> QueryResult<(&'static [&'static str], Option<&'static str>)> {
    let (expected, query): (&[&str], _) = match connection {
        AnyConnection::Postgres(_) => (
            &POSTGRES,
            "SELECT tgname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
             WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A')",
        ),
        AnyConnection::Sqlite(_) => (
            &SQLITE,
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
        ),
    };
    let found: Vec<Name> = sql_query(query).load(connection)?;
    let missing = expected
        .iter()
        .find(|expected| !found.iter().any(|found| found.name == **expected));
    Ok((expected, missing.copied()))
}
