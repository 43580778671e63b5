//! Another department's proposal for an inspection (Art. 18), which is answered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Inspected, InspectionRefusal, Keeper};
use crate::gd::case::words::record_words;

record_words! {
    /// Where a proposal stands.
    ProposalStatus {
        /// 待答复
        Open = "open",
        /// 已采纳
        Accepted = "accepted",
        /// 未采纳
        Declined = "declined",
    }
}

/// A proposal came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalReceived {
    /// Who answers it.
    pub keeper: Keeper,
    /// The department that makes it.
    pub department: String,
    /// About which institution.
    pub institution: Inspected,
    /// Why.
    pub reason: String,
    /// The day it came in.
    pub received_on: NaiveDate,
    /// By when it is answered (local policy).
    pub due_on: NaiveDate,
    /// Who took it down.
    pub by: String,
}

/// A proposal was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalAnswered {
    /// The inspection that follows; none: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<String>,
    /// What the department is told; why, where there is no inspection.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// What happens to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum ProposalEvent {
    /// It came in.
    Received(Box<ProposalReceived>),
    /// It was answered.
    Answered(ProposalAnswered),
}

impl ProposalEvent {
    /// Its name in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Received(_) => "inspection_proposed",
            Self::Answered(_) => "inspection_proposal_answered",
        }
    }
}

/// A proposal as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// As it came in.
    pub received: ProposalReceived,
    /// How it was answered.
    pub answered: Option<ProposalAnswered>,
}

impl Proposal {
    /// From the first event.
    #[must_use]
    pub fn begin(event: &ProposalEvent) -> Option<Self> {
        match event {
            ProposalEvent::Received(received) => Some(Self {
                received: received.as_ref().clone(),
                answered: None,
            }),
            ProposalEvent::Answered(_) => None,
        }
    }

    /// After one more event.
    pub fn apply(&mut self, event: &ProposalEvent) {
        match event {
            ProposalEvent::Received(_) => {}
            ProposalEvent::Answered(answered) => self.answered = Some(answered.clone()),
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn status(&self) -> ProposalStatus {
        match &self.answered {
            None => ProposalStatus::Open,
            Some(answered) if answered.inspection.is_some() => ProposalStatus::Accepted,
            Some(_) => ProposalStatus::Declined,
        }
    }

    /// Answers it, once.
    ///
    /// # Errors
    /// Where it was answered.
    pub fn answer(&self, answer: ProposalAnswered) -> Result<ProposalEvent, InspectionRefusal> {
        match self.answered {
            None => Ok(ProposalEvent::Answered(answer)),
            Some(_) => Err(InspectionRefusal::AnsweredAlready),
        }
    }
}
