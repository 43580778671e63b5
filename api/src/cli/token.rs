//! `jiandu token`: an access token on standard output, for `curl -H "Authorization: Bearer $(jiandu token)"`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use zeroize::Zeroizing;

use super::place::Place;
use super::{print, unusable};
use crate::auth::{Access, AccessSettings};
use crate::http::client_address::TrustedProxies;
use crate::installation::ClientFile;
use crate::settings::PublicUrl;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Arguments of `jiandu token`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File with client_id and client_secret [default: that of the first administrator, beside the database]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["client_id", "secret_file"])]
    client: Option<PathBuf>,
    /// Id of the client
    #[arg(long, value_name = "ID", requires = "secret_file")]
    client_id: Option<String>,
    /// File that holds the client's secret and nothing else
    #[arg(long, value_name = "FILE", requires = "client_id")]
    secret_file: Option<PathBuf>,
    /// Ask this server, such as http://127.0.0.1:8080, instead of making the token from database and key file
    #[arg(long, value_name = "URL")]
    server: Option<PublicUrl>,
    /// How long the token is good, where no server is asked
    #[arg(
        long,
        env = "JIANDU_TOKEN_SECONDS",
        default_value_t = 900,
        value_name = "SECONDS",
        value_parser = clap::value_parser!(u32).range(60..=3600)
    )]
    token_seconds: u32,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match token(arguments) {
        Ok(token) => print(&format!("{token}\n")),
        Err(reason) => unusable(reason),
    }
}

fn token(arguments: &Arguments) -> Result<String, String> {
    let (id, secret) = client(arguments)?;
    match &arguments.server {
        Some(server) => ask(server.as_str(), &id, &secret),
        None => make(arguments, &id, &secret),
    }
}

/// Id and secret.
fn client(arguments: &Arguments) -> Result<(String, Zeroizing<String>), String> {
    if let (Some(id), Some(file)) = (&arguments.client_id, &arguments.secret_file) {
        let secret = read(file)?;
        return Ok((id.clone(), Zeroizing::new(secret.trim().to_owned())));
    }
    let file = match &arguments.client {
        Some(file) => file.clone(),
        None => arguments.place.admin_file()?,
    };
    let client: ClientFile = serde_json::from_str(&read(&file)?)
        .map_err(|_quotes_the_secret| format!("{}: not a client file", file.display()))?;
    Ok((client.client_id, Zeroizing::new(client.client_secret)))
}

fn read(file: &Path) -> Result<Zeroizing<String>, String> {
    fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| format!("{}: {error}", file.display()))
}

/// Makes it here: whoever has the database and its keys could sign anything anyway.
fn make(arguments: &Arguments, id: &str, secret: &str) -> Result<String, String> {
    let store = arguments.place.store()?;
    let keys = arguments.place.keys()?.ok_or("there is no key file")?;
    let settings = AccessSettings {
        token_seconds: arguments.token_seconds,
        public_url: None,
        proxies: TrustedProxies::default(),
    };
    let access = Access::new(store, keys, settings).map_err(|error| error.to_string())?;
    access
        .prove_here(id, secret)
        .and_then(|principal| access.grant(&principal))
        .map(|grant| grant.token)
        .map_err(|_which| "the client is unknown or disabled, or the secret is wrong".to_owned())
}

/// Asks a server as any client does.
fn ask(server: &str, id: &str, secret: &str) -> Result<String, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let failed = |error: ureq::Error| format!("{server}: {error}");
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", id),
        ("client_secret", secret),
    ];
    let mut answer = agent
        .post(format!("{server}/oauth/token"))
        .send_form(form)
        .map_err(failed)?;
    let status = answer.status();
    let body: serde_json::Value = answer.body_mut().read_json().map_err(failed)?;
    let word = |name: &str| body.get(name).and_then(serde_json::Value::as_str);
    match word("access_token") {
        Some(token) if status.is_success() => Ok(token.to_owned()),
        _ => {
            let why = word("error_description").or_else(|| word("title"));
            Err(format!("{server}: {}", why.unwrap_or(status.as_str())))
        }
    }
}
