//! A server with a clock that can be put, and the model beside it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;
use tests::random::Random;
use tests::server::Server;

use super::actors::{self, Actor};
use super::calendar::Calendar;
use super::commands::Command;
use super::decisions::{Making, Numbers, Words};
use super::model::{Case, No};
use super::steps;
use super::tally::Tally;

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

pub type Step = Result<(), String>;

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
            0..10 => self.submit(random),
            10..14 => {
                let day = steps::another_day(random, self.today);
                self.put_clock(day);
                Ok(())
            }
            14..20 => self.read(random),
            20..24 => self.hand_over(random),
            24..27 => self.attach(random),
            _ => self.command(random),
        }
    }

    pub(super) fn put_clock(&mut self, day: NaiveDate) {
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
        let words = steps::words(random, self, index);
        let actor = steps::actor_for(random, self, index, &words);
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
    pub(super) fn order(
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
        let (method, path) = (command.method(), words.path());
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
                Some(_) if before.handling.erased_on.is_some() => Err(No::GONE),
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
            // Of what was just destroyed nothing is told but that.
            Ok(()) if command == Command::ConfirmErasure => Ok(()),
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
}

/// That an answer is the expected one.
pub fn told(answer: &Answer, expected: Result<(), No>, good: u16) -> Step {
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

pub fn name(actor: &Actor) -> String {
    format!("{} of {}", actor.role, actor.organisation)
}

/// A day so many before another.
pub fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day - Days::new(days)
}
