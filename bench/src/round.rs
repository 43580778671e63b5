//! Rounds of load that alternate between what is compared; the one in the middle counts.

use std::time::Duration;

use crate::Failure;
use crate::decisions::thousands;
use crate::load::{self, Call, Load};
use crate::server::Server;

/// Rounds of each.
pub const ROUNDS: usize = 5;
/// How long a round takes.
pub const ROUND: Duration = Duration::from_secs(3);

/// A round, and the processor time for each of its requests.
pub struct Round {
    pub load: Load,
    pub each: Duration,
}

impl Round {
    /// A round of requests to a server.
    pub fn of(server: &Server, calls: &[Call], clients: usize) -> Result<Self, Failure> {
        let before = server.processor()?;
        let load = load::run(server.address, calls, clients, ROUND)?;
        let spent = server.processor()?.saturating_sub(before);
        Ok(Self {
            each: spent.div_f64(load.requests.max(1.0)),
            load,
        })
    }

    /// The round in the middle by requests, with the middle processor time.
    pub fn middle(mut rounds: Vec<Self>) -> Result<Self, Failure> {
        rounds.sort_by_key(|round| round.each);
        let middle = rounds.len() / 2;
        let each = rounds.get(middle).ok_or("no round")?.each;
        rounds.sort_by(|a, b| a.load.per_second.total_cmp(&b.load.per_second));
        let load = rounds.into_iter().nth(middle).ok_or("no round")?.load;
        Ok(Self { load, each })
    }

    /// `| per second | median | p99 | processor time |`, without the first bar.
    pub fn cells(&self) -> String {
        format!(
            "{} | {:.2} ms | {:.2} ms | {:.1} us |",
            thousands(self.load.per_second),
            self.load.median.as_secs_f64() * 1e3,
            self.load.p99.as_secs_f64() * 1e3,
            self.each.as_secs_f64() * 1e6
        )
    }
}
