-- Who is complained of: one row for each credit code, else for each name.
CREATE TABLE accused_parties (
    id INTEGER NOT NULL PRIMARY KEY,
    party_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- Pairs of neighbouring characters of a party's name.
CREATE TABLE accused_party_terms (
    term TEXT NOT NULL,
    party_id INTEGER NOT NULL,
    PRIMARY KEY (term, party_id)
) STRICT, WITHOUT ROWID;

-- Projection of the complaint streams; rebuilt from the events by `jiandu verify` and compared. Instants are microseconds
-- since 1970, UTC. due_on is set while the clock of Art. 18 runs.
CREATE TABLE complaints (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    regime TEXT NOT NULL CHECK (regime IN ('gd', 'jz')),
    center TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    accused_name TEXT,
    party_id INTEGER REFERENCES accused_parties (id),
    subject TEXT,
    number TEXT,
    received_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_on TEXT,
    officer TEXT,
    submitted_by TEXT NOT NULL,
    external_ref TEXT,
    departed_at INTEGER,
    version INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    document TEXT NOT NULL
) STRICT;

-- Each list of the API has its index: what it filters by, then what it sorts by; the row id follows by itself.
CREATE INDEX complaints_center_received ON complaints (center, received_at);
CREATE INDEX complaints_center_state_received ON complaints (center, state, received_at);
CREATE INDEX complaints_center_channel_received ON complaints (center, channel, received_at);
CREATE INDEX complaints_center_updated ON complaints (center, updated_at);
CREATE INDEX complaints_center_due ON complaints (center, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_center_state_due ON complaints (center, state, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_center_channel_due ON complaints (center, channel, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_center_departed ON complaints (center, departed_at) WHERE departed_at IS NOT NULL;
CREATE INDEX complaints_regime_received ON complaints (regime, received_at);
CREATE INDEX complaints_regime_state_received ON complaints (regime, state, received_at);
CREATE INDEX complaints_regime_channel_received ON complaints (regime, channel, received_at);
CREATE INDEX complaints_regime_updated ON complaints (regime, updated_at);
CREATE INDEX complaints_regime_due ON complaints (regime, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_regime_state_due ON complaints (regime, state, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_regime_channel_due ON complaints (regime, channel, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_regime_departed ON complaints (regime, departed_at) WHERE departed_at IS NOT NULL;
CREATE INDEX complaints_party_received ON complaints (party_id, received_at);
CREATE INDEX complaints_party_due ON complaints (party_id, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX complaints_officer_received ON complaints (officer, received_at) WHERE officer IS NOT NULL;
CREATE INDEX complaints_officer_due ON complaints (officer, due_on) WHERE officer IS NOT NULL AND due_on IS NOT NULL;
CREATE INDEX complaints_submitted ON complaints (submitted_by, received_at);
CREATE INDEX complaints_submitted_updated ON complaints (submitted_by, updated_at);
CREATE INDEX complaints_submitted_due ON complaints (submitted_by, due_on) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX complaints_external_ref ON complaints (external_ref, submitted_by) WHERE external_ref IS NOT NULL;
CREATE UNIQUE INDEX complaints_number ON complaints (number) WHERE number IS NOT NULL;

-- Pairs of neighbouring characters of a case's number and of the officer's subject.
CREATE TABLE complaint_terms (
    term TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (term, received_at, seq)
) STRICT, WITHOUT ROWID;

-- Keyed hashes of a complainant's normalised telephone number, e-mail address and identity number.
CREATE TABLE complainant_hashes (
    hash BLOB NOT NULL,
    complaint_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'id_number')),
    key_id TEXT NOT NULL,
    PRIMARY KEY (hash, complaint_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX complainant_hashes_complaint ON complainant_hashes (complaint_id);

-- The last registration number of a center in a year (Art. 11); the number is taken and used in one transaction.
CREATE TABLE registration_counters (
    center TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= 0),
    PRIMARY KEY (center, year)
) STRICT, WITHOUT ROWID;

-- One row once settled: production, or a sandbox with a movable clock.
CREATE TABLE database_mode (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    sandbox INTEGER NOT NULL
) STRICT;

-- The revision of the calendar that the due dates of running clocks were last computed with.
ALTER TABLE calendar_revision ADD COLUMN due_dates INTEGER NOT NULL DEFAULT 0;
