DROP TABLE similar_bands;
DROP TABLE similar_cases;
