//! Art. 22: what only a finding can meet, and the years for which a ban bars a new filing.

use domain::jz::sanctions::Tier;

use super::{check, decide, rule};
use crate::support::{Ledger, NO, NotMet, OPEN, TODAY, YES, clean, date, met, undetermined};

#[test]
fn items_1_to_4_rest_on_findings_alone() {
    for place in ["art22/1", "art22/2", "art22/3", "art22/4"] {
        check(
            place,
            [
                rule(
                    "verified",
                    TODAY,
                    clean().finding(place, "2021-02-01", YES),
                    met(["/facts/violations/0"]),
                ),
                rule(
                    "dismissed",
                    TODAY,
                    clean().finding(place, "2021-02-01", NO),
                    NotMet,
                ),
                rule(
                    "alleged",
                    TODAY,
                    clean().finding(place, "2021-02-01", OPEN),
                    undetermined(["/facts/violations/0/verified"]),
                ),
                rule(
                    "on the day it occurred",
                    "2021-02-01",
                    clean().finding(place, "2021-02-01", YES),
                    met(["/facts/violations/0"]),
                ),
                rule(
                    "on the day before",
                    "2021-01-31",
                    clean().finding(place, "2021-02-01", YES),
                    NotMet,
                ),
            ],
        );
    }
}

#[test]
fn a_ban_bars_new_filings_up_to_its_third_anniversary() {
    for (decided_on, last_barred_day) in [
        ("2026-06-30", "2029-06-30"),
        ("2026-12-31", "2029-12-31"),
        ("2024-02-29", "2027-02-28"),
        ("2025-02-28", "2028-02-28"),
        ("2027-03-01", "2030-03-01"),
    ] {
        let facts = clean().finding("art22/1", "2021-02-01", YES);
        let decision = decide(&facts, decided_on);
        assert_eq!(decision.tier, Tier::MarketBan, "{decided_on}");
        assert_eq!(
            decision.refiling_barred_until,
            Some(date(last_barred_day)),
            "{decided_on}"
        );
    }
}

#[test]
fn nothing_but_a_ban_bars_new_filings() {
    for place in ["art20/2", "art21/1"] {
        let decision = decide(&clean().finding(place, "2026-05-01", YES), TODAY);
        assert_eq!(decision.refiling_barred_until, None, "{place}");
    }
    let possible = decide(&clean().finding("art22/1", "2026-05-01", OPEN), TODAY);
    assert_eq!(possible.possible_tier, Tier::MarketBan);
    assert_eq!(possible.refiling_barred_until, None);
}
