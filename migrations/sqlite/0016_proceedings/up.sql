-- Sanction proceedings (jz Art. 20-22): a row for each. Follows from the events of `proceeding/<id>`; `jiandu verify` compares.
-- Days are days since the first of January of year 1; created_at and changed_at are microseconds since 1970, UTC.
CREATE TABLE proceedings (
    id TEXT NOT NULL PRIMARY KEY,
    institution_id TEXT NOT NULL,
    uscc TEXT NOT NULL,
    name TEXT NOT NULL,
    authority TEXT,
    regime TEXT NOT NULL,
    status TEXT NOT NULL,
    tier TEXT NOT NULL,
    -- Neither served nor dropped.
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    -- The institution itself sees it: from the notice on.
    told INTEGER NOT NULL CHECK (told IN (0, 1)),
    -- What it rests on is not raised again: served, or dropped by an officer.
    settles INTEGER NOT NULL CHECK (settles IN (0, 1)),
    -- JSON list of grounds with their evidence, as keys.
    supports TEXT NOT NULL,
    proposed_on INTEGER NOT NULL,
    -- Last day of everything it ordered, where days alone end it.
    ends_on INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- At most one open proceeding for an institution.
CREATE UNIQUE INDEX proceedings_open ON proceedings (institution_id) WHERE is_open;
CREATE INDEX proceedings_institution ON proceedings (institution_id, id);
CREATE INDEX proceedings_authority ON proceedings (authority, id);
CREATE INDEX proceedings_authority_status ON proceedings (authority, status, id);
CREATE INDEX proceedings_regime ON proceedings (regime, id);
CREATE INDEX proceedings_regime_status ON proceedings (regime, status, id);
CREATE INDEX proceedings_regime_tier ON proceedings (regime, tier, id);
