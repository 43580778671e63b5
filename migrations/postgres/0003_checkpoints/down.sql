DROP TABLE checkpoints;
DROP FUNCTION checkpoints_append_only();
