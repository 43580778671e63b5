//! What the ledger takes, by tables of both sides of each threshold, and what suggests a breach.

mod batches;
mod kept;
mod suggested;

use crate::ledger_examples::{context, examples};
use crate::support::date;
use domain::jz::institution::decide::ledger::{How, LedgerContext, record};
use domain::jz::institution::ledger::{Batch, BatchStatus};
use domain::jz::institution::{Institution, InstitutionEvent, LedgerEntry, Recorded};

pub const TODAY: &str = "2026-11-22";
/// Filed for 6-31-01-03 (5/4/3) and 6-18-02-04 (5/4) at 荆州市沙市区锦渚路18号, until 2028-05-15; 360 yuan.
const SCHOOL: &str = "52421002MJXHQ9PY9C";

pub fn school() -> Institution {
    examples(TODAY).remove(SCHOOL).unwrap()
}

pub fn now() -> LedgerContext {
    context(TODAY)
}

pub fn put(institution: &mut Institution, entry: LedgerEntry) {
    institution.apply(&InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on: date(TODAY),
        reason: None,
        by: "test".to_owned(),
    })));
}

pub fn batch(id: &str, held_on: &str, status: BatchStatus) -> Batch {
    Batch {
        id: id.to_owned(),
        status,
        occupation: "6-31-01-03".to_owned(),
        level: 4,
        held_on: date(held_on),
        division: None,
        place: None,
        candidates: None,
        unqualified_candidates: None,
        passed: None,
        paper_code: None,
        fee_charged_yuan: None,
    }
}

pub fn code(decided: Result<Vec<InstitutionEvent>, impl domain::refused::Refused>) -> &'static str {
    match decided {
        Ok(events) if events.is_empty() => "unchanged",
        Ok(_) => "recorded",
        Err(refusal) => refusal.code(),
    }
}

pub fn told(institution: &Institution, entry: LedgerEntry) -> &'static str {
    code(record(institution, entry, &How::New, &now()))
}

pub fn play(institution: &mut Institution, events: Vec<InstitutionEvent>) {
    events.iter().for_each(|event| institution.apply(event));
}
