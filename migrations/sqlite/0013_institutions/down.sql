DROP TABLE institution_occupations;
DROP TABLE institutions;
