//! The command line.

mod config;
mod evaluate;
mod streams;

use tests::cli::command;

#[test]
fn help_and_version_are_no_failures() {
    for words in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["serve", "--help"],
        &["evaluate", "--help"],
        &["calendar", "--help"],
        &["calendar", "import", "--help"],
        &["profile", "check", "--help"],
        &["verify", "--help"],
        &["checkpoint", "export", "--help"],
        &["backup", "--help"],
        &["restore", "--help"],
        &["openapi", "--help"],
        &["config", "--help"],
    ] {
        let done = command(words).run();
        assert_eq!((done.code, done.said.as_str()), (Some(0), ""), "{words:?}");
        assert!(
            done.text().contains("Usage: jiandu"),
            "{words:?}: {}",
            done.text()
        );
    }
    let version = command(&["--version"]).run();
    assert_eq!(
        (version.code, version.text()),
        (Some(0), concat!("jiandu ", env!("CARGO_PKG_VERSION"), "\n"))
    );
}

#[test]
fn wrong_words_are_2() {
    for words in [
        &[][..],
        &["serv"],
        &["evaluate"],
        &["evaluate", "appeals"],
        &["evaluate", "CLOCK"],
        &["evaluate", "clock", "a", "b"],
        &["evaluate", "clock", "--lang", "fr"],
        &["evaluate", "clock", "--nope"],
        &["openapi", "x"],
        &["profile", "check"],
        &["backup"],
        &["restore", "a", "b"],
        &["checkpoint"],
        &["verify", "x"],
        &["serve", "--listen", "nowhere"],
        &["serve", "--workers", "0"],
        &["serve", "extra"],
    ] {
        let done = command(words).run();
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(!done.said.is_empty());
    }
}

#[test]
fn openapi_prints_the_document() {
    let done = command(&["openapi"]).run();
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""));
    let again = command(&["openapi"])
        .env("LANG", "C")
        .env("TZ", "America/New_York")
        .run();
    assert_eq!(done.output, again.output);
    let document: serde_json::Value = serde_norway::from_str(done.text()).unwrap();
    assert_eq!(document["info"]["title"], "jiandu");
    // As the server hands it out.
    let server = tests::server::shared(tests::database::Kind::Sqlite);
    assert_eq!(server.get("/openapi.yaml").text(), done.text());
}
