DROP TABLE institution_terms;
DROP TABLE filing_counters;
