//! A case as the model has it, and what can be asked of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::actors::Actor;
use super::calendar::Calendar;
use super::commands::Command;
use super::handling::Handling;
use super::rules::Evaluated;

/// The states of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Received,
    Rejected,
    Accepted,
    Assigned,
    Reported,
    Concluded,
    FedBack,
    Archived,
    Joined,
    Referred,
    Withdrawn,
}

/// Who must answer a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Responsible {
    Organisation(String),
    Elsewhere,
    Supervising,
}

/// When the event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Unknown,
    Ongoing,
    On(NaiveDate),
}

#[derive(Debug, Clone)]
pub struct Case {
    pub id: String,
    pub regime: &'static str,
    pub center: String,
    pub submitted_by: String,
    pub responsible: Responsible,
    /// The accused party's id, where it is one of the system's own centers.
    pub accused: Option<String>,
    pub places: Vec<&'static str>,
    pub industry: Option<&'static str>,
    /// The instant it came in, as the program tells it.
    pub received_at: DateTime<Utc>,
    pub submitted_on: NaiveDate,
    pub event: Event,
    pub phone: Option<String>,
    pub media_exposed: Option<bool>,
    pub state: State,
    pub version: i64,
    pub evaluations: u32,
    pub latest: Option<Evaluated>,
    pub outdated: bool,
    pub officer: Option<String>,
    pub accepted_on: Option<NaiveDate>,
    pub number: Option<String>,
    pub guidance: bool,
    pub handling: Handling,
    pub rejected_on: Option<NaiveDate>,
    pub rejected_by: Option<String>,
    /// By telephone or in person.
    pub oral: bool,
    /// Something of what was said is in writing.
    pub written: bool,
    pub referred_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
    pub concluded_on: Option<NaiveDate>,
    pub joined_to: Option<usize>,
    pub reviewed: bool,
    /// A decision was taken otherwise than the rules say.
    pub departed: bool,
    /// The day of each notice.
    pub notices: Vec<NaiveDate>,
    pub deliveries: Vec<(usize, &'static str, NaiveDate)>,
    pub latest_on: NaiveDate,
}

/// Why something is refused: status, code of the problem, code of the refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct No(pub u16, pub &'static str, pub Option<&'static str>);

impl No {
    /// A rule refuses.
    pub const fn rule(refusal: &'static str) -> Self {
        Self(409, "command_refused", Some(refusal))
    }

    /// The facts are at fault.
    pub const FACTS: Self = Self(422, "invalid_facts", None);
    /// There is nothing, or it is out of reach.
    pub const NOT_FOUND: Self = Self(404, "not_found", None);
    /// What was sealed of it is destroyed.
    pub const GONE: Self = Self(410, "gone", None);
    /// The role never may.
    pub const FORBIDDEN: Self = Self(403, "forbidden", None);
}

impl State {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Assigned => "assigned",
            Self::Reported => "reported",
            Self::Concluded => "concluded",
            Self::FedBack => "fed_back",
            Self::Archived => "archived",
            Self::Joined => "joined",
            Self::Referred => "referred",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub const fn is_open(self) -> bool {
        matches!(self, Self::Received) || self.is_under_way()
    }

    /// Whether its clock runs.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Accepted | Self::Assigned | Self::Reported)
    }
}

impl Case {
    /// What stands against a command before its own words are looked at.
    pub fn may(&self, command: Command, actor: &Actor) -> Result<(), No> {
        let not_permitted = No(403, "forbidden", Some("role_not_permitted"));
        let reach = actor.may(command).ok_or(not_permitted)?;
        if !actor.reaches(reach, self) {
            return Err(No(404, "not_found", Some("not_own_case")));
        }
        if self.handling.erased_on.is_some() {
            return Err(No::GONE);
        }
        if !command.leads_on_from(self.state) {
            return Err(No(409, "wrong_state", Some("wrong_state")));
        }
        if command.settles() && actor.is_accused(self) {
            return Err(No::rule("belongs_to_accused"));
        }
        match command {
            Command::Correct if !actor.decides() && self.state != State::Received => {
                Err(not_permitted)
            }
            Command::Accept | Command::Reject | Command::Refer | Command::Join => {
                if self.latest.is_none() {
                    Err(No::rule("not_evaluated"))
                } else if self.outdated {
                    Err(No::rule("evaluation_outdated"))
                } else if matches!(command, Command::Accept | Command::Reject)
                    && self.has_unassessed_prior()
                {
                    Err(No::rule("prior_not_assessed"))
                } else {
                    Ok(())
                }
            }
            Command::ReviewRejection if self.reviewed => Err(No::rule("already_reviewed")),
            Command::ReviewRejection if self.rejected_by.as_ref() == Some(&actor.id) => {
                Err(No::rule("reviewed_by_the_decider"))
            }
            Command::DeliverNotice if self.notices.is_empty() => {
                Err(No::rule("nothing_to_deliver"))
            }
            _ => self.may_handle(command, actor),
        }
    }

    /// Whether it may end by guidance: whoever left no way to be reached is owed no answer.
    pub fn is_guided(&self) -> bool {
        self.guidance && (self.handling.answered || self.phone.is_none())
    }

    fn has_unassessed_prior(&self) -> bool {
        let latest = self.latest.as_ref();
        latest.is_some_and(|latest| latest.priors.iter().any(|prior| prior.unassessed))
    }

    /// The day by which it must be concluded, as was known on a day; none: it was never accepted.
    pub fn due_as_of(&self, day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let extended = self.handling.extensions.iter().rev();
        let days = extended.clone().find(|(on, _)| *on <= day);
        let days = days.map_or(20, |(_, days)| *days);
        self.accepted_on
            .map(|accepted| calendar.after(accepted, days))
    }

    /// The day it came in, in China.
    pub fn received_on(&self) -> NaiveDate {
        (self.received_at + chrono::TimeDelta::hours(8)).date_naive()
    }

    /// Whether somebody else within reach must answer it.
    pub fn is_for_another(&self) -> bool {
        self.regime == "gd"
            && match &self.responsible {
                Responsible::Organisation(id) => *id != self.center,
                Responsible::Supervising => true,
                Responsible::Elsewhere => false,
            }
    }

    /// The organisation of the system that must answer it, if it is another than the one that holds it.
    pub fn another(&self) -> Option<&str> {
        match &self.responsible {
            Responsible::Organisation(id) if *id != self.center => Some(id),
            _ => None,
        }
    }

    /// Of cases that came in at the same instant, the one recorded first.
    pub fn is_earlier_than(&self, other: &Self) -> bool {
        (self.received_at, &self.id) < (other.received_at, &other.id)
    }

    /// Whether the rules lead to that organisation; none: to one outside the system.
    pub fn leads_to(&self, to: Option<&str>) -> bool {
        let in_jingzhou = || self.places.iter().any(|place| place.starts_with("4210"));
        match &self.responsible {
            Responsible::Organisation(id) if *id == self.center => true,
            Responsible::Organisation(id) => to == Some(id),
            Responsible::Elsewhere if to == Some("jz-421000") => in_jingzhou(),
            Responsible::Elsewhere | Responsible::Supervising => to.is_none(),
        }
    }

    pub fn happened_on(&mut self, day: NaiveDate) {
        self.latest_on = self.latest_on.max(day);
    }
}

/// Art. 3 and 4, of the places, industries and accused parties of this walk.
pub fn responsible(
    regime: &str,
    places: &[&'static str],
    industry: Option<&str>,
    accused: Option<&str>,
) -> Responsible {
    let center = |id: &str| Responsible::Organisation(id.to_owned());
    if regime == "jz" {
        let here = places.is_empty() || places.iter().any(|place| place.starts_with("4210"));
        return if here {
            center("jz-421000")
        } else {
            Responsible::Elsewhere
        };
    }
    let inside: Vec<&str> = places
        .iter()
        .copied()
        .filter(|p| p.starts_with("44"))
        .collect();
    if !places.is_empty() && inside.is_empty() {
        return Responsible::Elsewhere;
    }
    match accused {
        Some("gd-440000") => return Responsible::Supervising,
        Some(_) => return center("gd-440000"),
        None => {}
    }
    if industry == Some("电力") {
        return center("gd-industry-power");
    }
    let mut prefectures: Vec<&str> = inside.iter().map(|place| &place[..4]).collect();
    prefectures.sort_unstable();
    prefectures.dedup();
    match prefectures.as_slice() {
        [one] if *one != "4400" => center(&format!("gd-{one}00")),
        _ => center("gd-440000"),
    }
}
