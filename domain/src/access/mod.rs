//! Access: who may do what. Roles, organisations, the permission matrix, and whoever acts.
//!
//! The grid is in [`matrix`]. Confidentiality (gd Art. 15) is in it: whoever keeps the system sees no case, and an
//! institution, which may be the accused party, has no business with complaints.

pub mod matrix;
mod organisation;
mod principal;
mod regime;
mod role;
mod scope;
mod words;

pub use matrix::{Action, scope};
pub use organisation::{
    DepartmentKind, OrganisationFacts, OrganisationKind, OrganisationLevel, role_fits,
};
pub use principal::Principal;
pub use regime::Regime;
pub use role::Role;
pub use scope::Scope;
