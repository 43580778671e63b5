-- By what a case about the same matter is found. text_bands: keyed hashes of groups of a keyed MinHash signature of what
-- the complainant said; fact_bands: hashes of accused party and month, place and day, which stand unsealed in the record.
-- Eight bytes each. The signature itself is sealed under the key of the case.
CREATE TABLE similar_cases (
    seq INTEGER NOT NULL PRIMARY KEY,
    fact_bands BLOB NOT NULL,
    text_bands BLOB NOT NULL,
    signature BLOB
) STRICT;

CREATE TABLE similar_bands (
    band INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (band, seq)
) STRICT, WITHOUT ROWID;
