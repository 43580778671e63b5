//! The rows of the map.

use domain::provision::RegulationId::{self, GdComplaints};

/// What carries an article out.
pub struct Row {
    /// The regulation.
    pub regulation: RegulationId,
    /// Its article.
    pub article: u8,
    /// Files of the code.
    pub code: &'static [&'static str],
    /// Tests, `file#name`.
    pub tests: &'static [&'static str],
    /// Operations, by their ids.
    pub operations: &'static [&'static str],
}

/// Every row, in the order of the articles.
pub static ROWS: &[Row] = &[Row {
    regulation: GdComplaints,
    article: 3,
    code: &[
        "domain/src/gd/art03_04_jurisdiction.rs",
        "domain/src/gd/case/responsible.rs",
    ],
    tests: &["tests/it/complaints/examples.rs#every_example_complaint_goes_its_way"],
    operations: &["submit_complaint", "refer_complaint"],
}];
