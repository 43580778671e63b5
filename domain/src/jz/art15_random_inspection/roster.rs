//! What is drawn from, and on which terms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use crate::gd::case::words::record_words;

/// Most institutions on a roster.
pub const MOST_INSTITUTIONS: usize = 20_000;
/// Most inspectors on a roster.
pub const MOST_INSPECTORS: usize = 2_000;
/// Highest weight.
pub const MOST_WEIGHT: u32 = 1_000;
/// Fewest inspectors for an institution that the algorithm knows; the number asked for is a parameter of local policy.
pub const LEAST_INSPECTORS: u32 = 2;
/// Most inspectors for an institution.
const MOST_EACH: u32 = 10;
/// Most steps of a draw.
const MOST_STEPS: u64 = 200_000_000;
/// Longest text in bytes.
const LONGEST: usize = 500;

record_words! {
    /// Of how many departments an institution's inspectors are (Art. 14, 15: 会同有关部门).
    Departments {
        /// It makes no difference
        Any = "any",
        /// All of one department
        One = "one",
        /// Of two departments at least
        Several = "several",
    }
}

/// An institution on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterInstitution {
    /// Its unified social credit code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How much likelier it is drawn than one of weight 1.
    pub weight: u32,
}

/// An inspector on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterInspector {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their department.
    pub department: String,
}

/// An inspector who must not inspect an institution (回避).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The inspector.
    pub inspector: String,
    /// The institution.
    pub institution: String,
}

/// How it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The day of the announcement (Asia/Shanghai).
    pub announced_on: NaiveDate,
    /// What the public value is, such as the closing level of an index on a named day.
    pub public_value: String,
    /// The day on which it becomes known: later than the announcement.
    pub known_on: NaiveDate,
    /// How many institutions.
    pub institutions: u32,
    /// How many inspectors for each.
    pub inspectors_each: u32,
    /// Of how many departments.
    pub departments: Departments,
}

/// A draw as it is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// The draw's id.
    pub draw: String,
    /// How it is drawn.
    pub terms: Terms,
    /// The institutions.
    pub institutions: Vec<RosterInstitution>,
    /// The inspectors.
    pub inspectors: Vec<RosterInspector>,
    /// Who must not inspect which institution.
    pub conflicts: Vec<Conflict>,
}

/// The roster in its one order: by id, byte by byte.
pub(super) struct Sorted<'a> {
    pub institutions: Vec<&'a RosterInstitution>,
    pub inspectors: Vec<&'a RosterInspector>,
    pub conflicts: BTreeSet<(&'a str, &'a str)>,
}

impl Announcement {
    pub(super) fn sorted(&self) -> Sorted<'_> {
        let mut institutions: Vec<_> = self.institutions.iter().collect();
        institutions.sort_by(|a, b| a.id.cmp(&b.id));
        let mut inspectors: Vec<_> = self.inspectors.iter().collect();
        inspectors.sort_by(|a, b| a.id.cmp(&b.id));
        let conflicts = self.conflicts.iter();
        Sorted {
            institutions,
            inspectors,
            conflicts: conflicts
                .map(|pair| (pair.inspector.as_str(), pair.institution.as_str()))
                .collect(),
        }
    }

    /// The hash of roster and terms, published with the announcement.
    #[must_use]
    pub fn roster_hash(&self) -> super::Digest {
        super::encode::roster_hash(self, &self.sorted())
    }

    /// Everything that is wrong with it; it can only be drawn from where nothing is.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        self.check_terms(&mut found);
        self.check_institutions(&mut found);
        self.check_inspectors(&mut found);
        self.check_conflicts(&mut found);
        if found.is_empty() {
            self.check_enough(&mut found);
        }
        found
    }

    fn check_terms(&self, found: &mut Vec<Fault>) {
        let terms = &self.terms;
        check_text(found, "/draw", &self.draw);
        check_text(found, "/terms/public_value", &terms.public_value);
        if terms.known_on <= terms.announced_on {
            found.push(Fault::new("/terms/known_on", FaultKind::KnownTooEarly));
        }
        let most = u32::try_from(self.institutions.len()).unwrap_or(u32::MAX);
        if !(1..=most).contains(&terms.institutions) {
            found.push(Fault::new("/terms/institutions", FaultKind::BadCount));
        }
        if self.steps() > MOST_STEPS {
            found.push(Fault::new("/terms/institutions", FaultKind::TooLarge));
        }
        if !(LEAST_INSPECTORS..=MOST_EACH).contains(&terms.inspectors_each) {
            found.push(Fault::new("/terms/inspectors_each", FaultKind::BadEach));
        }
    }

    /// About how long it takes to draw: anybody may ask for it.
    fn steps(&self) -> u64 {
        let long = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let each = u64::from(self.terms.inspectors_each).saturating_mul(20);
        let inspectors = long(self.inspectors.len()).saturating_mul(each);
        long(self.institutions.len())
            .saturating_add(inspectors)
            .saturating_mul(self.terms.institutions.into())
    }

    fn check_institutions(&self, found: &mut Vec<Fault>) {
        const LIST: &str = "/roster/institutions";
        if self.institutions.len() > MOST_INSTITUTIONS {
            found.push(Fault::new(LIST, FaultKind::TooLarge));
        }
        let mut seen = BTreeSet::new();
        for (index, one) in self.institutions.iter().enumerate() {
            check_text(found, &format!("{LIST}/{index}/id"), &one.id);
            check_text(found, &format!("{LIST}/{index}/name"), &one.name);
            if !(1..=MOST_WEIGHT).contains(&one.weight) {
                let at = format!("{LIST}/{index}/weight");
                found.push(Fault::new(at, FaultKind::BadWeight));
            }
            if !seen.insert(&one.id) {
                let at = format!("{LIST}/{index}/id");
                found.push(Fault::new(at, FaultKind::Duplicate));
            }
        }
    }

    fn check_inspectors(&self, found: &mut Vec<Fault>) {
        const LIST: &str = "/roster/inspectors";
        if self.inspectors.len() > MOST_INSPECTORS {
            found.push(Fault::new(LIST, FaultKind::TooLarge));
        }
        let mut seen = BTreeSet::new();
        for (index, one) in self.inspectors.iter().enumerate() {
            check_text(found, &format!("{LIST}/{index}/id"), &one.id);
            check_text(found, &format!("{LIST}/{index}/name"), &one.name);
            check_text(
                found,
                &format!("{LIST}/{index}/department"),
                &one.department,
            );
            if !seen.insert(&one.id) {
                let at = format!("{LIST}/{index}/id");
                found.push(Fault::new(at, FaultKind::Duplicate));
            }
        }
    }

    fn check_conflicts(&self, found: &mut Vec<Fault>) {
        let institutions: BTreeSet<&str> = self.institutions.iter().map(|i| &*i.id).collect();
        let inspectors: BTreeSet<&str> = self.inspectors.iter().map(|i| &*i.id).collect();
        let mut seen = BTreeSet::new();
        for (index, pair) in self.conflicts.iter().enumerate() {
            let at = format!("/roster/conflicts/{index}");
            if !inspectors.contains(&*pair.inspector) {
                let at = format!("{at}/inspector");
                found.push(Fault::new(at, FaultKind::NotOnRoster));
            }
            if !institutions.contains(&*pair.institution) {
                let at = format!("{at}/institution");
                found.push(Fault::new(at, FaultKind::NotOnRoster));
            }
            if !seen.insert(pair) {
                found.push(Fault::new(at, FaultKind::Duplicate));
            }
        }
    }

    /// Whatever is drawn must have its inspectors: an institution for which they do not suffice cannot be on the roster.
    fn check_enough(&self, found: &mut Vec<Fault>) {
        let departments: BTreeMap<&str, &str> = self
            .inspectors
            .iter()
            .map(|one| (&*one.id, &*one.department))
            .collect();
        let mut count = Count::new(&self.terms);
        for one in &self.inspectors {
            count.add(&one.department);
        }
        let mut excluded: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for pair in &self.conflicts {
            let department = departments.get(&*pair.inspector).copied().unwrap_or("");
            let of = excluded.entry(&pair.institution).or_default();
            of.push(department);
        }
        for (index, one) in self.institutions.iter().enumerate() {
            let gone = excluded.get(&*one.id).map_or(&[][..], Vec::as_slice);
            if !count.suffices_without(gone) {
                let at = format!("/roster/institutions/{index}");
                found.push(Fault::new(at, FaultKind::TooFewInspectors));
            }
        }
    }
}

pub(super) fn check_text(found: &mut Vec<Fault>, pointer: &str, text: &str) {
    let bad = text.trim().is_empty() || text.len() > LONGEST || text.chars().any(char::is_control);
    if bad {
        found.push(Fault::new(pointer, FaultKind::BadText));
    }
}

/// How many inspectors of each department are free.
#[derive(Debug)]
pub(super) struct Count<'a> {
    needed: u32,
    departments: Departments,
    all: u32,
    each: BTreeMap<&'a str, u32>,
    /// Departments with as many as are needed.
    enough: u32,
}

impl<'a> Count<'a> {
    pub fn new(terms: &Terms) -> Self {
        Self {
            needed: terms.inspectors_each,
            departments: terms.departments,
            all: 0,
            each: BTreeMap::new(),
            enough: 0,
        }
    }

    pub fn add(&mut self, department: &'a str) {
        let count = self.each.entry(department).or_default();
        *count += 1;
        self.all += 1;
        self.enough += u32::from(*count == self.needed);
    }

    fn remove(&mut self, department: &'a str) {
        if let Some(count) = self.each.get_mut(department) {
            self.all -= 1;
            self.enough -= u32::from(*count == self.needed);
            *count -= 1;
            if *count == 0 {
                self.each.remove(department);
            }
        }
    }

    /// How many of that department.
    pub fn of(&self, department: &str) -> u32 {
        self.each.get(department).copied().unwrap_or(0)
    }

    /// Whether an institution's inspectors can be drawn from those that are left when these are taken out, each named by
    /// their department.
    pub fn suffices_without(&mut self, gone: &[&'a str]) -> bool {
        gone.iter().for_each(|department| self.remove(department));
        let enough = match self.departments {
            Departments::Any => self.all >= self.needed,
            Departments::Several => self.all >= self.needed && self.each.len() > 1,
            Departments::One => self.enough > 0,
        };
        gone.iter().for_each(|department| self.add(department));
        enough
    }
}
