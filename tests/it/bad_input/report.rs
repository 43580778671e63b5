//! How faults are reported: all at once, each with its pointer, and never more than an answer can hold.

use serde_json::json;
use tests::server::Server;

use super::faults::{complaint, institution, post};
use crate::support::{on_both, path};

on_both!(
    all_faults_come_at_once,
    a_pointer_is_escaped_and_shortened,
    many_faults_are_counted_not_listed,
    a_repeated_member_is_a_fault,
);

fn all_faults_come_at_once(server: &Server) {
    let request = json!({
        "profil": "x",
        "facts": {
            "submitted_on": "2025-02-29", "channel": 7, "urgent": "yes", "acused_identified": true,
            "event": {"date": "2025-13-01", "precision": null, "ongoing": 1, "day": 2},
            "prior_complaints": [{"status": "open", "due_on": false}, null, {"same_matter": []}],
        },
    });
    let faults = post(server, "admissibility", &request, "en");
    let mut pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/facts/acused_identified",
            "/facts/channel",
            "/facts/event/date",
            "/facts/event/day",
            "/facts/event/ongoing",
            "/facts/event/precision",
            "/facts/prior_complaints/0/due_on",
            "/facts/prior_complaints/0/status",
            "/facts/prior_complaints/1",
            "/facts/prior_complaints/2/same_matter",
            "/facts/prior_complaints/2/status",
            "/facts/submitted_on",
            "/facts/urgent",
            "/profil",
        ]
    );
    // The same faults, word for word another language, in the same order.
    let chinese = post(server, "admissibility", &request, "zh");
    assert_eq!(
        chinese
            .iter()
            .map(|(pointer, _)| pointer)
            .collect::<Vec<_>>(),
        faults
            .iter()
            .map(|(pointer, _)| pointer)
            .collect::<Vec<_>>()
    );
    assert!(
        chinese
            .iter()
            .zip(&faults)
            .all(|((_, chinese), (_, english))| chinese != english)
    );

    let contradictions = json!({"as_of": "2026-06-30", "facts": {
        "activity": {"last_on": null, "suspensions": [{"from": "2026-03-31", "to": "2026-03-30"}]},
        "batches": [{"id": "B", "held_on": "2026-05-20", "candidates": 3, "unqualified_candidates": 4}, {"id": "B", "held_on": "2026-05-20"}],
        "warnings": [{"id": "W", "decided_on": "2026-03-31", "rectified_on": "2026-03-30"}],
    }});
    assert_eq!(post(server, "sanctions", &contradictions, "en").len(), 4);

    // A profile that does not exist hides nothing else.
    let mut unknown = contradictions;
    unknown["profile"] = json!("nowhere");
    assert_eq!(post(server, "sanctions", &unknown, "en").len(), 5);
    let mut complaint = complaint("event", json!({"date": "2026-04-28"}));
    complaint["profile"] = json!("nowhere");
    assert_eq!(post(server, "admissibility", &complaint, "en").len(), 2);
}

fn a_pointer_is_escaped_and_shortened(server: &Server) {
    for (member, pointer) in [
        ("a/b~c", "/a~1b~0c".to_owned()),
        ("", "/".to_owned()),
        ("日期", "/日期".to_owned()),
        (&"x".repeat(5000), format!("/{}…", "x".repeat(80))),
    ] {
        let mut request = json!({"from": "2026-03-02", "add": 1});
        request[member] = json!(1);
        let faults = post(server, "working-days", &request, "en");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, pointer);
    }
    let faults = post(
        server,
        "admissibility",
        &complaint("channel", json!("y".repeat(5000))),
        "en",
    );
    assert!(faults[0].1.len() < 250, "{faults:?}");
}

fn many_faults_are_counted_not_listed(server: &Server) {
    let batches = vec![json!({"id": 1, "held_on": 2, "x": 3}); 1000];
    let request = institution("batches", json!(batches));
    let answer = server
        .call("POST", &path("sanctions"))
        .language("en")
        .json_text(request.to_string())
        .send();
    let problem = answer.problem(422, "invalid_facts");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 500);
    assert_eq!(problem["detail"], "2500 further faults are not listed");
}

fn a_repeated_member_is_a_fault(server: &Server) {
    for (engine, text, pointer) in [
        (
            "working-days",
            r#"{"from":"2026-03-02","add":1,"add":1}"#,
            "/add",
        ),
        (
            "clock",
            r#"{"accepted_on":"2026-03-02","accepted_on":"2026-03-03","as_of":"2026-03-10"}"#,
            "/accepted_on",
        ),
        (
            "admissibility",
            r#"{"facts":{"submitted_on":"2026-03-02"},"facts":{"submitted_on":"2026-03-02"}}"#,
            "/facts",
        ),
        (
            "admissibility",
            r#"{"facts":{"submitted_on":"2026-03-02","event":null,"event":null}}"#,
            "/facts/event",
        ),
        (
            "admissibility",
            r#"{"facts":{"submitted_on":"2026-03-02","urgent":true,"urg\u0065nt":false}}"#,
            "/facts/urgent",
        ),
    ] {
        let answer = server
            .call("POST", &path(engine))
            .language("en")
            .json_text(text)
            .send();
        assert_eq!(
            answer.faults(),
            [(pointer.to_owned(), "the member occurs twice".to_owned())],
            "{text}"
        );
    }
}
