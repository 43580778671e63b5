//! The parameter profiles that are built in.

use serde_json::{Value, json};
use tests::server::Server;

use crate::support::{on_both, path};

pub fn clock(profile: &str, extension: Value) -> Value {
    json!({"profile": profile, "accepted_on": "2026-03-02", "as_of": "2026-03-10", "extended_to_working_days": extension})
}

on_both!(
    the_built_in_profiles,
    local_policy_says_so_and_computes_the_same,
    a_stricter_local_rule_moves_the_due_date_and_the_range_of_extensions,
    a_profile_must_exist_and_belong_to_the_engine,
);

fn the_built_in_profiles(server: &Server) {
    let list = server.get("/api/v1/profiles").good();
    let items = list["items"].as_array().unwrap();
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            (
                &item["id"],
                &item["regulation"],
                &item["source"],
                &item["base"],
            )
        })
        .collect();
    let row = |id: &str, regulation: &str, source: &str, base: Value| {
        (json!(id), json!(regulation), json!(source), base)
    };
    let expected = [
        row("gd-default", "gd-complaints", "regulation", Value::Null),
        row("jz-default", "jz-institutions", "regulation", Value::Null),
        row(
            "jz-complaints",
            "gd-complaints",
            "local_policy",
            Value::Null,
        ),
        row(
            "gd-example-15",
            "gd-complaints",
            "local_rule",
            json!("gd-default"),
        ),
    ];
    assert_eq!(
        rows,
        expected
            .iter()
            .map(|(a, b, c, d)| (a, b, c, d))
            .collect::<Vec<_>>()
    );
}

fn local_policy_says_so_and_computes_the_same(server: &Server) {
    let own = server.evaluate("clock", &clock("gd-default", Value::Null));
    let policy = server.evaluate("clock", &clock("jz-complaints", Value::Null));
    assert_eq!(
        policy["profile"],
        json!({"id": "jz-complaints", "source": "local_policy"})
    );
    assert!(
        policy["parameter_sources"]
            .as_object()
            .unwrap()
            .values()
            .all(|source| source == "local_policy")
    );
    assert_eq!(
        own["profile"],
        json!({"id": "gd-default", "source": "regulation"})
    );
    for member in ["due_on", "cap_on", "state", "parameters"] {
        assert_eq!(own[member], policy[member]);
    }
    let request = json!({"profile": "jz-complaints", "facts": {"submitted_on": "2026-03-02"}});
    assert_eq!(
        server.evaluate("admissibility", &request)["profile"]["source"],
        "local_policy"
    );
}

fn a_stricter_local_rule_moves_the_due_date_and_the_range_of_extensions(server: &Server) {
    let answer = server.evaluate("clock", &clock("gd-example-15", Value::Null));
    assert_eq!(answer["parameters"]["handling_working_days"], 15);
    assert_eq!(
        answer["parameter_sources"]["handling_working_days"],
        "local_rule"
    );
    assert_eq!(
        answer["parameter_sources"]["extension_cap_working_days"],
        "gd-complaints/art18"
    );
    let fifteenth = server.evaluate("working-days", &json!({"from": "2026-03-02", "add": 15}));
    assert_eq!(answer["due_on"], fifteenth["date"]);
    for (profile, extension, good) in [
        ("gd-example-15", 15, false),
        ("gd-example-15", 16, true),
        ("gd-example-15", 45, true),
        ("gd-example-15", 46, false),
        ("gd-default", 0, false),
        ("gd-default", 20, false),
        ("gd-default", 21, true),
        ("gd-default", 45, true),
        ("gd-default", 46, false),
        ("jz-complaints", 46, false),
    ] {
        let answer = server.post(&path("clock"), &clock(profile, json!(extension)));
        if good {
            let nth = server.evaluate(
                "working-days",
                &json!({"from": "2026-03-02", "add": extension}),
            );
            assert_eq!(answer.good()["extended_due_on"], nth["date"]);
        } else {
            let faults = answer.faults();
            let range = if profile == "gd-example-15" {
                "16"
            } else {
                "21"
            };
            assert_eq!(faults.len(), 1);
            assert_eq!(
                faults[0].0, "/extended_to_working_days",
                "{profile} {extension}"
            );
            assert!(
                faults[0].1.contains(&format!("{range} 至 45")),
                "{faults:?}"
            );
            // The law refuses, but not where it is only followed as a policy.
            let basis = answer.json().get("legal_basis").cloned();
            let law = (profile != "jz-complaints").then(|| json!("gd-complaints/art18"));
            assert_eq!(basis, law, "{profile}");
        }
    }
}

fn a_profile_must_exist_and_belong_to_the_engine(server: &Server) {
    let complaint =
        |profile: &str| json!({"profile": profile, "facts": {"submitted_on": "2026-03-02"}});
    let institution =
        |profile: &str| json!({"profile": profile, "as_of": "2026-03-02", "facts": {}});
    let days = |profile: &str| json!({"profile": profile, "from": "2026-03-02", "add": 1});
    for (engine, request, known) in [
        (
            "admissibility",
            complaint("nowhere"),
            "gd-default, jz-complaints, gd-example-15",
        ),
        (
            "admissibility",
            complaint("jz-default"),
            "gd-default, jz-complaints, gd-example-15",
        ),
        (
            "admissibility",
            complaint("GD-DEFAULT"),
            "gd-default, jz-complaints, gd-example-15",
        ),
        (
            "clock",
            clock("jz-default", Value::Null),
            "gd-default, jz-complaints, gd-example-15",
        ),
        ("sanctions", institution("gd-default"), "jz-default"),
        ("sanctions", institution("jz-complaints"), "jz-default"),
    ] {
        let faults = server.post(&path(engine), &request).faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "/profile", "{request}");
        assert!(faults[0].1.contains(known), "{faults:?}");
    }
    assert_eq!(
        server
            .post(&path("working-days"), &days("nowhere"))
            .faults()[0]
            .0,
        "/profile"
    );
    for profile in ["gd-default", "jz-default", "jz-complaints", "gd-example-15"] {
        let _ = server.evaluate("working-days", &days(profile));
    }
    for (profile, reason) in [
        (json!(""), "1"),
        (json!(7), "1"),
        (json!("x".repeat(201)), "200"),
        (json!("a\u{0}b"), "1"),
    ] {
        let request = json!({"profile": profile, "as_of": "2026-03-02", "facts": {}});
        let faults = server.post(&path("sanctions"), &request).faults();
        assert_eq!(faults[0].0, "/profile", "{request}");
        assert!(faults[0].1.contains(reason), "{faults:?}");
    }
}
