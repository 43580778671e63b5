//! What departments, officers and others cannot do, and what they are told instead.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::{NOW, departments, disclose, get, report};
use crate::complaints::desk::{Desk, GUANGZHOU, list};
use crate::support::on_both;

on_both!(
    a_case_that_is_not_assigned_is_none,
    in_the_wrong_state_it_is_said_what_is_possible,
    what_is_sent_amiss_is_pointed_out,
);

fn a_case_that_is_not_assigned_is_none(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (exam, _quality) = departments(&desk);
    let id = desk.accepted();
    let nowhere = "0190b6a0-7c00-7000-8000-000000000001";
    for path in ["", "/timeline", "/clock", "/disclosures", "/materials"] {
        for id in [id.as_str(), nowhere] {
            let path = format!("/api/v1/complaints/{id}{path}");
            let _ = desk
                .server
                .get_as(&exam.token, &path)
                .problem(404, "not_found");
        }
    }
    let commands = [
        ("reports", report("partly")),
        (
            "guidance-answers",
            json!({"manner": "phone", "text": "已解释"}),
        ),
        (
            "reply-promises",
            json!({"manner": "phone", "promised_on": "2026-03-02"}),
        ),
        ("supervision-orders/1/answer", json!({"text": "已办理"})),
    ];
    for (step, body) in &commands {
        for id in [id.as_str(), nowhere] {
            let _ = desk
                .give_on(&exam, 4, id, step, body)
                .problem(404, "not_found");
        }
    }
    for id in [id.as_str(), nowhere] {
        let _ = disclose(&desk, &exam, id, &json!("statement")).problem(404, "not_found");
    }
    // What a department never does is not its business at all.
    for step in [
        "assignments",
        "material-shares",
        "consolidated-report",
        "supervision-orders",
        "conclusion",
    ] {
        let _ = desk
            .give_on(&exam, 4, &id, step, &json!({}))
            .problem(403, "forbidden");
    }
    assert_eq!(get(&desk, &exam, "")["items"], json!([]));
    assert_eq!(get(&desk, &exam, "/work-queue")["items"], json!([]));
}

fn in_the_wrong_state_it_is_said_what_is_possible(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let to_itself = json!({"assignments": [{"department": GUANGZHOU}]});
    let commands = [
        ("assignments", to_itself),
        (
            "material-shares",
            json!({"department": GUANGZHOU, "materials": ["statement"]}),
        ),
        ("reports", report("partly")),
        ("consolidated-report", report("partly")),
        (
            "supervision-orders",
            json!({"due_on": "2026-03-09", "text": "请报告进展。"}),
        ),
        ("supervision-orders/1/answer", json!({"text": "已办理"})),
        (
            "guidance-answers",
            json!({"manner": "phone", "text": "已解释"}),
        ),
        (
            "reply-promises",
            json!({"manner": "phone", "promised_on": "2026-03-02"}),
        ),
    ];
    let rejected = desk.rejected();
    for (step, body) in &commands {
        let problem = desk
            .give(&officer, &rejected, step, body)
            .problem(409, "wrong_state");
        assert_eq!(problem["refusal"], "wrong_state", "{step}");
        assert!(list(&problem["allowed_commands"]).contains(&"deliver_notice".to_owned()));
    }
    let accepted = desk.accepted();
    for step in ["reports", "consolidated-report", "material-shares"] {
        let body = &commands.iter().find(|one| one.0 == step).unwrap().1;
        let problem = desk
            .give(&officer, &accepted, step, body)
            .problem(409, "wrong_state");
        let possible = list(&problem["allowed_commands"]);
        assert!(possible.contains(&"assign".to_owned()), "{possible:?}");
        assert!(!possible.contains(&"conclude".to_owned()), "{possible:?}");
    }
}

fn what_is_sent_amiss_is_pointed_out(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.accepted();
    let pointers = |step: &str, body: Value| -> Vec<String> {
        let faults = desk.give(&officer, &id, step, &body).faults();
        faults.into_iter().map(|(pointer, _)| pointer).collect()
    };
    for (step, body, expected) in [
        ("assignments", json!({}), vec!["/assignments"]),
        (
            "assignments",
            json!({"assignments": []}),
            vec!["/assignments"],
        ),
        (
            "assignments",
            json!({"assignments": [{"part": "chief", "task": "", "materials": [1], "due_on": "soon"}]}),
            vec![
                "/assignments/0/part",
                "/assignments/0/task",
                "/assignments/0/materials/0",
                "/assignments/0/due_on",
                "/assignments/0/department",
            ],
        ),
        (
            "material-shares",
            json!({"materials": []}),
            vec!["/department", "/materials"],
        ),
        (
            "reports",
            json!({"finding": "true"}),
            vec!["/finding", "/text"],
        ),
        (
            "consolidated-report",
            json!({"text": "x\u{0}"}),
            vec!["/text", "/finding"],
        ),
        (
            "supervision-orders",
            json!({"due_on": "2026-02-30"}),
            vec!["/due_on", "/text"],
        ),
        (
            "supervision-orders/1/answer",
            json!({"answer": "x"}),
            vec!["/answer", "/text"],
        ),
        (
            "guidance-answers",
            json!({"manner": "pigeon", "text": "x"}),
            vec!["/manner"],
        ),
        ("reply-promises", json!({}), vec!["/promised_on", "/manner"]),
    ] {
        let mut found = pointers(step, body);
        found.sort();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort();
        assert_eq!(found, expected, "{step}");
    }
    // A day that is over, and a finding that is none: a rule of the procedure says so.
    let past = json!({"assignments": [{"department": GUANGZHOU, "due_on": "2026-03-01"}]});
    let problem = desk.refused(&officer, &id, "assignments", &past, "report_due_past");
    assert_eq!(problem["errors"][0]["pointer"], "/assignments");
    let _ = desk.server.handled(&officer, &id);
    let guided = json!({"finding": "guided", "text": "x"});
    let step = "consolidated-report";
    let _ = desk.refused(&officer, &id, step, &guided, "finding_not_of_investigation");
    for number in ["0", "2", "x", "99999999999"] {
        let step = format!("supervision-orders/{number}/answer");
        let answer = desk.give(&officer, &id, &step, &json!({"text": "x"}));
        assert!(
            matches!(answer.status, 404 | 409),
            "{number}: {}",
            answer.text()
        );
    }
    let stranger = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let answer = disclose(&desk, &stranger, &id, &json!("statement"));
    let _ = answer.problem(404, "not_found");
}
