-- Institutions (jz Art. 2, 3): a row for each credit code. Follows from the events of `institution/<id>`; `jiandu verify` compares.
-- Days are days since the first of January of year 1; created_at and changed_at are microseconds since 1970, UTC.
CREATE TABLE institutions (
    id TEXT NOT NULL PRIMARY KEY,
    uscc TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    division TEXT NOT NULL,
    authority TEXT,
    above TEXT,
    regime TEXT NOT NULL,
    organisation TEXT,
    -- A filing was granted at some time; applications alone are not public.
    filed INTEGER NOT NULL CHECK (filed IN (0, 1)),
    pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX institutions_authority ON institutions (authority, id);
CREATE INDEX institutions_above ON institutions (above, id);
CREATE INDEX institutions_organisation ON institutions (organisation, id) WHERE organisation IS NOT NULL;
CREATE INDEX institutions_division ON institutions (division, id);
CREATE INDEX institutions_regime ON institutions (regime, id);

-- The occupations and levels last filed, for the search by occupation.
CREATE TABLE institution_occupations (
    institution_id TEXT NOT NULL,
    occupation TEXT NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY (occupation, level, institution_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX institution_occupations_institution ON institution_occupations (institution_id);
