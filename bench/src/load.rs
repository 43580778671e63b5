//! A plain load generator: blocking clients on kept-alive connections, each with its own thread.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Failure;

/// What a run measured.
pub struct Load {
    pub requests: f64,
    pub per_second: f64,
    pub median: Duration,
    pub p99: Duration,
}

/// Posts `bodies` in turn from `clients` connections for `length`.
pub fn run(
    address: SocketAddr,
    path: &str,
    bodies: &[String],
    clients: usize,
    length: Duration,
) -> Result<Load, Failure> {
    let requests: Vec<Vec<u8>> = bodies
        .iter()
        .map(|body| {
            format!(
                "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .into_bytes()
        })
        .collect();
    let stop = AtomicBool::new(false);
    let start = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    thread::scope(|scope| -> Result<(), Failure> {
        let handles: Vec<_> = (0..clients)
            .map(|client| {
                let (requests, stop) = (&requests, &stop);
                scope.spawn(move || one_client(address, requests, client, stop))
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
    let elapsed = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |percent: usize| {
        times
            .get(times.len() * percent / 100)
            .copied()
            .unwrap_or_default()
    };
    let requests = f64::from(u32::try_from(times.len())?);
    Ok(Load {
        requests,
        per_second: requests / elapsed,
        median: at(50),
        p99: at(99),
    })
}

fn one_client(
    address: SocketAddr,
    requests: &[Vec<u8>],
    client: usize,
    stop: &AtomicBool,
) -> std::io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    for request in requests.iter().cycle().skip(client) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let start = Instant::now();
        stream.write_all(request)?;
        read_answer(&mut stream, &mut buffer)?;
        times.push(start.elapsed());
    }
    Ok(times)
}

/// Reads one answer with a Content-Length; anything but 200 is a failure of the measurement.
fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<()> {
    let broken = |what: &str| std::io::Error::other(what.to_owned());
    let mut filled = 0;
    loop {
        if filled == buffer.len() {
            buffer.resize(buffer.len() * 2, 0);
        }
        let room = buffer.get_mut(filled..).unwrap_or_default();
        let read = stream.read(room)?;
        if read == 0 {
            return Err(broken("the server closed the connection"));
        }
        filled += read;
        let seen = buffer.get(..filled).unwrap_or_default();
        let Some(head_end) = seen.windows(4).position(|w| w == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(seen.get(..head_end).unwrap_or_default());
        if !head.starts_with("HTTP/1.1 200") {
            return Err(broken(head.lines().next().unwrap_or_default()));
        }
        let length: usize = head
            .lines()
            .find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().ok())?
            })
            .ok_or_else(|| broken("an answer without length"))?;
        let whole = head_end + 4 + length;
        while filled < whole {
            if buffer.len() < whole {
                buffer.resize(whole, 0);
            }
            let room = buffer.get_mut(filled..whole).unwrap_or_default();
            let read = stream.read(room)?;
            if read == 0 {
                return Err(broken("the server closed the connection"));
            }
            filled += read;
        }
        return Ok(());
    }
}
