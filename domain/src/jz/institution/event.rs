//! What happens to an institution's record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ledger::{EntryKind, LedgerEntry};
use super::register::{
    ApplicationDecided, ApplicationWithdrawn, Applied, Deregistered, DeregistrationReported,
    TakenOver,
};

/// An entry of the ledger was recorded: a new one, or in the place of the one of the same kind and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The entry as it now stands.
    pub entry: LedgerEntry,
    /// The day in Asia/Shanghai on which it was recorded.
    pub on: NaiveDate,
    /// Why it takes the place of an earlier one, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The client that recorded it, or `system`.
    pub by: String,
}

/// An entry was recorded by mistake and counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Struck {
    /// Its kind.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
}

/// What happens to an institution's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum InstitutionEvent {
    /// An application was handed in.
    Applied(Box<Applied>),
    /// An application was withdrawn.
    ApplicationWithdrawn(ApplicationWithdrawn),
    /// An application was decided.
    ApplicationDecided(ApplicationDecided),
    /// A filing was taken over.
    TakenOver(Box<TakenOver>),
    /// The end of its work was reported.
    DeregistrationReported(DeregistrationReported),
    /// It was deregistered.
    Deregistered(Deregistered),
    /// An entry of the ledger was recorded.
    Recorded(Box<Recorded>),
    /// An entry was struck.
    Struck(Struck),
}

impl InstitutionEvent {
    /// Its name in the ledger of events.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Applied(_) => "filing_applied",
            Self::ApplicationWithdrawn(_) => "filing_application_withdrawn",
            Self::ApplicationDecided(_) => "filing_decided",
            Self::TakenOver(_) => "filing_taken_over",
            Self::DeregistrationReported(_) => "deregistration_reported",
            Self::Deregistered(_) => "institution_deregistered",
            Self::Recorded(_) => "ledger_entry_recorded",
            Self::Struck(_) => "ledger_entry_struck",
        }
    }
}
