//! A round: institutions by weight without replacement, and for each its inspectors.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

use super::fault::FaultKind;
use super::proof::{Redraw, Redrawing};
use super::roster::{Announcement, Count, Departments, RosterInspector, RosterInstitution};
use super::stream::Stream;

/// What was drawn for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The institution.
    pub institution: String,
    /// Its inspectors, in the order in which they were drawn.
    pub inspectors: Vec<String>,
}

/// Who gives up a place in a redraw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replaces {
    /// The institution, and with it its inspectors.
    Institution(String),
    /// One of the inspectors.
    Inspector(String),
}

/// The draw as it stands: what of the roster is at which place, and what can still be drawn.
pub(super) struct Board<'a> {
    announcement: &'a Announcement,
    inspectors: Vec<&'a RosterInspector>,
    /// What stands at each place.
    pub places: Vec<Place>,
    /// Institutions that were not drawn yet, in the order of the roster.
    left: Vec<&'a RosterInstitution>,
    /// Inspectors who were replaced.
    gone: BTreeSet<&'a str>,
    /// Inspectors by the institution they must not inspect.
    conflicts: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// The place of an institution while its inspectors are drawn.
struct Team<'a> {
    institution: &'a str,
    inspectors: Vec<&'a RosterInspector>,
}

impl<'a> Board<'a> {
    pub fn new(announcement: &'a Announcement) -> Self {
        let sorted = announcement.sorted();
        let mut conflicts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (inspector, institution) in &sorted.conflicts {
            conflicts.entry(institution).or_default().insert(inspector);
        }
        Self {
            announcement,
            left: sorted.institutions,
            inspectors: sorted.inspectors,
            places: Vec::new(),
            gone: BTreeSet::new(),
            conflicts,
        }
    }

    /// Takes over what stands after the rounds before: what was drawn then is not drawn again.
    pub fn resume(&mut self, result: &'a [Place], before: &'a [Redraw]) -> Result<(), FaultKind> {
        self.places = result.to_vec();
        let mut drawn: BTreeSet<&str> = result.iter().map(|p| &*p.institution).collect();
        for redraw in before {
            self.carry_out(&redraw.asked);
            drawn.insert(&redraw.result.institution);
            let index = self.at(redraw.asked.place)?;
            if let Some(place) = self.places.get_mut(index) {
                place.clone_from(&redraw.result);
            }
        }
        self.left.retain(|one| !drawn.contains(&*one.id));
        Ok(())
    }

    /// What a redraw brings with it: conflicts that became known, and an inspector who is not drawn again.
    pub fn carry_out(&mut self, asked: &'a Redrawing) {
        for pair in &asked.conflicts {
            let of = self.conflicts.entry(&pair.institution).or_default();
            of.insert(&pair.inspector);
        }
        if let Replaces::Inspector(id) = &asked.replaces {
            self.gone.insert(id);
        }
    }

    /// Where a place stands in the list.
    pub fn at(&self, place: u32) -> Result<usize, FaultKind> {
        let index = usize::try_from(place).ok();
        let index = index.and_then(|place| place.checked_sub(1));
        index
            .filter(|index| *index < self.places.len())
            .ok_or(FaultKind::NoSuchPlace)
    }

    /// Round 1.
    pub fn first_round(&mut self, stream: &mut Stream) -> Result<(), FaultKind> {
        let mut teams = Vec::new();
        for _ in 0..self.announcement.terms.institutions {
            let id = self.institution(stream, &|_| true)?;
            teams.push(id);
        }
        let mut load = BTreeMap::new();
        for id in teams {
            let place = self.team(stream, id, &mut load)?;
            self.places.push(place);
        }
        Ok(())
    }

    /// A further institution for a place, with its inspectors.
    pub fn another_institution(
        &mut self,
        index: usize,
        stream: &mut Stream,
    ) -> Result<Place, FaultKind> {
        let mut count = Count::new(&self.announcement.terms);
        let departments: BTreeMap<&str, &str> = self
            .inspectors
            .iter()
            .filter(|one| !self.gone.contains(&*one.id))
            .map(|one| (&*one.id, &*one.department))
            .collect();
        departments.values().for_each(|of| count.add(of));
        let (conflicts, mut enough) = (&self.conflicts, BTreeSet::new());
        for one in &self.left {
            let excluded = conflicts.get(&*one.id).into_iter().flatten();
            let gone: Vec<&str> = excluded
                .filter_map(|id| departments.get(id).copied())
                .collect();
            if count.suffices_without(&gone) {
                enough.insert(&*one.id);
            }
        }
        let id = self.institution(stream, &|id| enough.contains(id))?;
        let mut load = self.load(Some(index));
        self.team(stream, id, &mut load)
    }

    /// A further inspector for a place, where `left` gives theirs up.
    pub fn another_inspector(
        &mut self,
        index: usize,
        left: &str,
        stream: &mut Stream,
    ) -> Result<Place, FaultKind> {
        let mut place = self
            .places
            .get(index)
            .ok_or(FaultKind::NoSuchPlace)?
            .clone();
        let others = place.inspectors.iter().filter(|id| *id != left);
        let known = |id: &String| self.inspectors.iter().copied().find(|one| one.id == *id);
        let team = Team {
            institution: &place.institution,
            inspectors: others.filter_map(known).collect(),
        };
        let next = self.inspector(stream, &team, &self.load(None))?.id.clone();
        for id in &mut place.inspectors {
            if id == left {
                id.clone_from(&next);
            }
        }
        Ok(place)
    }

    /// Inspectors who may inspect an institution, in the order of the roster.
    fn free<'s>(&'s self, institution: &str) -> impl Iterator<Item = &'a RosterInspector> + 's {
        let excluded = self.conflicts.get(institution);
        self.inspectors.iter().copied().filter(move |one| {
            !self.gone.contains(&*one.id) && excluded.is_none_or(|e| !e.contains(&*one.id))
        })
    }

    /// At how many places each inspector stands, but for one.
    fn load(&self, except: Option<usize>) -> BTreeMap<String, u32> {
        let mut load = BTreeMap::new();
        let places = self.places.iter().enumerate();
        for (_, place) in places.filter(|(index, _)| Some(*index) != except) {
            for id in &place.inspectors {
                *load.entry(id.clone()).or_default() += 1;
            }
        }
        load
    }

    /// One institution by weight, of those that were not drawn before.
    fn institution(
        &mut self,
        stream: &mut Stream,
        allowed: &dyn Fn(&str) -> bool,
    ) -> Result<&'a str, FaultKind> {
        let candidates = self.left.iter().enumerate();
        let mut candidates = candidates.filter(|(_, one)| allowed(&one.id));
        let total: u64 = candidates
            .clone()
            .map(|(_, one)| u64::from(one.weight))
            .sum();
        let total = NonZeroU64::new(total).ok_or(FaultKind::NoInstitutionLeft)?;
        let mut ticket = stream.below(total);
        let found = candidates.find(|(_, one)| {
            let weight = u64::from(one.weight);
            let hit = ticket < weight;
            ticket = ticket.saturating_sub(weight);
            hit
        });
        let (index, one) = found.ok_or(FaultKind::NoInstitutionLeft)?;
        let id = &one.id;
        self.left.remove(index);
        Ok(id)
    }

    /// The inspectors of an institution.
    fn team(
        &self,
        stream: &mut Stream,
        institution: &'a str,
        load: &mut BTreeMap<String, u32>,
    ) -> Result<Place, FaultKind> {
        let mut team = Team {
            institution,
            inspectors: Vec::new(),
        };
        for _ in 0..self.announcement.terms.inspectors_each {
            let next = self.inspector(stream, &team, load)?;
            team.inspectors.push(next);
        }
        for one in &team.inspectors {
            *load.entry(one.id.clone()).or_default() += 1;
        }
        let ids = team.inspectors.iter().map(|one| one.id.clone());
        Ok(Place {
            institution: institution.to_owned(),
            inspectors: ids.collect(),
        })
    }

    /// One further inspector: of those who may, those with the fewest places so far, each as likely as any other.
    fn inspector(
        &self,
        stream: &mut Stream,
        team: &Team<'_>,
        load: &BTreeMap<String, u32>,
    ) -> Result<&'a RosterInspector, FaultKind> {
        let terms = &self.announcement.terms;
        let free: Vec<_> = self
            .free(team.institution)
            .filter(|one| team.inspectors.iter().all(|other| other.id != one.id))
            .collect();
        let first = team.inspectors.first().map(|one| &*one.department);
        let mut count = Count::new(terms);
        free.iter().for_each(|one| count.add(&one.department));
        let fits = |one: &RosterInspector| match (terms.departments, first) {
            (Departments::Any, _) | (Departments::Several, None) => true,
            (Departments::One, None) => count.of(&one.department) >= terms.inspectors_each,
            (Departments::One, Some(first)) => one.department == first,
            (Departments::Several, Some(first)) => {
                let all = &team.inspectors;
                one.department != first || all.iter().any(|other| other.department != first)
            }
        };
        let places = |one: &RosterInspector| load.get(&one.id).copied().unwrap_or(0);
        let fitting: Vec<_> = free.into_iter().filter(|one| fits(one)).collect();
        let least = fitting.iter().map(|one| places(one)).min();
        let mut pool = fitting
            .iter()
            .copied()
            .filter(|one| Some(places(one)) == least);
        let size = u64::try_from(pool.clone().count()).unwrap_or(u64::MAX);
        let size = NonZeroU64::new(size).ok_or(FaultKind::TooFewInspectors)?;
        let index = usize::try_from(stream.below(size)).unwrap_or(usize::MAX);
        pool.nth(index).ok_or(FaultKind::TooFewInspectors)
    }
}
