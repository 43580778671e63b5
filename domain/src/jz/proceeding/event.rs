//! What happens in a proceeding.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::weigh::Evaluation;
use crate::access::Regime;
use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;
use crate::jz::institution::ledger::ListName;
use crate::jz::sanctions::Tier;

/// Declares events that all have a day and somebody who acted.
macro_rules! steps {
    ($( $(#[$doc:meta])+ $name:ident { $( $(#[$field_doc:meta])+ $field:ident: $type:ty, )* } )+) => {
        $(
            $(#[$doc])+
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                /// The day.
                pub on: NaiveDate,
                /// The client that acted, or `system`.
                pub by: String,
                $( $(#[$field_doc])+ pub $field: $type, )*
            }
        )+
    };
}

steps! {
    /// A sanction was proposed.
    Proposed {
        /// The institution.
        institution: String,
        /// Its credit code.
        uscc: String,
        /// Its name.
        name: String,
        /// The authority that filed it and decides (Art. 3).
        authority: Option<String>,
        /// Its regime.
        regime: Regime,
        /// On what it rests.
        evaluation: Evaluation,
    }
    /// The proposal took up how the facts stand now.
    Updated {
        /// On what it rests.
        evaluation: Evaluation,
    }
    /// The institution was told facts, grounds, basis and rights.
    Notified {
        /// The facts as they were told.
        facts: String,
        /// The grounds, of those that are met or contested.
        grounds: Vec<Breach>,
        /// Last day for a statement or a commitment.
        statement_until: NaiveDate,
        /// Last day on which a hearing can be asked for; none: none is offered.
        #[serde(default)]
        hearing_until: Option<NaiveDate>,
    }
    /// The institution stated something or made a commitment (Art. 20).
    StatementMade {
        /// Which.
        kind: StatementKind,
        /// What it said.
        text: String,
    }
    /// A hearing was asked for.
    HearingRequested {
        /// Why.
        reason: String,
    }
    /// The hearing took place.
    HearingHeld {
        /// Who presided.
        presider: String,
        /// What was said.
        record: String,
    }
    /// The time for statement and hearing is over and nothing came.
    HearingLapsed {}
    /// An officer decided.
    Decided {
        /// The grounds it rests on.
        grounds: Vec<Breach>,
        /// Why it rests on the purposive reading of Art. 22(6), where it does.
        #[serde(default)]
        reading_reason: Option<String>,
        /// What is ordered.
        sanctioning: Sanctioning,
        /// Reasons, also on what the institution said.
        reasons: String,
        /// Days in which reconsideration can be asked for.
        reconsideration_days: u32,
        /// Months in which an action can be brought.
        litigation_months: u32,
        /// Entries older than the years of local policy, pointed out when it was decided: kind and id.
        #[serde(default)]
        old: Vec<String>,
        /// How the facts stood when it was decided.
        evaluation: Evaluation,
    }
    /// Another officer approved.
    Approved {}
    /// Another officer did not approve: it is decided anew.
    Returned {
        /// Why.
        reason: String,
    }
    /// The decision was served; its effects begin.
    Served {
        /// How.
        manner: ServiceManner,
        /// Who took it.
        recipient: String,
    }
    /// The principal was interviewed (Art. 20).
    InterviewHeld {
        /// Who.
        principal: String,
        /// What was stated or promised.
        record: String,
    }
    /// The rectification was done, and accepted (Art. 21).
    RectificationAccepted {
        /// How it was checked.
        note: String,
    }
    /// Nothing is left to do.
    Completed {
        /// What came of it.
        note: String,
    }
    /// A measure was lifted before its end.
    Lifted {
        /// Which.
        measure: TimedMeasure,
        /// Why.
        reason: String,
    }
    /// No sanction comes of it.
    Dropped {
        /// Why.
        reason: String,
        /// The grounds vanished before notice was given: should they come back, they are raised again.
        #[serde(default)]
        vanished: bool,
        /// What it rested on: not raised again on the same.
        supports: Vec<String>,
    }
}

record_words! {
    /// What the institution says (Art. 20).
    StatementKind {
        /// 陈述事实
        Statement = "statement",
        /// 承诺
        Commitment = "commitment",
    }
}

record_words! {
    /// How a decision is served.
    ServiceManner {
        /// 直接送达
        InPerson = "in_person",
        /// 留置送达
        LeftAtPremises = "left_at_premises",
        /// 邮寄送达
        Post = "post",
        /// 电子送达
        Electronic = "electronic",
        /// 公告送达
        Announcement = "announcement",
    }
}

record_words! {
    /// A measure that lasts.
    TimedMeasure {
        /// 暂停工作
        Suspension = "suspension",
        /// 列入名录、档案
        Listing = "listing",
        /// 市场禁入
        Ban = "ban",
    }
}

/// Days from and to, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First day; none, or a day before the service: the day of service.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; none: until it is lifted.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// A batch whose results or certificates are declared invalid (Art. 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoidedBatch {
    /// The batch, by id.
    pub batch: String,
    /// Why.
    pub reason: String,
}

/// What is to be put right (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// What.
    pub subject: String,
    /// Last day for it.
    pub due_on: NaiveDate,
}

/// On which list it is put (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The list.
    pub list: ListName,
    /// From when to when.
    pub span: Span,
    /// Why, for the public.
    pub reason: String,
}

/// What a decision orders, by tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tier", rename_all = "snake_case", deny_unknown_fields)]
pub enum Sanctioning {
    /// Art. 20: interview, and results declared invalid where that is named.
    Interview {
        /// The batches.
        #[serde(default)]
        voided: Vec<VoidedBatch>,
    },
    /// Art. 21: warning, suspension, rectification, list.
    Warning {
        /// Suspension of work.
        suspension: Span,
        /// Rectification.
        rectification: Ordered,
        /// List.
        listing: Listed,
    },
    /// Art. 22: ban from the market.
    MarketBan {
        /// Last day on which a new filing is barred: the years of Art. 22 from the decision.
        barred_until: NaiveDate,
    },
}

impl Sanctioning {
    /// Its tier.
    #[must_use]
    pub const fn tier(&self) -> Tier {
        match self {
            Self::Interview { .. } => Tier::Interview,
            Self::Warning { .. } => Tier::Warning,
            Self::MarketBan { .. } => Tier::MarketBan,
        }
    }
}

/// Declares the events with their names, and what all have in common.
macro_rules! events {
    ($( $(#[$doc:meta])+ $name:ident = $kind:literal, )+) => {
        /// What happens in a proceeding.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type", content = "data", rename_all = "snake_case")]
        pub enum ProceedingEvent {
            $( $(#[$doc])+ $name(Box<$name>), )+
        }

        impl ProceedingEvent {
            /// Its name in the ledger of events.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $( Self::$name(_) => $kind, )+
                }
            }

            /// Its day.
            #[must_use]
            pub fn on(&self) -> NaiveDate {
                match self {
                    $( Self::$name(event) => event.on, )+
                }
            }

            /// Who acted.
            #[must_use]
            pub fn by(&self) -> &str {
                match self {
                    $( Self::$name(event) => &event.by, )+
                }
            }
        }

        $(
            impl From<$name> for ProceedingEvent {
                fn from(event: $name) -> Self {
                    Self::$name(Box::new(event))
                }
            }
        )+
    };
}

events! {
    /// A sanction was proposed.
    Proposed = "sanction_proposed",
    /// The proposal took up how the facts stand now.
    Updated = "sanction_proposal_updated",
    /// Notice was given.
    Notified = "sanction_notified",
    /// A statement or a commitment was made.
    StatementMade = "sanction_statement_made",
    /// A hearing was asked for.
    HearingRequested = "sanction_hearing_requested",
    /// The hearing took place.
    HearingHeld = "sanction_hearing_held",
    /// The time for statement and hearing is over.
    HearingLapsed = "sanction_hearing_lapsed",
    /// It was decided.
    Decided = "sanction_decided",
    /// It was approved.
    Approved = "sanction_approved",
    /// It was not approved.
    Returned = "sanction_returned",
    /// It was served.
    Served = "sanction_served",
    /// The interview took place.
    InterviewHeld = "sanction_interview_held",
    /// The rectification was accepted.
    RectificationAccepted = "sanction_rectification_accepted",
    /// It is completed.
    Completed = "sanction_completed",
    /// A measure was lifted.
    Lifted = "sanction_measure_lifted",
    /// It was dropped.
    Dropped = "sanction_dropped",
}
