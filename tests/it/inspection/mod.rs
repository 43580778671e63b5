//! Random inspection (jz Art. 14 to 16, 18): from the roster to the published result, and the draw computed again by others.

mod desk;
mod drawing;
mod proofs;
mod proposals;
mod reach;
mod recording;
