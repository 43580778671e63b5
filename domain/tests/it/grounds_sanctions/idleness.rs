//! Art. 21(2): no assessment for a year without justification. Art. 22(5): none for two years.

mod interrupted;

use domain::jz::facts::SanctionFacts;

use super::{check, rule};
use crate::support::{Ledger, NO, NotMet, OPEN, YES, clean, met, undetermined};

/// Not justified, nothing else known to matter.
fn idle_since(last_on: &str) -> SanctionFacts<'static> {
    clean().active(Some(last_on))
}

#[test]
fn art_21_2_one_year_to_the_day() {
    let idle = || met(["/facts/activity", "/facts/inactivity_justified"]);
    check(
        "art21/2",
        [
            rule(
                "on the first anniversary",
                "2026-06-30",
                idle_since("2025-06-30"),
                NotMet,
            ),
            rule(
                "the day after",
                "2026-07-01",
                idle_since("2025-06-30"),
                idle(),
            ),
            rule(
                "29 February: on 28 February",
                "2025-02-28",
                idle_since("2024-02-29"),
                NotMet,
            ),
            rule(
                "29 February: on 1 March",
                "2025-03-01",
                idle_since("2024-02-29"),
                idle(),
            ),
            rule(
                "28 February: on 28 February of the leap year",
                "2024-02-28",
                idle_since("2023-02-28"),
                NotMet,
            ),
            rule(
                "28 February: on 29 February of the leap year",
                "2024-02-29",
                idle_since("2023-02-28"),
                idle(),
            ),
            rule(
                "the last day does not roll over a day off (2026-01-01)",
                "2026-01-02",
                idle_since("2025-01-01"),
                idle(),
            ),
            rule(
                "active on the very day",
                "2026-07-01",
                idle_since("2026-07-01"),
                NotMet,
            ),
        ],
    );
}

#[test]
fn art_21_2_only_without_justification() {
    let after = "2026-07-01";
    let idle = || idle_since("2025-06-30");
    check(
        "art21/2",
        [
            rule("justified", after, idle().justified(YES), NotMet),
            rule(
                "not justified",
                after,
                idle().justified(NO),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
            rule(
                "justification not known",
                after,
                idle().justified(OPEN),
                undetermined(["/facts/inactivity_justified"]),
            ),
            rule(
                "justification not known and not asked for while in time",
                "2026-06-30",
                idle().justified(OPEN),
                NotMet,
            ),
            rule(
                "justified although the activity is not known",
                after,
                clean().with(|f| f.activity = None).justified(YES),
                NotMet,
            ),
            rule(
                "a finding of idleness is not excused by a justification",
                after,
                idle().justified(YES).finding("art21/2", "2026-05-01", YES),
                met(["/facts/violations/0"]),
            ),
        ],
    );
}

#[test]
fn art_22_5_two_years_to_the_day_whatever_the_justification() {
    let idle = || met(["/facts/activity"]);
    check(
        "art22/5",
        [
            rule(
                "on the second anniversary",
                "2026-06-30",
                idle_since("2024-06-30"),
                NotMet,
            ),
            rule(
                "the day after",
                "2026-07-01",
                idle_since("2024-06-30"),
                idle(),
            ),
            rule(
                "29 February: on 28 February",
                "2026-02-28",
                idle_since("2024-02-29"),
                NotMet,
            ),
            rule(
                "29 February: on 1 March",
                "2026-03-01",
                idle_since("2024-02-29"),
                idle(),
            ),
            rule(
                "justified inactivity is no exemption here",
                "2026-07-01",
                idle_since("2024-06-30").justified(YES),
                idle(),
            ),
            rule(
                "nor is a justification asked for",
                "2026-07-01",
                idle_since("2024-06-30").justified(OPEN),
                idle(),
            ),
            rule(
                "one year is not two",
                "2026-07-01",
                idle_since("2025-06-30"),
                NotMet,
            ),
        ],
    );
}

#[test]
fn time_runs_from_the_later_of_filing_and_last_activity() {
    let on = "2026-07-01";
    let with_filing = || {
        met([
            "/facts/activity",
            "/facts/filed_on",
            "/facts/inactivity_justified",
        ])
    };
    check(
        "art21/2",
        [
            rule(
                "never active since a filing a year and a day ago",
                on,
                clean().filed(Some("2025-06-30")).active(None),
                with_filing(),
            ),
            rule(
                "never active since a filing a year ago",
                on,
                clean().filed(Some("2025-07-01")).active(None),
                NotMet,
            ),
            rule(
                "activity before the filing does not start the year",
                on,
                clean().filed(Some("2025-07-01")).active(Some("2025-01-01")),
                NotMet,
            ),
            rule(
                "activity after the filing does",
                on,
                clean().filed(Some("2020-01-01")).active(Some("2025-06-30")),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
            rule(
                "filing and activity on one day",
                on,
                clean().filed(Some("2025-06-30")).active(Some("2025-06-30")),
                with_filing(),
            ),
            rule(
                "without a filing date the last activity is enough",
                on,
                clean().filed(None).active(Some("2025-06-30")),
                met(["/facts/activity", "/facts/inactivity_justified"]),
            ),
            rule(
                "without either the filing date is needed",
                on,
                clean().filed(None).active(None),
                undetermined(["/facts/filed_on"]),
            ),
            rule(
                "filed today",
                on,
                clean().filed(Some(on)).active(None),
                NotMet,
            ),
            rule(
                "not filed yet: not idle, even if the activity is not known",
                on,
                clean()
                    .filed(Some("2026-07-02"))
                    .with(|f| f.activity = None),
                NotMet,
            ),
            rule(
                "the activity is not known",
                on,
                clean().with(|f| f.activity = None),
                undetermined(["/facts/activity"]),
            ),
            rule(
                "neither activity, filing nor justification is known",
                on,
                clean()
                    .with(|f| f.activity = None)
                    .filed(None)
                    .justified(OPEN),
                undetermined([
                    "/facts/activity",
                    "/facts/filed_on",
                    "/facts/inactivity_justified",
                ]),
            ),
            rule(
                "activity later than the day asked for says nothing of before",
                on,
                clean().active(Some("2026-07-02")),
                undetermined(["/facts/activity/last_on"]),
            ),
        ],
    );
    check(
        "art22/5",
        [
            rule(
                "never active since a filing two years and a day ago",
                on,
                clean().filed(Some("2024-06-30")).active(None),
                met(["/facts/activity", "/facts/filed_on"]),
            ),
            rule(
                "never active since a filing two years ago",
                on,
                clean().filed(Some("2024-07-01")).active(None),
                NotMet,
            ),
            rule(
                "filing and activity are not known",
                on,
                clean().filed(None).with(|f| f.activity = None),
                undetermined(["/facts/activity", "/facts/filed_on"]),
            ),
            rule(
                "activity later than the day asked for says nothing of before",
                on,
                clean().active(Some("2026-07-02")),
                undetermined(["/facts/activity/last_on"]),
            ),
        ],
    );
}
