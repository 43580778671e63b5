//! What every request's permission depends on: clients, their organisations, revoked tokens, signing keys. A server
//! keeps it in memory and reads it anew when its revision has changed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::access::{OrganisationKind, Regime, Role};

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::AppendError;
use crate::schema::{access_revision, clients, organisations, revoked_tokens};
use crate::signing_keys::{self, SigningKey};
use crate::store::Store;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such thing.
    #[error("there is no such thing")]
    NotFound,
    /// It has another version than the caller saw.
    #[error("it has changed meanwhile")]
    Stale,
    /// The id is in use.
    #[error("the id is in use")]
    AlreadyExists,
    /// What is asked for contradicts itself or the record.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AppendError> for ChangeError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Conflict => Self::Stale,
            AppendError::Store(error) => Self::Store(error),
        }
    }
}

impl From<diesel::result::Error> for ChangeError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What contradicts what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No organisation has this id.
    #[error("no organisation has this id")]
    UnknownOrganisation,
    /// The organisation is not active.
    #[error("the organisation is not active")]
    InactiveOrganisation,
    /// This role is not held in an organisation of this kind, level or regime.
    #[error("the role does not fit the organisation's kind, level or regime")]
    RoleDoesNotFit,
    /// The client is disabled for good.
    #[error("the client is disabled")]
    DisabledClient,
    /// An organisation of this kind cannot be without the one above it.
    #[error("an organisation of this kind needs a parent")]
    ParentMissing,
    /// No organisation has the parent's id.
    #[error("no organisation has the parent's id")]
    UnknownParent,
    /// An organisation of this kind cannot stand under one of the parent's.
    #[error("an organisation of this kind cannot stand under this parent")]
    ParentDoesNotFit,
    /// The organisation above it is not active.
    #[error("the parent is not active")]
    InactiveParent,
    /// It works under another regime than the one above it.
    #[error("the regime is another than the parent's")]
    RegimeDiffers,
    /// No division has this code.
    #[error("no division has this code")]
    UnknownDivision,
}

/// A client with what its permission depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClient {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Its organisation.
    pub organisation_id: String,
    /// What that is.
    pub organisation_kind: OrganisationKind,
    /// The organisation above that one.
    pub parent_id: Option<String>,
    /// The regulation the organisation works under.
    pub regime: Regime,
    /// SHA-256 of the secret.
    pub secret_hash: [u8; 32],
    /// Whether it may act: neither it nor its organisation is disabled.
    pub enabled: bool,
    /// Tokens issued before this second are void (seconds since 1970).
    pub tokens_not_before: i64,
}

/// All of it, as of one revision.
#[derive(Debug, Clone)]
pub struct AccessRecord {
    /// How often it was changed.
    pub revision: i64,
    /// Names this installation in its tokens; empty before the first start.
    pub installation: String,
    /// Every client.
    pub clients: Vec<KnownClient>,
    /// Ids of tokens revoked one by one.
    pub revoked: Vec<String>,
    /// The keys tokens were signed with, newest first.
    pub signing_keys: Vec<SigningKey>,
}

/// How often it was changed. A reader that holds this revision need not load it again.
///
/// # Errors
/// See [`StoreError`].
pub fn revision(store: &Store) -> Result<i64, StoreError> {
    store.read(|connection| {
        Ok(access_revision::table
            .select(access_revision::revision)
            .first(connection)?)
    })
}

/// All of it.
///
/// # Errors
/// See [`StoreError`].
pub fn load(store: &Store, now: DateTime<Utc>) -> Result<AccessRecord, StoreError> {
    store.snapshot(|connection| load_all(connection, now))
}

type ClientColumns = (
    String,
    String,
    String,
    String,
    Vec<u8>,
    Option<i64>,
    i64,
    (String, Option<String>, String, bool),
);

fn load_all(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
) -> Result<AccessRecord, StoreError> {
    let (revision, installation) = access_revision::table
        .select((access_revision::revision, access_revision::installation))
        .first(connection)?;
    let rows: Vec<ClientColumns> = clients::table
        .inner_join(organisations::table)
        .order(clients::id)
        .select((
            clients::id,
            clients::name,
            clients::role,
            clients::organisation_id,
            clients::secret_hash,
            clients::disabled_at,
            clients::tokens_not_before,
            (
                organisations::kind,
                organisations::parent_id,
                organisations::regime,
                organisations::active,
            ),
        ))
        .load(connection)?;
    let revoked = revoked_tokens::table
        .filter(revoked_tokens::expires_at.ge(now.timestamp()))
        .order(revoked_tokens::jti)
        .select(revoked_tokens::jti)
        .load(connection)?;
    Ok(AccessRecord {
        revision,
        installation,
        clients: rows.into_iter().map(known).collect::<Result<_, _>>()?,
        revoked,
        signing_keys: signing_keys::all(connection)?,
    })
}

fn known(columns: ClientColumns) -> Result<KnownClient, StoreError> {
    let (id, name, role, organisation_id, secret, disabled_at, tokens_not_before, organisation) =
        columns;
    let (kind, parent_id, regime, active) = organisation;
    let corrupt = StoreError::Corrupt;
    Ok(KnownClient {
        id,
        name,
        role: Role::parse(&role).ok_or(corrupt("clients.role"))?,
        organisation_id,
        organisation_kind: OrganisationKind::parse(&kind).ok_or(corrupt("organisations.kind"))?,
        parent_id,
        regime: Regime::parse(&regime).ok_or(corrupt("organisations.regime"))?,
        secret_hash: secret
            .try_into()
            .map_err(|_length| corrupt("clients.secret_hash"))?,
        enabled: active && disabled_at.is_none(),
        tokens_not_before,
    })
}

/// Counts the revision up, first thing in every transaction that changes any of it: the row's lock makes such
/// transactions wait for each other, so that what one checks still holds when it commits.
pub(crate) fn touch(connection: &mut AnyConnection) -> QueryResult<()> {
    diesel::update(access_revision::table)
        .set(access_revision::revision.eq(access_revision::revision + 1))
        .execute(connection)
        .map(drop)
}

/// Gives the installation its name, unless it has one.
pub(crate) fn name_installation(connection: &mut AnyConnection) -> QueryResult<()> {
    diesel::update(access_revision::table.filter(access_revision::installation.eq("")))
        .set(access_revision::installation.eq(uuid::Uuid::now_v7().to_string()))
        .execute(connection)
        .map(drop)
}

/// Whether a first start has already happened here.
///
/// # Errors
/// See [`StoreError`].
pub fn is_named(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let name: String = access_revision::table
        .select(access_revision::installation)
        .first(connection)?;
    Ok(!name.is_empty())
}

/// Forgets revoked tokens that would have expired by now.
///
/// # Errors
/// See [`StoreError`].
pub fn purge_revoked(
    connection: &mut AnyConnection,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    Ok(
        diesel::delete(
            revoked_tokens::table.filter(revoked_tokens::expires_at.lt(now.timestamp())),
        )
        .execute(connection)?,
    )
}

/// Keeps other starting processes waiting until this transaction ends.
pub(crate) fn lock_first_start(connection: &mut AnyConnection) -> QueryResult<()> {
    dialect::lock_migrations(connection)
}
