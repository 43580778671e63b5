-- What is public about institutions, their credit over time, and by what they are found: all follows from the events of
-- `institution/<id>`; `jiandu verify` compares. Days are days since the first of January of year 1.

-- Sanctions, evaluations and fees as the public sees them (jz Art. 5, 8, 21, 22).
CREATE TABLE institution_publications (
    institution_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    entry_id TEXT COLLATE "C" NOT NULL,
    -- sanction, evaluation or fee
    class TEXT COLLATE "C" NOT NULL,
    -- The order of lists: first day, institution, kind and entry in one text.
    place TEXT COLLATE "C" NOT NULL,
    from_day BIGINT NOT NULL,
    -- The last day of the calendar where it is open.
    to_day BIGINT NOT NULL,
    -- The last day on which it is shown.
    until_day BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (institution_id, kind, entry_id)
);

CREATE INDEX institution_publications_class ON institution_publications (class, place);
CREATE INDEX institution_publications_kind ON institution_publications (kind, place);
CREATE INDEX institution_publications_institution ON institution_publications (institution_id, class, place);

-- Score and grade (jz Art. 19) for every day, as things stand: a row for each stretch of days with the same.
CREATE TABLE institution_credit (
    institution_id TEXT COLLATE "C" NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT NOT NULL,
    score BIGINT NOT NULL,
    grade TEXT COLLATE "C" NOT NULL,
    -- The order of the ranking: best score first, then by institution.
    place TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (institution_id, from_day)
);

CREATE INDEX institution_credit_place ON institution_credit (place, from_day, to_day);

-- The names under which institutions are or were filed, as they are compared.
CREATE TABLE institution_names (
    name_key TEXT COLLATE "C" NOT NULL,
    institution_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name_key, institution_id)
);

CREATE INDEX institution_names_institution ON institution_names (institution_id);

-- In whose ledger a complaint case stands, by its number (jz Art. 17, 21(3)).
CREATE TABLE institution_complaints (
    number TEXT COLLATE "C" NOT NULL,
    institution_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (number, institution_id)
);

CREATE INDEX institution_complaints_institution ON institution_complaints (institution_id);
