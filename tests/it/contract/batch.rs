//! Batches: order, size, and that one bad item never fails the others.

use serde_json::{Value, json};
use tests::client::{faults, is_chinese};
use tests::json::with;
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::{batch_path, on_both};

const ENGINES: [&str; 4] = ["admissibility", "clock", "sanctions", "working-days"];

fn good_item(engine: &str) -> Value {
    match engine {
        "working-days" => json!({"from": "2026-02-10", "add": 20}),
        _ => SETS
            .iter()
            .find(|set| set.engine == engine)
            .unwrap()
            .requests()[0]
            .clone(),
    }
}

on_both!(
    one_bad_item_never_fails_the_others,
    a_batch_has_1_to_1000_items,
    the_batch_itself_is_checked,
    a_batch_may_be_larger_than_a_single_request,
    the_faults_of_a_batch_are_limited_together,
);

fn one_bad_item_never_fails_the_others(server: &Server) {
    for engine in ENGINES {
        let good = good_item(engine);
        let items = [
            good.clone(),
            with(&good, "/profil", json!("x")),
            good.clone(),
            json!(17),
            Value::Null,
            json!({}),
            good.clone(),
        ];
        for language in ["zh-CN", "en"] {
            let request = server.call("POST", &batch_path(engine)).language(language);
            let answer = request
                .json_text(json!({"items": items}).to_string())
                .send()
                .good();
            let results = answer["results"].as_array().unwrap();
            assert_eq!(results.len(), items.len());
            for (index, result) in results.iter().enumerate() {
                assert_eq!(result["index"], index);
                assert_eq!(result.as_object().unwrap().len(), 2, "{result}");
                if [0, 2, 6].contains(&index) {
                    assert_eq!(result["result"], server.evaluate(engine, &good));
                    continue;
                }
                let error = &result["error"];
                assert_eq!(
                    (&error["code"], &error["status"]),
                    (&json!("invalid_facts"), &json!(422))
                );
                assert_eq!(error["type"], "/problems/invalid-facts");
                assert_eq!(error.get("trace_id"), None);
                assert_eq!(
                    is_chinese(error["title"].as_str().unwrap()),
                    language == "zh-CN"
                );
                for (_, reason) in faults(error) {
                    assert_eq!(is_chinese(&reason), language == "zh-CN", "{reason}");
                }
            }
            // Pointers lead into the item, as if it had come alone.
            assert_eq!(faults(&results[1]["error"])[0].0, "/profil");
            assert_eq!(faults(&results[3]["error"])[0].0, "");
        }
    }
}

fn a_batch_has_1_to_1000_items(server: &Server) {
    for engine in ENGINES {
        let many = |count| json!({"items": vec![good_item(engine); count]});
        let answer = server.post(&batch_path(engine), &many(1000)).good();
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), 1000);
        assert!(
            (0..)
                .zip(results)
                .all(|(index, result)| result["index"] == index)
        );
        assert!(
            results
                .iter()
                .all(|result| result["result"] == results[0]["result"])
        );
        for count in [0, 1001] {
            let faults = server.post(&batch_path(engine), &many(count)).faults();
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].0, "/items");
            assert!(
                faults[0].1.contains("1000") && faults[0].1.contains(&count.to_string()),
                "{faults:?}"
            );
        }
    }
}

fn the_batch_itself_is_checked(server: &Server) {
    for (body, pointers) in [
        (json!({}), vec!["/items"]),
        (json!({"items": null}), vec!["/items"]),
        (json!({"items": {}}), vec!["/items"]),
        (json!({"items": "x"}), vec!["/items"]),
        (json!([]), vec![""]),
        (
            json!({"items": [{}], "profile": "gd-default"}),
            vec!["/profile"],
        ),
    ] {
        let faults = server.post(&batch_path("clock"), &body).faults();
        let found: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(found, pointers, "{body}");
    }
    let _ = server
        .post_text(&batch_path("clock"), r#"{"items":[{},{]}"#)
        .problem(400, "malformed_json");
    let twice = server
        .post_text(&batch_path("clock"), r#"{"items":[{}],"items":[{}]}"#)
        .faults();
    assert_eq!(twice[0].0, "/items");
}

fn a_batch_may_be_larger_than_a_single_request(server: &Server) {
    let mut text = r#"{"items":[{"from":"2026-02-10","add":1}"#.to_owned();
    text.push_str(&" ".repeat(5 << 20));
    text.push_str("]}");
    let answer = server
        .post_text(&batch_path("working-days"), text.clone())
        .good();
    assert_eq!(answer["results"][0]["result"]["date"], "2026-02-11");
    let single = text.replace(r#"{"items":["#, "").replace("]}", "");
    let _ = server
        .post_text("/api/v1/evaluations/working-days", single)
        .problem(413, "payload_too_large");
}

/// An answer never grows with a hostile body, however it is divided.
fn the_faults_of_a_batch_are_limited_together(server: &Server) {
    let item = json!({"as_of": "2026-06-30", "facts": {"batches": vec![json!({"id": 1, "held_on": 2}); 300]}});
    let request = server.call("POST", &batch_path("sanctions")).language("en");
    let answer = request
        .json_text(json!({"items": vec![item; 4]}).to_string())
        .send()
        .good();
    let results = answer["results"].as_array().unwrap().iter();
    let told: Vec<(usize, String)> = results
        .map(|result| {
            let error = &result["error"];
            (
                faults(error).len(),
                error["detail"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let more = |count: usize, more: usize| (count, format!("{more} further faults are not listed"));
    assert_eq!(told[..2], [more(500, 100), more(500, 100)]);
    // Nothing is left for these, but that they are bad.
    assert!(
        told[2..].iter().all(
            |(count, detail)| *count == 0 && detail.ends_with(" further faults are not listed")
        ),
        "{told:?}"
    );
}
