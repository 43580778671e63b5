//! Looking at cases and holding what is told of them against the model.

use chrono::NaiveDate;
use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;

use super::actors::Actor;
use super::commands::{COMMANDS, Command};
use super::model::{Case, No, State};
use super::parts;
use super::world::{Step, World, name, told};

impl World {
    pub(super) fn look(&mut self, index: usize, actor: usize) -> Step {
        let (who, case) = (&self.actors[actor], &self.cases[index]);
        let path = format!("/api/v1/complaints/{}", case.id);
        let answer = self.server.get_as(&who.token, &path);
        self.log.push(format!(
            "{} reads case {index}: {}",
            name(who),
            answer.status
        ));
        let expected = match who.reads() {
            None => Err(No::FORBIDDEN),
            Some(reach) if !who.reaches(reach, case) => Err(No::NOT_FOUND),
            Some(_) if case.handling.erased_on.is_some() => Err(No::GONE),
            Some(_) => Ok(()),
        };
        self.tally.note("read", expected);
        told(&answer, expected, 200)?;
        match expected {
            Ok(()) => self.compare(index, actor, &answer),
            Err(_) => Ok(()),
        }
    }

    /// That every case is as the model has it, and the record whole.
    pub fn at_the_end(&mut self) -> Step {
        let actors = self.actors.clone();
        let reader = |role| actors.iter().position(|actor| actor.role == role).unwrap();
        let (gd, jz) = (reader(Role::ProvinceLead), reader(Role::Regulator));
        for index in 0..self.cases.len() {
            let reader = if self.cases[index].regime == "gd" {
                gd
            } else {
                jz
            };
            self.look(index, reader)?;
        }
        for role in [
            Role::ProvinceLead,
            Role::Regulator,
            Role::CenterLead,
            Role::Platform,
            Role::Handler,
            Role::Auditor,
        ] {
            let actor = &actors[reader(role)];
            let reach = actor.reads().unwrap();
            let ids = |fits: &dyn Fn(&Case) -> bool| {
                let cases = self.cases.iter().filter(|case| actor.reaches(reach, case));
                let mut ids: Vec<&str> = cases
                    .filter(|case| fits(case))
                    .map(|case| case.id.as_str())
                    .collect();
                ids.sort_unstable();
                ids.join("\n")
            };
            let lists = "/api/v1/complaints";
            let listed = self.listed(actor, lists, "/id");
            if listed != ids(&|_| true) {
                return Err(format!("the list of {}:\n{listed}", name(actor)));
            }
            for state in [State::Received, State::Assigned, State::Archived] {
                let listed = self.listed(actor, &format!("{lists}?state={}", state.word()), "/id");
                if listed != ids(&|case| case.state == state) {
                    return Err(format!(
                        "the {} of {}:\n{listed}",
                        state.word(),
                        name(actor)
                    ));
                }
            }
            if !matches!(role, Role::Platform | Role::Handler) {
                let listed = self.listed(actor, &format!("{lists}/departures"), "/case/id");
                if listed != ids(&|case| case.departed && case.handling.erased_on.is_none()) {
                    let expected = ids(&|case| case.departed && case.handling.erased_on.is_none());
                    return Err(format!("departures:\n{listed}\nexpected:\n{expected}"));
                }
            }
        }
        let done = crate::load::cases::on(&self.server.database, &["verify"]);
        if done.code == Some(0) {
            Ok(())
        } else {
            Err(format!("verify: {}{}", done.text(), done.said))
        }
    }

    /// The ids of all pages of a list, in order, each in a line.
    fn listed(&self, actor: &Actor, path: &str, id: &str) -> String {
        let mut ids = Vec::new();
        let mut cursor = String::new();
        loop {
            let also = if path.contains('?') { "&" } else { "?" };
            let page = format!("{path}{also}limit=7{cursor}");
            let page = self.server.get_as(&actor.token, &page).good();
            let items = page["items"].as_array().unwrap().iter();
            ids.extend(items.map(|item| item.pointer(id).unwrap().as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        ids.sort_unstable();
        ids.join("\n")
    }

    /// That a case is told as the model has it.
    pub(super) fn compare(&self, index: usize, actor: usize, answer: &Answer) -> Step {
        let (case, told, actor) = (&self.cases[index], answer.json(), &self.actors[actor]);
        let due = case
            .due_as_of(NaiveDate::MAX, &self.calendar)
            .filter(|_| case.state.is_under_way());
        let acceptance = case.accepted_on.map(|on| {
            json!({
                "on": on,
                "number": case.number,
                "track": if case.guidance { "guidance" } else { "investigation" },
            })
        });
        let latest = case.latest.as_ref();
        let evaluation = latest.filter(|_| actor.reads_evaluations()).map(|latest| {
            json!({
                "number": case.evaluations,
                "outcome": latest.outcome(),
                "grounds": latest.grounds(),
                "outdated": case.outdated,
            })
        });
        let allowed: Vec<Value> = COMMANDS
            .iter()
            .map(|command| {
                let refusal = case.may(*command, actor).err().map(|no| no.2.unwrap());
                let in_time = matches!(command, Command::Extend | Command::ExplainDelay);
                let over = case
                    .due_as_of(self.today, &self.calendar)
                    .is_some_and(|due| self.today > due);
                let refusal = refusal.or((in_time && over).then_some("limit_over"));
                json!({"command": command.word(), "allowed": refusal.is_none(), "refusal": refusal})
            })
            .collect();
        let expected = json!({
            "id": case.id,
            "regime": case.regime,
            "state": case.state.word(),
            "version": case.version,
            "center": case.center,
            "submitted_on": case.submitted_on,
            // A department is not told who handed the case in.
            "submitted_by": if actor.is_of_center() { &case.submitted_by } else { &case.center },
            "places": case.places,
            "industry": case.industry,
            "media_exposed": case.media_exposed,
            "officer": case.officer.as_ref().filter(|_| actor.sees_staff()),
            "due_on": due,
            "acceptance": acceptance,
            "evaluation": evaluation,
            "allowed_commands": allowed,
        });
        for (member, value) in expected.as_object().unwrap() {
            if !holds(&told[member], value) {
                return Err(format!(
                    "case {index}, {member}: {value} expected, but {}",
                    told[member]
                ));
            }
        }
        parts::compare(case, &told, actor).map_err(|what| format!("case {index}, {what}"))?;
        let counted = told["notices"].as_array().unwrap().len();
        // What is between complainant and center is no department's business.
        let shown = if actor.is_of_center() {
            case.notices.len()
        } else {
            0
        };
        if counted != shown {
            return Err(format!("case {index}: {counted} notices"));
        }
        if answer.header("etag") != format!("\"{}\"", case.version) {
            return Err(format!("case {index}: ETag {}", answer.header("etag")));
        }
        Ok(())
    }
}

/// Whether what was told holds all that was expected; it may tell more.
fn holds(told: &Value, expected: &Value) -> bool {
    match (told, expected) {
        (Value::Object(told), Value::Object(expected)) => expected
            .iter()
            .all(|(name, value)| told.get(name).is_some_and(|told| holds(told, value))),
        (Value::Array(told), Value::Array(expected)) => {
            told.len() == expected.len()
                && told
                    .iter()
                    .zip(expected)
                    .all(|(told, value)| holds(told, value))
        }
        (told, expected) => told == expected,
    }
}
