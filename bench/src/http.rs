//! HTTP: the real server against a bare actix endpoint that parses the same body and answers a fixed body of the same
//! size, alternating in the same minutes.

use std::process::Command;
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, rt, web};
use api::v1::evaluation::admissibility::AdmissibilityEngine;
use api::v1::evaluation::engine::{Engine, Explain};
use api::v1::evaluation::schema::AdmissibilityRequestBody;

use crate::decisions::thousands;
use crate::load::{self, Load};
use crate::server::{Folder, Server};
use crate::{Failure, vectors};

const PATH: &str = "/api/v1/evaluations/admissibility";
/// Rounds of each, alternating; the median counts.
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);

pub fn measure() -> Result<(), Failure> {
    let bodies = vectors::admissibility()?;
    let folder = Folder::new("http")?;
    let real = Server::start(&folder.0)?;
    let bare = Server::launch(
        Command::new(std::env::current_exe()?)
            .arg("bare-server")
            .arg(average_answer(&bodies)?.to_string()),
    )?;
    println!(
        "| clients | server | requests/s | median | p99 | processor time a request | share of bare: requests/s | processor time | aim |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    for clients in [16, 64] {
        let mut ours = Vec::new();
        let mut bares = Vec::new();
        for _ in 0..ROUNDS {
            bares.push(round(&bare, &bodies, clients)?);
            ours.push(round(&real, &bodies, clients)?);
        }
        let (bare, real) = (middle(bares)?, middle(ours)?);
        let share = 100.0 * real.load.per_second / bare.load.per_second;
        let by_processor = 100.0 * bare.each.as_secs_f64() / real.each.as_secs_f64();
        row(clients, "bare actix", &bare, " | |");
        let shares = format!("{share:.0} % | {by_processor:.0} % | 60 %");
        row(clients, "jiandu", &real, &shares);
    }
    Ok(())
}

/// A round, and the server's processor time for each of its requests.
struct Round {
    load: Load,
    each: Duration,
}

fn round(server: &Server, bodies: &[String], clients: usize) -> Result<Round, Failure> {
    let before = server.processor()?;
    let load = load::run(server.address, PATH, bodies, clients, ROUND)?;
    let spent = server.processor()?.saturating_sub(before);
    Ok(Round {
        each: spent.div_f64(load.requests.max(1.0)),
        load,
    })
}

fn row(clients: usize, name: &str, round: &Round, shares: &str) {
    println!(
        "| {clients} | {name} | {} | {:.2} ms | {:.2} ms | {:.1} us | {shares} |",
        thousands(round.load.per_second),
        round.load.median.as_secs_f64() * 1e3,
        round.load.p99.as_secs_f64() * 1e3,
        round.each.as_secs_f64() * 1e6
    );
}

/// The round in the middle by requests, with the middle processor time.
fn middle(mut rounds: Vec<Round>) -> Result<Round, Failure> {
    rounds.sort_by_key(|round| round.each);
    let middle = rounds.len() / 2;
    let each = rounds.get(middle).ok_or("no round")?.each;
    rounds.sort_by(|a, b| a.load.per_second.total_cmp(&b.load.per_second));
    let load = rounds.into_iter().nth(middle).ok_or("no round")?.load;
    Ok(Round { load, each })
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
