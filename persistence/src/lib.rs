//! Storage of jiandu: one [`Store`] over SQLite or PostgreSQL, chosen by the URL.
//!
//! The rest of the system sees [`Store::read`], [`Store::snapshot`], [`Store::write`] and [`Store::submit`] and never
//! asks which database is behind them; `dialect.rs` is the only file that does.
#![warn(missing_docs)]

pub mod access;
pub mod aggregate;
pub mod attachments;
pub mod backup;
pub mod calendar;
pub mod checkpoint;
pub mod circulars;
pub mod clients;
pub mod clock;
pub mod complaints;
mod dialect;
mod error;
pub mod inspections;
pub mod institutions;
pub mod jobs;
pub mod keys;
pub mod ledger;
mod libpq;
mod migrate;
pub mod mode;
pub mod organisations;
mod pool;
pub mod proceedings;
mod queue;
pub mod reports;
pub mod schema;
pub mod signing_keys;
pub mod similar;
mod store;
mod url;
pub mod verify;
mod wal;
mod write;
mod writer;

pub use dialect::{AnyConnection as Connection, Backend};
pub use error::StoreError;
pub use libpq::{LibpqFlavour, libpq_flavour};
pub use store::{Health, Store, StoreOptions};
pub use url::{DatabaseUrl, DatabaseUrlError, PostgresUrl, SqliteLocation};
