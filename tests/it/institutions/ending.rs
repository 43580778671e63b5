//! Bars and ends (jz Art. 22, 23), over HTTP.

use chrono::NaiveDate;
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{Ban, Rectification};
use serde_json::json;
use tests::database::Kind;
use tests::institutions::{CITY, CODES, application};

use super::filing::{granted, server};
use crate::support::on_both;

on_both!(
    whoever_is_banned_files_anew_the_day_after_the_bar,
    an_institution_ends_its_work_once_all_is_settled,
);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn whoever_is_banned_files_anew_the_day_after_the_bar(kind: Kind) {
    let server = server(kind);
    let regulator = server.regulator(CITY);
    let banned = |code: &str, barred_until: &str| {
        let body = application(code, "421002");
        let id = server.filed_on(CITY, body, Some("2023-06-01"));
        let ban = LedgerEntry::Ban(Ban {
            id: "B1".to_owned(),
            decided_on: date("2023-11-22"),
            from: date("2023-11-22"),
            barred_until: date(barred_until),
            lifted_on: None,
            proceeding: None,
        });
        server.append_entries(&id, date("2023-11-22"), vec![ban]);
        server.post_as(
            &regulator.token,
            "/api/v1/institutions",
            &application(code, "421002"),
        )
    };
    // Today is 2026-11-23: its last barred day is refused, the one before leaves today open.
    let refused = banned(CODES[0], "2026-11-23").problem(409, "command_refused");
    assert_eq!(refused["refusal"], "barred", "{refused}");
    assert_eq!(refused["legal_basis"], "jz-institutions/art22");
    assert!(
        refused["detail"].as_str().unwrap().contains("2026-11-24"),
        "{refused}"
    );
    let open = banned(CODES[1], "2026-11-22");
    assert_eq!(open.status, 201, "{}", open.text());
    let open = open.json();
    // The record is the one the ban stands in.
    assert_eq!(open["applications"].as_array().unwrap().len(), 2);
    let id = open["id"].as_str().unwrap();
    let step = "applications/2/decision";
    let filed = server
        .institution_command(&regulator, id, step, &granted())
        .good();
    assert_eq!(filed["status"], "filed");
    assert_eq!(filed["filing"]["number"], "荆职评备〔2026〕421000-0001号");
}

fn an_institution_ends_its_work_once_all_is_settled(kind: Kind) {
    let server = server(kind);
    let regulator = server.regulator(CITY);
    let id = server.filed(CITY, CODES[2]);
    let rectification = |completed: Option<&str>| {
        LedgerEntry::Rectification(Rectification {
            id: "R1".to_owned(),
            subject: "收费公示".to_owned(),
            ordered_on: date("2026-11-23"),
            due_on: date("2026-12-31"),
            reported_on: None,
            completed_on: completed.map(date),
            proceeding: None,
            warning: None,
        })
    };
    let day = date("2026-11-23");
    server.append_entries(&id, day, vec![rectification(None)]);
    let give = |step: &str, body| server.institution_command(&regulator, &id, step, &body);
    let early = give("deregistration/completion", json!({})).problem(409, "wrong_state");
    assert_eq!(early["refusal"], "deregistration_not_reported", "{early}");
    let reported = give("deregistration", json!({"reason": "学校转型"})).good();
    assert_eq!(reported["status"], "filed");
    assert_eq!(reported["deregistration"]["on"], "2026-11-23");
    let open = give("deregistration/completion", json!({})).problem(409, "wrong_state");
    assert_eq!(open["refusal"], "rectifications_open", "{open}");
    assert_eq!(open["legal_basis"], "jz-institutions/art23");
    server.append_entries(&id, day, vec![rectification(Some("2026-11-23"))]);
    let ended = give("deregistration/completion", json!({})).good();
    assert_eq!(ended["status"], "deregistered");
    assert_eq!(ended["filing"]["deregistered_on"], "2026-11-23");
    // The public still sees that it was filed, and that it is no more.
    let path = format!("/api/v1/public/institutions/{}", CODES[2]);
    assert_eq!(server.get(&path).good()["status"], "deregistered");
    let timeline = server.get_as(
        &regulator.token,
        &format!("/api/v1/institutions/{id}/timeline"),
    );
    let kinds: Vec<String> = timeline.good()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        kinds,
        [
            "filing_applied",
            "filing_decided",
            "ledger_entry_recorded",
            "deregistration_reported",
            "ledger_entry_recorded",
            "institution_deregistered",
        ]
    );
}
