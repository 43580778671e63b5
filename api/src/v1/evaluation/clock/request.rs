//! Reading a clock request.

use chrono::NaiveDate;
use domain::gd::art18_clock::ClockFacts;

use crate::decode::{Context, Count, Object, Text, object};

/// A request as read.
#[derive(Debug)]
pub struct ClockRequest<'de> {
    /// The profile named, if any.
    pub profile: Option<Text<'de>>,
    /// The facts.
    pub facts: ClockFacts,
}

object! {
    /// The members of a request.
    pub struct RequestSlots<'de> {
        profile: scalar Text<'de>,
        accepted_on: scalar NaiveDate,
        extended_to_working_days: scalar Count,
        concluded_on: scalar NaiveDate,
        as_of: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for RequestSlots<'de> {
    type Target = ClockRequest<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let accepted_on = self.accepted_on.required(context, "accepted_on");
        let as_of = self.as_of.required(context, "as_of");
        Some(ClockRequest {
            profile: self.profile.optional(),
            facts: ClockFacts {
                accepted_on: accepted_on?,
                extended_to_working_days: self
                    .extended_to_working_days
                    .optional()
                    .map(|Count(days)| days),
                concluded_on: self.concluded_on.optional(),
                as_of: as_of?,
            },
        })
    }
}
