//! Settings: from the environment, overridden by flags, printed without secrets.

use std::collections::BTreeMap;

use tests::cli::{Done, command};

fn settings(done: &Done) -> BTreeMap<String, String> {
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""));
    let pairs = done
        .text()
        .lines()
        .map(|line| line.split_once('=').unwrap());
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn defaults_environment_flags() {
    let defaults = settings(&command(&["config"]).run());
    assert_eq!(
        defaults["DATABASE_URL"],
        "sqlite://jiandu-data/jiandu.sqlite"
    );
    assert_eq!(defaults["JIANDU_LISTEN"], "127.0.0.1:8080");
    assert_eq!(defaults["JIANDU_BODY_LIMIT"], "1048576");
    let environment = |words: &[&str]| {
        let run = command(words)
            .env("JIANDU_LISTEN", "127.0.0.1:9000")
            .env("JIANDU_WORKERS", "3");
        settings(&run.run())
    };
    let from_environment = environment(&["config"]);
    assert_eq!(
        (
            from_environment["JIANDU_LISTEN"].as_str(),
            from_environment["JIANDU_WORKERS"].as_str()
        ),
        ("127.0.0.1:9000", "3")
    );
    let overridden = environment(&["config", "--listen", "127.0.0.1:9001"]);
    assert_eq!(
        (
            overridden["JIANDU_LISTEN"].as_str(),
            overridden["JIANDU_WORKERS"].as_str()
        ),
        ("127.0.0.1:9001", "3")
    );
    // What is printed can be given back.
    let mut again = command(&["config"]);
    for (name, value) in &overridden {
        if !value.is_empty() {
            again = again.env(name, value);
        }
    }
    assert_eq!(settings(&again.run()), overridden);
}

#[test]
fn every_setting_is_listed_in_the_help() {
    let help = command(&["serve", "--help"]).run();
    for name in settings(&command(&["config"]).run()).keys() {
        assert!(
            help.text().contains(&format!("[env: {name}")),
            "{name} in {}",
            help.text()
        );
    }
}

#[test]
fn no_secret_is_ever_printed() {
    let secret = "g3h31m";
    for url in [
        format!("postgres://jiandu:{secret}@127.0.0.1:1/jiandu"),
        format!("postgresql://jiandu:{secret}@127.0.0.1:1/jiandu?sslmode=require"),
        format!("postgres://jiandu@127.0.0.1:1/jiandu?password={secret}"),
        format!("postgres://jiandu:{secret}@127.0.0.1:port/jiandu"),
        format!("postgres://jiandu:{secret}"),
        format!("mysql://jiandu:{secret}@127.0.0.1:1/jiandu"),
        format!("host=127.0.0.1 password={secret}"),
        format!("sqlite://x?key={secret}"),
    ] {
        for words in [
            &["config"][..],
            &["serve", "--workers", "0"],
            &["serve", "--help"],
            &["evaluate", "clock"],
            &["calendar", "list"],
            &["calendar", "--help"],
        ] {
            let done = command(words)
                .env("DATABASE_URL", &url)
                .env("PGCONNECT_TIMEOUT", "1")
                .run();
            let all = format!("{}{}", done.text(), done.said);
            assert!(!all.contains(secret), "{words:?} {url}: {all}");
        }
        let by_flag = command(&["config", "--database-url", &url]).run();
        assert!(!format!("{}{}", by_flag.text(), by_flag.said).contains(secret));
    }
    let good = command(&["config"]).env(
        "DATABASE_URL",
        &format!("postgres://jiandu:{secret}@127.0.0.1:1/jiandu"),
    );
    assert!(settings(&good.run())["DATABASE_URL"].contains("127.0.0.1:1"));
}

#[test]
fn every_wrong_setting_is_named() {
    let done = command(&["serve"])
        .env("JIANDU_WORKERS", "0")
        .env("JIANDU_SHUTDOWN_SECONDS", "301")
        .env("JIANDU_BATCH_BODY_LIMIT", "1024")
        .env("JIANDU_PROFILES_DIR", "absent")
        .env("DATABASE_URL", "mysql://x/y")
        .run();
    assert_eq!(done.code, Some(2));
    for name in [
        "JIANDU_WORKERS",
        "JIANDU_SHUTDOWN_SECONDS",
        "JIANDU_BATCH_BODY_LIMIT",
        "JIANDU_PROFILES_DIR",
        "DATABASE_URL",
    ] {
        assert!(
            done.said.contains(&format!("{name}: ")),
            "{name} in {}",
            done.said
        );
    }
    for (name, value) in [
        ("JIANDU_RATE_LIMIT", "fast"),
        ("JIANDU_LISTEN", "8080"),
        ("JIANDU_CORS_ORIGINS", "example.cn"),
        ("JIANDU_TRUSTED_PROXIES", "proxy"),
        ("JIANDU_LOG_FORMAT", "xml"),
        ("JIANDU_BODY_LIMIT", "-1"),
    ] {
        let done = command(&["config"]).env(name, value).run();
        assert_eq!((done.code, done.text()), (Some(2), ""), "{name}");
        assert!(done.said.contains(value), "{name}: {}", done.said);
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let done = command(&["serve", "--listen", &address]).run();
    assert_eq!(done.code, Some(2));
    assert!(
        done.said.contains(&format!("jiandu: {address}: ")),
        "{}",
        done.said
    );
}
