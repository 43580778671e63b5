//! Art. 18 of the Guangdong measures: 20 working days from acceptance, 45 at most, the first 20 included.

mod due_dates;
mod refusals;
mod standing;
mod whatever;

use domain::gd::art18_clock::{Clock, ClockFacts, evaluate, inconsistencies};
use domain::gd::parameters::GdParameters;

use crate::support::{calendar, date, gd, profile};

fn facts(
    accepted_on: &str,
    extension: Option<u32>,
    concluded_on: Option<&str>,
    as_of: &str,
) -> ClockFacts {
    ClockFacts {
        accepted_on: date(accepted_on),
        extended_to_working_days: extension,
        concluded_on: concluded_on.map(date),
        as_of: date(as_of),
    }
}

fn clock(facts: &ClockFacts) -> Clock {
    let faults: Vec<_> = inconsistencies(facts, &gd()).collect();
    assert_eq!(faults, [], "{facts:?}");
    evaluate(facts, calendar(), &gd()).unwrap()
}

fn fifteen_days() -> GdParameters {
    *profile("gd-example-15").gd(date("2026-06-01")).unwrap()
}
