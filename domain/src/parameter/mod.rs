//! Legal numbers as dated parameters, and the local profiles that may differ from them.
//!
//! gd Art. 21 lets a prefecture or industry center make its own implementing rules. A profile holds them; each
//! parameter names the direction in which a local value may differ, so that none is looser than the provincial text.

mod profile;
mod table;

pub use profile::{Profile, ProfileFault, ProfileSource, ProfileSpec, Resolved, ValueSpec};
pub use table::{
    Direction, Parameter, ParameterSource, ParameterValue, ParameterVersion, find, of,
};
