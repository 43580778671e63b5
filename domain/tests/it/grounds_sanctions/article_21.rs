//! Art. 21(3): complaints verified as true, twice within half a year. Art. 21(4) and (7): what was due and not done in
//! time. (Art. 21(2) stands with Art. 22(5) under idleness.)

use domain::ground::Name;
use domain::jz::facts::SanctionFacts;

use super::{check, rule};
use crate::support::{Ledger, NO, NotMet, OPEN, TODAY, YES, clean, met, undetermined};

#[test]
fn item_3_two_substantiated_complaints_within_half_a_year() {
    let pair = |first, second| clean().complaint(first, YES).complaint(second, YES);
    let both = || met(["/facts/complaints/0", "/facts/complaints/1"]);
    check(
        "art21/3",
        [
            rule(
                "once is not twice",
                TODAY,
                clean().complaint("2026-01-01", YES),
                NotMet,
            ),
            rule(
                "twice on one day",
                TODAY,
                pair("2026-01-01", "2026-01-01"),
                both(),
            ),
            rule(
                "the second on the corresponding day six months later",
                TODAY,
                pair("2025-12-30", "2026-06-30"),
                both(),
            ),
            rule(
                "the second a day after that",
                TODAY,
                pair("2025-12-29", "2026-06-30"),
                NotMet,
            ),
            rule(
                "from 31 August to 28 February: the month's last day",
                TODAY,
                pair("2025-08-31", "2026-02-28"),
                both(),
            ),
            rule(
                "from 31 August to 1 March is more than half a year",
                TODAY,
                pair("2025-08-31", "2026-03-01"),
                NotMet,
            ),
            rule(
                "from 31 August to 29 February of a leap year",
                TODAY,
                pair("2023-08-31", "2024-02-29"),
                both(),
            ),
            rule(
                "from 31 August to 1 March of a leap year",
                TODAY,
                pair("2023-08-31", "2024-03-01"),
                NotMet,
            ),
            rule(
                "from 28 August to 29 February of a leap year",
                TODAY,
                pair("2023-08-28", "2024-02-29"),
                NotMet,
            ),
            rule(
                "from 29 February to 29 August",
                TODAY,
                pair("2024-02-29", "2024-08-29"),
                both(),
            ),
            rule(
                "from 29 February to 30 August",
                TODAY,
                pair("2024-02-29", "2024-08-30"),
                NotMet,
            ),
            rule(
                "from 31 December to 30 June",
                TODAY,
                pair("2025-12-31", "2026-06-30"),
                both(),
            ),
            rule(
                "half-years of the calendar do not matter",
                TODAY,
                pair("2025-06-30", "2025-07-01"),
                both(),
            ),
            rule(
                "182 days, from 1 January to 2 July, are more than six months",
                "2026-12-31",
                pair("2026-01-01", "2026-07-02"),
                NotMet,
            ),
            rule(
                "the order of the list does not matter",
                TODAY,
                pair("2026-06-30", "2025-12-30"),
                both(),
            ),
        ],
    );
}

#[test]
fn item_3_counts_what_is_substantiated_not_sanctioned_and_not_later() {
    check(
        "art21/3",
        [
            rule(
                "an unfounded complaint does not count",
                TODAY,
                clean()
                    .complaint("2026-01-01", YES)
                    .complaint("2026-02-01", NO),
                NotMet,
            ),
            rule(
                "one not verified yet leaves it open",
                TODAY,
                clean()
                    .complaint("2026-01-01", OPEN)
                    .complaint("2026-02-01", YES),
                undetermined(["/facts/complaints/0/substantiated"]),
            ),
            rule(
                "one not verified yet, more than half a year away, does not",
                TODAY,
                clean()
                    .complaint("2025-07-31", OPEN)
                    .complaint("2026-02-01", YES),
                NotMet,
            ),
            rule(
                "two substantiated ones decide beside one that is not verified",
                TODAY,
                clean()
                    .complaint("2026-01-01", YES)
                    .complaint("2026-01-15", OPEN)
                    .complaint("2026-02-01", YES),
                met(["/facts/complaints/0", "/facts/complaints/2"]),
            ),
            rule(
                "a sanctioned complaint is not counted with a new one",
                TODAY,
                clean()
                    .complaint("2026-01-01", YES)
                    .complaint("2026-02-01", YES)
                    .already_sanctioned(Name::Complaints, 1),
                NotMet,
            ),
            rule(
                "a complaint received later is not there yet",
                TODAY,
                clean()
                    .complaint("2026-06-30", YES)
                    .complaint("2026-07-01", YES),
                NotMet,
            ),
            rule(
                "every complaint of a qualifying pair is evidence, no other",
                TODAY,
                clean()
                    .complaint("2026-06-01", YES)
                    .complaint("2025-03-01", YES)
                    .complaint("2025-12-01", YES)
                    .complaint("2025-06-01", YES)
                    .complaint("2024-08-31", YES),
                met([
                    "/facts/complaints/0",
                    "/facts/complaints/1",
                    "/facts/complaints/2",
                    "/facts/complaints/3",
                ]),
            ),
            rule(
                "the complaints are not known",
                TODAY,
                clean().with(|f| f.complaints = None),
                undetermined(["/facts/complaints"]),
            ),
        ],
    );
}

/// An obligation of Art. 21(4) or (7): due on the first day, done on the second.
type Obligation = fn(SanctionFacts<'static>, &str, Option<&str>) -> SanctionFacts<'static>;

/// Art. 21(4) and (7) are the same rule about another list.
fn check_due(
    place: &'static str,
    list: Name,
    due: Obligation,
    first: &'static str,
    second: &'static str,
) {
    let whole = first.strip_suffix("/0").unwrap();
    check(
        place,
        [
            rule(
                "done on the due day",
                TODAY,
                due(clean(), "2026-03-31", Some("2026-03-31")),
                NotMet,
            ),
            rule(
                "done a day late",
                TODAY,
                due(clean(), "2026-03-31", Some("2026-04-01")),
                met([first]),
            ),
            rule(
                "done before it was due",
                TODAY,
                due(clean(), "2026-03-31", Some("2025-12-31")),
                NotMet,
            ),
            rule(
                "not done yet, on the due day",
                "2026-03-31",
                due(clean(), "2026-03-31", None),
                NotMet,
            ),
            rule(
                "not done yet, the day after",
                "2026-04-01",
                due(clean(), "2026-03-31", None),
                met([first]),
            ),
            rule(
                "a due day off is taken as given and does not roll (2026-01-01)",
                "2026-01-02",
                due(clean(), "2026-01-01", None),
                met([first]),
            ),
            rule(
                "done late, seen before it was done: not yet done",
                "2026-04-01",
                due(clean(), "2026-03-31", Some("2026-05-01")),
                met([first]),
            ),
            rule(
                "done late, seen on the due day: not late yet",
                "2026-03-31",
                due(clean(), "2026-03-31", Some("2026-05-01")),
                NotMet,
            ),
            rule(
                "due later than the day asked for",
                TODAY,
                due(clean(), "2026-07-01", None),
                NotMet,
            ),
            rule(
                "late, but sanctioned already",
                TODAY,
                due(clean(), "2026-03-31", None).already_sanctioned(list, 0),
                NotMet,
            ),
            rule(
                "one in time does not cure one that is late",
                TODAY,
                due(
                    due(clean(), "2025-03-31", Some("2025-03-30")),
                    "2026-03-31",
                    None,
                ),
                met([second]),
            ),
            rule(
                "two late ones are evidence together",
                TODAY,
                due(due(clean(), "2025-03-31", None), "2026-03-31", None),
                met([first, second]),
            ),
            rule(
                "the list is not known",
                TODAY,
                clean().with(|f| match list {
                    Name::AnnualReports => f.annual_reports = None,
                    _ => f.rectifications = None,
                }),
                undetermined([whole]),
            ),
        ],
    );
}

#[test]
fn item_4_annual_reports_in_time() {
    check_due(
        "art21/4",
        Name::AnnualReports,
        |facts, due, done| facts.report(due, done),
        "/facts/annual_reports/0",
        "/facts/annual_reports/1",
    );
}

#[test]
fn item_7_rectifications_in_time() {
    check_due(
        "art21/7",
        Name::Rectifications,
        |facts, due, done| facts.rectification(due, done),
        "/facts/rectifications/0",
        "/facts/rectifications/1",
    );
}
