//! The calendar's arithmetic.

use serde_json::{Value, json};
use tests::server::Server;

use crate::support::{batch_path, on_both, path};

fn dates(server: &Server, questions: &[(&str, i64)]) -> Vec<String> {
    let items: Vec<Value> = questions
        .iter()
        .map(|(from, add)| json!({"from": from, "add": add}))
        .collect();
    let answer = server
        .post(&batch_path("working-days"), &json!({"items": items}))
        .good();
    let results = answer["results"].as_array().unwrap().iter();
    results
        .map(|result| result["result"]["date"].as_str().unwrap().to_owned())
        .collect()
}

on_both!(
    notices_rule,
    adding_and_counting_are_inverses,
    counting_backwards_is_minus_counting_forwards,
    exactly_one_question_is_asked,
    the_answer_has_what_was_asked_and_nothing_else,
    facts_lie_between_1900_and_2199_and_their_results_may_lie_beyond,
);

fn notices_rule(server: &Server) {
    for (from, add, expected) in [
        // Spring Festival 2026: off 15 to 23 February, worked on Saturday the 14th and Saturday the 28th.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-24", -1, "2026-02-14"),
        ("2026-02-27", 1, "2026-02-28"),
        // A plain weekend.
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        // 0: the day itself if it is worked, else the next that is.
        ("2026-02-14", 0, "2026-02-14"),
        ("2026-02-15", 0, "2026-02-24"),
        ("2026-03-09", 0, "2026-03-09"),
    ] {
        assert_eq!(dates(server, &[(from, add)]), [expected], "{from} {add:+}");
    }
}

fn adding_and_counting_are_inverses(server: &Server) {
    let froms = [
        "2025-01-26",
        "2025-09-30",
        "2026-02-14",
        "2026-02-15",
        "2024-12-31",
        "2020-01-31",
    ];
    let questions: Vec<(&str, i64)> = froms
        .iter()
        .flat_map(|from| [-260, -45, -20, -3, -1, 1, 2, 3, 20, 45, 260].map(|add| (*from, add)))
        .collect();
    for ((from, add), date) in questions.iter().zip(dates(server, &questions)) {
        let counted = server.evaluate("working-days", &json!({"from": from, "to": date}));
        // Backwards the first day is left out and the last one counts: from a day off, both ways agree.
        let expected = if *add < 0 {
            let own =
                server.evaluate("working-days", &json!({"from": from, "add": 0}))["date"] == *from;
            let back =
                server.evaluate("working-days", &json!({"from": date, "to": from}))["working_days"]
                    .as_i64()
                    .unwrap();
            assert_eq!(back, -add - i64::from(!own), "{date} to {from}");
            -back
        } else {
            *add
        };
        assert_eq!(counted["working_days"], expected, "{from} {add:+} = {date}");
    }
}

fn counting_backwards_is_minus_counting_forwards(server: &Server) {
    let count = |from: &str, to: &str| {
        server.evaluate("working-days", &json!({"from": from, "to": to}))["working_days"]
            .as_i64()
            .unwrap()
    };
    for (from, to) in [
        ("2026-01-01", "2026-12-31"),
        ("2026-02-14", "2026-02-24"),
        ("2026-02-15", "2026-02-20"),
        ("2026-03-09", "2026-03-09"),
    ] {
        assert_eq!(count(to, from), -count(from, to));
    }
    assert_eq!(count("2026-02-14", "2026-02-24"), 1);
    assert_eq!(count("2026-02-15", "2026-02-20"), 0);
    assert_eq!(
        count("2025-12-31", "2026-12-31"),
        server.get("/api/v1/calendars/cn/2026").good()["working_days"]
            .as_i64()
            .unwrap()
    );
}

fn exactly_one_question_is_asked(server: &Server) {
    let from = "2026-02-10";
    for (request, pointer) in [
        (json!({"from": from, "add": 1, "to": from}), "/to"),
        (json!({"from": from}), "/add"),
        (json!({"from": from, "add": null, "to": null}), "/add"),
        (json!({"add": 1}), "/from"),
        (json!({"from": null, "add": 1}), "/from"),
        (json!({"from": from, "add": 3661}), "/add"),
        (json!({"from": from, "add": -3661}), "/add"),
    ] {
        let faults = server.post(&path("working-days"), &request).faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, pointer, "{request}");
    }
    for request in [
        json!({"from": from, "add": 3660}),
        json!({"from": from, "add": -3660}),
        json!({"from": from, "add": null, "to": from}),
    ] {
        let _ = server.evaluate("working-days", &request);
    }
}

fn the_answer_has_what_was_asked_and_nothing_else(server: &Server) {
    let added = server.evaluate("working-days", &json!({"from": "2026-02-10", "add": 1}));
    let counted = server.evaluate(
        "working-days",
        &json!({"from": "2026-02-10", "to": "2026-02-11"}),
    );
    let members = |answer: &Value| {
        answer
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(members(&added), ["calendar", "date", "provisional"]);
    assert_eq!(
        members(&counted),
        ["calendar", "provisional", "working_days"]
    );
    let years = added["calendar"]["official_years"].as_array().unwrap();
    assert_eq!(
        (years.first(), years.last()),
        (Some(&json!(2004)), Some(&json!(2026)))
    );
}

fn facts_lie_between_1900_and_2199_and_their_results_may_lie_beyond(server: &Server) {
    for (request, pointer) in [
        (json!({"from": "1899-12-31", "add": 1}), "/from"),
        (json!({"from": "2200-01-01", "add": -1}), "/from"),
        (json!({"from": "2026-01-01", "to": "2200-01-01"}), "/to"),
    ] {
        let faults = server.post(&path("working-days"), &request).faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, pointer, "{request}");
    }
    for (engine, request) in [
        ("working-days", json!({"from": "2199-12-31", "add": 3660})),
        ("working-days", json!({"from": "1900-01-01", "add": -3660})),
        (
            "working-days",
            json!({"from": "1900-01-01", "to": "2199-12-31"}),
        ),
        (
            "clock",
            json!({"accepted_on": "2199-12-31", "as_of": "2199-12-31", "extended_to_working_days": 45}),
        ),
        (
            "admissibility",
            json!({"facts": {"submitted_on": "2199-12-31", "event": {"date": "2199-12-31"}}}),
        ),
        (
            "admissibility",
            json!({"facts": {"submitted_on": "1900-01-01", "event": {"date": "1900-01-01", "precision": "year"}}}),
        ),
        (
            "sanctions",
            json!({"as_of": "2199-12-31", "facts": {"filed_on": "2199-12-31", "activity": {"last_on": "2199-12-31"}}}),
        ),
    ] {
        let explained = format!("{}?explain=true", path(engine));
        let _ = server.post(&explained, &request).good();
    }
}
