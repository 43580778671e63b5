//! After a decision: conclusion, withdrawal, the subject line, delivery of notices.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, list};
use crate::support::on_both;

on_both!(
    an_accepted_case_is_concluded,
    a_complainant_withdraws,
    a_case_gets_its_subject_line,
    a_notice_is_delivered,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";

fn an_accepted_case_is_concluded(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let outcome = |outcome: &str| json!({"outcome": outcome, "measures": [{"text": "约谈机构负责人"}, {"text": "整改", "department": GUANGZHOU}]});
    let step = "conclusion";

    let id = desk.examined();
    let problem = desk
        .give(&officer, &id, step, &outcome("partly"))
        .problem(409, "wrong_state");
    assert_eq!(problem["refusal"], "wrong_state");
    let _ = desk.done(&officer, &id, "acceptance", &json!({}));
    let problem = desk.refused(
        &officer,
        &id,
        step,
        &outcome("guided"),
        "reports_outstanding",
    );
    assert!(list(&problem["allowed_commands"]).contains(&"assign".to_owned()));
    let _ = desk.server.handled(&officer, &id);
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &outcome("guided"),
        "not_on_guidance_track",
    );
    let elsewhere =
        json!({"outcome": "partly", "measures": [{"text": "整改", "department": "gd-440300"}]});
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &elsewhere,
        "measure_department_not_assigned",
    );
    let faults = desk
        .give(
            &officer,
            &id,
            step,
            &json!({"outcome": "partly", "measures": [{"text": ""}, {"department": GUANGZHOU}]}),
        )
        .faults();
    let pointers: Vec<&str> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/measures/0/text", "/measures/1/text"]);
    let many = json!({"outcome": "partly", "measures": vec![json!({"text": "整改"}); 51]});
    assert_eq!(
        desk.give(&officer, &id, step, &many).faults()[0].0,
        "/measures"
    );
    desk.put_clock("2026-03-20T09:00:00+08:00");
    let case = desk.done(&officer, &id, step, &outcome("partly"));
    assert_eq!(case["state"], "concluded");
    assert_eq!(case["conclusion"]["on"], "2026-03-20");
    assert_eq!(
        case["conclusion"]["measures"],
        json!([
            {"number": 1, "text": "约谈机构负责人", "department": null, "executed_on": null},
            {"number": 2, "text": "整改", "department": GUANGZHOU, "executed_on": null},
        ])
    );
    // The clock has stopped.
    assert_eq!(case["due_on"], Value::Null);
    let problem = desk
        .give(&officer, &id, step, &outcome("partly"))
        .problem(409, "wrong_state");
    let possible = list(&problem["allowed_commands"]);
    assert!(possible.contains(&"deliver_notice".to_owned()));
    assert!(!possible.contains(&"conclude".to_owned()));

    // On the guidance track a case may end by guidance.
    let id = desk.guided();
    let case = desk.done(&officer, &id, step, &json!({"outcome": "guided"}));
    assert_eq!(case["conclusion"]["measures"], json!([]));

    // A clock that was put back does not let a case be concluded before it was accepted.
    let id = desk.investigated();
    desk.put_clock(NOW);
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &outcome("partly"),
        "day_before_last_step",
    );
}

fn a_complainant_withdraws(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, platform) = (desk.officer(), desk.platform());
    let step = "withdrawal";
    let body = json!({"by": "representative", "reason": "已与机构协商解决"});

    // The platform withdraws what it handed in, and nothing else.
    let id = desk.received();
    let case = desk.done(&platform, &id, step, &body);
    assert_eq!(case["state"], "withdrawn");
    assert_eq!(case["withdrawal"]["by"], "representative");
    let taken_down = desk.submit(&officer, &super::desk::intake("19900000116"));
    let id = taken_down["id"].as_str().unwrap();
    let _ = desk
        .give_on(&platform, 1, id, step, &body)
        .problem(404, "not_found");
    let intake = desk.server.actor(Role::Intake, GUANGZHOU);
    let _ = desk
        .give(&intake, id, step, &body)
        .problem(403, "forbidden");

    // In every open state, and the clock stops; afterwards nothing but delivering is left.
    let id = desk.accepted();
    let case = desk.done(&officer, &id, step, &body);
    assert_eq!(case["due_on"], Value::Null);
    let problem = desk
        .give(&officer, &id, step, &body)
        .problem(409, "wrong_state");
    let possible = list(&problem["allowed_commands"]);
    assert!(possible.contains(&"deliver_notice".to_owned()));
    assert!(!possible.contains(&"conclude".to_owned()));
    let id = desk.rejected();
    let _ = desk
        .give(&officer, &id, step, &body)
        .problem(409, "wrong_state");
    let faults = desk
        .give(
            &officer,
            &id,
            step,
            &json!({"by": "somebody", "reason": ""}),
        )
        .faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
}

fn a_case_gets_its_subject_line(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.received();
    for subject in ["电工四级实操替考", "养老护理员四级理论考试泄题"] {
        let case = desk.done(&officer, &id, "subject", &json!({"subject": subject}));
        assert_eq!(case["subject"], subject);
    }
    for body in [
        json!({}),
        json!({"subject": " "}),
        json!({"subject": null}),
        json!({"title": "x"}),
    ] {
        let _ = desk.give(&officer, &id, "subject", &body).faults();
    }
    let intake = desk.server.actor(Role::Intake, GUANGZHOU);
    let body = json!({"subject": "替考"});
    let _ = desk
        .give(&intake, &id, "subject", &body)
        .problem(403, "forbidden");
    // There is nothing left to name once a case is closed.
    let id = desk.rejected();
    let _ = desk
        .give(&officer, &id, "subject", &body)
        .problem(409, "wrong_state");
}

fn a_notice_is_delivered(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let step = "notice-deliveries";
    let on = |day: &str| json!({"notice": 1, "manner": "post", "on": day});

    let id = desk.examined();
    let _ = desk.refused(&officer, &id, step, &on("2026-03-02"), "nothing_to_deliver");
    let _ = desk.done(&officer, &id, "acceptance", &json!({}));
    let second = with(&on("2026-03-02"), "/notice", json!(2));
    let _ = desk.refused(&officer, &id, step, &second, "unknown_notice");
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &on("2026-03-01"),
        "delivered_before_issue",
    );
    assert_eq!(
        desk.give(&officer, &id, step, &on("2026-03-03")).faults()[0].0,
        "/on"
    );
    let none = with(&on("2026-03-02"), "/notice", json!(0));
    assert_eq!(
        desk.give(&officer, &id, step, &none).faults()[0].0,
        "/notice"
    );
    let _ = desk.done(&officer, &id, step, &on("2026-03-02"));
    let _ = desk.refused(&officer, &id, step, &on("2026-03-02"), "already_delivered");
    let again = with(&on("2026-03-02"), "/manner", json!("phone"));
    let case = desk.done(&officer, &id, step, &again);
    assert_eq!(
        case["notices"][0]["deliveries"],
        json!([{"manner": "post", "on": "2026-03-02"}, {"manner": "phone", "on": "2026-03-02"}])
    );
    // Also after the end of the case.
    let id = desk.rejected();
    let _ = desk.done(&officer, &id, step, &on("2026-03-02"));
}
