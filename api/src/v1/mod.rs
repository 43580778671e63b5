//! Version 1 of the API.

pub(crate) mod as_of;
pub mod calendars;
mod changing;
pub mod clients;
pub mod complaints;
pub mod evaluation;
pub mod interpretations;
pub mod jobs;
pub mod organisations;
pub mod paging;
pub mod profiles;
pub(crate) mod reading;
pub mod regulations;
pub mod responses;
pub mod sandbox;
