//! The end of a filing (jz Art. 23).

use domain::access::Role;
use domain::jz::institution::decide::register::{complete_deregistration, report_deregistration};
use domain::jz::institution::ledger::Rectification;
use domain::jz::institution::{ApplicationKind, InstitutionEvent, LedgerEntry, Status};
use domain::refused::Refused as _;

use super::{Desk, asked, somebody};
use crate::support::date;

impl Desk {
    fn report(&mut self, on: &str) -> Result<(), &'static str> {
        let reason = "不再开展评价工作".to_owned();
        let reported = report_deregistration(self.state(), reason, date(on), &self.context())
            .map_err(|refusal| refusal.code())?;
        self.take(&InstitutionEvent::DeregistrationReported(reported));
        Ok(())
    }

    fn end(&mut self, on: &str, proceedings: &[&str]) -> Result<(), &'static str> {
        let open = proceedings.iter().map(|id| (*id).to_owned()).collect();
        let ended = complete_deregistration(self.state(), date(on), open, &self.context())
            .map_err(|refusal| refusal.code())?;
        self.take(&InstitutionEvent::Deregistered(ended));
        Ok(())
    }
}

fn rectification(completed_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::Rectification(Rectification {
        id: "R1".to_owned(),
        subject: "收费公示".to_owned(),
        ordered_on: date("2026-10-01"),
        due_on: date("2026-10-31"),
        reported_on: None,
        completed_on: completed_on.map(date),
        proceeding: None,
        warning: None,
    })
}

#[test]
fn open_matters_are_settled_first_and_the_ledger_stays() {
    let mut desk = Desk::filed("2025-01-10").today("2026-11-23");
    assert_eq!(
        desk.end("2026-11-23", &[]),
        Err("deregistration_not_reported")
    );
    desk.report("2026-11-20").unwrap();
    assert_eq!(desk.report("2026-11-20"), Err("deregistration_reported"));
    assert_eq!(desk.end("2026-11-23", &["P1"]), Err("proceedings_open"));
    desk.record(rectification(None), "2026-10-01");
    assert_eq!(desk.end("2026-11-23", &[]), Err("rectifications_open"));
    desk.record(rectification(Some("2026-11-21")), "2026-11-21");
    assert_eq!(desk.end("2026-11-19", &[]), Err("day_too_early"));
    assert_eq!(desk.end("2026-11-24", &[]), Err("day_in_future"));
    desk.end("2026-11-23", &[]).unwrap();
    let state = desk.state();
    assert_eq!(state.standing(date("2026-11-22")).status, Status::Filed);
    assert_eq!(
        state.standing(date("2026-11-23")).status,
        Status::Deregistered
    );
    assert_eq!(state.ledger.rectifications.len(), 1);
    assert_eq!(desk.report("2026-11-23"), Err("not_filed"));
    // It may be filed anew on the very day: what ended, ended.
    assert!(
        desk.apply(asked(ApplicationKind::Filing, "2026-11-23"))
            .is_ok()
    );
}

#[test]
fn the_institution_reports_and_its_authority_ends_it() {
    let mut desk = Desk::filed("2025-01-10").today("2026-11-23");
    desk.officer = somebody(Role::Regulator, "jz-421087");
    assert_eq!(desk.report("2026-11-23"), Err("not_own_authority"));
    let mut event = asked(ApplicationKind::Change, "2026-11-23");
    event.organisation = Some("school".to_owned());
    desk.officer = somebody(Role::Regulator, super::CITY);
    desk.apply(event).unwrap();
    desk.officer = somebody(Role::Institution, "school");
    assert_eq!(desk.report("2026-11-22"), Err("back_dated"));
    desk.report("2026-11-23").unwrap();
    assert_eq!(desk.end("2026-11-23", &[]), Err("own_application"));
    desk.officer = somebody(Role::Regulator, "jz-421087");
    assert_eq!(desk.end("2026-11-23", &[]), Err("not_own_authority"));
}
