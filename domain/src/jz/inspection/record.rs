//! An inspection (Art. 14 to 16): opened by a draw or on a proposal, recorded by one of its inspectors over the six items,
//! published once; corrections are appended.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Assigned, Inspected, InspectionRefusal, Keeper, Method};
use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;

record_words! {
    /// What is found of an item.
    CheckResult {
        /// 符合
        Conform = "conform",
        /// 不符合
        NotConform = "not_conform",
        /// 未检查
        NotChecked = "not_checked",
    }
}

record_words! {
    /// Where an inspection stands.
    InspectionStatus {
        /// 待检查
        Open = "open",
        /// 已记录
        Recorded = "recorded",
        /// 已公布
        Published = "published",
        /// 已取消
        Cancelled = "cancelled",
    }
}

/// Why there is an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It was drawn (Art. 15).
    Draw {
        /// The draw.
        draw: String,
        /// Its place.
        place: u32,
    },
    /// Another department proposed it (Art. 18).
    Proposal {
        /// The proposal.
        proposal: String,
    },
}

/// It is to be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Whose it is.
    pub keeper: Keeper,
    /// Of which institution.
    pub institution: Inspected,
    /// Why.
    pub origin: Origin,
    /// By whom.
    pub inspectors: Vec<Assigned>,
    /// How.
    pub method: Method,
    /// The day on which it was opened.
    pub on: NaiveDate,
    /// The client that opened it.
    pub by: String,
}

/// Other inspectors hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reassigned {
    /// Who now.
    pub inspectors: Vec<Assigned>,
    /// The round of the draw.
    pub round: u32,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// It is not held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancelled {
    /// Why.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// An item of Art. 16.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemResult {
    /// Its number, 1 to 6.
    pub item: u8,
    /// What was found.
    pub result: CheckResult,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A duty of Art. 6 to 12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyResult {
    /// Article, 6 to 12.
    pub article: u8,
    /// Which of its duties, in words of the checklist.
    pub duty: String,
    /// What was found.
    pub result: CheckResult,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A finding, mapped to a provision; alleged until it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundBreach {
    /// The provision.
    pub breach: Breach,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// What shows it.
    pub evidence: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The day it was held.
    pub held_on: NaiveDate,
    /// How it was held.
    pub method: Method,
    /// The six items.
    pub items: Vec<ItemResult>,
    /// Duties that were checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyResult>,
    /// Findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FoundBreach>,
    /// The result, for the public.
    pub summary: String,
    /// The inspector who records it.
    pub recorded_by: String,
    /// The day on which it was recorded.
    pub on: NaiveDate,
    /// The client.
    pub by: String,
}

/// What was found is corrected; what was recorded before stays on record, and findings are only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// Why; published with the result.
    pub reason: String,
    /// As it is now.
    pub record: Recorded,
}

/// The result was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// What happens to an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum InspectionEvent {
    /// Opened.
    Opened(Box<Opened>),
    /// Other inspectors.
    Reassigned(Reassigned),
    /// Called off.
    Cancelled(Cancelled),
    /// Recorded.
    Recorded(Box<Recorded>),
    /// Corrected.
    Corrected(Box<Corrected>),
    /// Published.
    Published(Published),
}

impl InspectionEvent {
    /// Its name in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened(_) => "inspection_opened",
            Self::Reassigned(_) => "inspection_reassigned",
            Self::Cancelled(_) => "inspection_cancelled",
            Self::Recorded(_) => "inspection_recorded",
            Self::Corrected(_) => "inspection_corrected",
            Self::Published(_) => "inspection_published",
        }
    }
}

/// An inspection as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// As it was opened.
    pub opened: Opened,
    /// Who inspects now.
    pub inspectors: Vec<Assigned>,
    /// Why it was called off.
    pub cancelled: Option<Cancelled>,
    /// What was found.
    pub record: Option<Recorded>,
    /// Corrections, the first first.
    pub corrections: Vec<Corrected>,
    /// When it was published.
    pub published: Option<Published>,
}

impl Inspection {
    /// From the first event.
    #[must_use]
    pub fn begin(event: &InspectionEvent) -> Option<Self> {
        match event {
            InspectionEvent::Opened(opened) => Some(Self {
                opened: opened.as_ref().clone(),
                inspectors: opened.inspectors.clone(),
                cancelled: None,
                record: None,
                corrections: Vec::new(),
                published: None,
            }),
            InspectionEvent::Reassigned(_)
            | InspectionEvent::Cancelled(_)
            | InspectionEvent::Recorded(_)
            | InspectionEvent::Corrected(_)
            | InspectionEvent::Published(_) => None,
        }
    }

    /// After one more event.
    pub fn apply(&mut self, event: &InspectionEvent) {
        match event {
            InspectionEvent::Opened(_) => {}
            InspectionEvent::Reassigned(to) => self.inspectors.clone_from(&to.inspectors),
            InspectionEvent::Cancelled(cancelled) => self.cancelled = Some(cancelled.clone()),
            InspectionEvent::Recorded(record) => self.record = Some(record.as_ref().clone()),
            InspectionEvent::Corrected(corrected) => {
                self.record = Some(corrected.record.clone());
                self.corrections.push(corrected.as_ref().clone());
            }
            InspectionEvent::Published(published) => self.published = Some(published.clone()),
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn status(&self) -> InspectionStatus {
        match (&self.cancelled, &self.published, &self.record) {
            (Some(_), _, _) => InspectionStatus::Cancelled,
            (None, Some(_), _) => InspectionStatus::Published,
            (None, None, Some(_)) => InspectionStatus::Recorded,
            (None, None, None) => InspectionStatus::Open,
        }
    }

    /// Opens one, with inspectors who may: enough of them, nobody twice, nobody in conflict.
    ///
    /// # Errors
    /// Why not.
    pub fn open(
        opened: Opened,
        least: u32,
        in_conflict: &[&Assigned],
    ) -> Result<InspectionEvent, InspectionRefusal> {
        let ids: std::collections::BTreeSet<&str> =
            opened.inspectors.iter().map(|one| &*one.id).collect();
        if ids.len() < opened.inspectors.len() {
            return Err(InspectionRefusal::InspectorTwice);
        }
        if u32::try_from(ids.len()).is_ok_and(|number| number < least) {
            return Err(InspectionRefusal::TooFewInspectors { least });
        }
        if let Some(one) = in_conflict.first() {
            let name = one.name.clone();
            return Err(InspectionRefusal::InspectorInConflict { name });
        }
        Ok(InspectionEvent::Opened(Box::new(opened)))
    }

    /// That it still waits.
    ///
    /// # Errors
    /// Where it was recorded or called off.
    pub const fn waits(&self) -> Result<(), InspectionRefusal> {
        match self.status() {
            InspectionStatus::Open => Ok(()),
            InspectionStatus::Recorded
            | InspectionStatus::Published
            | InspectionStatus::Cancelled => Err(InspectionRefusal::InspectionClosed),
        }
    }

    /// Records what was found, once.
    ///
    /// # Errors
    /// Why not.
    pub fn record(
        &self,
        record: Recorded,
        in_conflict: &[&Assigned],
    ) -> Result<InspectionEvent, InspectionRefusal> {
        self.waits()?;
        if let Some(one) = in_conflict.first() {
            let name = one.name.clone();
            return Err(InspectionRefusal::InspectorInConflict { name });
        }
        self.check(&record)?;
        Ok(InspectionEvent::Recorded(Box::new(record)))
    }

    /// Corrects it: findings stay, further ones may be added.
    ///
    /// # Errors
    /// Why not.
    pub fn correct(
        &self,
        reason: String,
        mut record: Recorded,
    ) -> Result<InspectionEvent, InspectionRefusal> {
        let before = self.record.as_ref().ok_or(InspectionRefusal::NotRecorded)?;
        let mut findings = before.findings.clone();
        findings.append(&mut record.findings);
        record.findings = findings;
        self.check(&record)?;
        Ok(InspectionEvent::Corrected(Box::new(Corrected {
            reason,
            record,
        })))
    }

    /// Publishes the result, once.
    ///
    /// # Errors
    /// Why not.
    pub fn publish(&self, on: NaiveDate, by: &str) -> Result<InspectionEvent, InspectionRefusal> {
        match self.status() {
            InspectionStatus::Recorded => Ok(InspectionEvent::Published(Published {
                on,
                by: by.to_owned(),
            })),
            InspectionStatus::Published => Err(InspectionRefusal::PublishedAlready),
            InspectionStatus::Open | InspectionStatus::Cancelled => {
                Err(InspectionRefusal::NotRecorded)
            }
        }
    }

    fn check(&self, record: &Recorded) -> Result<(), InspectionRefusal> {
        if !self
            .inspectors
            .iter()
            .any(|one| one.id == record.recorded_by)
        {
            return Err(InspectionRefusal::NotItsInspector);
        }
        if record.held_on < self.opened.on || record.held_on > record.on {
            return Err(InspectionRefusal::HeldOnOutOfRange);
        }
        let mut items: Vec<u8> = record.items.iter().map(|one| one.item).collect();
        items.sort_unstable();
        if items != [1, 2, 3, 4, 5, 6] {
            return Err(InspectionRefusal::ItemsIncomplete);
        }
        let findings = &record.findings;
        if findings.iter().any(|one| one.occurred_on > record.held_on) {
            return Err(InspectionRefusal::FindingLater);
        }
        let conforms = |one: &ItemResult| one.result != CheckResult::NotConform;
        if !findings.is_empty() && record.items.iter().all(conforms) {
            return Err(InspectionRefusal::FindingsContradictItems);
        }
        Ok(())
    }
}
