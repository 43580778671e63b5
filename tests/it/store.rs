//! The store as the program meets it: several at once, too new, half migrated, gone.

use std::sync::Arc;

use serde_json::json;
use tests::cli::command;
use tests::database::{Database, Kind};
use tests::postgres::Cluster;
use tests::server::Server;
use tests::wait;

use crate::support::{on_both, path};

on_both!(servers_may_start_together_on_a_new_database);

fn servers_may_start_together_on_a_new_database(kind: Kind) {
    let database = Arc::new(Database::new(kind));
    let start = || Server::builder(kind).database(&database).start();
    let servers: Vec<Server> = std::thread::scope(|scope| {
        let starting: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        starting
            .into_iter()
            .map(|one| one.join().unwrap())
            .collect()
    });
    for server in &servers {
        assert_eq!(server.get("/health/ready").good()["backend"], kind.as_str());
    }
}

/// A database of PostgreSQL, into which tests can reach past the program.
fn reachable() -> Option<Arc<Database>> {
    Kind::Postgres
        .available()
        .then(|| Arc::new(Database::new(Kind::Postgres)))
}

fn sql(database: &Database, statements: &str) -> String {
    match database {
        Database::Postgres(database, _) => database.sql(statements).unwrap(),
        Database::Sqlite(_) => panic!("only PostgreSQL can be reached into"),
    }
}

#[test]
fn a_schema_newer_than_the_program_is_left_alone() {
    let Some(database) = reachable() else { return };
    drop(Server::builder(Kind::Postgres).database(&database).start());
    sql(
        &database,
        "INSERT INTO __diesel_schema_migrations (version) VALUES ('99999999999999')",
    );
    let Err(stopped) = Server::builder(Kind::Postgres)
        .database(&database)
        .try_start()
    else {
        panic!("it starts");
    };
    assert_eq!(stopped.code, Some(2), "{stopped:?}");
    assert!(
        stopped
            .lines
            .iter()
            .any(|line| line.contains("99999999999999")),
        "{stopped:?}"
    );
    for words in [&["calendar", "list"][..], &["evaluate", "clock"]] {
        let done = command(words).env("DATABASE_URL", &database.url()).run();
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(done.said.contains("99999999999999"), "{}", done.said);
    }
}

#[test]
fn a_schema_that_lacks_a_migration_is_not_ready() {
    let Some(database) = reachable() else { return };
    let server = Server::builder(Kind::Postgres).database(&database).start();
    assert_eq!(server.get("/health/ready").status, 200);
    let rows = sql(&database, "SELECT version FROM __diesel_schema_migrations");
    sql(&database, "DELETE FROM __diesel_schema_migrations");
    let _ = server.get("/health/ready").problem(503, "unavailable");
    assert_eq!(server.get("/health/live").status, 200);
    for version in rows.lines() {
        sql(
            &database,
            &format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')"),
        );
    }
    assert_eq!(server.get("/health/ready").status, 200);
}

#[test]
fn a_lost_database_shows_in_readiness_alone_and_comes_back() {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    let server = Server::builder(Kind::Sqlite)
        .database_url(cluster.url("postgres"))
        .start();
    assert_eq!(server.get("/health/ready").good()["backend"], "postgresql");
    let request = json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"});
    let before = server.evaluate("clock", &request);

    cluster.stop();
    for _ in 0..3 {
        let ready = server.get("/health/ready");
        let _ = ready.problem(503, "unavailable");
        assert_eq!(ready.header("retry-after"), "5");
        assert_eq!(server.get("/health/live").status, 200);
        assert_eq!(server.evaluate("clock", &request), before);
        assert_eq!(
            server.get("/api/v1/calendars/cn/2026").good()["status"],
            "official"
        );
    }
    assert_eq!(server.post(&path("clock"), &json!({})).faults().len(), 2);
    // Why it is not ready stands in the log, and there without the password.
    let lines = server.lines().all();
    assert!(
        lines.iter().any(|line| line.contains("not ready")),
        "{lines:#?}"
    );
    assert!(
        !lines
            .iter()
            .any(|line| line.contains(tests::postgres::PASSWORD))
    );

    cluster.restart();
    let ready = wait::until("ready again", || {
        let ready = server.get("/health/ready");
        (ready.status == 200).then_some(ready)
    });
    assert_eq!(ready.good()["backend"], "postgresql");
}

#[test]
fn a_database_that_cannot_be_opened_keeps_the_server_from_starting() {
    let folder = tests::scratch::folder();
    let text = folder.path().join("text.sqlite");
    std::fs::write(
        &text,
        "this is no database, but longer than a database's head would have to be: far longer",
    )
    .unwrap();
    for url in [
        format!("sqlite://{}", text.display()),
        format!("sqlite://{}", folder.path().display()),
        format!(
            "postgres://jiandu:{}@127.0.0.1:1/jiandu",
            tests::postgres::PASSWORD
        ),
        "mysql://u:p@localhost/x".to_owned(),
        String::new(),
    ] {
        let Err(stopped) = Server::builder(Kind::Sqlite)
            .database_url(url.clone())
            .try_start()
        else {
            panic!("it starts with {url}");
        };
        assert_eq!(stopped.code, Some(2), "{url}: {stopped:?}");
        let reasons = stopped
            .lines
            .iter()
            .filter(|line| line.starts_with("jiandu: "));
        assert_eq!(reasons.count(), 1, "{url}: {stopped:?}");
        assert!(
            !stopped
                .lines
                .iter()
                .any(|line| line.contains(tests::postgres::PASSWORD)),
            "{stopped:?}"
        );
    }
}
