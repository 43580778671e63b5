-- Projection of the complaint streams: one row for each undertaking department that may handle a case as its record
-- stands (Art. 11, 15). received_at, updated_at and due_on are those of the case, so that a department's lists go along
-- an index. report_due_on is when its report is expected, reported_on when it came.
CREATE TABLE complaint_assignments (
    department TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    center TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    part TEXT COLLATE "C" NOT NULL CHECK (part IN ('lead', 'co_handler')),
    received_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    due_on DATE,
    report_due_on DATE,
    reported_on DATE,
    PRIMARY KEY (department, seq)
);

CREATE INDEX complaint_assignments_seq ON complaint_assignments (seq);
CREATE INDEX complaint_assignments_received ON complaint_assignments (department, received_at, seq);
CREATE INDEX complaint_assignments_updated ON complaint_assignments (department, updated_at, seq);
CREATE INDEX complaint_assignments_due ON complaint_assignments (department, due_on, seq) WHERE due_on IS NOT NULL;
