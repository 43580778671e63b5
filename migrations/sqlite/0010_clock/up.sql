-- What the clock of Art. 18 said of cases. That it says each thing once is held by the primary key: a row is inserted in
-- the transaction that appends its event to the stream clock/<case>, whichever server does so. regime, center and
-- submitted_by are those of the case, which never change.
CREATE TABLE clock_events (
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('due_soon', 'overdue')),
    due_on TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE,
    regime TEXT NOT NULL,
    center TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, kind, due_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX clock_events_center ON clock_events (center, position);
CREATE INDEX clock_events_center_kind ON clock_events (center, kind, position);
CREATE INDEX clock_events_regime ON clock_events (regime, position);
CREATE INDEX clock_events_regime_kind ON clock_events (regime, kind, position);
CREATE INDEX clock_events_submitted ON clock_events (submitted_by, position);
CREATE INDEX clock_events_submitted_kind ON clock_events (submitted_by, kind, position);

-- Due dates that moved with the working calendar, each with its event in the stream clock/<case>.
CREATE TABLE due_date_moves (
    position INTEGER NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    moved_from TEXT NOT NULL,
    moved_to TEXT,
    calendar_revision INTEGER NOT NULL,
    regime TEXT NOT NULL,
    center TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX due_date_moves_revision ON due_date_moves (calendar_revision, position);
CREATE INDEX due_date_moves_center ON due_date_moves (center, calendar_revision, position);
CREATE INDEX due_date_moves_regime ON due_date_moves (regime, calendar_revision, position);
CREATE INDEX due_date_moves_submitted ON due_date_moves (submitted_by, calendar_revision, position);

-- Calendar years as they were imported, each with its event in the stream calendar/cn. settled is the revision that due
-- dates were computed anew with; null: that is still to be done.
CREATE TABLE calendar_imports (
    year INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    source TEXT NOT NULL,
    days INTEGER NOT NULL,
    notice_hash BLOB NOT NULL,
    actor TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    settled INTEGER,
    PRIMARY KEY (year, revision)
) STRICT, WITHOUT ROWID;

-- The last runs of each background job. Older ones are removed.
CREATE TABLE job_runs (
    id TEXT NOT NULL PRIMARY KEY,
    job TEXT NOT NULL,
    instance TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    candidates INTEGER NOT NULL,
    done INTEGER NOT NULL,
    skipped TEXT NOT NULL,
    error TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX job_runs_job ON job_runs (job, id);
