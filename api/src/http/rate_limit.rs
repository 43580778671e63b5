//! A token bucket for each client address.

use std::{fmt, io::Write as _, num::NonZeroU32, str::FromStr, time::Duration};

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};

use super::client_address::ClientKey;

const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// How often buckets that are full again are forgotten.
pub const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// How many requests one client may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateLimit {
    /// As many as it likes.
    Off,
    /// So many, on average and at once.
    PerSecond {
        /// Requests a second in the long run.
        rate: NonZeroU32,
        /// Requests at once after a pause.
        burst: NonZeroU32,
    },
}

/// `off`, or `<per second>/<burst>`.
impl FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "off" {
            return Ok(Self::Off);
        }
        let numbers = text
            .split_once('/')
            .and_then(|(rate, burst)| Some((rate.parse().ok()?, burst.parse().ok()?)));
        match numbers {
            Some((rate, burst)) => Ok(Self::PerSecond { rate, burst }),
            None => Err("expected \"off\" or <per second>/<burst>, such as 1000/2000".to_owned()),
        }
    }
}

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::PerSecond { rate, burst } => write!(f, "{rate}/{burst}"),
        }
    }
}

type Buckets =
    RateLimiter<ClientKey, DashMapStateStore<ClientKey>, DefaultClock, StateInformationMiddleware>;

/// The buckets of all clients.
pub struct Limiter {
    buckets: Buckets,
    clock: DefaultClock,
    rate: NonZeroU32,
    burst: NonZeroU32,
    policy: HeaderValue,
}

/// Whether a request may pass, and what the client is told of its bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Seconds to wait, if it may not pass.
    pub retry_after: Option<u32>,
    remaining: u32,
    reset: u32,
}

impl Limiter {
    /// Empty buckets for this limit; nothing if it is off.
    #[must_use]
    pub fn new(limit: RateLimit) -> Option<Self> {
        let RateLimit::PerSecond { rate, burst } = limit else {
            return None;
        };
        let quota = Quota::per_second(rate).allow_burst(burst);
        let policy = format!(
            "\"per-address\";q={burst};w={}",
            burst.get().div_ceil(rate.get())
        );
        let clock = DefaultClock::default();
        Some(Self {
            buckets: RateLimiter::dashmap_with_clock(quota, clock.clone())
                .with_middleware::<StateInformationMiddleware>(),
            clock,
            rate,
            burst,
            policy: HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("")),
        })
    }

    /// Takes a token from a client's bucket.
    pub fn check(&self, client: ClientKey) -> Verdict {
        match self.buckets.check_key(&client) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                Verdict {
                    retry_after: None,
                    remaining,
                    reset: self.seconds_to_fill(remaining),
                }
            }
            Err(refused) => {
                let wait = refused.wait_time_from(self.clock.now());
                let whole = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                let seconds = u32::try_from(whole).unwrap_or(u32::MAX).max(1);
                Verdict {
                    retry_after: Some(seconds),
                    remaining: 0,
                    reset: self.seconds_to_fill(0),
                }
            }
        }
    }

    fn seconds_to_fill(&self, remaining: u32) -> u32 {
        self.burst
            .get()
            .saturating_sub(remaining)
            .div_ceil(self.rate.get())
    }

    /// Forgets the clients whose bucket is full again: memory is bounded by the clients of the last
    /// few seconds.
    pub fn sweep(&self) {
        self.buckets.retain_recent();
        self.buckets.shrink_to_fit();
    }

    /// How many clients are remembered.
    #[must_use]
    pub fn clients(&self) -> usize {
        self.buckets.len()
    }

    /// Tells the client of its bucket (draft-ietf-httpapi-ratelimit-headers).
    pub fn write_headers(&self, verdict: Verdict, headers: &mut HeaderMap) {
        headers.insert(RATE_LIMIT_POLICY, self.policy.clone());
        let mut text = [0_u8; 48];
        let mut rest = text.as_mut_slice();
        // Two numbers of at most ten digits: the text always fits.
        let _ = write!(
            rest,
            "\"per-address\";r={};t={}",
            verdict.remaining, verdict.reset
        );
        let unused = rest.len();
        let written = text.get(..text.len() - unused).unwrap_or_default();
        if let Ok(value) = HeaderValue::from_bytes(written) {
            headers.insert(RATE_LIMIT, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(text: &str) -> Option<Limiter> {
        text.parse().ok().and_then(Limiter::new)
    }

    #[test]
    fn limits_are_read() {
        assert_eq!("off".parse(), Ok(RateLimit::Off));
        for text in ["", "10", "10/", "0/5", "5/0", "-1/2", "a/b", "1/2/3"] {
            assert!(text.parse::<RateLimit>().is_err(), "{text}");
        }
        let shown = "10/20".parse().map(|limit: RateLimit| limit.to_string());
        assert_eq!(shown.as_deref(), Ok("10/20"));
        assert!(limiter("off").is_none());
    }

    #[test]
    fn a_bucket_empties_and_is_told() {
        let limiter = limiter("1/3");
        let Some(limiter) = limiter else {
            return assert!(limiter.is_some());
        };
        let client = ClientKey::V4(1);
        let remaining: Vec<u32> = (0..3).map(|_| limiter.check(client).remaining).collect();
        assert_eq!(remaining, [2, 1, 0]);
        let refused = limiter.check(client);
        assert_eq!(refused.retry_after, Some(1));
        assert_eq!((refused.remaining, refused.reset), (0, 3));
        assert_eq!(limiter.check(ClientKey::V4(2)).remaining, 2);

        let mut headers = HeaderMap::new();
        limiter.write_headers(refused, &mut headers);
        let header = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header(&RATE_LIMIT), Some("\"per-address\";r=0;t=3"));
        assert_eq!(header(&RATE_LIMIT_POLICY), Some("\"per-address\";q=3;w=3"));
    }

    #[test]
    fn full_buckets_are_forgotten() {
        let limiter = limiter("1000000/1");
        let Some(limiter) = limiter else {
            return assert!(limiter.is_some());
        };
        for client in 0..1000 {
            limiter.check(ClientKey::V4(client));
        }
        std::thread::sleep(Duration::from_millis(20));
        limiter.sweep();
        assert_eq!(limiter.clients(), 0);
    }
}
