//! Whole tables as rows of JSON, out of either database and into either.

use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryResult, sql_query};

use super::AnyConnection;
use crate::backup::tables::{Kind, Table};
use crate::error::StoreError;

/// Rows that are fetched at once where the client library would otherwise take them all.
const FETCHED: u32 = 200;

/// The same of pieces of files, each of which is large.
const FETCHED_CHUNKS: u32 = 8;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Nullable<BigInt>)]
    number: Option<i64>,
}

fn number(connection: &mut AnyConnection, query: &str) -> QueryResult<Option<i64>> {
    let row: Number = sql_query(query).get_result(connection)?;
    Ok(row.number)
}

/// Whether there is any table at all.
pub(crate) fn has_tables(connection: &mut AnyConnection) -> QueryResult<bool> {
    let query = match connection {
        AnyConnection::Postgres(_) => {
            "SELECT count(*) AS number FROM information_schema.tables WHERE table_schema = current_schema()"
        }
        AnyConnection::Sqlite(_) => {
            "SELECT count(*) AS number FROM sqlite_schema WHERE type = 'table'"
        }
    };
    Ok(number(connection, query)?.is_some_and(|count| count > 0))
}

/// How many rows a table has.
pub(crate) fn count(connection: &mut AnyConnection, table: &Table) -> QueryResult<u64> {
    let query = format!("SELECT count(*) AS number FROM \"{}\"", table.name);
    Ok(number(connection, &query)?.map_or(0, |count| u64::try_from(count).unwrap_or(0)))
}

/// Removes all rows of a table.
pub(crate) fn clear(connection: &mut AnyConnection, table: &Table) -> QueryResult<()> {
    connection.batch_execute(&format!("DELETE FROM \"{}\"", table.name))
}

/// Shows each row of a table as a JSON array of its columns, in the order of its key. Within a transaction.
pub(crate) fn read<E: From<StoreError>>(
    connection: &mut AnyConnection,
    table: &Table,
    mut show: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let from = |error: diesel::result::Error| E::from(StoreError::from(error));
    match connection {
        AnyConnection::Postgres(connection) => {
            let query = select(
                table,
                "json_build_array",
                "::text",
                postgres_value,
                " COLLATE \"C\"",
            );
            connection
                .batch_execute(&format!("DECLARE backup NO SCROLL CURSOR FOR {query}"))
                .map_err(from)?;
            let fetched = match table.name.as_str() {
                "attachment_chunks" => FETCHED_CHUNKS,
                _ => FETCHED,
            };
            loop {
                let lines: Vec<Line> = sql_query(format!("FETCH {fetched} FROM backup"))
                    .load(connection)
                    .map_err(from)?;
                for row in &lines {
                    show(&row.line)?;
                }
                if lines.is_empty() {
                    return connection.batch_execute("CLOSE backup").map_err(from);
                }
            }
        }
        AnyConnection::Sqlite(connection) => {
            let query = select(table, "json_array", "", sqlite_value, "");
            let lines = sql_query(query)
                .load_iter::<Line, DefaultLoadingMode>(connection)
                .map_err(from)?;
            for row in lines {
                show(&row.map_err(from)?.line)?;
            }
            Ok(())
        }
    }
}

fn select(
    table: &Table,
    array: &str,
    suffix: &str,
    value: fn(&str, Kind) -> String,
    collate: &str,
) -> String {
    let columns = table.columns.iter();
    let values: Vec<String> = columns
        .map(|column| value(&format!("\"{}\"", column.name), column.kind))
        .collect();
    let key: Vec<String> = table
        .key
        .iter()
        .map(|name| match table.kind(name) {
            Some(Kind::Text) => format!("\"{name}\"{collate}"),
            _ => format!("\"{name}\""),
        })
        .collect();
    format!(
        "SELECT {array}({}){suffix} AS line FROM \"{}\" ORDER BY {}",
        values.join(", "),
        table.name,
        key.join(", "),
    )
}

fn postgres_value(column: &str, kind: Kind) -> String {
    match kind {
        Kind::BigInt | Kind::Text => column.to_owned(),
        Kind::Bool => format!("{column}::int"),
        Kind::Date => format!("to_char({column}, 'YYYY-MM-DD')"),
        Kind::Timestamp => format!("to_char({column}, 'YYYY-MM-DD HH24:MI:SS.US')"),
        Kind::Binary => format!("encode({column}, 'hex')"),
        Kind::Double => format!("{column}::text"),
    }
}

fn sqlite_value(column: &str, kind: Kind) -> String {
    match kind {
        Kind::BigInt | Kind::Text | Kind::Bool | Kind::Date | Kind::Timestamp => column.to_owned(),
        Kind::Binary => format!("iif({column} IS NULL, NULL, lower(hex({column})))"),
        Kind::Double => format!("iif({column} IS NULL, NULL, printf('%!.17g', {column}))"),
    }
}

/// Inserts rows: a JSON array of such arrays as [`read`] shows.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    table: &Table,
    rows: &str,
) -> QueryResult<usize> {
    match connection {
        AnyConnection::Postgres(connection) => {
            let (columns, values) = columns_and_values(table, |place, kind| {
                let text = format!("row ->> {place}");
                match kind {
                    Kind::BigInt => format!("({text})::bigint"),
                    Kind::Text => text,
                    Kind::Bool => format!("({text})::int::boolean"),
                    Kind::Date => format!("({text})::date"),
                    Kind::Timestamp => format!("({text})::timestamp"),
                    Kind::Binary => format!("decode({text}, 'hex')"),
                    Kind::Double => format!("({text})::double precision"),
                }
            });
            sql_query(format!(
                "INSERT INTO \"{}\" ({columns}) OVERRIDING SYSTEM VALUE SELECT {values} \
                 FROM json_array_elements($1::json) AS row",
                table.name
            ))
            .bind::<Text, _>(rows)
            .execute(connection)
        }
        AnyConnection::Sqlite(connection) => {
            let (columns, values) = columns_and_values(table, |place, kind| {
                let value = format!("json_extract(value, '$[{place}]')");
                match kind {
                    Kind::BigInt | Kind::Text | Kind::Bool | Kind::Date | Kind::Timestamp => value,
                    Kind::Binary => format!("unhex({value})"),
                    Kind::Double => format!("CAST({value} AS REAL)"),
                }
            });
            sql_query(format!(
                "INSERT INTO \"{}\" ({columns}) SELECT {values} FROM json_each(?)",
                table.name
            ))
            .bind::<Text, _>(rows)
            .execute(connection)
        }
    }
}

fn columns_and_values(table: &Table, value: fn(usize, Kind) -> String) -> (String, String) {
    let columns = table.columns.iter().enumerate();
    let (names, values): (Vec<String>, Vec<String>) = columns
        .map(|(place, column)| (format!("\"{}\"", column.name), value(place, column.kind)))
        .unzip();
    (names.join(", "), values.join(", "))
}

/// After rows were inserted with their numbers: the next number that the database gives is a new one.
pub(crate) fn continue_numbers(connection: &mut AnyConnection, table: &Table) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(_) => {
            let numbers = table
                .columns
                .iter()
                .filter(|column| column.kind == Kind::BigInt);
            for column in numbers {
                let (table, column) = (&table.name, &column.name);
                let query = format!(
                    "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), max(\"{column}\")) AS number \
                     FROM \"{table}\""
                );
                number(connection, &query)?;
            }
            Ok(())
        }
        // It takes the highest there is, plus one.
        AnyConnection::Sqlite(_) => Ok(()),
    }
}

/// Until [`check_references`], in this transaction, a row may come before the one it refers to.
pub(crate) fn defer_references(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => {
            connection.batch_execute(&alter_references("DEFERRABLE INITIALLY DEFERRED"))
        }
        AnyConnection::Sqlite(connection) => {
            connection.batch_execute("PRAGMA defer_foreign_keys = ON")
        }
    }
}

/// Ends [`defer_references`]: what refers to nothing is an error, here or at the commit.
pub(crate) fn check_references(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => {
            connection.batch_execute("SET CONSTRAINTS ALL IMMEDIATE")?;
            connection.batch_execute(&alter_references("NOT DEFERRABLE"))
        }
        // The commit checks, and then they are not deferred any more.
        AnyConnection::Sqlite(_) => Ok(()),
    }
}

fn alter_references(to: &str) -> String {
    format!(
        "DO $$ DECLARE found record; BEGIN
             FOR found IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
             LOOP
                 EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {to}', found.relation, found.conname);
             END LOOP;
         END $$"
    )
}
