//! Both databases have the same migrations and, once migrated, the same tables as `schema.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use persistence::{Backend, Connection, StoreError};

use crate::support::TestDatabase;

/// Table to column to type and nullability.
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    column_type: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const SQLITE_COLUMNS: &str = "
    SELECT m.name AS table_name, c.name AS column_name, c.type AS column_type, c.\"notnull\" = 0 AS nullable
    FROM sqlite_schema m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

const POSTGRES_COLUMNS: &str = "
    SELECT table_name::text, column_name::text, data_type::text AS column_type, is_nullable = 'YES' AS nullable
    FROM information_schema.columns
    WHERE table_schema = 'public'";

fn migrated(database: &TestDatabase) -> Tables {
    let store = database.open();
    let query = match store.backend() {
        Backend::Sqlite => SQLITE_COLUMNS,
        Backend::Postgres => POSTGRES_COLUMNS,
    };
    let columns = store
        .read(
            |connection: &mut Connection| -> Result<Vec<Column>, StoreError> {
                Ok(diesel::sql_query(query).load(connection)?)
            },
        )
        .unwrap();
    let mut tables = Tables::new();
    for column in columns {
        if column.table_name != "__diesel_schema_migrations" {
            let table = tables.entry(column.table_name).or_default();
            table.insert(column.column_name, (column.column_type, column.nullable));
        }
    }
    tables
}

/// The tables that `schema.rs` declares, read from its text.
fn declared() -> Tables {
    let mut tables = Tables::new();
    let mut table = None;
    for line in include_str!("../../src/schema.rs").lines().map(str::trim) {
        if let Some((name, ty)) = line.trim_end_matches(',').split_once(" -> ")
            && let Some(table) = &table
        {
            let inner = ty
                .strip_prefix("Nullable<")
                .and_then(|ty| ty.strip_suffix('>'));
            let column = (inner.unwrap_or(ty).to_owned(), inner.is_some());
            tables
                .get_mut::<String>(table)
                .unwrap()
                .insert(name.to_owned(), column);
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with('{')) {
            tables.insert(name.to_owned(), BTreeMap::new());
            table = Some(name.to_owned());
        } else if line == "}" && table.is_some() {
            table = None;
        }
    }
    tables
}

/// The declared tables with each type as the database calls it.
fn declared_for(translate: fn(&str) -> &str) -> Tables {
    let mut tables = declared();
    for (ty, _) in tables.values_mut().flat_map(BTreeMap::values_mut) {
        *ty = translate(ty).to_owned();
    }
    tables
}

fn sqlite_type(ty: &str) -> &str {
    match ty {
        "BigInt" | "Bool" => "INTEGER",
        "Text" | "Date" | "Timestamp" => "TEXT",
        "Binary" => "BLOB",
        "Double" => "REAL",
        other => panic!("{other} is not portable"),
    }
}

fn postgres_type(ty: &str) -> &str {
    match ty {
        "BigInt" => "bigint",
        "Bool" => "boolean",
        "Text" => "text",
        "Date" => "date",
        "Timestamp" => "timestamp without time zone",
        "Binary" => "bytea",
        "Double" => "double precision",
        other => panic!("{other} is not portable"),
    }
}

#[test]
fn schema_rs_equals_the_migrated_sqlite_database() {
    let tables = migrated(&TestDatabase::sqlite().unwrap());
    assert!(tables.contains_key("calendar_days"), "{tables:?}");
    assert_eq!(declared_for(sqlite_type), tables);
}

#[test]
fn schema_rs_equals_the_migrated_postgres_database() {
    let Some(database) = TestDatabase::postgres() else {
        return;
    };
    assert_eq!(declared_for(postgres_type), migrated(&database));
}

#[test]
fn sqlite_tables_are_strict() {
    let database = TestDatabase::sqlite().unwrap();
    let lax = "SELECT name AS table_name, '' AS column_name, '' AS column_type, 0 AS nullable FROM pragma_table_list \
               WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
               AND name <> '__diesel_schema_migrations'";
    let lax = database
        .open()
        .read(|connection| -> Result<Vec<Column>, StoreError> {
            Ok(diesel::sql_query(lax).load(connection)?)
        });
    let lax: Vec<_> = lax.unwrap().into_iter().map(|row| row.table_name).collect();
    assert_eq!(lax, Vec::<String>::new());
}

#[test]
fn both_databases_have_the_same_migrations_and_each_can_be_undone() {
    let names = |backend: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../migrations")
            .join(backend);
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(
                path.join("up.sql").is_file() && path.join("down.sql").is_file(),
                "{}",
                path.display()
            );
            names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn undoing_a_migration_leaves_nothing() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()]
        .iter()
        .flatten()
    {
        drop(database.open());
        let backend = match database {
            TestDatabase::Sqlite(_) => "sqlite",
            TestDatabase::Postgres(_) => "postgres",
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../migrations")
            .join(backend);
        let mut undo: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().join("down.sql"))
            .collect();
        undo.sort();
        for file in undo.iter().rev() {
            database.sql(&fs::read_to_string(file).unwrap());
        }
        // Forgotten, the migrations run again: that works only if nothing of them was left.
        database.sql("DELETE FROM __diesel_schema_migrations");
        assert!(!migrated(database).is_empty());
    }
}

#[test]
fn migrations_defer_no_constraint() {
    // A constraint checked at the commit would fail the writes of others that are committed together with it.
    for backend in ["sqlite", "postgres"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../migrations")
            .join(backend);
        for migration in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(migration.unwrap().path().join("up.sql")).unwrap();
            assert!(!text.to_uppercase().contains("DEFERR"), "{text}");
        }
    }
}
