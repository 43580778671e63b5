//! The example institutions and batches: what the record shows against each, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::access::Regime;
use domain::jz::institution::decide::ledger::LedgerContext;
use domain::jz::institution::import::apply::{Authority, Effect, take_batch, take_over};
use domain::jz::institution::import::{batches, institutions};
use domain::jz::institution::{Institution, InstitutionEvent};
use serde_json::Value;

use crate::support::{date, jz};

const INSTITUTIONS: &str = include_str!("../../../tests/data/institutions.csv");
const BATCHES: &str = include_str!("../../../tests/data/batches.csv");
const EXPECTED: &str = include_str!("../../../tests/data/batches.expected.json");
const AS_OF: &str = "2026-11-01";

pub fn context(today: &str) -> LedgerContext {
    LedgerContext {
        today: date(today),
        by: "test".to_owned(),
        itself: false,
        paper_years: 3,
        electronic_years: 5,
        report_month: 3,
        report_day: 31,
    }
}

/// The examples as taken over on a day, by credit code.
pub fn examples(today: &str) -> BTreeMap<String, Institution> {
    let context = context(today);
    let mut known = BTreeMap::new();
    let read = institutions(INSTITUTIONS, context.today).unwrap();
    assert_eq!((read.rows, read.good.len()), (30, 30), "{:?}", read.faults);
    for row in &read.good {
        let jz = row.content.division.starts_with("4210");
        let authority = Authority {
            id: jz.then(|| row.authority_name.clone()),
            above: None,
            regime: if jz { Regime::Jz } else { Regime::Gd },
        };
        let effect = take_over(None, row, &authority, &context).unwrap();
        let Effect::Created(events) = effect else {
            panic!("{effect:?}")
        };
        known.insert(row.uscc.clone(), Institution::replay(&events).unwrap());
    }
    let read = batches(BATCHES, context.today).unwrap();
    assert_eq!(
        (read.rows, read.good.len()),
        (203, 203),
        "{:?}",
        read.faults
    );
    for row in &read.good {
        let institution = known.get_mut(&row.uscc).unwrap();
        let effect = take_batch(institution, row, &context).unwrap();
        let events: Vec<InstitutionEvent> = effect.events().to_vec();
        assert_eq!(events.len(), 1);
        for event in &events {
            institution.apply(event);
        }
    }
    known
}

type Raised = BTreeSet<(String, String, Vec<String>)>;

fn named(list: &Value) -> Raised {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = list.as_array().unwrap().iter();
    entries
        .map(|entry| {
            let batches = entry["batches"].as_array().unwrap().iter();
            let mut batches: Vec<String> = batches.map(text).collect();
            batches.sort();
            (text(&entry["uscc"]), text(&entry["provision"]), batches)
        })
        .collect()
}

fn raised(known: &BTreeMap<String, Institution>, as_of: NaiveDate) -> Raised {
    let parameters = jz();
    let all = known.values().flat_map(|institution| {
        let candidates = institution.candidates(as_of, &parameters).unwrap();
        candidates.into_iter().map(|candidate| {
            let provision = candidate.breach.provision().unwrap().id.to_owned();
            let mut ids = candidate.ids;
            ids.sort();
            (institution.uscc.clone(), provision, ids)
        })
    });
    all.collect()
}

#[test]
fn the_example_files_raise_exactly_what_they_support() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(expected["as_of"], AS_OF);
    let wanted = named(&expected["raise"]);
    assert_eq!(wanted.len(), 11);
    let known = examples("2026-11-22");
    let found = raised(&known, date(AS_OF));
    assert_eq!(found, wanted);
    for near in named(&expected["must_not_raise"]) {
        assert!(
            !found
                .iter()
                .any(|(uscc, provision, _)| (uscc, provision) == (&near.0, &near.1))
        );
    }
}

#[test]
fn on_the_next_day_the_near_misses_of_time_are_raised_too() {
    let known = examples("2026-11-22");
    let at = |day: &str| raised(&known, date(day));
    let new: Vec<(String, String)> = at("2026-11-02")
        .difference(&at(AS_OF))
        .map(|(uscc, provision, _)| (uscc.clone(), provision.clone()))
        .collect();
    let silent =
        |uscc: &str, provision: &str| (uscc.to_owned(), format!("jz-institutions/{provision}"));
    assert_eq!(
        new,
        [
            silent("52421024MJX72EDU3R", "art22/5"),
            silent("52421087MJXFCG1GXK", "art21/2"),
        ]
    );
}

#[test]
fn the_same_files_again_change_nothing() {
    let known = examples("2026-11-22");
    let context = context("2026-11-22");
    for row in institutions(INSTITUTIONS, context.today).unwrap().good {
        let institution = &known[&row.uscc];
        let authority = Authority {
            id: institution.authority.clone(),
            above: None,
            regime: institution.regime,
        };
        let effect = take_over(Some(institution), &row, &authority, &context);
        assert_eq!(effect, Ok(Effect::Unchanged));
    }
    for row in batches(BATCHES, context.today).unwrap().good {
        let effect = take_batch(&known[&row.uscc], &row, &context);
        assert_eq!(effect, Ok(Effect::Unchanged));
    }
}
