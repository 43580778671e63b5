DROP TABLE periodic_reports;
DROP TABLE complaint_steps;
DROP TABLE circular_counters;
DROP TABLE circulars;
DROP TABLE public_statements;
DROP TABLE complaint_duties;
