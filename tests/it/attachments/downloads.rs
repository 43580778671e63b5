//! Downloads: whole or in part, for a purpose, and only to those who handle the case.

use domain::access::Role;
use serde_json::json;
use tests::actor::Actor;
use tests::database::{Database, Kind};

use super::files::{noise, pdf, pdf_with};
use super::{NOW, add, added, download, file, kept, part};
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    parts_are_cut_where_they_are_asked_for,
    a_download_needs_a_purpose,
    a_department_has_what_was_passed_to_it_and_what_it_added,
);

fn parts_are_cut_where_they_are_asked_for(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let chunk = 64 * 1024;
    let content = pdf_with(&noise(6 * chunk + 1000));
    let attachment = added(&desk, &officer, &id, &content);
    let path = file(&id, &attachment);
    let whole = download(&desk, &officer, &id, &attachment);
    assert!(whole.body == content);
    let size = content.len();
    let ask = |range: &str, version: &str| {
        let call = desk.server.call("GET", &path).token(&officer.token);
        let call = call.header("Range", range);
        match version {
            "" => call.send(),
            version => call.header("If-Range", version).send(),
        }
    };
    let parts = [
        (0, 1),
        (0, chunk),
        (chunk - 1, chunk),
        (chunk - 1, chunk + 1),
        (chunk, chunk + 1),
        (chunk, 2 * chunk),
        (1, 5 * chunk + 3),
        (4 * chunk - 1, 4 * chunk + 1),
        (6 * chunk, size),
        (size - 1, size),
        (0, size),
    ];
    for (from, to) in parts {
        let got = ask(&format!("bytes={from}-{}", to - 1), "");
        assert_eq!(got.status, 206, "{}", got.text());
        assert!(got.body == content[from..to], "{from}-{to}");
        let range = format!("bytes {from}-{}/{size}", to - 1);
        assert_eq!(got.header("content-range"), range);
        assert_eq!(got.header("repr-digest"), whole.header("repr-digest"));
    }
    assert!(ask("bytes=-10", "").body == content[size - 10..]);
    assert!(ask(&format!("bytes={chunk}-"), whole.header("etag")).body == content[chunk..]);
    let other = ask("bytes=0-0", "\"another\"");
    assert_eq!((other.status, other.body.len()), (200, size));
    for spoiled in ["bytes=5-4", "bytes=0-0,2-2", "lines=0-1", "bytes=x"] {
        assert_eq!(ask(spoiled, "").status, 200, "{spoiled}");
    }
    let beyond = ask(&format!("bytes={size}-"), "");
    let _ = beyond.problem(416, "range_not_satisfiable");
    assert_eq!(beyond.header("content-range"), format!("bytes */{size}"));
    let head = desk.server.call("HEAD", &path).token(&officer.token).send();
    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-length"), size.to_string());
    // A client that would take it compressed gets it as it is.
    let call = desk.server.call("GET", &path).token(&officer.token);
    let plain = call.header("Accept-Encoding", "gzip").send();
    assert!(plain.header("content-encoding").is_empty() && plain.body == content);

    // Every request is on record, but none that got nothing.
    let looks = part(&desk, &officer, &id, "disclosures?limit=100").good();
    let looks = looks["items"].as_array().unwrap();
    assert_eq!(looks.len(), 1 + parts.len() + 3 + 4 + 2);
    assert!(
        looks
            .iter()
            .all(|look| look["material"] == attachment.as_str())
    );
}

fn a_download_needs_a_purpose(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let attachment = added(&desk, &officer, &id, &pdf());
    let path = format!("/api/v1/complaints/{id}/attachments/{attachment}");
    let get = |query: &str| {
        desk.server
            .get_as(&officer.token, &format!("{path}{query}"))
    };
    let _ = get("").problem(400, "malformed_request");
    let _ = get("?purpose=x&other=y").problem(400, "malformed_request");
    for blank in [
        "?purpose=",
        "?purpose=%20%20",
        "?purpose=a%0Ab",
        "?purpose=a%00",
    ] {
        let faults = get(blank).faults();
        assert_eq!(faults[0].0, "/purpose", "{blank}");
    }
    let long = "x".repeat(201);
    assert_eq!(get(&format!("?purpose={long}")).faults()[0].0, "/purpose");
    for other in ["0190b6a0-7c00-7000-8000-000000000002", "x", "..%2F.."] {
        let path = format!("/api/v1/complaints/{id}/attachments/{other}?purpose=x");
        let _ = desk
            .server
            .get_as(&officer.token, &path)
            .problem(404, "not_found");
    }
    // The file of another case is none of this one.
    let elsewhere = desk.accepted();
    let _ = download(&desk, &officer, &elsewhere, &attachment).problem(404, "not_found");
    let looks = part(&desk, &officer, &id, "disclosures").good();
    assert_eq!(looks["items"].as_array().unwrap().len(), 0);
}

/// Passes a case to a department, as an assignment does.
fn assign(desk: &Desk, id: &str, department: &str, materials: Vec<String>) {
    let body = json!({"assignments": [{"department": department, "materials": materials}]});
    let _ = desk.done(&desk.officer(), id, "assignments", &body);
}

fn listed(desk: &Desk, who: &Actor, id: &str) -> Vec<String> {
    let list = part(desk, who, id, "attachments").good();
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

fn a_department_has_what_was_passed_to_it_and_what_it_added(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, handler, id) = (
        desk.officer(),
        desk.server.any(Role::Handler),
        desk.accepted(),
    );
    let shown = added(&desk, &officer, &id, &pdf());
    let kept_back = added(&desk, &officer, &id, &pdf());
    let _ = download(&desk, &handler, &id, &shown).problem(404, "not_found");
    assign(&desk, &id, &handler.organisation, vec![shown.clone()]);
    assert_eq!(download(&desk, &handler, &id, &shown).status, 200);
    let _ = download(&desk, &handler, &id, &kept_back).problem(404, "not_found");
    let annex = add(&desk, &handler, &id, "report_annex", &pdf());
    assert_eq!(annex.status, 201, "{}", annex.text());
    let annex = annex.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(download(&desk, &handler, &id, &annex).status, 200);
    assert_eq!(listed(&desk, &handler, &id), [shown.clone(), annex.clone()]);
    assert_eq!(listed(&desk, &officer, &id), [shown, kept_back, annex]);
    let looks = part(&desk, &officer, &id, "disclosures").good();
    let looks = looks["items"].as_array().unwrap();
    assert_eq!(looks.len(), 2);
    assert_eq!(looks[0]["role"], "handler");
    assert_eq!(looks[0]["organisation_id"], handler.organisation.as_str());
}

/// Only PostgreSQL can be reached into while the server runs.
#[test]
fn what_was_tampered_with_or_destroyed_is_not_handed_out() {
    if !Kind::Postgres.available() {
        return;
    }
    let desk = Desk::at(Kind::Postgres, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let attachment = added(&desk, &officer, &id, &pdf_with(&noise(200_000)));
    let twin = added(&desk, &officer, &id, &pdf_with(&noise(200_000)));
    let Database::Postgres(database, _) = &*desk.server.database else {
        panic!("asked for PostgreSQL");
    };
    let of = format!("attachment_id = '{attachment}'");
    let tampered = [
        // A byte of the last piece; two pieces that changed places; one of a file with the same content; one left out.
        format!(
            "UPDATE attachment_chunks SET ciphertext = set_byte(ciphertext, 20, 255 - get_byte(ciphertext, 20)) WHERE {of} AND number = 3"
        ),
        format!(
            "UPDATE attachment_chunks SET number = 9 WHERE {of} AND number = 1; UPDATE attachment_chunks SET number = 1 WHERE {of} AND number = 2; UPDATE attachment_chunks SET number = 2 WHERE {of} AND number = 9"
        ),
        format!(
            "UPDATE attachment_chunks SET ciphertext = (SELECT ciphertext FROM attachment_chunks WHERE attachment_id = '{twin}' AND number = 1) WHERE {of} AND number = 1"
        ),
        format!("DELETE FROM attachment_chunks WHERE {of} AND number = 3"),
        format!("UPDATE attachments SET size = 131072, chunks = 2 WHERE id = '{attachment}'"),
    ];
    database.sql("CREATE TABLE saved AS SELECT * FROM attachment_chunks; CREATE TABLE saved_files AS SELECT * FROM attachments").unwrap();
    for statement in tampered {
        database.sql(&statement).unwrap();
        let _ = download(&desk, &officer, &id, &attachment).problem(500, "internal");
        database
            .sql("TRUNCATE attachment_chunks, attachments; INSERT INTO attachment_chunks SELECT * FROM saved; INSERT INTO attachments SELECT * FROM saved_files")
            .unwrap();
        assert_eq!(download(&desk, &officer, &id, &attachment).status, 200);
    }
    let log = desk.server.lines().all().join("\n");
    assert!(log.contains("does not open"), "{log}");
    // What was refused is not on record as given.
    let looks = part(&desk, &officer, &id, "disclosures").good();
    assert_eq!(looks["items"].as_array().unwrap().len(), 5);

    let stream = persistence::complaints::record::stream(&id);
    database
        .sql(&format!(
            "UPDATE case_keys SET erased_at = 1 WHERE stream = '{stream}'"
        ))
        .unwrap();
    let _ = download(&desk, &officer, &id, &attachment).problem(410, "gone");
    let _ = add(&desk, &officer, &id, "material", &pdf()).problem(410, "gone");
    assert_eq!(kept(&desk.server.database).0, 2);
}
