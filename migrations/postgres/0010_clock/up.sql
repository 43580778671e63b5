-- What the clock of Art. 18 said of cases. That it says each thing once is held by the primary key: a row is inserted in
-- the transaction that appends its event to the stream clock/<case>, whichever server does so. regime, center and
-- submitted_by are those of the case, which never change.
CREATE TABLE clock_events (
    case_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('due_soon', 'overdue')),
    due_on DATE NOT NULL,
    position BIGINT NOT NULL UNIQUE,
    regime TEXT COLLATE "C" NOT NULL,
    center TEXT COLLATE "C" NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, kind, due_on)
);

CREATE INDEX clock_events_center ON clock_events (center, position);
CREATE INDEX clock_events_center_kind ON clock_events (center, kind, position);
CREATE INDEX clock_events_regime ON clock_events (regime, position);
CREATE INDEX clock_events_regime_kind ON clock_events (regime, kind, position);
CREATE INDEX clock_events_submitted ON clock_events (submitted_by, position);
CREATE INDEX clock_events_submitted_kind ON clock_events (submitted_by, kind, position);

-- Due dates that moved with the working calendar, each with its event in the stream clock/<case>.
CREATE TABLE due_date_moves (
    position BIGINT NOT NULL PRIMARY KEY,
    case_id TEXT COLLATE "C" NOT NULL,
    moved_from DATE NOT NULL,
    moved_to DATE,
    calendar_revision BIGINT NOT NULL,
    regime TEXT COLLATE "C" NOT NULL,
    center TEXT COLLATE "C" NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL
);

CREATE INDEX due_date_moves_revision ON due_date_moves (calendar_revision, position);
CREATE INDEX due_date_moves_center ON due_date_moves (center, calendar_revision, position);
CREATE INDEX due_date_moves_regime ON due_date_moves (regime, calendar_revision, position);
CREATE INDEX due_date_moves_submitted ON due_date_moves (submitted_by, calendar_revision, position);

-- Calendar years as they were imported, each with its event in the stream calendar/cn. settled is the revision that due
-- dates were computed anew with; null: that is still to be done.
CREATE TABLE calendar_imports (
    year BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    source TEXT NOT NULL,
    days BIGINT NOT NULL,
    notice_hash BYTEA NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    imported_at BIGINT NOT NULL,
    settled BIGINT,
    PRIMARY KEY (year, revision)
);

-- The last runs of each background job. Older ones are removed.
CREATE TABLE job_runs (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    job TEXT COLLATE "C" NOT NULL,
    instance TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    candidates BIGINT NOT NULL,
    done BIGINT NOT NULL,
    skipped TEXT NOT NULL,
    error TEXT
);

CREATE INDEX job_runs_job ON job_runs (job, id);
