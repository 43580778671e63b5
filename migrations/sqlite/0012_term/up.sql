-- When the complainant was last told why it takes longer (Art. 18), since when feedback of the result is owed (Art. 16),
-- and when what was sealed was destroyed.
ALTER TABLE complaints ADD COLUMN delay_explained_on TEXT;
ALTER TABLE complaints ADD COLUMN feedback_owed_since TEXT;
ALTER TABLE complaints ADD COLUMN erased_on TEXT;

UPDATE complaints SET feedback_owed_since = json_extract(document, '$.conclusion.on')
    WHERE state = 'concluded' AND json_extract(document, '$.record.form.contact');

CREATE INDEX complaints_center_feedback ON complaints (center, feedback_owed_since) WHERE feedback_owed_since IS NOT NULL;
CREATE INDEX complaints_regime_feedback ON complaints (regime, feedback_owed_since) WHERE feedback_owed_since IS NOT NULL;
CREATE INDEX complaints_submitted_feedback ON complaints (submitted_by, feedback_owed_since)
    WHERE feedback_owed_since IS NOT NULL;
