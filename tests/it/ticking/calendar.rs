//! A calendar year is imported while clocks run: due dates move, and that is listed.

use chrono::NaiveDate;
use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::wait;

use super::{START, accepted, day, later, morning, standing, ticks, value_day};
use crate::complaints::desk::Desk;
use crate::load::cases::{assert_sound, on};
use crate::support::on_both;

on_both!(
    an_import_moves_due_dates_and_lists_them,
    the_command_line_moves_them_too,
    a_notice_is_checked_as_a_whole,
);

const PATH: &str = "/api/v1/calendars/cn/2091";
const EFFECTS: &str = "/api/v1/calendars/cn/2091/effects";

fn put(desk: &Desk, who: &Actor, notice: &Value) -> Answer {
    let call = desk.server.call("PUT", PATH).token(&who.token);
    call.json_text(notice.to_string()).send()
}

/// An invented notice: so many days off from Monday 5 March on.
fn notice(days: u64) -> Value {
    let off = |days| later(day("2091-03-05"), days).to_string();
    let day = |date: String| json!({"date": date, "kind": "holiday", "name_zh": "虚构", "name_en": "Invented"});
    json!({"source": "虚构的通知", "days": (0..days).map(off).map(day).collect::<Vec<_>>()})
}

fn replacing(mut notice: Value) -> Value {
    notice["replace"] = json!(true);
    notice
}

fn effects(desk: &Desk, who: &Actor) -> Value {
    desk.server.get_as(&who.token, EFFECTS).good()
}

/// The effects once all due dates are computed anew.
fn settled(desk: &Desk, who: &Actor, revision: &Value) -> Value {
    wait::until("due dates are computed anew", || {
        let effects = effects(desk, who);
        (effects["settled"] == true && effects["revision"] == *revision).then_some(effects)
    })
}

/// The due date by which a case is listed.
fn listed(desk: &Desk, who: &Actor, id: &str) -> NaiveDate {
    let list = desk
        .server
        .get_as(&who.token, "/api/v1/complaints?sort=due_on")
        .good();
    let items = list["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["id"] == id).unwrap();
    value_day(&item["due_on"])
}

fn an_import_moves_due_dates_and_lists_them(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let (officer, admin) = (desk.officer(), desk.server.admin());
    let (id, concluded) = (accepted(&desk), accepted(&desk));
    let _ = desk.done(
        &officer,
        &concluded,
        "conclusion",
        &json!({"outcome": "unverifiable"}),
    );
    let tag = desk.read(&officer, &id).header("etag").to_owned();
    let before = listed(&desk, &officer, &id);
    let answer = desk.server.get_as(&officer.token, EFFECTS);
    let _ = answer.problem(404, "not_found");

    let done = put(&desk, &admin, &notice(2)).good();
    assert_eq!(done["changed"], true);
    assert_eq!(done["years"], json!([2091]));
    // Statutory days that the notice leaves out stay days off, and are named.
    assert_eq!(done["added"][0]["date"], "2091-01-01");
    assert_eq!(done["effects"], EFFECTS);
    let moved = settled(&desk, &officer, &done["revision"]);
    let (_, after) = standing(&desk.server, &officer, &id, day(START));
    assert!(after > before);
    assert_eq!(listed(&desk, &officer, &id), after);
    assert_eq!(moved["moved"], 1);
    let item = &moved["items"][0];
    assert_eq!(item["case_id"], id.as_str());
    assert_eq!(value_day(&item["moved_from"]), before);
    assert_eq!(value_day(&item["moved_to"]), after);
    assert_eq!(moved["items"].as_array().unwrap().len(), 1);
    // The time passes without the case being changed.
    assert_eq!(desk.read(&officer, &id).header("etag"), tag);
    let noted = vec![("due_date_moved".to_owned(), day(START))];
    assert_eq!(ticks(&desk.server, &officer, &id), noted);
    assert_eq!(ticks(&desk.server, &officer, &concluded), []);

    // Who sees what: the administrator the number, everybody else the own cases.
    assert_eq!(
        (
            &effects(&desk, &admin)["moved"],
            &effects(&desk, &admin)["items"]
        ),
        (&json!(1), &json!([]))
    );
    let elsewhere = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    assert_eq!(effects(&desk, &elsewhere)["moved"], 0);
    assert_eq!(effects(&desk, &elsewhere)["items"], json!([]));
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    for who in [desk.platform(), province] {
        assert_eq!(effects(&desk, &who)["items"], moved["items"]);
    }
    let answer = put(&desk, &officer, &notice(2));
    let _ = answer.problem(403, "forbidden");

    // The same once more changes nothing.
    let again = put(&desk, &admin, &notice(2)).good();
    assert_eq!(
        (&again["changed"], &again["years"], &again["revision"]),
        (&json!(false), &json!([]), &done["revision"])
    );
    assert_eq!(again["notice_hash"], done["notice_hash"]);
    assert_eq!(effects(&desk, &officer), moved);
    assert_eq!(ticks(&desk.server, &officer, &id), noted);
    // Other days only where that is said.
    let answer = put(&desk, &admin, &notice(1));
    let _ = answer.problem(409, "already_exists");
    let done = put(&desk, &admin, &replacing(notice(1))).good();
    let moved = settled(&desk, &officer, &done["revision"]);
    let item = &moved["items"][0];
    assert_eq!(value_day(&item["moved_from"]), after);
    let now = value_day(&item["moved_to"]);
    assert!(now < after);
    assert_eq!(listed(&desk, &officer, &id), now);
    // What is said from then on is about the new date.
    desk.put_clock(&morning(later(now, 1)));
    let said = ticks(&desk.server, &officer, &id);
    assert_eq!(said.last(), Some(&("overdue".to_owned(), later(now, 1))));
    assert_eq!(said.len(), 3);
    // Rows are as the events have them, due dates included; so are the imports.
    assert_sound(&desk.server.database);
}

fn the_command_line_moves_them_too(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let officer = desk.officer();
    let id = accepted(&desk);
    let before = listed(&desk, &officer, &id);
    let file = desk.server.folder().join("notice.csv");
    let rows = "date,kind,name_zh,name_en\n2091-03-05,holiday,虚构,Invented\n";
    std::fs::write(&file, rows).unwrap();
    let words = ["calendar", "import", file.to_str().unwrap()];
    let done = on(&desk.server.database, &words);
    assert_eq!(done.code, Some(0), "{done:?}");
    let after = wait::until("the server follows", || {
        let listed = listed(&desk, &officer, &id);
        (listed != before).then_some(listed)
    });
    let named = format!("1 due dates moved (case, from, to):\n{id}\t{before}\t{after}\n");
    assert!(done.text().ends_with(&named), "{}", done.text());
    let moved = effects(&desk, &officer);
    assert_eq!(moved["settled"], true);
    assert_eq!(value_day(&moved["items"][0]["moved_to"]), after);
    let again = on(&desk.server.database, &words);
    assert!(again.text().starts_with("nothing new"), "{}", again.text());
    assert_eq!(effects(&desk, &officer), moved);
    assert_sound(&desk.server.database);
}

fn a_notice_is_checked_as_a_whole(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let admin = desk.server.admin();
    let day = |date: &str, kind: &str| json!({"date": date, "kind": kind, "name_zh": "虚构", "name_en": "Invented"});
    let of = |days: Value| json!({"source": "虚构", "days": days});
    let cases = [
        (of(json!([])), "/days"),
        (of(json!([day("2091-03-05", "workday")])), "/days/0/kind"),
        (of(json!([day("2091-03-05", "day_off")])), "/days/0/kind"),
        (
            of(json!([
                day("2091-03-05", "holiday"),
                day("2091-13-05", "holiday")
            ])),
            "/days/1/date",
        ),
        (
            of(json!([
                day("2091-03-05", "holiday"),
                day("2091-03-05", "holiday")
            ])),
            "/days/1/date",
        ),
        (
            of(json!([
                day("2091-03-05", "holiday"),
                day("2090-11-30", "holiday")
            ])),
            "/days/1/date",
        ),
        (of(json!([day("2090-12-31", "holiday")])), "/days"),
        (json!({"days": [day("2091-03-05", "holiday")]}), "/source"),
    ];
    for (notice, pointer) in cases {
        let problem = put(&desk, &admin, &notice).problem(422, "invalid_facts");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{notice}");
    }
    let year = desk.server.get(PATH).good();
    assert_eq!(year["status"], "provisional");
}
