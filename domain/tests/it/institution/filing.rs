//! Applications and decisions: who, when, what.

use domain::access::Role;
use domain::jz::institution::decide::register::{
    CheckName, RegisterRefusal, Ruling, apply, checks, filing_number, last_day, valid_for, withdraw,
};
use domain::jz::institution::{ApplicationKind, Occupation, Outcome, Status};
use domain::refused::Refused as _;

use super::{Asked, CITY, Content, Desk, POLICY, asked, authority, somebody};
use crate::support::date;

#[test]
fn a_filing_holds_for_whole_years_and_its_last_day_belongs_to_it() {
    let cases = [
        ("2026-11-23", 3, "2029-11-22"),
        ("2026-01-01", 3, "2028-12-31"),
        // The 29th of February: where there is none, the last of February ends it.
        ("2024-02-29", 3, "2027-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
        ("2023-03-01", 1, "2024-02-29"),
        ("2025-03-01", 3, "2028-02-29"),
    ];
    for (from, years, last) in cases {
        assert_eq!(
            valid_for(date(from), years),
            Some(date(last)),
            "{from} {years}"
        );
    }
    let desk = Desk::filed("2023-11-23");
    let filing = desk.state().filings.last().unwrap();
    assert_eq!(last_day(desk.state(), filing), Some(date("2026-11-22")));
    assert_eq!(
        desk.state().standing(date("2026-11-22")).status,
        Status::Filed
    );
    assert_eq!(
        desk.state().standing(date("2026-11-23")).status,
        Status::Expired
    );
    assert_eq!(
        desk.state().standing(date("2023-11-22")).status,
        Status::NotFiled
    );
}

#[test]
fn a_bar_ends_with_its_last_day() {
    let mut desk = Desk::filed("2022-03-01");
    desk.ban("2023-06-10", "2026-06-10");
    let refused = desk.today("2026-06-10");
    let kind = ApplicationKind::Filing;
    let refusal = apply(
        Some(refused.state()),
        asked(kind, "2026-06-10"),
        &refused.context(),
    );
    let refusal = refusal.unwrap_err();
    let open_from = date("2026-06-11");
    assert_eq!(refusal, RegisterRefusal::Barred { open_from });
    assert_eq!(
        refusal.provision().map(|p| p.id),
        Some("jz-institutions/art22")
    );
    assert!(refusal.zh().contains("2026-06-11"), "{}", refusal.zh());
    // Dated back before the ban it is refused as well: the filing of then was in force.
    let mut open = refused.today("2026-06-11");
    assert_eq!(open.apply(asked(kind, "2026-06-10")), Err("barred"));
    open.apply(asked(kind, "2026-06-11")).unwrap();
    open.grant("2026-06-11").unwrap();
    assert_eq!(
        open.state().standing(date("2026-06-11")).status,
        Status::Filed
    );
}

#[test]
fn a_ban_of_the_29th_of_february_bars_to_the_last_of_february() {
    let until = domain::period::years_after(date("2024-02-29"), 3).unwrap();
    assert_eq!(until, date("2027-02-28"));
    let mut desk = Desk::filed("2023-01-01");
    desk.ban("2024-02-29", "2027-02-28");
    let kind = ApplicationKind::Filing;
    let mut desk = desk.today("2027-02-28");
    assert_eq!(desk.apply(asked(kind, "2027-02-28")), Err("barred"));
    let mut desk = desk.today("2027-03-01");
    assert!(desk.apply(asked(kind, "2027-03-01")).is_ok());
}

#[test]
fn an_application_that_was_in_time_is_not_granted_under_a_bar() {
    let mut desk = Desk::on("2026-11-23");
    desk.apply(asked(ApplicationKind::Filing, "2026-11-20"))
        .unwrap();
    desk.ban("2026-11-22", "2029-11-22");
    assert_eq!(desk.grant("2026-11-23"), Err("barred"));
    assert_eq!(
        desk.grant("2026-11-21"),
        Err("barred"),
        "today counts as well"
    );
}

#[test]
fn filings_do_not_overlap() {
    let kind = ApplicationKind::Filing;
    let mut desk = Desk::filed("2023-11-23").today("2026-11-22");
    assert_eq!(desk.apply(asked(kind, "2026-11-22")), Err("already_filed"));
    let mut desk = desk.today("2026-11-23");
    desk.apply(asked(kind, "2026-11-23")).unwrap();
    assert_eq!(
        desk.apply(asked(kind, "2026-11-23")),
        Err("application_pending")
    );
    desk.grant("2026-11-23").unwrap();
    assert_eq!(desk.state().filings.len(), 2);
}

#[test]
fn a_renewal_is_applied_for_within_its_window() {
    let kind = ApplicationKind::Renewal;
    let desk = Desk::filed("2023-11-23");
    // Valid until 2026-11-22: three months before that.
    let mut desk = desk.today("2026-08-21");
    assert_eq!(
        desk.apply(asked(kind, "2026-08-21")),
        Err("too_early_to_renew")
    );
    let mut desk = desk.today("2026-08-22");
    let mut long = asked(kind, "2026-08-22");
    long.valid_until = Some(date("2029-11-23"));
    assert_eq!(desk.apply(long), Err("validity_too_long"));
    let mut short = asked(kind, "2026-08-22");
    short.valid_until = Some(date("2026-11-22"));
    assert_eq!(desk.apply(short), Err("validity_too_short"));
    desk.apply(asked(kind, "2026-08-22")).unwrap();
    desk.grant("2026-08-22").unwrap();
    let filing = desk.state().filings.last().unwrap();
    assert_eq!(
        filing.valid_until(date("2026-08-22")),
        Some(date("2029-11-22"))
    );
    assert_eq!(
        filing.valid_until(date("2026-08-21")),
        Some(date("2026-11-22"))
    );
}

#[test]
fn a_renewal_handed_in_on_the_last_day_may_be_decided_later() {
    let kind = ApplicationKind::Renewal;
    let mut desk = Desk::filed("2023-11-23").today("2026-11-23");
    assert_eq!(desk.apply(asked(kind, "2026-11-23")), Err("not_filed"));
    let mut desk = desk.today("2026-11-22");
    desk.apply(asked(kind, "2026-11-22")).unwrap();
    let mut desk = desk.today("2026-12-01");
    assert_eq!(
        desk.state().standing(date("2026-12-01")).status,
        Status::Expired
    );
    desk.grant("2026-12-01").unwrap();
    assert_eq!(
        desk.state().standing(date("2026-11-30")).status,
        Status::Expired
    );
    assert_eq!(
        desk.state().standing(date("2026-12-01")).status,
        Status::Filed
    );
}

#[test]
fn what_is_filed_must_be_known() {
    let occupation = |code: &str, levels: &[u8]| Occupation {
        code: code.to_owned(),
        name: String::new(),
        levels: levels.to_vec(),
    };
    let with = |change: &dyn Fn(&mut Content)| {
        let mut asked = asked(ApplicationKind::Filing, "2026-11-23");
        change(&mut asked.content);
        asked
    };
    let cases: Vec<(Asked, &str)> = vec![
        (with(&|c| c.principal = " ".to_owned()), "principal_missing"),
        (with(&|c| c.places.clear()), "places_missing"),
        (
            with(&|c| c.division = "421099".to_owned()),
            "unknown_division",
        ),
        (
            with(&|c| c.division = "440106".to_owned()),
            "outside_authority",
        ),
        (with(&|c| c.occupations.clear()), "occupations_missing"),
        (
            with(&|c| c.occupations = vec![occupation("9-99-99-99", &[5])]),
            "unknown_occupation",
        ),
        (
            with(&|c| c.occupations = vec![occupation("6-31-01-03", &[6])]),
            "no_such_level",
        ),
        (
            with(&|c| c.occupations = vec![occupation("4-10-01-02", &[2])]),
            "no_such_level",
        ),
        (
            with(&|c| c.occupations = vec![occupation("6-31-01-03", &[5, 4])]),
            "occupations_unordered",
        ),
    ];
    for (asked, code) in cases {
        assert_eq!(Desk::on("2026-11-23").apply(asked), Err(code));
    }
    let mut wrong = asked(ApplicationKind::Filing, "2026-11-23");
    wrong.uscc = "52421002MJXHQ9PY9D".to_owned();
    assert_eq!(Desk::on("2026-11-23").apply(wrong), Err("bad_credit_code"));
    let future = asked(ApplicationKind::Filing, "2026-11-24");
    assert_eq!(Desk::on("2026-11-23").apply(future), Err("day_in_future"));
}

#[test]
fn a_county_files_its_own_and_the_city_everything_within_it() {
    let cases = [
        ("jz-421000", "421000", "421002", true),
        ("jz-421000", "421000", "421000", true),
        ("jz-421087", "421087", "421087", true),
        ("jz-421087", "421087", "421088", false),
        ("jz-421087", "421087", "421000", false),
        ("jz-421000", "421000", "440106", false),
    ];
    for (id, division, seat, covered) in cases {
        let mut desk = Desk::on("2026-11-23");
        desk.authority = authority(id, division);
        desk.officer = somebody(Role::Regulator, id);
        let mut asked = asked(ApplicationKind::Filing, "2026-11-23");
        asked.content.division = seat.to_owned();
        let expected = if covered {
            None
        } else {
            Some("outside_authority")
        };
        assert_eq!(desk.apply(asked).err(), expected, "{id} {seat}");
    }
}

#[test]
fn the_one_who_files_decides() {
    let mut desk = Desk::on("2026-11-23");
    desk.apply(asked(ApplicationKind::Filing, "2026-11-23"))
        .unwrap();
    for (role, organisation, code) in [
        (Role::Regulator, "jz-421087", "not_own_authority"),
        (Role::Regulator, CITY, ""),
    ] {
        let mut trial = Desk {
            institution: desk.institution.clone(),
            officer: somebody(role, organisation),
            authority: desk.authority.clone(),
            today: desk.today,
        };
        assert_eq!(trial.grant("2026-11-23").err().unwrap_or(""), code);
    }
}

#[test]
fn an_institution_neither_decides_nor_dates_back_nor_takes_anothers_record() {
    let own = somebody(Role::Institution, "school");
    let mut desk = Desk::on("2026-11-23");
    desk.officer = own.clone();
    let kind = ApplicationKind::Filing;
    assert_eq!(desk.apply(asked(kind, "2026-11-22")), Err("back_dated"));
    desk.apply(asked(kind, "2026-11-23")).unwrap();
    assert_eq!(desk.grant("2026-11-23"), Err("own_application"));
    desk.officer = somebody(Role::Institution, "another");
    assert_eq!(
        desk.apply(asked(kind, "2026-11-23")),
        Err("record_of_another")
    );
    desk.officer = own;
    let application = desk.state().applications.last().unwrap();
    let reason = "材料不齐".to_owned();
    assert!(withdraw(application, reason, date("2026-11-23"), &desk.context()).is_ok());
}

#[test]
fn a_refusal_says_why() {
    let mut desk = Desk::on("2026-11-23");
    desk.apply(asked(ApplicationKind::Filing, "2026-11-23"))
        .unwrap();
    let mut ruling = Ruling {
        outcome: Outcome::Refused,
        reason: None,
        on: date("2026-11-23"),
        valid_until: None,
    };
    let refused = desk.rule(&ruling).map_err(|refusal| refusal.code());
    assert_eq!(refused, Err("reason_missing"));
    ruling.reason = Some("场地不符合要求".to_owned());
    desk.rule(&ruling).unwrap();
    assert_eq!(desk.state().standing(desk.today).status, Status::NotFiled);
    let again = desk.rule(&ruling).map_err(|refusal| refusal.code());
    assert_eq!(again, Err("application_not_pending"));
}

#[test]
fn a_decision_is_not_dated_before_what_it_follows() {
    let mut desk = Desk::on("2026-11-23");
    desk.apply(asked(ApplicationKind::Filing, "2026-11-20"))
        .unwrap();
    assert_eq!(desk.grant("2026-11-19"), Err("day_too_early"));
    assert_eq!(desk.grant("2026-11-24"), Err("day_in_future"));
    desk.grant("2026-11-20").unwrap();
    let mut change = asked(ApplicationKind::Change, "2026-11-19");
    change.content.principal = "易春华".to_owned();
    assert_eq!(desk.apply(change.clone()), Err("day_too_early"));
    change.on = date("2026-11-20");
    desk.apply(change).unwrap();
    desk.grant("2026-11-21").unwrap();
    let principal = |day: &str| {
        let described = desk.state().described(date(day));
        described.map(|content| content.principal.clone()).unwrap()
    };
    assert_eq!(principal("2026-11-20"), "宋启文");
    assert_eq!(principal("2026-11-21"), "易春华");
}

#[test]
fn a_change_changes_something() {
    let mut desk = Desk::filed("2026-11-20").today("2026-11-23");
    let kind = ApplicationKind::Change;
    assert_eq!(
        desk.apply(asked(kind, "2026-11-23")),
        Err("nothing_changed")
    );
    let mut nothing = Desk::on("2026-11-23");
    assert_eq!(nothing.apply(asked(kind, "2026-11-23")), Err("not_filed"));
}

#[test]
fn every_check_is_shown() {
    let mut desk = Desk::on("2026-11-23");
    desk.apply(asked(ApplicationKind::Filing, "2026-11-23"))
        .unwrap();
    let institution = desk.state();
    let applied = &institution.applications.last().unwrap().applied;
    let shown = checks(
        Some(institution),
        applied,
        desk.today,
        &desk.authority,
        POLICY,
    );
    let names: Vec<CheckName> = shown.iter().map(|check| check.name).collect();
    assert_eq!(names, CheckName::ALL);
    assert!(
        shown.iter().all(|check| check.failed.is_none()),
        "{shown:?}"
    );
    assert_eq!(
        filing_number("421000", 2026, 7),
        "荆职评备〔2026〕421000-0007号"
    );
}
