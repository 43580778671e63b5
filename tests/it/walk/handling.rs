//! What is done about a case from its acceptance to its archive and after, and what of it stands against a command.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::actors::{Actor, Reach};
use super::commands::Command;
use super::model::{Case, No, State};

/// A department that investigates.
#[derive(Debug, Clone)]
pub struct Assigned {
    pub department: String,
    pub leads: bool,
    pub materials: BTreeSet<&'static str>,
    pub reported: bool,
    /// What its report found.
    pub finding: Option<&'static str>,
}

/// A supervision order.
#[derive(Debug, Clone)]
pub struct Order {
    pub department: Option<String>,
    pub answered: bool,
}

/// A measure of the conclusion.
#[derive(Debug, Clone)]
pub struct Measure {
    pub department: Option<String>,
    pub executed: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Handling {
    pub assigned: Vec<Assigned>,
    pub answered: bool,
    pub consolidated: bool,
    /// What the reports come to, put together.
    pub combined: Option<&'static str>,
    pub orders: Vec<Order>,
    /// The day of each extension, and to how many working days it goes.
    pub extensions: Vec<(NaiveDate, u32)>,
    pub measures: Vec<Measure>,
    pub fed_back: bool,
    pub supplements: usize,
    pub reported_upward: bool,
    pub statements: usize,
    /// Which other cases are, or are not, about the same matter.
    pub links: BTreeMap<usize, bool>,
    pub archived_on: Option<NaiveDate>,
    /// Who proposed the erasure, and whether they lead.
    pub proposed_by: Option<(String, bool)>,
    pub erased_on: Option<NaiveDate>,
}

impl Handling {
    pub fn of(&self, department: &str) -> Option<&Assigned> {
        self.assigned
            .iter()
            .find(|one| one.department == department)
    }
}

impl Case {
    /// What is sealed of it and has a name of its own.
    pub fn has_material(&self, name: &str) -> bool {
        match name {
            "identity" => self.phone.is_some(),
            "statement" => self.written,
            _ => false,
        }
    }

    pub fn is_exposed(&self) -> bool {
        self.media_exposed == Some(true)
    }

    /// Whether the actor carries a measure out: a department its own, the center the others.
    pub fn carries_out(&self, measure: &Measure, actor: &Actor) -> bool {
        match &measure.department {
            Some(department) if self.handling.of(department).is_some() => {
                *department == actor.organisation
            }
            _ => actor.is_of_center(),
        }
    }

    /// Whether an order is for the actor to answer.
    pub fn answers(&self, order: &Order, actor: &Actor) -> bool {
        actor.is_of_center() || order.department.as_ref() == Some(&actor.organisation)
    }

    fn is_answered_elsewhere(&self) -> bool {
        self.joined_to.is_some() || self.referred_on.is_some()
    }

    /// What stands against the commands of handling before their own words are looked at.
    pub(super) fn may_handle(&self, command: Command, actor: &Actor) -> Result<(), No> {
        let done = &self.handling;
        let refused = match command {
            Command::ShareMaterials if done.assigned.is_empty() => "nothing_assigned",
            Command::Answer | Command::PromiseReply if !self.guidance => "not_on_guidance_track",
            Command::PromiseReply if self.phone.is_none() => "no_contact",
            Command::Report
                if actor.may(command) == Some(Reach::Assigned)
                    && done.of(&actor.organisation).is_some_and(|own| own.reported) =>
            {
                "reported_already"
            }
            Command::AnswerSupervision
                if !done
                    .orders
                    .iter()
                    .any(|order| !order.answered && self.answers(order, actor)) =>
            {
                "nothing_to_answer"
            }
            Command::Conclude => return self.may_conclude(),
            Command::ExplainDelay if self.phone.is_none() => "nobody_to_explain_to",
            Command::FeedBack if self.phone.is_none() => "no_contact",
            Command::Execute
                if !done
                    .measures
                    .iter()
                    .any(|one| !one.executed && self.carries_out(one, actor)) =>
            {
                "nothing_to_execute"
            }
            Command::Archive => return self.owes_nothing(),
            Command::ReportUpward if self.center == "gd-440000" => "nobody_above",
            Command::TakeMediaMeasure | Command::PublishStatement
                if !self.is_exposed() && done.statements == 0 =>
            {
                "not_exposed"
            }
            Command::ProposeErasure if done.proposed_by.is_some() => "erasure_proposed_already",
            Command::ConfirmErasure => match &done.proposed_by {
                None => "erasure_not_proposed",
                Some((by, _)) if *by == actor.id => "same_person",
                Some((_, false)) if !actor.leads() => "lead_missing",
                Some(_) => return Ok(()),
            },
            _ => return Ok(()),
        };
        Err(No::rule(refused))
    }

    fn may_conclude(&self) -> Result<(), No> {
        if self.is_guided() {
            return Ok(());
        }
        match self.investigated() {
            Err(_) if self.guidance && self.handling.assigned.is_empty() => {
                Err(No::rule("not_answered"))
            }
            other => other,
        }
    }

    /// What the reports found: put together, else the only one.
    pub fn found(&self) -> Option<&'static str> {
        let found: Vec<_> = self
            .handling
            .assigned
            .iter()
            .filter_map(|one| one.finding)
            .collect();
        match found.as_slice() {
            _ if self.handling.combined.is_some() => self.handling.combined,
            [only] => Some(*only),
            _ => None,
        }
    }

    /// What a conclusion other than guidance rests on.
    pub fn investigated(&self) -> Result<(), No> {
        let reports = self.handling.assigned.iter().filter(|one| one.reported);
        if self.state != State::Reported {
            Err(No::rule("reports_outstanding"))
        } else if reports.count() > 1 && !self.handling.consolidated {
            Err(No::rule("not_consolidated"))
        } else {
            Ok(())
        }
    }

    fn owes_nothing(&self) -> Result<(), No> {
        let done = &self.handling;
        let concluded = matches!(self.state, State::Concluded | State::FedBack);
        let refused = if self.state == State::Concluded && self.phone.is_some() {
            "feedback_owed"
        } else if done.measures.iter().any(|measure| !measure.executed) {
            "measure_outstanding"
        } else if concluded && done.orders.iter().any(|order| !order.answered) {
            "order_unanswered"
        } else if self.is_answered_elsewhere() || !self.is_exposed() {
            return Ok(());
        } else if self.regime == "gd" && self.center != "gd-440000" && !done.reported_upward {
            "upward_report_owed"
        } else if done.statements == 0 {
            "statement_owed"
        } else {
            return Ok(());
        };
        Err(No::rule(refused))
    }
}
