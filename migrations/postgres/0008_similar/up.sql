-- By what a case about the same matter is found. text_bands: keyed hashes of groups of a keyed MinHash signature of what
-- the complainant said; fact_bands: hashes of accused party and month, place and day, which stand unsealed in the record.
-- Eight bytes each. The signature itself is sealed under the key of the case.
CREATE TABLE similar_cases (
    seq BIGINT NOT NULL PRIMARY KEY,
    fact_bands BYTEA NOT NULL,
    text_bands BYTEA NOT NULL,
    signature BYTEA
);

CREATE TABLE similar_bands (
    band BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (band, seq)
);
