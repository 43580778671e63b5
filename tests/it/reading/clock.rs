//! The clock of a case, day by day.

use serde_json::{Value, json};
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    there_is_no_clock_before_acceptance,
    the_clock_is_that_of_the_engine_and_explains_every_day,
);

fn there_is_no_clock_before_acceptance(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let id = desk.examined();
    let problem = desk
        .part(&officer, &id, "clock")
        .problem(409, "wrong_state");
    assert_eq!(problem["legal_basis"], "gd-complaints/art18");
    desk.done(&officer, &id, "acceptance", &json!({}));
    let _ = desk
        .part(&officer, &id, "clock?as_of=2026-03-01")
        .problem(409, "wrong_state");
    let _ = desk
        .part(&officer, &id, "clock?as_of=2026-02-30")
        .problem(400, "malformed_request");
    desk.done(
        &officer,
        &id,
        "withdrawal",
        &json!({"reason": "已与机构协商解决", "by": "complainant"}),
    );
    let _ = desk
        .part(&officer, &id, "clock")
        .problem(409, "wrong_state");
}

fn the_clock_is_that_of_the_engine_and_explains_every_day(kind: Kind) {
    // Before the Spring Festival of 2026.
    let desk = Desk::at(kind, "2026-02-10T09:30:00+08:00");
    let officer = desk.officer();
    let mut body = crate::complaints::desk::intake("19911234567");
    body["event"]["date"] = "2026-01-20".into();
    let case = desk.submit(&desk.platform(), &body);
    let id = case["id"].as_str().unwrap();
    desk.done(
        &officer,
        id,
        "evaluations",
        &crate::complaints::desk::sound(),
    );
    let accepted = desk.done(&officer, id, "acceptance", &json!({}));
    let answer = desk.part(&officer, id, "clock").good();
    assert_eq!(answer["as_of"], "2026-02-10");
    let asked = json!({"accepted_on": "2026-02-10", "as_of": "2026-02-10"});
    assert_eq!(answer["clock"], desk.server.evaluate("clock", &asked));
    assert_eq!(answer["clock"]["effective_due_on"], accepted["due_on"]);

    let answer = desk.part(&officer, id, "clock?as_of=2026-04-20").good();
    let asked = json!({"accepted_on": "2026-02-10", "as_of": "2026-04-20"});
    assert_eq!(answer["clock"], desk.server.evaluate("clock", &asked));
    let days = answer["days"].as_array().unwrap();
    assert_eq!(days.first().unwrap()["date"], "2026-02-10");
    assert_eq!(days.last().unwrap()["date"], "2026-04-20");
    assert_eq!(answer["days_left_out"], 0);
    let on = |date: &str| -> &Value { days.iter().find(|day| day["date"] == date).unwrap() };
    assert_eq!(on("2026-02-10")["reason"], "acceptance");
    assert_eq!(on("2026-02-11")["number"], 1);
    assert_eq!(on("2026-02-14")["reason"], "make_up_working_day");
    assert_eq!(on("2026-02-17")["reason"], "holiday");
    assert!(
        on("2026-02-17")["explanation"]
            .as_str()
            .unwrap()
            .contains("春节")
    );
    assert_eq!(on("2026-03-07")["reason"], "weekend");
    let due = on(answer["clock"]["due_on"].as_str().unwrap());
    assert_eq!(due["number"], 20);
    assert_eq!(due["marks"], json!(["due"]));
    let counted = days.iter().filter(|day| day["counts"] == true).count();
    assert_eq!(json!(counted), answer["clock"]["working_days_used"]);

    let far = desk.part(&officer, id, "clock?as_of=2036-04-20").good();
    assert_eq!(far["days"].as_array().unwrap().len(), 400);
    assert!(far["days_left_out"].as_i64().unwrap() > 3_000);
    // The platform that handed it in may read it too.
    let _ = desk.part(&desk.platform(), id, "clock").good();
}
