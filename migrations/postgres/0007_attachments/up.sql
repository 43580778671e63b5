-- Files of cases (gd Art. 8), sealed in pieces. While a file is coming in it is `staging`, and no event tells of it; it is
-- kept in the transaction of its event. Instants are microseconds since 1970, UTC.
CREATE TABLE attachments (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    stream TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('staging', 'kept')),
    media_type TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    chunks BIGINT NOT NULL CHECK (chunks >= 0),
    digest BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL
);

CREATE INDEX attachments_stream ON attachments (stream);
CREATE INDEX attachments_staging ON attachments (touched_at) WHERE state = 'staging';

-- Sealed pieces, from 0; each is bound to its file, its place, and whether it is the last.
CREATE TABLE attachment_chunks (
    attachment_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 0),
    ciphertext BYTEA NOT NULL,
    PRIMARY KEY (attachment_id, number)
);

-- Ciphertext cannot be compressed: it is not tried.
ALTER TABLE attachment_chunks ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
