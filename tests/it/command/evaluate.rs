//! `jiandu evaluate`: exit codes, bad lines, forms of input.

use serde_json::{Value, json};
use tests::cli::{Done, command};
use tests::client::is_chinese;
use tests::database::Kind;
use tests::server::shared;
use tests::vectors::SETS;

use crate::support::batch_path;

const GOOD: &str = r#"{"from":"2026-03-02","add":3}"#;

fn run(words: &[&str], input: impl Into<Vec<u8>>) -> Done {
    command(&[&["evaluate"], words].concat()).input(input).run()
}

fn days(input: impl Into<Vec<u8>>) -> Done {
    run(&["working-days"], input)
}

#[test]
fn the_answers_are_those_of_the_server() {
    let server = shared(Kind::Sqlite);
    for set in SETS {
        for explain in [false, true] {
            let path = format!("{}?explain={explain}", batch_path(set.engine));
            let batch = server.post(&path, &json!({"items": set.requests()})).good();
            let served: Vec<Value> = batch["results"]
                .as_array()
                .unwrap()
                .iter()
                .map(|result| result["result"].clone())
                .collect();
            let input: String = set
                .requests()
                .iter()
                .map(|request| format!("{request}\n"))
                .collect();
            let words = if explain {
                &[set.engine, "--explain"][..]
            } else {
                &[set.engine]
            };
            assert_eq!(run(words, input).good(), served);
        }
    }
}

#[test]
fn bad_lines_are_told_in_place_and_the_rest_goes_on() {
    let input =
        format!("{GOOD}\nnonsense\n{GOOD}\n\n{{\"from\":\"2026-02-30\",\"ad\":1}}\n{GOOD}\n17\n");
    for (language, chinese) in [("zh-CN", true), ("zh", true), ("en", false)] {
        let done = run(&["working-days", "--lang", language], input.as_str());
        assert_eq!(done.code, Some(1));
        let answers = done.json();
        assert_eq!(answers.len(), 6);
        for index in [0, 2, 4] {
            assert_eq!(answers[index]["date"], "2026-03-05");
        }
        for (index, line, code, faults) in [
            (1, 2, "malformed_json", 0),
            (3, 5, "invalid_facts", 3),
            (5, 7, "invalid_facts", 1),
        ] {
            assert_eq!(answers[index]["line"], line);
            let error = &answers[index]["error"];
            assert_eq!(
                (&error["code"], error["errors"].as_array().unwrap().len()),
                (&json!(code), faults)
            );
            assert_eq!(is_chinese(error["title"].as_str().unwrap()), chinese);
        }
        let said: Vec<&str> = done.said.lines().collect();
        let starts: Vec<&str> = said
            .iter()
            .map(|line| line.rsplit_once(": ").unwrap().0)
            .collect();
        assert_eq!(starts.len(), 5, "{said:?}");
        assert_eq!(starts[0], "line 2");
        let mut faults = starts[1..4].to_vec();
        faults.sort_unstable();
        assert!(faults[0].starts_with("line 5: /ad"), "{said:?}");
        assert!(
            faults.contains(&"line 5: /from") && starts[4].starts_with("line 7: "),
            "{said:?}"
        );
        assert!(
            said.iter().all(|line| is_chinese(line) == chinese),
            "{said:?}"
        );
    }
    // Nothing but bad lines is still only bad input.
    assert_eq!(days("x\n").code, Some(1));
}

#[test]
fn forms_of_lines() {
    let expected = |count| vec![json!("2026-03-05"); count];
    for (input, count) in [
        (GOOD.to_owned(), 1),
        (format!("{GOOD}\n"), 1),
        (format!("{GOOD}\n{GOOD}"), 2),
        (format!("{GOOD}\r\n{GOOD}\r\n"), 2),
        (format!("\u{feff}{GOOD}\n{GOOD}\n"), 2),
        (format!("\u{feff}\r\n\r\n{GOOD}\r\n"), 1),
        (format!("\n\n  \n{GOOD}\n\t\n{GOOD}\n\n"), 2),
        (format!("  {GOOD}  \n"), 1),
        (String::new(), 0),
        ("\n\r\n  \n".to_owned(), 0),
        ("[]".to_owned(), 0),
        (format!("[{GOOD}]"), 1),
        (format!("[\n  {GOOD},\n\n  {GOOD}\n]\n"), 2),
        (format!("\u{feff} \n[{GOOD},{GOOD}]"), 2),
        (
            "{\n  \"from\": \"2026-03-02\",\n  \"add\": 3\n}\n".to_owned(),
            1,
        ),
        (
            "\u{feff}{\r\n\"from\":\"2026-03-02\",\r\n\"add\":3}\r\n".to_owned(),
            1,
        ),
    ] {
        let answers = days(input.as_str()).good();
        let dates: Vec<Value> = answers
            .iter()
            .map(|answer| answer["date"].clone())
            .collect();
        assert_eq!(dates, expected(count), "{input:?}");
    }
}

#[test]
fn bad_input_of_every_form_has_its_line() {
    for (input, lines) in [
        // The line of an item is where it starts.
        (
            format!("[\n  {GOOD},\n\n  {{\"from\":\n1}},\n  7]"),
            vec![4, 6],
        ),
        ("{\n\"from\": 1,\n\"add\": 3}".to_owned(), vec![1]),
        (format!("\n\n{GOOD}\nx\n"), vec![4]),
        (format!("{GOOD}\r\nx\r\n"), vec![2]),
        (format!("\u{feff}x\n{GOOD}\n"), vec![1]),
        // A document that breaks off is read as lines, of which none is a request.
        ("[\n1,\n".to_owned(), vec![1, 2]),
        ("{\n".to_owned(), vec![1]),
        // Two documents in a line are none.
        (format!("{GOOD}{GOOD}\n"), vec![1]),
        (format!("{GOOD}\n[{GOOD}]\n"), vec![2]),
        ("\0\n".to_owned(), vec![1]),
    ] {
        let done = days(input.as_str());
        assert_eq!(done.code, Some(1), "{input:?}: {done:?}");
        let found: Vec<u64> = done
            .json()
            .iter()
            .filter_map(|answer| answer.get("line")?.as_u64())
            .collect();
        assert_eq!(found, lines, "{input:?}");
    }
    let invalid = [b"\xff\xfe\n", GOOD.as_bytes(), b"\n\xc0\n"].concat();
    assert_eq!(
        days(invalid)
            .json()
            .iter()
            .map(|answer| answer["line"].as_u64())
            .collect::<Vec<_>>(),
        [Some(1), None, Some(3)]
    );
    let deep = format!(
        "{}\n{GOOD}\n{}{}\n",
        "[".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "}".repeat(50_000)
    );
    let done = days(deep);
    assert_eq!(done.code, Some(1));
    assert_eq!(done.json().len(), 3);
    assert_eq!(done.json()[1]["date"], "2026-03-05");
}

#[test]
fn what_cannot_be_read_is_2() {
    for words in [
        &["clock", "absent.jsonl"][..],
        &["clock", "."],
        &["clock", "--profiles-dir", "absent"],
        &["clock", "--database-url", "mysql://x"],
    ] {
        let done = run(words, "");
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(
            done.said.starts_with("jiandu: "),
            "{words:?}: {}",
            done.said
        );
    }
    let text = "no database, but long enough to be mistaken for the head of one, were it read no further than that";
    let broken = command(&["evaluate", "clock"])
        .file("x.sqlite", text)
        .env("DATABASE_URL", "sqlite://x.sqlite")
        .run();
    assert_eq!((broken.code, broken.text()), (Some(2), ""));
}

#[test]
fn without_a_database_none_is_made() {
    let run = command(&["evaluate", "working-days"]).input(GOOD);
    let folder = tests::scratch::folder();
    let url = format!("sqlite://{}", folder.path().join("data/x.sqlite").display());
    let answers = run.env("DATABASE_URL", &url).run().good();
    assert_eq!(answers[0]["date"], "2026-03-05");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
