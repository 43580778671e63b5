-- Inspectors, draws, inspections and proposals for them (jz Art. 14 to 16, 18): a row of each. Follows from the events of
-- `inspector/<id>`, `draw/<id>`, `inspection/<id>` and `inspection-proposal/<id>`; `jiandu verify` compares. created_at and
-- published_at are microseconds since 1970, UTC.
CREATE TABLE supervision_records (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    authority TEXT NOT NULL,
    regime TEXT NOT NULL,
    status TEXT NOT NULL,
    institution TEXT,
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- Each list has its index.
CREATE INDEX supervision_records_authority ON supervision_records (kind, authority, created_at, id);
CREATE INDEX supervision_records_authority_status ON supervision_records (kind, authority, status, created_at, id);
CREATE INDEX supervision_records_regime ON supervision_records (kind, regime, created_at, id);
CREATE INDEX supervision_records_regime_status ON supervision_records (kind, regime, status, created_at, id);
CREATE INDEX supervision_records_institution ON supervision_records (kind, institution, published_at, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX supervision_records_published ON supervision_records (kind, published_at, id) WHERE published_at IS NOT NULL;
