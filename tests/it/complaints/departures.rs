//! A conclusion and the reports it rests on: which reports count, and what departs from them has its reason.

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;

use super::desk::{Desk, GUANGZHOU};
use crate::support::on_both;

on_both!(
    a_department_that_a_correction_bars_is_not_waited_for,
    a_conclusion_that_departs_from_the_reports_says_why,
    what_can_be_done_turns_on_the_day,
    a_department_is_not_told_how_the_complainant_is_reached,
);

const NOW: &str = "2026-03-06T09:00:00+08:00";
const EXAM: &str = "gd-440100-exam";
const QUALITY: &str = "gd-440100-quality";

/// An accepted case at two departments, the first of which has reported.
fn half_reported(desk: &Desk) -> (String, Actor, Actor) {
    let (exam, quality) = (
        desk.department(EXAM, "考务部"),
        desk.department(QUALITY, "质量督导部"),
    );
    let id = desk.accepted();
    let both = json!({"assignments": [
        {"department": EXAM, "part": "lead"}, {"department": QUALITY, "part": "co_handler"},
    ]});
    let _ = desk.done(&desk.officer(), &id, "assignments", &both);
    let report = json!({"finding": "partly", "text": "部分属实"});
    let _ = desk.done(&exam, &id, "reports", &report);
    (id, exam, quality)
}

fn a_department_that_a_correction_bars_is_not_waited_for(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let (id, _exam, quality) = half_reported(&desk);
    let correct = |name: &str| {
        let body = json!({"accused": {"name": name, "kind": "other"}});
        desk.done(&officer, &id, "corrections", &body)
    };
    let owes = |case: &Value| case["duties"].to_string().contains("investigation_report");
    let case = correct("质量督导部");
    assert_eq!((&case["state"], owes(&case)), (&json!("reported"), false));
    let _ = desk.read(&quality, &id).problem(404, "not_found");
    // It was somebody else after all: the department is to report.
    let case = correct("广州南岫职业培训学校");
    assert_eq!((&case["state"], owes(&case)), (&json!("assigned"), true));
    let case = correct("质量督导部");
    assert_eq!(case["state"], "reported");
    let outcome = json!({"outcome": "partly"});
    let case = desk.done(&officer, &id, "conclusion", &outcome);
    assert_eq!(case["state"], "concluded");
    crate::load::cases::assert_sound(&desk.server.database);
}

fn a_conclusion_that_departs_from_the_reports_says_why(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.investigated();
    let rows = [
        (json!({"outcome": "substantiated"}), "contradicts_reports"),
        (
            json!({"outcome": "partly", "departure": "x"}),
            "follows_reports",
        ),
    ];
    for (body, code) in rows {
        let problem = desk.refused(&officer, &id, "conclusion", &body, code);
        assert_eq!(problem["errors"][0]["pointer"], "/departure");
    }
    let reasoned = json!({"outcome": "substantiated", "departure": "另有监控录像"});
    let case = desk.done(&officer, &id, "conclusion", &reasoned);
    assert_eq!(case["conclusion"]["departure"], "另有监控录像");
    // Why, is the center's own business.
    let told = desk.read(&desk.platform(), &id);
    assert_eq!(told.good()["conclusion"]["departure"], Value::Null);
    let path = format!("/api/v1/complaints/{id}/timeline?limit=100");
    let timeline = desk.server.get_as(&desk.platform().token, &path).good();
    assert!(!timeline.to_string().contains("监控录像"), "{timeline}");
}

fn what_can_be_done_turns_on_the_day(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let lead = desk.lead();
    let id = desk.accepted();
    let due_on = desk.read(&lead, &id).good()["due_on"].clone();
    let refusal = |command: &str| {
        let case = desk.read(&lead, &id).good();
        let commands = case["allowed_commands"].as_array().unwrap();
        let one = commands.iter().find(|one| one["command"] == command);
        one.unwrap()["refusal"].clone()
    };
    desk.put_clock(&format!("{}T23:00:00+08:00", due_on.as_str().unwrap()));
    for command in ["extend", "explain_delay"] {
        assert_eq!(refusal(command), Value::Null, "{command}");
    }
    desk.put_clock("2026-06-30T09:00:00+08:00");
    for command in ["extend", "explain_delay"] {
        assert_eq!(refusal(command), "limit_over", "{command}");
    }
    // What is offered instead of a refused command is no more than that.
    let body = json!({"outcome": "partly"});
    let problem = desk.refused(&lead, &id, "conclusion", &body, "reports_outstanding");
    let possible = problem["allowed_commands"].to_string();
    assert!(
        possible.contains("assign") && !possible.contains("extend"),
        "{possible}"
    );
}

fn a_department_is_not_told_how_the_complainant_is_reached(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let exam = desk.department(EXAM, "考务部");
    let id = desk.guided();
    let promise = json!({"promised_on": "2026-03-09", "manner": "email"});
    let _ = desk.done(&officer, &id, "reply-promises", &promise);
    let assignment = json!({"assignments": [{"department": EXAM}]});
    let _ = desk.done(&officer, &id, "assignments", &assignment);
    let delay = json!({"cause": "other_authority", "manner": "sms", "text": "等待回函"});
    let _ = desk.done(&officer, &id, "delay-explanations", &delay);
    let _ = desk.done(&officer, &id, "conclusion", &json!({"outcome": "guided"}));
    let fed_back = json!({"manner": "post", "on": "2026-03-06"});
    let _ = desk.done(&officer, &id, "feedback", &fed_back);
    let places = [
        "/investigation/answers/0/manner",
        "/investigation/promises/0/manner",
        "/term/delay_explanations/0/manner",
        "/term/feedback/manner",
    ];
    let (own, told) = (desk.read(&lead, &id).good(), desk.read(&exam, &id).good());
    for place in places {
        assert!(own.pointer(place).unwrap().is_string(), "{place}");
        assert!(told.pointer(place).unwrap().is_null(), "{place}: {told}");
    }
    let path = format!("/api/v1/complaints/{id}/timeline?limit=100");
    let timeline = desk.server.get_as(&exam.token, &path).good().to_string();
    for manner in ["phone", "email", "sms", "\"post\""] {
        assert!(!timeline.contains(manner), "{manner}: {timeline}");
    }
    assert_eq!(told["center"], GUANGZHOU);
}
