//! What a running server makes of an import.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::cli::command;
use tests::database::Kind;
use tests::server::Server;
use tests::wait;

use super::{NOTICE_2027, import, with_another_day, with_december};
use crate::support::{batch_path, on_both};

on_both!(
    a_running_server_follows_within_seconds,
    every_server_on_the_database_follows,
    an_import_survives_a_restart,
    the_command_uses_imported_years,
);

/// The first working day after Thursday 4 February 2027: the 9th by the statutory days, the 12th by the notice.
const QUESTION: (&str, i64) = ("2027-02-04", 1);

fn ask(server: &Server) -> (Value, Value) {
    let answer = server.evaluate(
        "working-days",
        &json!({"from": QUESTION.0, "add": QUESTION.1}),
    );
    (answer["date"].clone(), answer["provisional"].clone())
}

fn follows(server: &Server, date: &str) {
    wait::until("the server follows", || {
        (ask(server).0 == date).then_some(())
    });
}

fn a_running_server_follows_within_seconds(kind: Kind) {
    let server = Server::builder(kind).start();
    assert_eq!(ask(&server), (json!("2027-02-09"), json!(true)));
    let year = server.get("/api/v1/calendars/cn/2027");
    assert_eq!(year.good()["status"], "provisional");
    let calendar = server.get("/api/v1/calendars/cn");
    let clock =
        json!({"accepted_on": "2026-12-18", "as_of": "2027-02-12", "extended_to_working_days": 35});
    let before = server.evaluate("clock", &clock);
    assert_eq!(before["provisional"], true);

    let done = import(
        &server.database,
        NOTICE_2027,
        &["--source", "国办发明电〔2026〕0 号（虚构）"],
    );
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""), "{done:?}");
    assert_eq!(
        done.text(),
        "imported 2027 (19 days); a running server follows within seconds\n"
    );
    follows(&server, "2027-02-12");
    assert_eq!(ask(&server), (json!("2027-02-12"), json!(false)));

    // Everything follows: the year, the list, their tags, the other engines, the batch twins.
    let official = server.get("/api/v1/calendars/cn/2027");
    let body = official.good();
    assert_eq!(
        (&body["status"], &body["provisional"]),
        (&json!("official"), &json!(false))
    );
    assert_eq!(body["source"], "国办发明电〔2026〕0 号（虚构）");
    assert_eq!(body["days"].as_array().unwrap().len(), 19);
    assert_eq!(
        body["days"][1],
        json!({"date": "2027-01-30", "kind": "workday", "name_zh": "春节", "name_en": "Spring Festival"})
    );
    assert_ne!(official.header("etag"), year.header("etag"));
    let again = server.get("/api/v1/calendars/cn");
    assert_ne!(again.header("etag"), calendar.header("etag"));
    let years = again.good()["official_years"].clone();
    assert_eq!(years.as_array().unwrap().last(), Some(&json!(2027)));
    let after = server.evaluate("clock", &clock);
    assert_eq!(after["provisional"], false);
    assert_ne!(after["due_on"], Value::Null);
    assert!(
        after["extended_due_on"].as_str() > before["extended_due_on"].as_str(),
        "{before} {after}"
    );
    let batch = server.post(
        &batch_path("working-days"),
        &json!({"items": [{"from": QUESTION.0, "add": QUESTION.1}]}),
    );
    assert_eq!(batch.good()["results"][0]["result"]["date"], "2027-02-12");
    // The year after that is as provisional as before.
    assert_eq!(
        server.get("/api/v1/calendars/cn/2028").good()["status"],
        "provisional"
    );
    let lines = server.lines().all();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("calendar years reloaded")),
        "{lines:#?}"
    );
}

fn every_server_on_the_database_follows(kind: Kind) {
    let one = Server::builder(kind).start();
    let other = Server::builder(kind).database(&one.database).start();
    assert_eq!(import(&one.database, NOTICE_2027, &[]).code, Some(0));
    follows(&one, "2027-02-12");
    follows(&other, "2027-02-12");
    // And again, when the year is replaced.
    assert_eq!(
        import(&one.database, with_another_day(), &["--replace"]).code,
        Some(0)
    );
    for server in [&one, &other] {
        wait::until("the server follows", || {
            let year = server.get("/api/v1/calendars/cn/2027").good();
            (year["days"].as_array().unwrap().len() == 20).then_some(())
        });
    }
}

fn an_import_survives_a_restart(kind: Kind) {
    let first = Server::builder(kind).start();
    let database = Arc::clone(&first.database);
    assert_eq!(import(&database, with_december(), &[]).code, Some(0));
    follows(&first, "2027-02-12");
    drop(first);
    let second = Server::builder(kind).database(&database).start();
    assert_eq!(ask(&second), (json!("2027-02-12"), json!(false)));
    let amended = second.get("/api/v1/calendars/cn/2026").good();
    let dates = amended["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["date"].as_str().unwrap());
    assert_eq!(
        dates.rev().take(2).collect::<Vec<_>>(),
        ["2026-12-31", "2026-12-27"]
    );
}

fn the_command_uses_imported_years(kind: Kind) {
    let server = Server::builder(kind).start();
    let evaluate = || {
        let request = json!({"from": QUESTION.0, "add": QUESTION.1}).to_string();
        let run =
            command(&["evaluate", "working-days"]).env("DATABASE_URL", &server.database.url());
        run.input(request).run().good().remove(0)
    };
    assert_eq!(evaluate()["date"], "2027-02-09");
    assert_eq!(import(&server.database, NOTICE_2027, &[]).code, Some(0));
    let answer = evaluate();
    assert_eq!(
        (&answer["date"], &answer["provisional"]),
        (&json!("2027-02-12"), &json!(false))
    );
    follows(&server, "2027-02-12");
    assert_eq!(
        answer,
        server.evaluate(
            "working-days",
            &json!({"from": QUESTION.0, "add": QUESTION.1})
        )
    );
}
