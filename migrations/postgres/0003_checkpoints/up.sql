-- Signed digests of the record, each over the events since the one before. Append-only as the record itself.
CREATE TABLE checkpoints (
    id BIGINT NOT NULL PRIMARY KEY,
    upto_position BIGINT NOT NULL,
    events BIGINT NOT NULL CHECK (events > 0),
    digest BYTEA NOT NULL,
    previous BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    signature BYTEA NOT NULL,
    key_id TEXT NOT NULL
);

CREATE FUNCTION checkpoints_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'checkpoints are append-only';
END $$;

CREATE TRIGGER checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION checkpoints_append_only();
