//! 台账: what is on record about an institution's work (jz Art. 5-12, 16, 20-22). One entry a matter, by kind and id; a later
//! recording of the same kind and id takes the place of the earlier one, which stays in the record.

mod conduct;
mod measures;
mod work;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::gd::case::words::record_words;

pub use conduct::{
    Answer, Complaint, Declaration, DeclaredItem, Evaluation, EvaluationBasis, Finding,
    FindingSource, Inspection, Justification, Rectification, Substantiation, Verdict,
};
pub use measures::{
    Ban, Interview, Invalidation, ListName, Listing, Sanction, SanctionedItem, Suspension, Warning,
};
pub use work::{AnnualReport, Batch, BatchStatus, Certificate, Fee, Medium, Retention, Staff};

/// Declares the kinds of entries, their places in the ledger and how each is found by its id.
macro_rules! entries {
    ($( $(#[$doc:meta])+ $variant:ident($type:ty) = $word:literal in $field:ident, )+) => {
        record_words! {
            /// What an entry is about.
            EntryKind {
                $( $(#[$doc])+ $variant = $word, )+
            }
        }

        /// An entry of the ledger.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "value", rename_all = "snake_case")]
        pub enum LedgerEntry {
            $( $(#[$doc])+ $variant($type), )+
        }

        impl LedgerEntry {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> EntryKind {
                match self {
                    $( Self::$variant(_) => EntryKind::$variant, )+
                }
            }

            /// Its id, unique among those of its kind.
            #[must_use]
            pub fn id(&self) -> &str {
                match self {
                    $( Self::$variant(entry) => &entry.id, )+
                }
            }
        }

        /// All entries, by kind and id.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Ledger {
            $( $(#[$doc])+ pub $field: BTreeMap<String, $type>, )+
        }

        impl Ledger {
            /// Puts an entry in its place.
            pub fn put(&mut self, entry: LedgerEntry) {
                match entry {
                    $( LedgerEntry::$variant(entry) => {
                        self.$field.insert(entry.id.clone(), entry);
                    } )+
                }
            }

            /// Takes an entry out.
            pub fn strike(&mut self, kind: EntryKind, id: &str) {
                match kind {
                    $( EntryKind::$variant => {
                        self.$field.remove(id);
                    } )+
                }
            }

            /// The entry of that kind and id.
            #[must_use]
            pub fn get(&self, kind: EntryKind, id: &str) -> Option<LedgerEntry> {
                match kind {
                    $( EntryKind::$variant => self.$field.get(id).cloned().map(LedgerEntry::$variant), )+
                }
            }

            /// The entries of a kind, by id.
            #[must_use]
            pub fn all(&self, kind: EntryKind) -> Vec<LedgerEntry> {
                match kind {
                    $( EntryKind::$variant => self.$field.values().cloned().map(LedgerEntry::$variant).collect(), )+
                }
            }
        }
    };
}

entries! {
    /// 评价批次
    Batch(Batch) = "batch" in batches,
    /// 公示收费标准 (Art. 8)
    Fee(Fee) = "fee" in fees,
    /// 年度工作报告 (Art. 21(4))
    AnnualReport(AnnualReport) = "annual_report" in annual_reports,
    /// 工作人员、考评人员 (Art. 7)
    Staff(Staff) = "staff" in staff,
    /// 资料保管 (Art. 9)
    Retention(Retention) = "retention" in retentions,
    /// 义务自查 (Art. 6-12)
    Declaration(Declaration) = "declaration" in declarations,
    /// 综合评估、质量督导 (Art. 5)
    Evaluation(Evaluation) = "evaluation" in evaluations,
    /// 检查结果 (Art. 15, 16)
    Inspection(Inspection) = "inspection" in inspections,
    /// 限期整改 (Art. 21)
    Rectification(Rectification) = "rectification" in rectifications,
    /// 违规事项: alleged, then verified or dismissed
    Finding(Finding) = "finding" in findings,
    /// 经核实的投诉举报 (Art. 17, 21(3))
    Complaint(Complaint) = "complaint" in complaints,
    /// 不开展评价活动的正当理由 (Art. 21(2))
    Justification(Justification) = "justification" in justifications,
    /// 约谈 (Art. 20)
    Interview(Interview) = "interview" in interviews,
    /// 宣布证书或评价成绩无效 (Art. 20)
    Invalidation(Invalidation) = "invalidation" in invalidations,
    /// 警示 (Art. 21)
    Warning(Warning) = "warning" in warnings,
    /// 暂停工作 (Art. 21)
    Suspension(Suspension) = "suspension" in suspensions,
    /// 列入名录、档案 (Art. 21)
    Listing(Listing) = "listing" in listings,
    /// 市场禁入 (Art. 22)
    Ban(Ban) = "ban" in bans,
    /// 已处理的事项: what was sanctioned supports no ground again
    Sanction(Sanction) = "sanction" in sanctions,
}

impl LedgerEntry {
    /// The day it is dated.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        match self {
            Self::Batch(entry) => entry.held_on,
            Self::Fee(entry) => entry.from,
            Self::AnnualReport(entry) => entry.due_on,
            Self::Staff(entry) => entry.from,
            Self::Retention(entry) => entry.produced_on,
            Self::Declaration(entry) => entry.on,
            Self::Evaluation(entry) => entry.on,
            Self::Inspection(entry) => entry.on,
            Self::Rectification(entry) => entry.ordered_on,
            Self::Finding(entry) => entry.occurred_on,
            Self::Complaint(entry) => entry.concluded_on,
            Self::Justification(entry) => entry.on,
            Self::Interview(entry) => entry.on,
            Self::Invalidation(entry) => entry.on,
            Self::Warning(entry) => entry.decided_on,
            Self::Suspension(entry) => entry.from,
            Self::Listing(entry) => entry.from,
            Self::Ban(entry) => entry.from,
            Self::Sanction(entry) => entry.decided_on,
        }
    }
}

impl Ledger {
    /// The day on which an entry was sanctioned, the first if several times.
    #[must_use]
    pub fn sanctioned_on(&self, kind: EntryKind, id: &str) -> Option<NaiveDate> {
        self.sanctions
            .values()
            .filter(|sanction| {
                let mut items = sanction.items.iter();
                items.any(|item| item.kind == kind && item.id == id)
            })
            .map(|sanction| sanction.decided_on)
            .min()
    }
}
