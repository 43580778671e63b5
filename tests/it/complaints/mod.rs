//! Complaint cases end to end: from intake to conclusion, over HTTP, on both databases.

mod corrections;
mod course;
mod decisions;
pub mod desk;
mod documented;
mod example;
mod examples;
mod handing_over;
mod manners;
mod races;
mod similar;
mod veil;
