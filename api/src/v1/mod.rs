//! Version 1 of the API.

pub mod calendars;
pub mod evaluation;
pub mod interpretations;
pub mod profiles;
mod reading;
pub mod regulations;
pub mod responses;
