//! Local parameter profiles from files: stricter ones are taken up, looser ones refused.

use serde_json::{Value, json};
use tests::cli::command;
use tests::database::Kind;
use tests::server::Server;

use super::profiles::clock;
use crate::support::on_both;

on_both!(local_files_are_taken_up);

fn local(id: &str, base: &str, values: &Value) -> String {
    json!({
        "id": id, "base": base, "name_zh": "某市细则", "name_en": "Rules of some city", "basis": "某文〔2026〕1 号",
        "values": values,
    })
    .to_string()
}

fn local_files_are_taken_up(kind: Kind) {
    let values = json!([
        {"parameter": "handling_working_days", "value": 10},
        {"parameter": "handling_working_days", "from": "2026-07-01", "value": 12},
        {"parameter": "due_soon_working_days", "value": 5},
    ]);
    let purposive = json!([{"parameter": "art22_6_reading", "value": "purposive"}]);
    let server = Server::builder(kind)
        .file("profiles/a.json", local("some-city", "gd-default", &values))
        .file(
            "profiles/b.json",
            local("jz-purposive", "jz-default", &purposive),
        )
        .file("profiles/readme.txt", "not a profile")
        .env("JIANDU_PROFILES_DIR", "profiles")
        .start();
    let days = |accepted_on: &str| {
        let request =
            json!({"profile": "some-city", "accepted_on": accepted_on, "as_of": "2026-07-10"});
        server.evaluate("clock", &request)["parameters"].clone()
    };
    assert_eq!(
        days("2026-06-30"),
        json!({"handling_working_days": 10, "extension_cap_working_days": 45, "due_soon_working_days": 5})
    );
    assert_eq!(days("2026-07-01")["handling_working_days"], 12);
    let listed = |as_of: &str| {
        let list = server
            .get(&format!("/api/v1/profiles?as_of={as_of}"))
            .good();
        let city = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"] == "some-city")
            .unwrap()
            .clone();
        assert_eq!(
            (&city["source"], &city["base"], &city["basis"]),
            (
                &json!("local_rule"),
                &json!("gd-default"),
                &json!("某文〔2026〕1 号")
            )
        );
        city["values"]
            .as_array()
            .unwrap()
            .iter()
            .find(|value| value["parameter"] == "handling_working_days")
            .unwrap()["value"]
            .clone()
    };
    assert_eq!(
        (listed("2026-06-30"), listed("2026-07-01")),
        (json!(10), json!(12))
    );

    // A contested Art. 22(6) is met where the purposive reading is chosen.
    let contested: Value = serde_json::from_str(include_str!(
        "../../../api/examples/sanctions.contested.json"
    ))
    .unwrap();
    assert_eq!(
        server.evaluate("sanctions", &contested)["grounds"][21]["contested"],
        true
    );
    let mut purposive = contested;
    purposive["profile"] = json!("jz-purposive");
    let answer = server.evaluate("sanctions", &purposive);
    assert_eq!(
        (
            &answer["grounds"][21]["status"],
            &answer["grounds"][21]["contested"]
        ),
        (&json!("met"), &json!(false))
    );
    assert_eq!(answer["parameter_sources"]["art22_6_reading"], "local_rule");
}

/// Files that are refused, and words of the reason.
fn refused() -> Vec<(String, &'static str)> {
    let one = |parameter: &str, value: Value| {
        local(
            "some-city",
            "gd-default",
            &json!([{"parameter": parameter, "value": value}]),
        )
    };
    let jz = |parameter: &str, value: Value| {
        local(
            "some-city",
            "jz-default",
            &json!([{"parameter": parameter, "value": value}]),
        )
    };
    vec![
        (one("handling_working_days", json!(21)), "21 is looser than the 20 of gd-complaints/art18"),
        (one("extension_cap_working_days", json!(46)), "46 is looser than the 45 of gd-complaints/art18"),
        (one("limitation_years", json!(0)), "'0' is no value of it"),
        (jz("unqualified_share_percent", json!(4)), "jz-institutions/art20/1 says 5: it may not be 4 locally"),
        (jz("art22_6_reading", json!("broad")), "allowed: literal, purposive"),
        (one("extension_cap_working_days", json!(19)), "the extension cap is shorter than the handling limit"),
        (one("handling_days", json!(10)), "there is no such parameter"),
        (local("some-city", "gz-default", &json!([])), "gz-default is no profile to depart from"),
        // Only the regulations' own and the local policy: a rule on a rule would hide what it departs from.
        (local("some-district", "gd-example-15", &json!([])), "gd-example-15 is no profile to depart from"),
        (local("gd-default", "gd-default", &json!([])), "the id gd-default is taken"),
        (local("Some City", "gd-default", &json!([])), "lower-case letters, digits and hyphens"),
        ("{".to_owned(), "profile file"),
        (r#"{"id":"x","base":"gd-default","name_zh":"x","name_en":"x","values":[],"looser":true}"#.to_owned(), "looser"),
    ]
}

#[test]
fn a_looser_file_keeps_the_server_from_starting_and_says_why() {
    for (file, reason) in refused() {
        let start = Server::builder(Kind::Sqlite)
            .file("profiles/x.json", &file)
            .env("JIANDU_PROFILES_DIR", "profiles");
        let Err(stopped) = start.try_start() else {
            panic!("it starts with {file}");
        };
        assert_eq!(stopped.code, Some(2), "{stopped:?}");
        assert!(
            stopped.lines.iter().any(|line| line.contains(reason)),
            "{reason}: {stopped:#?}"
        );
    }
}

#[test]
fn the_command_checks_files_before() {
    for (file, reason) in refused() {
        let done = command(&["profile", "check", "x.json"])
            .file("x.json", &file)
            .run();
        assert_eq!((done.code, done.text()), (Some(1), ""));
        assert!(
            done.said.contains("x.json") && done.said.contains(reason),
            "{reason}: {}",
            done.said
        );
        let done = command(&["evaluate", "clock", "--profiles-dir", "."])
            .file("x.json", &file)
            .run();
        assert_eq!(done.code, Some(2), "{}", done.said);
        assert!(done.said.contains(reason), "{reason}: {}", done.said);
    }
    let good = local(
        "some-city",
        "gd-default",
        &json!([{"parameter": "handling_working_days", "value": 10}]),
    );
    let bad = refused().remove(0).0;
    let done = command(&["profile", "check", "good.json", "bad.json"])
        .file("good.json", &good)
        .file("bad.json", bad)
        .run();
    assert_eq!(done.code, Some(1));
    assert!(done.text().starts_with("some-city:\n"), "{}", done.text());
    assert!(
        done.text()
            .contains("handling_working_days = 10 (local_rule)"),
        "{}",
        done.text()
    );
    // An id is taken by the file before.
    let done = command(&["profile", "check", "good.json", "again.json"])
        .file("good.json", &good)
        .file("again.json", good)
        .run();
    assert_eq!(done.code, Some(1), "{}", done.said);
    assert!(
        done.said.contains("the id some-city is taken"),
        "{}",
        done.said
    );
    assert_eq!(
        command(&["profile", "check", "absent.json"]).run().code,
        Some(1)
    );
}

#[test]
fn the_command_evaluates_with_local_files() {
    let file = local(
        "some-city",
        "gd-default",
        &json!([{"parameter": "handling_working_days", "value": 10}]),
    );
    let run = command(&["evaluate", "clock", "--profiles-dir", "."]).file("city.json", file);
    let answers = run
        .input(clock("some-city", Value::Null).to_string())
        .run()
        .good();
    assert_eq!(answers[0]["parameters"]["handling_working_days"], 10);
}
