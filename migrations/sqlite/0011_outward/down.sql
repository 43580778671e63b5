DROP TABLE public_statements;
DROP TABLE complaint_duties;
