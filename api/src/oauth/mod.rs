//! Tokens for clients: OAuth 2 client credentials (RFC 6749 §4.4), revocation (RFC 7009), the key set (RFC 7517) and the
//! metadata (RFC 8414).

mod error;
mod form;
pub mod keys;
pub mod metadata;
pub mod revoke;
pub mod token;
