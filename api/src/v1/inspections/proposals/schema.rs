//! The shapes of proposals.

use chrono::NaiveDate;
use domain::jz::inspection::{Proposal, ProposalStatus};
use persistence::aggregate::Opened;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::complaints::schema::{LineText, ProseText};

/// A proposal that is taken down.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalInput {
    /// The department that makes it.
    #[schema(value_type = LineText, examples("荆州市市场监督管理局"))]
    pub department: String,
    /// Credit code of the institution: one that the authority filed.
    #[schema(value_type = LineText, examples("91350100M000100Y43"))]
    pub institution_uscc: String,
    /// What the department found.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// The day it came in; today unless given, and not later.
    pub received_on: Option<NaiveDate>,
}

/// The answer to a proposal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalAnswerInput {
    /// Whether there will be an inspection.
    pub accepted: bool,
    /// What the department is told; why, where there is no inspection.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// Accepted: who inspects, by id; without a conflict of interest.
    #[schema(value_type = Option<Vec<LineText>>, max_items = 10)]
    pub inspectors: Option<Vec<String>>,
    /// Accepted: `documents`, `on_site` or `both`.
    #[schema(value_type = Option<LineText>, examples("on_site"))]
    pub method: Option<String>,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionProposal)]
pub struct ProposalBody {
    /// Its id.
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// `open`, `accepted` or `declined`.
    #[schema(examples("open"))]
    pub status: &'static str,
    /// The authority that answers it.
    pub authority: String,
    /// The department that made it.
    pub department: String,
    /// The institution, by id.
    pub institution_id: String,
    /// Its credit code.
    pub institution_uscc: String,
    /// Its name.
    pub institution_name: String,
    /// What the department found.
    pub reason: String,
    /// The day it came in.
    pub received_on: NaiveDate,
    /// By when it is to be answered (local policy).
    pub due_on: NaiveDate,
    /// Whether it waits beyond that day.
    pub overdue: bool,
    /// The answer.
    pub answer: Option<ProposalAnswerBody>,
}

/// The answer to a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalAnswerBody {
    /// What the department is told.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    /// The inspection that follows.
    pub inspection_id: Option<String>,
}

/// A page of proposals.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalList {
    /// The proposals, the latest first.
    pub items: Vec<ProposalBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

impl ProposalBody {
    /// As it stands on a day.
    #[must_use]
    pub fn of(opened: Opened<Proposal>, today: NaiveDate) -> Self {
        let status = opened.state.status();
        let received = opened.state.received;
        Self {
            id: opened.id,
            version: opened.head.version,
            status: status.as_str(),
            authority: received.keeper.authority,
            department: received.department,
            institution_id: received.institution.id,
            institution_uscc: received.institution.uscc,
            institution_name: received.institution.name,
            reason: received.reason,
            received_on: received.received_on,
            due_on: received.due_on,
            overdue: status == ProposalStatus::Open && today > received.due_on,
            answer: opened.state.answered.map(|answered| ProposalAnswerBody {
                reason: answered.reason,
                on: answered.on,
                inspection_id: answered.inspection,
            }),
        }
    }
}
