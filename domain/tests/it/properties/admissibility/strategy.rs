//! Complaints whose dates lie so close together that they meet the limits again and again.

use chrono::{Days, NaiveDate};
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Channel, Event, Precision, PriorComplaint, PriorStatus,
};
use domain::truth::Truth;
use proptest::prelude::*;

use crate::support::{NO, OPEN, YES, date};

pub fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(YES), Just(NO), Just(OPEN)]
}

/// Mostly true, so that conjunctions come out true as well.
fn mostly(value: Truth) -> impl Strategy<Value = Truth> {
    prop_oneof![4 => Just(value), 1 => Just(value.not()), 1 => Just(OPEN)]
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap()
}

fn event(submitted_on: NaiveDate) -> impl Strategy<Value = Event> {
    let days = prop_oneof![3 => 355_u64..380, 2 => 0_u64..800];
    let precision = prop_oneof![3 => Just(Precision::Day), 1 => Just(Precision::Month), 1 => Just(Precision::Year)];
    (
        proptest::option::weighted(0.9, days),
        precision,
        proptest::bool::weighted(0.1),
    )
        .prop_map(move |(days, precision, ongoing)| Event {
            date: days.map(|days| before(submitted_on, days)),
            precision,
            ongoing,
        })
}

fn prior(submitted_on: NaiveDate) -> impl Strategy<Value = PriorComplaint> {
    let status = proptest::sample::select(vec![
        PriorStatus::Accepted,
        PriorStatus::Accepted,
        PriorStatus::Accepted,
        PriorStatus::Concluded,
        PriorStatus::Concluded,
        PriorStatus::Pending,
        PriorStatus::NotAccepted,
        PriorStatus::Withdrawn,
    ]);
    let accepted = prop_oneof![2 => 24_u64..36, 2 => 60_u64..76, 1 => 0_u64..100];
    (
        mostly(YES),
        mostly(YES),
        status,
        proptest::option::weighted(0.7, accepted),
        proptest::option::weighted(0.5, 0_u64..120),
        mostly(NO),
    )
        .prop_map(
            move |(same_complainant, same_matter, status, accepted, due, raises_new_facts)| {
                let accepted_on = accepted.map(|days| before(submitted_on, days));
                let from = accepted_on.unwrap_or_else(|| before(submitted_on, 60));
                PriorComplaint {
                    same_complainant,
                    same_matter,
                    status,
                    accepted_on,
                    due_on: due.map(|days| from.checked_add_days(Days::new(days)).unwrap()),
                    concluded_on: None,
                    raises_new_facts,
                }
            },
        )
}

/// Any complaint that does not contradict itself.
pub fn facts() -> impl Strategy<Value = AdmissibilityFacts> {
    let days = prop_oneof![2 => 0_u64..1000, 1 => 400_u64..430, 1 => 770_u64..800];
    days.prop_flat_map(|days| {
        let submitted_on = date("2025-01-01")
            .checked_add_days(Days::new(days))
            .unwrap();
        let scalars = (
            proptest::array::uniform5(mostly(YES)),
            proptest::array::uniform2(mostly(NO)),
            proptest::array::uniform9(truth()),
            proptest::option::of(proptest::sample::select(Channel::ALL.to_vec())),
        );
        (
            Just(submitted_on),
            scalars,
            proptest::option::weighted(0.9, event(submitted_on)),
            proptest::option::weighted(0.9, proptest::collection::vec(prior(submitted_on), 0..4)),
        )
    })
    .prop_map(
        |(submitted_on, (usual, unusual, other, channel), event, prior_complaints)| {
            let [
                accused_identified,
                violation_specified,
                has_factual_basis,
                within_function,
                within_jurisdiction,
            ] = usual;
            let [routine_business, normal_procedure_followed] = unusual;
            let [
                answered_on_the_spot,
                complainant_name_given,
                contact_given,
                request_given,
                facts_given,
                reasons_given,
                media_exposed,
                high_impact,
                urgent,
            ] = other;
            AdmissibilityFacts {
                submitted_on,
                channel,
                accused_identified,
                violation_specified,
                has_factual_basis,
                within_function,
                within_jurisdiction,
                routine_business,
                normal_procedure_followed,
                answered_on_the_spot,
                event,
                prior_complaints,
                complainant_name_given,
                contact_given,
                request_given,
                facts_given,
                reasons_given,
                media_exposed,
                high_impact,
                urgent,
            }
        },
    )
}
