DROP TABLE complaint_assignments;
