//! Which cases may be about the same matter, whoever put them forward: the same accused party, a near date, a similar text.
//!
//! The measures know a matter only as the same complainant's (Art. 10(3) and (4)). That others complain of the same is no
//! ground of refusal: their cases are linked, so that one investigation serves them all. What is found here is a
//! proposal; an officer decides.

pub mod parameters;
pub mod similarity;
pub mod text;

pub use similarity::{Component, Features, Score, Signal, score};
pub use text::{BANDS, Band, SIGNATURE, Shingles, Signature};
