//! Creating, changing and disabling clients; revoking tokens.

use chrono::{DateTime, SubsecRound, Utc};
use diesel::prelude::*;
use domain::access::{Role, role_fits};
use serde_json::{Map, Value, json};

use super::row::NewRow;
use super::{Client, ClientChange, NewClient, Secret, get, stream};
use crate::access::{self, ChangeError, Refusal};
use crate::dialect::AnyConnection;
use crate::ledger::{self, Head, NewEvent};
use crate::organisations;
use crate::schema::{clients, revoked_tokens};

/// Creates a client that proves itself with this secret.
///
/// # Errors
/// [`ChangeError::Refused`] where the role does not fit the organisation; [`ChangeError::Store`].
pub fn create(
    connection: &mut AnyConnection,
    new: &NewClient,
    secret: &Secret,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Client, ChangeError> {
    access::touch(connection)?;
    check_role(connection, new.role, &new.organisation_id)?;
    let client = Client {
        id: uuid::Uuid::now_v7().to_string(),
        name: new.name.clone(),
        role: new.role,
        organisation_id: new.organisation_id.clone(),
        created_at: now.trunc_subsecs(6),
        disabled_at: None,
        version: 1,
    };
    diesel::insert_into(clients::table)
        .values(&NewRow {
            id: &client.id,
            name: &client.name,
            role: client.role.as_str(),
            organisation_id: &client.organisation_id,
            secret_hash: &secret.hash(),
            created_at: now.timestamp_micros(),
            disabled_at: None,
            tokens_not_before: 0,
            version: client.version,
        })
        .execute(connection)?;
    let event = NewEvent {
        kind: "client_created",
        payload: json!({
            "name": client.name,
            "role": client.role.as_str(),
            "organisation_id": client.organisation_id,
        })
        .to_string(),
    };
    ledger::append(
        connection,
        &stream(&client.id),
        &Head::EMPTY,
        &[event],
        actor,
        now,
    )?;
    Ok(client)
}

/// An office is held only where it exists, and in an organisation that works.
fn check_role(
    connection: &mut AnyConnection,
    role: Role,
    organisation_id: &str,
) -> Result<(), ChangeError> {
    let organisation =
        organisations::get(connection, organisation_id)?.ok_or(Refusal::UnknownOrganisation)?;
    if !organisation.active {
        return Err(Refusal::InactiveOrganisation.into());
    }
    if !role_fits(role, organisation.facts()) {
        return Err(Refusal::RoleDoesNotFit.into());
    }
    Ok(())
}

/// Changes name, role or organisation of a client that has still the version the caller saw. Its next request is judged
/// by the new role.
///
/// # Errors
/// [`ChangeError::NotFound`], [`ChangeError::Stale`], [`ChangeError::Refused`], [`ChangeError::Store`].
pub fn change(
    connection: &mut AnyConnection,
    id: &str,
    seen: i64,
    change: &ClientChange,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Client, ChangeError> {
    let mut client = current(connection, id, Some(seen))?;
    let mut changed = Map::new();
    if let Some(name) = change.name.as_ref().filter(|name| **name != client.name) {
        client.name.clone_from(name);
        changed.insert("name".to_owned(), json!(name));
    }
    if let Some(role) = change.role.filter(|role| *role != client.role) {
        client.role = role;
        changed.insert("role".to_owned(), json!(role.as_str()));
    }
    if let Some(organisation) = change
        .organisation_id
        .as_ref()
        .filter(|id| **id != client.organisation_id)
    {
        client.organisation_id.clone_from(organisation);
        changed.insert("organisation_id".to_owned(), json!(organisation));
    }
    if changed.is_empty() {
        return Ok(client);
    }
    if changed.contains_key("role") || changed.contains_key("organisation_id") {
        check_role(connection, client.role, &client.organisation_id)?;
    }
    client.version = append(
        connection,
        id,
        "client_changed",
        Value::Object(changed),
        actor,
        now,
    )?;
    diesel::update(clients::table.find(id))
        .set((
            clients::name.eq(&client.name),
            clients::role.eq(client.role.as_str()),
            clients::organisation_id.eq(&client.organisation_id),
            clients::version.eq(client.version),
        ))
        .execute(connection)?;
    Ok(client)
}

/// Gives a client a new secret; the old one and all tokens got with it are void.
///
/// # Errors
/// [`ChangeError::NotFound`], [`ChangeError::Refused`] for a disabled client, [`ChangeError::Store`].
pub fn renew_secret(
    connection: &mut AnyConnection,
    id: &str,
    secret: &Secret,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Client, ChangeError> {
    let mut client = current(connection, id, None)?;
    client.version = append(
        connection,
        id,
        "client_secret_renewed",
        json!({}),
        actor,
        now,
    )?;
    diesel::update(clients::table.find(id))
        .set((
            clients::secret_hash.eq(secret.hash().as_slice()),
            clients::tokens_not_before.eq(next_second(now)),
            clients::version.eq(client.version),
        ))
        .execute(connection)?;
    Ok(client)
}

/// Disables a client for good and voids all its tokens. A client that is disabled already stays so.
///
/// # Errors
/// [`ChangeError::NotFound`], [`ChangeError::Store`].
pub fn disable(
    connection: &mut AnyConnection,
    id: &str,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Client, ChangeError> {
    access::touch(connection)?;
    let mut client = get(connection, id)?.ok_or(ChangeError::NotFound)?;
    if client.disabled_at.is_some() {
        return Ok(client);
    }
    client.version = append(connection, id, "client_disabled", json!({}), actor, now)?;
    client.disabled_at = Some(now.trunc_subsecs(6));
    diesel::update(clients::table.find(id))
        .set((
            clients::disabled_at.eq(Some(now.timestamp_micros())),
            clients::tokens_not_before.eq(next_second(now)),
            clients::version.eq(client.version),
        ))
        .execute(connection)?;
    Ok(client)
}

/// Revokes one token of a client until it would have expired (seconds since 1970).
///
/// # Errors
/// [`ChangeError::Store`].
pub fn revoke_token(
    connection: &mut AnyConnection,
    client_id: &str,
    jti: &str,
    expires_at: i64,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    access::touch(connection)?;
    access::purge_revoked(connection, now)?;
    let known: i64 = revoked_tokens::table
        .filter(revoked_tokens::jti.eq(jti))
        .count()
        .get_result(connection)?;
    if known > 0 {
        return Ok(());
    }
    diesel::insert_into(revoked_tokens::table)
        .values((
            revoked_tokens::jti.eq(jti),
            revoked_tokens::expires_at.eq(expires_at),
        ))
        .execute(connection)?;
    let what = json!({ "jti": jti, "expires_at": expires_at });
    let version = append(connection, client_id, "token_revoked", what, client_id, now)?;
    diesel::update(clients::table.find(client_id))
        .set(clients::version.eq(version))
        .execute(connection)?;
    Ok(())
}

/// Tokens know whole seconds only: from the next one on they are good again, and whatever was issued within this second
/// is not.
pub(super) const fn next_second(now: DateTime<Utc>) -> i64 {
    now.timestamp().saturating_add(1)
}

/// A client that is to be changed.
fn current(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<i64>,
) -> Result<Client, ChangeError> {
    access::touch(connection)?;
    let client = get(connection, id)?.ok_or(ChangeError::NotFound)?;
    if seen.is_some_and(|seen| seen != client.version) {
        return Err(ChangeError::Stale);
    }
    if client.disabled_at.is_some() {
        return Err(Refusal::DisabledClient.into());
    }
    Ok(client)
}

/// Appends one event; returns the client's new version.
fn append(
    connection: &mut AnyConnection,
    id: &str,
    kind: &'static str,
    payload: Value,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<i64, ChangeError> {
    let stream = stream(id);
    let head = ledger::head(connection, &stream)?;
    let event = NewEvent {
        kind,
        payload: payload.to_string(),
    };
    let head = ledger::append(connection, &stream, &head, &[event], actor, now)?;
    Ok(head.version)
}
