//! The shapes of requests and answers, for the OpenAPI document and for clients in Rust.
//!
//! Requests are read by [`crate::decode`] and answers written by [`super::json`]; tests keep these shapes and those in
//! step: every member, and answers that read back.

mod admissibility;
mod batch;
mod clock;
mod ground;
mod sanctions;
mod text;
mod working_days;

pub use admissibility::{
    AdmissibilityAnswer, AdmissibilityFactsBody, AdmissibilityRequestBody, ChannelName, Duty,
    EventBody, FormDeficiency, OutcomeName, PrecisionName, PriorComplaintBody, PriorStatusName,
    TrackName,
};
pub use batch::{
    AdmissibilityBatch, AdmissibilityResult, AdmissibilityResults, ClockBatch, ClockResult,
    ClockResults, SanctionsBatch, SanctionsResult, SanctionsResults, WorkingDaysBatch,
    WorkingDaysResult, WorkingDaysResults,
};
pub use clock::{ClockAnswer, ClockRequestBody, ClockStateName};
pub use ground::{
    Change, ComputedBody, GroundBody, ParameterNumberOrChoice, ParameterSources, Parameters,
    ProfileEcho, Readings, RegulationEcho, StatusName,
};
pub use sanctions::{
    ActivityBody, AnnualReportBody, BatchBody, ComplaintBody, MeasureBody, RectificationBody,
    SanctionFactsBody, SanctionsAnswer, SanctionsRequestBody, SuspensionBody, TierName,
    ViolationBody, WarningBody,
};
pub use text::ShortText;
pub use working_days::{CalendarEcho, WorkingDaysAnswer, WorkingDaysRequestBody};
