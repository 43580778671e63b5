DROP TABLE circular_counters;
DROP TABLE circulars;
DROP TABLE public_statements;
DROP TABLE complaint_duties;
