//! The log: JSON lines on standard error, or plain ones for a terminal.

use std::{
    fmt::{self, Write as _},
    io::{self, IsTerminal as _, Write},
    str::FromStr,
};

use env_logger::{Builder, Env, Target};
use log::{
    Record,
    kv::{Error as KvError, Key, Value, VisitSource, VisitValue},
};

use super::{
    access_log,
    json_text::Escaped,
    log_batch::{self, Batch},
};

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// A JSON object a line.
    Json,
    /// Words, for people.
    Plain,
    /// Plain on a terminal, else JSON.
    #[default]
    Auto,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "json" => Ok(Self::Json),
            "plain" => Ok(Self::Plain),
            "auto" => Ok(Self::Auto),
            _ => Err("expected json, plain or auto".to_owned()),
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "json",
            Self::Plain => "plain",
            Self::Auto => "auto",
        })
    }
}

/// What is logged unless `RUST_LOG` says otherwise. The framework calls every broken request an error: whoever can
/// reach the port could fill the log.
const DEFAULT_FILTER: &str = "info,actix_http=off";

/// Starts logging with the filter in `RUST_LOG` (default `info`) and lets panics be logged too. A
/// second call changes nothing.
pub fn init(format: LogFormat) {
    let json = match format {
        LogFormat::Json => true,
        LogFormat::Plain => false,
        LogFormat::Auto => !io::stderr().is_terminal(),
    };
    let mut builder = Builder::from_env(Env::default().default_filter_or(DEFAULT_FILTER));
    builder.target(Target::Pipe(Box::new(Batch::start())));
    builder.format(move |out, record| {
        if record.target() != access_log::TARGET {
            log_batch::is_urgent();
        }
        let time = out.timestamp_micros();
        if json {
            write_json(out, &time, record)
        } else {
            write_plain(out, &time, record)
        }
    });
    if builder.try_init().is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let location = panic
                .location()
                .map(ToString::to_string)
                .unwrap_or_default();
            log::error!(target: "panic", location = location.as_str(); "the program panicked");
            // The message may quote data: it is written only where somebody asks for it.
            let message = panic.payload_as_str().unwrap_or_default();
            log::debug!(target: "panic", location = location.as_str(); "{message}");
        }));
    }
}

/// `{"ts":…,"level":…,"target":…,"msg":…,…}` and a line end.
fn write_json<W: Write>(
    out: &mut W,
    time: &impl fmt::Display,
    record: &Record<'_>,
) -> io::Result<()> {
    write!(
        out,
        "{{\"ts\":\"{time}\",\"level\":\"{}\",\"target\":\"",
        record.level()
    )?;
    escaped(out, &record.target())?;
    out.write_all(b"\"")?;
    if record.args().as_str() != Some("") {
        out.write_all(b",\"msg\":\"")?;
        escaped(out, record.args())?;
        out.write_all(b"\"")?;
    }
    let mut members = Members { out, plain: false };
    record
        .key_values()
        .visit(&mut members)
        .map_err(io::Error::other)?;
    out.write_all(b"}\n")
}

/// Time, level, target, message and `key=value` pairs.
fn write_plain<W: Write>(
    out: &mut W,
    time: &impl fmt::Display,
    record: &Record<'_>,
) -> io::Result<()> {
    write!(out, "{time} {:<5} ", record.level())?;
    escaped(out, &record.target())?;
    if record.args().as_str() != Some("") {
        out.write_all(b" ")?;
        escaped(out, record.args())?;
    }
    let mut members = Members { out, plain: true };
    record
        .key_values()
        .visit(&mut members)
        .map_err(io::Error::other)?;
    out.write_all(b"\n")
}

fn escaped<W: Write>(out: &mut W, text: &impl fmt::Display) -> io::Result<()> {
    write!(Escaped(out), "{text}").map_err(io::Error::other)
}

/// Writes a record's fields, numbers and booleans as such, everything else as text.
struct Members<'a, W: Write> {
    out: &'a mut W,
    plain: bool,
}

impl<'kvs, W: Write> VisitSource<'kvs> for Members<'_, W> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), KvError> {
        self.out.write_all(if self.plain { b" " } else { b",\"" })?;
        write!(Escaped(self.out), "{key}")?;
        self.out.write_all(if self.plain { b"=" } else { b"\":" })?;
        value.visit(MemberValue {
            out: self.out,
            plain: self.plain,
        })
    }
}

struct MemberValue<'a, W: Write> {
    out: &'a mut W,
    plain: bool,
}

impl<'v, W: Write> VisitValue<'v> for MemberValue<'_, W> {
    fn visit_any(&mut self, value: Value<'_>) -> Result<(), KvError> {
        let quote: &[u8] = if self.plain { b"" } else { b"\"" };
        self.out.write_all(quote)?;
        write!(Escaped(self.out), "{value}")?;
        Ok(self.out.write_all(quote)?)
    }

    fn visit_null(&mut self) -> Result<(), KvError> {
        Ok(self.out.write_all(b"null")?)
    }

    fn visit_u64(&mut self, value: u64) -> Result<(), KvError> {
        Ok(write!(self.out, "{value}")?)
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), KvError> {
        Ok(write!(self.out, "{value}")?)
    }

    fn visit_bool(&mut self, value: bool) -> Result<(), KvError> {
        Ok(write!(self.out, "{value}")?)
    }
}

#[cfg(test)]
mod tests {
    use log::Level;
    use serde_json::{Value as Json, json};

    use super::*;

    fn written(json: bool, fields: &[(&str, Value<'_>)]) -> String {
        let mut out = Vec::new();
        let mut builder = Record::builder();
        builder
            .level(Level::Info)
            .target("access")
            .key_values(&fields);
        let result = if json {
            write_json(
                &mut out,
                &"T",
                &builder.args(format_args!("a\"{}", "\n")).build(),
            )
        } else {
            write_plain(
                &mut out,
                &"T",
                &builder.args(format_args!("a\"{}", "\n")).build(),
            )
        };
        assert!(result.is_ok());
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_json_line() {
        let line = written(true, &[("n", Value::from(7)), ("s", Value::from("引\"号"))]);
        assert!(line.ends_with("}\n") && line.matches('\n').count() == 1);
        let read: Json = serde_json::from_str(&line).unwrap_or_default();
        let expected = json!({
            "ts": "T", "level": "INFO", "target": "access", "msg": "a\"\n", "n": 7, "s": "引\"号"
        });
        assert_eq!(read, expected);
    }

    #[test]
    fn a_plain_line_cannot_be_forged() {
        let line = written(false, &[("s", Value::from("x\ny"))]);
        assert_eq!(line, "T INFO  access a\\\"\\n s=x\\ny\n");
    }

    #[test]
    fn formats() {
        for format in [LogFormat::Json, LogFormat::Plain, LogFormat::Auto] {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("xml".parse::<LogFormat>().is_err());
    }
}
