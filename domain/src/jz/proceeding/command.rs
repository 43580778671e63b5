//! The steps that are asked for.

use super::event::{
    Listed, Ordered, ServiceManner, Span, StatementKind, TimedMeasure, VoidedBatch,
};
use super::machine::CommandName;
use super::weigh::Evaluation;
use crate::jz::facts::Breach;

/// What an officer decides; the last barred day of a ban is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Art. 20.
    Interview {
        /// Batches whose results are declared invalid.
        voided: Vec<VoidedBatch>,
    },
    /// Art. 21.
    Warning {
        /// Suspension.
        suspension: Span,
        /// Rectification.
        rectification: Ordered,
        /// List.
        listing: Listed,
    },
    /// Art. 22.
    MarketBan,
}

/// A step that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Give notice.
    Notify {
        /// The facts as they are told.
        facts: String,
    },
    /// State something or make a commitment.
    MakeStatement {
        /// Which.
        kind: StatementKind,
        /// What.
        text: String,
    },
    /// Ask for a hearing.
    RequestHearing {
        /// Why.
        reason: String,
    },
    /// Record the hearing.
    HoldHearing {
        /// Who presided.
        presider: String,
        /// What was said.
        record: String,
    },
    /// Record that the time is over.
    LapseHearing,
    /// Decide.
    Decide {
        /// The grounds.
        grounds: Vec<Breach>,
        /// Why Art. 22(6) is read by its purpose.
        reading_reason: Option<String>,
        /// What is ordered.
        decision: Decision,
        /// Reasons.
        reasons: String,
        /// How the facts stand on the day.
        evaluation: Box<Evaluation>,
    },
    /// Approve.
    Approve,
    /// Do not approve.
    Return {
        /// Why.
        reason: String,
    },
    /// Serve.
    Serve {
        /// How.
        manner: ServiceManner,
        /// Who took it.
        recipient: String,
    },
    /// Record the interview.
    HoldInterview {
        /// Who.
        principal: String,
        /// What was stated or promised.
        record: String,
    },
    /// Accept the rectification.
    AcceptRectification {
        /// How it was checked.
        note: String,
    },
    /// Lift a measure.
    Lift {
        /// Which.
        measure: TimedMeasure,
        /// Why.
        reason: String,
    },
    /// Complete.
    Complete {
        /// What came of it.
        note: String,
    },
    /// Drop.
    Drop {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Notify { .. } => CommandName::Notify,
            Self::MakeStatement { .. } => CommandName::MakeStatement,
            Self::RequestHearing { .. } => CommandName::RequestHearing,
            Self::HoldHearing { .. } => CommandName::HoldHearing,
            Self::LapseHearing => CommandName::LapseHearing,
            Self::Decide { .. } => CommandName::Decide,
            Self::Approve => CommandName::Approve,
            Self::Return { .. } => CommandName::Return,
            Self::Serve { .. } => CommandName::Serve,
            Self::HoldInterview { .. } => CommandName::HoldInterview,
            Self::AcceptRectification { .. } => CommandName::AcceptRectification,
            Self::Lift { .. } => CommandName::Lift,
            Self::Complete { .. } => CommandName::Complete,
            Self::Drop { .. } => CommandName::Drop,
        }
    }
}
