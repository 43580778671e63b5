-- Keyed hashes of the receipt codes by which the public finds its cases again; the codes themselves are kept nowhere.
CREATE TABLE receipt_codes (
    hash BLOB NOT NULL PRIMARY KEY,
    complaint_id TEXT NOT NULL UNIQUE,
    key_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
