//! An institution (评价机构) in the register and its ledger (jz Art. 2, 3, 5-12, 19-23): a pure decider over its events.
//!
//! The record of one credit code is one stream, whatever is filed, ended and filed again. Everything is dated twice: the
//! legal day stands in the event, the day on which it was recorded beside it in the record. How the institution stood on a
//! day (`as_of`) by what was known on another (`known_at`) is the fold of the events recorded until then, asked for that day.

pub mod candidates;
mod candidates_computed;
pub mod decide;
pub mod duties;
pub mod event;
pub mod facts;
pub mod import;
pub mod ledger;
pub mod publication;
pub mod register;
pub mod scope;
pub mod standing;
mod state;
mod told;

pub use candidates::{Candidate, CandidateSource};
pub use event::{InstitutionEvent, Recorded, Struck};
pub use ledger::{EntryKind, Ledger, LedgerEntry};
pub use register::{
    Application, ApplicationDecided, ApplicationKind, ApplicationWithdrawn, Applied, Content,
    Deregistered, DeregistrationReported, Filing, InstitutionKind, Occupation, Outcome, TakenOver,
};
pub use standing::{Standing, Status};
pub use state::Institution;
