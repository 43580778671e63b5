//! Lists: filters, orders, pages, totals, search, and who sees what.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::{MONDAY, ids_of};
use crate::complaints::desk::{Desk, intake, sound, words};
use crate::support::on_both;

on_both!(
    every_filter_finds_its_cases,
    whoever_asks_sees_what_they_reach,
    what_does_not_go_together_is_refused,
    pages_and_totals_agree_with_the_whole,
);

fn submitted(desk: &Desk, day: u32, change: impl FnOnce(&mut Value)) -> String {
    desk.put_clock(&format!("2026-03-{day:02}T09:30:00+08:00"));
    let mut body = intake(&format!("1993{day:07}"));
    change(&mut body);
    words(&desk.submit(&desk.platform(), &body)["id"])
}

fn every_filter_finds_its_cases(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let first = submitted(&desk, 2, |body| body["external_ref"] = "12345-1".into());
    let second = submitted(&desk, 3, |body| {
        body["channel"] = "letter".into();
        body["accused"]["name"] = "广州雁山职业技能鉴定所".into();
        body["accused"]["uscc"] = "91350100M000100Y43".into();
    });
    let third = submitted(&desk, 4, |_| {});
    desk.done(&officer, &third, "evaluations", &sound());
    desk.done(&officer, &third, "acceptance", &json!({}));
    desk.put_clock("2026-03-05T09:30:00+08:00");
    desk.done(
        &officer,
        &first,
        "subject",
        &json!({"subject": "考前泄露试题"}),
    );

    let ids = |query: &str| ids_of(&desk.all(&officer, query).good());
    let expect = |query: &str, expected: &[&String]| {
        let expected: Vec<String> = expected.iter().map(|id| (*id).clone()).collect();
        assert_eq!(ids(query), expected, "{query}");
    };
    expect("", &[&third, &second, &first]);
    expect("?order=asc", &[&first, &second, &third]);
    expect("?state=accepted", &[&third]);
    expect("?state=received&channel=letter", &[&second]);
    expect("?channel=letter", &[&second]);
    expect("?center=gd-440100", &[&third, &second, &first]);
    expect("?center=gd-440300", &[]);
    expect("?accused_uscc=91350100M000100Y43", &[&second]);
    expect("?accused_name=广州雁山职业技能鉴定所", &[&second]);
    expect("?accused_name=广州南岫职业培训学校", &[&third, &first]);
    expect("?accused_name=广州南岫", &[]);
    expect(
        "?accused_name=广州南岫职业培训学校&accused_uscc=91350100M000100Y43",
        &[],
    );
    expect(&format!("?officer={}", officer.client_id), &[&third]);
    expect("?officer=nobody", &[]);
    expect("?external_ref=12345-1", &[&first]);
    expect("?external_ref=12345-1&sort=updated_at", &[&first]);
    expect("?external_ref=12345-1&state=accepted", &[]);
    expect("?received_from=2026-03-03", &[&third, &second]);
    expect("?received_to=2026-03-03", &[&second, &first]);
    expect(
        "?received_from=2026-03-03&received_to=2026-03-03",
        &[&second],
    );
    expect("?received_from=2026-03-03T09:30:01%2B08:00", &[&third]);
    expect("?due_from=2026-03-05", &[&third]);
    expect("?due_to=2026-03-05", &[]);
    expect("?sort=due_on", &[&third]);
    expect("?overdue=true", &[]);
    expect("?updated_since=2026-03-05", &[&first]);
    expect("?updated_since=2026-03-03", &[&second, &third, &first]);
    expect("?sort=updated_at&order=desc", &[&first, &third, &second]);
    expect("?q=南岫", &[&third, &first]);
    expect("?q=泄露", &[&first]);
    expect("?q=440100-0001", &[&third]);
    expect("?q=雁山&state=accepted", &[]);
    expect("?q=无此文字", &[]);
    desk.put_clock("2026-05-20T09:30:00+08:00");
    expect("?overdue=true", &[&third]);
    expect("?overdue=true&state=accepted&channel=web", &[&third]);
    let item = desk.all(&officer, "?state=accepted").good()["items"][0].clone();
    let case = desk.read(&officer, &third).good();
    for member in [
        "id",
        "version",
        "center",
        "state",
        "due_on",
        "officer",
        "received_at",
        "updated_at",
    ] {
        assert_eq!(item[member], case[member], "{member}");
    }
    assert_eq!(item["number"], case["acceptance"]["number"]);
}

fn whoever_asks_sees_what_they_reach(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let id = desk.accepted();
    let list = |role: Role| desk.all(&desk.server.any(role), "?total=true");
    for role in [
        Role::Platform,
        Role::Intake,
        Role::ComplaintOfficer,
        Role::CenterLead,
        Role::ProvinceLead,
        Role::Auditor,
    ] {
        let page = list(role).good();
        assert_eq!(ids_of(&page), std::slice::from_ref(&id), "{role}");
        assert_eq!(page["total"], json!({"count": 1, "exact": true}), "{role}");
    }
    for role in [Role::Handler, Role::Regulator] {
        let page = list(role).good();
        assert_eq!(
            page,
            json!({"items": [], "next": null, "total": {"count": 0, "exact": true}})
        );
    }
    for role in [Role::Admin, Role::Inspector, Role::Institution] {
        let _ = list(role).problem(403, "forbidden");
    }
    let platform = list(Role::Platform).good();
    assert_eq!(platform["items"][0]["officer"], Value::Null);
    let elsewhere = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    assert!(ids_of(&desk.all(&elsewhere, "").good()).is_empty());
    assert!(ids_of(&desk.all(&elsewhere, "?q=南岫").good()).is_empty());
    assert!(
        ids_of(
            &desk
                .all(&elsewhere, "?accused_name=广州南岫职业培训学校")
                .good()
        )
        .is_empty()
    );
}

fn what_does_not_go_together_is_refused(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    for (query, names) in [
        ("?colour=red", vec!["colour"]),
        ("?state=lost", vec!["state"]),
        ("?channel=pigeon", vec!["channel"]),
        ("?sort=colour", vec!["sort"]),
        ("?order=up", vec!["order"]),
        ("?limit=0", vec!["limit"]),
        ("?limit=101", vec!["limit"]),
        ("?q=x", vec!["q"]),
        ("?overdue=false", vec!["overdue"]),
        ("?received_from=yesterday", vec!["received_from"]),
        ("?due_to=2026-02-30", vec!["due_to"]),
        (
            "?due_to=2026-03-01&updated_since=2026-03-01",
            vec!["due_to", "updated_since"],
        ),
        (
            "?received_to=2026-03-01&sort=due_on",
            vec!["received_to", "sort"],
        ),
        ("?overdue=true&sort=received_at", vec!["overdue", "sort"]),
        ("?q=南岫&sort=due_on", vec!["q", "sort"]),
        ("?cursor=AAAA", vec!["cursor"]),
    ] {
        let problem = desk.all(&officer, query).problem(400, "malformed_request");
        for name in names {
            assert!(problem.to_string().contains(name), "{query}: {problem}");
        }
    }
    for _ in 0..2 {
        desk.received();
    }
    let page = desk.all(&officer, "?limit=1").good();
    let cursor = words(&page["next"]);
    for changed in [
        "?state=received",
        "?order=asc",
        "?q=南岫",
        "?sort=updated_at",
    ] {
        let _ = desk
            .all(&officer, &format!("{changed}&cursor={cursor}"))
            .problem(400, "malformed_request");
    }
    let lead = desk.server.any(Role::ProvinceLead);
    let _ = desk
        .all(&lead, &format!("?cursor={cursor}"))
        .problem(400, "malformed_request");
    let _ = desk
        .all(&officer, &format!("?limit=2&cursor={cursor}"))
        .good();
}

fn pages_and_totals_agree_with_the_whole(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    for day in 2..=12 {
        let id = submitted(&desk, day, |body| {
            if day % 3 == 0 {
                body["channel"] = "letter".into();
            }
            if day % 4 == 0 {
                // The same name, once with its credit code: two parties of one name.
                body["accused"]["uscc"] = "91350100M000100Y43".into();
            }
        });
        if day % 2 == 0 {
            desk.done(&officer, &id, "evaluations", &sound());
            desk.done(&officer, &id, "acceptance", &json!({}));
        }
    }
    let own = format!("?officer={}", officer.client_id);
    for query in [
        "",
        "?order=asc",
        "?state=accepted",
        "?channel=letter",
        "?state=accepted&channel=letter",
        "?sort=due_on",
        "?sort=due_on&order=desc",
        "?sort=updated_at",
        "?accused_name=广州南岫职业培训学校",
        "?accused_name=广州南岫职业培训学校&sort=due_on",
        "?q=南岫",
        "?q=南岫&state=accepted",
        own.as_str(),
    ] {
        for who in [
            &officer,
            &desk.platform(),
            &desk.server.any(Role::ProvinceLead),
        ] {
            if query == own && who.client_id == desk.platform().client_id {
                let refused = desk.all(who, query).problem(400, "malformed_request");
                assert!(refused["detail"].as_str().unwrap().contains("officer"));
                continue;
            }
            let joint = if query.is_empty() { "?" } else { "&" };
            let whole = desk
                .all(who, &format!("{query}{joint}limit=100&total=true"))
                .good();
            let ids = ids_of(&whole);
            assert!(!ids.is_empty(), "{query}");
            assert_eq!(
                whole["total"],
                json!({"count": ids.len(), "exact": true}),
                "{query}"
            );
            for limit in [1, 3, 4] {
                assert_eq!(desk.paged(who, query, limit), ids, "{query} by {limit}");
            }
        }
    }
    for who in [
        &officer,
        &desk.platform(),
        &desk.server.any(Role::ProvinceLead),
    ] {
        let counts = desk.all(who, "/counts").good();
        let total =
            |query: &str| desk.all(who, &format!("?total=true{query}")).good()["total"].clone();
        assert_eq!(counts["all"], total(""));
        for (list, name) in [("by_state", "state"), ("by_channel", "channel")] {
            for entry in counts[list].as_array().unwrap() {
                let word = entry[name].as_str().unwrap();
                assert_eq!(
                    entry["total"],
                    total(&format!("&{name}={word}")),
                    "{name} {word}"
                );
            }
        }
    }
}
