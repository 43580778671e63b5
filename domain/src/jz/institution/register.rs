//! Filing (备案): what is applied for, decided, changed, renewed and ended (jz Art. 2, 3, 16(1)-(2), 22, 23).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::Regime;
use crate::gd::case::words::record_words;

record_words! {
    /// The two kinds of institution that Art. 2 names.
    InstitutionKind {
        /// 用人单位
        Employer = "employer",
        /// 社会培训评价组织
        SocialTraining = "social_training",
    }
}

record_words! {
    /// What is applied for.
    ApplicationKind {
        /// 备案: a first filing, or a new one after the earlier ended
        Filing = "filing",
        /// 变更: what is filed changes, the validity stays
        Change = "change",
        /// 续期: the validity is prolonged
        Renewal = "renewal",
    }
}

record_words! {
    /// What became of an application.
    Outcome {
        /// 准予
        Granted = "granted",
        /// 不予
        Refused = "refused",
    }
}

/// An occupation with the levels for which assessment is filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// Code in the national classification, such as `6-31-01-03`.
    pub code: String,
    /// Its name, such as 电工.
    pub name: String,
    /// Levels, 5 the lowest, 1 the highest; ascending, without repeats.
    pub levels: Vec<u8>,
}

/// What is filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// Employer or social organisation.
    pub kind: InstitutionKind,
    /// 主要负责人: who is interviewed under Art. 20.
    pub principal: String,
    /// Division of its seat, six digits.
    pub division: String,
    /// Filed places, the seat's address first. A batch is at a filed place whose address its own begins with.
    pub places: Vec<String>,
    /// Filed occupations and levels.
    pub occupations: Vec<Occupation>,
}

/// An application was handed in (Art. 2, 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// Number among the institution's applications, from 1.
    pub number: u32,
    /// What for.
    pub kind: ApplicationKind,
    /// Unified social credit code; the same in all of the institution's applications.
    pub uscc: String,
    /// The day it was handed in.
    pub on: NaiveDate,
    /// What is to be filed.
    pub content: Content,
    /// Renewal: the last day of validity that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// The authority it is handed in to, which then supervises (Art. 3), by organisation id.
    pub authority: String,
    /// The authority above that one, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// The regulation under which the authority works; the sanctions of these measures concern `jz` alone.
    pub regime: Regime,
    /// The institution's own organisation, where it has accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The client that handed it in.
    pub by: String,
}

/// An application was withdrawn before it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationWithdrawn {
    /// The application.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
}

/// An application was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationDecided {
    /// The application.
    pub number: u32,
    /// The day of the decision, from which what was granted holds.
    pub on: NaiveDate,
    /// Granted or refused.
    pub outcome: Outcome,
    /// Why, where it is refused; remarks otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Number of the filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_number: Option<String>,
    /// Last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// The officer.
    pub by: String,
}

/// A filing from before this system was taken over as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenOver {
    /// Unified social credit code.
    pub uscc: String,
    /// What is filed.
    pub content: Content,
    /// Day of filing.
    pub filed_on: NaiveDate,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// Number of the filing.
    pub filing_number: Option<String>,
    /// Name of the authority as the source writes it.
    pub authority_name: String,
    /// The authority, by organisation id; one that this system does not know has none.
    pub authority: Option<String>,
    /// The authority above that one, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// The regulation under which the authority works.
    pub regime: Regime,
    /// The day on which it was taken over.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// The institution reported that it ends its work (Art. 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeregistrationReported {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
}

/// The filing was ended on the institution's own report (Art. 23); its ledger stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deregistered {
    /// The day from which it is not filed any more.
    pub on: NaiveDate,
    /// The officer.
    pub by: String,
}

/// An application as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// As it was handed in.
    pub applied: Applied,
    /// What became of it; none: pending.
    pub decided: Option<ApplicationDecided>,
    /// Withdrawn.
    pub withdrawn: Option<ApplicationWithdrawn>,
}

impl Application {
    /// Whether it waits for a decision.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.decided.is_none() && self.withdrawn.is_none()
    }

    /// Whether it waited at the end of a day, by what this record knows.
    #[must_use]
    pub fn waits_on(&self, day: NaiveDate) -> bool {
        let decided = self.decided.as_ref().map(|decided| decided.on);
        let withdrawn = self.withdrawn.as_ref().map(|withdrawn| withdrawn.on);
        self.applied.on <= day && decided.or(withdrawn).is_none_or(|settled| settled > day)
    }
}

/// A filing with what changed of it, each from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Day of filing.
    pub filed_on: NaiveDate,
    /// Its number.
    pub number: Option<String>,
    /// What is filed, from its day on, ascending by day.
    pub contents: Vec<(NaiveDate, Content)>,
    /// Last day of validity, from its day on, ascending by day.
    pub validity: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The day from which it is ended by deregistration.
    pub deregistered_on: Option<NaiveDate>,
}

impl Filing {
    /// What was filed on a day; what was filed first for days before it.
    #[must_use]
    pub fn content(&self, as_of: NaiveDate) -> Option<&Content> {
        at(&self.contents, as_of)
    }

    /// The last day of validity as it stood on a day.
    #[must_use]
    pub fn valid_until(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        at(&self.validity, as_of).copied().flatten()
    }
}

fn at<T>(dated: &[(NaiveDate, T)], as_of: NaiveDate) -> Option<&T> {
    dated
        .iter()
        .rev()
        .find(|(from, _)| *from <= as_of)
        .or_else(|| dated.first())
        .map(|(_, value)| value)
}
