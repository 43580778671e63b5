//! The facts of an institution that Art. 20-22 rest on, and when they contradict each other.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::{art12_emergency, art13_territorial, art20_interview, art21_warning, art22_market_ban};
use crate::ground::{Name, Pointer, Reason};
use crate::provision::Provision;
use crate::truth::Truth;

/// A time during which the authority had stopped the institution's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspension {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it lasts.
    pub to: Option<NaiveDate>,
}

/// When the institution last carried out an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// The last day; `None`: none since filing.
    pub last_on: Option<NaiveDate>,
    /// Day on which idleness was last sanctioned.
    pub sanctioned_on: Option<NaiveDate>,
    /// Suspensions by the authority.
    pub suspensions: Vec<Suspension>,
}

/// An assessment batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<'a> {
    /// Id, unique in its list.
    pub id: Cow<'a, str>,
    /// The day it was held.
    pub held_on: NaiveDate,
    /// Number of candidates.
    pub candidates: Option<u32>,
    /// Number of candidates without the required qualification.
    pub unqualified_candidates: Option<u32>,
    /// A paper identical with another assessment's was used.
    pub identical_paper: Truth,
    /// Already sanctioned: supports no ground again.
    pub sanctioned: bool,
}

/// A complaint about the institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint<'a> {
    /// Id, unique in its list.
    pub id: Cow<'a, str>,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// Verified as true.
    pub substantiated: Truth,
    /// Already sanctioned: supports no ground again.
    pub sanctioned: bool,
}

/// Something due by a day: an annual report or a rectification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'a> {
    /// Id, unique in its list.
    pub id: Cow<'a, str>,
    /// The last day for it, taken as given.
    pub due_on: NaiveDate,
    /// The day it was done; `None`: not yet.
    pub done_on: Option<NaiveDate>,
    /// Already sanctioned: supports no ground again.
    pub sanctioned: bool,
}

/// An earlier measure under Art. 21.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning<'a> {
    /// Id, unique in its list.
    pub id: Cow<'a, str>,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// The day its rectification was accepted; `None`: not yet.
    pub rectified_on: Option<NaiveDate>,
}

/// A provision that a finding can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Breach {
    /// Art. 12.
    Art12,
    /// Art. 13.
    Art13,
    /// Art. 20, by item from 1.
    Art20(u8),
    /// Art. 21, by item from 1.
    Art21(u8),
    /// Art. 22, by item from 1.
    Art22(u8),
}

/// The provisions a finding can name, with their texts, in the order of the regulation.
pub static BREACHES: [(Breach, &Provision); 24] = [
    (Breach::Art12, &art12_emergency::ART12),
    (Breach::Art13, &art13_territorial::ART13),
    (Breach::Art20(1), &art20_interview::ART20_1),
    (Breach::Art20(2), &art20_interview::ART20_2),
    (Breach::Art20(3), &art20_interview::ART20_3),
    (Breach::Art20(4), &art20_interview::ART20_4),
    (Breach::Art20(5), &art20_interview::ART20_5),
    (Breach::Art20(6), &art20_interview::ART20_6),
    (Breach::Art20(7), &art20_interview::ART20_7),
    (Breach::Art20(8), &art20_interview::ART20_8),
    (Breach::Art21(1), &art21_warning::ART21_1),
    (Breach::Art21(2), &art21_warning::ART21_2),
    (Breach::Art21(3), &art21_warning::ART21_3),
    (Breach::Art21(4), &art21_warning::ART21_4),
    (Breach::Art21(5), &art21_warning::ART21_5),
    (Breach::Art21(6), &art21_warning::ART21_6),
    (Breach::Art21(7), &art21_warning::ART21_7),
    (Breach::Art21(8), &art21_warning::ART21_8),
    (Breach::Art22(1), &art22_market_ban::ART22_1),
    (Breach::Art22(2), &art22_market_ban::ART22_2),
    (Breach::Art22(3), &art22_market_ban::ART22_3),
    (Breach::Art22(4), &art22_market_ban::ART22_4),
    (Breach::Art22(5), &art22_market_ban::ART22_5),
    (Breach::Art22(6), &art22_market_ban::ART22_6),
];

impl Breach {
    /// The breach of that provision id, if a finding can name it.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let (article, item) = match id.strip_prefix("jz-institutions/art")?.as_bytes() {
            b"12" => return Some(Self::Art12),
            b"13" => return Some(Self::Art13),
            [b'2', article, b'/', item @ b'1'..=b'8'] => (article, item - b'0'),
            _ => return None,
        };
        match article {
            b'0' => Some(Self::Art20(item)),
            b'1' => Some(Self::Art21(item)),
            b'2' if item <= 6 => Some(Self::Art22(item)),
            _ => None,
        }
    }
}

impl Breach {
    /// The provision.
    #[must_use]
    pub fn provision(self) -> Option<&'static Provision> {
        BREACHES
            .iter()
            .find(|(breach, _)| *breach == self)
            .map(|(_, provision)| *provision)
    }
}

impl serde::Serialize for Breach {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let provision = self
            .provision()
            .ok_or_else(|| serde::ser::Error::custom("a breach of no provision"))?;
        serializer.serialize_str(provision.id)
    }
}

impl<'de> serde::Deserialize<'de> for Breach {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = <Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&id).ok_or_else(|| serde::de::Error::custom("no provision a finding can name"))
    }
}

/// A finding: a violation by provision, alleged until verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation<'a> {
    /// Id, unique in its list.
    pub id: Cow<'a, str>,
    /// The provision it is a breach of.
    pub breach: Breach,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// Verified, dismissed, or still alleged.
    pub verified: Truth,
    /// Already sanctioned: supports no ground again.
    pub sanctioned: bool,
}

/// The facts of an institution; a list that is `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SanctionFacts<'a> {
    /// Day of filing (备案).
    pub filed_on: Option<NaiveDate>,
    /// Last activity.
    pub activity: Option<Activity>,
    /// Idleness is justified (正当理由).
    pub inactivity_justified: Truth,
    /// Batches.
    pub batches: Option<Vec<Batch<'a>>>,
    /// Complaints.
    pub complaints: Option<Vec<Complaint<'a>>>,
    /// Annual reports.
    pub annual_reports: Option<Vec<Due<'a>>>,
    /// Rectifications.
    pub rectifications: Option<Vec<Due<'a>>>,
    /// Earlier measures under Art. 21.
    pub warnings: Option<Vec<Warning<'a>>>,
    /// Other findings.
    pub violations: Option<Vec<Violation<'a>>>,
}

impl SanctionFacts<'_> {
    /// How many items all its lists have together.
    #[must_use]
    pub fn items(&self) -> usize {
        fn count<T>(list: Option<&Vec<T>>) -> usize {
            list.map_or(0, Vec::len)
        }
        count(self.batches.as_ref())
            + count(self.complaints.as_ref())
            + count(self.annual_reports.as_ref())
            + count(self.rectifications.as_ref())
            + count(self.warnings.as_ref())
            + count(self.violations.as_ref())
            + self.activity.as_ref().map_or(0, |a| a.suspensions.len())
    }
}

/// Two facts that cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inconsistency {
    /// Where to look.
    pub pointer: Pointer,
    /// Why.
    pub reason: &'static Reason,
}

static MORE_UNQUALIFIED: Reason = Reason {
    zh: "资质不合格人数多于考生人数",
    en: "there are more unqualified candidates than candidates",
    index: 0,
};
static DUPLICATE_ID: Reason = Reason {
    zh: "同一列表中的 id 重复",
    en: "the id occurs twice in the list",
    index: 0,
};
static RECTIFIED_BEFORE_DECIDED: Reason = Reason {
    zh: "整改完成日早于警示决定日",
    en: "the rectification is earlier than the decision",
    index: 0,
};
static SUSPENSION_BACKWARDS: Reason = Reason {
    zh: "暂停的结束日早于开始日",
    en: "the suspension ends before it begins",
    index: 0,
};

/// Every contradiction among the facts; a decision is only taken without any.
#[must_use]
pub fn inconsistencies(facts: &SanctionFacts<'_>) -> SmallVec<[Inconsistency; 2]> {
    let mut found = SmallVec::new();
    let mut add = |pointer, reason| found.push(Inconsistency { pointer, reason });
    for (index, suspension) in (0..).zip(facts.activity.iter().flat_map(|a| &a.suspensions)) {
        if suspension.to.is_some_and(|to| to < suspension.from) {
            add(
                Pointer::item_member(Name::ActivitySuspensions, index, Name::To),
                &SUSPENSION_BACKWARDS,
            );
        }
    }
    for (index, batch) in (0..).zip(facts.batches.iter().flatten()) {
        if let (Some(candidates), Some(unqualified)) =
            (batch.candidates, batch.unqualified_candidates)
            && unqualified > candidates
        {
            add(
                Pointer::item_member(Name::Batches, index, Name::UnqualifiedCandidates),
                &MORE_UNQUALIFIED,
            );
        }
    }
    for (index, warning) in (0..).zip(facts.warnings.iter().flatten()) {
        if warning
            .rectified_on
            .is_some_and(|day| day < warning.decided_on)
        {
            add(
                Pointer::item_member(Name::Warnings, index, Name::RectifiedOn),
                &RECTIFIED_BEFORE_DECIDED,
            );
        }
    }
    let mut duplicates = |list: Name, ids: &mut dyn Iterator<Item = &str>| {
        for index in repeated(ids) {
            add(Pointer::item_member(list, index, Name::Id), &DUPLICATE_ID);
        }
    };
    duplicates(
        Name::Batches,
        &mut facts.batches.iter().flatten().map(|i| &*i.id),
    );
    duplicates(
        Name::Complaints,
        &mut facts.complaints.iter().flatten().map(|i| &*i.id),
    );
    duplicates(
        Name::AnnualReports,
        &mut facts.annual_reports.iter().flatten().map(|i| &*i.id),
    );
    duplicates(
        Name::Rectifications,
        &mut facts.rectifications.iter().flatten().map(|i| &*i.id),
    );
    duplicates(
        Name::Warnings,
        &mut facts.warnings.iter().flatten().map(|i| &*i.id),
    );
    duplicates(
        Name::Violations,
        &mut facts.violations.iter().flatten().map(|i| &*i.id),
    );
    found
}

/// The positions of ids that have occurred before.
fn repeated(ids: &mut dyn Iterator<Item = &str>) -> SmallVec<[u32; 4]> {
    // Short lists are compared directly, without the heap; longer ones by a set.
    const SHORT: usize = 16;
    let mut short: SmallVec<[&str; SHORT]> = SmallVec::new();
    let mut long: HashSet<&str> = HashSet::new();
    let mut found = SmallVec::new();
    for (index, id) in (0..).zip(ids) {
        let new = if long.is_empty() {
            let new = !short.contains(&id);
            if new && short.len() == SHORT {
                long.extend(short.iter());
                long.insert(id);
            } else if new {
                short.push(id);
            }
            new
        } else {
            long.insert(id)
        };
        if !new {
            found.push(index);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_breach_is_parsed_from_its_provision_and_nothing_else_is() {
        for (breach, provision) in BREACHES {
            assert_eq!(Breach::parse(provision.id), Some(breach));
        }
        for article in 0..100 {
            for item in 0..12 {
                let id = format!("jz-institutions/art{article}/{item}");
                let known = BREACHES.iter().any(|(_, provision)| provision.id == id);
                assert_eq!(Breach::parse(&id).is_some(), known, "{id}");
            }
        }
        for id in [
            "",
            "art20/1",
            "jz-institutions/art20",
            "jz-institutions/art20/1 ",
        ] {
            assert_eq!(Breach::parse(id), None, "{id}");
        }
    }
}
