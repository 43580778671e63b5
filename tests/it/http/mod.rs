//! HTTP as such: headers, limits, caches, compression, probes, logs, start and stop.

mod caching;
mod compression;
mod cors;
mod headers;
mod health;
mod log;
mod metrics;
mod pages;
mod rate_limit;
mod stopping;
mod timeouts;
