//! The admissibility engine against a second, naive formulation, over every combination of the facts it looks at.

pub mod naive;

use domain::gd::art09_10_admissibility::{
    self as art09_10, Admissibility, AdmissibilityFacts, Channel, Duty, Event, Outcome, Precision,
    PriorComplaint, PriorStatus, Track,
};
use domain::ground::{Ground, Status};
use domain::truth::Truth;

use crate::support::kleene::Condition;
use crate::support::{
    Complaint, NO, OPEN, YES, accepted, calendar, complaint, concluded, date, gd, prior, texts,
};

fn decide(facts: &AdmissibilityFacts) -> Admissibility {
    art09_10::decide(facts, calendar(), &gd()).unwrap()
}

/// Asserts that a ground of the engine and a condition of the second formulation say the same.
fn assert_same(
    facts: &AdmissibilityFacts,
    decision: &Admissibility,
    ground: &Ground,
    naive: &Condition,
) {
    let id = ground.provision.id;
    let expected = match naive.holds() {
        Some(true) => Status::Met,
        Some(false) => Status::NotMet,
        None => Status::Undetermined,
    };
    assert_eq!(ground.status, expected, "{id}: {facts:?}");
    assert_eq!(
        texts(&decision.table, ground.missing),
        naive.missing(),
        "missing, {id}: {facts:?}"
    );
    assert_eq!(
        texts(&decision.table, ground.evidence),
        naive.evidence(),
        "evidence, {id}: {facts:?}"
    );
}

/// Some events: in time, out of time, undecided, going on, not known.
fn events() -> [Option<Event>; 6] {
    let event = |day: Option<&str>, precision, ongoing| {
        Some(Event {
            date: day.map(date),
            precision,
            ongoing,
        })
    };
    [
        None,
        event(None, Precision::Day, false),
        event(Some("2025-06-30"), Precision::Day, false),
        event(Some("2025-06-29"), Precision::Day, false),
        event(Some("2025-06-17"), Precision::Month, false),
        event(Some("2020-01-01"), Precision::Year, true),
    ]
}

/// Some histories of earlier complaints.
fn histories() -> [Option<Vec<PriorComplaint>>; 7] {
    let within = || accepted(Some("2026-06-01"), None);
    let past = || accepted(Some("2026-05-29"), None);
    [
        None,
        Some(Vec::new()),
        Some(vec![within()]),
        Some(vec![PriorComplaint {
            same_complainant: OPEN,
            ..within()
        }]),
        Some(vec![concluded(NO), past()]),
        Some(vec![
            concluded(OPEN),
            PriorComplaint {
                same_matter: OPEN,
                ..concluded(NO)
            },
        ]),
        Some(vec![
            accepted(None, None),
            prior(PriorStatus::Pending),
            concluded(YES),
        ]),
    ]
}

#[test]
fn every_combination_of_the_seven_scalar_facts_with_events_and_histories() {
    let mut compared = 0;
    for event in events() {
        for history in histories() {
            let base = complaint("2026-06-30").with(|f| {
                f.event = event;
                f.prior_complaints = history;
            });
            // These three look at the event and the history alone.
            let [repeat, closed, late] = [
                naive::art10_3(&base),
                naive::art10_4(&base),
                naive::art10_6(&base),
            ];
            for combination in combinations::<7>() {
                let [
                    accused,
                    violation,
                    basis,
                    function,
                    jurisdiction,
                    routine,
                    followed,
                ] = combination;
                let facts = base.clone().with(|f| {
                    f.accused_identified = accused;
                    f.violation_specified = violation;
                    f.has_factual_basis = basis;
                    f.within_function = function;
                    f.within_jurisdiction = jurisdiction;
                    f.routine_business = routine;
                    f.normal_procedure_followed = followed;
                });
                let decision = decide(&facts);
                let conditions = [naive::art9_1(&facts), naive::art9_2(&facts)];
                for (ground, condition) in decision.conditions.iter().zip(&conditions) {
                    assert_same(&facts, &decision, ground, condition);
                }
                let [first, second, fifth] = [
                    naive::art10_1(&facts),
                    naive::art10_2(&facts),
                    naive::art10_5(&facts),
                ];
                let grounds = [&first, &second, &repeat, &closed, &fifth, &late];
                for (ground, condition) in decision.grounds.iter().zip(grounds) {
                    assert_same(&facts, &decision, ground, condition);
                }
                let outcome = naive::outcome(grounds);
                assert_eq!(decision.outcome, outcome, "{facts:?}");
                let track = match (outcome, routine) {
                    (Outcome::Accept, Truth::True) => Some(Track::Guidance),
                    (Outcome::Accept, Truth::False | Truth::Unknown) => Some(Track::Investigation),
                    (Outcome::Reject | Outcome::Undetermined, _) => None,
                };
                assert_eq!(decision.track, track, "{facts:?}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 6 * 7 * 3_u32.pow(7));
}

#[test]
fn every_earlier_complaint() {
    // Submitted on 2026-06-30: accepted on 2026-06-01 it is the 20th working day, on 2026-05-29 the 21st, on
    // 2026-04-20 the 46th after a due date that was given later than the cap.
    let days = |texts: [Option<&str>; 4]| texts.map(|text| text.map(date));
    let mut compared = 0;
    for [same_complainant, same_matter, raises_new_facts] in combinations::<3>() {
        for status in PriorStatus::ALL {
            for accepted_on in days([
                None,
                Some("2026-06-01"),
                Some("2026-05-29"),
                Some("2026-04-20"),
            ]) {
                for due_on in days([
                    None,
                    Some("2026-06-29"),
                    Some("2026-06-30"),
                    Some("2026-12-31"),
                ]) {
                    let facts = complaint("2026-06-30").after(PriorComplaint {
                        same_complainant,
                        same_matter,
                        status,
                        accepted_on,
                        due_on,
                        concluded_on: None,
                        raises_new_facts,
                    });
                    let decision = decide(&facts);
                    let [_, _, third, fourth, _, _] = &decision.grounds;
                    assert_same(&facts, &decision, third, &naive::art10_3(&facts));
                    assert_same(&facts, &decision, fourth, &naive::art10_4(&facts));
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 27 * 5 * 4 * 4);
}

#[test]
fn every_day_of_an_event_around_the_limit() {
    for submitted_on in [
        "2025-02-28",
        "2025-03-01",
        "2026-02-24",
        "2026-06-22",
        "2026-06-30",
    ] {
        let submitted = complaint(submitted_on);
        let first = date(submitted_on)
            .checked_sub_days(chrono::Days::new(450))
            .unwrap();
        for day in first
            .iter_days()
            .take_while(|day| *day <= date(submitted_on))
        {
            for precision in Precision::ALL {
                let facts = submitted.clone().with(|f| {
                    f.event = Some(Event {
                        date: Some(day),
                        precision,
                        ongoing: false,
                    });
                });
                let decision = decide(&facts);
                let [.., sixth] = &decision.grounds;
                assert_same(&facts, &decision, sixth, &naive::art10_6(&facts));
            }
        }
    }
}

#[test]
fn every_combination_of_the_facts_that_duties_look_at() {
    let base = complaint("2026-06-30");
    let repeats = [
        base.clone().after(accepted(Some("2026-06-01"), None)),
        base.clone().after(accepted(Some("2026-05-29"), None)),
        base.after(accepted(None, None)),
    ];
    let channels = Channel::ALL.into_iter().map(Some).chain([None]);
    for channel in channels {
        for repeat in &repeats {
            let open_case = naive::art10_3(repeat).holds();
            for combination in combinations::<6>() {
                let [routine, contact, answered, media, impact, urgent] = combination;
                let facts = repeat.clone().with(|f| {
                    f.channel = channel;
                    f.routine_business = routine;
                    f.contact_given = contact;
                    f.answered_on_the_spot = answered;
                    f.media_exposed = media;
                    f.high_impact = impact;
                    f.urgent = urgent;
                });
                let duties: Vec<&str> = decide(&facts).duties().map(Duty::as_str).collect();
                assert_eq!(duties, naive::duties(&facts, open_case), "{facts:?}");
            }
        }
    }
}

/// Every combination of `N` three-valued facts.
fn combinations<const N: usize>() -> impl Iterator<Item = [Truth; N]> {
    let count = 3_usize.pow(u32::try_from(N).unwrap());
    (0..count).map(|number| {
        let mut rest = number;
        [(); N].map(|()| {
            let digit = rest % 3;
            rest /= 3;
            match digit {
                0 => NO,
                1 => OPEN,
                _ => YES,
            }
        })
    })
}

#[test]
fn three_values_combine_as_kleene_says() {
    use Truth::{False as F, True as T, Unknown as U};
    let and = [[F, F, F], [F, U, U], [F, U, T]];
    let or = [[F, U, T], [U, U, T], [T, T, T]];
    for ((a, and), or) in Truth::ALL.into_iter().zip(and).zip(or) {
        for ((b, and), or) in Truth::ALL.into_iter().zip(and).zip(or) {
            assert_eq!(a.and(b), and, "{a:?} and {b:?}");
            assert_eq!(a.or(b), or, "{a:?} or {b:?}");
        }
        assert_eq!(a.not().not(), a);
    }
    assert_eq!([F.not(), U.not(), T.not()], [T, U, F]);
}
