//! Support for tests that run the whole system.

pub mod postgres;
