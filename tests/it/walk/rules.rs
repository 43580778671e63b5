//! Art. 9 and 10 in a few lines.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::commands::Command;
use super::model::{Case, Event, No, Responsible, State};

/// What an officer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Identified, specified, founded, within function, routine, normal procedure.
    pub facts: [Option<bool>; 6],
    pub priors: Vec<Said>,
}

/// What an officer says of an earlier case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// None: one that is not there.
    pub case: Option<usize>,
    pub same_matter: Option<bool>,
    pub new_facts: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Pending,
    Accepted,
    NotAccepted,
    Concluded,
    Withdrawn,
}

/// An earlier case as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prior {
    pub case: usize,
    pub same: Option<bool>,
    pub same_matter: Option<bool>,
    new_facts: Option<bool>,
    standing: Standing,
    accepted_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    concluded_on: Option<NaiveDate>,
    joinable: bool,
    /// It would be joinable and was undecided, but nobody said whether it is the same matter.
    pub unassessed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    pub assessment: Assessment,
    /// None: undetermined.
    pub accept: Option<bool>,
    /// The items of Art. 10 that are met.
    pub met: Vec<usize>,
    pub priors: Vec<Prior>,
}

fn and(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn not(one: Option<bool>) -> Option<bool> {
    one.map(|truth| !truth)
}

fn or(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    not(and(not(one), not(other)))
}

/// Whether one of them holds.
fn any(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for truth in truths {
        found = or(found, truth);
    }
    found
}

impl Evaluated {
    pub fn outcome(&self) -> &'static str {
        match self.accept {
            Some(true) => "accept",
            Some(false) => "reject",
            None => "undetermined",
        }
    }

    pub fn is_routine(&self) -> bool {
        self.assessment.facts[4] == Some(true)
    }

    pub fn grounds(&self) -> Vec<String> {
        self.met.iter().map(|item| ground(*item)).collect()
    }

    /// The decisions that need no reason, the most fitting first.
    pub fn expected(&self, case: &Case) -> Vec<Command> {
        if case.is_for_another() {
            return vec![Command::Refer];
        }
        let joinable = |standing| {
            let priors = &mut self.priors.iter();
            priors.any(|prior| prior.joinable && prior.standing == standing)
        };
        let mut expected = Vec::new();
        if self.accept == Some(false) {
            expected.push(Command::Reject);
            if self.met.contains(&1) {
                expected.push(Command::Refer);
            }
            if self.met.contains(&3) && joinable(Standing::Accepted) {
                expected.push(Command::Join);
            }
        } else if joinable(Standing::Pending) {
            expected.push(Command::Join);
        } else if self.accept == Some(true) {
            expected.push(Command::Accept);
            if joinable(Standing::Accepted) {
                expected.push(Command::Join);
            }
        }
        expected
    }
}

/// An item of Art. 10 as the program names it.
pub fn ground(item: usize) -> String {
    format!("gd-complaints/art10/{item}")
}

/// The rules applied to a case as it is now.
pub fn evaluate(
    cases: &[Case],
    index: usize,
    assessment: &Assessment,
    calendar: &Calendar,
) -> Result<Evaluated, No> {
    let case = &cases[index];
    let mut earlier: Vec<usize> = (0..cases.len())
        .filter(|other| {
            let prior = &cases[*other];
            *other != index
                && case.phone.is_some()
                && prior.phone == case.phone
                && prior.regime == case.regime
                && prior.is_earlier_than(case)
        })
        .collect();
    let found = earlier.len();
    for said in &assessment.priors {
        let other = said.case.ok_or(No::FACTS)?;
        let known = earlier[..found].contains(&other);
        if !known && cases[other].center != case.center {
            return Err(No::FACTS);
        }
        if !cases[other].is_earlier_than(case) {
            return Err(No::FACTS);
        }
        if !earlier.contains(&other) {
            earlier.push(other);
        }
    }
    let priors: Vec<Prior> = earlier
        .into_iter()
        .map(|other| prior(cases, index, other, assessment, calendar))
        .collect();

    let [identified, specified, founded, function, routine, procedure] = assessment.facts;
    let open = any(priors.iter().map(|prior| {
        let within = prior.due_on.map(|due| case.submitted_on <= due);
        let accepted = Some(prior.standing == Standing::Accepted);
        and(accepted, and(and(prior.same, prior.same_matter), within))
    }));
    let closed = any(priors.iter().map(|prior| {
        let concluded = Some(prior.standing == Standing::Concluded);
        let repeat = and(and(prior.same, prior.same_matter), not(prior.new_facts));
        and(concluded, repeat)
    }));
    let late = match case.event {
        Event::Ongoing => Some(false),
        Event::Unknown => None,
        Event::On(day) => Some(case.submitted_on > calendar.last_day_to_complain(day)),
    };
    let grounds = [
        or(not(function), not(jurisdiction(case))),
        or(or(not(identified), not(specified)), not(founded)),
        open,
        closed,
        and(routine, not(procedure)),
        late,
    ];
    let none = not(any(grounds.into_iter()));
    Ok(Evaluated {
        assessment: assessment.clone(),
        accept: none,
        met: (1..)
            .zip(grounds)
            .filter(|(_, met)| *met == Some(true))
            .map(|(item, _)| item)
            .collect(),
        priors,
    })
}

fn jurisdiction(case: &Case) -> Option<bool> {
    if case.regime == "gd" {
        return Some(case.responsible == Responsible::Organisation(case.center.clone()));
    }
    (!case.places.is_empty()).then(|| case.places.iter().any(|place| place.starts_with("4210")))
}

/// An earlier case as it stood at the end of the day on which this one was put forward.
fn prior(
    cases: &[Case],
    index: usize,
    other: usize,
    assessment: &Assessment,
    calendar: &Calendar,
) -> Prior {
    let (case, prior) = (&cases[index], &cases[other]);
    let mut stands_as = prior;
    while let Some(target) = stands_as.joined_to {
        stands_as = &cases[target];
    }
    let day = case.submitted_on;
    let by_then = |date: &Option<NaiveDate>| date.filter(|date| *date <= day);
    let closed_on = stands_as
        .withdrawn_on
        .or(stands_as.rejected_on)
        .or(stands_as.referred_on);
    let now = match stands_as.state {
        State::Received => Standing::Pending,
        State::Accepted | State::Assigned | State::Reported => Standing::Accepted,
        State::Concluded | State::FedBack => Standing::Concluded,
        State::Archived if stands_as.concluded_on.is_some() => Standing::Concluded,
        State::Archived if stands_as.withdrawn_on.is_some() => Standing::Withdrawn,
        State::Archived => Standing::NotAccepted,
        State::Withdrawn => Standing::Withdrawn,
        State::Rejected | State::Referred | State::Joined => Standing::NotAccepted,
    };
    let accepted_on = by_then(&stands_as.accepted_on);
    let standing = if by_then(&stands_as.concluded_on).is_some() {
        Standing::Concluded
    } else if by_then(&closed_on).is_some() {
        now
    } else if accepted_on.is_some() {
        Standing::Accepted
    } else {
        Standing::Pending
    };
    let said = assessment
        .priors
        .iter()
        .find(|said| said.case == Some(other));
    let same = match (&case.phone, &prior.phone) {
        (Some(one), Some(other)) => Some(one == other),
        _ => None,
    };
    let same_matter = said.and_then(|said| said.same_matter);
    let open = |standing| matches!(standing, Standing::Pending | Standing::Accepted);
    let open_here = open(standing)
        && open(now)
        && prior.joined_to.is_none()
        && prior.center == case.center
        && same == Some(true);
    Prior {
        case: other,
        same,
        same_matter,
        new_facts: said.and_then(|said| said.new_facts),
        standing,
        accepted_on,
        due_on: accepted_on
            .filter(|_| standing == Standing::Accepted)
            .and_then(|_| stands_as.due_as_of(day, calendar)),
        concluded_on: by_then(&stands_as.concluded_on),
        joinable: open_here && same_matter == Some(true),
        unassessed: open_here && standing == Standing::Pending && same_matter.is_none(),
    }
}
