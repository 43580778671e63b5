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

diesel::table! {
    events (position) {
        position -> BigInt,
        stream -> Text,
        version -> BigInt,
        kind -> Text,
        payload -> Text,
        actor -> Text,
        recorded_at -> BigInt,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    case_keys (stream) {
        stream -> Text,
        master_key_id -> Text,
        wrapped -> Binary,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sealed_items (id) {
        id -> Text,
        stream -> Text,
        ciphertext -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    idempotency_records (client_id, operation, key_hash) {
        client_id -> Text,
        operation -> Text,
        key_hash -> Binary,
        body_hash -> Binary,
        reply -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    checkpoints (id) {
        id -> BigInt,
        upto_position -> BigInt,
        events -> BigInt,
        digest -> Binary,
        previous -> Binary,
        created_at -> BigInt,
        signature -> Binary,
        key_id -> Text,
    }
}

diesel::joinable!(calendar_days -> calendar_notices (year));
diesel::allow_tables_to_appear_in_same_query!(calendar_notices, calendar_days);
