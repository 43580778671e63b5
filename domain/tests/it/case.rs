//! The life of a complaint case: commands, events, refusals, notices.

mod admission;
mod corrections;
mod course;
mod desk;
mod gathering;
mod joining;
mod machine;
mod notices;
mod priors;
mod random;
mod record;
mod refusals;
mod responsible;
mod table;
