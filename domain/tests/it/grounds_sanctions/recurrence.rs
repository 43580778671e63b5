//! Art. 22(6): warned, rectified, and in breach again - of Art. 12 or 13 as the text says (literal), of Art. 20 or 21
//! as its purpose suggests (purposive). Where only the latter holds the ground is contested.

mod purposive;
mod readings;

use domain::ground::Name;
use domain::jz::facts::SanctionFacts;

use super::{check, rule};
use crate::support::{Ledger, NO, NotMet, OPEN, TODAY, YES, clean, met, undetermined};

/// The day on which the only warning was rectified.
const RECTIFIED: &str = "2025-06-30";

/// The first day on which a further violation counts.
const AFTER: &str = "2025-07-01";

fn warned() -> SanctionFacts<'static> {
    clean().warning("2025-01-10", Some(RECTIFIED))
}

#[test]
fn literally_a_breach_of_article_12_or_13_after_the_rectification() {
    for place in ["art12", "art13"] {
        let again = |on, verified| warned().finding(place, on, verified);
        check(
            "art22/6",
            [
                rule(
                    "on the day of the rectification",
                    TODAY,
                    again(RECTIFIED, YES),
                    NotMet,
                ),
                rule(
                    "on the day after it",
                    TODAY,
                    again(AFTER, YES),
                    met(["/facts/violations/0", "/facts/warnings/0"]),
                ),
                rule("dismissed", TODAY, again(AFTER, NO), NotMet),
                rule(
                    "alleged",
                    TODAY,
                    again(AFTER, OPEN),
                    undetermined(["/facts/violations/0/verified"]),
                ),
                rule(
                    "sanctioned already",
                    TODAY,
                    again(AFTER, YES).already_sanctioned(Name::Violations, 0),
                    NotMet,
                ),
                rule("not there yet", TODAY, again("2026-07-01", YES), NotMet),
                rule(
                    "without a warning",
                    TODAY,
                    clean().finding(place, AFTER, YES),
                    NotMet,
                ),
                rule(
                    "warned but not rectified",
                    TODAY,
                    clean()
                        .warning("2025-01-10", None)
                        .finding(place, AFTER, YES),
                    NotMet,
                ),
                rule(
                    "warned and rectified later than the day asked for",
                    TODAY,
                    clean()
                        .warning("2025-01-10", Some("2026-07-01"))
                        .finding(place, AFTER, YES),
                    NotMet,
                ),
            ],
        );
    }
}

#[test]
fn a_finding_of_article_22_6_itself_needs_nothing_else() {
    let found = |facts: SanctionFacts<'static>| facts.finding("art22/6", "2026-05-01", YES);
    check(
        "art22/6",
        [
            rule(
                "no warning",
                TODAY,
                found(clean()),
                met(["/facts/violations/0"]),
            ),
            rule(
                "the warnings are not known",
                TODAY,
                found(clean().with(|f| f.warnings = None)),
                met(["/facts/violations/0"]),
            ),
            rule(
                "beside the literal reading",
                TODAY,
                found(warned()).finding("art12", AFTER, YES),
                met([
                    "/facts/violations/0",
                    "/facts/violations/1",
                    "/facts/warnings/0",
                ]),
            ),
        ],
    );
}

#[test]
fn unknown_warnings_and_findings() {
    check(
        "art22/6",
        [
            rule(
                "the warnings are not known",
                TODAY,
                clean().with(|f| f.warnings = None),
                undetermined(["/facts/warnings"]),
            ),
            rule(
                "neither warnings nor findings are known",
                TODAY,
                clean().with(|f| {
                    f.warnings = None;
                    f.violations = None;
                }),
                undetermined(["/facts/violations", "/facts/warnings"]),
            ),
            rule(
                "no warning, but a finding of this very item may exist",
                TODAY,
                clean().with(|f| f.violations = None),
                undetermined(["/facts/violations"]),
            ),
            rule(
                "warned, and the findings are not known",
                TODAY,
                warned().with(|f| f.violations = None),
                undetermined(["/facts/violations"]),
            ),
        ],
    );
}

#[test]
fn of_several_warnings_the_earliest_rectification_counts() {
    let breach = |facts: SanctionFacts<'static>, on| facts.finding("art12", on, YES);
    let two = || {
        clean()
            .warning("2025-01-10", Some("2025-12-31"))
            .warning("2025-03-10", Some(RECTIFIED))
    };
    check(
        "art22/6",
        [
            rule(
                "between the two rectifications",
                TODAY,
                breach(two(), AFTER),
                met(["/facts/violations/0", "/facts/warnings/1"]),
            ),
            rule(
                "after both it is still the earliest that counts",
                TODAY,
                breach(two(), "2026-01-01"),
                met(["/facts/violations/0", "/facts/warnings/1"]),
            ),
            rule("on the earliest", TODAY, breach(two(), RECTIFIED), NotMet),
            rule(
                "two rectified on one day are evidence together",
                TODAY,
                breach(
                    clean()
                        .warning("2025-01-10", Some(RECTIFIED))
                        .warning("2025-03-10", Some(RECTIFIED)),
                    AFTER,
                ),
                met([
                    "/facts/violations/0",
                    "/facts/warnings/0",
                    "/facts/warnings/1",
                ]),
            ),
            rule(
                "one that was never rectified does not count",
                TODAY,
                breach(warned().warning("2024-01-10", None), RECTIFIED),
                NotMet,
            ),
        ],
    );
}
