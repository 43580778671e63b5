//! The evaluations of a case, and replaying them.

use serde_json::json;
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::{Desk, same_matter_as, sound, unclear, words};
use crate::support::on_both;

on_both!(evaluations_are_kept_and_can_be_replayed);

fn evaluations_are_kept_and_can_be_replayed(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let earlier = desk.received_from("19922222222");
    desk.put_clock("2026-03-03T09:30:00+08:00");
    let id = desk.received_from("19922222222");
    desk.done(&officer, &id, "evaluations", &unclear());
    desk.done(&officer, &id, "evaluations", &same_matter_as(&earlier));
    desk.done(&officer, &id, "evaluations", &sound());
    let list = desk.part(&officer, &id, "evaluations").good();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(items[0]["outcome"], "undetermined");
    assert_eq!(
        items[0]["missing_facts"],
        json!(["/facts/has_factual_basis"])
    );
    let one = desk.part(&officer, &id, "evaluations/2").good();
    assert_eq!(one["number"], 2);
    assert_eq!(one["officer"], officer.client_id.as_str());
    assert_eq!(one["priors"][0]["case_id"], earlier.as_str());
    assert_eq!(one["priors"][0]["same_matter"], true);
    assert_eq!(one["assessment"]["within_function"], true);
    assert_eq!(one["assessment"]["urgent"], json!(null));
    // Asked by itself, the engine says the same.
    assert_eq!(
        desk.server.evaluate("admissibility", &one["request"]),
        one["answer"]
    );

    let version = desk.read(&officer, &id).good()["version"].clone();
    let path = format!("/api/v1/complaints/{id}/evaluations/2/replay");
    let replay = desk
        .server
        .call("POST", &path)
        .token(&officer.token)
        .send()
        .good();
    assert_eq!(replay["same"], true);
    assert_eq!(replay["stored"], one["answer"]);
    assert_eq!(replay["replayed"], one["answer"]);
    assert_eq!(replay["versions"]["stored"], one["versions"]);
    assert_eq!(replay["versions"]["now"], one["versions"]);
    assert_eq!(desk.read(&officer, &id).good()["version"], version);
    assert_eq!(desk.part(&officer, &id, "evaluations").good(), list);

    for bad in ["0", "4", "x", "-1", "99999999999"] {
        let _ = desk
            .part(&officer, &id, &format!("evaluations/{bad}"))
            .problem(404, "not_found");
    }
    let platform = desk.platform();
    let _ = desk
        .part(&platform, &id, "evaluations")
        .problem(403, "forbidden");
    assert!(words(&items[2]["versions"]["rules"]).contains('+'));
}
