//! Version 1 of the API.

pub(crate) mod as_of;
pub mod calendars;
pub mod changing;
pub mod evaluation;
pub mod interpretations;
pub mod paging;
pub mod profiles;
pub(crate) mod reading;
pub mod regulations;
pub mod responses;
