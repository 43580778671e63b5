//! Version 1 of the API.

pub(crate) mod as_of;
pub mod calendars;
mod changing;
pub mod circulars;
pub mod clients;
pub mod complaints;
pub mod credit;
pub mod evaluation;
pub mod inspections;
pub mod institutions;
pub mod interpretations;
pub mod jobs;
pub mod organisations;
pub mod paging;
pub mod periodic_reports;
pub mod profiles;
pub mod public;
pub mod published;
pub(crate) mod reading;
pub mod regulations;
pub mod responses;
pub mod sandbox;
