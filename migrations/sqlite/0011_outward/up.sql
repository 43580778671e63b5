-- What is owed about a case and not done yet. Follows from its events and the working calendar; `jiandu verify` compares.
-- due_day: days since the first of January of year 1; 3652060, the day after the year 9999, where none is set.
CREATE TABLE complaint_duties (
    id INTEGER NOT NULL PRIMARY KEY,
    complaint_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    due_day INTEGER NOT NULL,
    center TEXT NOT NULL,
    regime TEXT NOT NULL,
    department TEXT,
    UNIQUE (complaint_id, kind, number)
) STRICT;

-- Each list has its index; the row id follows by itself.
CREATE INDEX complaint_duties_center ON complaint_duties (center, due_day);
CREATE INDEX complaint_duties_center_kind ON complaint_duties (center, kind, due_day);
CREATE INDEX complaint_duties_regime ON complaint_duties (regime, due_day);
CREATE INDEX complaint_duties_regime_kind ON complaint_duties (regime, kind, due_day);
CREATE INDEX complaint_duties_department ON complaint_duties (department, due_day) WHERE department IS NOT NULL;
CREATE INDEX complaint_duties_department_kind ON complaint_duties (department, kind, due_day) WHERE department IS NOT NULL;

-- Statements to the public (gd Art. 13). The case is never shown.
CREATE TABLE public_statements (
    id TEXT NOT NULL PRIMARY KEY,
    complaint_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    center TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    published_on TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    UNIQUE (complaint_id, number)
) STRICT;

CREATE INDEX public_statements_published ON public_statements (published_at, id);

-- Circulars (gd Art. 17); rebuilt from the events by `jiandu verify` and compared. created_at and published_at are
-- microseconds since 1970, UTC.
CREATE TABLE circulars (
    id TEXT NOT NULL PRIMARY KEY,
    center TEXT NOT NULL,
    regime TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    year INTEGER,
    number INTEGER,
    version INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE INDEX circulars_center ON circulars (center, created_at, id);
CREATE INDEX circulars_regime ON circulars (regime, created_at, id);
CREATE INDEX circulars_published ON circulars (published_at, id) WHERE published_at IS NOT NULL;
CREATE UNIQUE INDEX circulars_number ON circulars (center, year, number) WHERE number IS NOT NULL;

-- The last number of a center's circulars in a year; taken and used in one transaction.
CREATE TABLE circular_counters (
    center TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= 0),
    PRIMARY KEY (center, year)
) STRICT, WITHOUT ROWID;

-- The steps of cases that periodic reports count (gd Art. 4(2)). Follow from the events and the working calendar; `jiandu
-- verify` compares. day: days since the first of January of year 1.
CREATE TABLE complaint_steps (
    id INTEGER NOT NULL PRIMARY KEY,
    complaint_id TEXT NOT NULL,
    center TEXT NOT NULL,
    step TEXT NOT NULL,
    detail TEXT NOT NULL,
    day INTEGER NOT NULL,
    UNIQUE (complaint_id, step, detail)
) STRICT;

CREATE INDEX complaint_steps_detail ON complaint_steps (center, step, detail, day);

-- Periodic reports, frozen as submitted. submitted_at: microseconds since 1970, UTC.
CREATE TABLE periodic_reports (
    id TEXT NOT NULL PRIMARY KEY,
    center TEXT NOT NULL,
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (center, period, revision)
) STRICT;

CREATE INDEX periodic_reports_center ON periodic_reports (center, submitted_at, id);
CREATE INDEX periodic_reports_regime ON periodic_reports (regime, submitted_at, id);
