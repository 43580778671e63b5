-- Files of cases (gd Art. 8), sealed in pieces. While a file is coming in it is `staging`, and no event tells of it; it is
-- kept in the transaction of its event. Instants are microseconds since 1970, UTC.
CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staging', 'kept')),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    chunks INTEGER NOT NULL CHECK (chunks >= 0),
    digest BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_stream ON attachments (stream);
CREATE INDEX attachments_staging ON attachments (touched_at) WHERE state = 'staging';

-- Sealed pieces, from 0; each is bound to its file, its place, and whether it is the last.
CREATE TABLE attachment_chunks (
    attachment_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (attachment_id, number)
) STRICT;
