//! What other departments propose, and its answer (Art. 18).

use serde_json::{Value, json};
use tests::database::Kind;

use super::desk::{CODES, Desk};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(a_proposal_is_answered_once_with_an_inspection_or_a_reason,);

const PATH: &str = "/api/v1/inspection-proposals";

fn proposal() -> Value {
    json!({
        "department": "荆州市市场监督管理局", "institution_uscc": CODES[0], "reason": "备案地址之外组织评价",
        "received_on": "2026-11-30",
    })
}

fn a_proposal_is_answered_once_with_an_inspection_or_a_reason(kind: Kind) {
    let desk = Desk::new(kind);
    let ids = desk.inspectors(&["人社局", "市场监管局", "教育局"]);
    desk.conflict(&ids[2], CODES[0]);
    let made = desk.made(PATH, &proposal());
    // Fifteen working days after 30 November 2026.
    assert_eq!(
        (&made["due_on"], &made["overdue"]),
        (&json!("2026-12-21"), &json!(false))
    );
    assert_eq!(made["institution_id"], desk.institutions[0]);
    for (member, value) in [
        ("institution_uscc", json!("91350100M000100Y43")),
        ("received_on", json!("2026-12-02")),
    ] {
        let mut body = proposal();
        body[member] = value;
        let answer = desk.server.post_as(&desk.regulator.token, PATH, &body);
        assert_eq!(answer.faults()[0].0, format!("/{member}"));
    }
    let second = desk.made(PATH, &proposal());
    let waiting = |desk: &Desk| {
        let open = desk.read(&format!("{PATH}?status=open"));
        open["items"].as_array().unwrap().clone()
    };
    assert_eq!(waiting(&desk).len(), 2);
    desk.put_clock("2026-12-22T09:00:00+08:00");
    assert!(waiting(&desk).iter().all(|one| one["overdue"] == true));

    let at = format!("{PATH}/{}", words(&made["id"]));
    let accepted = |who: &[&String]| json!({"accepted": true, "reason": "将开展检查", "inspectors": who, "method": "on_site"});
    for (who, code) in [
        (vec![&ids[0]], "too_few_inspectors"),
        (vec![&ids[0], &ids[0]], "inspector_twice"),
        (vec![&ids[0], &ids[2]], "inspector_in_conflict"),
    ] {
        let answer = desk.give(&at, "/answer", &accepted(&who));
        assert_eq!(answer.json()["refusal"], code, "{}", answer.text());
    }
    let nobody = "x".to_owned();
    let answer = desk.give(&at, "/answer", &accepted(&[&ids[0], &nobody]));
    assert_eq!(answer.faults()[0].0, "/inspectors/1");
    let answered = desk
        .give(&at, "/answer", &accepted(&[&ids[0], &ids[1]]))
        .good();
    assert_eq!(answered["status"], "accepted");
    let again = desk.give(&at, "/answer", &accepted(&[&ids[0], &ids[1]]));
    assert_eq!(
        again.problem(409, "wrong_state")["refusal"],
        "answered_already"
    );
    let inspection = words(&answered["answer"]["inspection_id"]);
    let inspection = desk.read(&format!("/api/v1/inspections/{inspection}"));
    assert_eq!(
        inspection["origin"],
        json!({"kind": "proposal", "id": made["id"], "place": null})
    );
    assert_eq!(inspection["institution_uscc"], CODES[0]);

    let at = format!("{PATH}/{}", words(&second["id"]));
    let declined = json!({"accepted": false, "reason": "已于上月检查"});
    let answered = desk.give(&at, "/answer", &declined).good();
    assert_eq!(
        (&answered["status"], &answered["answer"]["inspection_id"]),
        (&json!("declined"), &Value::Null)
    );
    assert_eq!(waiting(&desk), Vec::<Value>::new());
}
