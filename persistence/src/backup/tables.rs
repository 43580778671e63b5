//! The tables and their columns, as `schema.rs` declares them: one source, which a test compares with both databases.

use serde::{Deserialize, Serialize};

const SCHEMA: &str = include_str!("../schema.rs");

/// A column's type; the same on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    BigInt,
    Bool,
    Text,
    Date,
    Timestamp,
    Binary,
    Double,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) name: String,
    /// The columns of the primary key.
    pub(crate) key: Vec<String>,
    pub(crate) columns: Vec<Column>,
    /// How many rows a backup holds of it.
    pub(crate) rows: u64,
}

impl Table {
    /// Names go into statements, and a backup may come from anywhere.
    pub(crate) fn is_well_named(&self) -> bool {
        let good = |name: &String| {
            let mut bytes = name.bytes();
            bytes.next().is_some_and(|first| first.is_ascii_lowercase())
                && bytes
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        let columns = self.columns.iter().map(|column| &column.name);
        !self.columns.is_empty() && columns.chain(&self.key).chain([&self.name]).all(good)
    }

    /// The type of a column of this table.
    pub(crate) fn kind(&self, name: &str) -> Option<Kind> {
        let mut columns = self.columns.iter();
        columns
            .find(|column| column.name == name)
            .map(|column| column.kind)
    }
}

/// All tables, in the order of `schema.rs`; nothing if a line of it is not understood.
pub(crate) fn tables() -> Option<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for line in SCHEMA.lines().map(str::trim) {
        if line == "diesel::table! {" {
            inside = true;
        } else if inside && line == "}" {
            inside = false;
        } else if !inside {
        } else if let Some(start) = line.strip_suffix(") {") {
            let (name, key) = start.split_once(" (")?;
            tables.push(Table {
                name: name.to_owned(),
                key: key.split(", ").map(str::to_owned).collect(),
                columns: Vec::new(),
                rows: 0,
            });
        } else {
            let (name, kind) = line.strip_suffix(',')?.split_once(" -> ")?;
            let inner = kind
                .strip_prefix("Nullable<")
                .and_then(|kind| kind.strip_suffix('>'));
            tables.last_mut()?.columns.push(Column {
                name: name.to_owned(),
                kind: kind_named(inner.unwrap_or(kind))?,
            });
        }
    }
    Some(tables)
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "BigInt" => Kind::BigInt,
        "Bool" => Kind::Bool,
        "Text" => Kind::Text,
        "Date" => Kind::Date,
        "Timestamp" => Kind::Timestamp,
        "Binary" => Kind::Binary,
        "Double" => Kind::Double,
        _ => return None,
    })
}
