//! What became of a file, row by row.

use std::collections::BTreeMap;

use domain::jz::institution::import::RowFault;
use domain::jz::institution::import::apply::Effect;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ImportMode, ImportQuery};

/// A row that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedRow {
    /// The row, from 1, the header not counted.
    #[schema(value_type = u32)]
    pub row: usize,
    /// The column; empty: the row as a whole.
    #[schema(examples("held_on"))]
    pub column: &'static str,
    /// What stands there, where it is short.
    pub value: Option<String>,
    /// A stable code.
    #[schema(examples("results_in_future"))]
    pub code: &'static str,
    /// Why, in Chinese.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
}

/// An institution that a file is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportedInstitution {
    /// Its id; none: a dry run creates none.
    pub id: Option<String>,
    /// Its credit code.
    pub uscc: String,
    /// Rows that are good.
    #[schema(value_type = u32)]
    pub rows: usize,
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// Whether anything was recorded.
    pub applied: bool,
    /// Whether it only says what would happen.
    pub dry_run: bool,
    /// What becomes of a file with bad rows.
    pub mode: ImportMode,
    /// Rows of the file.
    #[schema(value_type = u32)]
    pub rows: usize,
    /// Rows that are new.
    #[schema(value_type = u32)]
    pub created: usize,
    /// Rows that take the place of what was there.
    #[schema(value_type = u32)]
    pub updated: usize,
    /// Rows that were there already, word for word.
    #[schema(value_type = u32)]
    pub unchanged: usize,
    /// What is wrong with the others, by row.
    pub refused: Vec<RefusedRow>,
    /// The institutions of the good rows, by credit code.
    pub institutions: Vec<ImportedInstitution>,
}

/// Most faults that are told one by one.
const MOST_FAULTS: usize = 1000;

/// What has become of a file so far.
pub(super) struct Outcome {
    rows: usize,
    created: usize,
    updated: usize,
    unchanged: usize,
    pub(super) faults: Vec<RowFault>,
    institutions: BTreeMap<String, (Option<String>, usize)>,
}

impl Outcome {
    pub(super) const fn new(rows: usize, faults: Vec<RowFault>) -> Self {
        Self {
            rows,
            created: 0,
            updated: 0,
            unchanged: 0,
            faults,
            institutions: BTreeMap::new(),
        }
    }

    pub(super) fn good(&mut self, uscc: &str, effect: &Effect) {
        let count = match effect {
            Effect::Unchanged => &mut self.unchanged,
            Effect::Created(_) => &mut self.created,
            Effect::Updated(_) => &mut self.updated,
        };
        *count = count.saturating_add(1);
        let entry = self.institutions.entry(uscc.to_owned()).or_default();
        entry.1 = entry.1.saturating_add(1);
    }

    pub(super) fn found(&mut self, uscc: &str, id: &str) {
        if let Some(entry) = self.institutions.get_mut(uscc) {
            entry.0 = Some(id.to_owned());
        }
    }

    pub(super) fn into_faults(mut self) -> Vec<RowFault> {
        self.faults.sort_by_key(|fault| fault.row);
        let more = self.faults.len().saturating_sub(MOST_FAULTS);
        if more > 0 {
            self.faults.truncate(MOST_FAULTS);
            let row = self.faults.last().map_or(0, |fault| fault.row);
            let zh = format!("另有 {more} 处不合要求，未逐一列出");
            let en = format!("{more} more faults are not listed");
            self.faults.push(RowFault {
                row,
                column: "",
                value: None,
                code: "more_faults",
                zh,
                en,
            });
        }
        self.faults
    }

    pub(super) fn report(mut self, query: &ImportQuery, applied: bool) -> ImportReport {
        let institutions = std::mem::take(&mut self.institutions);
        let (rows, created, updated, unchanged) =
            (self.rows, self.created, self.updated, self.unchanged);
        let refused = self.into_faults().into_iter().map(|fault| RefusedRow {
            row: fault.row,
            column: fault.column,
            value: fault.value,
            code: fault.code,
            reason_zh: fault.zh,
            reason_en: fault.en,
        });
        ImportReport {
            applied,
            dry_run: query.dry_run,
            mode: query.mode,
            rows,
            created,
            updated,
            unchanged,
            refused: refused.collect(),
            institutions: institutions
                .into_iter()
                .map(|(uscc, (id, rows))| ImportedInstitution { id, uscc, rows })
                .collect(),
        }
    }
}
