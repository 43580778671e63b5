//! The command line.

mod anchoring;
mod backup;
mod calendar;
mod checkpoint;
mod client;
mod evaluate;
mod following;
mod place;
mod profile;
mod serve;
mod signing;
mod sweep;
mod token;
mod verify;
mod watch;

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use persistence::{DatabaseUrl, SqliteLocation, Store, StoreOptions};

use crate::installation::Installation;
use crate::settings::{DatabaseText, Settings};

/// All good.
pub const GOOD: u8 = 0;
/// Some of the input was bad; the rest was done.
pub const SOME_BAD: u8 = 1;
/// Nothing could be done: unreadable input, wrong flags, a database that cannot be opened.
pub const UNUSABLE: u8 = 2;

/// jiandu (监督): supervision of vocational skill assessment, carried to the letter of the law.
#[derive(Debug, Parser)]
#[command(name = "jiandu", version, about, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server
    Serve(Box<Settings>),
    /// Evaluate facts by a rule engine: JSON or JSON Lines in, a JSON answer a line out
    Evaluate(evaluate::Arguments),
    /// Import and list official calendar years
    Calendar(calendar::Arguments),
    /// Look now which cases are due soon or overdue; a running server does so every minute
    Sweep(sweep::Arguments),
    /// Look now which institutions time alone brings a sanction proposal; a running server does so every night
    Watch(watch::Arguments),
    /// Check local parameter profiles
    Profile(profile::Arguments),
    /// Check that the record of all cases is whole and as it was written
    ///
    /// Exit status: 0 all is sound, 1 something was changed, 2 something could not be checked.
    Verify(verify::Arguments),
    /// Print the checkpoints of the record, to be kept by somebody else
    Checkpoint(checkpoint::Arguments),
    /// Write the whole database to a file, also while the server runs
    Backup(backup::BackupArguments),
    /// Load a backup into an empty database of either kind
    Restore(backup::RestoreArguments),
    /// Print an access token, for curl and for Swagger UI
    Token(token::Arguments),
    /// Create, list and disable clients in the database, without a server
    Client(client::Arguments),
    /// Change the keys that access tokens are signed with
    Keys(signing::Arguments),
    /// Print the OpenAPI document (openapi.yaml)
    Openapi,
    /// Print the settings in effect, without secrets
    Config(Box<Settings>),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let code = match Program::parse().command {
        Command::Serve(settings) => serve::run(&settings),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Calendar(arguments) => calendar::run(&arguments),
        Command::Sweep(arguments) => sweep::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Profile(arguments) => profile::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Checkpoint(arguments) => checkpoint::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => backup::restore(&arguments),
        Command::Token(arguments) => token::run(&arguments),
        Command::Client(arguments) => client::run(&arguments),
        Command::Keys(arguments) => signing::run(&arguments),
        Command::Openapi => print(&crate::openapi::yaml()),
        Command::Config(settings) => match settings.check() {
            Ok(()) => print(&settings.effective()),
            Err(error) => unusable(error),
        },
    };
    ExitCode::from(code)
}

/// Prints to standard output; a reader that has gone away is no failure.
fn print(text: &str) -> u8 {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => GOOD,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => GOOD,
        Err(error) => unusable(error),
    }
}

/// Says on standard error why nothing could be done.
fn unusable(reason: impl Display) -> u8 {
    say(format_args!("jiandu: {reason}"));
    UNUSABLE
}

/// A line on standard error; nobody is left to be told if that fails.
fn say(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The database, unless it is an SQLite file that does not exist: reading alone creates nothing.
fn existing_store(text: &DatabaseText) -> Result<Option<Store>, String> {
    let url = parse(text)?;
    let missing = match &url {
        DatabaseUrl::Sqlite(SqliteLocation::File(path)) => !path.exists(),
        DatabaseUrl::Sqlite(SqliteLocation::Memory) => true,
        DatabaseUrl::Postgres(_) => false,
    };
    if missing {
        return Ok(None);
    }
    open(&url).map(Some)
}

/// The database, created where it does not exist.
fn store(text: &DatabaseText, options: StoreOptions) -> Result<Store, String> {
    open_with(&parse(text)?, options)
}

/// Makes an open database ready: keys, and what a first start creates.
fn prepare(
    store: Store,
    text: &DatabaseText,
    key_file: Option<&Path>,
) -> Result<Installation, String> {
    Installation::prepare(store, &parse(text)?, key_file).map_err(|error| error.to_string())
}

fn parse(text: &DatabaseText) -> Result<DatabaseUrl, String> {
    text.parse()
        .map_err(|reason| format!("DATABASE_URL: {reason}"))
}

fn open(url: &DatabaseUrl) -> Result<Store, String> {
    open_with(url, StoreOptions::default())
}

fn open_with(url: &DatabaseUrl, options: StoreOptions) -> Result<Store, String> {
    Store::open(url, options).map_err(|error| format!("{}: {error}", url.redacted()))
}
