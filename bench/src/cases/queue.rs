//! A full queue of writes: while another process holds the database, requests beyond the queue are told at once to come
//! again, and the others are carried out afterwards.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::complaints;
use super::generate::connect;
use super::office::Office;
use crate::Failure;
use crate::load::{self, read_answer};
use crate::server::{DATABASE, Folder};

/// Requests at once; the queue holds 1,024.
const REQUESTS: usize = 1_300;

/// How long the database is held.
const HELD: Duration = Duration::from_secs(1);

pub fn measure() -> Result<(), Failure> {
    let folder = Folder::new("queue")?;
    let office = Office::open(&folder.0, None)?;
    let address = office.server.address;
    let token = office.token("platform")?;
    let bodies = complaints::bodies()?;
    let calls = load::posts(address, "/api/v1/complaints", &token, &bodies);
    let mut holder = connect(&folder.0.join(DATABASE), "FULL")?;
    let mut streams = Vec::new();
    holder.batch_execute("BEGIN IMMEDIATE")?;
    let start = Instant::now();
    for call in calls.iter().cycle().take(REQUESTS) {
        let mut stream = TcpStream::connect(address)?;
        call.clone().send(&mut stream)?;
        streams.push(stream);
    }
    std::thread::sleep(HELD.saturating_sub(start.elapsed()));
    holder.batch_execute("ROLLBACK")?;
    let (mut created, mut told, mut others) = (0_u32, 0_u32, 0_u32);
    let mut buffer = Vec::new();
    for mut stream in streams {
        let (status, head, _) = read_answer(&mut stream, &mut buffer)?;
        let head = String::from_utf8_lossy(buffer.get(..head).unwrap_or_default());
        let waits = head.to_ascii_lowercase().contains("\r\nretry-after: ");
        match status {
            201 => created += 1,
            503 if waits => told += 1,
            _ => others += 1,
        }
    }
    println!("| {REQUESTS} requests while another process holds the database | |\n| --- | ---: |");
    println!("| carried out once it is free | {created} |");
    println!("| 503 with Retry-After | {told} |\n| anything else | {others} |");
    println!(
        "| memory afterwards | {:.1} MiB |",
        f64::from(u32::try_from(office.server.resident()?)?) / 1024.0
    );
    Ok(())
}
