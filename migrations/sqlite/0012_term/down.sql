DROP INDEX complaints_submitted_feedback;
DROP INDEX complaints_regime_feedback;
DROP INDEX complaints_center_feedback;
ALTER TABLE complaints DROP COLUMN erased_on;
ALTER TABLE complaints DROP COLUMN feedback_owed_since;
ALTER TABLE complaints DROP COLUMN delay_explained_on;
