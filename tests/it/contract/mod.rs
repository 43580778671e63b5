//! The details of the evaluation contract, over HTTP.

mod batch;
mod explain;
mod facts;
mod local_profiles;
mod parameters;
mod profiles;
mod provisional;
mod working_days;
