-- Who takes part. Every change is an event in the stream `organisation/<id>`; `version` is that stream's.
CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN (
        'guidance_center', 'complaint_office', 'undertaking_department', 'hrss_authority', 'institution', 'platform'
    )),
    level TEXT CHECK (level IN ('province', 'prefecture', 'county', 'industry')),
    department_kind TEXT CHECK (department_kind IN (
        'internal_department', 'appraisal_station', 'high_tech_exam_station', 'industry_association', 'exam_site'
    )),
    regime TEXT NOT NULL CHECK (regime IN ('gd', 'jz')),
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    division_code TEXT,
    industry TEXT,
    parent_id TEXT REFERENCES organisations (id),
    channels TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX organisations_parent ON organisations (parent_id, id);

-- Who calls the API, in which role. Of a secret only the hash is kept. Instants are microseconds since 1970, UTC, but
-- `tokens_not_before`, which tokens compare with, is in seconds as they are.
CREATE TABLE clients (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    secret_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    tokens_not_before INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX clients_organisation ON clients (organisation_id, id);

-- Tokens revoked one by one, until they would have expired (seconds since 1970).
CREATE TABLE revoked_tokens (
    jti TEXT NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys that tokens are signed with; the private part is sealed by a master key that is not in the database.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL,
    sealed_private BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT, WITHOUT ROWID;

-- One row: counted up by every change to what a request's permission depends on, so that a server need not read it all
-- to see that nothing has changed. `installation` names this installation in its tokens.
CREATE TABLE access_revision (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    installation TEXT NOT NULL
) STRICT;

INSERT INTO access_revision (id, revision, installation) VALUES (1, 0, '');
