//! Which command of handling comes next: most often one that leads on.

use chrono::{Days, NaiveDate};
use tests::random::Random;

use super::actors::DEPARTMENTS;
use super::commands::{COMMANDS, Command};
use super::decisions::Words;
use super::further::Further;
use super::model::{Case, State};
use super::world::{World, before};
use domain::access::Role;

/// Manners in which somebody can be told; the last one only at the public's door.
const MANNERS: [&str; 5] = ["phone", "post", "platform", "other", "receipt_code"];

/// A command of handling that fits the state; sometimes any.
pub fn further(random: &mut Random, world: &World, index: usize) -> Words {
    use Command as C;
    let case = &world.cases[index];
    let outward = [
        C::ReportUpward,
        C::PublishStatement,
        C::TakeMediaMeasure,
        C::HoldAccountable,
        C::ReferComplainant,
        C::DecideSimilarity,
    ];
    let fits: &[Command] = match case.state {
        _ if random.one_in(6) => COMMANDS,
        _ if random.one_in(6) => &outward,
        State::Received => &[C::Supplement, C::DecideSimilarity, C::ReportUpward],
        State::Accepted if case.guidance => &[
            C::Answer,
            C::Answer,
            C::PromiseReply,
            C::Conclude,
            C::Conclude,
            C::Assign,
        ],
        State::Accepted => &[
            C::Assign,
            C::Assign,
            C::Assign,
            C::Assign,
            C::Extend,
            C::ExplainDelay,
            C::Supervise,
            C::Supplement,
        ],
        State::Assigned => &[
            C::Report,
            C::Report,
            C::Report,
            C::Report,
            C::Report,
            C::ShareMaterials,
            C::Supervise,
            C::AnswerSupervision,
            C::Extend,
            C::Assign,
        ],
        State::Reported => &[
            C::Consolidate,
            C::Conclude,
            C::Conclude,
            C::Conclude,
            C::ShareMaterials,
            C::AnswerSupervision,
        ],
        State::Concluded => &[
            C::FeedBack,
            C::FeedBack,
            C::Execute,
            C::Execute,
            C::AnswerSupervision,
            C::Archive,
        ],
        State::FedBack => &[
            C::Execute,
            C::Execute,
            C::AnswerSupervision,
            C::ReportUpward,
            C::PublishStatement,
            C::Archive,
            C::Archive,
        ],
        State::Archived => &[C::ProposeErasure, C::ConfirmErasure, C::HoldAccountable],
        State::Rejected | State::Joined | State::Referred | State::Withdrawn => {
            &[C::Archive, C::Archive, C::ReportUpward, C::PublishStatement]
        }
    };
    let command = *random.one_of(fits);
    said(random, world, index, command)
}

/// That command in words; of those that are no part of handling, a description.
fn said(random: &mut Random, world: &World, index: usize, command: Command) -> Words {
    let (case, today) = (&world.cases[index], world.today);
    let on = day(random, today);
    let soon = |random: &mut Random| {
        if random.one_in(8) {
            before(today, 1)
        } else {
            today + Days::new(u64::try_from(random.below(20)).unwrap())
        }
    };
    let finding = *random.one_of(&["substantiated", "partly", "unverifiable", "guided"]);
    Words::Further(match command {
        Command::Answer => {
            return Words::Answer {
                by_phone: case.phone.is_some() != random.one_in(8),
            };
        }
        Command::Conclude => {
            let outcome = if case.guidance && case.state == State::Accepted {
                "guided"
            } else {
                *random.one_of(&["substantiated", "partly", "unverifiable", "guided"])
            };
            let count = random.below(3);
            let measures = (0..count).map(|_| {
                let whose = department(random, case);
                (!random.one_in(3)).then_some(whose)
            });
            return Words::Conclude {
                outcome,
                measures: measures.collect(),
                departure: case.found().is_some_and(|found| found != outcome) != random.one_in(8),
            };
        }
        Command::Assign => assign(random, case, today),
        Command::ShareMaterials => Further::Share {
            department: department(random, case),
            materials: materials(random, case, 1),
        },
        Command::PromiseReply => Further::Promise { on: soon(random) },
        Command::Report => Further::Report {
            department: (!random.one_in(3)).then(|| unreported(random, case)),
            finding,
        },
        Command::Consolidate => Further::Consolidate { finding },
        Command::Supervise => Further::Supervise {
            department: (!random.one_in(3)).then(|| department(random, case)),
            due_on: soon(random),
        },
        Command::AnswerSupervision => Further::AnswerOrder {
            number: random.below(case.handling.orders.len() + 2),
        },
        Command::Extend => Further::Extend {
            to: u32::try_from(18 + random.below(30)).unwrap(),
        },
        Command::ExplainDelay => Further::Explain {
            manner: MANNERS[random.below(MANNERS.len())],
        },
        Command::Execute => Further::Execute {
            number: random.below(case.handling.measures.len() + 2),
            on,
        },
        Command::FeedBack => Further::FeedBack {
            manner: MANNERS[random.below(MANNERS.len())],
            on,
        },
        Command::Archive => Further::Archive,
        Command::HoldAccountable => Further::HoldAccountable {
            organisation: (*random.one_of(&[
                "gd-440100",
                "gd-440000",
                DEPARTMENTS[0],
                "jz-421000",
                "test-platform",
                "no-such-one",
            ]))
            .to_owned(),
            provision: *random.one_of(&[
                "gd-complaints/art9",
                "gd-complaints/art15",
                "gd-complaints/art8",
            ]),
            correct_by: soon(random),
            serious: random.one_in(3),
            referred: random.one_in(3),
        },
        Command::ReferComplainant => Further::ReferComplainant {
            admonished_on: (!random.one_in(4)).then_some(on),
        },
        Command::ReportUpward => Further::ReportUpward,
        Command::TakeMediaMeasure => Further::Measure { on },
        Command::PublishStatement => Further::Publish,
        Command::Supplement => Further::Supplement,
        Command::DecideSimilarity => Further::Similar {
            other: random.below(world.cases.len()),
            same: !random.one_in(3),
        },
        Command::ProposeErasure => Further::ProposeErasure,
        Command::ConfirmErasure => Further::ConfirmErasure,
        _ => return Words::Describe,
    })
}

/// Mostly today, sometimes a little before or tomorrow.
fn day(random: &mut Random, today: NaiveDate) -> NaiveDate {
    match random.below(8) {
        0 => today + Days::new(1),
        1 => before(today, 1),
        2 => before(today, 9),
        _ => today,
    }
}

/// One that may have the case.
fn department(random: &mut Random, case: &Case) -> String {
    match random.below(9) {
        0 => "no-such-one".to_owned(),
        1 => case.center.clone(),
        2 => (*random.one_of(&DEPARTMENTS)).to_owned(),
        _ => case.handling.assigned.last().map_or_else(
            || case.center.clone(),
            |_| {
                let assigned = &case.handling.assigned;
                assigned[random.below(assigned.len())].department.clone()
            },
        ),
    }
}

/// One that has not reported, most often.
fn unreported(random: &mut Random, case: &Case) -> String {
    let left = case.handling.assigned.iter().find(|one| !one.reported);
    match left {
        Some(one) if !random.one_in(4) => one.department.clone(),
        _ => department(random, case),
    }
}

fn materials(random: &mut Random, case: &Case, fewest: usize) -> Vec<&'static str> {
    let all = ["identity", "statement", "no-such-one"];
    let mut some: Vec<&'static str> = all
        .into_iter()
        .filter(|name| case.has_material(name) && random.one_in(2))
        .collect();
    if some.len() < fewest || random.one_in(12) {
        some.push(*random.one_of(&all));
    }
    some.dedup();
    some
}

fn assign(random: &mut Random, case: &Case, today: NaiveDate) -> Further {
    let mut candidates = vec![case.center.clone()];
    if case.center == "gd-440100" || random.one_in(10) {
        candidates.extend(DEPARTMENTS.map(str::to_owned));
    }
    if random.one_in(10) {
        candidates.push("gd-440300".to_owned());
        candidates.push("no-such-one".to_owned());
    }
    let count = 1 + random.below(candidates.len().min(3));
    let first = random.below(candidates.len());
    let led = !case.handling.assigned.is_empty();
    let to = (0..count)
        .map(|place| {
            let who = if random.one_in(15) { 0 } else { first + place };
            let leads = match random.below(8) {
                0 => None,
                1 => Some(place != 0),
                _ => Some(place == 0 && !led),
            };
            (candidates[who % candidates.len()].clone(), leads)
        })
        .collect();
    Further::Assign {
        to,
        materials: materials(random, case, 0),
        due_on: random.one_in(3).then(|| {
            if random.one_in(5) {
                before(today, 1)
            } else {
                today + Days::new(5)
            }
        }),
    }
}

/// Whoever gives a command: often somebody of a department, where it is one that departments give.
pub fn handler_of(random: &mut Random, world: &World, case: &Case, words: &Words) -> Option<usize> {
    let given = matches!(
        words.command(),
        Command::Report
            | Command::AnswerSupervision
            | Command::Execute
            | Command::Answer
            | Command::PromiseReply
    );
    if !given || random.one_in(2) {
        return None;
    }
    let fit: Vec<usize> = (0..world.actors.len())
        .filter(|place| {
            let actor = &world.actors[*place];
            actor.role == Role::Handler
                && (case.handling.of(&actor.organisation).is_some() || random.one_in(6))
        })
        .collect();
    (!fit.is_empty()).then(|| *random.one_of(&fit))
}
