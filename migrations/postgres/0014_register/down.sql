DROP INDEX institutions_changed;
DROP TABLE institution_terms;
DROP TABLE filing_counters;
