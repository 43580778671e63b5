//! Folders that go away with the test process, however it ends: values that all tests share are never dropped.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// `$0`: the folder to be removed when the end of standard input says that the test process is gone. A program that is
/// being killed at the same moment may still write into it.
const REMOVE: &str = r#"read -r end; rm -rf "$0" 2>/dev/null || { sleep 1; rm -rf "$0"; }"#;

/// A new, empty folder.
///
/// # Panics
/// If there is no room for one.
#[must_use]
pub fn folder() -> TempDir {
    static ROOT: OnceLock<(PathBuf, Child)> = OnceLock::new();
    let (root, _remover) = ROOT.get_or_init(|| {
        let root = tempfile::Builder::new().prefix("jiandu-test-").tempdir();
        let root = root.unwrap().keep();
        let remover = Command::new("/bin/sh")
            .args(["-c", REMOVE])
            .arg(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C reaches the tests only, and their end reaches this.
            .process_group(0)
            .spawn()
            .unwrap();
        (root, remover)
    });
    tempfile::tempdir_in(root).unwrap()
}
