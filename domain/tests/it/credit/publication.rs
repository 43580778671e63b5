//! How long the public sees what is published (jz Art. 5, 8, 21, 22).

use domain::access::Regime;
use domain::jz::institution::ledger::{Evaluation, EvaluationBasis, Fee, ListName};
use domain::jz::institution::publication::{Notice, PublicationKind};

use super::*;

fn evaluation(published_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::Evaluation(Evaluation {
        id: "e".to_owned(),
        on: date("2025-02-01"),
        center: "jz-421000".to_owned(),
        basis: EvaluationBasis::Standard,
        result: "合格".to_owned(),
        summary: "总体合格".to_owned(),
        published_on: published_on.map(date),
    })
}

#[test]
fn what_ended_is_shown_for_its_months_and_no_longer() {
    let fee = LedgerEntry::Fee(Fee {
        id: "f".to_owned(),
        occupation: None,
        level: None,
        yuan: 300,
        basis: None,
        from: date("2025-01-01"),
        to: Some(date("2025-12-31")),
    });
    let rows = [
        (
            suspension("s", "2025-01-01", Some("2025-03-31"), None),
            PublicationKind::Suspension,
            Some("2026-03-31"),
        ),
        (
            suspension("s", "2025-01-01", None, None),
            PublicationKind::Suspension,
            None,
        ),
        (
            listing("l", ListName::Abnormal, "2025-01-01", Some("2024-02-29")),
            PublicationKind::AbnormalList,
            Some("2025-02-28"),
        ),
        (
            listing("l", ListName::BadCredit, "2025-01-01", None),
            PublicationKind::BadCreditFile,
            None,
        ),
        (
            ban("b", "2025-01-01", "2028-01-01", None),
            PublicationKind::Ban,
            Some("2029-01-01"),
        ),
        // Revoked: from that day on it is shown no longer.
        (
            ban("b", "2025-01-01", "2028-01-01", Some("2025-07-01")),
            PublicationKind::Ban,
            Some("2025-06-30"),
        ),
        (
            evaluation(Some("2025-03-01")),
            PublicationKind::Evaluation,
            Some("2028-03-01"),
        ),
        (fee, PublicationKind::Fee, Some("2025-12-31")),
    ];
    for (entry, kind, until) in rows {
        let found = institution([entry.clone()]).publications();
        let [found] = found.as_slice() else {
            panic!("{entry:?}: {found:?}");
        };
        assert_eq!(
            (found.kind, found.until),
            (kind, until.map(date)),
            "{entry:?}"
        );
    }
    assert!(institution([evaluation(None)]).publications().is_empty());
}

#[test]
fn a_sanction_names_its_decision_and_its_grounds() {
    let entries = [
        suspension("s", "2025-08-10", None, Some("p")),
        sanction("p", "2025-08-01", &[]),
    ];
    let found = institution(entries).publications();
    let notice = found.first().map(|it| it.notice.clone()).unwrap();
    let Notice::Sanction {
        decided_on,
        grounds,
        ..
    } = notice
    else {
        panic!("{notice:?}");
    };
    assert_eq!(
        (decided_on, grounds),
        (date("2025-08-01"), vec![Breach::Art21(3)])
    );
}

#[test]
fn of_another_regulation_nothing_is_published() {
    let mut it = institution([suspension("s", "2025-01-01", None, None)]);
    it.regime = Regime::Gd;
    assert!(it.publications().is_empty());
}
