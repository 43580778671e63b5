//! A random walk over the API, compared step by step with a model of it that is naive and knows no code of the program:
//! who may do what, in which state, resting on which version; what number and what due date follow.
//!
//! `JIANDU_WALK` and `JIANDU_WALK_POSTGRES` set the steps of a long walk, `JIANDU_WALK_SEED` the first seed. Every world
//! is a database of its own; a step is made from its own seed and what there is by then, so that a walk that went wrong
//! can be shortened by leaving steps out.

mod actors;
mod calendar;
mod commands;
mod comparing;
mod corrections;
mod decisions;
mod further;
mod handling;
mod later;
mod leading;
mod model;
mod parts;
mod rules;
mod steps;
mod tally;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tests::database::Kind;
use tests::random::Random;

use self::tally::Tally;
use self::world::World;
use crate::support::on_both;

on_both!(the_program_does_as_a_naive_model_says);

/// Steps in one world: enough for a year of cases, few enough for the priors of one complainant.
const IN_ONE_WORLD: usize = 500;

/// How often a walk that went wrong is tried again without some of its steps.
const TRIES: usize = 60;

fn setting(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

fn the_program_does_as_a_naive_model_says(kind: Kind) {
    let steps = match kind {
        Kind::Sqlite => setting("JIANDU_WALK", IN_ONE_WORLD),
        Kind::Postgres => setting("JIANDU_WALK_POSTGRES", IN_ONE_WORLD),
    };
    let first = u64::try_from(setting("JIANDU_WALK_SEED", 1)).unwrap();
    let worlds = steps.div_ceil(IN_ONE_WORLD);
    let (next, failure) = (AtomicUsize::new(0), Mutex::new(None));
    let done = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..worlds.min(2) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= worlds || failure.lock().unwrap().is_some() {
                        break;
                    }
                    let seed = first + u64::try_from(number).unwrap();
                    let mut random = Random::new(seed);
                    let seeds: Vec<u64> = (0..IN_ONE_WORLD).map(|_| random.bits()).collect();
                    match walk(kind, &seeds) {
                        Ok(tally) => done.lock().unwrap().add(&tally),
                        Err(went_wrong) => {
                            let text = shortened(kind, seeds, went_wrong);
                            *failure.lock().unwrap() = Some(format!("seed {seed}:\n{text}"));
                        }
                    }
                }
            });
        }
    });
    if let Some(text) = failure.into_inner().unwrap() {
        panic!("{}", text);
    }
    println!("{}: {}", kind.as_str(), done.into_inner().unwrap());
}

/// Where a walk and the model parted: after how many steps, and what they were.
struct WentWrong {
    after: usize,
    what: String,
    steps: Vec<String>,
}

fn walk(kind: Kind, seeds: &[u64]) -> Result<Tally, WentWrong> {
    let mut world = World::new(kind);
    for (count, seed) in seeds.iter().enumerate() {
        let stepped = catch_unwind(AssertUnwindSafe(|| world.step(&mut Random::new(*seed))));
        let what = match stepped {
            Ok(Ok(())) => continue,
            Ok(Err(what)) => what,
            Err(panic) => match panic.downcast::<String>() {
                Ok(text) => format!("panicked: {text}"),
                Err(_other) => "panicked".to_owned(),
            },
        };
        return Err(WentWrong {
            after: count + 1,
            what,
            steps: std::mem::take(&mut world.log),
        });
    }
    let later = world.much_later(&mut Random::new(u64::try_from(seeds.len()).unwrap()));
    match later.and_then(|()| world.at_the_end()) {
        Ok(()) => Ok(world.tally),
        Err(what) => Err(WentWrong {
            after: seeds.len(),
            what,
            steps: std::mem::take(&mut world.log),
        }),
    }
}

/// The shortest walk found that goes wrong too, in words.
fn shortened(kind: Kind, mut seeds: Vec<u64>, mut wrong: WentWrong) -> String {
    seeds.truncate(wrong.after);
    let mut chunk = seeds.len() / 2;
    let mut tries = 0;
    while chunk > 0 && tries < TRIES {
        let mut start = 0;
        while start < seeds.len() && tries < TRIES {
            let mut fewer = seeds.clone();
            fewer.drain(start..(start + chunk).min(fewer.len()));
            tries += 1;
            match walk(kind, &fewer) {
                Err(still) => {
                    fewer.truncate(still.after);
                    (seeds, wrong) = (fewer, still);
                }
                Ok(_) => start += chunk,
            }
        }
        chunk /= 2;
    }
    let last = wrong.steps.len().saturating_sub(40);
    format!(
        "{}\nthe last steps:\n{}",
        wrong.what,
        wrong.steps[last..].join("\n")
    )
}
