DROP TABLE database_mode;
DROP TABLE registration_counters;
DROP TABLE complainant_hashes;
DROP TABLE complaint_terms;
DROP TABLE complaints;
DROP TABLE accused_party_terms;
DROP TABLE accused_parties;
ALTER TABLE calendar_revision DROP COLUMN due_dates;
