//! The clock of Art. 18 at work: what is due soon or overdue is said once, whoever looks and however often.

mod calendar;
mod jobs;
mod replicas;
mod story;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::server::Server;

use crate::complaints::desk::{Desk, intake, sound};

/// A day on which nothing is due by the real time, which a restarted sandbox shows at first.
const START: &str = "2091-03-01";

/// A complaint of somebody who has put forward no other, examined so that it may be accepted; its id. What it is about goes
/// on, so that it is never too late for it.
fn examined(desk: &Desk) -> String {
    let mut intake = intake(&desk.somebody());
    intake["event"] = json!({"ongoing": true});
    let case = desk.submit(&desk.platform(), &intake);
    let id = case["id"].as_str().unwrap().to_owned();
    let case = desk.done(&desk.officer(), &id, "evaluations", &sound());
    assert_eq!(case["evaluation"]["outcome"], "accept");
    id
}

/// The same, accepted by the officer.
fn accepted(desk: &Desk) -> String {
    let id = examined(desk);
    let case = desk.done(&desk.officer(), &id, "acceptance", &json!({}));
    assert_eq!(case["state"], "accepted");
    id
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn value_day(value: &Value) -> NaiveDate {
    day(value.as_str().unwrap_or_else(|| panic!("{value}")))
}

fn later(from: NaiveDate, days: u64) -> NaiveDate {
    from + Days::new(days)
}

/// Half past nine in the morning of a day.
fn morning(day: NaiveDate) -> String {
    format!("{day}T09:30:00+08:00")
}

/// What the timeline says that the clock did: kind, and day on which it was recorded.
fn ticks(server: &Server, who: &Actor, id: &str) -> Vec<(String, NaiveDate)> {
    let path = format!("/api/v1/complaints/{id}/timeline?limit=100");
    let timeline = server.get_as(&who.token, &path).good();
    let items = timeline["items"].as_array().unwrap();
    items
        .iter()
        .filter(|event| event["stream"].as_str().unwrap().starts_with("clock/"))
        .map(|event| {
            let kind = event["kind"].as_str().unwrap().to_owned();
            assert_eq!(event["actor"]["client_id"], "system");
            (kind, value_day(&event["day"]))
        })
        .collect()
}

/// Where a case stands on a day, as the rules say: the state of its clock, and the due date.
fn standing(server: &Server, who: &Actor, id: &str, on: NaiveDate) -> (String, NaiveDate) {
    let path = format!("/api/v1/complaints/{id}/clock?as_of={on}");
    let clock = server.get_as(&who.token, &path).good()["clock"].take();
    let due_on = clock["extended_due_on"]
        .as_str()
        .map_or_else(|| value_day(&clock["due_on"]), day);
    (clock["state"].as_str().unwrap().to_owned(), due_on)
}
