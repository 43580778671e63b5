//! A running server: the real program on a free port, with its own folder and database.

use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tempfile::TempDir;

use crate::actor::Actors;
use crate::binary::jiandu;
use crate::client::{Answer, Request};
use crate::database::{Database, Kind};
use crate::lines::Lines;
use crate::wait::LIMIT;

/// Runs the program and passes on the signals named on standard input. The end of input kills the program: so it goes
/// however the test process ends, even killed.
const WATCHDOG: &str = r#"
    exec 3<&0
    "$@" </dev/null 3<&- &
    program=$!
    { while read -r signal; do kill -"$signal" "$program"; done; kill -KILL "$program"; } <&3 2>/dev/null &
    signals=$!
    wait "$program"
    code=$?
    kill "$signals"
    exit "$code"
"#;

/// Environment variables the program listens to.
const OURS: [&str; 4] = ["JIANDU_", "DATABASE_URL", "RUST_LOG", "PG"];

/// Limits of the public's door, which a test sets where it is about them.
const NO_LIMITS_FOR_THE_PUBLIC: [&str; 6] = [
    "JIANDU_PUBLIC_SUBMISSIONS",
    "JIANDU_PUBLIC_SUBMISSIONS_TOTAL",
    "JIANDU_RECEIPT_LOOKUPS",
    "JIANDU_RECEIPT_LOOKUPS_TOTAL",
    "JIANDU_RECEIPT_WRONG_CODES",
    "JIANDU_RECEIPT_WRONG_CODES_TOTAL",
];

/// How a server is to be started.
pub struct Builder {
    database: Arc<Database>,
    database_url: String,
    environment: Vec<(String, String)>,
    folder: TempDir,
}

/// A running server, killed when dropped.
pub struct Server {
    watchdog: Child,
    lines: Lines,
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database.
    pub database: Arc<Database>,
    agent: ureq::Agent,
    folder: TempDir,
    pub(crate) actors: Actors,
}

/// A server that did not start, or has stopped.
#[derive(Debug)]
pub struct Stopped {
    /// Its exit code; 128 and the signal's number if one ended it.
    pub code: Option<i32>,
    /// All it said.
    pub lines: Vec<String>,
}

/// The server that all tests of this process share which change nothing.
///
/// # Panics
/// If it does not start.
pub fn shared(kind: Kind) -> &'static Server {
    static SQLITE: OnceLock<Server> = OnceLock::new();
    static POSTGRES: OnceLock<Server> = OnceLock::new();
    let place = match kind {
        Kind::Sqlite => &SQLITE,
        Kind::Postgres => &POSTGRES,
    };
    place.get_or_init(|| Server::builder(kind).start())
}

/// A command that knows nothing of the settings where the tests run.
pub(crate) fn clean(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if OURS.iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}

impl Builder {
    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Uses a database that is there already.
    #[must_use]
    pub fn database(mut self, database: &Arc<Database>) -> Self {
        self.database = Arc::clone(database);
        self.database_url = database.url();
        self
    }

    /// Uses a database that the tests do not own.
    #[must_use]
    pub fn database_url(mut self, url: String) -> Self {
        self.database_url = url;
        self
    }

    /// Puts a file into the server's folder, where it also runs.
    ///
    /// # Panics
    /// If it cannot be written.
    #[must_use]
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Starts it.
    ///
    /// # Panics
    /// If it does not become ready.
    #[must_use]
    pub fn start(self) -> Server {
        match self.try_start() {
            Ok(server) => server,
            Err(stopped) => panic!("the server does not start: {stopped:#?}"),
        }
    }

    /// Starts it, or says how it failed.
    ///
    /// # Errors
    /// If it ends instead of becoming ready.
    ///
    /// # Panics
    /// If it does neither.
    pub fn try_start(self) -> Result<Server, Stopped> {
        let mut watchdog = clean("/bin/sh")
            .args(["-c", WATCHDOG, "sh"])
            .arg(jiandu())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.database_url)
            .env(
                "JIANDU_MASTER_KEY_FILE",
                self.database.folder().join("keys.json"),
            )
            .env("JIANDU_RATE_LIMIT", "off")
            .envs(NO_LIMITS_FOR_THE_PUBLIC.map(|name| (name, "off")))
            .env("JIANDU_RECEIPT_QUANTUM_MS", "5")
            .env("JIANDU_LOG_FORMAT", "json")
            .envs(self.environment)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            // Ctrl-C reaches the tests only, and their end reaches the watchdog.
            .process_group(0)
            .spawn()
            .unwrap();
        let lines = Lines::of(watchdog.stderr.take().unwrap());
        let address = lines.wait_for(LIMIT, |line| {
            line.split_once("http://")?
                .1
                .split('/')
                .next()?
                .parse()
                .ok()
        });
        let Some(address) = address else {
            let code = watchdog.wait().unwrap().code();
            let lines = lines.to_the_end();
            return Err(Stopped { code, lines });
        };
        Ok(Server {
            watchdog,
            lines,
            address,
            database: self.database,
            agent: ureq::Agent::config_builder()
                .http_status_as_error(false)
                .proxy(None)
                .max_redirects(0)
                .allow_non_standard_methods(true)
                .accept("")
                .user_agent("")
                .timeout_global(Some(LIMIT))
                .build()
                .into(),
            folder: self.folder,
            actors: Actors::default(),
        })
    }
}

impl Server {
    /// A server to be, with a new database and without a rate limit.
    ///
    /// # Panics
    /// If there is no database of that kind here.
    #[must_use]
    pub fn builder(kind: Kind) -> Builder {
        let database = Arc::new(Database::new(kind));
        Builder {
            database_url: database.url(),
            database,
            environment: Vec::new(),
            folder: crate::scratch::folder(),
        }
    }

    /// A request.
    pub fn call(&self, method: &str, path: &str) -> Request<'_> {
        Request::new(
            &self.agent,
            method,
            &format!("http://{}{path}", self.address),
        )
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path).send()
    }

    /// Posts JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_text(path, body.to_string())
    }

    /// Posts text as JSON, whatever it is.
    pub fn post_text(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.call("POST", path).json_text(body).send()
    }

    /// Asks an engine, which must answer.
    ///
    /// # Panics
    /// If it refuses.
    pub fn evaluate(&self, engine: &str, request: &Value) -> Value {
        let answer = self.post(&format!("/api/v1/evaluations/{engine}"), request);
        assert_eq!(answer.status, 200, "{request}\n{}", answer.text());
        answer.json()
    }

    /// What it has said so far.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Its folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Sends it a signal, such as `TERM`.
    ///
    /// # Panics
    /// If it has stopped already.
    pub fn signal(&mut self, name: &str) {
        let input = self.watchdog.stdin.as_mut().unwrap();
        input.write_all(format!("{name}\n").as_bytes()).unwrap();
    }

    /// The most memory it ever had, in bytes.
    ///
    /// # Panics
    /// If the system does not tell.
    #[must_use]
    pub fn peak_memory(&self) -> u64 {
        let watchdog = self.watchdog.id();
        let children = format!("/proc/{watchdog}/task/{watchdog}/children");
        let children = std::fs::read_to_string(children).unwrap();
        let status = children
            .split_whitespace()
            .map(|child| std::fs::read_to_string(format!("/proc/{child}/status")).unwrap())
            .find(|status| status.starts_with("Name:\tjiandu\n"))
            .expect("the program");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.unwrap().trim().trim_end_matches(" kB");
        kilobytes.parse::<u64>().unwrap() * 1024
    }

    /// Kills it, whatever it is doing and whoever is waiting for it.
    pub fn kill(&self) {
        if let Some(mut input) = self.watchdog.stdin.as_ref() {
            let _stopped_already = input.write_all(b"KILL\n");
        }
    }

    /// Waits until it has stopped.
    ///
    /// # Panics
    /// If it does not.
    pub fn stopped(mut self) -> Stopped {
        let lines = self.lines.to_the_end();
        let code = self.watchdog.wait().unwrap().code();
        Stopped { code, lines }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _gone_already = self.watchdog.wait();
    }
}
