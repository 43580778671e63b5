//! Which tier is proposed, which is possible, and the measures its article names.

use domain::jz::facts::SanctionFacts;
use domain::jz::sanctions::Tier;

use super::decide;
use crate::support::{Ledger, NO, OPEN, TODAY, YES, clean, unknown};

#[test]
fn the_highest_tier_with_a_met_ground_is_proposed() {
    use Tier::{Interview, MarketBan, None as Nothing, Warning};
    let found = |places: &[&str]| {
        places.iter().fold(clean(), |facts, place| {
            facts.finding(place, "2026-05-01", YES)
        })
    };
    let alleged =
        |facts: SanctionFacts<'static>, place: &str| facts.finding(place, "2026-05-01", OPEN);
    let cases = [
        ("nothing", clean(), Nothing, Nothing),
        ("nothing known", unknown(), Nothing, MarketBan),
        ("Art. 20", found(&["art20/8"]), Interview, Interview),
        ("Art. 21", found(&["art21/8"]), Warning, Warning),
        ("Art. 22", found(&["art22/1"]), MarketBan, MarketBan),
        (
            "Art. 20 and 21",
            found(&["art21/1", "art20/2"]),
            Warning,
            Warning,
        ),
        (
            "Art. 20 and 22",
            found(&["art20/2", "art22/4"]),
            MarketBan,
            MarketBan,
        ),
        (
            "all three, in any order",
            found(&["art22/2", "art20/2", "art21/6"]),
            MarketBan,
            MarketBan,
        ),
        (
            "Art. 20 found, Art. 21 alleged",
            alleged(found(&["art20/2"]), "art21/1"),
            Interview,
            Warning,
        ),
        (
            "Art. 20 found, Art. 22 alleged",
            alleged(found(&["art20/2"]), "art22/1"),
            Interview,
            MarketBan,
        ),
        (
            "Art. 22 found, Art. 20 alleged",
            alleged(found(&["art22/1"]), "art20/2"),
            MarketBan,
            MarketBan,
        ),
        (
            "Art. 20 alleged",
            alleged(clean(), "art20/2"),
            Nothing,
            Interview,
        ),
        (
            "Art. 21 alleged",
            alleged(clean(), "art21/5"),
            Nothing,
            Warning,
        ),
        (
            "Art. 22 dismissed",
            clean().finding("art22/1", "2026-05-01", NO),
            Nothing,
            Nothing,
        ),
        (
            "a batch for Art. 20, a late report for Art. 21",
            clean()
                .batch("2026-05-01", Some(1), Some(20))
                .report("2026-03-31", None),
            Warning,
            Warning,
        ),
    ];
    for (name, facts, tier, possible_tier) in cases {
        let decision = decide(&facts, TODAY);
        assert_eq!(decision.tier, tier, "{name}");
        assert_eq!(decision.possible_tier, possible_tier, "possible, {name}");
    }
}

#[test]
fn each_tier_brings_the_measures_its_article_names() {
    type Measures = &'static [(&'static str, &'static str)];
    let expected: [(Tier, &str, Measures); 4] = [
        (Tier::None, "none", &[]),
        (
            Tier::Interview,
            "interview",
            &[
                ("interview_principal", "jz-institutions/art20"),
                ("hear_statement_or_commitment", "jz-institutions/art20"),
                ("order_compliance", "jz-institutions/art20"),
                ("may_invalidate_results", "jz-institutions/art20"),
            ],
        ),
        (
            Tier::Warning,
            "warning",
            &[
                ("warn", "jz-institutions/art21"),
                ("suspend_work", "jz-institutions/art21"),
                ("order_rectification", "jz-institutions/art21"),
                ("list_as_abnormal_or_bad_credit", "jz-institutions/art21"),
                ("publish", "jz-institutions/art21"),
            ],
        ),
        (
            Tier::MarketBan,
            "market_ban",
            &[
                ("ban_from_market", "jz-institutions/art22"),
                ("revoke_qualification", "jz-institutions/art22"),
                ("bar_refiling", "jz-institutions/art22"),
            ],
        ),
    ];
    assert_eq!(Tier::ALL, expected.map(|(tier, ..)| tier));
    assert!(Tier::ALL.is_sorted(), "from no measure to the gravest");
    for (tier, word, measures) in expected {
        assert_eq!(tier.as_str(), word);
        let named: Vec<(&str, &str)> = tier
            .measures()
            .iter()
            .map(|m| (m.as_str(), m.provision().id))
            .collect();
        assert_eq!(named, measures, "{word}");
    }
}

#[test]
fn the_numbers_are_those_of_the_text() {
    let parameters = crate::support::jz();
    assert_eq!(
        [
            parameters.unqualified_share_percent,
            parameters.identical_paper_times,
            parameters.identical_paper_months,
            parameters.inactivity_years,
            parameters.substantiated_complaints_times,
            parameters.substantiated_complaints_months,
            parameters.market_ban_years,
            parameters.ban_inactivity_years,
        ],
        [5, 2, 12, 1, 2, 6, 3, 2]
    );
    assert_eq!(parameters.art22_6_reading.as_str(), "literal");
    assert_eq!(decide(&clean(), TODAY).parameters, parameters);
}
