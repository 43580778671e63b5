//! Random histories with back-dated entries: what was answered on a day is answered again when that day is asked for.

use chrono::{Days, NaiveDate};
use domain::jz::institution::decide::register::last_day;
use domain::jz::institution::ledger::{Ban, Suspension};
use domain::jz::institution::{
    ApplicationKind, Institution, InstitutionEvent, LedgerEntry, Recorded,
};
use proptest::prelude::*;

use super::{Desk, asked};
use crate::support::date;

const START: &str = "2020-01-01";
const SPAN: u64 = 2_500;

/// What is tried on some day; whether the decider takes it is its own affair.
#[derive(Debug, Clone)]
enum Step {
    Apply(u64),
    Grant(u64),
    Change(u64, u8),
    Renew(u64),
    Ban(u64),
    Suspend(u64, u64),
}

fn step() -> impl Strategy<Value = (u64, Step)> {
    let back = 0_u64..40;
    let what = prop_oneof![
        4 => back.clone().prop_map(Step::Apply),
        6 => back.clone().prop_map(Step::Grant),
        2 => (back.clone(), any::<u8>()).prop_map(|(back, name)| Step::Change(back, name)),
        2 => back.clone().prop_map(Step::Renew),
        1 => back.clone().prop_map(Step::Ban),
        2 => (back, 1_u64..200).prop_map(|(back, days)| Step::Suspend(back, days)),
    ];
    (1_u64..120, what)
}

fn earlier(today: NaiveDate, days: u64) -> String {
    today.checked_sub_days(Days::new(days)).unwrap().to_string()
}

fn entry(entry: LedgerEntry, on: NaiveDate) -> InstitutionEvent {
    InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on,
        reason: None,
        by: "system".to_owned(),
    }))
}

/// One step; the events it makes.
fn made(desk: &mut Desk, step: &Step, number: usize) -> Vec<InstitutionEvent> {
    let today = desk.today;
    let on = |back: u64| earlier(today, back);
    let event = match step {
        Step::Apply(back) => desk.apply(asked(ApplicationKind::Filing, &on(*back))).ok(),
        Step::Grant(back) => {
            let waits = desk.institution.as_ref().is_some_and(|institution| {
                let last = institution.applications.last();
                last.is_some_and(domain::jz::institution::Application::is_pending)
            });
            if waits {
                desk.grant(&on(*back)).ok()
            } else {
                None
            }
        }
        Step::Change(back, name) => {
            let mut change = asked(ApplicationKind::Change, &on(*back));
            change.content.principal = format!("负责人{name}");
            desk.apply(change).ok()
        }
        Step::Renew(back) => desk.apply(asked(ApplicationKind::Renewal, &on(*back))).ok(),
        Step::Ban(back) => desk.institution.is_some().then(|| {
            let from = date(&on(*back));
            let event = entry(
                LedgerEntry::Ban(Ban {
                    id: format!("ban-{number}"),
                    decided_on: from,
                    from,
                    barred_until: domain::period::years_after(from, 3).unwrap(),
                    lifted_on: None,
                    proceeding: None,
                }),
                from,
            );
            desk.take(&event);
            event
        }),
        Step::Suspend(back, days) => desk.institution.is_some().then(|| {
            let from = date(&on(*back));
            let event = entry(
                LedgerEntry::Suspension(Suspension {
                    id: format!("suspension-{number}"),
                    from,
                    to: from.checked_add_days(Days::new(*days)),
                    proceeding: None,
                }),
                from,
            );
            desk.take(&event);
            event
        }),
    };
    event.into_iter().collect()
}

/// All that is answered about an institution as of some days.
fn answered(institution: &Institution, today: NaiveDate) -> Vec<String> {
    [0, 1, 30, 365, 1_000]
        .into_iter()
        .map(|back| {
            let as_of = date(&earlier(today, back));
            format!(
                "{as_of} {:?} {:?} {:?} {:?}",
                institution.standing(as_of),
                institution.filing(as_of).and_then(|f| f.content(as_of)),
                institution.filing(as_of).and_then(|f| f.valid_until(as_of)),
                institution.sanction_facts(as_of),
            )
        })
        .collect()
}

proptest! {
    #[test]
    fn what_was_answered_is_answered_again(steps in prop::collection::vec(step(), 1..40)) {
        let mut desk = Desk::on(START);
        let mut events: Vec<String> = Vec::new();
        let mut seen: Vec<(usize, NaiveDate, Vec<String>)> = Vec::new();
        let end = date(START).checked_add_days(Days::new(SPAN)).unwrap();
        for (number, (wait, step)) in steps.iter().enumerate() {
            desk.today = desk.today.checked_add_days(Days::new(*wait)).unwrap();
            if desk.today > end {
                break;
            }
            for event in made(&mut desk, step, number) {
                events.push(serde_json::to_string(&event).unwrap());
            }
            if let Some(institution) = &desk.institution {
                seen.push((events.len(), desk.today, answered(institution, desk.today)));
            }
        }
        // Later, from the record as it is kept, asked for what was known then.
        let events: Vec<InstitutionEvent> =
            events.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        for (known, today, before) in seen {
            let again = Institution::replay(events.iter().take(known)).unwrap();
            prop_assert_eq!(answered(&again, today), before);
        }
        // Whatever was tried: no two filings overlap, and what each holds lies in the order of days.
        if let Some(institution) = &desk.institution {
            for pair in institution.filings.windows(2) {
                let [one, next] = pair else { continue };
                let last = last_day(institution, one);
                prop_assert!(last.is_some_and(|last| last < next.filed_on), "{:?}", pair);
            }
            for filing in &institution.filings {
                prop_assert!(filing.contents.is_sorted_by_key(|(day, _)| *day));
                prop_assert!(filing.validity.is_sorted_by_key(|(day, _)| *day));
            }
        }
    }
}
