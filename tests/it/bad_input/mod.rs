//! What is refused, how, and in which words.

mod faults;
mod http;
mod json;
mod limits;
mod query;
mod report;
