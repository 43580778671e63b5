//! Files that are taken: each under a name of the server's, of the type its content shows.

use std::sync::Barrier;

use domain::access::Role;
use serde_json::json;
use tests::database::Kind;

use super::files::{CANARY, every, noise, pdf, pdf_with, wav};
use super::{NOW, add, add_on, download, kept, latest, nothing_staged, part, place};
use crate::complaints::desk::Desk;
use crate::load::cases::assert_sound;
use crate::support::on_both;

on_both!(
    every_type_is_added_and_comes_back,
    whoever_hands_in_adds_and_never_downloads,
    a_repeated_request_adds_once,
    of_several_at_once_one_is_added_to_a_version,
    a_purpose_has_its_types,
    a_file_rests_on_a_version,
    a_case_takes_so_many_files,
);

fn every_type_is_added_and_comes_back(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let samples = every();
    for (number, (purpose, media_type, ending, content)) in (1..).zip(&samples) {
        let sent = add(&desk, &officer, &id, purpose, content);
        assert_eq!(sent.status, 201, "{media_type}: {}", sent.text());
        let told = sent.json();
        let name = format!("attachment-{number}.{ending}");
        assert_eq!(told["name"], name.as_str());
        assert_eq!(told["number"], number);
        assert_eq!(told["media_type"], *media_type);
        assert_eq!(told["purpose"], *purpose);
        assert_eq!(told["size"], content.len());
        assert_eq!(sent.header("etag"), latest(&desk, &id));
        let attachment = told["id"].as_str().unwrap();
        let path = format!("/api/v1/complaints/{id}/attachments/{attachment}");
        assert_eq!(sent.header("location"), path);

        let got = download(&desk, &officer, &id, attachment);
        assert_eq!(got.status, 200, "{}", got.text());
        assert!(got.body == *content, "{media_type}");
        assert!(got.header("content-type").starts_with(media_type));
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(got.header("content-disposition"), disposition);
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("cache-control"), "no-store");
        assert_eq!(got.header("accept-ranges"), "bytes");
        assert_eq!(
            got.header("content-security-policy"),
            "default-src 'none'; sandbox"
        );
        assert!(got.header("repr-digest").starts_with("sha-256=:"));
        let hash = told["hash"].as_str().unwrap();
        assert_eq!(got.header("etag"), format!("\"{hash}\""));

        let event = desk.latest(&id, "attachment_added");
        assert_eq!(event["id"], attachment);
        assert_eq!(event["hash"], hash);
        assert_eq!(event["name"], name.as_str());
        assert_eq!(event["added_by"], officer.client_id.as_str());
    }
    let listed = part(&desk, &officer, &id, "attachments").good();
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), samples.len());
    assert_eq!(items[0]["name"], "attachment-1.pdf");

    let looks = part(&desk, &officer, &id, "disclosures").good();
    let looks = looks["items"].as_array().unwrap();
    assert_eq!(looks.len(), samples.len());
    assert_eq!(looks[0]["kind"], "attachment_disclosed");
    assert_eq!(looks[0]["purpose"], "核对");
    assert_eq!(looks[0]["material"], items[0]["id"]);
    assert_sound(&desk.server.database);
    not_in_clear(&desk);
}

/// Neither in the files of the database nor in its rows.
fn not_in_clear(desk: &Desk) {
    let needle = CANARY.as_bytes();
    let found = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let hex: String = needle.iter().map(|byte| format!("{byte:02x}")).collect();
    for entry in std::fs::read_dir(desk.server.database.folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            assert!(!found(&std::fs::read(&path).unwrap()), "{}", path.display());
        }
    }
    let rows = format!("{:?}", crate::load::cases::rows(&desk.server.database));
    assert!(rows.contains("attachment-1.pdf"));
    assert!(!rows.contains(CANARY) && !rows.contains(&hex));
    let log = desk.server.lines().all().join("\n");
    assert!(log.contains("attachments") && !log.contains(CANARY));
}

fn whoever_hands_in_adds_and_never_downloads(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (platform, id) = (desk.platform(), desk.received());
    let sent = add(&desk, &platform, &id, "material", &pdf());
    assert_eq!(sent.status, 201, "{}", sent.text());
    let attachment = sent.json()["id"].as_str().unwrap().to_owned();
    let _ = download(&desk, &platform, &id, &attachment).problem(403, "forbidden");
    let _ = part(&desk, &platform, &id, "attachments").problem(403, "forbidden");
    let refused = add(&desk, &platform, &id, "report_annex", &pdf());
    let refused = refused.problem(409, "command_refused");
    assert_eq!(refused["refusal"], "annex_from_outside");

    // Somebody else's case is none.
    for who in [
        desk.server.actor(Role::ComplaintOfficer, "gd-440300"),
        desk.server.any(Role::Handler),
    ] {
        let _ = add(&desk, &who, &id, "material", &pdf()).problem(404, "not_found");
        let _ = download(&desk, &who, &id, &attachment).problem(404, "not_found");
        let _ = part(&desk, &who, &id, "attachments").problem(404, "not_found");
    }
    for who in [desk.server.any(Role::Auditor), desk.server.admin()] {
        let _ = add(&desk, &who, &id, "material", &pdf()).problem(403, "forbidden");
        let _ = download(&desk, &who, &id, &attachment).problem(403, "forbidden");
    }
    assert_eq!(
        download(&desk, &desk.officer(), &id, &attachment).status,
        200
    );
    // Only what was given is on record.
    let looks = part(&desk, &desk.officer(), &id, "disclosures").good();
    assert_eq!(looks["items"].as_array().unwrap().len(), 1);
    // A complaint without anything sealed has no key until its first file.
    let mut anonymous = crate::complaints::desk::intake("19900000116");
    for member in ["complainant", "request", "facts", "reasons"] {
        anonymous[member] = json!(null);
    }
    let case = desk.submit(&platform, &anonymous);
    let id = case["id"].as_str().unwrap();
    let sent = desk
        .server
        .call("POST", &place(id, "material"))
        .token(&platform.token)
        .header("If-Match", "\"1\"")
        .body(pdf())
        .send();
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_sound(&desk.server.database);
}

fn a_repeated_request_adds_once(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let (tag, content) = (latest(&desk, &id), pdf_with(&noise(400_000)));
    let send = |purpose: &str, content: &[u8]| {
        desk.server
            .call("POST", &place(&id, purpose))
            .token(&officer.token)
            .header("If-Match", &tag)
            .header("Idempotency-Key", "one")
            .body(content)
            .send()
    };
    let first = send("material", &content);
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.header("idempotency-replayed"), "");
    let before = kept(&desk.server.database);
    let again = send("material", &content);
    assert_eq!(again.status, 201, "{}", again.text());
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.body, first.body);
    // Its bytes count, not only its beginning and its length.
    let mut other = content.clone();
    other[200_000] ^= 1;
    let _ = send("material", &other).problem(422, "idempotency_key_reused");
    let _ = send("other", &content).problem(422, "idempotency_key_reused");
    assert_eq!(kept(&desk.server.database), before);
    assert_eq!(before, (1, 7));
}

fn of_several_at_once_one_is_added_to_a_version(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let others: Vec<String> = (0..4).map(|_| desk.accepted()).collect();
    let tag = latest(&desk, &id);
    let content = pdf_with(&noise(900_000));
    let start = Barrier::new(8);
    let send = |id: &str, tag: &str| {
        start.wait();
        add_on(&desk, &officer, tag, id, "material", &content).status
    };
    let (mut same, mut each) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..4).map(|_| scope.spawn(|| send(&id, &tag))).collect();
        let (desk, send) = (&desk, &send);
        let apart: Vec<_> = others
            .iter()
            .map(|other| (other, latest(desk, other)))
            .map(|(other, tag)| scope.spawn(move || send(other, &tag)))
            .collect();
        same.extend(running.into_iter().map(|one| one.join().unwrap()));
        each.extend(apart.into_iter().map(|one| one.join().unwrap()));
    });
    same.sort_unstable();
    assert_eq!(same, [201, 412, 412, 412]);
    assert_eq!(each, [201; 4]);
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database).0, 5);
    assert_sound(&desk.server.database);
}

fn a_purpose_has_its_types(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    for (purpose, content) in [
        ("oral_recording", pdf()),
        ("report_annex", wav()),
        ("other", wav()),
    ] {
        let refused = add(&desk, &officer, &id, purpose, &content).problem(409, "command_refused");
        assert_eq!(refused["refusal"], "type_not_for_purpose", "{purpose}");
    }
    for purpose in [
        "",
        "x",
        "material&purpose=other",
        "material&name=..%2Fx",
        "Material",
    ] {
        let _ = add(&desk, &officer, &id, purpose, &pdf()).problem(400, "malformed_request");
    }
    assert_eq!(kept(&desk.server.database), (0, 0));
}

fn a_file_rests_on_a_version(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let tag = latest(&desk, &id);
    assert_eq!(add(&desk, &officer, &id, "material", &pdf()).status, 201);
    let _ =
        add_on(&desk, &officer, &tag, &id, "material", &pdf()).problem(412, "precondition_failed");
    let call = desk
        .server
        .call("POST", &place(&id, "material"))
        .token(&officer.token);
    let _ = call
        .body(pdf())
        .send()
        .problem(428, "precondition_required");
    assert_eq!(kept(&desk.server.database), (1, 1));
}

fn a_case_takes_so_many_files(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let most = 50;
    let mut tag = latest(&desk, &id);
    for _ in 0..most {
        let sent = add_on(&desk, &officer, &tag, &id, "material", &pdf());
        assert_eq!(sent.status, 201, "{}", sent.text());
        sent.header("etag").clone_into(&mut tag);
    }
    let refused = add_on(&desk, &officer, &tag, &id, "material", &pdf());
    let refused = refused.problem(409, "command_refused");
    assert_eq!(refused["refusal"], "too_many_attachments");
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database), (most, most));
}
