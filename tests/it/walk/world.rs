//! A server with a clock that can be put, and the model beside it.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;
use tests::random::Random;
use tests::server::Server;

use super::actors::{self, Actor};
use super::calendar::Calendar;
use super::decisions::{Making, Numbers, Words};
use super::model::{COMMANDS, Case, Command, No, State};
use super::steps;

/// What came of the steps, by operation: done, refused.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<&'static str, BTreeMap<String, usize>>);

pub struct World {
    pub server: Server,
    pub actors: Vec<Actor>,
    pub calendar: Calendar,
    pub cases: Vec<Case>,
    pub today: NaiveDate,
    numbers: Numbers,
    pub log: Vec<String>,
    pub tally: Tally,
}

/// How a command says on which version it rests.
#[derive(Debug, Clone)]
pub enum Seen {
    Right,
    Stale(String),
    Missing,
    Malformed(&'static str),
}

/// A body that is none.
#[derive(Debug, Clone, Copy)]
pub enum Spoiled {
    NoJson,
    NoObject,
    UnknownMember,
    OtherType,
}

type Step = Result<(), String>;

impl World {
    pub fn new(kind: Kind) -> Self {
        let server = Server::builder(kind).env("JIANDU_SANDBOX", "true").start();
        let mut world = Self {
            actors: actors::all(&server),
            server,
            calendar: Calendar::new(),
            cases: Vec::new(),
            today: NaiveDate::default(),
            numbers: Numbers::new(),
            log: Vec::new(),
            tally: Tally::default(),
        };
        world.put_clock(NaiveDate::from_ymd_opt(2024, 11, 18).unwrap());
        world
    }

    pub fn step(&mut self, random: &mut Random) -> Step {
        match random.below(100) {
            0..13 => self.submit(random),
            13..18 => {
                let day = steps::another_day(random, self.today);
                self.put_clock(day);
                Ok(())
            }
            18..24 => self.read(random),
            24..28 => self.hand_over(random),
            _ => self.command(random),
        }
    }

    fn put_clock(&mut self, day: NaiveDate) {
        self.today = day;
        self.log.push(format!("it is {day}"));
        let now = json!({"now": format!("{day}T09:30:00+08:00")});
        let put = self.server.call("PUT", "/api/v1/sandbox/clock");
        let put = put.token(&self.actors[0].token).json_text(now.to_string());
        let clock = put.send().good();
        assert_eq!(clock["today"], json!(day));
    }

    fn submit(&mut self, random: &mut Random) -> Step {
        let submission = steps::submission(random, self);
        let (actor, body) = (&self.actors[submission.actor], &submission.body);
        let mut call = self.server.call("POST", "/api/v1/complaints");
        if submission.with_token {
            call = call.token(&actor.token);
        }
        let answer = spoilt(call, body, submission.spoiled).send();
        self.log
            .push(format!("{} submits {body}: {}", name(actor), answer.status));
        let expected = if !submission.with_token {
            Err(No(401, "unauthorized", None))
        } else if !actor.may_submit() {
            Err(No::FORBIDDEN)
        } else {
            submission
                .spoiled
                .map_or(Ok(()), |spoiled| Err(spoiled.no()))
                .and(submission.expected)
        };
        self.tally.note("submit", expected);
        told(&answer, expected, 201)?;
        if expected.is_ok() {
            let mut case = submission.case;
            let told = answer.json();
            case.id = told["id"].as_str().unwrap().to_owned();
            case.received_at = told["received_at"]
                .as_str()
                .unwrap()
                .parse::<DateTime<Utc>>()
                .unwrap();
            self.cases.push(case);
            self.compare(self.cases.len() - 1, submission.actor, &answer)?;
        }
        Ok(())
    }

    fn command(&mut self, random: &mut Random) -> Step {
        let Some(index) = steps::some_case(random, self) else {
            return Ok(());
        };
        let actor = steps::some_actor(random, self, index);
        let words = steps::words(random, self, index);
        let seen = steps::seen(random, self.cases[index].version);
        let spoiled = random.one_in(40).then(|| steps::spoiled(random));
        let there = !random.one_in(60);
        let with_token = !random.one_in(80);
        self.order(index, actor, &words, &seen, spoiled, there, with_token)?;
        if random.one_in(5) {
            self.look(index, steps::some_actor(random, self, index))?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "each is one way to go wrong")]
    fn order(
        &mut self,
        index: usize,
        actor: usize,
        words: &Words,
        seen: &Seen,
        spoiled: Option<Spoiled>,
        there: bool,
        with_token: bool,
    ) -> Step {
        let command = words.command();
        let (method, path) = command.method_and_path();
        let case = &self.cases[index];
        let id = if there {
            case.id.as_str()
        } else {
            "0190b6a0-7c00-7000-8000-000000000002"
        };
        let who = self.actors[actor].clone();
        let mut call = self
            .server
            .call(method, &format!("/api/v1/complaints/{id}/{path}"));
        if with_token {
            call = call.token(&who.token);
        }
        call = match seen {
            Seen::Right => call.header("If-Match", &format!("\"{}\"", case.version)),
            Seen::Stale(tag) => call.header("If-Match", tag),
            Seen::Malformed(tag) => call.header("If-Match", tag),
            Seen::Missing => call,
        };
        let body = words.json(&self.cases);
        let answer = spoilt(call, &body, spoiled).send();
        self.log.push(format!(
            "{} tells case {index} to {} ({seen:?}, {spoiled:?}, {there}, {with_token}) {body}: {}",
            name(&who),
            command.word(),
            answer.status
        ));
        let before = self.cases[index].clone();
        let expected = if !with_token {
            Err(No(401, "unauthorized", None))
        } else if matches!(seen, Seen::Missing | Seen::Malformed("*")) {
            Err(No(428, "precondition_required", None))
        } else if matches!(seen, Seen::Malformed(_)) {
            Err(No(400, "malformed_request", None))
        } else {
            match who.may(command) {
                None => Err(No::FORBIDDEN),
                Some(_) if spoiled.is_some() => Err(spoiled.unwrap().no()),
                Some(reach) if !there || !who.reaches(reach, &before) => Err(No::NOT_FOUND),
                Some(_) if matches!(seen, Seen::Stale(_)) => {
                    Err(No(412, "precondition_failed", None))
                }
                Some(_) => {
                    let mut making = Making {
                        actor: &who,
                        actors: &self.actors,
                        today: self.today,
                        calendar: &self.calendar,
                        numbers: &mut self.numbers,
                    };
                    words.carry_out(&mut self.cases, index, &mut making)
                }
            }
        };
        self.tally.note(command.word(), expected);
        told(&answer, expected, 200)?;
        match expected {
            Ok(()) => self.compare(index, actor, &answer),
            Err(_) => Ok(()),
        }
    }

    fn hand_over(&mut self, random: &mut Random) -> Step {
        let Some(index) = steps::some_case(random, self) else {
            return Ok(());
        };
        let actor = self.actors[steps::some_actor(random, self, index)].clone();
        let from = self.cases[index].officer.clone();
        let from = from
            .filter(|_| !random.one_in(8))
            .unwrap_or_else(|| actor.id.clone());
        let other = steps::some_actor(random, self, index);
        let to = self.actors[other].clone();
        let mut body = json!({"from_officer": from, "to_officer": to.id, "reason": "岗位调整"});
        let all = random.one_in(3);
        if !all {
            body["case_ids"] = json!([self.cases[index].id]);
        }
        let theirs = |case: &Case| {
            case.officer.as_ref() == Some(&from)
                && case.state.is_open()
                && case.center == actor.center()
                && case.regime == actor.regime
        };
        let which: Vec<usize> = if all {
            (0..self.cases.len())
                .filter(|case| theirs(&self.cases[*case]))
                .collect()
        } else {
            vec![index]
        };
        let one = |case: &Case| {
            if !theirs(case) {
                return Err(No::FACTS);
            }
            if case.accused.as_ref() == Some(&to.organisation) {
                return Err(No::rule("belongs_to_accused"));
            }
            case.may(Command::HandOver, &actor)?;
            if self.today < case.latest_on {
                return Err(No::rule("day_before_last_step"));
            }
            if from == to.id {
                Err(No::rule("same_officer"))
            } else {
                Ok(())
            }
        };
        let mut refusals: Vec<No> = which
            .iter()
            .filter_map(|case| one(&self.cases[*case]).err())
            .collect();
        refusals.dedup();
        if refusals.len() > 1 {
            // Which is told first is no matter.
            return Ok(());
        }
        let expected = if actor.may(Command::HandOver).is_none() {
            Err(No::FORBIDDEN)
        } else if !to.decides() || to.center() != actor.center() || which.is_empty() {
            Err(No::FACTS)
        } else {
            refusals.first().map_or(Ok(()), |no| Err(*no))
        };
        let answer = self
            .server
            .post_as(&actor.token, "/api/v1/complaints/handovers", &body);
        self.log.push(format!(
            "{} hands over {body}: {}",
            name(&actor),
            answer.status
        ));
        self.tally.note("hand_over", expected);
        told(&answer, expected, 200)?;
        if expected.is_ok() {
            for case in which {
                self.cases[case].officer = Some(to.id.clone());
                self.cases[case].version += 1;
                self.look(case, other)?;
            }
        }
        Ok(())
    }

    fn read(&mut self, random: &mut Random) -> Step {
        match steps::some_case(random, self) {
            Some(index) => self.look(index, random.below(self.actors.len())),
            None => Ok(()),
        }
    }

    fn look(&mut self, index: usize, actor: usize) -> Step {
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
            for state in [State::Received, State::Accepted, State::Joined] {
                let listed = self.listed(actor, &format!("{lists}?state={}", state.word()), "/id");
                if listed != ids(&|case| case.state == state) {
                    return Err(format!(
                        "the {} of {}:\n{listed}",
                        state.word(),
                        name(actor)
                    ));
                }
            }
            if role != Role::Platform {
                let listed = self.listed(actor, &format!("{lists}/departures"), "/case/id");
                if listed != ids(&|case| case.departed) {
                    let expected = ids(&|case| case.departed);
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
    fn compare(&self, index: usize, actor: usize, answer: &Answer) -> Step {
        let (case, told, actor) = (&self.cases[index], answer.json(), &self.actors[actor]);
        let running = case.state == State::Accepted;
        let due = case
            .accepted_on
            .filter(|_| running)
            .map(|day| self.calendar.due(day));
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
            "submitted_by": case.submitted_by,
            "places": case.places,
            "industry": case.industry,
            "media_exposed": case.media_exposed,
            "officer": case.officer.as_ref().filter(|_| actor.role != Role::Platform),
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
        let counted = told["notices"].as_array().unwrap().len();
        if counted != case.notices.len() {
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

/// That an answer is the expected one.
fn told(answer: &Answer, expected: Result<(), No>, good: u16) -> Step {
    match expected {
        Ok(()) if answer.status == good => Ok(()),
        Ok(()) => Err(format!(
            "{good} expected, but {}: {}",
            answer.status,
            answer.text()
        )),
        Err(No(status, code, refusal)) => {
            let is = answer.json();
            let said = is["refusal"].as_str().filter(|_| is["code"] != "not_found");
            let refusal = refusal.filter(|_| code != "not_found");
            // A role that never may is refused before the case is looked at, and then without a refusal of the case.
            let same = said == refusal || (code == "forbidden" && said.is_none());
            if answer.status != status || is["code"] != code || !same {
                let text = answer.text();
                return Err(format!("{status} {code} {refusal:?} expected, but {text}"));
            }
            let _well_made = answer.problem(status, code);
            Ok(())
        }
    }
}

fn spoilt<'a>(
    call: tests::client::Request<'a>,
    body: &Value,
    spoiled: Option<Spoiled>,
) -> tests::client::Request<'a> {
    match spoiled {
        None => call.json_text(body.to_string()),
        Some(Spoiled::NoJson) => call.json_text(&body.to_string()[1..]),
        Some(Spoiled::NoObject) => call.json_text("[]"),
        Some(Spoiled::UnknownMember) => {
            let mut body = body.clone();
            body["no_such_member"] = true.into();
            call.json_text(body.to_string())
        }
        Some(Spoiled::OtherType) => call
            .header("Content-Type", "text/plain")
            .body(body.to_string()),
    }
}

impl Spoiled {
    const fn no(self) -> No {
        match self {
            Self::NoJson => No(400, "malformed_json", None),
            Self::NoObject | Self::UnknownMember => No::FACTS,
            Self::OtherType => No(415, "unsupported_media_type", None),
        }
    }
}

fn name(actor: &Actor) -> String {
    format!("{} of {}", actor.role, actor.organisation)
}

impl Tally {
    fn note(&mut self, operation: &'static str, outcome: Result<(), No>) {
        let what = match outcome {
            Ok(()) => "done".to_owned(),
            Err(No(_, code, refusal)) => refusal.unwrap_or(code).to_owned(),
        };
        *self
            .0
            .entry(operation)
            .or_default()
            .entry(what)
            .or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (operation, counts) in &other.0 {
            for (what, count) in counts {
                *self
                    .0
                    .entry(operation)
                    .or_default()
                    .entry(what.clone())
                    .or_default() += count;
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: usize = self.0.values().flat_map(BTreeMap::values).sum();
        writeln!(f, "{steps} requests compared")?;
        for (operation, counts) in &self.0 {
            writeln!(f, "  {operation}: {counts:?}")?;
        }
        Ok(())
    }
}

/// A day so many before another.
pub fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day - Days::new(days)
}
