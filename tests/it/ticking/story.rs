//! Cases whose clocks run out, day by day.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::server::Server;

use super::{START, accepted, day, examined, later, morning, standing, ticks};
use crate::complaints::desk::{Desk, GUANGZHOU};
use crate::load::cases::assert_sound;
use crate::support::on_both;

on_both!(
    each_thing_is_said_once_on_its_day,
    whoever_looks_late_says_what_holds_then,
    lists_counts_and_events_agree_and_stay_in_reach,
    a_restart_says_nothing_again,
);

fn etag(desk: &Desk, who: &Actor, id: &str) -> String {
    desk.read(who, id).header("etag").to_owned()
}

/// The first day from which a case is due soon, and the first on which it is overdue, by the rules.
fn expected(desk: &Desk, who: &Actor, id: &str) -> (NaiveDate, NaiveDate) {
    let first = |state: &str| {
        (0..60)
            .map(|days| later(day(START), days))
            .find(|on| standing(&desk.server, who, id, *on).0 == state)
            .unwrap()
    };
    (first("due_soon"), first("overdue"))
}

fn each_thing_is_said_once_on_its_day(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let officer = desk.officer();
    let (open, concluded, withdrawn) = (accepted(&desk), accepted(&desk), accepted(&desk));
    let (soon, over) = expected(&desk, &officer, &open);
    let (_, due_on) = standing(&desk.server, &officer, &open, over);
    assert_eq!(over, later(due_on, 1));
    let before = etag(&desk, &officer, &open);
    let _ = desk.done(
        &officer,
        &withdrawn,
        "withdrawal",
        &json!({"reason": "已和解", "by": "complainant"}),
    );
    let mut today = day(START);
    while today < later(over, 4) {
        today = later(today, 1);
        // More than once a day: at its first minute, and in the morning.
        desk.put_clock(&format!("{today}T00:00:30+08:00"));
        desk.put_clock(&morning(today));
        let mut wanted = Vec::new();
        if today >= soon {
            wanted.push(("due_soon".to_owned(), soon));
        }
        if today >= over {
            wanted.push(("overdue".to_owned(), over));
        }
        assert_eq!(ticks(&desk.server, &officer, &open), wanted, "{today}");
        assert_eq!(etag(&desk, &officer, &open), before, "{today}");
        if today == soon {
            // Its warning was given; concluded in time it is never overdue.
            let _ = desk.done(
                &officer,
                &concluded,
                "conclusion",
                &json!({"outcome": "unverifiable"}),
            );
        }
    }
    let warned = vec![("due_soon".to_owned(), soon)];
    assert_eq!(ticks(&desk.server, &officer, &concluded), warned);
    assert_eq!(ticks(&desk.server, &officer, &withdrawn), []);
    assert_sound(&desk.server.database);
}

fn whoever_looks_late_says_what_holds_then(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let officer = desk.officer();
    let id = accepted(&desk);
    let (_, over) = expected(&desk, &officer, &id);
    let late = later(over, 9);
    desk.put_clock(&morning(late));
    desk.put_clock(&morning(later(late, 1)));
    let said = ticks(&desk.server, &officer, &id);
    assert_eq!(said, [("overdue".to_owned(), late)]);
}

fn ids(list: &Value, member: &str) -> Vec<String> {
    let items = list["items"].as_array().unwrap();
    let id = |item: &Value| item[member].as_str().unwrap().to_owned();
    items.iter().map(id).collect()
}

fn lists_counts_and_events_agree_and_stay_in_reach(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let (officer, platform) = (desk.officer(), desk.platform());
    let early = accepted(&desk);
    let (_, over) = expected(&desk, &officer, &early);
    // One that is due later, and one that is not accepted.
    desk.put_clock(&morning(later(day(START), 3)));
    let (late, _idle) = (accepted(&desk), examined(&desk));
    desk.put_clock(&morning(over));
    let get = |who: &Actor, path: &str| desk.server.get_as(&who.token, path).good();
    let list = |who: &Actor, clock: &str| {
        get(who, &format!("/api/v1/complaints?clock={clock}&total=true"))
    };
    for who in [&officer, &platform] {
        let overdue = list(who, "overdue");
        assert_eq!(ids(&overdue, "id"), [early.as_str()]);
        assert_eq!(overdue["total"]["count"], 1);
        let soon = list(who, "due_soon");
        assert_eq!(ids(&soon, "id"), [late.as_str()]);
        assert_eq!(soon["total"]["count"], 1);
        let counts = get(who, "/api/v1/complaints/counts");
        assert_eq!(
            counts["by_clock"],
            json!([
                {"clock": "due_soon", "total": {"count": 1, "exact": true}},
                {"clock": "overdue", "total": {"count": 1, "exact": true}}
            ])
        );
        // Early became overdue without anybody having looked before: late has its warning.
        let events = get(who, "/api/v1/complaints/clock-events");
        let mut said = ids(&events, "case_id");
        said.sort();
        let mut wanted = vec![early.clone(), late.clone()];
        wanted.sort();
        assert_eq!(said, wanted);
        let only = get(who, "/api/v1/complaints/clock-events?kind=overdue");
        assert_eq!(ids(&only, "case_id"), [early.as_str()]);
        // Page by page, and from the last position on.
        let page = get(who, "/api/v1/complaints/clock-events?limit=1");
        let next = page["next"].as_str().unwrap();
        let rest = get(
            who,
            &format!("/api/v1/complaints/clock-events?limit=1&cursor={next}"),
        );
        assert_eq!(rest["next"], Value::Null);
        assert_eq!(rest["items"][0], events["items"][1]);
        let position = &events["items"][1]["position"];
        let none = get(
            who,
            &format!("/api/v1/complaints/clock-events?since={position}"),
        );
        assert_eq!(none["items"], json!([]));
    }
    // By officer, and nothing for another center.
    let mine = format!(
        "/api/v1/complaints?clock=overdue&officer={}",
        officer.client_id
    );
    assert_eq!(ids(&get(&officer, &mine), "id"), [early.as_str()]);
    let nobody = "/api/v1/complaints?clock=overdue&officer=0190b6a0-7c00-7000-8000-000000000001";
    assert_eq!(get(&officer, nobody)["items"], json!([]));
    let elsewhere = desk
        .server
        .actor(domain::access::Role::ComplaintOfficer, "gd-440300");
    assert_ne!(elsewhere.organisation, GUANGZHOU);
    for path in [
        "/api/v1/complaints?clock=overdue",
        "/api/v1/complaints/clock-events",
    ] {
        assert_eq!(get(&elsewhere, path)["items"], json!([]), "{path}");
    }
    for bad in [
        "/api/v1/complaints?clock=late",
        "/api/v1/complaints?clock=overdue&sort=received_at",
        "/api/v1/complaints/clock-events?kind=late",
        "/api/v1/complaints/clock-events?since=-1",
        "/api/v1/complaints/clock-events?until=1",
    ] {
        let answer = desk.server.get_as(&officer.token, bad);
        let _ = answer.problem(400, "malformed_request");
    }
}

fn a_restart_says_nothing_again(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let officer = desk.officer();
    let id = accepted(&desk);
    let (soon, over) = expected(&desk, &officer, &id);
    desk.put_clock(&morning(soon));
    let database = Arc::clone(&desk.server.database);
    desk.server.kill();
    let _ = desk.server.stopped();
    let server = Server::builder(kind)
        .database(&database)
        .env("JIANDU_SANDBOX", "true")
        .start();
    let admin = server.admin();
    let put = |today: NaiveDate| {
        let body = json!({"now": morning(today)}).to_string();
        let call = server
            .call("PUT", "/api/v1/sandbox/clock")
            .token(&admin.token);
        assert_eq!(call.json_text(body).send().status, 200);
    };
    put(later(soon, 1));
    let said = vec![("due_soon".to_owned(), soon)];
    assert_eq!(ticks(&server, &officer, &id), said);
    put(over);
    put(later(over, 1));
    let said = [said, vec![("overdue".to_owned(), over)]].concat();
    assert_eq!(ticks(&server, &officer, &id), said);
    assert_sound(&database);
}
