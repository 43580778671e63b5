//! Inspections (jz Art. 14 to 16, 18): who inspects, what is drawn, what is found, what other departments propose. Pure
//! deciders over four kinds of record; each function answers with the event to be recorded, or with why not.

mod drawing;
mod inspector;
mod proposal;
mod record;
mod refusal;

use serde::{Deserialize, Serialize};

pub use drawing::{
    AnnouncedDraw, Drawing, DrawingEvent, HeldDraw, RedrawnPlace, RosterFilter, SealedSeed,
};
pub use inspector::{
    ConflictDeclared, ConflictWithdrawn, DeclaredConflict, Details, Inspector, InspectorChanged,
    InspectorEvent, InspectorRegistered,
};
pub use proposal::{Proposal, ProposalAnswered, ProposalEvent, ProposalReceived, ProposalStatus};
pub use record::{
    Cancelled, CheckResult, Corrected, DutyResult, FoundBreach, Inspection, InspectionEvent,
    InspectionStatus, ItemResult, Opened, Origin, Published, Reassigned, Recorded,
};
pub use refusal::InspectionRefusal;

use crate::access::Regime;
use crate::gd::case::words::record_words;

/// The authority a record belongs to (Art. 3, 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeper {
    /// The authority, by organisation id.
    pub authority: String,
    /// The regulation it works under.
    pub regime: Regime,
}

/// An institution as a record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspected {
    /// Its id in the register.
    pub id: String,
    /// Its credit code.
    pub uscc: String,
    /// Its name then.
    pub name: String,
}

/// An inspector as a record names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// Their id.
    pub id: String,
    /// Their name then.
    pub name: String,
    /// Their department then.
    pub department: String,
}

record_words! {
    /// How an institution is inspected (Art. 15: 通过调阅资料、现场检查等方式).
    Method {
        /// 调阅资料
        Documents = "documents",
        /// 现场检查
        OnSite = "on_site",
        /// 调阅资料并现场检查
        Both = "both",
    }
}
