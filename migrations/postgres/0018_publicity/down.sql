DROP TABLE institution_complaints;
DROP TABLE institution_names;
DROP TABLE institution_credit;
DROP TABLE institution_publications;
