//! Where a case stands: what follows from its events, and nothing else.

mod handling;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attention::Attention;
use super::checks::shanghai_day;
use super::event::{
    Accepted, CaseEvent, Concluded, Evaluated, Joined, NoticeDelivered, NoticeIssued, Received,
    Referred, Rejected, RejectionReviewed, Withdrawn,
};
use super::handling::Handling;
use super::record::ReviewOutcome;
use super::words::record_words;

record_words! {
    /// The state of a case.
    Status {
        /// 待审查: taken down, not decided
        Received = "received",
        /// 不予受理 (Art. 10)
        Rejected = "rejected",
        /// 已受理: registered, the clock runs (Art. 9, 11, 18)
        Accepted = "accepted",
        /// 已转送承办 (Art. 11)
        Assigned = "assigned",
        /// 已报送调查报告: all departments have reported (Art. 6, 14)
        Reported = "reported",
        /// 已办结 (Art. 18)
        Concluded = "concluded",
        /// 已反馈 (Art. 16)
        FedBack = "fed_back",
        /// 已存档 (Art. 17)
        Archived = "archived",
        /// 已并案: joined to the complainant's earlier case
        Joined = "joined",
        /// 已转送其他机构: referred to the authority in charge (Art. 3, 4)
        Referred = "referred",
        /// 已撤回
        Withdrawn = "withdrawn",
    }
}

/// A notice of the case and its deliveries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedNotice {
    /// As issued.
    pub issued: NoticeIssued,
    /// Every delivery.
    pub deliveries: Vec<NoticeDelivered>,
}

/// A decision that departs from what the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The event that decided.
    pub decision: String,
    /// The day.
    pub on: NaiveDate,
    /// The evaluation departed from.
    pub evaluation: u32,
    /// The written reason.
    pub reason: String,
    /// Who decided.
    pub decided_by: String,
}

/// A case as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    /// Where it stands.
    pub status: Status,
    /// What was taken down, as corrected.
    pub record: Received,
    /// The officer's subject line.
    pub subject: Option<String>,
    /// The latest evaluation.
    pub evaluation: Option<Evaluated>,
    /// The latest evaluation no longer serves for a decision: the record was corrected or the case reopened since.
    pub evaluation_outdated: bool,
    /// The officer who handles it.
    pub officer: Option<String>,
    /// How it was accepted.
    pub acceptance: Option<Accepted>,
    /// How it was rejected; none again once reopened.
    pub rejection: Option<Rejected>,
    /// The one review of a rejection.
    pub review: Option<RejectionReviewed>,
    /// How it was referred.
    pub referral: Option<Referred>,
    /// To which case it was joined.
    pub joining: Option<Joined>,
    /// How it was withdrawn.
    pub withdrawal: Option<Withdrawn>,
    /// How it was concluded.
    pub conclusion: Option<Concluded>,
    /// Its notices, in order.
    pub notices: Vec<IssuedNotice>,
    /// Decisions that depart from what the rules say, in order; also those undone by a review.
    pub departures: Vec<Departure>,
    /// What happened since its acceptance, and what was added to it.
    #[serde(default, skip_serializing_if = "Handling::is_empty")]
    pub handling: Handling,
    /// Since when it draws attention.
    #[serde(default, skip_serializing_if = "Attention::is_none")]
    pub attention: Attention,
    /// The latest day on which something happened.
    pub latest_on: NaiveDate,
}

/// Events that are no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplayFault {
    /// There is no event, or the first does not say that the case was received.
    #[error("the first event of a case says that it was received")]
    NotReceived,
    /// A later event says so again.
    #[error("a case is received once")]
    ReceivedAgain,
}

impl Status {
    /// The name in Chinese.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Received => "待审查",
            Self::Rejected => "不予受理",
            Self::Accepted => "已受理",
            Self::Assigned => "已转送承办",
            Self::Reported => "已报送调查报告",
            Self::Concluded => "已办结",
            Self::FedBack => "已反馈",
            Self::Archived => "已存档",
            Self::Joined => "已并案",
            Self::Referred => "已转送其他机构",
            Self::Withdrawn => "已撤回",
        }
    }

    /// The name in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::Received => "received, to be examined",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Assigned => "assigned to undertaking departments",
            Self::Reported => "reported by the undertaking departments",
            Self::Concluded => "concluded",
            Self::FedBack => "fed back to the complainant",
            Self::Archived => "archived",
            Self::Joined => "joined to an earlier case",
            Self::Referred => "referred to the authority in charge",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether the center still owes the complainant something on the merits.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Received | Self::Accepted | Self::Assigned | Self::Reported => true,
            Self::Rejected
            | Self::Concluded
            | Self::FedBack
            | Self::Archived
            | Self::Joined
            | Self::Referred
            | Self::Withdrawn => false,
        }
    }

    /// Whether nothing leads out of it.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        match self {
            Self::Archived => true,
            Self::Received
            | Self::Rejected
            | Self::Accepted
            | Self::Assigned
            | Self::Reported
            | Self::Concluded
            | Self::FedBack
            | Self::Joined
            | Self::Referred
            | Self::Withdrawn => false,
        }
    }
}

impl CaseState {
    /// A case as it is once received.
    #[must_use]
    pub fn begin(received: &Received) -> Self {
        let mut state = Self {
            status: Status::Received,
            record: received.clone(),
            subject: None,
            evaluation: None,
            evaluation_outdated: false,
            officer: None,
            acceptance: None,
            rejection: None,
            review: None,
            referral: None,
            joining: None,
            withdrawal: None,
            conclusion: None,
            notices: Vec::new(),
            departures: Vec::new(),
            handling: Handling::default(),
            attention: Attention::default(),
            latest_on: received.submitted_on,
        };
        state.noticed(shanghai_day(received.received_at));
        state
    }

    /// The case its events tell.
    ///
    /// # Errors
    /// [`ReplayFault`] where they tell none.
    pub fn replay<'a>(
        events: impl IntoIterator<Item = &'a CaseEvent>,
    ) -> Result<Self, ReplayFault> {
        let mut events = events.into_iter();
        let Some(CaseEvent::Received(received)) = events.next() else {
            return Err(ReplayFault::NotReceived);
        };
        let mut state = Self::begin(received);
        for event in events {
            if matches!(event, CaseEvent::Received(_)) {
                return Err(ReplayFault::ReceivedAgain);
            }
            state.apply(event);
        }
        Ok(state)
    }

    /// Lets an event happen. Events are facts: none is refused here.
    pub fn apply(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::Received(received) => *self = Self::begin(received),
            CaseEvent::Corrected(corrected) => {
                for change in &corrected.changes {
                    change.write(&mut self.record);
                }
                if let Some(identity) = &corrected.identity {
                    self.record.identity = Some(identity.clone());
                }
                if let Some(statement) = &corrected.statement {
                    self.record.statement = Some(statement.clone());
                }
                if let Some(responsible) = &corrected.responsible {
                    self.record.responsible = responsible.clone();
                }
                self.evaluation_outdated = true;
                self.noticed(corrected.on.unwrap_or(self.latest_on));
                self.reports_counted();
            }
            CaseEvent::Described(described) => self.subject = Some(described.subject.clone()),
            CaseEvent::Evaluated(evaluated) => {
                self.evaluation = Some((**evaluated).clone());
                self.evaluation_outdated = false;
                self.noticed(evaluated.on);
                self.happened_on(evaluated.on);
            }
            CaseEvent::Accepted(accepted) => {
                self.status = Status::Accepted;
                self.officer = Some(accepted.officer.clone());
                self.departed(
                    event.kind(),
                    accepted.on,
                    accepted.evaluation,
                    accepted.departure.as_ref(),
                    &accepted.decided_by,
                );
                self.happened_on(accepted.on);
                self.acceptance = Some((**accepted).clone());
            }
            CaseEvent::Rejected(rejected) => {
                self.status = Status::Rejected;
                self.departed(
                    event.kind(),
                    rejected.on,
                    rejected.evaluation,
                    rejected.departure.as_ref(),
                    &rejected.decided_by,
                );
                self.happened_on(rejected.on);
                self.rejection = Some((**rejected).clone());
            }
            CaseEvent::Referred(referred) => {
                self.status = Status::Referred;
                self.departed(
                    event.kind(),
                    referred.on,
                    referred.evaluation,
                    referred.departure.as_ref(),
                    &referred.decided_by,
                );
                self.happened_on(referred.on);
                self.referral = Some((**referred).clone());
            }
            CaseEvent::Joined(joined) => {
                self.status = Status::Joined;
                self.departed(
                    event.kind(),
                    joined.on,
                    joined.evaluation,
                    joined.departure.as_ref(),
                    &joined.decided_by,
                );
                self.happened_on(joined.on);
                self.joining = Some((**joined).clone());
            }
            CaseEvent::RejectionReviewed(reviewed) => {
                match reviewed.outcome {
                    ReviewOutcome::Upheld => {}
                    ReviewOutcome::Reopened => {
                        self.status = Status::Received;
                        self.rejection = None;
                        self.evaluation_outdated = true;
                    }
                }
                self.happened_on(reviewed.on);
                self.review = Some((**reviewed).clone());
            }
            CaseEvent::OfficerChanged(changed) => self.officer = Some(changed.to.clone()),
            CaseEvent::NoticeIssued(issued) => {
                self.happened_on(issued.on);
                self.notices.push(IssuedNotice {
                    issued: (**issued).clone(),
                    deliveries: Vec::new(),
                });
            }
            CaseEvent::NoticeDelivered(delivered) => {
                if let Some(notice) = self
                    .notices
                    .iter_mut()
                    .find(|notice| notice.issued.number == delivered.notice)
                {
                    notice.deliveries.push((**delivered).clone());
                }
            }
            CaseEvent::Withdrawn(withdrawn) => {
                self.status = Status::Withdrawn;
                self.happened_on(withdrawn.on);
                self.withdrawal = Some((**withdrawn).clone());
            }
            CaseEvent::Concluded(concluded) => {
                self.status = Status::Concluded;
                self.happened_on(concluded.on);
                self.conclusion = Some((**concluded).clone());
            }
            CaseEvent::Assigned(_)
            | CaseEvent::MaterialsShared(_)
            | CaseEvent::Answered(_)
            | CaseEvent::ReplyPromised(_)
            | CaseEvent::Reported(_)
            | CaseEvent::Consolidated(_)
            | CaseEvent::SupervisionOrdered(_)
            | CaseEvent::SupervisionAnswered(_)
            | CaseEvent::Extended(_)
            | CaseEvent::DelayExplained(_)
            | CaseEvent::MeasureExecuted(_)
            | CaseEvent::FedBack(_)
            | CaseEvent::Archived(_)
            | CaseEvent::AccountabilityRecorded(_)
            | CaseEvent::ComplainantReferred(_)
            | CaseEvent::UpwardReported(_)
            | CaseEvent::MediaMeasureTaken(_)
            | CaseEvent::StatementPublished(_)
            | CaseEvent::AttachmentAdded(_)
            | CaseEvent::SupplementReceived(_)
            | CaseEvent::SimilarityDecided(_)
            | CaseEvent::ErasureProposed(_)
            | CaseEvent::Erased(_) => self.apply_handling(event),
        }
    }

    /// The number the next notice of the case gets.
    #[must_use]
    pub fn next_notice(&self) -> u32 {
        self.notices
            .last()
            .map_or(1, |notice| notice.issued.number.saturating_add(1))
    }

    fn happened_on(&mut self, day: NaiveDate) {
        self.latest_on = self.latest_on.max(day);
    }

    fn departed(
        &mut self,
        decision: &'static str,
        on: NaiveDate,
        evaluation: u32,
        reason: Option<&String>,
        decided_by: &str,
    ) {
        if let Some(reason) = reason {
            self.departures.push(Departure {
                decision: decision.to_owned(),
                on,
                evaluation,
                reason: reason.clone(),
                decided_by: decided_by.to_owned(),
            });
        }
    }
}
