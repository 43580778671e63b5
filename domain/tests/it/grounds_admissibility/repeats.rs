//! Art. 10(3): a repeat within the time limit of an accepted case. Art. 10(4): a repeat of a concluded one.

use domain::gd::art09_10_admissibility::{PriorComplaint, PriorStatus, decide_dated};
use domain::gd::parameters::GdParameters;
use domain::ground::{Computed, Status};

use super::{check, decide, ground, rule};
use crate::support::{
    Complaint, NO, NotMet, OPEN, YES, accepted, calendar, complaint, concluded, date, gd, met,
    prior, undetermined,
};

// Accepted on 2026-06-01, the 20th working day is 2026-06-30, the 45th 2026-08-04 (Dragon Boat is off in between).
const ACCEPTED: &str = "2026-06-01";

#[test]
fn art_10_3_up_to_the_20th_working_day_of_an_accepted_case() {
    let on = |day| complaint(day).after(accepted(Some(ACCEPTED), None));
    check(
        "art10/3",
        [
            rule(
                "on the day of acceptance",
                on("2026-06-01"),
                met(["/facts/prior_complaints/0"]),
            ),
            rule(
                "on the 20th working day",
                on("2026-06-30"),
                met(["/facts/prior_complaints/0"]),
            ),
            rule("on the 21st", on("2026-07-01"), NotMet),
            rule(
                "on a day off within it (Spring Festival)",
                complaint("2026-02-23").after(accepted(Some("2026-01-26"), None)),
                met(["/facts/prior_complaints/0"]),
            ),
        ],
    );
}

#[test]
fn art_10_3_a_recorded_due_date_counts_up_to_the_45th_working_day() {
    let on = |day, due| complaint(day).after(accepted(Some(ACCEPTED), Some(due)));
    let item = || met(["/facts/prior_complaints/0"]);
    check(
        "art10/3",
        [
            rule(
                "extended, on the due date",
                on("2026-07-15", "2026-07-15"),
                item(),
            ),
            rule(
                "extended, the day after",
                on("2026-07-16", "2026-07-15"),
                NotMet,
            ),
            rule(
                "shorter than 20 working days, on it",
                on("2026-06-15", "2026-06-15"),
                item(),
            ),
            rule(
                "shorter than 20 working days, after it",
                on("2026-06-16", "2026-06-15"),
                NotMet,
            ),
            rule(
                "due on a day off, as given: on it",
                on("2026-07-18", "2026-07-18"),
                item(),
            ),
            rule(
                "due on a day off, as given: after it",
                on("2026-07-19", "2026-07-18"),
                NotMet,
            ),
            rule("due on the cap", on("2026-08-04", "2026-08-04"), item()),
            rule(
                "due beyond the cap, on the 45th working day",
                on("2026-08-04", "2026-12-31"),
                item(),
            ),
            rule(
                "due beyond the cap, on the 46th",
                on("2026-08-05", "2026-12-31"),
                NotMet,
            ),
            rule(
                "due a day beyond the cap, on that day",
                on("2026-08-05", "2026-08-05"),
                NotMet,
            ),
            rule(
                "acceptance not known: the due date as given, on it",
                complaint("2026-12-31").after(accepted(None, Some("2026-12-31"))),
                item(),
            ),
            rule(
                "acceptance not known: the due date as given, after it",
                complaint("2027-01-01").after(accepted(None, Some("2026-12-31"))),
                NotMet,
            ),
        ],
    );
}

#[test]
fn art_10_3_shows_the_due_date_and_says_whether_the_cap_was_used() {
    let cases = [
        (accepted(Some(ACCEPTED), None), "2026-06-30", false),
        (
            accepted(Some(ACCEPTED), Some("2026-07-15")),
            "2026-07-15",
            true,
        ),
        (
            accepted(Some(ACCEPTED), Some("2026-12-31")),
            "2026-08-04",
            true,
        ),
        (accepted(None, Some("2026-12-31")), "2026-12-31", false),
    ];
    for (earlier, due, cap_used) in cases {
        let decision = decide(&complaint("2026-06-10").after(earlier));
        assert_eq!(
            ground(&decision, "art10/3").computed,
            Computed::PriorDueOn(date(due)),
            "{earlier:?}"
        );
        assert_eq!(decision.cap_used, cap_used, "{earlier:?}");
    }
}

#[test]
fn art_10_3_only_the_same_complainant_and_matter_in_an_accepted_case() {
    let on = |earlier: PriorComplaint| complaint("2026-06-10").after(earlier);
    let open = || accepted(Some(ACCEPTED), None);
    let with_status = |status| PriorComplaint { status, ..open() };
    check(
        "art10/3",
        [
            rule("no earlier complaint", complaint("2026-06-10"), NotMet),
            rule(
                "another complainant",
                on(PriorComplaint {
                    same_complainant: NO,
                    ..open()
                }),
                NotMet,
            ),
            rule(
                "another matter",
                on(PriorComplaint {
                    same_matter: NO,
                    ..open()
                }),
                NotMet,
            ),
            rule(
                "still pending: it is joined, not barred",
                on(with_status(PriorStatus::Pending)),
                NotMet,
            ),
            rule(
                "not accepted",
                on(with_status(PriorStatus::NotAccepted)),
                NotMet,
            ),
            rule("withdrawn", on(with_status(PriorStatus::Withdrawn)), NotMet),
            rule(
                "concluded: a matter of item 4",
                on(with_status(PriorStatus::Concluded)),
                NotMet,
            ),
            rule(
                "new facts are attached to the open case, not accepted beside it",
                on(PriorComplaint {
                    raises_new_facts: YES,
                    ..open()
                }),
                met(["/facts/prior_complaints/0"]),
            ),
            rule(
                "of several the one within its time limit is the evidence",
                on(PriorComplaint {
                    same_matter: NO,
                    ..open()
                })
                .after(accepted(Some("2026-01-05"), None))
                .after(open())
                .after(PriorComplaint {
                    same_matter: OPEN,
                    ..open()
                })
                .after(open()),
                met(["/facts/prior_complaints/2", "/facts/prior_complaints/4"]),
            ),
        ],
    );
}

#[test]
fn art_10_3_asks_for_what_would_decide() {
    let on = |earlier: PriorComplaint| complaint("2026-06-10").after(earlier);
    let open = || accepted(Some(ACCEPTED), None);
    check(
        "art10/3",
        [
            rule(
                "no dates known",
                on(accepted(None, None)),
                undetermined([
                    "/facts/prior_complaints/0/accepted_on",
                    "/facts/prior_complaints/0/due_on",
                ]),
            ),
            rule(
                "complainant not known",
                on(PriorComplaint {
                    same_complainant: OPEN,
                    ..open()
                }),
                undetermined(["/facts/prior_complaints/0/same_complainant"]),
            ),
            rule(
                "matter not known",
                on(PriorComplaint {
                    same_matter: OPEN,
                    ..open()
                }),
                undetermined(["/facts/prior_complaints/0/same_matter"]),
            ),
            rule(
                "nothing known of it but that it was accepted",
                on(PriorComplaint {
                    same_complainant: OPEN,
                    same_matter: OPEN,
                    ..accepted(None, None)
                }),
                undetermined([
                    "/facts/prior_complaints/0/accepted_on",
                    "/facts/prior_complaints/0/due_on",
                    "/facts/prior_complaints/0/same_complainant",
                    "/facts/prior_complaints/0/same_matter",
                ]),
            ),
            rule(
                "another matter: its dates are not asked for",
                on(PriorComplaint {
                    same_matter: NO,
                    ..accepted(None, None)
                }),
                NotMet,
            ),
            rule(
                "past its time limit: whose it was is not asked for",
                complaint("2026-07-01").after(PriorComplaint {
                    same_complainant: OPEN,
                    ..open()
                }),
                NotMet,
            ),
            rule(
                "one that bars decides beside one that may",
                on(accepted(None, None)).after(open()),
                met(["/facts/prior_complaints/1"]),
            ),
            rule(
                "the earlier complaints are not known",
                complaint("2026-06-10").with(|f| f.prior_complaints = None),
                undetermined(["/facts/prior_complaints"]),
            ),
        ],
    );
}

#[test]
fn art_10_4_a_concluded_matter_without_new_facts() {
    let on = |earlier: PriorComplaint| complaint("2026-06-10").after(earlier);
    check(
        "art10/4",
        [
            rule("no earlier complaint", complaint("2026-06-10"), NotMet),
            rule(
                "concluded, nothing new",
                on(concluded(NO)),
                met(["/facts/prior_complaints/0"]),
            ),
            rule("concluded, new facts", on(concluded(YES)), NotMet),
            rule(
                "concluded, not known whether there are new facts",
                on(concluded(OPEN)),
                undetermined(["/facts/prior_complaints/0/raises_new_facts"]),
            ),
            rule(
                "concluded long ago",
                on(PriorComplaint {
                    concluded_on: Some(date("2010-01-04")),
                    ..concluded(NO)
                }),
                met(["/facts/prior_complaints/0"]),
            ),
            rule(
                "another complainant",
                on(PriorComplaint {
                    same_complainant: NO,
                    ..concluded(NO)
                }),
                NotMet,
            ),
            rule(
                "another matter",
                on(PriorComplaint {
                    same_matter: NO,
                    ..concluded(NO)
                }),
                NotMet,
            ),
            rule(
                "complainant and matter not known",
                on(PriorComplaint {
                    same_complainant: OPEN,
                    same_matter: OPEN,
                    ..concluded(NO)
                }),
                undetermined([
                    "/facts/prior_complaints/0/same_complainant",
                    "/facts/prior_complaints/0/same_matter",
                ]),
            ),
            rule(
                "new facts: whose it was is not asked for",
                on(PriorComplaint {
                    same_complainant: OPEN,
                    ..concluded(YES)
                }),
                NotMet,
            ),
            rule(
                "open: a matter of item 3",
                on(accepted(Some(ACCEPTED), None)),
                NotMet,
            ),
            rule("pending", on(prior(PriorStatus::Pending)), NotMet),
            rule("not accepted", on(prior(PriorStatus::NotAccepted)), NotMet),
            rule("withdrawn", on(prior(PriorStatus::Withdrawn)), NotMet),
            rule(
                "one that bars decides beside one that may",
                on(concluded(OPEN)).after(concluded(NO)),
                met(["/facts/prior_complaints/1"]),
            ),
            rule(
                "the earlier complaints are not known",
                complaint("2026-06-10").with(|f| f.prior_complaints = None),
                undetermined(["/facts/prior_complaints"]),
            ),
        ],
    );
}

#[test]
fn art_10_3_an_earlier_case_is_due_by_the_rules_of_its_own_acceptance() {
    // From 2026-06-15 on a local rule gives 15 working days instead of 20, and a cap of 30 instead of 45.
    let stricter = |day| {
        let shorter = day >= date("2026-06-15");
        GdParameters {
            handling_working_days: if shorter { 15 } else { 20 },
            extension_cap_working_days: if shorter { 30 } else { 45 },
            ..gd()
        }
    };
    // accepted, given due date, due date
    let cases = [
        ("2026-06-12", None, "2026-07-13"),
        ("2026-06-15", None, "2026-07-07"),
        ("2026-06-12", Some("2027-01-01"), "2026-08-17"),
        ("2026-06-15", Some("2027-01-01"), "2026-07-28"),
    ];
    for (accepted_on, given, due) in cases {
        let due = date(due);
        for (day, barred) in [(due, true), (due.succ_opt().unwrap(), false)] {
            let facts = complaint(&day.to_string()).after(accepted(Some(accepted_on), given));
            let decision = decide_dated(&facts, calendar(), &stricter).unwrap();
            let status = ground(&decision, "art10/3").status;
            assert_eq!(
                status == Status::Met,
                barred,
                "{accepted_on}, {given:?}: {day}"
            );
            assert_eq!(decision.parameters, stricter(day));
        }
    }
}
