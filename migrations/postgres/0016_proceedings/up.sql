-- Sanction proceedings (jz Art. 20-22): a row for each. Follows from the events of `proceeding/<id>`; `jiandu verify` compares.
-- Days are days since the first of January of year 1; created_at and changed_at are microseconds since 1970, UTC.
CREATE TABLE proceedings (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    institution_id TEXT COLLATE "C" NOT NULL,
    uscc TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    authority TEXT COLLATE "C",
    regime TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    tier TEXT COLLATE "C" NOT NULL,
    -- Neither served nor dropped.
    is_open BOOLEAN NOT NULL,
    -- The institution itself sees it: from the notice on.
    told BOOLEAN NOT NULL,
    -- What it rests on is not raised again: served, or dropped by an officer.
    settles BOOLEAN NOT NULL,
    -- JSON list of grounds with their evidence, as keys.
    supports TEXT COLLATE "C" NOT NULL,
    proposed_on BIGINT NOT NULL,
    -- Last day of everything it ordered, where days alone end it.
    ends_on BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- At most one open proceeding for an institution.
CREATE UNIQUE INDEX proceedings_open ON proceedings (institution_id) WHERE is_open;
CREATE INDEX proceedings_institution ON proceedings (institution_id, id);
CREATE INDEX proceedings_authority ON proceedings (authority, id);
CREATE INDEX proceedings_authority_status ON proceedings (authority, status, id);
CREATE INDEX proceedings_regime ON proceedings (regime, id);
CREATE INDEX proceedings_regime_status ON proceedings (regime, status, id);
CREATE INDEX proceedings_regime_tier ON proceedings (regime, tier, id);
