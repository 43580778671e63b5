//! How likely it is that two cases are about the same matter: a weighted mean, in permille, with the share of each signal.

use chrono::NaiveDate;

use super::parameters::SimilarParameters;
use super::text::Signature;
use crate::division::{self, DivisionCode};
use crate::gd::art09_10_admissibility::{Event, Precision};
use crate::gd::case::event::Received;
use crate::gd::case::record::AccusedParty;
use crate::text::folded;

/// The same.
const WHOLE: u32 = 1000;

/// What one case tells and the other does not is neither for nor against: half.
const HALF: u32 = 500;

/// Days that may be the same, as far as they are known.
const PERHAPS: u32 = 750;

/// What two cases are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// The accused party (Art. 9(1)).
    pub accused: AccusedParty,
    /// When the event happened.
    pub event: Option<Event>,
    /// The day the complaint was put forward.
    pub submitted_on: NaiveDate,
    /// Where it happened.
    pub places: Vec<DivisionCode>,
    /// The keyed signature of what was said; none: nothing was.
    pub text: Option<Signature>,
}

impl Features {
    /// Of a case.
    #[must_use]
    pub fn of(record: &Received, text: Option<Signature>) -> Self {
        Self {
            accused: record.accused.clone(),
            event: record.event,
            submitted_on: record.submitted_on,
            places: record.places.clone(),
            text,
        }
    }

    fn names_accused(&self) -> bool {
        let AccusedParty {
            name,
            uscc,
            party_id,
            ..
        } = &self.accused;
        name.is_some() || uscc.is_some() || party_id.is_some()
    }

    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let event = self.event?;
        let (first, last) = event.possible_days(self.submitted_on)?;
        let last = if event.ongoing {
            self.submitted_on
        } else {
            last
        };
        Some((first, last.max(first)))
    }

    /// Whether the day is known, and the only one.
    fn one_day(&self) -> bool {
        let exact = |event: &Event| event.precision == Precision::Day && !event.ongoing;
        self.event.as_ref().is_some_and(exact)
    }
}

/// By what two cases are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The accused party.
    Accused,
    /// The day of the event.
    Date,
    /// What was said.
    Text,
    /// The place.
    Places,
}

impl Signal {
    /// The word used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accused => "accused",
            Self::Date => "date",
            Self::Text => "text",
            Self::Places => "places",
        }
    }
}

/// What one signal adds to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Component {
    /// Which.
    pub signal: Signal,
    /// How alike the cases are by it, in permille; none: neither of them tells, and it is left out.
    pub similarity: Option<u32>,
    /// Its weight.
    pub weight: u32,
    /// What it adds.
    pub points: u32,
}

/// How likely two cases are about the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// From 0 to 1000: the sum of the points.
    pub total: u32,
    /// Each signal.
    pub components: [Component; 4],
}

/// Compares two cases; which is first makes no difference.
#[must_use]
pub fn score(one: &Features, other: &Features, parameters: &SimilarParameters) -> Score {
    let signals = [
        (
            Signal::Accused,
            accused(one, other),
            parameters.accused_weight,
        ),
        (
            Signal::Date,
            date(one, other, parameters),
            parameters.date_weight,
        ),
        (
            Signal::Text,
            text(one, other, parameters),
            parameters.text_weight,
        ),
        (Signal::Places, places(one, other), parameters.place_weight),
    ];
    let weights: u32 = signals
        .iter()
        .filter(|(_, similarity, _)| similarity.is_some())
        .map(|(_, _, weight)| weight)
        .sum();
    let mut weighed = 0_u32;
    let mut total = 0;
    let components = signals.map(|(signal, similarity, weight)| {
        weighed = weighed.saturating_add(similarity.unwrap_or(0).saturating_mul(weight));
        // Points are differences of the running sum: they add up to the total whatever is rounded.
        let sum = weighed.checked_div(weights).unwrap_or(0);
        let points = sum.saturating_sub(total);
        total = sum;
        Component {
            signal,
            similarity,
            weight,
            points,
        }
    });
    Score { total, components }
}

/// None where neither tells, half where one does, else what both tell together.
fn told<T>(one: Option<T>, other: Option<T>, compare: impl FnOnce(T, T) -> u32) -> Option<u32> {
    match (one, other) {
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => Some(HALF),
        (Some(one), Some(other)) => Some(compare(one, other)),
    }
}

fn accused(one: &Features, other: &Features) -> Option<u32> {
    let named = |features: &Features| features.names_accused().then(|| features.accused.clone());
    told(named(one), named(other), |one, other| {
        same_party(&one, &other)
    })
}

/// A credit code tells parties apart and together for certain; a name, only as far as it is written the same.
fn same_party(one: &AccusedParty, other: &AccusedParty) -> u32 {
    if one.party_id.is_some() && one.party_id == other.party_id {
        return WHOLE;
    }
    if let (Some(one), Some(other)) = (&one.uscc, &other.uscc) {
        return if one == other { WHOLE } else { 0 };
    }
    let (Some(one), Some(other)) = (&one.name, &other.name) else {
        return HALF;
    };
    let (one, other) = (folded(one), folded(other));
    if one == other {
        WHOLE
    } else if shortens(&one, &other) || shortens(&other, &one) {
        HALF
    } else {
        0
    }
}

/// Whether a name may be short for another: 顺樾学校 for 佛山市顺樾烹饪职业培训学校.
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().nth(2).is_some() && short.chars().all(|c| rest.any(|other| other == c))
}

fn date(one: &Features, other: &Features, parameters: &SimilarParameters) -> Option<u32> {
    let exact = one.one_day() && other.one_day();
    told(one.days(), other.days(), |one, other| {
        if one == other {
            return WHOLE;
        }
        let apart = (one.0 - other.1)
            .num_days()
            .max((other.0 - one.1).num_days())
            .max(0);
        let apart = u32::try_from(apart).unwrap_or(u32::MAX);
        let left = parameters.window_days.saturating_sub(apart);
        let near = left
            .saturating_mul(WHOLE)
            .checked_div(parameters.window_days)
            .unwrap_or(0);
        if exact { near } else { near.min(PERHAPS) }
    })
}

fn text(one: &Features, other: &Features, parameters: &SimilarParameters) -> Option<u32> {
    told(one.text.as_ref(), other.text.as_ref(), |one, other| {
        scaled(one.jaccard(other), parameters)
    })
}

/// What a share of common pairs of characters counts: nothing up to the floor, all from `text_full` on.
fn scaled(jaccard: u32, parameters: &SimilarParameters) -> u32 {
    let SimilarParameters {
        text_floor,
        text_full,
        ..
    } = *parameters;
    if jaccard >= text_full.min(WHOLE) {
        return WHOLE;
    }
    jaccard
        .saturating_sub(text_floor)
        .saturating_mul(WHOLE)
        .checked_div(text_full.saturating_sub(text_floor))
        .unwrap_or(0)
}

fn places(one: &Features, other: &Features) -> Option<u32> {
    let given = |features: &Features| {
        let mut places = features.places.clone();
        places.sort_unstable();
        (!places.is_empty()).then_some(places)
    };
    told(given(one), given(other), |one, other| {
        if one.iter().any(|place| other.contains(place)) {
            return WHOLE;
        }
        let prefecture = |code: &DivisionCode| Some(division::find(*code)?.prefecture()?.code);
        let around: Vec<DivisionCode> = other.iter().filter_map(prefecture).collect();
        let near = one
            .iter()
            .filter_map(prefecture)
            .any(|one| around.contains(&one));
        if near { HALF } else { 0 }
    })
}
