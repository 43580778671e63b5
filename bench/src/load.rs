//! A plain load generator: blocking clients on kept-alive connections, each with its own thread.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;

/// Digits that stand for a number of the request's own.
pub const OWN_NUMBER: &str = "3000000000";

/// The next number of a request, different for every one of this process.
static NUMBER: AtomicU64 = AtomicU64::new(3_000_000_001);

/// What a run measured.
pub struct Load {
    pub requests: f64,
    pub per_second: f64,
    pub median: Duration,
    pub p99: Duration,
}

/// A request as it goes out.
#[derive(Clone)]
pub struct Call {
    bytes: Vec<u8>,
    /// Where its own number goes.
    numbers: Vec<usize>,
}

impl Call {
    /// A request with these further header lines, each ended by `\r\n`. Every [`OWN_NUMBER`] in the body becomes a new
    /// number whenever the request is sent.
    pub fn new(
        address: SocketAddr,
        method: &str,
        path: &str,
        headers: &str,
        body: Option<&str>,
    ) -> Self {
        let length = body.map_or_else(String::new, |body| {
            format!("Content-Length: {}\r\n", body.len())
        });
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n{headers}{length}\r\n");
        let body = body.unwrap_or_default();
        let numbers = body.match_indices(OWN_NUMBER);
        Self {
            numbers: numbers.map(|(place, _)| head.len() + place).collect(),
            bytes: (head + body).into_bytes(),
        }
    }

    /// Puts a new number in.
    fn renew(&mut self) {
        if self.numbers.is_empty() {
            return;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed).to_string();
        for place in &self.numbers {
            let digits = self.bytes.iter_mut().skip(*place);
            for (digit, new) in digits.zip(number.bytes()) {
                *digit = new;
            }
        }
    }

    /// Sends it, and does not wait for the answer.
    pub fn send(&mut self, stream: &mut TcpStream) -> std::io::Result<()> {
        self.renew();
        stream.write_all(&self.bytes)
    }

    /// Sends it on a connection of its own: the status, the head and the body of the answer.
    pub fn once(mut self, address: SocketAddr) -> Result<(u16, String, String), Failure> {
        let mut stream = TcpStream::connect(address)?;
        self.send(&mut stream)?;
        let mut buffer = Vec::new();
        let (status, head, whole) = read_answer(&mut stream, &mut buffer)?;
        let text = |from: usize, to: usize| {
            String::from_utf8_lossy(buffer.get(from..to).unwrap_or_default()).into_owned()
        };
        Ok((status, text(0, head), text(head, whole)))
    }
}

/// Posts of `bodies` as JSON.
pub fn posts(address: SocketAddr, path: &str, headers: &str, bodies: &[String]) -> Vec<Call> {
    let headers = format!("{headers}Content-Type: application/json\r\n");
    bodies
        .iter()
        .map(|body| Call::new(address, "POST", path, &headers, Some(body)))
        .collect()
}

/// Sends `calls` in turn from `clients` connections for `length`. Any answer that is no success ends it.
pub fn run(
    address: SocketAddr,
    calls: &[Call],
    clients: usize,
    length: Duration,
) -> Result<Load, Failure> {
    let stop = AtomicBool::new(false);
    let start = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    thread::scope(|scope| -> Result<(), Failure> {
        let handles: Vec<_> = (0..clients)
            .map(|client| {
                // Each begins elsewhere, so that they do not ask for the same at the same time.
                let first = client * calls.len() / clients.max(1);
                let stop = &stop;
                scope.spawn(move || one_client(address, calls, first, stop))
            })
            .collect();
        thread::sleep(length);
        stop.store(true, Ordering::Relaxed);
        for handle in handles {
            let own = handle.join().map_err(|_panic| "a client failed")?;
            times.extend(own.map_err(|error| error.to_string())?);
        }
        Ok(())
    })?;
    Load::of(times, start.elapsed())
}

impl Load {
    /// What these times come to.
    pub fn of(mut times: Vec<Duration>, elapsed: Duration) -> Result<Self, Failure> {
        times.sort_unstable();
        let at = |percent: usize| {
            times
                .get(times.len() * percent / 100)
                .copied()
                .unwrap_or_default()
        };
        let requests = f64::from(u32::try_from(times.len())?);
        Ok(Self {
            requests,
            per_second: requests / elapsed.as_secs_f64(),
            median: at(50),
            p99: at(99),
        })
    }
}

fn one_client(
    address: SocketAddr,
    calls: &[Call],
    first: usize,
    stop: &AtomicBool,
) -> std::io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    for call in calls.iter().cycle().skip(first) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let start = Instant::now();
        if call.numbers.is_empty() {
            stream.write_all(&call.bytes)?;
        } else {
            let mut call = call.clone();
            call.renew();
            stream.write_all(&call.bytes)?;
        }
        let (status, head, _) = read_answer(&mut stream, &mut buffer)?;
        if !(200..300).contains(&status) {
            let said = buffer.get(..head).unwrap_or_default();
            return Err(broken(&String::from_utf8_lossy(said)));
        }
        times.push(start.elapsed());
    }
    Ok(times)
}

fn broken(what: &str) -> std::io::Error {
    std::io::Error::other(what.to_owned())
}

/// Reads one answer with a Content-Length: its status, where its body begins and where it ends.
pub fn read_answer(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> std::io::Result<(u16, usize, usize)> {
    let mut filled = 0;
    let mut whole = None;
    loop {
        if filled == buffer.len() {
            buffer.resize((buffer.len() * 2).max(4096), 0);
        }
        let room = buffer.get_mut(filled..).unwrap_or_default();
        let read = stream.read(room)?;
        if read == 0 {
            return Err(broken("the server closed the connection"));
        }
        filled += read;
        if whole.is_none() {
            whole = parsed(buffer.get(..filled).unwrap_or_default())?;
        }
        if let Some(found) = whole.filter(|(_, _, end)| filled >= *end) {
            return Ok(found);
        }
    }
}

/// The head of an answer, once it is there.
fn parsed(seen: &[u8]) -> std::io::Result<Option<(u16, usize, usize)>> {
    let Some(end) = seen.windows(4).position(|w| w == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(seen.get(..end).unwrap_or_default());
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let length: Option<usize> = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    match (status, length) {
        (Some(status), Some(length)) => Ok(Some((status, end + 4, end + 4 + length))),
        _ => Err(broken("an answer without status or length")),
    }
}
