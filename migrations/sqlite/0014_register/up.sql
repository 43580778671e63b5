-- Numbers of filings (jz Art. 2, 3): by authority and year, without gaps. Follows from the events; `jiandu verify` compares.
CREATE TABLE filing_counters (
    authority TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (authority, year)
) STRICT, WITHOUT ROWID;

-- The pairs of characters in the names of institutions, for the search by name. Follows from the row of the institution.
CREATE TABLE institution_terms (
    term TEXT NOT NULL,
    institution_id TEXT NOT NULL,
    PRIMARY KEY (term, institution_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX institution_terms_institution ON institution_terms (institution_id);
CREATE INDEX institutions_changed ON institutions (changed_at, id);
