//! Whatever is on record: the score is in range, more against an institution never raises it, and the order of recording
//! plays no part.

use domain::jz::art19_credit::curve::stretches;
use domain::jz::art19_credit::rated;
use domain::jz::facts::BREACHES;
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{ListName, Substantiation};
use proptest::prelude::*;

use super::*;

fn day() -> impl Strategy<Value = String> {
    (0_u64..1500).prop_map(|days| (date("2024-01-01") + chrono::Days::new(days)).to_string())
}

fn proceeding() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![Just(None), Just(Some("p1")), Just(Some("p2"))]
}

/// Something against the institution; its id comes from outside.
#[derive(Debug, Clone)]
struct Against {
    kind: u8,
    from: String,
    to: Option<String>,
    proceeding: Option<&'static str>,
    breach: Breach,
}

impl Against {
    fn entry(&self, id: &str) -> LedgerEntry {
        let Self {
            kind,
            from,
            to,
            proceeding,
            breach,
        } = self;
        let to = to.as_deref();
        match kind {
            0 => finding(id, *breach, from),
            1 => of_complaint(finding(id, *breach, from), "c0"),
            2 => complaint(id, from, Substantiation::Substantiated),
            3 => report(id, from, to),
            4 => rectification(id, from, to),
            5 => interview(id, from, *proceeding),
            6 => warning(id, from, *proceeding),
            7 => suspension(id, from, to, *proceeding),
            8 => listing(id, ListName::Abnormal, from, to),
            _ => listing(id, ListName::BadCredit, from, to),
        }
    }
}

fn against() -> impl Strategy<Value = Against> {
    let length = proptest::option::of(0_u64..400);
    let what = (0_u8..10, day(), length, proceeding(), 0..BREACHES.len());
    what.prop_map(|(kind, from, length, proceeding, breach)| Against {
        kind,
        to: length.map(|days| (date(&from) + chrono::Days::new(days)).to_string()),
        from,
        proceeding,
        breach: BREACHES[breach].0,
    })
}

/// A record, with proceedings that dealt with some of it.
fn record() -> impl Strategy<Value = Vec<LedgerEntry>> {
    let entries = proptest::collection::vec((against(), 0_u8..4), 0..12);
    (entries, day(), day()).prop_map(|(made, one, other)| {
        let mut entries = Vec::new();
        let mut dealt: [Vec<(EntryKind, String)>; 2] = Default::default();
        for (number, (make, by)) in made.into_iter().enumerate() {
            let entry = make.entry(&format!("c{number}"));
            if by < 2 {
                dealt[usize::from(by)].push((entry.kind(), entry.id().to_owned()));
            }
            entries.push(entry);
        }
        for ((id, decided), items) in [("p1", one), ("p2", other)].into_iter().zip(&dealt) {
            let items: Vec<_> = items
                .iter()
                .map(|(kind, id)| (*kind, id.as_str()))
                .collect();
            entries.push(sanction(id, &decided, &items));
        }
        entries
    })
}

proptest! {
    #[test]
    fn the_score_is_in_range_and_its_deductions_are_it(entries in record(), as_of in day()) {
        let found = on(&as_of, entries);
        let lost: u32 = found.deductions.iter().map(|it| it.points).sum();
        prop_assert_eq!(found.score, 100_u32.saturating_sub(lost));
        prop_assert_eq!(found.grade, formula().thresholds.grade(found.score));
        for deduction in &found.deductions {
            prop_assert!(deduction.on <= date(&as_of));
            prop_assert!(deduction.counts_until.is_none_or(|last| date(&as_of) <= last));
        }
    }

    #[test]
    fn more_against_it_never_raises_the_score(
        entries in record(), more in against(), as_of in day(),
    ) {
        let before = on(&as_of, entries.clone());
        let after = on(&as_of, entries.into_iter().chain([more.entry("more")]));
        prop_assert!(after.score <= before.score, "{before:?}\n{after:?}");
    }

    #[test]
    fn the_order_of_recording_plays_no_part(entries in record(), as_of in day()) {
        let mut turned = entries.clone();
        turned.reverse();
        prop_assert_eq!(on(&as_of, entries), on(&as_of, turned));
    }

}

proptest! {
    // Each looks at 1,700 days.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_stretches_are_the_score_of_every_day(entries in record()) {
        let institution = institution(entries);
        let stretches = stretches(&institution);
        for (one, other) in stretches.iter().zip(stretches.iter().skip(1)) {
            prop_assert!(one.to < other.from);
        }
        for days in 0..1700_u64 {
            let day = date("2023-12-20") + chrono::Days::new(days);
            let told = stretches.iter().find(|it| it.from <= day && day <= it.to);
            let found = credit(&institution, day, &formula());
            let found = rated(&institution, day).then_some((found.score, found.grade));
            prop_assert_eq!(told.map(|it| (it.score, it.grade)), found, "{}", day);
        }
    }
}
