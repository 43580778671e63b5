//! What holds of every record, whether it is taken down or corrected.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::event::Received;
use super::mask::{is_blank, is_masked};
use super::refusal::Refusal;
use crate::division::{self, DivisionCode};
use crate::gd::art09_10_admissibility::Channel;

/// Refuses a text that says nothing.
pub(super) fn filled(member: &'static str, text: &str) -> Result<(), Refusal> {
    if is_blank(text) {
        Err(Refusal::Blank { member })
    } else {
        Ok(())
    }
}

/// Refuses a record that Art. 8 would not have, that overwrites values by masks, or that contradicts itself.
pub(super) fn record(record: &Received, today: NaiveDate) -> Result<(), Refusal> {
    let names = [
        ("accused_name", record.accused.name.as_deref()),
        ("accused_uscc", record.accused.uscc.as_deref()),
        ("accused_party_id", record.accused.party_id.as_deref()),
        ("industry", record.industry.as_deref()),
        ("first_receiver", record.first_receiver.as_deref()),
    ];
    for (member, text) in names {
        let Some(text) = text else { continue };
        filled(member, text)?;
        if is_masked(text) {
            return Err(Refusal::Masked { member });
        }
    }
    let divisions = record.places.iter().map(|place| ("places", *place)).chain(
        record
            .accused
            .division
            .map(|code| ("accused_division", code)),
    );
    for (member, code) in divisions {
        known(member, code)?;
    }
    if record.submitted_on > today {
        return Err(Refusal::DayInFuture {
            member: "submitted_on",
        });
    }
    if record.submitted_on > shanghai_day(record.received_at) {
        return Err(Refusal::SubmittedAfterReceipt);
    }
    let first_day = record
        .event
        .and_then(|event| event.possible_days(record.submitted_on))
        .map(|(first, _)| first);
    if first_day.is_some_and(|first| first > record.submitted_on) {
        return Err(Refusal::EventAfterSubmission);
    }
    if is_oral(record.channel) && record.first_receiver.is_none() {
        return Err(Refusal::FirstReceiverMissing);
    }
    Ok(())
}

/// Refuses an oral complaint of which nothing was written down (Art. 8).
pub(super) fn written(record: &Received) -> Result<(), Refusal> {
    if is_oral(record.channel) && !record.form.is_written() {
        Err(Refusal::OralRecordMissing)
    } else {
        Ok(())
    }
}

/// The day in Asia/Shanghai, which knows no summer time since 1991.
pub(super) fn shanghai_day(instant: DateTime<Utc>) -> NaiveDate {
    (instant + TimeDelta::hours(8)).date_naive()
}

fn known(member: &'static str, code: DivisionCode) -> Result<(), Refusal> {
    match division::find(code) {
        Some(_) => Ok(()),
        None => Err(Refusal::UnknownDivision {
            member,
            code: code.to_string(),
        }),
    }
}

/// Art. 8: 通过电话、来访等口头形式反映情况的.
const fn is_oral(channel: Channel) -> bool {
    match channel {
        Channel::Phone | Channel::Visit => true,
        Channel::Web
        | Channel::Letter
        | Channel::Email
        | Channel::Fax
        | Channel::Sms
        | Channel::Media
        | Channel::Transfer
        | Channel::Other => false,
    }
}
