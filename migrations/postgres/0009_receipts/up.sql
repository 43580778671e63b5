-- Keyed hashes of the receipt codes by which the public finds its cases again; the codes themselves are kept nowhere.
CREATE TABLE receipt_codes (
    hash BYTEA NOT NULL PRIMARY KEY,
    complaint_id TEXT COLLATE "C" NOT NULL UNIQUE,
    key_id TEXT COLLATE "C" NOT NULL
);
