//! What can be asked of a case.

use chrono::NaiveDate;
use chrono::{DateTime, Utc};

use super::change::Corrections;
use super::evaluation::Evaluation;
use super::record::{ConclusionOutcome, DeliveryManner, ReferredTo, ReviewOutcome, WithdrawnBy};
use super::state::Status;
use super::words::record_words;
use crate::access::{Action, Principal};
use crate::gd::parameters::GdParameters;
use crate::workday::WorkingCalendar;

record_words! {
    /// The commands of an existing case, in the order of its life.
    CommandName {
        /// Correct what was taken down (Art. 8)
        Correct = "correct",
        /// Give the case its subject line
        Describe = "describe",
        /// Have the rules applied (Art. 9, 10)
        Evaluate = "evaluate",
        /// Accept and register (Art. 9, 11)
        Accept = "accept",
        /// Reject (Art. 10)
        Reject = "reject",
        /// Refer to the authority in charge (Art. 3, 4)
        Refer = "refer",
        /// Join to the complainant's earlier case (Art. 10(3))
        Join = "join",
        /// Review a rejection, once
        ReviewRejection = "review_rejection",
        /// Pass to another officer
        HandOver = "hand_over",
        /// Record how a notice reached the complainant
        DeliverNotice = "deliver_notice",
        /// Record that the complainant withdraws
        Withdraw = "withdraw",
        /// Conclude (Art. 18)
        Conclude = "conclude",
    }
}

impl CommandName {
    /// What a principal needs to be permitted for it.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Correct => Action::Correct,
            // Naming the matter is part of examining it.
            Self::Describe | Self::Evaluate => Action::EvaluateComplaint,
            Self::Accept => Action::Accept,
            Self::Reject => Action::Reject,
            Self::Refer => Action::Refer,
            Self::Join => Action::Join,
            Self::ReviewRejection => Action::ReviewRejection,
            Self::HandOver => Action::HandOver,
            Self::DeliverNotice => Action::DeliverNotice,
            Self::Withdraw => Action::Withdraw,
            Self::Conclude => Action::Conclude,
        }
    }
}

/// The earlier case that a case is to be joined to, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinTarget {
    /// Its id.
    pub case_id: String,
    /// The organisation that holds it.
    pub center: String,
    /// Where it stands.
    pub status: Status,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
}

/// A command to an existing case. For the first, see [`super::receive()`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Correct what was taken down.
    Correct(Box<Corrections>),
    /// Give the case its subject line.
    Describe {
        /// The subject line; nothing sealed in it.
        subject: String,
    },
    /// Keep an evaluation.
    Evaluate(Box<Evaluation>),
    /// Accept and register.
    Accept {
        /// The rules applied to the facts as they are now, with the assessment of the latest evaluation.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// The next number of the center's year.
        number: u32,
        /// The officer who is to handle it; none: whoever accepts.
        officer: Option<String>,
    },
    /// Reject.
    Reject {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// With a departure: the items of Art. 10 the officer finds met (`gd-complaints/art10/2`).
        grounds: Vec<String>,
    },
    /// Refer to the authority in charge.
    Refer {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// To whom and why.
        to: ReferredTo,
    },
    /// Join to the complainant's earlier case.
    Join {
        /// As with accept.
        fresh: Box<Evaluation>,
        /// Why, where the rules say otherwise.
        departure: Option<String>,
        /// The earlier case.
        target: JoinTarget,
    },
    /// Review a rejection.
    ReviewRejection {
        /// Upheld or reopened.
        outcome: ReviewOutcome,
        /// Why.
        reason: String,
    },
    /// Pass to another officer.
    HandOver {
        /// The officer's client id.
        to: String,
        /// Why.
        reason: String,
    },
    /// Record how a notice reached the complainant.
    DeliverNotice {
        /// The notice, by its number within the case.
        notice: u32,
        /// How.
        manner: DeliveryManner,
        /// The day.
        on: NaiveDate,
    },
    /// Record that the complainant withdraws.
    Withdraw {
        /// Why, as far as they said.
        reason: String,
        /// Who withdrew.
        by: WithdrawnBy,
    },
    /// Conclude.
    Conclude {
        /// What came out.
        outcome: ConclusionOutcome,
        /// What was done about it.
        measures: Vec<String>,
    },
}

impl Command {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Correct(_) => CommandName::Correct,
            Self::Describe { .. } => CommandName::Describe,
            Self::Evaluate(_) => CommandName::Evaluate,
            Self::Accept { .. } => CommandName::Accept,
            Self::Reject { .. } => CommandName::Reject,
            Self::Refer { .. } => CommandName::Refer,
            Self::Join { .. } => CommandName::Join,
            Self::ReviewRejection { .. } => CommandName::ReviewRejection,
            Self::HandOver { .. } => CommandName::HandOver,
            Self::DeliverNotice { .. } => CommandName::DeliverNotice,
            Self::Withdraw { .. } => CommandName::Withdraw,
            Self::Conclude { .. } => CommandName::Conclude,
        }
    }
}

/// How a center is named and reached (Art. 7); its notices say so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CenterCard {
    /// 广州市职业技能鉴定指导中心
    pub name: String,
    /// 咨询电话
    pub telephone: Option<String>,
    /// 通讯地址
    pub address: Option<String>,
    /// 电子信箱
    pub email: Option<String>,
}

/// What a decision needs besides the case and the command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The case's id.
    pub case_id: &'a str,
    /// The instant.
    pub now: DateTime<Utc>,
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
    /// Whoever acts.
    pub actor: &'a Principal,
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// The parameters in force today, of the center's profile.
    pub parameters: GdParameters,
    /// The center that holds the case.
    pub center: &'a CenterCard,
}
