//! The program under test, never a stale one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The `jiandu` program, built from the present sources with the profile of the tests; once for each test process.
///
/// # Panics
/// If it cannot be built.
pub fn jiandu() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(build)
}

/// The workspace's folder.
#[must_use]
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn build() -> PathBuf {
    // <target>/<profile>/deps/<test>: the profile's folder has its name, but for `dev` and `test`, which share `debug`.
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().unwrap().parent().unwrap();
    let profile = match folder.file_name().unwrap().to_str().unwrap() {
        "debug" => "dev",
        other => other,
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command
        .current_dir(workspace())
        .args(["build", "--workspace", "--bins", "--locked", "--offline"])
        .args(["--message-format", "json-render-diagnostics"])
        .args(["--profile", profile])
        .arg("--target-dir")
        .arg(folder.parent().unwrap());
    if cfg!(feature = "bundled-pq") {
        command.args(["--features", "bundled-pq"]);
    }
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "the program does not build");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message.pointer("/target/name") == Some(&"jiandu".into()))
        .find_map(|message| Some(PathBuf::from(message["executable"].as_str()?)))
        .expect("cargo says where the program is")
}
