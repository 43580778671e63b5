//! Who calls: access tokens, the clients behind them, and what they may do.
//!
//! A token only names its client. Role and organisation are looked up at each request in a copy of the clients that is
//! kept in memory and follows the database within seconds, so that a changed role, a disabled client or a revoked token
//! takes effect at once. Whatever is missing, unknown or stale refuses.

mod access;
mod caller;
mod claims;
mod failures;
mod snapshot;
#[cfg(test)]
mod tests;
mod token;

pub use access::{Access, AccessError, AccessSettings, Grant, TokenError};
pub use caller::Caller;
pub use claims::{AUDIENCE, Claims};
pub use token::{MAX_LIFETIME_SECONDS, VerifiedToken};
