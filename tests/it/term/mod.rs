//! Time and the end of a case, over HTTP: the clock's story, feedback, archive, erasure (Art. 6, 16-18).

mod clock_story;
mod ending;
mod erasure;
mod refused;

use serde_json::{Value, json};

use crate::complaints::desk::{Desk, intake, sound};

/// A complaint accepted on the desk's day, about an event of January 2026, of somebody who has put forward no other.
pub fn accepted(desk: &Desk) -> String {
    let mut body = intake(&desk.somebody());
    body["event"]["date"] = "2026-01-20".into();
    let case = desk.submit(&desk.platform(), &body);
    let id = case["id"].as_str().unwrap().to_owned();
    let officer = desk.officer();
    desk.done(&officer, &id, "evaluations", &sound());
    desk.done(&officer, &id, "acceptance", &json!({}));
    id
}

/// Concludes an accepted case as partly substantiated, with a measure for the center; the case as it is then.
pub fn conclude(desk: &Desk, id: &str) -> Value {
    let body = json!({"outcome": "partly", "measures": [{"text": "约谈机构负责人"}]});
    desk.done(&desk.officer(), id, "conclusion", &body)
}

/// A case accepted and concluded on the desk's day, and fed back, if that is asked for; its id.
pub fn concluded(desk: &Desk, fed_back: bool) -> String {
    let id = desk.accepted();
    let case = conclude(desk, &id);
    if fed_back {
        let on = case["conclusion"]["on"].clone();
        let body = json!({"manner": "phone", "on": on});
        desk.done(&desk.officer(), &id, "feedback", &body);
    }
    id
}

/// A case concluded, fed back, carried out and archived on the desk's day; its id.
fn archived(desk: &Desk) -> String {
    let id = concluded(desk, true);
    let on = desk.read(&desk.officer(), &id).good()["conclusion"]["on"].clone();
    let carried_out = json!({"on": on, "text": "已约谈"});
    desk.done(&desk.officer(), &id, "measures/1/execution", &carried_out);
    desk.done(&desk.officer(), &id, "archive", &json!({"place": "三号柜"}));
    id
}

/// A day at ten in the morning in Shanghai.
fn at(day: &str) -> String {
    format!("{day}T10:00:00+08:00")
}
