//! Running the program as a command.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::jiandu;
use crate::server::clean;
use crate::wait;

/// A command to be run in a folder of its own, where it also finds its default database: none.
pub struct Jiandu {
    command: Command,
    folder: TempDir,
    input: Vec<u8>,
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it wrote.
    pub output: Vec<u8>,
    /// What it said.
    pub said: String,
}

/// The command with these words.
///
/// # Panics
/// If the program cannot be built.
#[must_use]
pub fn command(words: &[&str]) -> Jiandu {
    let folder = crate::scratch::folder();
    let mut command = clean(jiandu().to_str().unwrap());
    command.args(words).current_dir(folder.path());
    Jiandu {
        command,
        folder,
        input: Vec::new(),
    }
}

impl Jiandu {
    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// What it reads.
    #[must_use]
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Puts a file into its folder.
    ///
    /// # Panics
    /// If it cannot be written.
    #[must_use]
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    /// Starts it with its input and output open, for a test that writes and reads by turns.
    ///
    /// # Panics
    /// If it does not start.
    #[must_use]
    pub fn spawn(mut self) -> Child {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// If it does not end.
    #[must_use]
    pub fn run(mut self) -> Done {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = std::mem::take(&mut self.input);
        // It may end without reading all.
        std::thread::spawn(move || stdin.write_all(&input));
        let mut stdout = child.stdout.take().unwrap();
        let output = std::thread::spawn(move || {
            let mut output = Vec::new();
            stdout.read_to_end(&mut output).unwrap();
            output
        });
        let mut stderr = child.stderr.take().unwrap();
        let said = std::thread::spawn(move || {
            let mut said = Vec::new();
            stderr.read_to_end(&mut said).unwrap();
            String::from_utf8(said).unwrap()
        });
        let status = wait::until("the command ends", || child.try_wait().unwrap());
        Done {
            code: status.code(),
            output: output.join().unwrap(),
            said: said.join().unwrap(),
        }
    }
}

impl Done {
    /// Its output as text.
    ///
    /// # Panics
    /// If it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.output).unwrap()
    }

    /// Its output as JSON, a value a line.
    ///
    /// # Panics
    /// If it is not.
    #[must_use]
    pub fn json(&self) -> Vec<Value> {
        self.text()
            .lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// The same, of a command that must have succeeded and said nothing.
    ///
    /// # Panics
    /// If it did not.
    #[must_use]
    pub fn good(&self) -> Vec<Value> {
        assert_eq!((self.code, self.said.as_str()), (Some(0), ""));
        self.json()
    }
}
