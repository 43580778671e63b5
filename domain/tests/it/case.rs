//! The life of a complaint case: commands, events, refusals, notices.

mod admission;
mod clock_step;
mod corrections;
mod course;
mod desk;
mod duties;
mod examples;
mod gathering;
mod handling;
mod investigation;
mod joining;
mod machine;
mod materials;
mod notices;
mod outward;
mod priors;
mod public;
mod random;
mod record;
mod refusals;
mod responsible;
mod reveal;
mod similar;
mod steps;
mod table;
mod term;
