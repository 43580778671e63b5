CREATE TABLE calendar_notices (
    year BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    days BIGINT NOT NULL CHECK (days >= 0)
);

CREATE TABLE calendar_days (
    date DATE NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL REFERENCES calendar_notices (year) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
);

CREATE INDEX calendar_days_year ON calendar_days (year);

-- One row: every import that changes anything counts it up.
CREATE TABLE calendar_revision (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL CHECK (revision >= 0)
);

INSERT INTO calendar_revision (id, revision) VALUES (1, 0);
