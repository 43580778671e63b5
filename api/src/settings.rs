//! The program's settings: environment first, flags override.

mod database_url;
mod public_door;
mod public_url;

use std::{
    fmt::{self, Write as _},
    net::SocketAddr,
    path::PathBuf,
    thread,
    time::Duration,
};

use clap::Args;
use thiserror::Error;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

pub use database_url::DatabaseText;
pub use public_door::PublicDoor;
pub use public_url::PublicUrl;

use crate::auth::AccessSettings;
use crate::http::{
    HttpSettings, client_address::TrustedProxies, cors::CorsOrigins, logging::LogFormat,
    rate_limit::RateLimit,
};
use crate::v1::complaints::attach::AttachmentLimits;
use crate::v1::public::DoorSettings;

/// What can be set.
#[derive(Debug, Clone, Args, Validate)]
pub struct Settings {
    /// Database, such as sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://jiandu-data/jiandu.sqlite",
        value_name = "URL"
    )]
    pub database_url: DatabaseText,

    /// Address to listen on; port 0 takes any free one
    #[arg(
        long,
        env = "JIANDU_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,

    /// Requests allowed to one client address: PER_SECOND/BURST, or off
    #[arg(
        long,
        env = "JIANDU_RATE_LIMIT",
        default_value = "1000/2000",
        value_name = "LIMIT"
    )]
    pub rate_limit: RateLimit,

    /// Proxies whose X-Forwarded-For is believed: addresses and networks, separated by commas
    #[arg(
        long,
        env = "JIANDU_TRUSTED_PROXIES",
        default_value = "",
        value_name = "NETWORKS"
    )]
    pub trusted_proxies: TrustedProxies,

    /// Origins whose web pages may call the API, separated by commas; * for all
    #[arg(
        long,
        env = "JIANDU_CORS_ORIGINS",
        default_value = "",
        value_name = "ORIGINS"
    )]
    pub cors_origins: CorsOrigins,

    /// Largest body of a single request, in bytes
    #[arg(long, env = "JIANDU_BODY_LIMIT", default_value_t = 1024 * 1024, value_name = "BYTES")]
    #[validate(range(min = 1024, max = 67_108_864))]
    pub body_limit: usize,

    /// Largest body of a batch, in bytes
    #[arg(long, env = "JIANDU_BATCH_BODY_LIMIT", default_value_t = 8 * 1024 * 1024, value_name = "BYTES")]
    #[validate(range(min = 1024, max = 268_435_456))]
    pub batch_body_limit: usize,

    /// Largest file of a case, in bytes
    #[arg(long, env = "JIANDU_ATTACHMENT_LIMIT", default_value_t = 20 * 1024 * 1024, value_name = "BYTES")]
    #[validate(range(min = 1024, max = 1_073_741_824))]
    pub attachment_limit: u64,

    /// Largest recording of a case, in bytes
    #[arg(long, env = "JIANDU_AUDIO_LIMIT", default_value_t = 100 * 1024 * 1024, value_name = "BYTES")]
    #[validate(range(min = 1024, max = 1_073_741_824))]
    pub audio_limit: u64,

    /// How long 64 KiB of a file, or its end, may take to arrive
    #[arg(
        long,
        env = "JIANDU_ATTACHMENT_STALL_SECONDS",
        default_value_t = 20,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 600))]
    pub attachment_stall_seconds: u64,

    /// How long the head of a request may take to arrive
    #[arg(
        long,
        env = "JIANDU_HEADER_TIMEOUT_SECONDS",
        default_value_t = 10,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 120))]
    pub header_timeout_seconds: u64,

    /// How long the body of a request may take to arrive
    #[arg(
        long,
        env = "JIANDU_BODY_TIMEOUT_SECONDS",
        default_value_t = 30,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 600))]
    pub body_timeout_seconds: u64,

    /// How long an idle connection is kept
    #[arg(
        long,
        env = "JIANDU_KEEP_ALIVE_SECONDS",
        default_value_t = 75,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 600))]
    pub keep_alive_seconds: u64,

    /// How long requests under way have to finish when the server stops
    #[arg(
        long,
        env = "JIANDU_SHUTDOWN_SECONDS",
        default_value_t = 10,
        value_name = "SECONDS"
    )]
    #[validate(range(max = 300))]
    pub shutdown_seconds: u64,

    /// Worker threads [default: one for each core]
    #[arg(long, env = "JIANDU_WORKERS", value_name = "NUMBER")]
    #[validate(range(min = 1, max = 256))]
    pub workers: Option<usize>,

    /// Threads a worker may start for calls that block
    #[arg(
        long,
        env = "JIANDU_BLOCKING_THREADS",
        default_value_t = 8,
        value_name = "NUMBER"
    )]
    #[validate(range(min = 1, max = 256))]
    pub blocking_threads: usize,

    /// Connections a worker holds at once
    #[arg(
        long,
        env = "JIANDU_MAX_CONNECTIONS",
        default_value_t = 8192,
        value_name = "NUMBER"
    )]
    #[validate(range(min = 16, max = 1_000_000))]
    pub max_connections: usize,

    /// Writes that may wait for the database; one more is answered with 503 at once
    #[arg(
        long,
        env = "JIANDU_WRITE_QUEUE",
        default_value_t = 1024,
        value_name = "NUMBER"
    )]
    #[validate(range(min = 16, max = 65_536))]
    pub write_queue: usize,

    /// How log lines look: json, plain, or auto (plain on a terminal)
    #[arg(
        long,
        env = "JIANDU_LOG_FORMAT",
        default_value = "auto",
        value_name = "FORMAT"
    )]
    pub log_format: LogFormat,

    /// File of the keys that seal what is confidential [default: keys.json beside the SQLite file, or in jiandu-data]
    #[arg(long, env = "JIANDU_MASTER_KEY_FILE", value_name = "FILE")]
    pub master_key_file: Option<PathBuf>,

    /// How long an access token is good
    #[arg(
        long,
        env = "JIANDU_TOKEN_SECONDS",
        default_value_t = 900,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 60, max = 3600))]
    pub token_seconds: u32,

    /// Address under which clients know this server, its scheme and host, such as jiandu.example.gov.cn behind https
    #[arg(long, env = "JIANDU_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// The public's door
    #[command(flatten)]
    pub public_door: PublicDoor,

    /// Folder of local profile files
    #[arg(long, env = "JIANDU_PROFILES_DIR", value_name = "FOLDER")]
    pub profiles_dir: Option<PathBuf>,

    /// How often it is looked which cases are due soon or overdue
    #[arg(
        long,
        env = "JIANDU_SWEEP_SECONDS",
        default_value_t = 60,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 3600))]
    pub sweep_seconds: u64,

    /// How often it is looked whether institutions are due for their nightly watch, once a day in Shanghai
    #[arg(
        long,
        env = "JIANDU_WATCH_SECONDS",
        default_value_t = 600,
        value_name = "SECONDS"
    )]
    #[validate(range(min = 1, max = 3600))]
    pub watch_seconds: u64,

    /// Try things out: a database of its own, a clock that can be moved, every answer marked
    #[arg(long, env = "JIANDU_SANDBOX")]
    pub sandbox: bool,
}

/// What is wrong with the settings, a line each. Never holds the database's URL.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct SettingsError(String);

impl Settings {
    /// Checks the values beyond their form.
    ///
    /// # Errors
    /// Names every setting that is wrong, and what it may be.
    pub fn check(&self) -> Result<(), SettingsError> {
        let mut faults = self.validate().err().map(range_faults).unwrap_or_default();
        if let Err(reason) = self.database_url.parse() {
            faults.push(format!("DATABASE_URL: {reason}"));
        }
        if self.batch_body_limit < self.body_limit {
            faults.push(
                "JIANDU_BATCH_BODY_LIMIT: must not be smaller than JIANDU_BODY_LIMIT".to_owned(),
            );
        }
        if let Some(folder) = &self.profiles_dir
            && !folder.is_dir()
        {
            faults.push(format!(
                "JIANDU_PROFILES_DIR: {} is not a folder",
                folder.display()
            ));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(SettingsError(faults.join("\n")))
        }
    }

    /// The number of worker threads.
    #[must_use]
    pub fn worker_threads(&self) -> usize {
        self.workers
            .unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from))
    }

    /// The part that tokens need.
    #[must_use]
    pub fn access(&self) -> AccessSettings {
        AccessSettings {
            token_seconds: self.token_seconds,
            public_url: self.public_url.as_ref().map(|url| url.as_str().to_owned()),
            proxies: self.trusted_proxies.clone(),
        }
    }

    /// The limits of the files that come in.
    #[must_use]
    pub fn attachments(&self) -> AttachmentLimits {
        AttachmentLimits {
            file: self.attachment_limit,
            audio: self.audio_limit,
            stall: Duration::from_secs(self.attachment_stall_seconds),
        }
    }

    /// The part the server needs.
    #[must_use]
    pub fn http(&self) -> HttpSettings {
        HttpSettings {
            listen: self.listen,
            workers: self.worker_threads(),
            blocking_threads: self.blocking_threads,
            max_connections: self.max_connections,
            keep_alive: Duration::from_secs(self.keep_alive_seconds),
            header_timeout: Duration::from_secs(self.header_timeout_seconds),
            body_timeout: Duration::from_secs(self.body_timeout_seconds),
            shutdown_timeout: Duration::from_secs(self.shutdown_seconds),
            rate_limit: self.rate_limit,
            trusted_proxies: self.trusted_proxies.clone(),
            cors_origins: self.cors_origins.clone(),
            sandbox: self.sandbox,
        }
    }

    /// The part the public's door needs.
    #[must_use]
    pub fn door(&self) -> DoorSettings {
        self.public_door.settings(self.trusted_proxies.clone())
    }

    /// All settings as they are in effect, without secrets: a line each, as the environment would
    /// have them.
    #[must_use]
    pub fn effective(&self) -> String {
        let path = |path: &Option<PathBuf>| {
            let path = path.as_ref();
            path.map_or_else(String::new, |path| path.display().to_string())
        };
        let public_url = self.public_url.as_ref();
        let lines: [(&str, &dyn fmt::Display); 26] = [
            ("DATABASE_URL", &self.database_url),
            ("JIANDU_LISTEN", &self.listen),
            ("JIANDU_RATE_LIMIT", &self.rate_limit),
            ("JIANDU_TRUSTED_PROXIES", &self.trusted_proxies),
            ("JIANDU_CORS_ORIGINS", &self.cors_origins),
            ("JIANDU_BODY_LIMIT", &self.body_limit),
            ("JIANDU_BATCH_BODY_LIMIT", &self.batch_body_limit),
            ("JIANDU_ATTACHMENT_LIMIT", &self.attachment_limit),
            ("JIANDU_AUDIO_LIMIT", &self.audio_limit),
            (
                "JIANDU_ATTACHMENT_STALL_SECONDS",
                &self.attachment_stall_seconds,
            ),
            (
                "JIANDU_HEADER_TIMEOUT_SECONDS",
                &self.header_timeout_seconds,
            ),
            ("JIANDU_BODY_TIMEOUT_SECONDS", &self.body_timeout_seconds),
            ("JIANDU_KEEP_ALIVE_SECONDS", &self.keep_alive_seconds),
            ("JIANDU_SHUTDOWN_SECONDS", &self.shutdown_seconds),
            ("JIANDU_WORKERS", &self.worker_threads()),
            ("JIANDU_BLOCKING_THREADS", &self.blocking_threads),
            ("JIANDU_MAX_CONNECTIONS", &self.max_connections),
            ("JIANDU_WRITE_QUEUE", &self.write_queue),
            ("JIANDU_LOG_FORMAT", &self.log_format),
            ("JIANDU_MASTER_KEY_FILE", &path(&self.master_key_file)),
            ("JIANDU_TOKEN_SECONDS", &self.token_seconds),
            (
                "JIANDU_PUBLIC_URL",
                &public_url.map_or("", PublicUrl::as_str),
            ),
            ("JIANDU_PROFILES_DIR", &path(&self.profiles_dir)),
            ("JIANDU_SWEEP_SECONDS", &self.sweep_seconds),
            ("JIANDU_WATCH_SECONDS", &self.watch_seconds),
            ("JIANDU_SANDBOX", &self.sandbox),
        ];
        let mut text = String::new();
        for (name, value) in lines.into_iter().chain(self.public_door.effective()) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}={value}");
        }
        text
    }
}

/// A line for each value out of range.
fn range_faults(errors: ValidationErrors) -> Vec<String> {
    let mut faults = Vec::new();
    for (field, kind) in errors.errors() {
        let ValidationErrorsKind::Field(errors) = kind else {
            continue;
        };
        for error in errors {
            let bound = |name: &str| error.params.get(name).map(ToString::to_string);
            let allowed = match (bound("min"), bound("max")) {
                (Some(min), Some(max)) => format!("must be from {min} to {max}"),
                (None, Some(max)) => format!("must be at most {max}"),
                (Some(min), None) => format!("must be at least {min}"),
                (None, None) => "is not valid".to_owned(),
            };
            faults.push(format!("JIANDU_{}: {allowed}", field.to_ascii_uppercase()));
        }
    }
    faults.sort();
    faults
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, FromArgMatches as _, Parser, builder::Resettable};

    use super::*;

    #[derive(Parser)]
    struct Program {
        #[command(flatten)]
        settings: Settings,
    }

    fn read(flags: &[&str]) -> Result<Settings, String> {
        let words = ["jiandu"].into_iter().chain(flags.iter().copied());
        // Whatever is set where the tests run must not change them.
        let command = Program::command().mut_args(|arg| arg.env(Resettable::Reset));
        command
            .try_get_matches_from(words)
            .and_then(|matches| Program::from_arg_matches(&matches))
            .map(|program| program.settings)
            .map_err(|error| error.to_string())
    }

    fn fault(flags: &[&str]) -> String {
        match read(flags).map(|settings| settings.check()) {
            Ok(Ok(())) => String::new(),
            Ok(Err(error)) => error.to_string(),
            Err(error) => error,
        }
    }

    #[test]
    fn the_defaults_are_valid() {
        assert_eq!(fault(&[]), "");
        let text = read(&[]).map(|settings| settings.effective());
        let text = text.unwrap_or_default();
        assert!(text.starts_with("DATABASE_URL=sqlite://jiandu-data/jiandu.sqlite\n"));
        assert!(text.contains("JIANDU_LISTEN=127.0.0.1:8080\n"));
        assert!(text.contains("JIANDU_RATE_LIMIT=1000/2000\n"));
    }

    #[test]
    fn faults_name_the_setting_and_what_it_may_be() {
        let cases: [(&[&str], &str); 8] = [
            (&["--workers", "0"], "JIANDU_WORKERS: must be from 1 to 256"),
            (
                &["--shutdown-seconds", "301"],
                "JIANDU_SHUTDOWN_SECONDS: must be at most 300",
            ),
            (
                &["--batch-body-limit", "2048"],
                "JIANDU_BATCH_BODY_LIMIT: must not be smaller",
            ),
            (
                &["--profiles-dir", "/nowhere"],
                "JIANDU_PROFILES_DIR: /nowhere is not a folder",
            ),
            (&["--rate-limit", "many"], "such as 1000/2000"),
            (
                &["--trusted-proxies", "proxy"],
                "neither an IP address nor a network",
            ),
            (&["--cors-origins", "example"], "is not an origin"),
            (&["--listen", "8080"], "invalid socket address"),
        ];
        for (flags, expected) in cases {
            let found = fault(flags);
            assert!(found.contains(expected), "{flags:?}: {found}");
        }
        let both = fault(&["--workers", "0", "--blocking-threads", "0"]);
        assert_eq!(both.lines().count(), 2);
    }

    #[test]
    fn no_output_holds_the_password() {
        for url in [
            "postgres://u:geheim@db/x",
            "mysql://u:geheim@db/x",
            "password=geheim",
        ] {
            let flags = ["--database-url", url];
            let shown =
                read(&flags).map(|settings| format!("{settings:?}{}", settings.effective()));
            let shown = format!("{}{}", shown.unwrap_or_default(), fault(&flags));
            assert!(!shown.is_empty() && !shown.contains("geheim"), "{shown}");
        }
    }
}
