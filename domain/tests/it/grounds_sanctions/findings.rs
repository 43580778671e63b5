//! Every ground of Art. 20-22 is met by a finding of it: verified, not sanctioned, not later than the day asked for.

use domain::ground::{Name, Status};
use domain::jz::facts::BREACHES;
use domain::truth::Truth;

use super::{decide, ground};
use crate::support::{Ledger, NO, OPEN, TODAY, YES, clean, texts};

/// The 22 grounds in the order of the text, without their regulation.
fn places() -> Vec<String> {
    let items = |article: u8, last: u8| (1..=last).map(move |i| format!("art{article}/{i}"));
    items(20, 8)
        .chain(items(21, 8))
        .chain(items(22, 6))
        .collect()
}

#[test]
fn all_22_grounds_are_always_answered_in_the_order_of_the_text() {
    for facts in [clean(), crate::support::unknown()] {
        let decision = decide(&facts, TODAY);
        let ids: Vec<&str> = decision.grounds.iter().map(|g| g.provision.id).collect();
        let expected: Vec<String> = places()
            .iter()
            .map(|p| format!("jz-institutions/{p}"))
            .collect();
        assert_eq!(ids, expected);
    }
}

#[test]
fn with_every_fact_known_and_clean_no_ground_is_met_and_nothing_is_missing() {
    let decision = decide(&clean(), TODAY);
    for ground in &decision.grounds {
        assert_eq!(ground.status, Status::NotMet, "{}", ground.provision.id);
    }
    assert!(decision.missing_facts().is_empty());
}

#[test]
fn with_nothing_known_every_ground_is_undetermined_and_says_what_it_needs() {
    let decision = decide(&crate::support::unknown(), TODAY);
    for ground in &decision.grounds {
        assert_eq!(
            ground.status,
            Status::Undetermined,
            "{}",
            ground.provision.id
        );
        assert!(texts(&decision.table, ground.missing).contains(&"/facts/violations".to_owned()));
    }
    let missing: Vec<String> = decision
        .missing_facts()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        missing,
        [
            "/facts/activity",
            "/facts/annual_reports",
            "/facts/batches",
            "/facts/complaints",
            "/facts/filed_on",
            "/facts/inactivity_justified",
            "/facts/rectifications",
            "/facts/violations",
            "/facts/warnings",
        ]
    );
}

#[test]
fn a_finding_answers_its_own_ground_and_no_other() {
    let verdicts: [(Truth, Status); 3] = [
        (YES, Status::Met),
        (NO, Status::NotMet),
        (OPEN, Status::Undetermined),
    ];
    for place in places() {
        for (verified, status) in verdicts {
            let decision = decide(&clean().finding(&place, "2026-05-01", verified), TODAY);
            for other in places() {
                let expected = if other == place {
                    status
                } else {
                    Status::NotMet
                };
                assert_eq!(
                    ground(&decision, &other).status,
                    expected,
                    "{other} by a finding of {place}, verified: {verified:?}"
                );
            }
            let own = ground(&decision, &place);
            let evidence: &[&str] = if verified.is_true() {
                &["/facts/violations/0"]
            } else {
                &[]
            };
            let missing: &[&str] = if verified.is_unknown() {
                &["/facts/violations/0/verified"]
            } else {
                &[]
            };
            assert_eq!(texts(&decision.table, own.evidence), evidence, "{place}");
            assert_eq!(texts(&decision.table, own.missing), missing, "{place}");
        }
    }
}

#[test]
fn a_finding_counts_from_the_day_it_occurred() {
    for place in places() {
        for (on, status) in [
            ("2026-05-01", Status::Met),
            ("2026-04-30", Status::NotMet),
            ("2026-05-02", Status::Met),
        ] {
            let facts = clean()
                .active(Some("2026-04-01"))
                .finding(&place, "2026-05-01", YES);
            let decision = decide(&facts, on);
            assert_eq!(ground(&decision, &place).status, status, "{place} on {on}");
        }
    }
}

#[test]
fn one_matter_is_sanctioned_once() {
    for place in places() {
        for verified in [YES, OPEN] {
            let facts = clean()
                .finding(&place, "2026-05-01", verified)
                .already_sanctioned(Name::Violations, 0);
            let decision = decide(&facts, TODAY);
            assert_eq!(
                ground(&decision, &place).status,
                Status::NotMet,
                "{place}, verified: {verified:?}"
            );
        }
    }
}

#[test]
fn unknown_findings_leave_every_ground_open_that_nothing_else_meets() {
    let decision = decide(&clean().with(|f| f.violations = None), TODAY);
    for place in places() {
        let ground = ground(&decision, &place);
        assert_eq!(ground.status, Status::Undetermined, "{place}");
        assert_eq!(
            texts(&decision.table, ground.missing),
            ["/facts/violations"],
            "{place}"
        );
    }
}

#[test]
fn a_verified_finding_beside_an_alleged_one_is_enough_and_is_the_evidence() {
    for place in places() {
        let facts = clean()
            .finding(&place, "2026-05-01", OPEN)
            .finding(&place, "2026-05-02", YES)
            .finding(&place, "2026-05-03", NO)
            .finding(&place, "2026-05-04", YES);
        let decision = decide(&facts, TODAY);
        let ground = ground(&decision, &place);
        assert_eq!(ground.status, Status::Met, "{place}");
        assert_eq!(
            texts(&decision.table, ground.evidence),
            ["/facts/violations/1", "/facts/violations/3"],
            "{place}"
        );
    }
}

#[test]
fn breaches_of_articles_12_and_13_alone_are_no_ground() {
    for place in ["art12", "art13"] {
        let decision = decide(&clean().finding(place, "2026-05-01", YES), TODAY);
        assert!(
            decision.grounds.iter().all(|g| g.status == Status::NotMet),
            "{place}"
        );
    }
}

#[test]
fn a_finding_can_name_24_provisions_and_no_other() {
    let expected: Vec<String> = ["art12".to_owned(), "art13".to_owned()]
        .into_iter()
        .chain(places())
        .map(|p| format!("jz-institutions/{p}"))
        .collect();
    let named: Vec<&str> = BREACHES.iter().map(|(_, p)| p.id).collect();
    assert_eq!(named, expected);
    for other in [
        "",
        "art20/1",
        "jz-institutions",
        "jz-institutions/art20",
        "jz-institutions/art20/0",
        "jz-institutions/art20/9",
        "jz-institutions/art20/01",
        "jz-institutions/art21/9",
        "jz-institutions/art22/7",
        "jz-institutions/art12/1",
        "jz-institutions/art11",
        "jz-institutions/art14",
        "gd-complaints/art10/1",
        "JZ-INSTITUTIONS/art20/1",
    ] {
        assert_eq!(domain::jz::facts::Breach::parse(other), None, "{other:?}");
    }
}
