//! The public's door: people without an account, on both databases.

mod changes;
mod door;
mod limits;
mod timing;

use serde_json::{Value, json};
use tests::client::Answer;
use tests::server::Server;

use crate::complaints::desk::{Desk, words};

const DOOR: &str = "/api/v1/public/complaints";
const NOW: &str = "2026-11-23T09:00:00+08:00";

/// A complaint with a name about an examination in Guangzhou.
fn complaint() -> Value {
    json!({
        "kind": "complaint",
        "complainant": {"name": "钟离敏", "phone": "19900880001", "wants_confidentiality": true},
        "accused": {"name": "广州南岫职业培训学校", "kind": "social_training", "division": "440112"},
        "places": ["440112"],
        "event": {"date": "2026-11-01", "precision": "day"},
        "request": "查清冲刺材料的来源。",
        "facts": "考前一晚，班主任在微信群里发了试题。",
    })
}

/// The receipt for a complaint.
fn handed_in(server: &Server, complaint: &Value) -> Value {
    let answer = server.post(DOOR, complaint);
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// The code of a new complaint, and its id, which only the center knows.
fn known(desk: &Desk, complaint: &Value) -> (String, String) {
    let receipt = handed_in(&desk.server, complaint);
    (words(&receipt["receipt_code"]), latest(desk))
}

/// The id of the latest case of Guangzhou.
fn latest(desk: &Desk) -> String {
    let officer = desk.officer().token;
    let listed = desk.server.get_as(&officer, "/api/v1/complaints?limit=1");
    let listed = listed.good();
    words(&listed["items"][0]["id"])
}

fn by_code(server: &Server, what: &str, code: &str, more: &Value) -> Answer {
    let mut body = json!({"receipt_code": code});
    for (member, value) in more.as_object().unwrap() {
        body[member] = value.clone();
    }
    server.post(&format!("{DOOR}/{what}"), &body)
}

fn status(server: &Server, code: &str) -> Answer {
    by_code(server, "status", code, &json!({}))
}
