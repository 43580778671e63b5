//! The work queue, departures and the state machine.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::{MONDAY, ids_of};
use crate::complaints::desk::{Desk, sound, unclear};
use crate::support::on_both;

on_both!(
    the_queue_says_what_is_next,
    departures_are_listed_with_their_reason,
    the_life_of_a_case_is_public,
);

fn steps(item: &Value) -> Vec<&str> {
    let steps = item["steps"].as_array().unwrap();
    steps
        .iter()
        .map(|step| step["step"].as_str().unwrap())
        .collect()
}

fn the_queue_says_what_is_next(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let fresh = desk.received();
    let decided_later = desk.examined();
    desk.put_clock("2026-03-03T09:30:00+08:00");
    let late = desk.accepted();
    desk.put_clock("2026-03-02T09:30:00+08:00");
    let early = desk.accepted();
    let rejected = desk.rejected();
    desk.put_clock("2026-03-04T09:30:00+08:00");
    let queue = desk.all(&officer, "/work-queue").good();
    let ids = ids_of(&queue);
    assert_eq!(ids[..2], [early.clone(), late.clone()]);
    let mut undecided = ids[2..].to_vec();
    undecided.sort();
    let mut expected = vec![fresh.clone(), decided_later.clone()];
    expected.sort();
    assert_eq!(undecided, expected);
    assert!(!ids.contains(&rejected));
    let of = |id: &str| {
        let items = queue["items"].as_array().unwrap();
        items.iter().find(|item| item["case"]["id"] == id).unwrap()
    };
    assert_eq!(steps(of(&early)), ["deliver_notice", "assign", "conclude"]);
    let until = &of(&early)["steps"][2]["until"];
    assert_eq!(*until, of(&early)["case"]["due_on"]);
    assert!(until.is_string());
    assert_eq!(steps(of(&fresh)), ["evaluate"]);
    assert_eq!(steps(of(&decided_later)), ["decide"]);
    for limit in [1, 2, 3] {
        assert_eq!(
            desk.paged(&officer, "/work-queue", limit),
            ids,
            "by {limit}"
        );
    }
    // Another officer sees what nobody has yet.
    let lead = desk.all(&desk.lead(), "/work-queue").good();
    let mut seen = ids_of(&lead);
    seen.sort();
    assert_eq!(seen, expected);
    let _ = desk
        .all(&desk.platform(), "/work-queue")
        .problem(403, "forbidden");
}

fn departures_are_listed_with_their_reason(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let _ordinary = desk.accepted();
    let id = desk.received();
    desk.done(&officer, &id, "evaluations", &unclear());
    desk.put_clock("2026-03-03T09:30:00+08:00");
    desk.done(
        &officer,
        &id,
        "acceptance",
        &json!({"departure": "线索具体，可以边查边补。"}),
    );
    let lead = desk.lead();
    for who in [
        &lead,
        &desk.server.any(Role::ProvinceLead),
        &desk.server.any(Role::Auditor),
    ] {
        let page = desk.all(who, "/departures").good();
        assert_eq!(ids_of(&page), std::slice::from_ref(&id));
        let departure = &page["items"][0]["departures"][0];
        assert_eq!(departure["reason"], "线索具体，可以边查边补。");
        assert_eq!(departure["decision"], "complaint_accepted");
        assert_eq!(departure["decided_by"], officer.client_id.as_str());
    }
    let ids = |query: &str| ids_of(&desk.all(&lead, &format!("/departures{query}")).good());
    assert_eq!(
        ids("?from=2026-03-03&to=2026-03-03"),
        std::slice::from_ref(&id)
    );
    assert!(ids("?to=2026-03-02").is_empty());
    assert!(ids("?center=gd-440300").is_empty());
    let _ = desk.all(&officer, "/departures").problem(403, "forbidden");
    let _ = desk
        .all(&lead, "/departures?from=x")
        .problem(400, "malformed_request");
    let _ = sound();
}

fn the_life_of_a_case_is_public(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let machine = desk.server.get("/api/v1/complaints/state-machine").good();
    assert_eq!(machine["initial"], "received");
    let commands = machine["commands"].as_array().unwrap();
    let case = desk.read(&desk.officer(), &desk.received()).good();
    let allowed = case["allowed_commands"].as_array().unwrap();
    let names = |all: &[Value]| -> Vec<String> {
        all.iter()
            .map(|command| command["command"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(commands), names(allowed));
    let accept = commands.iter().find(|c| c["command"] == "accept").unwrap();
    assert_eq!(accept["from"], json!(["received"]));
    assert_eq!(accept["to"], json!(["accepted"]));
    assert_eq!(accept["provision"], "gd-complaints/art9");
    assert!(
        accept["roles"]
            .as_array()
            .unwrap()
            .contains(&json!("complaint_officer"))
    );
}
