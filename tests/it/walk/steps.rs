//! What is done next: at random, but so that cases get on.

use chrono::{DateTime, Days, NaiveDate};
use serde_json::{Value, json};
use tests::random::Random;

use super::commands::Command;
use super::corrections::{self, Correction};
use super::decisions::Words;
use super::handling::Handling;
use super::leading;
use super::model::{Case, Event, No, Responsible, State, responsible};
use super::rules::{Assessment, Said};
use super::world::{Seen, Spoiled, World, before};
use domain::access::Role;

/// A submission, and what is to come of it.
pub struct Submission {
    pub actor: usize,
    pub with_token: bool,
    pub body: Value,
    pub spoiled: Option<Spoiled>,
    pub expected: Result<(), No>,
    pub case: Case,
}

const PLACES: [&[&str]; 8] = [
    &["440106"],
    &["440106"],
    &["440305"],
    &["440106", "440305"],
    &[],
    &["421002"],
    &["421002", "440106"],
    &["440000"],
];

/// Mostly a few days on, sometimes back.
pub fn another_day(random: &mut Random, today: NaiveDate) -> NaiveDate {
    if random.one_in(10) {
        return before(today, 2);
    }
    today + Days::new(*random.one_of(&[0, 1, 1, 2, 3, 7, 7, 21]))
}

/// A case, most often one of the latest.
pub fn some_case(random: &mut Random, world: &World) -> Option<usize> {
    let count = world.cases.len();
    if count == 0 {
        return None;
    }
    let handled: Vec<usize> = (0..count)
        .filter(|case| {
            let case = &world.cases[*case];
            case.accepted_on.is_some() && case.state != State::Archived
        })
        .collect();
    Some(if random.one_in(5) {
        random.below(count)
    } else if !handled.is_empty() && !random.one_in(3) {
        handled[handled.len() - 1 - random.below(handled.len().min(6))]
    } else {
        count - 1 - random.below(count.min(7))
    })
}

/// An actor, most often one who may decide on the case.
pub fn some_actor(random: &mut Random, world: &World, case: usize) -> usize {
    let center = &world.cases[case].center;
    let fit: Vec<usize> = (0..world.actors.len())
        .filter(|actor| world.actors[*actor].decides() && world.actors[*actor].center() == center)
        .collect();
    if fit.is_empty() || random.one_in(4) {
        random.below(world.actors.len())
    } else {
        *random.one_of(&fit)
    }
}

/// Whoever may give a command, most often.
pub fn actor_for(random: &mut Random, world: &World, case: usize, words: &Words) -> usize {
    let handler = leading::handler_of(random, world, &world.cases[case], words);
    handler.unwrap_or_else(|| some_actor(random, world, case))
}

pub fn seen(random: &mut Random, version: i64) -> Seen {
    match random.below(40) {
        0 => Seen::Missing,
        1 => Seen::Malformed("*"),
        2 => Seen::Malformed("1"),
        3 => Seen::Stale(format!("\"{}\"", version + 1)),
        4 | 5 => Seen::Stale(format!("\"{}\"", version - 1)),
        6 => Seen::Stale(format!("W/\"{version}\"")),
        _ => Seen::Right,
    }
}

pub fn spoiled(random: &mut Random) -> Spoiled {
    *random.one_of(&[
        Spoiled::NoJson,
        Spoiled::NoObject,
        Spoiled::UnknownMember,
        Spoiled::OtherType,
    ])
}

fn truth(random: &mut Random, likely: bool) -> Option<bool> {
    match random.below(12) {
        0 => None,
        1 => Some(!likely),
        _ => Some(likely),
    }
}

fn happened(random: &mut Random, submitted_on: NaiveDate) -> Event {
    match random.below(6) {
        0 => Event::Unknown,
        1 => Event::Ongoing,
        _ => {
            let back = *random.one_of(&[0, 10, 100, 300, 363, 364, 365, 366, 367, 369, 800]);
            Event::On(before(submitted_on, back))
        }
    }
}

pub fn submission(random: &mut Random, world: &World) -> Submission {
    let handing_in: Vec<usize> = (0..world.actors.len())
        .filter(|actor| world.actors[*actor].may_submit())
        .collect();
    let platform = world
        .actors
        .iter()
        .position(|actor| actor.role == Role::Platform)
        .unwrap();
    // Often somebody complains again, at the same center and of the same place.
    let again = some_case(random, world)
        .map(|case| &world.cases[case])
        .filter(|case| case.phone.is_some() && !case.is_for_another() && !random.one_in(3));
    let same_center = again.and_then(|case| {
        let mut actors = handing_in.iter().copied();
        actors.find(|actor| world.actors[*actor].center() == case.center)
    });
    let index = match random.below(12) {
        0 => random.below(world.actors.len()),
        _ if same_center.is_some() => same_center.unwrap(),
        1..4 => platform,
        _ => *random.one_of(&handing_in),
    };
    let actor = &world.actors[index];
    let mut expected = Ok(());
    let mut body = json!({"kind": "report", "channel": "web"});
    let mut regime = actor.regime;
    if random.one_in(6) {
        regime = *random.one_of(&["gd", "jz"]);
        body["regime"] = regime.into();
        if actor.role != Role::Platform && regime != actor.regime {
            expected = Err(No::FACTS);
        }
    }
    let places: Vec<&'static str> = again.map_or_else(
        || random.one_of(&PLACES).to_vec(),
        |case| case.places.clone(),
    );
    body["places"] = json!(places);
    let industry = random.one_in(8).then(|| *random.one_of(&["电力", "纺织"]));
    body["industry"] = json!(industry);
    let accused = random
        .one_in(6)
        .then(|| *random.one_of(&["gd-440100", "gd-440000", "gd-440300"]));
    match accused {
        Some(id) if random.one_in(2) => {
            body["accused"] = json!({"kind": "guidance_center", "organisation_id": id});
        }
        Some(id) => body["accused"] = json!({"kind": "guidance_center", "division": &id[3..]}),
        None if random.one_in(3) => {}
        None => body["accused"] = json!({"kind": "exam_site", "name": "某考场"}),
    }
    // A few cases in a row may be of one complainant.
    let phone = (!random.one_in(3)).then(|| {
        let series = world.cases.len() / 12;
        format!("139{:07}{}", series, random.below(3))
    });
    let phone = again.map_or(phone, |case| case.phone.clone());
    if let Some(phone) = &phone {
        body["complainant"] = json!({"phone": phone});
    }
    let mut submitted_on = world.today;
    if random.one_in(4) {
        submitted_on = match random.below(10) {
            0 => world.today + Days::new(1),
            back => before(world.today, u64::try_from(back).unwrap()),
        };
        body["submitted_on"] = json!(submitted_on);
    }
    let mut event = happened(random, submitted_on);
    if random.one_in(25) {
        event = Event::On(submitted_on + Days::new(1));
    }
    body["event"] = corrections::event(event);
    let dates = corrections::dates(submitted_on, event, world.today, world.today);
    expected = expected.and(dates);
    let (mut oral, mut written) = (false, false);
    if random.one_in(12) {
        oral = true;
        body["channel"] = "visit".into();
        if !random.one_in(3) {
            written = true;
            let member = *random.one_of(&["oral_record", "facts", "request", "reasons"]);
            body[member] = "考场有人替考".into();
        }
        if !random.one_in(3) {
            body["first_receiver"] = "王五".into();
        } else {
            let oral = No(422, "invalid_facts", Some("first_receiver_missing"));
            expected = expected.and(Err(oral));
        }
        if !written {
            let oral = No(422, "invalid_facts", Some("oral_record_missing"));
            expected = expected.and(Err(oral));
        }
    }
    let media_exposed = random.one_in(5).then_some(true);
    body["media_exposed"] = json!(media_exposed);
    match random.below(30) {
        0 => {
            let future = world.today + Days::new(1);
            body["received_at"] = format!("{future}T08:00:00+08:00").into();
            expected = Err(No::FACTS);
        }
        1 => {
            body["places"] = json!(["449999"]);
            expected = Err(No::FACTS);
        }
        2 => {
            body["complainant"] = json!({"phone": "139****0000"});
            expected = Err(No::FACTS);
        }
        _ => {}
    }
    let responsible = responsible(regime, &places, industry, accused);
    let center = match (&responsible, actor.role) {
        (Responsible::Organisation(id), Role::Platform) => id.clone(),
        (_, Role::Platform) if regime == "gd" => "gd-440000".to_owned(),
        (_, Role::Platform) => "jz-421000".to_owned(),
        _ => actor.center().to_owned(),
    };
    let case = Case {
        id: String::new(),
        regime,
        center,
        submitted_by: actor.id.clone(),
        responsible,
        accused: accused.map(str::to_owned),
        places,
        industry,
        received_at: DateTime::default(),
        submitted_on,
        event,
        phone,
        media_exposed,
        state: State::Received,
        version: 1,
        evaluations: 0,
        latest: None,
        outdated: false,
        officer: None,
        accepted_on: None,
        number: None,
        guidance: false,
        handling: Handling::default(),
        rejected_on: None,
        rejected_by: None,
        oral,
        written,
        referred_on: None,
        withdrawn_on: None,
        concluded_on: None,
        joined_to: None,
        reviewed: false,
        departed: false,
        notices: Vec::new(),
        deliveries: Vec::new(),
        latest_on: submitted_on,
    };
    Submission {
        actor: index,
        with_token: !random.one_in(60),
        body,
        spoiled: random.one_in(40).then(|| spoiled(random)),
        expected,
        case,
    }
}

/// What the case is told: often what leads on, sometimes anything.
pub fn words(random: &mut Random, world: &World, index: usize) -> Words {
    let case = &world.cases[index];
    if random.one_in(if case.state == State::Received { 8 } else { 1 }) && !random.one_in(6) {
        return leading::further(random, world, index);
    }
    let undecided = case.latest.is_some() && !case.outdated;
    let decisions = [
        Command::Accept,
        Command::Reject,
        Command::Refer,
        Command::Join,
    ];
    let expected = case.latest.as_ref().map(|latest| latest.expected(case));
    let expected = expected.filter(|_| undecided && case.state == State::Received);
    let expected = expected.and_then(|expected| {
        let last = expected.last()?;
        decisions.iter().position(|command| command == last)
    });
    let which = if random.one_in(4) {
        random.below(11)
    } else if let (Some(decision), false) = (expected, random.one_in(3)) {
        3 + decision
    } else {
        *match case.state {
            State::Received if undecided => random.one_of(&[3, 3, 3, 4, 4, 5, 6, 6, 0]),
            State::Received => random.one_of(&[2, 2, 2, 2, 2, 2, 0, 1]),
            State::Rejected => random.one_of(&[7, 7, 8]),
            State::Accepted | State::Assigned | State::Reported => {
                random.one_of(&[8, 8, 0, 0, 1, 9])
            }
            _ => random.one_of(&[8, 10, 2, 9]),
        }
    };
    let departure = match &case.latest {
        // Most often as the rules have it.
        Some(latest) if !random.one_in(5) => {
            let command = decisions.get(which.wrapping_sub(3));
            command.is_some_and(|command| !latest.expected(case).contains(command))
        }
        _ => random.one_in(2),
    };
    match which {
        0 => Words::Correct(correction(random, world, case)),
        1 => Words::Describe,
        3 => Words::Accept {
            officer: random.one_in(5).then(|| {
                let actor = some_actor(random, world, index);
                world.actors[actor].id.clone()
            }),
            departure,
        },
        4 => Words::Reject {
            grounds: grounds(random, case, departure),
            departure,
        },
        5 => Words::Refer {
            to: refer_to(random, case),
            departure,
        },
        6 => Words::Join {
            target: target(random, world, index),
            departure,
        },
        7 => Words::Review {
            reopened: !random.one_in(3),
        },
        8 => Words::Deliver {
            notice: 1 + random.below(case.notices.len().max(1)) + usize::from(random.one_in(8)),
            manner: ["post", "other"][random.below(2)],
            on: match random.below(6) {
                0 => world.today + Days::new(1),
                1 => before(world.today, 5),
                _ => world.today,
            },
        },
        9 => Words::Withdraw,
        10 => Words::Conclude {
            outcome: ["substantiated", "partly", "guided"][random.below(3)],
            measures: vec![None],
            departure: random.one_in(2),
        },
        _ => Words::Evaluate(assessment(random, world, index)),
    }
}

fn assessment(random: &mut Random, world: &World, index: usize) -> Assessment {
    let facts = [true, true, true, true, false, true].map(|likely| truth(random, likely));
    let case = &world.cases[index];
    let mut priors: Vec<Said> = Vec::new();
    let others: Vec<usize> = (0..world.cases.len())
        .filter(|other| {
            let prior = &world.cases[*other];
            let same = prior.phone.is_some() && prior.phone == case.phone;
            let fits = prior.center == case.center || (same && prior.regime == case.regime);
            fits && prior.is_earlier_than(case) && same
        })
        .collect();
    for other in others.into_iter().rev().take(4) {
        if !random.one_in(4) {
            priors.push(said(random, Some(other)));
        }
    }
    if random.one_in(8) {
        let any = random.below(world.cases.len() + 1);
        let any = (any < world.cases.len()).then_some(any);
        if !priors.iter().any(|said| said.case == any) {
            priors.push(said(random, any));
        }
    }
    Assessment { facts, priors }
}

fn said(random: &mut Random, case: Option<usize>) -> Said {
    Said {
        case,
        same_matter: truth(random, true),
        new_facts: *random.one_of(&[None, Some(true), Some(false), Some(false)]),
    }
}

fn grounds(random: &mut Random, case: &Case, departure: bool) -> Vec<usize> {
    let met = case.latest.as_ref().map_or(&[][..], |latest| &latest.met);
    match random.below(6) {
        0 => Vec::new(),
        1 => vec![1 + random.below(7)],
        _ if departure => vec![2],
        _ => met.to_vec(),
    }
}

fn refer_to(random: &mut Random, case: &Case) -> Option<&'static str> {
    const TO: [&str; 6] = [
        "gd-440000",
        "gd-440100",
        "gd-440300",
        "gd-industry-power",
        "jz-421000",
        "no-such-one",
    ];
    let right = TO.iter().find(|to| case.another() == Some(**to)).copied();
    if random.one_in(3) {
        let any = random.below(TO.len() + 1);
        return TO.get(any).copied();
    }
    right
}

fn target(random: &mut Random, world: &World, index: usize) -> Option<usize> {
    let case = &world.cases[index];
    let considered: Vec<usize> = case
        .latest
        .iter()
        .flat_map(|latest| latest.priors.iter().map(|prior| prior.case))
        .collect();
    match random.below(8) {
        0 => None,
        1 => Some(random.below(world.cases.len())),
        2 => Some(index),
        _ if considered.is_empty() => Some(random.below(world.cases.len())),
        _ => Some(*random.one_of(&considered)),
    }
}

fn correction(random: &mut Random, world: &World, case: &Case) -> Correction {
    let mut correction = Correction::default();
    match random.below(9) {
        8 => correction.oral = !case.oral,
        0 => {
            let back = u64::try_from(random.below(8)).unwrap();
            correction.submitted_on = Some(before(world.today + Days::new(1), back));
        }
        1 | 2 => correction.event = Some(happened(random, case.submitted_on)),
        3 => correction.places = Some(random.one_of(&PLACES).to_vec()),
        4 => correction.industry = Some(*random.one_of(&[None, Some("电力")])),
        5 => correction.media_exposed = Some(*random.one_of(&[None, Some(true), Some(false)])),
        6 => {
            let series = world.cases.len() / 12;
            correction.phone = Some(format!("139{:07}{}", series, random.below(3)));
        }
        _ => correction.statement = true,
    }
    correction
}
