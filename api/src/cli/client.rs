//! `jiandu client`: clients, for operators who have the database but no administrator's token.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::{Args, Subcommand};
use domain::access::Role;
use persistence::access::ChangeError;
use persistence::clients::{self, Filter, NewClient, Secret};
use persistence::{Connection, StoreError};

use super::place::Place;
use super::{print, unusable};
use crate::installation::write_client;

/// Whoever works on the database itself.
const ACTOR: &str = "system";

/// Clients read at once.
const PAGE: i64 = 500;

/// Arguments of `jiandu client`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Create a client; its id and secret are written to a file that only its owner can read
    Create {
        /// What people call it
        #[arg(long)]
        name: String,
        /// Its role, such as center_lead
        #[arg(long, value_parser = role)]
        role: Role,
        /// Its organisation, such as gd-440100
        #[arg(long, value_name = "ID")]
        organisation: String,
        /// The file [default: client-<id>.json]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// List all clients: id, role, organisation, whether it can act, name
    List,
    /// Disable a client for good; its tokens are void within seconds
    Disable {
        /// Its id
        id: String,
    },
    /// Give a client a new secret; the old one and its tokens are void within seconds
    NewSecret {
        /// Its id
        id: String,
        /// The file to write id and secret to [default: client-<id>.json]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| {
        let words: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("there are: {}", words.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let done = match &arguments.action {
        Action::Create {
            name,
            role,
            organisation,
            out,
        } => create(arguments, name, *role, organisation, out.as_deref()),
        Action::List => list(arguments),
        Action::Disable { id } => disable(arguments, id),
        Action::NewSecret { id, out } => new_secret(arguments, id, out.as_deref()),
    };
    match done {
        Ok(text) => print(&text),
        Err(reason) => unusable(reason),
    }
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error("{0}")]
    File(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Change(error.into())
    }
}

/// The file is written before the commit: without it nobody could ever act as this client.
fn write(out: Option<&Path>, id: &str, secret: &Secret) -> Result<PathBuf, Failure> {
    let path = out.map_or_else(
        || PathBuf::from(format!("client-{id}.json")),
        Path::to_owned,
    );
    write_client(&path, id, secret)
        .map_err(|error| Failure::File(format!("{}: {error}", path.display())))?;
    Ok(path)
}

fn create(
    arguments: &Arguments,
    name: &str,
    role: Role,
    organisation: &str,
    out: Option<&Path>,
) -> Result<String, String> {
    let fits = (1..=200).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if !fits {
        return Err(
            "--name: must have 1 to 200 characters, none of them a control character".into(),
        );
    }
    let new = NewClient {
        name: name.to_owned(),
        role,
        organisation_id: organisation.to_owned(),
    };
    let secret = Secret::new().map_err(|error| error.to_string())?;
    let out = out.map(Path::to_owned);
    let store = arguments.place.store()?;
    let (id, path) = store
        .write(move |connection: &mut Connection| -> Result<_, Failure> {
            let client = clients::create(connection, &new, &secret, ACTOR, Utc::now())?;
            let path = write(out.as_deref(), &client.id, &secret)?;
            Ok((client.id, path))
        })
        .map_err(|error| error.to_string())?;
    Ok(format!(
        "created {id}; its secret is in {}\n",
        path.display()
    ))
}

fn list(arguments: &Arguments) -> Result<String, String> {
    let store = arguments.place.store()?;
    let mut text = String::new();
    let mut after: Option<String> = None;
    loop {
        let page = store
            .read(|connection| {
                clients::list(connection, &Filter::default(), after.as_deref(), PAGE)
            })
            .map_err(|error: StoreError| error.to_string())?;
        for client in &page {
            let state = if client.disabled_at.is_some() {
                "disabled"
            } else {
                "active"
            };
            let _infallible = writeln!(
                text,
                "{}\t{}\t{}\t{state}\t{}",
                client.id, client.role, client.organisation_id, client.name
            );
        }
        after = page.into_iter().last().map(|client| client.id);
        if after.is_none() {
            return Ok(text);
        }
    }
}

fn disable(arguments: &Arguments, id: &str) -> Result<String, String> {
    let client = id.to_owned();
    arguments
        .place
        .store()?
        .write(move |connection| clients::disable(connection, &client, ACTOR, Utc::now()))
        .map_err(|error: ChangeError| format!("{id}: {error}"))?;
    Ok(format!("disabled {id}\n"))
}

fn new_secret(arguments: &Arguments, id: &str, out: Option<&Path>) -> Result<String, String> {
    let secret = Secret::new().map_err(|error| error.to_string())?;
    let (client, out) = (id.to_owned(), out.map(Path::to_owned));
    let path = arguments
        .place
        .store()?
        .write(move |connection: &mut Connection| -> Result<_, Failure> {
            clients::renew_secret(connection, &client, &secret, ACTOR, Utc::now())?;
            write(out.as_deref(), &client, &secret)
        })
        .map_err(|error| format!("{id}: {error}"))?;
    Ok(format!("the new secret of {id} is in {}\n", path.display()))
}
