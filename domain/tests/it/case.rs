//! The life of a complaint case: commands, events, refusals, notices.

mod admission;
mod corrections;
mod course;
mod desk;
mod examples;
mod gathering;
mod handling;
mod joining;
mod machine;
mod notices;
mod priors;
mod random;
mod record;
mod refusals;
mod responsible;
mod similar;
mod table;
