//! Partial conditions over an institution's facts: whether they hold, and which facts say so or are missing.

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::facts::{Activity, Batch, Breach, Due, SanctionFacts, Suspension, Violation};
use crate::ground::{Name, Pointer};
use crate::period::{OutOfRange, months_after, years_after};
use crate::truth::Truth;

/// A condition with its pointers: what supports it where true, what is missing where unknown.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub truth: Truth,
    pub pointers: SmallVec<[Pointer; 6]>,
}

impl Part {
    pub fn no() -> Self {
        Self {
            truth: Truth::False,
            pointers: SmallVec::new(),
        }
    }

    pub fn unknown(missing: Pointer) -> Self {
        let mut part = Self::no();
        part.add(Truth::Unknown, missing);
        part
    }

    /// "Some item": an item that holds, with what supports it, or that might, with what is missing.
    pub fn add(&mut self, item: Truth, pointer: Pointer) {
        let joined = self.truth.or(item);
        if joined.is_true() && !self.truth.is_true() {
            self.pointers.clear();
        }
        self.truth = joined;
        if item == joined && !item.is_false() {
            self.pointers.push(pointer);
        }
    }

    /// "This or that".
    pub fn or(mut self, other: Self) -> Self {
        if other.truth.is_false() {
            return self;
        }
        if self.truth.is_false() {
            return other;
        }
        for pointer in other.pointers {
            self.add(other.truth, pointer);
        }
        self
    }

    /// "This and not that fact".
    pub fn and_not(mut self, fact: Truth, pointer: Pointer) -> Self {
        let joined = self.truth.and(fact.not());
        match (joined, self.truth) {
            (Truth::False, _) => return Self::no(),
            // Only the other fact is missing.
            (Truth::Unknown, Truth::True) => self.pointers.clear(),
            (Truth::Unknown | Truth::True, _) => {}
        }
        if fact.not() == joined {
            self.pointers.push(pointer);
        }
        self.truth = joined;
        self
    }
}

/// A verified, alleged or dismissed finding that counts on the day: not sanctioned, not later.
pub(super) fn counts(violation: &Violation<'_>, as_of: NaiveDate) -> bool {
    !violation.sanctioned && violation.occurred_on <= as_of
}

/// Findings for the breaches that `matches`, later than `after` where given.
pub(super) fn findings(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    after: Option<NaiveDate>,
    matches: impl Fn(Breach) -> bool,
) -> Part {
    let Some(violations) = &facts.violations else {
        return Part::unknown(Pointer::fact(Name::Violations));
    };
    let mut part = Part::no();
    for (index, violation) in (0..).zip(violations) {
        if counts(violation, as_of)
            && matches(violation.breach)
            && after.is_none_or(|after| violation.occurred_on > after)
        {
            let pointer = if violation.verified.is_unknown() {
                Pointer::item_member(Name::Violations, index, Name::Verified)
            } else {
                Pointer::item(Name::Violations, index)
            };
            part.add(violation.verified, pointer);
        }
    }
    part
}

/// Art. 20(1): whether the batch's unqualified candidates reach the share.
pub(super) fn reaches_share(batch: &Batch<'_>, percent: u32) -> Truth {
    match (batch.candidates, batch.unqualified_candidates) {
        (Some(0), _) | (_, Some(0)) => Truth::False,
        (Some(candidates), Some(unqualified)) => {
            Truth::from(u64::from(unqualified) * 100 >= u64::from(percent) * u64::from(candidates))
        }
        (None, _) | (_, None) => Truth::Unknown,
    }
}

/// Art. 20(1): some batch, later than `after` where given, reaches the share.
pub(super) fn unqualified_share(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    after: Option<NaiveDate>,
    percent: u32,
) -> Part {
    let Some(batches) = &facts.batches else {
        return Part::unknown(Pointer::fact(Name::Batches));
    };
    let mut part = Part::no();
    for (index, batch) in (0..).zip(batches) {
        if batch.sanctioned
            || batch.held_on > as_of
            || after.is_some_and(|after| batch.held_on <= after)
        {
            continue;
        }
        match reaches_share(batch, percent) {
            Truth::True => part.add(Truth::True, Pointer::item(Name::Batches, index)),
            Truth::Unknown => {
                for (unknown, member) in [
                    (batch.candidates.is_none(), Name::Candidates),
                    (
                        batch.unqualified_candidates.is_none(),
                        Name::UnqualifiedCandidates,
                    ),
                ] {
                    if unknown {
                        part.add(
                            Truth::Unknown,
                            Pointer::item_member(Name::Batches, index, member),
                        );
                    }
                }
            }
            Truth::False => {}
        }
    }
    part
}

/// An occurrence that counts towards "N times within M months".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    pub on: NaiveDate,
    pub index: u32,
    pub certain: bool,
}

pub(super) type Occurrences = SmallVec<[Occurrence; 12]>;

/// How often within how many months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frequency {
    pub times: u32,
    pub months: u32,
}

/// The batches with identical papers, ascending by day; `None` where the batches are not known.
pub(super) fn identical_papers(facts: &SanctionFacts<'_>, as_of: NaiveDate) -> Option<Occurrences> {
    let batches = facts.batches.as_ref()?;
    Some(occurrences((0..).zip(batches).filter_map(|(index, b)| {
        (!b.sanctioned && b.held_on <= as_of).then_some((b.held_on, index, b.identical_paper))
    })))
}

/// The substantiated complaints, ascending by day of receipt; `None` where the complaints are not known.
pub(super) fn substantiated(facts: &SanctionFacts<'_>, as_of: NaiveDate) -> Option<Occurrences> {
    let complaints = facts.complaints.as_ref()?;
    Some(occurrences((0..).zip(complaints).filter_map(
        |(index, c)| {
            (!c.sanctioned && c.received_on <= as_of).then_some((
                c.received_on,
                index,
                c.substantiated,
            ))
        },
    )))
}

fn occurrences(items: impl Iterator<Item = (NaiveDate, u32, Truth)>) -> Occurrences {
    let mut list: Occurrences = items
        .filter(|(_, _, truth)| !truth.is_false())
        .map(|(on, index, truth)| Occurrence {
            on,
            index,
            certain: truth.is_true(),
        })
        .collect();
    list.sort_unstable();
    list
}

/// "N times within one period of M months", the last of them later than `after` where given. The occurrences are
/// sorted, so one pass finds every member of every qualifying group.
pub(super) fn frequent(
    list: Option<&Occurrences>,
    frequency: Frequency,
    after: Option<NaiveDate>,
    (name, member): (Name, Name),
) -> Result<Part, OutOfRange> {
    let Some(list) = list else {
        return Ok(Part::unknown(Pointer::fact(name)));
    };
    let mut part = Part::no();
    let times = usize::try_from(frequency.times)
        .unwrap_or(usize::MAX)
        .max(1);
    if list.len() < times {
        return Ok(part);
    }
    let certain: Occurrences = list.iter().copied().filter(|o| o.certain).collect();
    groups(&certain, times, frequency.months, after, |occurrence| {
        part.add(Truth::True, Pointer::item(name, occurrence.index));
    })?;
    if part.truth.is_false() {
        groups(list, times, frequency.months, after, |occurrence| {
            if !occurrence.certain {
                part.add(
                    Truth::Unknown,
                    Pointer::item_member(name, occurrence.index, member),
                );
            }
        })?;
    }
    Ok(part)
}

/// Names every occurrence that belongs to a qualifying group: to some `times` occurrences whose last is no later than
/// `months` after their first, and later than `after`.
fn groups(
    sorted: &[Occurrence],
    times: usize,
    months: u32,
    after: Option<NaiveDate>,
    mut member: impl FnMut(&Occurrence),
) -> Result<(), OutOfRange> {
    let mut first = 0;
    let mut named = 0;
    for (position, last) in sorted.iter().enumerate() {
        while let Some(earliest) = sorted.get(first) {
            if last.on <= months_after(earliest.on, months)? {
                break;
            }
            first += 1;
        }
        let enough = position + 1 - first >= times;
        if enough && after.is_none_or(|after| last.on > after) {
            let group = sorted.get(first.max(named)..=position);
            group.unwrap_or_default().iter().for_each(&mut member);
            named = position + 1;
        }
    }
    Ok(())
}

/// Whether something due was not done in time, as far as the day asked for shows.
pub(super) fn is_late(due: &Due<'_>, as_of: NaiveDate) -> bool {
    let done_on = due.done_on.filter(|day| *day <= as_of);
    done_on.unwrap_or(as_of) > due.due_on
}

/// Art. 21(4), (7): something due was not done in time; where `after` is given, the day after the due date is later.
pub(super) fn late(
    list: Option<&Vec<Due<'_>>>,
    name: Name,
    as_of: NaiveDate,
    after: Option<NaiveDate>,
) -> Part {
    let Some(list) = list else {
        return Part::unknown(Pointer::fact(name));
    };
    let mut part = Part::no();
    for (index, due) in (0..).zip(list) {
        if !due.sanctioned && is_late(due, as_of) && after.is_none_or(|after| due.due_on >= after) {
            part.add(Truth::True, Pointer::item(name, index));
        }
    }
    part
}

/// Idleness beyond a limit, with the limit's last day where it can be computed.
#[derive(Debug, Clone)]
pub(super) struct Idle {
    pub part: Part,
    pub limit: Option<NaiveDate>,
}

/// Art. 21(2), 22(5): no activity since the later of filing and the last assessment, for longer than `years` plus
/// the days on which the authority had stopped the work.
pub(super) fn idle(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    years: u32,
    restarts_when_sanctioned: bool,
) -> Result<Idle, OutOfRange> {
    let open = |part| Ok(Idle { part, limit: None });
    if facts.filed_on.is_some_and(|filed| filed > as_of) {
        return open(Part::no());
    }
    let Some(activity) = &facts.activity else {
        let mut part = Part::unknown(Pointer::fact(Name::Activity));
        if facts.filed_on.is_none() {
            part.add(Truth::Unknown, Pointer::fact(Name::FiledOn));
        }
        return open(part);
    };
    if activity.last_on.is_some_and(|last| last > as_of) {
        return open(Part::unknown(Pointer::member(Name::Activity, Name::LastOn)));
    }
    let Some(base) = activity.last_on.max(facts.filed_on) else {
        return open(Part::unknown(Pointer::fact(Name::FiledOn)));
    };
    let restart = activity
        .sanctioned_on
        .filter(|day| restarts_when_sanctioned && *day <= as_of);
    let start = restart.map_or(base, |restart| restart.max(base));
    let mut limit = years_after(start, years)?;
    if !activity.suspensions.is_empty() {
        let suspended = chrono::Days::new(suspended_days(activity, start, as_of));
        limit = limit.checked_add_days(suspended).ok_or(OutOfRange)?;
    }
    let mut part = Part::no();
    if as_of > limit {
        part.add(Truth::True, Pointer::fact(Name::Activity));
        // Without any activity the filing is what the time runs from, even where a sanction restarted it since.
        if facts.filed_on == Some(start) || activity.last_on.is_none() {
            part.add(Truth::True, Pointer::fact(Name::FiledOn));
        }
    }
    Ok(Idle {
        part,
        limit: Some(limit),
    })
}

/// Days of suspension after `start` and not after `as_of`; overlaps count once.
fn suspended_days(activity: &Activity, start: NaiveDate, as_of: NaiveDate) -> u64 {
    let mut spans: SmallVec<[Suspension; 8]> = activity.suspensions.iter().copied().collect();
    spans.sort_unstable_by_key(|s| s.from);
    let mut counted_to = start;
    let mut days = 0;
    for span in spans {
        let last = span.to.unwrap_or(as_of).min(as_of);
        // The day before the span's first, or the last day counted already.
        let before = span.from.pred_opt().unwrap_or(span.from).max(counted_to);
        if last > before {
            days += u64::try_from((last - before).num_days()).unwrap_or(0);
            counted_to = last;
        }
    }
    days
}
