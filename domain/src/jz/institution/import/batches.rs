//! Batches from a file.

use chrono::NaiveDate;

use super::{FileFault, Rows, rows};
use crate::jz::institution::ledger::{Batch, BatchStatus};

/// The header of a file of batches.
pub const BATCH_COLUMNS: &[&str] = &[
    "batch_id",
    "uscc",
    "occupation",
    "level",
    "held_on",
    "division",
    "place",
    "candidates",
    "unqualified_candidates",
    "passed",
    "paper_code",
    "fee_charged_yuan",
];

/// A batch of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// The row.
    pub row: usize,
    /// The institution's credit code.
    pub uscc: String,
    /// The batch.
    pub batch: Batch,
}

/// Reads a file of batches. What is empty is not known. A batch for a day to come is planned; one that nobody came to was
/// cancelled.
///
/// # Errors
/// Where the file is none.
pub fn batches(text: &str, today: NaiveDate) -> Result<Rows<BatchRow>, FileFault> {
    let key = |row: &BatchRow| format!("{} {}", row.uscc, row.batch.id);
    rows(text, BATCH_COLUMNS, "batch_id", key, |fields| {
        let id = fields.required("batch_id");
        let uscc = fields.credit_code();
        let occupation = fields.required("occupation");
        let reason = ("bad_level", "应为 1 至 5", "must be 1 to 5");
        if fields.text("level").is_none() {
            fields.fault("level", "missing", "不得为空", "must not be empty");
        }
        let level = fields.read("level", reason, |text| match text {
            "1" => Some(1),
            "2" => Some(2),
            "3" => Some(3),
            "4" => Some(4),
            "5" => Some(5),
            _ => None,
        });
        if fields.text("held_on").is_none() {
            fields.fault("held_on", "missing", "不得为空", "must not be empty");
        }
        let held_on = fields.day("held_on");
        let division = fields.division();
        let place = fields.line("place");
        let candidates = fields.count("candidates");
        let unqualified_candidates = fields.count("unqualified_candidates");
        let passed = fields.count("passed");
        let paper_code = fields.line("paper_code");
        let fee_charged_yuan = fields.count("fee_charged_yuan");
        let held_on = held_on?;
        let no_results = unqualified_candidates.is_none() && passed.is_none();
        let status = if held_on > today && no_results {
            BatchStatus::Planned
        } else if candidates == Some(0) && held_on <= today {
            BatchStatus::Cancelled
        } else {
            BatchStatus::Held
        };
        Some(BatchRow {
            row: fields.row,
            uscc: uscc?,
            batch: Batch {
                id: id?,
                status,
                occupation: occupation?,
                level: level?,
                held_on,
                division,
                place,
                candidates,
                unqualified_candidates,
                passed,
                paper_code,
                fee_charged_yuan,
            },
        })
    })
}
