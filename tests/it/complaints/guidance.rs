//! Guidance and explanation, promised replies (Art. 12).

use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, list, sound, words};
use crate::support::on_both;

on_both!(a_case_is_guided_to_its_end, a_promise_is_kept_or_overdue);

const NOW: &str = "2026-03-02T09:00:00+08:00";

/// A case on the guidance track that nobody has answered yet.
fn accepted(desk: &Desk) -> String {
    let officer = desk.officer();
    let id = desk.received_from(&desk.somebody());
    let routine = with(&sound(), "/routine_business", json!(true));
    let _ = desk.done(&officer, &id, "evaluations", &routine);
    let _ = desk.done(&officer, &id, "acceptance", &json!({}));
    id
}

fn a_case_is_guided_to_its_end(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = accepted(&desk);
    let guided = json!({"outcome": "guided"});
    let problem = desk.refused(&officer, &id, "conclusion", &guided, "not_answered");
    assert_eq!(problem["legal_basis"], "gd-complaints/art12");
    assert!(list(&problem["allowed_commands"]).contains(&"answer".to_owned()));
    let text = json!({"text": "成绩复核须在公布之日起十日内提出。"});
    let _ = desk.refused(&officer, &id, "guidance-answers", &text, "manner_missing");
    let answer = with(&text, "/manner", json!("phone"));
    let case = desk.done(&officer, &id, "guidance-answers", &answer);
    let answered = &case["investigation"]["answers"][0];
    assert_eq!(answered["manner"], "phone");
    assert!(!case.to_string().contains("成绩复核"), "sealed");
    // The officer reads it back, on record.
    let disclosed = desk.server.post_as(
        &officer.token,
        &format!("/api/v1/complaints/{id}/material-disclosures"),
        &json!({"purpose": "核对答复", "material": answered["material"]}),
    );
    let disclosed = disclosed.good();
    assert_eq!(disclosed["text"], text["text"]);
    assert_eq!(disclosed["kind"], "answer");
    let _ = desk.done(&officer, &id, "conclusion", &guided);
    // Of another track nobody is guided.
    let other = desk.accepted();
    let _ = desk.refused(
        &officer,
        &other,
        "guidance-answers",
        &answer,
        "not_on_guidance_track",
    );
}

fn a_promise_is_kept_or_overdue(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = accepted(&desk);
    let promise = |day: &str| json!({"promised_on": day, "manner": "phone"});
    let step = "reply-promises";
    let _ = desk.refused(&officer, &id, step, &promise("2026-03-01"), "promised_past");
    let case = desk.done(&officer, &id, step, &promise("2026-03-04"));
    let state = |case: &Value| words(&case["investigation"]["promises"][0]["state"]);
    assert_eq!(state(&case), "open");
    let tag = format!("\"{}\"", case["version"]);
    let again = || {
        desk.server
            .call("GET", &format!("/api/v1/complaints/{id}"))
            .token(&officer.token)
            .header("If-None-Match", &tag)
            .send()
    };
    // What turns with the day is told anew although nothing has happened.
    desk.put_clock("2026-03-04T23:00:00+08:00");
    assert_eq!(state(&again().good()), "open");
    desk.put_clock("2026-03-05T00:30:00+08:00");
    assert_eq!(state(&again().good()), "overdue");
    let answer = json!({"manner": "phone", "text": "已说明办理途径。"});
    let case = desk.done(&officer, &id, "guidance-answers", &answer);
    assert_eq!(state(&case), "kept_late");
    assert_eq!(
        case["investigation"]["promises"][0]["answered_on"],
        "2026-03-05"
    );
}
