//! Creating and changing organisations.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::division::{self, DivisionCode};
use serde_json::{Map, Value, json};

use super::derived::columns;
use super::row::Row;
use super::{Organisation, OrganisationChange, get};
use crate::access::{self, ChangeError, Refusal};
use crate::dialect::AnyConnection;
use crate::ledger::{self, Head, NewEvent};
use crate::schema::organisations;

/// Creates an organisation; its version is set to 1.
///
/// # Errors
/// [`ChangeError::AlreadyExists`], [`ChangeError::Refused`], [`ChangeError::Store`].
pub fn create(
    connection: &mut AnyConnection,
    mut organisation: Organisation,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Organisation, ChangeError> {
    access::touch(connection)?;
    if get(connection, &organisation.id)?.is_some() {
        return Err(ChangeError::AlreadyExists);
    }
    if let Some(code) = &organisation.division_code
        && DivisionCode::parse(code).and_then(division::find).is_none()
    {
        return Err(Refusal::UnknownDivision.into());
    }
    match &organisation.parent_id {
        Some(parent) => {
            let parent = get(connection, parent)?.ok_or(Refusal::UnknownParent)?;
            if !organisation.kind.parents().contains(&parent.kind) {
                return Err(Refusal::ParentDoesNotFit.into());
            }
            if organisation.regime != parent.regime {
                return Err(Refusal::RegimeDiffers.into());
            }
            if !parent.active {
                return Err(Refusal::InactiveParent.into());
            }
        }
        None if organisation.kind.needs_parent() => return Err(Refusal::ParentMissing.into()),
        None => {}
    }
    organisation.version = 1;
    insert(connection, &organisation, actor, now)?;
    Ok(organisation)
}

/// The row and its event.
pub(super) fn insert(
    connection: &mut AnyConnection,
    organisation: &Organisation,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    diesel::insert_into(organisations::table)
        .values(&Row::of(organisation))
        .execute(connection)?;
    let event = NewEvent {
        kind: "organisation_created",
        payload: Value::Object(columns(organisation)).to_string(),
    };
    let stream = organisation.stream();
    ledger::append(connection, &stream, &Head::EMPTY, &[event], actor, now)?;
    Ok(())
}

/// Changes an organisation that has still the version the caller saw. A change that changes nothing is no event.
///
/// # Errors
/// [`ChangeError::NotFound`], [`ChangeError::Stale`], [`ChangeError::Store`].
pub fn change(
    connection: &mut AnyConnection,
    id: &str,
    seen: i64,
    change: &OrganisationChange,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Organisation, ChangeError> {
    access::touch(connection)?;
    let mut organisation = get(connection, id)?.ok_or(ChangeError::NotFound)?;
    if organisation.version != seen {
        return Err(ChangeError::Stale);
    }
    let changed = apply(&mut organisation, change);
    if changed.is_empty() {
        return Ok(organisation);
    }
    let stream = organisation.stream();
    let head = ledger::head(connection, &stream)?;
    if head.version != seen {
        return Err(ChangeError::Stale);
    }
    let event = NewEvent {
        kind: "organisation_changed",
        payload: Value::Object(changed).to_string(),
    };
    let head = ledger::append(connection, &stream, &head, &[event], actor, now)?;
    organisation.version = head.version;
    diesel::update(organisations::table.find(id))
        .set((
            organisations::name_zh.eq(&organisation.name_zh),
            organisations::name_en.eq(&organisation.name_en),
            organisations::channels.eq(json!(organisation.channels).to_string()),
            organisations::active.eq(organisation.active),
            organisations::version.eq(organisation.version),
        ))
        .execute(connection)?;
    Ok(organisation)
}

/// Applies the change and returns what is new.
fn apply(organisation: &mut Organisation, change: &OrganisationChange) -> Map<String, Value> {
    let mut changed = Map::new();
    if let Some(name) = change
        .name_zh
        .as_ref()
        .filter(|n| **n != organisation.name_zh)
    {
        organisation.name_zh.clone_from(name);
        changed.insert("name_zh".to_owned(), json!(name));
    }
    if let Some(name) = change
        .name_en
        .as_ref()
        .filter(|n| **n != organisation.name_en)
    {
        organisation.name_en.clone_from(name);
        changed.insert("name_en".to_owned(), json!(name));
    }
    if let Some(channels) = change
        .channels
        .as_ref()
        .filter(|c| **c != organisation.channels)
    {
        organisation.channels.clone_from(channels);
        changed.insert("channels".to_owned(), json!(channels));
    }
    if let Some(active) = change
        .active
        .filter(|active| *active != organisation.active)
    {
        organisation.active = active;
        changed.insert("active".to_owned(), json!(active));
    }
    changed
}
