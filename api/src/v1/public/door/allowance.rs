//! How often something may be done: so many times at once, and as many again over a time.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// A limit as it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// As often as one likes.
    Off,
    /// So often within so many seconds.
    Within {
        /// How often, also all at once.
        count: NonZeroU32,
        /// The time after which as many are allowed again.
        seconds: NonZeroU32,
    },
}

/// `off`, or `<count>/<seconds>`.
impl FromStr for Allowance {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "off" {
            return Ok(Self::Off);
        }
        let numbers = text
            .split_once('/')
            .and_then(|(count, seconds)| Some((count.parse().ok()?, seconds.parse().ok()?)));
        match numbers {
            Some((count, seconds)) => Ok(Self::Within { count, seconds }),
            None => Err("expected \"off\" or <count>/<seconds>, such as 20/600".to_owned()),
        }
    }
}

impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::Within { count, seconds } => write!(f, "{count}/{seconds}"),
        }
    }
}

impl Allowance {
    /// How often at once, and after how long once more; none: no limit.
    fn steps(self) -> Option<(u32, Duration)> {
        match self {
            Self::Off => None,
            Self::Within { count, seconds } => Some((
                count.get(),
                Duration::from_secs(seconds.get().into()) / count.get(),
            )),
        }
    }
}

/// What was used of an allowance: one instant, at which all of it will be there again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bucket {
    full_at: Option<Instant>,
}

impl Bucket {
    /// Uses it once.
    ///
    /// # Errors
    /// How long to wait where there is nothing left; then nothing is used.
    pub fn take(&mut self, allowance: Allowance, now: Instant) -> Result<(), Duration> {
        let Some((count, step)) = allowance.steps() else {
            return Ok(());
        };
        let full_at = self.full_at.map_or(now, |at| at.max(now)) + step;
        let used = full_at.saturating_duration_since(now);
        match used.checked_sub(step * count) {
            Some(wait) if !wait.is_zero() => Err(wait),
            Some(_) | None => {
                self.full_at = Some(full_at);
                Ok(())
            }
        }
    }
}

/// Wrong codes: so many are let pass, each is forgotten after a while, and each one more doubles how long to wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wrong {
    count: u32,
    latest: Option<Instant>,
}

/// Longest wait after a wrong code, however many there were: 2 to this power, in seconds.
const MOST_DOUBLINGS: u32 = 10;

impl Wrong {
    /// Notes a wrong code.
    pub fn note(&mut self, free: Allowance, now: Instant) {
        let Some((most, _)) = free.steps() else {
            return;
        };
        // However long somebody guessed, the count stays within what is forgotten in a reasonable time.
        let least = most.saturating_add(MOST_DOUBLINGS).saturating_add(1);
        self.count = self.standing(free, now).saturating_add(1).min(least);
        self.latest = Some(now);
    }

    /// How many are not forgotten yet.
    fn standing(&self, free: Allowance, now: Instant) -> u32 {
        let (Some(latest), Some((_, step))) = (self.latest, free.steps()) else {
            return 0;
        };
        let forgotten = now.saturating_duration_since(latest).as_millis() / step.as_millis().max(1);
        self.count
            .saturating_sub(u32::try_from(forgotten).unwrap_or(u32::MAX))
    }

    /// How many there are beyond those that are let pass.
    pub fn beyond(&self, free: Allowance, now: Instant) -> u32 {
        free.steps()
            .map_or(0, |(most, _)| self.standing(free, now).saturating_sub(most))
    }

    /// How long to wait before the next look-up.
    pub fn wait(&self, free: Allowance, now: Instant) -> Option<Duration> {
        let latest = self.latest?;
        let doublings = self.beyond(free, now).checked_sub(1)?.min(MOST_DOUBLINGS);
        let wait = Duration::from_secs(1_u64.checked_shl(doublings)?);
        wait.checked_sub(now.saturating_duration_since(latest))
            .filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowance(text: &str) -> Allowance {
        text.parse().unwrap_or(Allowance::Off)
    }

    #[test]
    fn allowances_are_read_and_shown() {
        for text in ["off", "20/600", "1/1"] {
            assert_eq!(allowance(text).to_string(), text);
        }
        for text in ["", "20", "20/", "0/5", "5/0", "-1/2", "a/b", "1/2/3", "Off"] {
            assert!(text.parse::<Allowance>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let (three, start) = (allowance("3/60"), Instant::now());
        let mut bucket = Bucket::default();
        for _ in 0..3 {
            assert_eq!(bucket.take(three, start), Ok(()));
        }
        assert_eq!(bucket.take(three, start), Err(Duration::from_secs(20)));
        let later = start + Duration::from_secs(19);
        assert_eq!(bucket.take(three, later), Err(Duration::from_secs(1)));
        let later = start + Duration::from_secs(20);
        assert_eq!(bucket.take(three, later), Ok(()));
        assert!(bucket.take(three, later).is_err());
        let later = start + Duration::from_secs(600);
        for _ in 0..3 {
            assert_eq!(bucket.take(three, later), Ok(()));
        }
        assert!(bucket.take(three, later).is_err());
        for _ in 0..10_000 {
            assert_eq!(bucket.take(Allowance::Off, start), Ok(()));
        }
    }

    #[test]
    fn each_wrong_code_beyond_the_free_ones_doubles_the_wait_within_bounds() {
        let (free, start) = (allowance("5/300"), Instant::now());
        let mut wrong = Wrong::default();
        for _ in 0..5 {
            wrong.note(free, start);
            assert_eq!(wrong.wait(free, start), None);
        }
        let mut waits = Vec::new();
        for _ in 0..20 {
            wrong.note(free, start);
            waits.extend(wrong.wait(free, start).map(|wait| wait.as_secs()));
        }
        assert_eq!(
            waits.get(..11),
            Some(&[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024][..])
        );
        assert!(waits.iter().skip(11).all(|wait| *wait == 1024), "{waits:?}");
        // Each is forgotten after a minute: 16 of them, and five are free.
        let later = start + Duration::from_secs(60 * 11);
        assert_eq!(wrong.wait(free, later), None);
        assert_eq!(wrong.beyond(free, later), 0);
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let mut wrong = Wrong::default();
        for _ in 0..1000 {
            wrong.note(Allowance::Off, Instant::now());
        }
        assert_eq!(wrong.wait(Allowance::Off, Instant::now()), None);
    }
}
