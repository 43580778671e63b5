//! What protects the public's door: limits for each address and for all together, waiting after wrong codes, and answers
//! to look-ups that tell nothing by their length or time.

pub mod allowance;
mod release;

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::HttpRequest;
use quick_cache::sync::Cache;

use self::allowance::{Allowance, Bucket, Wrong};
use crate::http::client_address::{ClientKey, TrustedProxies};
use crate::problem::{Problem, ProblemCode};

pub use self::release::{Released, Told};

/// Addresses that are remembered at once. Whoever comes from more of them than that meets the limits for all together.
const REMEMBERED: usize = 65_536;

/// Look-ups of one address under way at once, beyond the wrong codes it may still send.
const UNDER_WAY: u32 = 16;

/// How much slower look-ups get at most when many wrong codes come in from everywhere.
const MOST_SLOWNESS: u32 = 16;

/// The limits of the public's door, and how its answers are timed.
#[derive(Debug, Clone)]
pub struct DoorSettings {
    /// Complaints handed in from one address.
    pub submissions: Allowance,
    /// Complaints handed in by all together.
    pub all_submissions: Allowance,
    /// Look-ups by receipt code from one address.
    pub lookups: Allowance,
    /// Look-ups by all together.
    pub all_lookups: Allowance,
    /// Wrong codes from one address before it has to wait.
    pub wrong_codes: Allowance,
    /// Wrong codes from everywhere before look-ups get slower.
    pub all_wrong_codes: Allowance,
    /// Look-ups are answered so long after they came in, or a multiple of it.
    pub quantum: Duration,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: TrustedProxies,
}

/// The public's door; one for all workers.
pub struct Door {
    settings: DoorSettings,
    addresses: Cache<ClientKey, Arc<Mutex<Address>>>,
    all: Mutex<All>,
}

/// What is remembered of an address.
#[derive(Debug, Default)]
struct Address {
    submissions: Bucket,
    lookups: Bucket,
    wrong: Wrong,
    /// Look-ups that are not answered yet: any of them may turn out wrong.
    under_way: u32,
}

#[derive(Debug, Default)]
struct All {
    submissions: Bucket,
    lookups: Bucket,
    wrong: Wrong,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Door {
    /// With these limits.
    #[must_use]
    pub fn new(settings: DoorSettings) -> Self {
        Self {
            settings,
            addresses: Cache::new(REMEMBERED),
            all: Mutex::default(),
        }
    }

    /// Where a request comes from.
    #[must_use]
    pub fn address(&self, request: &HttpRequest) -> IpAddr {
        self.settings
            .proxies
            .client(request.peer_addr(), request.headers())
    }

    fn known(&self, request: &HttpRequest) -> Arc<Mutex<Address>> {
        let key = ClientKey::from(self.address(request));
        let new = || Ok::<_, Infallible>(Arc::default());
        match self.addresses.get_or_insert_with(&key, new) {
            Ok(address) => address,
            Err(never) => match never {},
        }
    }

    /// Lets somebody hand a complaint in.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn submit(&self, request: &HttpRequest) -> Result<(), Problem> {
        self.submit_from(&Origin(self.known(request)))
    }

    /// The same for a look-up that turns out to hand a complaint in.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn submit_from(&self, origin: &Origin) -> Result<(), Problem> {
        let now = Instant::now();
        let settings = &self.settings;
        locked(&origin.0)
            .submissions
            .take(settings.submissions, now)
            .map_err(too_many)?;
        locked(&self.all)
            .submissions
            .take(settings.all_submissions, now)
            .map_err(too_many)
    }

    /// Lets somebody look a case up by its code. Whether they may is settled before anybody knows whether the code is
    /// good.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn look_up(&self, request: &HttpRequest) -> Result<Visit<'_>, Problem> {
        let now = Instant::now();
        let address = self.known(request);
        let settings = &self.settings;
        {
            let mut address = locked(&address);
            address
                .lookups
                .take(settings.lookups, now)
                .map_err(too_many)?;
            if let Some(wait) = address.wrong.wait(settings.wrong_codes, now) {
                return Err(too_many(wait));
            }
            let limited = settings.wrong_codes != Allowance::Off;
            if limited && address.under_way >= UNDER_WAY {
                return Err(too_many(Duration::from_secs(1)));
            }
            address.under_way = address.under_way.saturating_add(1);
        }
        // From here on what is under way is counted down again, whatever happens.
        let visit = Visit {
            door: self,
            address,
        };
        locked(&self.all)
            .lookups
            .take(settings.all_lookups, now)
            .map_err(too_many)?;
        Ok(visit)
    }

    /// After how long look-ups are answered now: the same for good and for wrong codes.
    fn quantum(&self) -> Duration {
        let beyond = locked(&self.all)
            .wrong
            .beyond(self.settings.all_wrong_codes, Instant::now());
        self.settings.quantum
            * 1_u32
                .checked_shl(beyond)
                .unwrap_or(MOST_SLOWNESS)
                .min(MOST_SLOWNESS)
    }
}

/// Where a request comes from, to be counted there.
#[derive(Clone)]
pub struct Origin(Arc<Mutex<Address>>);

/// Somebody who looks a case up.
pub struct Visit<'a> {
    door: &'a Door,
    address: Arc<Mutex<Address>>,
}

impl Visit<'_> {
    /// Notes that the code was wrong.
    pub fn was_wrong(&self) {
        let now = Instant::now();
        let settings = &self.door.settings;
        locked(&self.address).wrong.note(settings.wrong_codes, now);
        locked(&self.door.all)
            .wrong
            .note(settings.all_wrong_codes, now);
    }

    /// Where they come from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin(Arc::clone(&self.address))
    }

    /// How the answer to what has just arrived is released.
    #[must_use]
    pub fn arrived(&self) -> Released {
        Released::after(self.door.quantum())
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        let mut address = locked(&self.address);
        address.under_way = address.under_way.saturating_sub(1);
    }
}

fn too_many(wait: Duration) -> Problem {
    let whole = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let seconds = u32::try_from(whole).unwrap_or(u32::MAX).max(1);
    Problem::new(ProblemCode::RateLimited).with_retry_after(seconds)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn allowance(text: &str) -> Allowance {
        text.parse().unwrap_or(Allowance::Off)
    }

    fn door(change: impl FnOnce(&mut DoorSettings)) -> Door {
        let mut settings = DoorSettings {
            submissions: Allowance::Off,
            all_submissions: Allowance::Off,
            lookups: Allowance::Off,
            all_lookups: Allowance::Off,
            wrong_codes: Allowance::Off,
            all_wrong_codes: Allowance::Off,
            quantum: Duration::from_millis(30),
            proxies: TrustedProxies::default(),
        };
        change(&mut settings);
        Door::new(settings)
    }

    fn from(peer: &str) -> HttpRequest {
        let request = TestRequest::default();
        match peer.parse() {
            Ok(peer) => request.peer_addr(peer).to_http_request(),
            Err(_none) => request.to_http_request(),
        }
    }

    #[test]
    fn each_address_and_all_together_have_their_limits() {
        let door = door(|settings| {
            settings.submissions = allowance("2/3600");
            settings.all_submissions = allowance("3/3600");
        });
        let (one, other) = (from("10.0.0.1:1"), from("10.0.0.2:1"));
        assert!(door.submit(&one).is_ok());
        assert!(door.submit(&one).is_ok());
        let refused = door.submit(&one).map_err(|problem| problem.retry_after);
        assert_eq!(refused, Err(Some(1800)));
        assert!(door.submit(&other).is_ok());
        assert!(door.submit(&other).is_err(), "all together");
    }

    #[test]
    fn an_address_with_many_wrong_codes_waits_and_no_other() {
        let door = door(|settings| settings.wrong_codes = allowance("3/3600"));
        let (one, other) = (from("10.0.0.1:1"), from("10.0.0.2:1"));
        for _ in 0..4 {
            let visit = door.look_up(&one);
            assert!(visit.is_ok());
            if let Ok(visit) = visit {
                visit.was_wrong();
            }
        }
        assert!(door.look_up(&one).is_err());
        assert!(door.look_up(&other).is_ok());
    }

    #[test]
    fn not_more_codes_at_once_than_are_watched() {
        let door = door(|settings| settings.wrong_codes = allowance("3/3600"));
        let one = from("10.0.0.1:1");
        let under_way: Vec<_> = (0..UNDER_WAY).map(|_| door.look_up(&one)).collect();
        assert!(under_way.iter().all(Result::is_ok));
        assert!(door.look_up(&one).is_err());
        drop(under_way);
        assert!(door.look_up(&one).is_ok());
    }

    #[test]
    fn wrong_codes_from_everywhere_slow_all_look_ups_within_bounds() {
        let door = door(|settings| settings.all_wrong_codes = allowance("2/3600"));
        let mut quanta = Vec::new();
        for host in 0..9 {
            if let Ok(visit) = door.look_up(&from(&format!("10.0.0.{host}:1"))) {
                quanta.push(door.quantum().as_millis());
                visit.was_wrong();
            }
        }
        assert_eq!(quanta, [30, 30, 30, 60, 120, 240, 480, 480, 480]);
    }

    #[test]
    fn the_memory_of_addresses_is_bounded() {
        let door = door(|settings| settings.submissions = allowance("2/3600"));
        for host in 0..70_000_u32 {
            let [_, a, b, c] = host.to_be_bytes();
            assert!(door.submit(&from(&format!("10.{a}.{b}.{c}:1"))).is_ok());
        }
        assert!(door.addresses.len() <= REMEMBERED);
    }
}
