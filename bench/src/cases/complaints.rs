//! Complaints as platforms hand them in: those of the test data, about some two hundred institutions.

use serde_json::{Value, json};

use crate::Failure;
use crate::load::OWN_NUMBER;

const COMPLAINTS: &str = include_str!("../../../tests/data/complaints.jsonl");

/// How many bodies there are.
const BODIES: usize = 600;

/// Institutions they complain of.
const INSTITUTIONS: usize = 200;

/// Bodies of `POST /api/v1/complaints`; telephone number and reference have [`OWN_NUMBER`] in them.
pub fn bodies() -> Result<Vec<String>, Failure> {
    let complaints = COMPLAINTS
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Value>, _>>()?;
    complaints
        .iter()
        .cycle()
        .take(BODIES)
        .enumerate()
        .map(|(place, complaint)| body(complaint, institution(place)))
        .collect()
}

/// One in ten is about the same institution: of it there are pages of cases even where there are few cases in all.
fn institution(place: usize) -> usize {
    if place.is_multiple_of(10) {
        0
    } else {
        place % INSTITUTIONS
    }
}

fn body(complaint: &Value, institution: usize) -> Result<String, Failure> {
    // A few leave a text empty or a member out, which is refused.
    let is_told = |value: &&Value| match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Object(members) => members.get("ongoing") != Some(&Value::Null),
        _ => true,
    };
    let member = |name: &str| {
        complaint
            .get(name)
            .filter(is_told)
            .cloned()
            .unwrap_or(Value::Null)
    };
    let mut complainant = member("complainant");
    if let Some(complainant) = complainant.as_object_mut() {
        complainant.insert("phone".to_owned(), json!(format!("1{OWN_NUMBER}")));
    }
    let mut accused = member("accused");
    if let Some(accused) = accused.as_object_mut() {
        let name = format!("广州市岭岫职业技能培训学校第{institution}考点");
        accused.insert("name".to_owned(), json!(name));
        accused.insert("uscc".to_owned(), Value::Null);
    }
    let places: Vec<Value> = Some(member("division"))
        .filter(|code| !code.is_null())
        .into_iter()
        .collect();
    let body = json!({
        "kind": member("kind"),
        "channel": member("channel"),
        "complainant": complainant,
        "accused": accused,
        "places": places,
        "industry": member("industry"),
        "event": member("event"),
        "request": member("request"),
        "facts": member("facts"),
        "reasons": member("reasons"),
        "media_exposed": member("media_exposed"),
        "high_impact": member("high_impact"),
        "first_receiver": "陈小梅",
        "external_ref": format!("12345-{OWN_NUMBER}"),
        "submitted_for": "12345政务服务便民热线",
    });
    Ok(serde_json::to_string(&body)?)
}
