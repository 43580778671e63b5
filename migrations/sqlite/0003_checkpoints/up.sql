-- Signed digests of the record, each over the events since the one before. Append-only as the record itself.
CREATE TABLE checkpoints (
    id INTEGER NOT NULL PRIMARY KEY,
    upto_position INTEGER NOT NULL,
    events INTEGER NOT NULL CHECK (events > 0),
    digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    signature BLOB NOT NULL,
    key_id TEXT NOT NULL
) STRICT;

CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;

CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
