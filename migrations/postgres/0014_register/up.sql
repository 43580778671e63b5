-- Numbers of filings (jz Art. 2, 3): by authority and year, without gaps. Follows from the events; `jiandu verify` compares.
CREATE TABLE filing_counters (
    authority TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (authority, year)
);

-- The pairs of characters in the names of institutions, for the search by name. Follows from the row of the institution.
CREATE TABLE institution_terms (
    term TEXT COLLATE "C" NOT NULL,
    institution_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (term, institution_id)
);

CREATE INDEX institution_terms_institution ON institution_terms (institution_id);
CREATE INDEX institutions_changed ON institutions (changed_at, id);
