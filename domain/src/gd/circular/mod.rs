//! 通报 (Art. 4(1), 5(5), 17): what was found is made known in due time. A circular rests on cases that are closed, says
//! nothing that is sealed, is approved by somebody else than whoever wrote it, and published under a number.
//!
//! A pure decider, as that of cases.

mod decide;
mod refusal;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use decide::{
    CircularCommand, CircularCommandName, CircularContext, CitedCase, allowed_commands, decide,
    draft,
};
pub use refusal::CircularRefusal;

use super::case::words::record_words;
use crate::access::Regime;

/// Most cases a circular rests on.
pub const MOST_CASES: usize = 50;

record_words! {
    /// Where a circular stands.
    CircularStatus {
        /// 草稿
        Draft = "draft",
        /// 已批准
        Approved = "approved",
        /// 已发布
        Published = "published",
        /// 已撤回
        Withdrawn = "withdrawn",
    }
}

/// What a circular says, and on which cases it rests. The text is for the public; the cases are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its title.
    pub title: String,
    /// What it says; nothing confidential.
    pub text: String,
    /// The cases it rests on, by id.
    pub cases: Vec<String>,
}

/// It was drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drafted {
    /// The center that drafts it; of the province center it is for the whole province (Art. 4(1)).
    pub center: String,
    /// The regulation it works under.
    pub regime: Regime,
    /// The day.
    pub on: NaiveDate,
    /// What it says.
    pub content: Content,
    /// Who drafted it.
    pub drafted_by: String,
}

/// The draft was revised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revised {
    /// The day.
    pub on: NaiveDate,
    /// What it says now.
    pub content: Content,
    /// Who revised it.
    pub revised_by: String,
}

/// A lead approved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approved {
    /// The day.
    pub on: NaiveDate,
    /// The lead.
    pub approved_by: String,
}

/// Under which number a circular is published: gapless per center and year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircularNumber {
    /// The year in Asia/Shanghai.
    pub year: i32,
    /// From 1, without a gap.
    pub number: u32,
    /// As it is written: `粤鉴通报〔2026〕440100-0001号`.
    pub text: String,
}

/// It was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The day.
    pub on: NaiveDate,
    /// Its number.
    pub number: CircularNumber,
    /// Who published it.
    pub published_by: String,
}

/// It was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnCircular {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who withdrew it.
    pub withdrawn_by: String,
}

/// What happens to a circular.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum CircularEvent {
    /// Drafted.
    Drafted(Drafted),
    /// Revised.
    Revised(Revised),
    /// Approved.
    Approved(Approved),
    /// Published.
    Published(Published),
    /// Withdrawn.
    Withdrawn(WithdrawnCircular),
}

impl CircularEvent {
    /// Its name in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Drafted(_) => "circular_drafted",
            Self::Revised(_) => "circular_revised",
            Self::Approved(_) => "circular_approved",
            Self::Published(_) => "circular_published",
            Self::Withdrawn(_) => "circular_withdrawn",
        }
    }
}

/// A circular as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circular {
    /// Where it stands.
    pub status: CircularStatus,
    /// As it was drafted.
    pub drafted: Drafted,
    /// What it says now.
    pub content: Content,
    /// Everybody who wrote it.
    pub authors: Vec<String>,
    /// How it was approved.
    pub approval: Option<Approved>,
    /// How it was published.
    pub publication: Option<Published>,
    /// How it was withdrawn.
    pub withdrawal: Option<WithdrawnCircular>,
    /// The latest day on which something happened.
    pub latest_on: NaiveDate,
}

impl Circular {
    /// A circular as it is once drafted.
    #[must_use]
    pub fn begin(drafted: &Drafted) -> Self {
        Self {
            status: CircularStatus::Draft,
            content: drafted.content.clone(),
            authors: vec![drafted.drafted_by.clone()],
            approval: None,
            publication: None,
            withdrawal: None,
            latest_on: drafted.on,
            drafted: drafted.clone(),
        }
    }

    /// The circular its events tell; none: they tell none.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a CircularEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(CircularEvent::Drafted(drafted)) = events.next() else {
            return None;
        };
        let mut circular = Self::begin(drafted);
        for event in events {
            if matches!(event, CircularEvent::Drafted(_)) {
                return None;
            }
            circular.apply(event);
        }
        Some(circular)
    }

    /// Lets an event happen.
    pub fn apply(&mut self, event: &CircularEvent) {
        match event {
            CircularEvent::Drafted(drafted) => *self = Self::begin(drafted),
            CircularEvent::Revised(revised) => {
                self.content = revised.content.clone();
                if !self.authors.contains(&revised.revised_by) {
                    self.authors.push(revised.revised_by.clone());
                }
                self.latest_on = self.latest_on.max(revised.on);
            }
            CircularEvent::Approved(approved) => {
                self.status = CircularStatus::Approved;
                self.latest_on = self.latest_on.max(approved.on);
                self.approval = Some(approved.clone());
            }
            CircularEvent::Published(published) => {
                self.status = CircularStatus::Published;
                self.latest_on = self.latest_on.max(published.on);
                self.publication = Some(published.clone());
            }
            CircularEvent::Withdrawn(withdrawn) => {
                self.status = CircularStatus::Withdrawn;
                self.latest_on = self.latest_on.max(withdrawn.on);
                self.withdrawal = Some(withdrawn.clone());
            }
        }
    }
}
