-- Institutions (jz Art. 2, 3): a row for each credit code. Follows from the events of `institution/<id>`; `jiandu verify` compares.
-- Days are days since the first of January of year 1; created_at and changed_at are microseconds since 1970, UTC.
CREATE TABLE institutions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uscc TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    division TEXT COLLATE "C" NOT NULL,
    authority TEXT COLLATE "C",
    above TEXT COLLATE "C",
    regime TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C",
    -- A filing was granted at some time; applications alone are not public.
    filed BOOLEAN NOT NULL,
    pending BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX institutions_authority ON institutions (authority, id);
CREATE INDEX institutions_above ON institutions (above, id);
CREATE INDEX institutions_organisation ON institutions (organisation, id) WHERE organisation IS NOT NULL;
CREATE INDEX institutions_division ON institutions (division, id);
CREATE INDEX institutions_regime ON institutions (regime, id);

-- The occupations and levels last filed, for the search by occupation.
CREATE TABLE institution_occupations (
    institution_id TEXT COLLATE "C" NOT NULL,
    occupation TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    PRIMARY KEY (occupation, level, institution_id)
);

CREATE INDEX institution_occupations_institution ON institution_occupations (institution_id);
