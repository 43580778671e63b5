//! `provisional` is true exactly where a day of a year without an official notice was consulted.

use serde_json::{Value, json};
use tests::server::Server;

use crate::support::on_both;

fn complaint(facts: &Value) -> Value {
    let mut request = json!({"facts": {
        "accused_identified": true, "violation_specified": true, "has_factual_basis": true, "within_function": true,
        "within_jurisdiction": true, "routine_business": false, "prior_complaints": [],
    }});
    for (name, value) in facts.as_object().unwrap() {
        request["facts"][name] = value.clone();
    }
    request
}

on_both!(
    working_days,
    the_clock,
    admissibility,
    sanctions_never,
    a_year_without_a_notice_has_weekends_and_thirteen_statutory_days,
);

fn working_days(server: &Server) {
    for (request, provisional) in [
        (json!({"from": "2026-12-30", "add": 1}), false),
        (json!({"from": "2026-12-31", "add": 1}), true),
        (json!({"from": "2027-01-05", "add": -2}), true),
        (json!({"from": "2026-12-31", "add": 0}), false),
        (json!({"from": "2004-01-05", "add": -2}), true),
        (json!({"from": "2026-01-01", "to": "2026-12-31"}), false),
        (json!({"from": "2026-01-01", "to": "2027-01-01"}), true),
        // No day at all is counted from a day to itself.
        (json!({"from": "2026-12-31", "to": "2026-12-31"}), false),
        (json!({"from": "2027-06-01", "to": "2027-06-01"}), false),
        // The first day is not counted, and so not consulted.
        (json!({"from": "2003-12-31", "to": "2004-01-31"}), false),
        (json!({"from": "2003-12-30", "to": "2004-01-31"}), true),
    ] {
        assert_eq!(
            server.evaluate("working-days", &request)["provisional"],
            provisional,
            "{request}"
        );
    }
}

fn the_clock(server: &Server) {
    for (accepted_on, as_of, provisional) in [
        // The cap, 45 working days on, still lies in 2026.
        ("2026-10-09", "2026-10-20", false),
        // Here it does not, though the due date does.
        ("2026-11-10", "2026-11-20", true),
        ("2026-10-09", "2027-01-15", true),
    ] {
        let answer = server.evaluate(
            "clock",
            &json!({"accepted_on": accepted_on, "as_of": as_of}),
        );
        assert_eq!(answer["provisional"], provisional, "{accepted_on} {answer}");
    }
}

fn admissibility(server: &Server) {
    for (facts, provisional) in [
        (
            json!({"submitted_on": "2026-06-30", "event": {"date": "2025-08-15"}}),
            false,
        ),
        // The limit day lies in 2027.
        (
            json!({"submitted_on": "2026-06-30", "event": {"date": "2026-06-15"}}),
            true,
        ),
        (
            json!({"submitted_on": "2026-06-30", "event": {"date": "2026-06-15", "ongoing": true}}),
            false,
        ),
    ] {
        assert_eq!(
            server.evaluate("admissibility", &complaint(&facts))["provisional"],
            provisional,
            "{facts}"
        );
    }
    let prior = |accepted_on: &str| {
        json!({
            "submitted_on": "2026-12-30", "event": {"date": "2025-12-29"},
            "prior_complaints": [{"status": "accepted", "same_complainant": true, "same_matter": true, "accepted_on": accepted_on}],
        })
    };
    for (accepted_on, provisional) in [("2026-11-20", false), ("2026-12-20", true)] {
        let answer = server.evaluate("admissibility", &complaint(&prior(accepted_on)));
        assert_eq!(answer["provisional"], provisional, "{accepted_on} {answer}");
    }
}

fn sanctions_never(server: &Server) {
    let answer = server.evaluate(
        "sanctions",
        &json!({"as_of": "2050-06-30", "facts": {"filed_on": "2045-01-01"}}),
    );
    assert_eq!(answer["provisional"], false);
}

fn a_year_without_a_notice_has_weekends_and_thirteen_statutory_days(server: &Server) {
    let year = server.get("/api/v1/calendars/cn/2027").good();
    assert_eq!(
        (&year["status"], &year["provisional"]),
        (&json!("provisional"), &json!(true))
    );
    let days: Vec<_> = year["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["date"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        days,
        [
            "2027-01-01",
            "2027-02-05",
            "2027-02-06",
            "2027-02-07",
            "2027-02-08",
            "2027-04-05",
            "2027-05-01",
            "2027-05-02",
            "2027-06-09",
            "2027-09-15",
            "2027-10-01",
            "2027-10-02",
            "2027-10-03",
        ]
    );
    assert!(
        year["days"]
            .as_array()
            .unwrap()
            .iter()
            .all(|day| day["kind"] == "holiday")
    );
    let official = server.get("/api/v1/calendars/cn/2026").good();
    assert_eq!(
        (&official["status"], &official["provisional"]),
        (&json!("official"), &json!(false))
    );
}
