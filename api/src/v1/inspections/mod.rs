//! Inspections (jz Art. 14 to 16, 18): inspectors, draws that anybody can compute again, what was found, and what other
//! departments propose.

pub mod desk;
pub mod draws;
pub mod held;
pub mod inspectors;
pub mod proposals;
