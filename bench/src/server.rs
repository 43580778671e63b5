//! The server as a process: memory when idle, time to ready.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;

/// A server process, stopped when dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From start to the line that says ready.
    pub ready_after: Duration,
    log: PathBuf,
}

/// The file of the database in its folder.
pub const DATABASE: &str = "bench.sqlite";

static LOGS: AtomicU32 = AtomicU32::new(0);

/// The release binary, built beside this one.
///
/// `JIANDU_BENCH_PROGRAM` names another one, to compare two builds.
pub fn binary() -> Result<PathBuf, Failure> {
    if let Some(named) = std::env::var_os("JIANDU_BENCH_PROGRAM") {
        return Ok(named.into());
    }
    let path = std::env::current_exe()?.with_file_name("jiandu");
    if path.exists() {
        Ok(path)
    } else {
        Err("build the workspace first: make bench does".into())
    }
}

impl Server {
    /// Starts `jiandu serve` on a database in `folder`.
    pub fn start(folder: &std::path::Path) -> Result<Self, Failure> {
        let database = format!("sqlite://{}", folder.join(DATABASE).display());
        Self::start_on(&database, &folder.join("keys.json"))
    }

    /// Starts `jiandu serve` on a database.
    pub fn start_on(database: &str, keys: &std::path::Path) -> Result<Self, Failure> {
        Self::launch(
            Command::new(binary()?)
                .arg("serve")
                .args(["--listen", "127.0.0.1:0"])
                // On, but out of the way.
                .args(["--rate-limit", "10000000/20000000"])
                .args(["--log-format", "json"])
                .env("JIANDU_MASTER_KEY_FILE", keys)
                .args(["--database-url", database]),
        )
    }

    /// Starts a process that says on standard error where it listens, as `…http://<address>/…`. What it says goes to a
    /// file: a reader on the same cores would be starved by the load, and hold the server back.
    pub fn launch(command: &mut Command) -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!(
            "jiandu-bench-log-{}-{}",
            std::process::id(),
            LOGS.fetch_add(1, Ordering::Relaxed)
        ));
        let log = File::create(&path)?;
        let start = Instant::now();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            ready_after: Duration::ZERO,
            log: path,
        };
        while server.address.port() == 0 {
            if start.elapsed() > Duration::from_secs(10) {
                return Err("the server did not start".into());
            }
            thread::sleep(Duration::from_millis(1));
            let said = fs::read_to_string(&server.log)?;
            let address = said
                .split_once("http://")
                .and_then(|(_, rest)| rest.split('/').next())
                .and_then(|address| address.parse().ok());
            if let Some(address) = address {
                server.address = address;
            }
        }
        server.ready_after = start.elapsed();
        Ok(server)
    }

    /// Processor time the process has used so far, from the kernel's account (in hundredths of a second).
    pub fn processor(&self) -> Result<Duration, Failure> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        processor_of(&stat)
    }

    /// Resident memory in KiB.
    pub fn resident(&self) -> Result<u64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

/// Processor time of a process, from the text of its `/proc/<id>/stat`.
pub fn processor_of(stat: &str) -> Result<Duration, Failure> {
    let after_name = stat.rsplit_once(')').ok_or("no name")?.1;
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<u64>)
        .sum::<Result<_, _>>()?;
    Ok(Duration::from_millis(ticks * 10))
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _gone_already = self.child.wait();
        let _left_behind = fs::remove_file(&self.log);
    }
}

/// A folder that is removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("jiandu-bench-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _left_behind = fs::remove_dir_all(&self.0);
    }
}

pub fn measure() -> Result<(), Failure> {
    let folder = Folder::new("server")?;
    let first = Server::start(&folder.0)?;
    let first_ready = first.ready_after;
    drop(first);
    let mut second_ready = Duration::MAX;
    for _ in 0..4 {
        second_ready = second_ready.min(Server::start(&folder.0)?.ready_after);
    }
    let server = Server::start(&folder.0)?;
    thread::sleep(Duration::from_secs(10));
    let resident = server.resident()?;
    println!("| the server | figure | aim |\n| --- | ---: | ---: |");
    println!(
        "| first start on an empty folder, ready after | {} ms | |",
        first_ready.as_millis()
    );
    println!(
        "| second start, ready after | {} ms | < 100 ms |",
        second_ready.as_millis()
    );
    println!(
        "| VmRSS ten seconds after ready | {:.1} MiB | < 20 MiB |",
        f64::from(u32::try_from(resident)?) / 1024.0
    );
    Ok(())
}
