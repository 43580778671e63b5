//! What null, absent and empty mean, and what the defaults are.

use serde_json::{Value, json};
use tests::json::{with, without};
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::{on_both, path};

/// Facts in which nothing is unknown.
fn known_institution() -> Value {
    json!({"as_of": "2026-06-30", "facts": {
        "filed_on": "2024-01-10",
        "activity": {"last_on": "2026-05-20"},
        "inactivity_justified": false,
        "batches": [{"id": "B", "held_on": "2026-05-20", "candidates": 40, "unqualified_candidates": 2, "identical_paper": false}],
        "complaints": [{"id": "C", "received_on": "2026-05-25", "substantiated": true}],
        "annual_reports": [{"id": "R", "due_on": "2026-03-31", "submitted_on": "2026-04-02"}],
        "rectifications": [{"id": "K", "due_on": "2026-06-10", "completed_on": null}],
        "warnings": [{"id": "W", "decided_on": "2025-06-16", "rectified_on": "2025-09-30"}],
        "violations": [{"id": "V", "provision": "jz-institutions/art20/3", "occurred_on": "2026-05-23", "verified": false}],
    }})
}

fn known_complaint() -> Value {
    json!({"facts": {
        "submitted_on": "2026-04-27", "channel": "web", "accused_identified": true, "violation_specified": true,
        "has_factual_basis": true, "within_function": true, "within_jurisdiction": true, "routine_business": false,
        "normal_procedure_followed": true, "answered_on_the_spot": false, "event": {"date": "2026-03-14"},
        "prior_complaints": [{
            "same_complainant": true, "same_matter": true, "status": "concluded", "accepted_on": "2025-03-03",
            "due_on": "2025-03-31", "concluded_on": "2025-03-20", "raises_new_facts": true,
        }],
        "complainant_name_given": true, "contact_given": true, "request_given": true, "facts_given": true,
        "reasons_given": true, "media_exposed": false, "high_impact": false, "urgent": false,
    }})
}

on_both!(
    null_and_absent_alike_mean_unknown,
    a_list_that_is_empty_is_known_and_one_that_is_null_is_not,
    facts_of_which_nothing_is_known,
    defaults_are_what_they_are_said_to_be,
    what_null_says_must_be_said,
    some_members_are_never_null,
    whole_numbers_may_be_written_with_a_point,
    the_order_of_members_does_not_matter,
);

fn null_and_absent_alike_mean_unknown(server: &Server) {
    let complaint = known_complaint();
    let institution = known_institution();
    let event = "/facts/event";
    let prior = "/facts/prior_complaints/0";
    let mut rows: Vec<(&str, &Value, String)> = Vec::new();
    for member in complaint["facts"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|member| *member != "submitted_on")
    {
        rows.push(("admissibility", &complaint, format!("/facts/{member}")));
    }
    rows.push(("admissibility", &complaint, format!("{event}/date")));
    for member in [
        "same_complainant",
        "same_matter",
        "accepted_on",
        "due_on",
        "concluded_on",
        "raises_new_facts",
    ] {
        rows.push(("admissibility", &complaint, format!("{prior}/{member}")));
    }
    for member in institution["facts"].as_object().unwrap().keys() {
        rows.push(("sanctions", &institution, format!("/facts/{member}")));
    }
    for pointer in [
        "/facts/batches/0/candidates",
        "/facts/batches/0/unqualified_candidates",
        "/facts/batches/0/identical_paper",
        "/facts/complaints/0/substantiated",
        "/facts/violations/0/verified",
    ] {
        rows.push(("sanctions", &institution, pointer.to_owned()));
    }
    assert_eq!(rows.len(), 19 + 1 + 6 + 9 + 5);
    for (engine, request, pointer) in rows {
        let null = server.evaluate(engine, &with(request, &pointer, Value::Null));
        let absent = server.evaluate(engine, &without(request, &pointer));
        assert_eq!(null, absent, "{pointer}");
    }
}

fn a_list_that_is_empty_is_known_and_one_that_is_null_is_not(server: &Server) {
    let lists = [
        ("admissibility", known_complaint(), "prior_complaints"),
        ("sanctions", known_institution(), "batches"),
        ("sanctions", known_institution(), "complaints"),
        ("sanctions", known_institution(), "annual_reports"),
        ("sanctions", known_institution(), "rectifications"),
        ("sanctions", known_institution(), "warnings"),
        ("sanctions", known_institution(), "violations"),
    ];
    for (engine, request, list) in lists {
        let pointer = format!("/facts/{list}");
        let missing = |value| {
            server.evaluate(engine, &with(&request, &pointer, value))["missing_facts"].clone()
        };
        assert_eq!(missing(json!([])), json!([]), "{list}");
        assert_eq!(missing(Value::Null), json!([pointer]), "{list}");
    }
}

fn facts_of_which_nothing_is_known(server: &Server) {
    let answer = server.evaluate(
        "admissibility",
        &json!({"facts": {"submitted_on": "2026-04-27"}}),
    );
    assert_eq!(answer["outcome"], "undetermined");
    assert_eq!(
        answer["missing_facts"],
        json!([
            "/facts/accused_identified",
            "/facts/event/date",
            "/facts/has_factual_basis",
            "/facts/normal_procedure_followed",
            "/facts/prior_complaints",
            "/facts/routine_business",
            "/facts/violation_specified",
            "/facts/within_function",
            "/facts/within_jurisdiction",
        ])
    );
    let answer = server.evaluate("sanctions", &json!({"as_of": "2026-04-27", "facts": {}}));
    assert_eq!(
        (&answer["tier"], &answer["possible_tier"]),
        (&json!("none"), &json!("market_ban"))
    );
    assert_eq!(
        answer["missing_facts"],
        json!([
            "/facts/activity",
            "/facts/annual_reports",
            "/facts/batches",
            "/facts/complaints",
            "/facts/filed_on",
            "/facts/inactivity_justified",
            "/facts/rectifications",
            "/facts/violations",
            "/facts/warnings",
        ])
    );
}

fn defaults_are_what_they_are_said_to_be(server: &Server) {
    let complaint = known_complaint();
    let institution = known_institution();
    for (engine, request, pointer, default) in [
        ("admissibility", &complaint, "/profile", json!("gd-default")),
        (
            "admissibility",
            &complaint,
            "/facts/event/precision",
            json!("day"),
        ),
        (
            "admissibility",
            &complaint,
            "/facts/event/ongoing",
            json!(false),
        ),
        ("sanctions", &institution, "/profile", json!("jz-default")),
        (
            "sanctions",
            &institution,
            "/facts/activity/sanctioned_on",
            Value::Null,
        ),
        (
            "sanctions",
            &institution,
            "/facts/activity/suspensions",
            json!([]),
        ),
        (
            "sanctions",
            &institution,
            "/facts/batches/0/sanctioned",
            json!(false),
        ),
        (
            "sanctions",
            &institution,
            "/facts/complaints/0/sanctioned",
            json!(false),
        ),
        (
            "sanctions",
            &institution,
            "/facts/annual_reports/0/sanctioned",
            json!(false),
        ),
        (
            "sanctions",
            &institution,
            "/facts/rectifications/0/sanctioned",
            json!(false),
        ),
        (
            "sanctions",
            &institution,
            "/facts/violations/0/sanctioned",
            json!(false),
        ),
    ] {
        assert!(request.pointer(pointer).is_none(), "{pointer} is given");
        assert_eq!(
            server.evaluate(engine, request),
            server.evaluate(engine, &with(request, pointer, default)),
            "{pointer}"
        );
    }
    // And where a default is not what is given, it shows.
    for (request, pointer, other) in [
        (&institution, "/facts/batches/0/sanctioned", json!(true)),
        (
            &institution,
            "/facts/annual_reports/0/sanctioned",
            json!(true),
        ),
        (
            &institution,
            "/facts/rectifications/0/sanctioned",
            json!(true),
        ),
    ] {
        let before = server.evaluate("sanctions", request)["grounds"].clone();
        let after = server.evaluate("sanctions", &with(request, pointer, other))["grounds"].clone();
        assert_ne!(before, after, "{pointer}");
    }
}

fn what_null_says_must_be_said(server: &Server) {
    for pointer in [
        "/facts/activity/last_on",
        "/facts/annual_reports/0/submitted_on",
        "/facts/rectifications/0/completed_on",
        "/facts/warnings/0/rectified_on",
    ] {
        let request = known_institution();
        server.evaluate("sanctions", &with(&request, pointer, Value::Null));
        let faults = server
            .post(&path("sanctions"), &without(&request, pointer))
            .faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, pointer);
    }
}

fn some_members_are_never_null(server: &Server) {
    let complaint = known_complaint();
    let institution = known_institution();
    for (engine, request, pointer) in [
        ("admissibility", &complaint, "/facts"),
        ("admissibility", &complaint, "/facts/submitted_on"),
        ("admissibility", &complaint, "/facts/event/precision"),
        ("admissibility", &complaint, "/facts/event/ongoing"),
        ("admissibility", &complaint, "/facts/prior_complaints/0"),
        (
            "admissibility",
            &complaint,
            "/facts/prior_complaints/0/status",
        ),
        ("sanctions", &institution, "/as_of"),
        ("sanctions", &institution, "/facts/batches/0/id"),
        ("sanctions", &institution, "/facts/batches/0/held_on"),
        ("sanctions", &institution, "/facts/batches/0/sanctioned"),
        ("sanctions", &institution, "/facts/complaints/0/received_on"),
        ("sanctions", &institution, "/facts/annual_reports/0/due_on"),
        ("sanctions", &institution, "/facts/rectifications/0/due_on"),
        ("sanctions", &institution, "/facts/warnings/0/decided_on"),
        ("sanctions", &institution, "/facts/violations/0/provision"),
        ("sanctions", &institution, "/facts/violations/0/occurred_on"),
    ] {
        let faults = server
            .post(&path(engine), &with(request, pointer, Value::Null))
            .faults();
        let pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, [pointer]);
    }
}

fn whole_numbers_may_be_written_with_a_point(server: &Server) {
    let clock = |number: &str| {
        let request = format!(
            r#"{{"accepted_on":"2026-02-10","as_of":"2026-02-26","extended_to_working_days":{number}}}"#
        );
        server.post_text(&path("clock"), request)
    };
    for number in ["30", "30.0", "3e1", "3.0E+1", "300e-1"] {
        assert_eq!(
            clock(number).good()["extended_due_on"],
            clock("30").good()["extended_due_on"],
            "{number}"
        );
    }
    for number in ["30.5", "3e-1", "-30", "-0.5"] {
        let faults = clock(number).faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "/extended_to_working_days", "{number}");
    }
}

fn the_order_of_members_does_not_matter(server: &Server) {
    // serde_json's maps are sorted; the files' members are not.
    for (index, request) in SETS[2].requests().iter().enumerate().take(20) {
        let facts = request["facts"].as_object().unwrap();
        let backwards: Vec<String> = facts
            .iter()
            .rev()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        let text = format!(
            r#"{{"facts":{{{}}},"as_of":{}}}"#,
            backwards.join(" , "),
            request["as_of"]
        );
        let answer = server.post_text(&path("sanctions"), text).good();
        assert_eq!(
            answer,
            server.evaluate("sanctions", request),
            "vector {index}"
        );
    }
}
