//! Corrections of what was taken down.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::actors::Actor;
use super::model::{Case, Event, No, responsible};

/// What is corrected; `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    pub submitted_on: Option<NaiveDate>,
    pub event: Option<Event>,
    pub places: Option<Vec<&'static str>>,
    pub industry: Option<Option<&'static str>>,
    pub media_exposed: Option<Option<bool>>,
    pub phone: Option<String>,
    pub statement: bool,
    /// It came in by telephone after all, and this member of staff took it down.
    pub oral: bool,
}

/// When an event happened, as it is sent.
pub fn event(event: Event) -> Value {
    match event {
        Event::Unknown => Value::Null,
        Event::Ongoing => json!({"ongoing": true}),
        Event::On(day) => json!({"date": day}),
    }
}

impl Correction {
    pub fn json(&self) -> Value {
        let mut body = json!({});
        if let Some(day) = self.submitted_on {
            body["submitted_on"] = json!(day);
        }
        if let Some(happened) = self.event {
            body["event"] = event(happened);
        }
        if let Some(places) = &self.places {
            body["places"] = json!(places);
        }
        if let Some(industry) = self.industry {
            body["industry"] = json!(industry);
        }
        if let Some(exposed) = self.media_exposed {
            body["media_exposed"] = json!(exposed);
        }
        if let Some(phone) = &self.phone {
            body["complainant"] = json!({"phone": phone});
        }
        if self.oral {
            body["channel"] = "phone".into();
            body["first_receiver"] = "赵六".into();
        }
        if self.statement {
            body["statement"] = json!({"facts": "补充事实"});
        }
        body
    }
}

pub fn carry_out(
    correction: &Correction,
    case: &mut Case,
    actor: &Actor,
    today: NaiveDate,
) -> Result<(), No> {
    let mut new = case.clone();
    new.submitted_on = correction.submitted_on.unwrap_or(case.submitted_on);
    new.event = correction.event.unwrap_or(case.event);
    if let Some(places) = &correction.places {
        new.places.clone_from(places);
    }
    new.industry = correction.industry.unwrap_or(case.industry);
    new.media_exposed = correction.media_exposed.unwrap_or(case.media_exposed);
    let moved = new.places != case.places || new.industry != case.industry;
    let changed = moved
        || new.submitted_on != case.submitted_on
        || new.event != case.event
        || new.media_exposed != case.media_exposed
        || correction.phone.is_some()
        || correction.statement
        || correction.oral;
    if !changed {
        return Err(No::rule("nothing_corrected"));
    }
    dates(new.submitted_on, new.event, case.received_on(), today)?;
    new.oral |= correction.oral;
    new.written |= correction.statement;
    if new.oral && !new.written && (correction.oral || correction.statement) {
        return Err(No(422, "invalid_facts", Some("oral_record_missing")));
    }
    if case
        .accepted_on
        .is_some_and(|accepted| new.submitted_on > accepted)
    {
        return Err(No::rule("submitted_after_acceptance"));
    }
    if moved {
        if actor.is_accused(case) {
            return Err(No::rule("belongs_to_accused"));
        }
        let accused = new.accused.as_deref();
        new.responsible = responsible(new.regime, &new.places, new.industry, accused);
    }
    if correction.phone.is_some() {
        new.phone.clone_from(&correction.phone);
    }
    new.outdated = true;
    new.version += 1;
    *case = new;
    Ok(())
}

/// That the days of a record can be.
pub fn dates(
    submitted_on: NaiveDate,
    event: Event,
    received_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), No> {
    if submitted_on > today {
        return Err(No(422, "invalid_facts", Some("day_in_future")));
    }
    if submitted_on > received_on {
        return Err(No(422, "invalid_facts", Some("submitted_after_receipt")));
    }
    if matches!(event, Event::On(day) if day > submitted_on) {
        return Err(No(422, "invalid_facts", Some("event_after_submission")));
    }
    Ok(())
}
