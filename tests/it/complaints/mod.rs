//! Complaint cases end to end: from intake to conclusion, over HTTP, on both databases.

mod circulars;
mod clear_texts;
mod corrections;
mod course;
mod decisions;
mod departures;
pub mod desk;
mod documented;
mod example;
mod examples;
mod guidance;
mod handing_over;
mod investigation;
mod manners;
mod outward;
mod periodic;
mod races;
mod similar;
mod veil;
