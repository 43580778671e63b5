//! The facts that admissibility rests on, and when they contradict each other.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::ground::{Name, Pointer, Reason};
use crate::truth::Truth;

/// How a complaint came in (Art. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// 网络
    Web,
    /// 书信
    Letter,
    /// 电子邮件
    Email,
    /// 传真
    Fax,
    /// 电话
    Phone,
    /// 短信
    Sms,
    /// 走访
    Visit,
    /// 媒体
    Media,
    /// 转办
    Transfer,
    /// 其他
    Other,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 10] = [
        Self::Web,
        Self::Letter,
        Self::Email,
        Self::Fax,
        Self::Phone,
        Self::Sms,
        Self::Visit,
        Self::Media,
        Self::Transfer,
        Self::Other,
    ];

    /// The word used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Letter => "letter",
            Self::Email => "email",
            Self::Fax => "fax",
            Self::Phone => "phone",
            Self::Sms => "sms",
            Self::Visit => "visit",
            Self::Media => "media",
            Self::Transfer => "transfer",
            Self::Other => "other",
        }
    }
}

/// How exactly the day of the event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Precision {
    /// To the day.
    #[default]
    Day,
    /// Some day of the month.
    Month,
    /// Some day of the year.
    Year,
}

impl Precision {
    /// Every precision.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The word used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// The event complained of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day, or a day of the month or year, in Asia/Shanghai.
    pub date: Option<NaiveDate>,
    /// How exactly `date` is known.
    pub precision: Precision,
    /// The violation still goes on: never out of time.
    pub ongoing: bool,
}

impl Event {
    /// The first and the last day on which the event may have happened, the last no later than `submitted_on`.
    #[must_use]
    pub fn possible_days(&self, submitted_on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let date = self.date?;
        let (first, next) = match self.precision {
            Precision::Day => return Some((date, date)),
            Precision::Month => {
                let first = date.with_day(1)?;
                (first, first.checked_add_months(Months::new(1))?)
            }
            Precision::Year => {
                let first = date.with_day(1)?.with_month(1)?;
                (first, first.checked_add_months(Months::new(12))?)
            }
        };
        Some((first, next.pred_opt()?.min(submitted_on)))
    }
}

/// Where an earlier complaint stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PriorStatus {
    /// Received, not decided.
    Pending,
    /// Formally accepted and still open.
    Accepted,
    /// Rejected or referred.
    NotAccepted,
    /// Concluded.
    Concluded,
    /// Withdrawn by the complainant.
    Withdrawn,
}

impl PriorStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Accepted,
        Self::NotAccepted,
        Self::Concluded,
        Self::Withdrawn,
    ];

    /// The word used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
            Self::Concluded => "concluded",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An earlier complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriorComplaint {
    /// Put forward by the same complainant.
    pub same_complainant: Truth,
    /// About the same matter.
    pub same_matter: Truth,
    /// Where it stands.
    pub status: PriorStatus,
    /// Day of formal acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Day by which it is to be concluded.
    pub due_on: Option<NaiveDate>,
    /// Day on which it was concluded.
    pub concluded_on: Option<NaiveDate>,
    /// The repeat brings new facts.
    pub raises_new_facts: Truth,
}

/// The facts of a complaint, as far as admissibility needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmissibilityFacts {
    /// The day the complaint was put forward, in Asia/Shanghai.
    pub submitted_on: NaiveDate,
    /// How it came.
    pub channel: Option<Channel>,
    /// Art. 9(1): the accused party is definite.
    pub accused_identified: Truth,
    /// Art. 9(1): the violation is definite.
    pub violation_specified: Truth,
    /// Art. 10(2): there is a factual basis.
    pub has_factual_basis: Truth,
    /// Art. 9(2): within function.
    pub within_function: Truth,
    /// Art. 9(2): within jurisdiction.
    pub within_jurisdiction: Truth,
    /// Art. 10(5), 12: normal or day-to-day business of appraisal.
    pub routine_business: Truth,
    /// Art. 10(5): the normal procedure was followed first.
    pub normal_procedure_followed: Truth,
    /// Art. 12: already answered on the spot.
    pub answered_on_the_spot: Truth,
    /// When the event happened.
    pub event: Option<Event>,
    /// Earlier complaints; `None`: not known whether there are any.
    pub prior_complaints: Option<Vec<PriorComplaint>>,
    /// Art. 8: name.
    pub complainant_name_given: Truth,
    /// Art. 8: contact.
    pub contact_given: Truth,
    /// Art. 8: request.
    pub request_given: Truth,
    /// Art. 8: facts.
    pub facts_given: Truth,
    /// Art. 8: reasons.
    pub reasons_given: Truth,
    /// Art. 13: exposed by media.
    pub media_exposed: Truth,
    /// Art. 4(2): of considerable impact.
    pub high_impact: Truth,
    /// Art. 15: urgent.
    pub urgent: Truth,
}

impl AdmissibilityFacts {
    /// Nothing known but the day the complaint was put forward.
    #[must_use]
    pub const fn unknown(submitted_on: NaiveDate) -> Self {
        Self {
            submitted_on,
            channel: None,
            accused_identified: Truth::Unknown,
            violation_specified: Truth::Unknown,
            has_factual_basis: Truth::Unknown,
            within_function: Truth::Unknown,
            within_jurisdiction: Truth::Unknown,
            routine_business: Truth::Unknown,
            normal_procedure_followed: Truth::Unknown,
            answered_on_the_spot: Truth::Unknown,
            event: None,
            prior_complaints: None,
            complainant_name_given: Truth::Unknown,
            contact_given: Truth::Unknown,
            request_given: Truth::Unknown,
            facts_given: Truth::Unknown,
            reasons_given: Truth::Unknown,
            media_exposed: Truth::Unknown,
            high_impact: Truth::Unknown,
            urgent: Truth::Unknown,
        }
    }
}

/// Two facts that cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inconsistency {
    /// Where to look.
    pub pointer: Pointer,
    /// Why.
    pub reason: &'static Reason,
}

static EVENT_AFTER_SUBMISSION: Reason = Reason {
    zh: "事件发生日晚于提出日",
    en: "the event is later than the day the complaint was put forward",
    index: 0,
};
static ACCEPTED_AFTER_SUBMISSION: Reason = Reason {
    zh: "先前投诉举报的受理日晚于本次提出日",
    en: "the earlier complaint was accepted later than this one was put forward",
    index: 0,
};
static CONCLUDED_AFTER_SUBMISSION: Reason = Reason {
    zh: "先前投诉举报的办结日晚于本次提出日",
    en: "the earlier complaint was concluded later than this one was put forward",
    index: 0,
};
static DUE_BEFORE_ACCEPTED: Reason = Reason {
    zh: "办结期限早于受理日",
    en: "the due date is earlier than the day of acceptance",
    index: 0,
};
static CONCLUDED_BEFORE_ACCEPTED: Reason = Reason {
    zh: "办结日早于受理日",
    en: "the day of conclusion is earlier than the day of acceptance",
    index: 0,
};

/// Every contradiction among the facts; a decision is only taken without any.
#[must_use]
pub fn inconsistencies(facts: &AdmissibilityFacts) -> SmallVec<[Inconsistency; 2]> {
    let mut found = SmallVec::new();
    let submitted_on = facts.submitted_on;
    if let Some((first, _)) = facts.event.and_then(|e| e.possible_days(submitted_on))
        && first > submitted_on
    {
        found.push(Inconsistency {
            pointer: Pointer::member(Name::Event, Name::Date),
            reason: &EVENT_AFTER_SUBMISSION,
        });
    }
    for (index, prior) in (0..).zip(facts.prior_complaints.iter().flatten()) {
        let mut add = |member, reason| {
            found.push(Inconsistency {
                pointer: Pointer::item_member(Name::PriorComplaints, index, member),
                reason,
            });
        };
        if prior.accepted_on.is_some_and(|day| day > submitted_on) {
            add(Name::AcceptedOn, &ACCEPTED_AFTER_SUBMISSION);
        }
        if prior.concluded_on.is_some_and(|day| day > submitted_on) {
            add(Name::ConcludedOn, &CONCLUDED_AFTER_SUBMISSION);
        }
        if let Some(accepted_on) = prior.accepted_on {
            if prior.due_on.is_some_and(|day| day < accepted_on) {
                add(Name::DueOn, &DUE_BEFORE_ACCEPTED);
            }
            if prior.concluded_on.is_some_and(|day| day < accepted_on) {
                add(Name::ConcludedOn, &CONCLUDED_BEFORE_ACCEPTED);
            }
        }
    }
    found
}
