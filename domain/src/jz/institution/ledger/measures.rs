//! What was done about it: interviews, warnings, suspensions, lists, bans (jz Art. 20-22), and what they dealt with.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::EntryKind;
use crate::gd::case::words::record_words;
use crate::jz::facts::Breach;
use crate::jz::sanctions::Tier;

/// An interview with the principal (Art. 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Id.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Who was interviewed.
    pub principal: String,
    /// What was stated or promised.
    pub record: String,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

/// Results or certificates of a batch are declared invalid (Art. 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invalidation {
    /// Id.
    pub id: String,
    /// The batch, by id.
    pub batch: String,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

/// A warning (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Id.
    pub id: String,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// The day its rectification was accepted; none: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectified_on: Option<NaiveDate>,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

/// Work is suspended (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// Id.
    pub id: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

impl Suspension {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

record_words! {
    /// The two lists of Art. 21.
    ListName {
        /// 活动异常名录
        Abnormal = "abnormal",
        /// 诚信不良档案
        BadCredit = "bad_credit",
    }
}

/// It stands on a list (Art. 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Id.
    pub id: String,
    /// Which list.
    pub list: ListName,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: until it is taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Why, for the public.
    pub reason: String,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

impl Listing {
    /// Whether it stands there on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A market ban (Art. 22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ban {
    /// Id.
    pub id: String,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// The day from which it is in force.
    pub from: NaiveDate,
    /// Last day on which a new filing is barred: three years from the decision.
    pub barred_until: NaiveDate,
    /// The day from which it is lifted (revoked on review).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_on: Option<NaiveDate>,
    /// The proceeding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proceeding: Option<String>,
}

impl Ban {
    /// Whether new filings are barred on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day
            && day <= self.barred_until
            && self.lifted_on.is_none_or(|lifted| day < lifted)
    }
}

/// An entry that a decision dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SanctionedItem {
    /// Its kind.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
}

/// What a decision dealt with: one matter, one sanction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sanction {
    /// Id of the proceeding.
    pub id: String,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// Its tier.
    pub tier: Tier,
    /// The grounds it rests on, by provision.
    pub grounds: Vec<Breach>,
    /// The entries it dealt with.
    pub items: Vec<SanctionedItem>,
}
