//! HTTP: the real server against a bare actix endpoint that parses the same body and answers a fixed body of the same
//! size, alternating in the same minutes.

use std::process::Command;

use actix_web::{App, HttpResponse, HttpServer, rt, web};
use api::v1::evaluation::admissibility::AdmissibilityEngine;
use api::v1::evaluation::engine::{Engine, Explain};
use api::v1::evaluation::schema::AdmissibilityRequestBody;

use crate::load;
use crate::round::{ROUNDS, Round};
use crate::server::{Folder, Server};
use crate::{Failure, vectors};

const PATH: &str = "/api/v1/evaluations/admissibility";

pub fn measure() -> Result<(), Failure> {
    let bodies = vectors::admissibility()?;
    let folder = Folder::new("http")?;
    let real = Server::start(&folder.0)?;
    let bare = Server::launch(
        Command::new(std::env::current_exe()?)
            .arg("bare-server")
            .arg(average_answer(&bodies)?.to_string()),
    )?;
    let posts = |server: &Server| load::posts(server.address, PATH, "", &bodies);
    println!(
        "| clients | server | requests/s | median | p99 | processor time a request | share of bare: requests/s | processor time | aim |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    for clients in [16, 64] {
        let mut ours = Vec::new();
        let mut bares = Vec::new();
        for _ in 0..ROUNDS {
            bares.push(Round::of(&bare, &posts(&bare), clients)?);
            ours.push(Round::of(&real, &posts(&real), clients)?);
        }
        let (bare, real) = (Round::middle(bares)?, Round::middle(ours)?);
        let share = 100.0 * real.load.per_second / bare.load.per_second;
        let by_processor = 100.0 * bare.each.as_secs_f64() / real.each.as_secs_f64();
        println!("| {clients} | bare actix | {} | | |", bare.cells());
        println!(
            "| {clients} | jiandu | {} {share:.0} % | {by_processor:.0} % | 60 % |",
            real.cells()
        );
    }
    Ok(())
}

/// Average length of the real answers.
fn average_answer(bodies: &[String]) -> Result<usize, Failure> {
    let basis = api::basis::load(None, None)?;
    let mut all = Vec::new();
    for body in bodies {
        AdmissibilityEngine::answer(
            &basis,
            body.as_bytes(),
            &mut Explain::single(false),
            &mut all,
        )
        .map_err(|problem| format!("{problem:?}"))?;
    }
    Ok(all.len() / bodies.len().max(1))
}

/// The baseline: actix alone, the same body parsed by serde, a fixed body of the size given.
pub fn bare_server() -> Result<(), Failure> {
    let size: usize = std::env::args().nth(2).ok_or("a size")?.parse()?;
    let fixed: &'static [u8] = Box::leak(vec![b'x'; size].into_boxed_slice());
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new().route(
                PATH,
                web::post().to(
                    move |body: web::Json<AdmissibilityRequestBody>| async move {
                        std::hint::black_box(&body);
                        HttpResponse::Ok()
                            .content_type("application/json")
                            .body(fixed)
                    },
                ),
            )
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
