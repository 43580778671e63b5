-- Dates and times are ISO 8601 text, as STRICT tables know no other type for them.
CREATE TABLE calendar_notices (
    year INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days >= 0)
) STRICT;

CREATE TABLE calendar_days (
    date TEXT NOT NULL PRIMARY KEY,
    year INTEGER NOT NULL REFERENCES calendar_notices (year) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_days_year ON calendar_days (year);

-- One row: every import that changes anything counts it up.
CREATE TABLE calendar_revision (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL CHECK (revision >= 0)
) STRICT;

INSERT INTO calendar_revision (id, revision) VALUES (1, 0);
