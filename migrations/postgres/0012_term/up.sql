-- When the complainant was last told why it takes longer (Art. 18), since when feedback of the result is owed (Art. 16),
-- and when what was sealed was destroyed.
ALTER TABLE complaints ADD COLUMN delay_explained_on DATE;
ALTER TABLE complaints ADD COLUMN feedback_owed_since DATE;
ALTER TABLE complaints ADD COLUMN erased_on DATE;

UPDATE complaints SET feedback_owed_since = (document::json -> 'conclusion' ->> 'on')::date
    WHERE state = 'concluded' AND (document::json -> 'record' -> 'form' ->> 'contact')::boolean;

CREATE INDEX complaints_center_feedback ON complaints (center, feedback_owed_since, seq) WHERE feedback_owed_since IS NOT NULL;
CREATE INDEX complaints_regime_feedback ON complaints (regime, feedback_owed_since, seq) WHERE feedback_owed_since IS NOT NULL;
CREATE INDEX complaints_submitted_feedback ON complaints (submitted_by, feedback_owed_since, seq)
    WHERE feedback_owed_since IS NOT NULL;
