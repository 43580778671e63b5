//! Art. 9, 10 and the duties a second time: each sentence of the rules as one expression, nothing shared with the engine.

use chrono::{Datelike, NaiveDate};
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Channel, Outcome, Precision, PriorStatus,
};

use crate::support::days;
use crate::support::kleene::Condition::{self, All, Any, Fact, Item};

type Facts = AdmissibilityFacts;

/// art9/1 = accused_identified AND violation_specified
pub fn art9_1(f: &Facts) -> Condition {
    All(vec![
        Condition::fact(f.accused_identified, "accused_identified"),
        Condition::fact(f.violation_specified, "violation_specified"),
    ])
}

/// art9/2 = within_function AND within_jurisdiction
pub fn art9_2(f: &Facts) -> Condition {
    All(vec![
        Condition::fact(f.within_function, "within_function"),
        Condition::fact(f.within_jurisdiction, "within_jurisdiction"),
    ])
}

/// art10/1 = NOT within_function OR NOT within_jurisdiction
pub fn art10_1(f: &Facts) -> Condition {
    Any(vec![
        Condition::fact(f.within_function, "within_function").not(),
        Condition::fact(f.within_jurisdiction, "within_jurisdiction").not(),
    ])
}

/// art10/2 = NOT accused_identified OR NOT violation_specified OR NOT has_factual_basis
pub fn art10_2(f: &Facts) -> Condition {
    Any(vec![
        Condition::fact(f.accused_identified, "accused_identified").not(),
        Condition::fact(f.violation_specified, "violation_specified").not(),
        Condition::fact(f.has_factual_basis, "has_factual_basis").not(),
    ])
}

/// art10/5 = routine_business AND NOT normal_procedure_followed
pub fn art10_5(f: &Facts) -> Condition {
    All(vec![
        Condition::fact(f.routine_business, "routine_business"),
        Condition::fact(f.normal_procedure_followed, "normal_procedure_followed").not(),
    ])
}

/// art10/3 = SOME prior: same_complainant AND same_matter AND accepted AND submitted_on <= its due date
pub fn art10_3(f: &Facts) -> Condition {
    some_prior(f, |place, prior| {
        let due = match (prior.due_on, prior.accepted_on) {
            (Some(due), Some(accepted)) => Some(due.min(days::after(accepted, 45).0)),
            (Some(due), None) => Some(due),
            (None, Some(accepted)) => Some(days::after(accepted, 20).0),
            (None, None) => None,
        };
        vec![
            Condition::fact(
                prior.status == PriorStatus::Accepted,
                &format!("{place}/status"),
            ),
            Fact(
                due.map(|due| f.submitted_on <= due),
                vec![
                    format!("/facts/{place}/accepted_on"),
                    format!("/facts/{place}/due_on"),
                ],
            ),
        ]
    })
}

/// art10/4 = SOME prior: same_complainant AND same_matter AND concluded AND NOT raises_new_facts
pub fn art10_4(f: &Facts) -> Condition {
    some_prior(f, |place, prior| {
        vec![
            Condition::fact(
                prior.status == PriorStatus::Concluded,
                &format!("{place}/status"),
            ),
            Condition::fact(prior.raises_new_facts, &format!("{place}/raises_new_facts")).not(),
        ]
    })
}

fn some_prior(
    f: &Facts,
    further: impl Fn(&str, &domain::gd::art09_10_admissibility::PriorComplaint) -> Vec<Condition>,
) -> Condition {
    let Some(priors) = &f.prior_complaints else {
        return Condition::fact(None, "prior_complaints");
    };
    Any(priors
        .iter()
        .enumerate()
        .map(|(index, prior)| {
            let place = format!("prior_complaints/{index}");
            let mut parts = vec![
                Condition::fact(prior.same_complainant, &format!("{place}/same_complainant")),
                Condition::fact(prior.same_matter, &format!("{place}/same_matter")),
            ];
            parts.extend(further(&place, prior));
            Item(format!("/facts/{place}"), Box::new(All(parts)))
        })
        .collect())
}

/// art10/6 = submitted_on is later than the limit day, for every day on which the event may have happened
pub fn art10_6(f: &Facts) -> Condition {
    let late = |event: NaiveDate| f.submitted_on > days::this_or_next(a_year_after(event)).0;
    let event = f.event.unwrap_or_default();
    let value = match (event.ongoing, event.date) {
        (true, _) => Some(false),
        (false, None) => None,
        (false, Some(day)) => {
            let answers: Vec<bool> = possible_days(day, event.precision)
                .filter(|day| event.precision == Precision::Day || *day <= f.submitted_on)
                .map(late)
                .collect();
            match (answers.contains(&true), answers.contains(&false)) {
                (true, true) => None,
                (agreed, _) => Some(agreed),
            }
        }
    };
    Condition::fact(value, "event/date")
}

fn possible_days(day: NaiveDate, precision: Precision) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap();
    first
        .iter_days()
        .take_while(move |other| other.year() == day.year())
        .filter(move |other| match precision {
            Precision::Day => *other == day,
            Precision::Month => other.month() == day.month(),
            Precision::Year => true,
        })
}

/// The same day of the next year; 28 February where there is none.
fn a_year_after(day: NaiveDate) -> NaiveDate {
    day.with_year(day.year() + 1)
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(day.year() + 1, 2, 28).unwrap())
}

/// Any ground met -> reject; else any ground undetermined -> undetermined; else accept.
pub fn outcome(grounds: [&Condition; 6]) -> Outcome {
    let answers = grounds.map(Condition::holds);
    if answers.contains(&Some(true)) {
        Outcome::Reject
    } else if answers.contains(&None) {
        Outcome::Undetermined
    } else {
        Outcome::Accept
    }
}

/// The duties; an unknown fact counts as not true.
pub fn duties(f: &Facts, open_case: Option<bool>) -> Vec<&'static str> {
    let is = |fact: domain::truth::Truth| Option::<bool>::from(fact) == Some(true);
    let known_not = |fact: domain::truth::Truth| Option::<bool>::from(fact) == Some(false);
    let media = is(f.media_exposed) || f.channel == Some(Channel::Media);
    [
        (
            "written_record_by_first_receiver",
            f.channel == Some(Channel::Phone) || f.channel == Some(Channel::Visit),
        ),
        ("guide_and_explain", is(f.routine_business)),
        (
            "promise_reply_date",
            is(f.routine_business) && !known_not(f.contact_given) && !is(f.answered_on_the_spot),
        ),
        ("public_response", media),
        ("report_upward", is(f.high_impact) || is(f.urgent) || media),
        ("attach_to_open_case", open_case == Some(true)),
        ("keep_confidential", true),
    ]
    .into_iter()
    .filter_map(|(id, owed)| owed.then_some(id))
    .collect()
}
