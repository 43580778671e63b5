//! A case as the model has it, and what can be asked of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::actors::Actor;
use super::rules::Evaluated;

/// The states that can be reached today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Received,
    Rejected,
    Accepted,
    Assigned,
    Reported,
    Concluded,
    Joined,
    Referred,
    Withdrawn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Correct,
    Describe,
    Evaluate,
    Accept,
    Reject,
    Refer,
    Join,
    ReviewRejection,
    HandOver,
    DeliverNotice,
    Withdraw,
    Conclude,
    Assign,
    Answer,
    Report,
}

/// Those that the walk gives, in the order in which a case tells them.
pub const COMMANDS: [Command; 15] = [
    Command::Correct,
    Command::Describe,
    Command::Evaluate,
    Command::Accept,
    Command::Reject,
    Command::Refer,
    Command::Join,
    Command::ReviewRejection,
    Command::HandOver,
    Command::DeliverNotice,
    Command::Withdraw,
    Command::Conclude,
    Command::Assign,
    Command::Answer,
    Command::Report,
];

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
    /// The complainant was guided.
    pub guided: bool,
    /// What the report found.
    pub finding: Option<&'static str>,
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

impl Command {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Describe => "describe",
            Self::Evaluate => "evaluate",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Refer => "refer",
            Self::Join => "join",
            Self::ReviewRejection => "review_rejection",
            Self::HandOver => "hand_over",
            Self::DeliverNotice => "deliver_notice",
            Self::Withdraw => "withdraw",
            Self::Conclude => "conclude",
            Self::Assign => "assign",
            Self::Answer => "answer",
            Self::Report => "report",
        }
    }

    pub const fn method_and_path(self) -> (&'static str, &'static str) {
        match self {
            Self::Correct => ("POST", "corrections"),
            Self::Describe => ("PUT", "subject"),
            Self::Evaluate => ("POST", "evaluations"),
            Self::Accept => ("POST", "acceptance"),
            Self::Reject => ("POST", "rejection"),
            Self::Refer => ("POST", "referral"),
            Self::Join => ("POST", "joining"),
            Self::ReviewRejection => ("POST", "rejection-review"),
            Self::HandOver => ("POST", "handovers"),
            Self::DeliverNotice => ("POST", "notice-deliveries"),
            Self::Withdraw => ("POST", "withdrawal"),
            Self::Conclude => ("POST", "conclusion"),
            Self::Assign => ("POST", "assignments"),
            Self::Answer => ("POST", "guidance-answers"),
            Self::Report => ("POST", "reports"),
        }
    }

    const fn leads_on_from(self, state: State) -> bool {
        match self {
            Self::Correct | Self::Describe | Self::HandOver | Self::Withdraw => state.is_open(),
            Self::Evaluate | Self::Accept | Self::Reject | Self::Refer | Self::Join => {
                matches!(state, State::Received)
            }
            Self::ReviewRejection => matches!(state, State::Rejected),
            Self::DeliverNotice => true,
            Self::Conclude | Self::Answer => state.is_under_way(),
            Self::Assign => matches!(state, State::Accepted | State::Assigned),
            Self::Report => matches!(state, State::Assigned),
        }
    }

    /// Whoever is accused settles nothing; to examine the case and pass it on remains.
    const fn settles(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Reject
                | Self::Join
                | Self::ReviewRejection
                | Self::HandOver
                | Self::Withdraw
                | Self::Conclude
                | Self::Assign
                | Self::Answer
                | Self::Report
        )
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
            Command::Answer if !self.guidance => Err(No::rule("not_on_guidance_track")),
            Command::Conclude if self.state != State::Reported && !self.is_guided() => {
                let unanswered = self.guidance && self.state == State::Accepted;
                Err(No::rule(if unanswered {
                    "not_answered"
                } else {
                    "reports_outstanding"
                }))
            }
            _ => Ok(()),
        }
    }

    /// Whether it may end by guidance: whoever left no way to be reached is owed no answer.
    pub fn is_guided(&self) -> bool {
        self.guidance && (self.guided || self.phone.is_none())
    }

    fn has_unassessed_prior(&self) -> bool {
        let latest = self.latest.as_ref();
        latest.is_some_and(|latest| latest.priors.iter().any(|prior| prior.unassessed))
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
