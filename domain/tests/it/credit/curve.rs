//! Over which days an institution is rated, and where its score turns.

use domain::access::Regime;
use domain::jz::art19_credit::curve::stretches;
use domain::jz::art19_credit::rated;
use domain::jz::institution::{Deregistered, InstitutionEvent};
use domain::period::LAST_DAY;

use super::*;

#[test]
fn the_score_turns_where_something_begins_or_ends() {
    let institution = institution([
        warning("w", "2025-06-30", None),
        interview("i", "2026-01-15", None),
    ]);
    let found: Vec<_> = stretches(&institution)
        .into_iter()
        .map(|it| (it.from.to_string(), it.to.to_string(), it.score))
        .collect();
    let expected = [
        ("2024-01-01", "2025-06-29", 100),
        ("2025-06-30", "2026-01-14", 90),
        ("2026-01-15", "2027-01-15", 85),
        ("2027-01-16", "2027-06-30", 90),
        ("2027-07-01", &LAST_DAY.to_string(), 100),
    ]
    .map(|(from, to, score)| (from.to_owned(), to.to_owned(), score));
    assert_eq!(found, expected);
}

#[test]
fn who_is_not_filed_is_not_rated() {
    let mut it = institution([]);
    assert!(!rated(&it, date("2023-12-31")));
    assert!(rated(&it, date("2024-01-01")));
    it.apply(&InstitutionEvent::Deregistered(Deregistered {
        on: date("2025-05-01"),
        by: "somebody".to_owned(),
    }));
    assert!(rated(&it, date("2025-04-30")));
    assert!(!rated(&it, date("2025-05-01")));
    let last = stretches(&it).last().copied().unwrap();
    assert_eq!(last.to, date("2025-04-30"));
    it.regime = Regime::Gd;
    assert!(!rated(&it, date("2024-06-01")));
    assert!(stretches(&it).is_empty());
}

#[test]
fn a_ban_leaves_nothing_and_ends_the_rating_with_the_bar() {
    let it = institution([ban("b", "2025-01-01", "2028-01-01", None)]);
    let found: Vec<_> = stretches(&it)
        .iter()
        .map(|it| (it.to.to_string(), it.score))
        .collect();
    // The qualification was revoked: once the bar is over the institution is to be filed anew.
    assert_eq!(
        found,
        [("2024-12-31".to_owned(), 100), ("2028-01-01".to_owned(), 0)]
    );
}

#[test]
fn the_formula_says_since_when_it_holds() {
    assert_eq!(CreditFormula::version(date("2026-01-01")), "initial");
    assert!(CreditFormula::changes().is_empty());
    for number in domain::jz::art19_credit::parameters::FORMULA {
        assert_eq!(number.source.as_str(), "local_policy", "{}", number.name);
        assert!(domain::parameter::find(number.regulation, number.name).is_some());
    }
}
