DROP TABLE access_revision;
DROP TABLE signing_keys;
DROP TABLE revoked_tokens;
DROP TABLE clients;
DROP TABLE organisations;
