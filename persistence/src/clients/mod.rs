//! Clients: whoever calls the API, in one role of one organisation. Every change is an event in the stream
//! `client/<id>`, in the transaction of its row; secrets and their hashes are in no event.

mod change;
mod derived;
mod list;
mod row;
mod secret;

use chrono::{DateTime, Utc};
use domain::access::Role;

pub use change::{change, create, disable, renew_secret, revoke_token};
pub use derived::Clients;
pub use list::{Filter, get, list};
pub use secret::Secret;

/// A client. Its secret is kept nowhere, its hash is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id, a UUID.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// The organisation it acts for.
    pub organisation_id: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Since when it cannot act any more.
    pub disabled_at: Option<DateTime<Utc>>,
    /// How often it was changed; the version of its stream.
    pub version: i64,
}

/// A client that is to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClient {
    /// What people call it.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// The organisation it acts for.
    pub organisation_id: String,
}

/// What of a client is to be changed; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientChange {
    /// What people call it.
    pub name: Option<String>,
    /// Its role.
    pub role: Option<Role>,
    /// The organisation it acts for.
    pub organisation_id: Option<String>,
}

/// The stream of a client.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("client/{id}")
}
