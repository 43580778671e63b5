//! Rows enough that a plan tells a scan from an index.

use diesel::connection::SimpleConnection;
use persistence::Connection;

/// A year of complaints in a province.
pub const CASES: i64 = 20_000;

pub fn fill(connection: &mut Connection, sqlite: bool) {
    let series = if sqlite {
        "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < "
    } else {
        "WITH RECURSIVE s(i) AS (SELECT 1::bigint UNION ALL SELECT i + 1 FROM s WHERE i < "
    };
    let (hash, day) = if sqlite {
        ("x'00'", "date('2026-01-01', '+' || (i % 300) || ' days')")
    } else {
        ("'\\x00'::bytea", "date '2026-01-01' + (i % 300)::integer")
    };
    // SQLite plans without statistics, as in production.
    let analyze = if sqlite { "" } else { "ANALYZE;" };
    let statements = format!(
        "{series} 500) INSERT INTO accused_parties (id, party_key, name)
            SELECT i, 'name:' || i, '第' || i || '站' FROM s;
         {series} {CASES}) INSERT INTO complaints (id, regime, center, state, kind, channel, party_id, received_at,
            updated_at, due_on, officer, submitted_by, external_ref, departed_at, feedback_owed_since, version, head_hash,
            document)
            SELECT 'case-' || i, CASE i % 20 WHEN 0 THEN 'jz' ELSE 'gd' END, 'center-' || (i % 20),
                CASE i % 5 WHEN 0 THEN 'received' WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'concluded' END,
                'complaint', CASE i % 3 WHEN 0 THEN 'web' ELSE 'letter' END, 1 + i % 500, i * 1000, i * 1100,
                CASE i % 5 WHEN 1 THEN {day} END, CASE i % 2 WHEN 0 THEN 'officer-' || (i % 100) END,
                'client-' || (i % 40), 'ref-' || i, CASE i % 50 WHEN 0 THEN i * 1200 END, CASE i % 5 WHEN 4 THEN {day} END, 1, {hash}, '{{}}' FROM s;
         INSERT INTO complaint_assignments (department, seq, center, number, part, received_at, updated_at, due_on)
            SELECT 'department-' || (seq % 60), seq, center, 1, 'lead', received_at, updated_at, due_on FROM complaints
            WHERE state <> 'received';
         {series} 200) INSERT INTO complaint_terms (term, received_at, seq) SELECT '南岫', i * 1000, i FROM s;
         {analyze}"
    );
    connection.batch_execute(&statements).unwrap();
}

/// What the clock said of a quarter of the cases, half of it with another due date; due dates that moved; runs of a job.
pub fn fill_clock(connection: &mut Connection, sqlite: bool) {
    let (series, analyze) = if sqlite {
        (
            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ",
            "",
        )
    } else {
        (
            "WITH RECURSIVE s(i) AS (SELECT 1::bigint UNION ALL SELECT i + 1 FROM s WHERE i < ",
            "ANALYZE;",
        )
    };
    let of = "regime, center, submitted_by, received_at FROM complaints WHERE due_on IS NOT NULL AND seq <= 5000";
    connection
        .batch_execute(&format!(
            "INSERT INTO clock_events (case_id, kind, due_on, position, regime, center, submitted_by, recorded_at)
                SELECT id, 'overdue', due_on, seq, {of};
             INSERT INTO clock_events (case_id, kind, due_on, position, regime, center, submitted_by, recorded_at)
                SELECT id, 'due_soon', due_on, seq + 100000, {of};
             INSERT INTO due_date_moves (case_id, moved_from, moved_to, position, calendar_revision, regime, center,
                submitted_by, recorded_at)
                SELECT id, coalesce(due_on, '2026-03-01'), due_on, seq * 2, 2 + seq % 2, regime, center, submitted_by, received_at FROM complaints
                WHERE seq > 15000;
             {series} 90) INSERT INTO job_runs (id, job, instance, started_at, candidates, done, skipped)
                SELECT 'run-' || i, CASE i % 2 WHEN 0 THEN 'due_dates' ELSE 'clock_sweep' END, 'here', i, 0, 0, '{{}}' FROM s;
             {series} 90) INSERT INTO job_runs (id, job, instance, started_at, candidates, done, skipped)
                SELECT 'more-' || i, 'clock_sweep', 'here', i, 0, 0, '{{}}' FROM s;
             {analyze}"
        ))
        .unwrap();
}
