//! What the server did by itself can be seen.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::server::Server;
use tests::wait;

use super::{START, accepted, day, later, morning, standing};
use crate::complaints::desk::Desk;
use crate::load::cases::on;
use crate::support::on_both;

on_both!(
    each_run_shows_what_it_did,
    a_server_looks_at_the_start_and_the_command_does_so_too,
);

fn each_run_shows_what_it_did(kind: Kind) {
    let desk = Desk::at(kind, &morning(day(START)));
    let officer = desk.officer();
    let id = accepted(&desk);
    let (_, due_on) = standing(&desk.server, &officer, &id, day(START));
    desk.put_clock(&morning(later(due_on, 1)));
    let admin = desk.server.admin();
    let get = |path: &str| desk.server.get_as(&admin.token, path).good();
    // The job also runs by itself: the run that found something is among the last ones.
    let runs = get("/api/v1/jobs/clock_sweep")["runs"].take();
    let found = runs.as_array().unwrap().iter().find(|run| run["done"] == 1);
    let found = found.unwrap_or_else(|| panic!("{runs:#}"));
    assert_eq!(found["candidates"], 1);
    assert_eq!(found["skipped"], json!({}));
    assert_eq!(found["error"], Value::Null);
    assert!(found["ended_at"].as_str() >= found["started_at"].as_str());
    assert!(!found["instance"].as_str().unwrap().is_empty());
    let jobs = get("/api/v1/jobs")["items"].take();
    let names: Vec<&str> = jobs
        .as_array()
        .unwrap()
        .iter()
        .map(|job| job["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["clock_sweep", "due_dates", "sanction_watch"]);
    assert_eq!(jobs[1]["last_run"], Value::Null);
    // Nothing of a case stands there.
    assert!(!runs.to_string().contains(&id));
    let answer = desk.server.get_as(&admin.token, "/api/v1/jobs/backup");
    let _ = answer.problem(404, "not_found");
    assert_eq!(
        desk.server.get_as(&officer.token, "/api/v1/jobs").status,
        403
    );
    let auditor = desk.server.any(Role::Auditor);
    assert_eq!(
        desk.server.get_as(&auditor.token, "/api/v1/jobs").status,
        200
    );
    // The clock of a sandbox is its server's: the command would take the real time.
    let refused = on(&desk.server.database, &["sweep"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
}

fn a_server_looks_at_the_start_and_the_command_does_so_too(kind: Kind) {
    let server = Server::builder(kind).start();
    let admin = server.admin();
    let runs = || {
        let job = server.get_as(&admin.token, "/api/v1/jobs/clock_sweep");
        job.good()["runs"].as_array().unwrap().clone()
    };
    let first = wait::until("a run", || {
        runs()
            .into_iter()
            .find(|run| run["ended_at"] != Value::Null)
    });
    assert_eq!(
        (&first["candidates"], &first["done"]),
        (&json!(0), &json!(0))
    );
    let done = on(&server.database, &["sweep"]);
    assert_eq!(
        done.text(),
        "0 cases looked at, 0 said to be due soon or overdue, 0 skipped\n"
    );
    assert_eq!(runs()[0]["instance"], "command line");
}
