//! What a command does to a case, once the case, the actor and the version allow it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::actors::Actor;
use super::calendar::Calendar;
use super::commands::Command;
use super::corrections::{self, Correction};
use super::further::Further;
use super::handling::Measure;
use super::model::{Case, No, State};
use super::rules::{Assessment, Evaluated, evaluate, ground};

/// A command in its own words.
#[derive(Debug, Clone)]
pub enum Words {
    Correct(Correction),
    Describe,
    Evaluate(Assessment),
    Accept {
        officer: Option<String>,
        departure: bool,
    },
    Reject {
        grounds: Vec<usize>,
        departure: bool,
    },
    Refer {
        to: Option<&'static str>,
        departure: bool,
    },
    Join {
        target: Option<usize>,
        departure: bool,
    },
    Review {
        reopened: bool,
    },
    Deliver {
        notice: usize,
        manner: &'static str,
        on: NaiveDate,
    },
    Withdraw,
    Conclude {
        outcome: &'static str,
        /// Who carries each measure out.
        measures: Vec<Option<String>>,
        departure: bool,
    },
    Answer {
        by_phone: bool,
    },
    Further(Further),
}

/// The numbers given so far, by center and year.
pub type Numbers = BTreeMap<(String, i32), u32>;

/// What a decision is made with.
pub struct Making<'a> {
    pub actor: &'a Actor,
    pub actors: &'a [Actor],
    pub today: NaiveDate,
    pub calendar: &'a Calendar,
    pub numbers: &'a mut Numbers,
}

impl Words {
    pub const fn command(&self) -> Command {
        match self {
            Self::Correct(_) => Command::Correct,
            Self::Describe => Command::Describe,
            Self::Evaluate(_) => Command::Evaluate,
            Self::Accept { .. } => Command::Accept,
            Self::Reject { .. } => Command::Reject,
            Self::Refer { .. } => Command::Refer,
            Self::Join { .. } => Command::Join,
            Self::Review { .. } => Command::ReviewRejection,
            Self::Deliver { .. } => Command::DeliverNotice,
            Self::Withdraw => Command::Withdraw,
            Self::Conclude { .. } => Command::Conclude,
            Self::Answer { .. } => Command::Answer,
            Self::Further(further) => further.command(),
        }
    }

    /// Where it is sent, within the case.
    pub fn path(&self) -> String {
        let number = match self {
            Self::Further(further) => further.number(),
            _ => 0,
        };
        self.command().path().replace('#', &number.to_string())
    }

    pub fn json(&self, cases: &[Case]) -> Value {
        let id = |case: &Option<usize>| {
            case.map_or("0190b6a0-7c00-7000-8000-000000000001", |case| {
                &cases[case].id
            })
        };
        let mut body = match self {
            Self::Correct(correction) => correction.json(),
            Self::Describe => json!({"subject": "电工四级实操替考"}),
            Self::Evaluate(assessment) => {
                let names = [
                    "accused_identified",
                    "violation_specified",
                    "has_factual_basis",
                    "within_function",
                    "routine_business",
                    "normal_procedure_followed",
                ];
                let facts = names.into_iter().zip(assessment.facts);
                let mut body: Value = facts.map(|(name, fact)| (name, json!(fact))).collect();
                let priors = assessment.priors.iter().map(|said| {
                    json!({
                        "case_id": id(&said.case),
                        "same_matter": said.same_matter,
                        "raises_new_facts": said.new_facts,
                    })
                });
                body["priors"] = priors.collect();
                body
            }
            Self::Accept { officer, .. } => json!({"officer": officer}),
            Self::Reject { grounds, .. } => {
                json!({"grounds": grounds.iter().map(|item| ground(*item)).collect::<Vec<_>>()})
            }
            Self::Refer { to: Some(to), .. } => {
                json!({"organisation_id": to, "reason": "属其管辖"})
            }
            Self::Refer { to: None, .. } => json!({"name": "某部门", "reason": "属其管辖"}),
            Self::Join { target, .. } => json!({"target": id(target)}),
            Self::Review { reopened } => {
                json!({"outcome": if *reopened { "reopened" } else { "upheld" }, "reason": "经复核"})
            }
            Self::Deliver { notice, manner, on } => {
                json!({"notice": notice, "manner": manner, "on": on})
            }
            Self::Withdraw => json!({"by": "complainant", "reason": "已经解决"}),
            Self::Conclude {
                outcome, measures, ..
            } => {
                let measure = |who: &Option<String>| json!({"text": "责令改正", "department": who});
                let measures: Vec<Value> = measures.iter().map(measure).collect();
                json!({"outcome": outcome, "measures": measures})
            }
            Self::Answer { by_phone } => {
                json!({"manner": by_phone.then_some("phone"), "text": "已经解释"})
            }
            Self::Further(further) => further.json(cases),
        };
        if self.departs() {
            body["departure"] = "另有书面理由".into();
        }
        body
    }

    const fn departs(&self) -> bool {
        match self {
            Self::Accept { departure, .. }
            | Self::Reject { departure, .. }
            | Self::Refer { departure, .. }
            | Self::Join { departure, .. }
            | Self::Conclude { departure, .. } => *departure,
            _ => false,
        }
    }

    /// Carries it out on the case.
    pub fn carry_out(
        &self,
        cases: &mut [Case],
        index: usize,
        making: &mut Making<'_>,
    ) -> Result<(), No> {
        let day = making.today;
        cases[index].may(self.command(), making.actor)?;
        if let Self::Further(further) = self {
            return further.carry_out(cases, index, making);
        }
        let made = self.made(cases, index, making)?;
        if day < cases[index].latest_on {
            return Err(No::rule("day_before_last_step"));
        }
        if let (Some(fresh), Some(latest)) = (&made, &cases[index].latest)
            && !matches!(self, Self::Evaluate(_))
            && fresh != latest
        {
            return Err(No::rule("evaluation_outdated"));
        }
        match self {
            Self::Correct(correction) => {
                corrections::carry_out(correction, &mut cases[index], making.actor, day)?;
            }
            Self::Describe => cases[index].version += 1,
            Self::Evaluate(_) => {
                let case = &mut cases[index];
                case.latest = made;
                case.outdated = false;
                case.evaluations += 1;
                case.version += 1;
                case.happened_on(day);
            }
            Self::Accept { officer, .. } => {
                let case = &mut cases[index];
                self.reason(case, made.as_ref(), true)?;
                let count = making
                    .numbers
                    .entry((case.center.clone(), day.year()))
                    .or_default();
                *count += 1;
                case.number = Some(number(case, day.year(), *count));
                case.guidance = made.is_some_and(|basis| basis.is_routine());
                case.officer = officer.clone().or_else(|| Some(making.actor.id.clone()));
                case.accepted_on = Some(day);
                settled(case, State::Accepted, day, true);
            }
            Self::Reject { grounds, departure } => {
                let case = &mut cases[index];
                self.reason(case, made.as_ref(), true)?;
                let basis = made.as_ref().unwrap();
                if basis.accept != Some(false) && *departure {
                    if grounds.is_empty() {
                        return Err(No::rule("grounds_missing"));
                    }
                    if grounds.iter().any(|item| *item > 6) {
                        return Err(No(422, "invalid_facts", Some("unknown_ground")));
                    }
                } else if grounds.iter().any(|item| !basis.met.contains(item)) {
                    return Err(No::rule("ground_not_met"));
                }
                case.rejected_on = Some(day);
                case.rejected_by = Some(making.actor.id.clone());
                settled(case, State::Rejected, day, true);
            }
            Self::Refer { to, departure } => {
                let case = &mut cases[index];
                if *to == Some(case.center.as_str()) {
                    return Err(No::rule("referred_to_itself"));
                }
                if to.is_some() && *to == case.accused.as_deref() {
                    return Err(No::rule("referred_to_accused"));
                }
                let right = case.leads_to(*to);
                if !right && !*departure {
                    return Err(No::rule("referred_to_the_wrong_one"));
                }
                self.reason(case, made.as_ref(), right)?;
                case.referred_on = Some(day);
                settled(case, State::Referred, day, true);
            }
            Self::Join { target, .. } => {
                let target = target.unwrap();
                if target == index {
                    return Err(No::rule("joined_to_itself"));
                }
                let basis = made.as_ref().unwrap();
                let considered = basis.priors.iter().find(|prior| prior.case == target);
                let considered = considered.ok_or(No::rule("join_target_not_considered"))?;
                if considered.same != Some(true) {
                    return Err(No::rule("not_the_same_complainant"));
                }
                if considered.same_matter != Some(true) {
                    return Err(No::rule("not_the_same_matter"));
                }
                match cases[target].state {
                    State::Joined => return Err(No::rule("join_target_joined")),
                    state if !state.is_open() => return Err(No::rule("join_target_closed")),
                    _ => {}
                }
                let case = &mut cases[index];
                self.reason(case, made.as_ref(), true)?;
                case.joined_to = Some(target);
                settled(case, State::Joined, day, false);
            }
            Self::Review { reopened } => {
                let case = &mut cases[index];
                case.reviewed = true;
                if *reopened {
                    case.rejected_on = None;
                    case.rejected_by = None;
                    case.outdated = true;
                }
                let state = if *reopened {
                    State::Received
                } else {
                    State::Rejected
                };
                settled(case, state, day, false);
            }
            Self::Deliver { notice, manner, on } => {
                let case = &mut cases[index];
                let issued = case
                    .notices
                    .get(notice - 1)
                    .ok_or(No::rule("unknown_notice"))?;
                if on < issued {
                    return Err(No::rule("delivered_before_issue"));
                }
                if *on > day {
                    return Err(No(422, "invalid_facts", Some("day_in_future")));
                }
                if case.deliveries.contains(&(*notice, manner, *on)) {
                    return Err(No::rule("already_delivered"));
                }
                case.deliveries.push((*notice, manner, *on));
                case.version += 1;
            }
            Self::Withdraw => {
                let case = &mut cases[index];
                case.withdrawn_on = Some(day);
                settled(case, State::Withdrawn, day, false);
            }
            Self::Conclude {
                outcome,
                measures,
                departure,
            } => {
                let case = &mut cases[index];
                if *outcome != "guided" {
                    case.investigated()?;
                } else if !case.guidance {
                    return Err(No::rule("not_on_guidance_track"));
                } else if !case.is_guided() {
                    return Err(No::rule("not_answered"));
                }
                let known = |id: &String| *id == case.center || case.handling.of(id).is_some();
                if measures.iter().flatten().any(|id| !known(id)) {
                    return Err(No::rule("measure_department_not_assigned"));
                }
                let contradicts = case.found().is_some_and(|finding| finding != *outcome);
                if contradicts && !departure {
                    return Err(No::rule("contradicts_reports"));
                }
                if *departure && !contradicts {
                    return Err(No::rule("follows_reports"));
                }
                let measures = measures.iter().map(|department| Measure {
                    department: department.clone(),
                    executed: false,
                });
                case.handling.measures = measures.collect();
                case.concluded_on = Some(day);
                settled(case, State::Concluded, day, true);
            }
            Self::Answer { by_phone } => {
                let case = &mut cases[index];
                match (case.phone.is_some(), *by_phone) {
                    (true, false) => return Err(No::rule("manner_missing")),
                    (false, true) => return Err(No::rule("manner_without_contact")),
                    (true, true) | (false, false) => {}
                }
                case.handling.answered = true;
                let state = case.state;
                settled(case, state, day, false);
            }
            // Done above.
            Self::Further(_) => {}
        }
        // From the rules; a conclusion departs from the reports.
        cases[index].departed |= self.departs() && self.command() != Command::Conclude;
        Ok(())
    }

    /// What the words name is looked up, and the rules are applied to the case as it is now.
    fn made(
        &self,
        cases: &[Case],
        index: usize,
        making: &Making<'_>,
    ) -> Result<Option<Evaluated>, No> {
        let case = &cases[index];
        match self {
            Self::Evaluate(assessment) => {
                return evaluate(cases, index, assessment, making.calendar).map(Some);
            }
            Self::Refer {
                to: Some("no-such-one"),
                ..
            } => return Err(No::FACTS),
            Self::Join { target, .. } => {
                let reached = target.is_some_and(|target| {
                    let reach = making.actor.may(Command::Join);
                    reach.is_some_and(|reach| making.actor.reaches(reach, &cases[target]))
                });
                if !reached {
                    return Err(No::FACTS);
                }
            }
            Self::Accept { .. } | Self::Reject { .. } | Self::Refer { .. } => {}
            _ => return Ok(None),
        }
        let latest = case.latest.as_ref().unwrap();
        let fresh = evaluate(cases, index, &latest.assessment, making.calendar)?;
        if let Self::Accept {
            officer: Some(id), ..
        } = self
        {
            let officer = making.actors.iter().find(|actor| actor.id == *id);
            let fits = |officer: &&Actor| officer.decides() && officer.center() == case.center;
            let officer = officer.filter(fits).ok_or(No::FACTS)?;
            if case.accused.as_deref() == Some(officer.organisation.as_str()) {
                return Err(No::rule("belongs_to_accused"));
            }
        }
        Ok(Some(fresh))
    }

    /// Whoever departs from the rules says why; whoever follows them has nothing to say.
    fn reason(&self, case: &Case, basis: Option<&Evaluated>, fits: bool) -> Result<(), No> {
        let follows = fits && basis.unwrap().expected(case).contains(&self.command());
        match (follows, self.departs()) {
            (true, true) => Err(No::rule("not_a_departure")),
            (false, false) => Err(No::rule("departure_reason_required")),
            _ => Ok(()),
        }
    }
}

fn settled(case: &mut Case, state: State, day: NaiveDate, notice: bool) {
    case.state = state;
    case.version += 1;
    case.happened_on(day);
    if notice {
        case.notices.push(day);
        case.version += 1;
    }
}

/// `粤鉴投〔2026〕440100-0001号`
fn number(case: &Case, year: i32, count: u32) -> String {
    let series = if case.regime == "gd" {
        "粤鉴投"
    } else {
        "荆评投"
    };
    let mark = match case.center.as_str() {
        "gd-industry-power" => "电力",
        center => &center[3..],
    };
    format!("{series}〔{year}〕{mark}-{count:04}号")
}
