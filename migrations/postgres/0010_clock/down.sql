DROP TABLE job_runs;
DROP TABLE calendar_imports;
DROP TABLE due_date_moves;
DROP TABLE clock_events;
