DROP TABLE calendar_revision;
DROP TABLE calendar_days;
DROP TABLE calendar_notices;
