//! The tables as both backends have them after migrating; a test compares them with the databases.
#![allow(
    missing_docs,
    reason = "the tables are documented where they are used and in the migrations"
)]

diesel::table! {
    calendar_notices (year) {
        year -> BigInt,
        source -> Text,
        imported_at -> Timestamp,
        days -> BigInt,
    }
}

diesel::table! {
    calendar_days (date) {
        date -> Date,
        year -> BigInt,
        kind -> Text,
        name_zh -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    calendar_revision (id) {
        id -> BigInt,
        revision -> BigInt,
    }
}

diesel::joinable!(calendar_days -> calendar_notices (year));
diesel::allow_tables_to_appear_in_same_query!(calendar_notices, calendar_days);
