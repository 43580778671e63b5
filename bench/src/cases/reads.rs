//! Reading a case over HTTP with a token, against actix alone answering the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;

use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, rt, web};
use diesel::prelude::*;
use persistence::schema::complaints;

use super::generate::{connect, folder};
use super::office::{CENTER, Office};
use crate::Failure;
use crate::load::Call;
use crate::round::{ROUNDS, Round};
use crate::server::{DATABASE, Folder, Server};

/// How many different cases are read.
const CASES: usize = 20_000;

pub fn measure() -> Result<(), Failure> {
    println!(
        "| cases | clients | server | requests/s | median | p99 | processor time a request | share of bare: requests/s | processor time | aim |\n| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    for (count, shown, aim) in
        super::sizes(&[(10_000, "10,000", "40 %"), (1_000_000, "1,000,000", "20 %")])?
    {
        of(count, shown, aim)?;
    }
    Ok(())
}

fn of(count: u64, shown: &str, aim: &str) -> Result<(), Failure> {
    let data = folder(count)?;
    let ids = ids(&data.join(DATABASE))?;
    let office = Office::open(&data, None)?;
    let token = office.token("officer")?;
    let calls = |server: &Server| -> Vec<Call> {
        let call = |id: &String| {
            let path = format!("/api/v1/complaints/{id}");
            Call::new(server.address, "GET", &path, &token, None)
        };
        ids.iter().map(call).collect()
    };
    let ours = calls(&office.server);
    let first = ours.first().ok_or("no case")?.clone();
    let (status, _, body) = first.once(office.server.address)?;
    if status != 200 {
        return Err(format!("a case answers {status}: {body}").into());
    }
    let answer = Folder::new("reads")?;
    let file = answer.0.join("answer.json");
    fs::write(&file, body)?;
    let bare = Server::launch(
        Command::new(std::env::current_exe()?)
            .arg("bare-reader")
            .arg(&file),
    )?;
    let bares = calls(&bare);
    for clients in [16, 64] {
        let (mut plain, mut real) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            plain.push(Round::of(&bare, &bares, clients)?);
            real.push(Round::of(&office.server, &ours, clients)?);
        }
        let (plain, real) = (Round::middle(plain)?, Round::middle(real)?);
        let share = 100.0 * real.load.per_second / plain.load.per_second;
        let by_processor = 100.0 * plain.each.as_secs_f64() / real.each.as_secs_f64();
        println!(
            "| {shown} | {clients} | bare actix | {} | | |",
            plain.cells()
        );
        println!(
            "| {shown} | {clients} | jiandu | {} {share:.0} % | {by_processor:.0} % | {aim} |",
            real.cells()
        );
    }
    Ok(())
}

/// Ids of cases of the officer's center, from everywhere in the database, in no order.
fn ids(file: &Path) -> Result<Vec<String>, Failure> {
    let mut connection = connect(file, "FULL")?;
    let all: Vec<String> = complaints::table
        .filter(complaints::center.eq(CENTER))
        .select(complaints::id)
        .load(&mut connection)?;
    let places = (0..CASES).map(|place| place * 7_919 * (all.len() / CASES).max(1));
    Ok(places
        .filter_map(|place| all.get(place % all.len().max(1)).cloned())
        .collect())
}

/// The baseline: actix alone, which answers the bytes of a file.
pub fn bare_reader() -> Result<(), Failure> {
    let file = std::env::args().nth(2).ok_or("a file")?;
    let fixed: &'static [u8] = Box::leak(fs::read(file)?.into_boxed_slice());
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    rt::System::new().block_on(async move {
        let read = move |id: web::Path<String>| async move {
            std::hint::black_box(&id);
            HttpResponse::Ok()
                .insert_header((header::ETAG, "\"3\""))
                .insert_header((header::CACHE_CONTROL, "private, no-cache"))
                .insert_header((header::VARY, "Accept-Language"))
                .content_type("application/json")
                .body(fixed)
        };
        let server = HttpServer::new(move || {
            App::new().route("/api/v1/complaints/{id}", web::get().to(read))
        })
        .workers(workers)
        .bind("127.0.0.1:0")?;
        for address in server.addrs() {
            eprintln!("bare server at http://{address}/");
        }
        server.run().await
    })?;
    Ok(())
}
