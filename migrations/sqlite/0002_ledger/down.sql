DROP TABLE idempotency_records;
DROP TABLE sealed_items;
DROP TABLE case_keys;
DROP TABLE events;
