//! Complaint cases: creating, reading and listing them, over HTTP with tokens, each against a baseline in the same run.

mod complaints;
mod creates;
mod generate;
mod lists;
mod office;
mod queue;
mod reads;
mod similar;

pub use creates::{measure as creates, measure_postgres as creates_postgres};
pub use generate::command as generate;
pub use lists::measure as lists;
pub use queue::measure as queue;
pub use reads::{bare_reader, measure as reads};
pub use similar::measure as similar;

use crate::Failure;

/// Sizes of the database: how many cases, how that is written, and the aim there.
type Size = (u64, &'static str, &'static str);

/// These, up to what `JIANDU_BENCH_MOST` allows: the largest takes minutes and gigabytes to make.
fn sizes(all: &[Size]) -> Result<Vec<Size>, Failure> {
    let most = match std::env::var("JIANDU_BENCH_MOST") {
        Ok(most) => most.parse()?,
        Err(_) => u64::MAX,
    };
    Ok(all
        .iter()
        .copied()
        .filter(|(count, _, _)| *count <= most)
        .collect())
}
