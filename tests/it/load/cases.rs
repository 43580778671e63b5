//! Cases, for tests that need many of them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::cli::{Done, command};
use tests::client::{Answer, Request};
use tests::database::Database;
use tests::server::Server;

/// A center of Guangzhou.
pub const CENTER: &str = "gd-440100";

/// What is taken down of a complaint that Guangzhou must answer and that nothing stands against.
pub fn intake(mark: &str) -> Value {
    json!({
        "kind": "complaint",
        "channel": "web",
        "complainant": {"name": format!("提出人{mark}"), "email": format!("{mark}@example.cn")},
        "accused": {"name": "某职业技能鉴定所", "kind": "appraisal_station"},
        "places": ["440106"],
        "event": {"ongoing": true},
        "request": "请求查处",
        "facts": format!("事实{mark}"),
        "reasons": "理由",
        "external_ref": mark,
    })
}

/// An assessment by which such a complaint is to be accepted.
pub fn admissible() -> Value {
    json!({
        "accused_identified": true,
        "violation_specified": true,
        "has_factual_basis": true,
        "within_function": true,
        "routine_business": false,
        "normal_procedure_followed": true,
    })
}

/// A command, with the version it rests on.
pub fn order<'a>(
    server: &'a Server,
    token: &str,
    path: &str,
    version: i64,
    body: &Value,
) -> Request<'a> {
    server
        .call("POST", path)
        .token(token)
        .header("If-Match", &format!("\"{version}\""))
        .json_text(body.to_string())
}

/// The path of a command to a case.
pub fn path(id: &str, command: &str) -> String {
    format!("/api/v1/complaints/{id}/{command}")
}

/// A case that is received and evaluated; its id. Its version is 2.
pub fn evaluated(server: &Server, token: &str, mark: &str) -> String {
    let created = server.post_as(token, "/api/v1/complaints", &intake(mark));
    assert_eq!(created.status, 201, "{}", created.text());
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let answer = order(server, token, &path(&id, "evaluations"), 1, &admissible()).send();
    assert_eq!(version(&answer), 2, "{}", answer.text());
    assert_eq!(answer.json()["evaluation"]["outcome"], "accept");
    id
}

/// The version an answer is of.
pub fn version(answer: &Answer) -> i64 {
    let tag = answer.header("etag").trim_matches('"');
    tag.parse()
        .unwrap_or_else(|_| panic!("{}: {}", answer.status, answer.text()))
}

/// The running part of an accepted case's number: 7 of `粤鉴投〔2026〕440100-0007号`.
pub fn running_number(case: &Value) -> u32 {
    let text = case["acceptance"]["number"].as_str().unwrap();
    let (_, number) = text.trim_end_matches('号').rsplit_once('-').unwrap();
    number.parse().unwrap()
}

/// Runs a command of the program on a database, with the keys beside it.
pub fn on(database: &Database, words: &[&str]) -> Done {
    let keys = database.folder().join("keys.json");
    command(words)
        .env("DATABASE_URL", &database.url())
        .env("JIANDU_MASTER_KEY_FILE", keys.to_str().unwrap())
        .run()
}

/// That the record is whole and as it was written.
pub fn assert_sound(database: &Database) {
    let done = on(database, &["verify"]);
    assert_eq!(done.code, Some(0), "{}{}", done.text(), done.said);
}

/// A row by its columns' names.
pub type Row = BTreeMap<String, Value>;

/// The rows of every table, as a backup has them.
pub fn rows(database: &Database) -> BTreeMap<String, Vec<Row>> {
    let folder = tests::scratch::folder();
    let file = folder.path().join("backup");
    let done = on(database, &["backup", file.to_str().unwrap()]);
    assert_eq!(done.code, Some(0), "{}{}", done.text(), done.said);
    let backup = std::fs::read_to_string(file).unwrap();
    let mut lines = backup
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let header = lines.next().unwrap();
    let mut tables = BTreeMap::new();
    for table in header["tables"].as_array().unwrap() {
        let rows = usize::try_from(table["rows"].as_u64().unwrap()).unwrap();
        let columns = table["columns"].as_array().unwrap();
        let named = |row: Value| -> Row {
            let values = row.as_array().unwrap().clone();
            columns
                .iter()
                .map(|c| text(&c["name"]))
                .zip(values)
                .collect()
        };
        let rows = lines.by_ref().take(rows).map(named).collect();
        tables.insert(text(&table["name"]), rows);
    }
    tables
}

/// A text of a JSON document.
pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
