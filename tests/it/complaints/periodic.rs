//! Periodic reports: figures that are the counts of the lists they name, submitted once, frozen.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, intake, words};
use crate::support::on_both;

on_both!(
    every_figure_is_the_count_of_its_list,
    a_report_is_frozen_and_revised_only_for_a_reason,
    who_may_not_cannot,
);

const PATH: &str = "/api/v1/periodic-reports";

/// How many items the list has, page by page.
fn listed(desk: &Desk, who: &Actor, href: &str) -> u64 {
    let (mut count, mut cursor) = (0, String::new());
    loop {
        let page = desk
            .server
            .get_as(&who.token, &format!("{href}&limit=2{cursor}"))
            .good();
        count += u64::try_from(page["items"].as_array().unwrap().len()).unwrap();
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return count,
        }
    }
}

/// The figures, each after its list was counted.
fn figures(desk: &Desk, who: &Actor, report: &Value) -> Vec<(String, u64)> {
    let figures = report["figures"].as_array().unwrap();
    figures
        .iter()
        .map(|figure| {
            let count = figure["count"].as_u64().unwrap();
            let href = words(&figure["href"]);
            assert_eq!(listed(desk, who, &href), count, "{href}");
            let detail = figure["detail"]
                .as_str()
                .map_or_else(String::new, |detail| format!(" {detail}"));
            (format!("{}{detail}", words(&figure["figure"])), count)
        })
        .collect()
}

fn conclude(desk: &Desk, id: &str) {
    let body = json!({"outcome": "guided"});
    let _ = desk.done(&desk.officer(), id, "conclusion", &body);
}

/// A case on the guidance track, which is answered and concluded without an investigation.
fn guided(desk: &Desk) -> String {
    let id = desk.received_from(&desk.somebody());
    let routine = with(&super::desk::sound(), "/routine_business", json!(true));
    let _ = desk.done(&desk.officer(), &id, "evaluations", &routine);
    let _ = desk.done(&desk.officer(), &id, "acceptance", &json!({}));
    id
}

fn every_figure_is_the_count_of_its_list(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T00:00:00+08:00");
    let officer = desk.officer();
    let in_time = guided(&desk);
    let late = guided(&desk);
    let _running = desk.accepted();
    let _rejected = (desk.rejected(), desk.rejected());
    let mut report = with(&intake(&desk.somebody()), "/channel", json!("letter"));
    report["kind"] = json!("report");
    let withdrawn = words(&desk.submit(&officer, &report)["id"]);
    let withdrawal = json!({"by": "complainant", "reason": "已解决"});
    let _ = desk.done(&officer, &withdrawn, "withdrawal", &withdrawal);
    desk.put_clock("2026-03-20T09:00:00+08:00");
    conclude(&desk, &in_time);
    // The last moment of the month, and the first of the next.
    desk.put_clock("2026-03-31T23:59:59+08:00");
    let _ = desk.received();
    desk.put_clock("2026-04-01T00:00:01+08:00");
    let _ = desk.received_from(&desk.somebody());
    desk.put_clock("2026-04-15T09:00:00+08:00");
    conclude(&desk, &late);
    let preview = |who: &Actor, query: &str| {
        desk.server
            .get_as(&who.token, &format!("{PATH}/preview?{query}"))
            .good()
    };
    let march = preview(&officer, "period=2026-03");
    assert_eq!(
        (&march["first"], &march["last"], &march["ended"]),
        (&json!("2026-03-01"), &json!("2026-03-31"), &json!(true))
    );
    let expected: Vec<(String, u64)> = [
        ("received", 7),
        ("received_by_channel letter", 1),
        ("received_by_channel web", 6),
        ("received_by_kind complaint", 6),
        ("received_by_kind report", 1),
        ("accepted", 3),
        ("rejected", 2),
        ("rejected_on gd-complaints/art10/2", 2),
        ("referred", 0),
        ("joined", 0),
        ("withdrawn", 1),
        ("concluded", 1),
        ("concluded_as guided", 1),
        ("concluded_in_time", 1),
        ("concluded_late", 0),
        ("fell_overdue", 2),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .to_vec();
    assert_eq!(figures(&desk, &officer, &march), expected);
    let get = |report: &Value, name: &str| {
        figures(&desk, &officer, report)
            .into_iter()
            .find(|(figure, _)| figure == name)
            .map(|(_, count)| count)
    };
    let april = preview(&officer, "period=2026-04");
    assert_eq!(april["ended"], false);
    assert_eq!(
        (get(&april, "received"), get(&april, "concluded_late")),
        (Some(1), Some(1))
    );
    let quarter = preview(&officer, "period=2026-Q2");
    assert_eq!(get(&quarter, "concluded"), Some(1));
    let year = preview(&officer, "period=2026");
    assert_eq!(
        (
            get(&year, "received"),
            get(&year, "concluded"),
            get(&year, "concluded_late")
        ),
        (Some(8), Some(2), Some(1))
    );
    // The province reads any center's, a center its own.
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let theirs = preview(&province, &format!("center={GUANGZHOU}&period=2026-03"));
    assert_eq!(figures(&desk, &province, &theirs), expected);
    let shenzhen = desk.server.actor(Role::CenterLead, "gd-440300");
    for query in [
        format!("center={GUANGZHOU}&period=2026-03"),
        "period=2026-3".to_owned(),
        "period=2026-Q5".to_owned(),
    ] {
        let answer = desk
            .server
            .get_as(&shenzhen.token, &format!("{PATH}/preview?{query}"));
        let _ = answer.problem(400, "malformed_request");
    }
    let answer = desk.server.get_as(&shenzhen.token, &format!("/api/v1/complaints/steps?center={GUANGZHOU}&step=accepted&from=2026-03-01&to=2026-03-31"));
    let _ = answer.problem(400, "malformed_request");
    crate::load::cases::assert_sound(&desk.server.database);
}

fn a_report_is_frozen_and_revised_only_for_a_reason(kind: Kind) {
    let desk = Desk::at(kind, "2026-10-31T09:00:00+08:00");
    let lead = desk.lead();
    let _ = desk.rejected();
    let submit = |body: Value| desk.server.post_as(&lead.token, PATH, &body);
    let refused = |body: Value, code: &str| {
        let problem = submit(body).problem(409, "command_refused");
        assert_eq!(
            (&problem["refusal"], &problem["legal_basis"]),
            (&json!(code), &json!("gd-complaints/art4/2"))
        );
    };
    refused(json!({"period": "2026-10"}), "period_not_ended");
    desk.put_clock("2026-11-01T00:00:01+08:00");
    refused(
        json!({"period": "2026-10", "reason": "更正"}),
        "nothing_to_revise",
    );
    assert_eq!(
        submit(json!({"period": "2026-13"})).faults()[0].0,
        "/period"
    );
    let answer = submit(json!({"period": "2026-10"}));
    assert_eq!(answer.status, 201, "{}", answer.text());
    let first = answer.json();
    assert_eq!(
        (&first["revision"], &first["center"]),
        (&json!(1), &json!(GUANGZHOU))
    );
    let own = words(&first["id"]);
    assert_eq!(answer.header("location"), format!("{PATH}/{own}"));
    let rejected = |report: &Value| {
        let figures = report["figures"].as_array().unwrap();
        figures
            .iter()
            .find(|figure| figure["figure"] == "rejected")
            .unwrap()["count"]
            .clone()
    };
    assert_eq!(rejected(&first), 1);
    refused(json!({"period": "2026-10"}), "reason_missing");
    // Whatever happens to the cases, the report says what it said.
    let id = words(
        &desk
            .server
            .get_as(&lead.token, "/api/v1/complaints?state=rejected")
            .good()["items"][0]["id"],
    );
    let review = json!({"outcome": "reopened", "reason": "已有新材料"});
    let _ = desk.done(&lead, &id, "rejection-review", &review);
    let read = |id: &str| {
        desk.server
            .get_as(&lead.token, &format!("{PATH}/{id}"))
            .good()
    };
    assert_eq!(read(&own), first);
    let second = submit(json!({"period": "2026-10", "reason": "一件不予受理经复核撤销"})).json();
    assert_eq!(
        (&second["revision"], rejected(&second)),
        (&json!(2), json!(0))
    );
    assert_eq!(read(&own), first);
    // The province reads them all, another center none.
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    assert_eq!(
        desk.server.get_as(&province.token, PATH).good()["items"],
        json!([second, first])
    );
    assert_eq!(
        desk.server.get_as(&stranger.token, PATH).good()["items"],
        json!([])
    );
    let _ = desk
        .server
        .get_as(&stranger.token, &format!("{PATH}/{own}"))
        .problem(404, "not_found");
    crate::load::cases::assert_sound(&desk.server.database);
}

fn who_may_not_cannot(kind: Kind) {
    let desk = Desk::at(kind, "2026-11-01T09:00:00+08:00");
    let officer = desk.officer();
    let body = json!({"period": "2026-10"});
    let _ = desk
        .server
        .post_as(&officer.token, PATH, &body)
        .problem(403, "forbidden");
    for role in [
        Role::Admin,
        Role::Platform,
        Role::Intake,
        Role::Handler,
        Role::Inspector,
        Role::Institution,
    ] {
        let who = desk.server.any(role);
        let _ = desk
            .server
            .post_as(&who.token, PATH, &body)
            .problem(403, "forbidden");
        for path in [
            PATH.to_owned(),
            format!("{PATH}/preview?period=2026-10"),
            "/api/v1/complaints/steps?step=accepted&from=2026-10-01&to=2026-10-31".to_owned(),
        ] {
            let _ = desk
                .server
                .get_as(&who.token, &path)
                .problem(403, "forbidden");
        }
    }
    let auditor = desk.server.any(Role::Auditor);
    let _ = desk.server.get_as(&auditor.token, PATH).good();
    let _ = desk
        .server
        .post_as(&auditor.token, PATH, &body)
        .problem(403, "forbidden");
}
