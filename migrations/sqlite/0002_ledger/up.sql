-- The record. Append-only: triggers refuse what is no insert. Instants are microseconds since 1970, UTC.
CREATE TABLE events (
    position INTEGER NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;

CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

-- Data keys of cases, wrapped by a master key that is not in the database.
CREATE TABLE case_keys (
    stream TEXT NOT NULL PRIMARY KEY,
    master_key_id TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    erased_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_items (
    id TEXT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    ciphertext BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Answers to requests with an Idempotency-Key, encrypted.
CREATE TABLE idempotency_records (
    client_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    body_hash BLOB NOT NULL,
    reply BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, operation, key_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_records_created ON idempotency_records (created_at);
