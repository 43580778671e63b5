//! What a platform sees of a case it handed in: where it stands, not which of the center's staff did what and why.

use serde_json::{Value, json};
use tests::database::Kind;

use super::desk::{Desk, sound};
use crate::support::on_both;

on_both!(
    the_centers_own_business_is_not_the_platforms,
    a_platforms_timeline_has_nothing_of_the_work_within,
    a_departments_timeline_goes_on_once_the_clock_has_spoken,
);

fn the_centers_own_business_is_not_the_platforms(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T09:00:00+08:00");
    let officer = desk.officer();
    let id = desk.received();
    let subject = json!({"subject": "（示例）替考"});
    let _ = desk.done(&officer, &id, "subject", &subject);
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let accepted = desk.done(&officer, &id, "acceptance", &json!({}));
    assert_eq!(accepted["officer"], officer.client_id.as_str());
    assert_eq!(accepted["evaluation"]["outcome"], "accept");

    let seen = desk.read(&desk.platform(), &id).good();
    assert_eq!(seen["state"], "accepted");
    assert_eq!(
        seen["acceptance"]["number"],
        accepted["acceptance"]["number"]
    );
    assert_eq!(seen["due_on"], accepted["due_on"]);
    assert_eq!(seen["acceptance"]["decided_by"], "gd-440100");
    for hidden in ["officer", "evaluation", "subject"] {
        assert_eq!(seen[hidden], Value::Null, "{hidden}");
    }
    let told = seen.to_string();
    assert!(!told.contains(&officer.client_id), "{told}");
    assert!(!told.contains("替考"), "{told}");

    // Nor do lists and the timeline tell it.
    let platform = desk.platform();
    let get = |path: &str| desk.server.call("GET", path).token(&platform.token).send();
    let list = get("/api/v1/complaints").good();
    assert_eq!(list["items"][0]["id"], id.as_str());
    assert_eq!(list["items"][0]["subject"], Value::Null);
    assert_eq!(list["items"][0]["officer"], Value::Null);
    let query = "/api/v1/complaints?q=%E6%9B%BF%E8%80%83";
    assert_eq!(get(query).good()["items"], json!([]));
    let own = desk.server.call("GET", query).token(&officer.token).send();
    assert_eq!(own.good()["items"][0]["id"], id.as_str());
    let by_officer = format!("/api/v1/complaints?officer={}", officer.client_id);
    let _ = get(&by_officer).problem(400, "malformed_request");
    let told = get(&format!("/api/v1/complaints/{id}/timeline"))
        .good()
        .to_string();
    assert!(!told.contains("替考"), "{told}");
    let unknown = format!("/api/v1/complaints/{id}/conclusion?dry_run=true");
    let body = json!({"outcome": "substantiated", "measures": []});
    let _ = desk
        .server
        .post_as(&officer.token, &unknown, &body)
        .problem(400, "malformed_request");
}

/// What departments found, what was ordered and what Art. 19 and 20 led to is between the center and them.
fn a_platforms_timeline_has_nothing_of_the_work_within(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T09:00:00+08:00");
    let (officer, lead) = (desk.officer(), desk.lead());
    let exam = desk.department("gd-440100-exam", "考务部");
    let id = desk.accepted();
    let steps = [
        (
            &officer,
            "assignments",
            json!({"assignments": [{"department": "gd-440100-exam", "task": "查清"}]}),
        ),
        (
            &lead,
            "supervision-orders",
            json!({"department": "gd-440100-exam", "due_on": "2026-03-10", "text": "尽快"}),
        ),
        (
            &exam,
            "supervision-orders/1/answer",
            json!({"text": "正在办理"}),
        ),
        (
            &exam,
            "reports",
            json!({"finding": "unverifiable", "text": "无法查实"}),
        ),
        (
            &lead,
            "accountability",
            json!({
                "provision": "gd-complaints/art15", "organisation": "gd-440100", "text": "改正",
                "correct_by": "2026-03-20", "serious": false,
            }),
        ),
        (
            &lead,
            "complainant-referrals",
            json!({
                "conduct": "abuse", "admonished_on": "2026-03-02", "authority": "广州市公安局", "text": "辱骂",
            }),
        ),
    ];
    for (who, step, body) in &steps {
        let _ = desk.done(who, &id, step, body);
    }
    let path = format!("/api/v1/complaints/{id}/timeline?limit=100");
    let timeline =
        |who: &tests::actor::Actor| desk.server.get_as(&who.token, &path).good().to_string();
    let (own, told) = (timeline(&lead), timeline(&desk.platform()));
    let inner = [
        "gd-440100-exam",
        "考务部",
        "unverifiable",
        "accountability",
        "广州市公安局",
        "abuse",
        "supervision",
    ];
    for hidden in inner {
        assert!(own.contains(hidden), "{hidden}");
        assert!(!told.contains(hidden), "{hidden}: {told}");
    }
    assert!(told.contains("complaint_accepted"), "{told}");
}

fn a_departments_timeline_goes_on_once_the_clock_has_spoken(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T09:00:00+08:00");
    let exam = desk.department("gd-440100-exam", "考务部");
    let id = desk.accepted();
    let assignment = json!({"assignments": [{"department": "gd-440100-exam"}]});
    let _ = desk.done(&desk.officer(), &id, "assignments", &assignment);
    desk.put_clock("2026-06-30T09:00:00+08:00");
    let path = format!("/api/v1/complaints/{id}/timeline?limit=100");
    let read = |who: &tests::actor::Actor| desk.server.get_as(&who.token, &path);
    tests::wait::until("the clock has spoken", || {
        let text = read(&desk.officer()).text().to_owned();
        text.contains("\"overdue\"").then_some(())
    });
    let told = read(&exam).good();
    let kinds: Vec<&str> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"overdue"), "{kinds:?}");
    assert!(kinds.contains(&"complaint_assigned"), "{kinds:?}");
}
