//! Reading a working-days request.

use chrono::NaiveDate;

use crate::decode::{Context, Object, Signed, Text, object};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The n-th working day.
    Add(i32),
    /// The working days up to a day.
    Count(NaiveDate),
}

/// A request as read.
#[derive(Debug)]
pub struct WorkingDaysRequest<'de> {
    /// The profile named, if any.
    pub profile: Option<Text<'de>>,
    /// The day to start from, in Asia/Shanghai.
    pub from: NaiveDate,
    /// What is asked.
    pub question: Question,
}

object! {
    /// The members of a request.
    pub struct RequestSlots<'de> {
        profile: scalar Text<'de>,
        from: scalar NaiveDate,
        add: scalar Signed,
        to: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for RequestSlots<'de> {
    type Target = WorkingDaysRequest<'de>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let from = self.from.required(context, "from");
        let faulty = self.add.is_faulty() || self.to.is_faulty();
        let question = match (self.add.optional(), self.to.optional()) {
            (Some(Signed(days)), None) if !faulty => Some(Question::Add(days)),
            (None, Some(to)) if !faulty => Some(Question::Count(to)),
            (Some(_), Some(_)) => {
                context.fault_at(
                    "to",
                    "add 与 to 只能给出其中之一",
                    "give either add or to, not both",
                );
                None
            }
            (None, None) if !faulty => {
                context.fault_at("add", "须给出 add 或 to", "give either add or to");
                None
            }
            (Some(_), None) | (None, Some(_) | None) => None,
        };
        Some(WorkingDaysRequest {
            profile: self.profile.optional(),
            from: from?,
            question: question?,
        })
    }
}
