-- Inspectors, draws, inspections and proposals for them (jz Art. 14 to 16, 18): a row of each. Follows from the events of
-- `inspector/<id>`, `draw/<id>`, `inspection/<id>` and `inspection-proposal/<id>`; `jiandu verify` compares. created_at and
-- published_at are microseconds since 1970, UTC.
CREATE TABLE supervision_records (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    authority TEXT COLLATE "C" NOT NULL,
    regime TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    institution TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    published_at BIGINT,
    version BIGINT NOT NULL
);

-- Each list has its index.
CREATE INDEX supervision_records_authority ON supervision_records (kind, authority, created_at, id);
CREATE INDEX supervision_records_authority_status ON supervision_records (kind, authority, status, created_at, id);
CREATE INDEX supervision_records_regime ON supervision_records (kind, regime, created_at, id);
CREATE INDEX supervision_records_regime_status ON supervision_records (kind, regime, status, created_at, id);
CREATE INDEX supervision_records_institution ON supervision_records (kind, institution, published_at, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX supervision_records_published ON supervision_records (kind, published_at, id) WHERE published_at IS NOT NULL;
