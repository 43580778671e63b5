DROP TABLE supervision_records;
