//! A private PostgreSQL for tests: own user, own port, own folder, gone when the test process is.
//!
//! The server is the child of a small shell that waits for its standard input to close. The test process holds the
//! other end, so that the server stops and its folder goes however that process ends, even killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test support: a failure here fails the test"
)]

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Set to `1`, missing binaries fail the tests instead of skipping them.
pub const REQUIRE: &str = "JIANDU_REQUIRE_POSTGRES";

/// Superuser of the cluster.
pub const USER: &str = "jiandu";

/// Password of [`USER`]; unusual enough to be found where it must not be.
pub const PASSWORD: &str = "s3cr3t-of-the-test";

/// `$0`: folder; `$1`: initdb; the rest: the server's command line. A line on standard input stops the server and
/// keeps its data, the end of it also removes the folder.
const WATCHDOG: &str = r#"
    initdb=$1
    shift
    if [ ! -e "$0/data/PG_VERSION" ]; then
        "$initdb" --no-sync --no-locale --encoding=UTF8 --auth=scram-sha-256 \
            -U "$JIANDU_USER" --pwfile "$0/password" -D "$0/data" </dev/null >>"$0/log" 2>&1 || exit 1
    fi
    "$@" >>"$0/log" 2>&1 &
    server=$!
    if read -r keep; then remove=; else remove=1; fi
    # QUIT is ignored until the server has set up its handlers; TERM then ends it too.
    kill -TERM "$server"
    kill -QUIT "$server"
    wait "$server"
    if [ "$remove" ]; then rm -rf "$0"; fi
"#;

/// A running server.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
    /// The user who runs the server, if not the one who runs the tests.
    user: Option<(u32, u32)>,
    watchdog: Option<Child>,
    databases: AtomicU32,
    /// Whether a commit survives the machine.
    durable: bool,
}

/// A database of a cluster, dropped with this value.
pub struct Database<'cluster> {
    cluster: &'cluster Cluster,
    name: String,
}

/// The cluster that all tests of this process share, or nothing if PostgreSQL is not installed.
///
/// # Panics
/// If it does not start, or is not installed although [`REQUIRE`] is `1`.
pub fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    SHARED.get_or_init(Cluster::start).as_ref()
}

impl Cluster {
    /// Starts a cluster of its own, for a test that stops it; nothing if PostgreSQL is not installed.
    ///
    /// # Panics
    /// As [`shared`].
    pub fn start() -> Option<Self> {
        Self::start_with(false)
    }

    /// As [`Self::start`], with commits as durable as PostgreSQL makes them by itself: for measurements.
    ///
    /// # Panics
    /// As [`shared`].
    pub fn start_durable() -> Option<Self> {
        Self::start_with(true)
    }

    fn start_with(durable: bool) -> Option<Self> {
        let Some(bin) = find_binaries() else {
            let message = "PostgreSQL binaries not found (initdb, postgres, psql: PATH, /usr/lib/postgresql/*/bin)";
            assert!(
                std::env::var(REQUIRE).as_deref() != Ok("1"),
                "{message}, but {REQUIRE}=1"
            );
            // Not `eprintln!`: the test harness would swallow it.
            let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {message} ***\n");
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("jiandu-pg-")
            .tempdir()
            .unwrap();
        let user = unprivileged_user(folder.path());
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        let password = folder.path().join("password");
        fs::write(&password, PASSWORD).unwrap();
        if let Some((uid, gid)) = user {
            chown(&password, Some(uid), Some(gid)).unwrap();
        }
        // From here on the watchdog removes it.
        let folder = folder.keep();
        let mut cluster = Self {
            bin,
            folder,
            port: 0,
            user,
            watchdog: None,
            databases: AtomicU32::new(0),
            durable,
        };
        // Between finding a free port and using it, another process may take it.
        for _ in 0..5 {
            cluster.port = TcpListener::bind(("127.0.0.1", 0))
                .unwrap()
                .local_addr()
                .unwrap()
                .port();
            if cluster.launch() {
                return Some(cluster);
            }
            cluster.stop();
        }
        panic!("PostgreSQL does not start:\n{}", cluster.log());
    }

    /// A new, empty database.
    ///
    /// # Panics
    /// If the server refuses.
    pub fn database(&self) -> Database<'_> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql(
            "postgres",
            &format!("CREATE DATABASE {name} TEMPLATE template0"),
        )
        .expect("CREATE DATABASE");
        Database {
            cluster: self,
            name,
        }
    }

    /// Runs statements as superuser and returns what `psql` prints, unaligned and without headings.
    ///
    /// # Errors
    /// What `psql` complains of.
    pub fn sql(&self, database: &str, statements: &str) -> Result<String, String> {
        let output = Command::new(self.bin.join("psql"))
            .args([
                "-XqAt",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-U",
                USER,
            ])
            .args([
                "-p",
                &self.port.to_string(),
                "-d",
                database,
                "-c",
                statements,
            ])
            .env("PGPASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .output()
            .expect("psql starts");
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// The URL of a database of this cluster, with the superuser's name and password.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://{USER}:{PASSWORD}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    /// Stops the server as a crash would, keeping its data.
    ///
    /// # Panics
    /// If the watchdog is stuck.
    pub fn stop(&mut self) {
        if let Some(mut watchdog) = self.watchdog.take() {
            watchdog.stdin.take().unwrap().write_all(b"keep\n").unwrap();
            watchdog.wait().unwrap();
        }
    }

    /// Starts a stopped server again, on the same port.
    ///
    /// # Panics
    /// If it does not start.
    pub fn restart(&mut self) {
        self.stop();
        assert!(
            self.launch(),
            "PostgreSQL does not start again:\n{}",
            self.log()
        );
    }

    /// Whether the server accepts connections in the end.
    fn launch(&mut self) -> bool {
        let (log, data) = (self.folder.join("log"), self.folder.join("data"));
        let _ = fs::remove_file(&log);
        let mut command = self.command(Path::new("/bin/sh"));
        command.arg("-c").arg(WATCHDOG).arg(&self.folder);
        command
            .env("JIANDU_USER", USER)
            .arg(self.bin.join("initdb"));
        command.arg(self.bin.join("postgres")).arg("-D").arg(&data);
        for setting in [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={}", self.port),
            format!("unix_socket_directories={}", self.folder.display()),
            "max_connections=100".to_owned(),
            // Far from UTC, so that a time stored with a zone would show.
            "timezone=Asia/Shanghai".to_owned(),
        ] {
            command.arg("-c").arg(setting);
        }
        if !self.durable {
            // The data need not survive the machine, and a small server leaves room for the tests.
            for setting in ["fsync=off", "full_page_writes=off", "shared_buffers=16MB"] {
                command.arg("-c").arg(setting);
            }
        }
        self.watchdog = Some(
            // Its own process group: Ctrl-C reaches the tests only, and their end reaches the watchdog.
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .process_group(0)
                .spawn()
                .unwrap(),
        );
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            let status = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
            // Line 4 is the port: after a crash, an old file may still lie there for a moment.
            let mut lines = status.lines();
            if lines.nth(3) == Some(self.port.to_string().as_str())
                && lines.nth(3).map(str::trim_end) == Some("ready")
                && self.sql("postgres", "SELECT 1").is_ok()
            {
                return true;
            }
            let initdb_failed = !matches!(self.watchdog.as_mut().unwrap().try_wait(), Ok(None));
            if initdb_failed || self.log().contains("FATAL:  could not") {
                return false;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// A command run as the server's user, in its folder.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder).env("LC_ALL", "C");
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut watchdog) = self.watchdog.take() {
            drop(watchdog.stdin.take());
            let _ = watchdog.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Database<'_> {
    /// Its URL, with the superuser's name and password.
    pub fn url(&self) -> String {
        self.cluster.url(&self.name)
    }

    /// Its URL for another user or password, which are put in as they are.
    pub fn url_as(&self, user: &str, password: &str) -> String {
        format!(
            "postgres://{user}:{password}@127.0.0.1:{}/{}",
            self.cluster.port, self.name
        )
    }

    /// Runs statements in it; see [`Cluster::sql`].
    ///
    /// # Errors
    /// What `psql` complains of.
    pub fn sql(&self, statements: &str) -> Result<String, String> {
        self.cluster.sql(&self.name, statements)
    }
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        let _ = self.cluster.sql(
            "postgres",
            &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name),
        );
    }
}

/// The folder that holds all the programs needed.
fn find_binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut packaged: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    // The newest first; the folders are named by version.
    packaged.sort_by_key(|bin| {
        let version = bin
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned());
        std::cmp::Reverse(version.and_then(|version| version.parse::<u32>().ok()))
    });
    std::env::split_paths(&path)
        .chain(packaged)
        .chain(["/usr/local/bin".into(), "/usr/local/pgsql/bin".into()])
        // A link to initdb leads to the folder of the others.
        .filter_map(|folder| {
            Some(
                fs::canonicalize(folder.join("initdb"))
                    .ok()?
                    .parent()?
                    .to_owned(),
            )
        })
        .find(|folder| {
            ["initdb", "postgres", "psql"]
                .iter()
                .all(|program| folder.join(program).is_file())
        })
}

/// Who shall run the server: it refuses to run as root.
fn unprivileged_user(own_file: &Path) -> Option<(u32, u32)> {
    if fs::metadata(own_file).unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            (fields.next()? == name).then_some(())?;
            Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
        })
    };
    Some(
        find("postgres")
            .or_else(|| find("nobody"))
            .expect("a user other than root"),
    )
}
