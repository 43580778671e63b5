//! Clients, as administrators keep them.

use domain::access::Role;
use serde_json::{Value, json};
use tests::server::Server;

use crate::support::on_both;

on_both!(
    a_client_is_created_changed_and_disabled,
    roles_exist_only_where_they_fit,
    bad_clients_are_told_what_is_wrong,
    a_repeated_creation_creates_once,
    clients_are_listed_page_by_page,
    a_changed_role_works_at_once,
);

fn create(server: &Server, body: &Value) -> tests::client::Answer {
    server.post_as(&server.admin().token, "/api/v1/clients", body)
}

fn body(role: Role, organisation: &str) -> Value {
    json!({"name": "某人", "role": role.as_str(), "organisation_id": organisation})
}

fn a_client_is_created_changed_and_disabled(server: &Server) {
    let admin = server.admin().token;
    let created = create(server, &body(Role::Intake, "gd-440300"));
    assert_eq!(created.status, 201, "{}", created.text());
    assert_eq!(created.header("etag"), "\"1\"");
    assert_eq!(created.header("cache-control"), "no-store");
    let path = created.header("location").to_owned();
    let client = created.json()["client"].clone();
    assert_eq!(
        path,
        format!("/api/v1/clients/{}", client["id"].as_str().unwrap())
    );
    let secret = created.json()["client_secret"].as_str().unwrap().to_owned();
    assert!(secret.len() >= 43);
    let read = server.get_as(&admin, &path);
    assert_eq!(read.good(), client);
    assert_eq!(read.header("etag"), "\"1\"");
    assert_eq!(read.header("cache-control"), "private, no-cache");
    assert!(!read.text().contains(&secret));
    let change = |tag: Option<&str>, body: &Value| {
        let call = server.call("PATCH", &path).token(&admin);
        let call = match tag {
            Some(tag) => call.header("If-Match", tag),
            None => call,
        };
        call.json_text(body.to_string()).send()
    };
    let role = json!({"role": "complaint_officer"});
    let _ = change(None, &role).problem(428, "precondition_required");
    let _ = change(Some("\"7\""), &role).problem(412, "precondition_failed");
    let changed = change(Some("\"1\""), &role);
    assert_eq!(changed.good()["role"], "complaint_officer");
    assert_eq!(changed.header("etag"), "\"2\"");
    let _ = change(Some("\"1\""), &role).problem(412, "precondition_failed");
    // What changes nothing is no change.
    assert_eq!(change(Some("\"2\""), &role).good()["version"], 2);
    for _ in 0..2 {
        let disabled = server
            .post_as(&admin, &format!("{path}/disable"), &json!({}))
            .good();
        assert!(disabled["disabled_at"].is_string());
        assert_eq!(disabled["version"], 3);
    }
    let _ = change(Some("\"3\""), &json!({"name": "x"})).problem(422, "invalid_facts");
    let secret = server.post_as(&admin, &format!("{path}/secret"), &json!({}));
    let _ = secret.problem(422, "invalid_facts");
}

fn roles_exist_only_where_they_fit(server: &Server) {
    let cases = [
        (Role::Regulator, "gd-440100"),
        (Role::ProvinceLead, "gd-440100"),
        (Role::Handler, "gd-440100"),
        (Role::Institution, "gd-440100"),
        (Role::Platform, "gd-440100"),
        (Role::CenterLead, "jz-421000"),
        (Role::ProvinceLead, "gd-industry-power"),
    ];
    for (role, organisation) in cases {
        let faults = create(server, &body(role, organisation)).faults();
        assert_eq!(faults[0].0, "/role", "{role} {organisation}");
    }
    let faults = create(server, &body(Role::Admin, "gd-999999")).faults();
    assert_eq!(faults[0].0, "/organisation_id");
}

fn bad_clients_are_told_what_is_wrong(server: &Server) {
    for (body, pointers) in [
        (json!({}), vec!["/name", "/role", "/organisation_id"]),
        (
            json!({"name": "", "role": "king", "organisation_id": "GD"}),
            vec!["/name", "/role", "/organisation_id"],
        ),
        (
            json!({"name": "x\u{202e}", "role": "admin", "organisation_id": "gd-440000"}),
            vec!["/name"],
        ),
        (
            json!({"name": "x", "role": "admin", "organisation_id": "gd-440000", "client_secret": "x"}),
            vec!["/client_secret"],
        ),
        (
            json!({"name": 1, "role": null, "organisation_id": "gd\u{0}"}),
            vec!["/name", "/organisation_id", "/role"],
        ),
    ] {
        let mut found: Vec<String> = create(server, &body)
            .faults()
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        let mut expected: Vec<String> = pointers.into_iter().map(str::to_owned).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{body}");
    }
    let admin = server.admin().token;
    let text = server
        .call("POST", "/api/v1/clients")
        .token(&admin)
        .json_text("{");
    let _ = text.send().problem(400, "malformed_json");
    for id in [
        "x",
        "00000000-0000-7000-8000-000000000000",
        "%00",
        "' OR 1=1",
    ] {
        let path = format!(
            "/api/v1/clients/{}",
            id.replace(' ', "%20").replace('\'', "%27")
        );
        let _ = server.get_as(&admin, &path).problem(404, "not_found");
        let gone = server.post_as(&admin, &format!("{path}/disable"), &json!({}));
        let _ = gone.problem(404, "not_found");
    }
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=x",
        "role=king",
        "x=1",
    ] {
        let answer = server.get_as(&admin, &format!("/api/v1/clients?{query}"));
        let _ = answer.problem(400, "malformed_request");
    }
}

fn a_repeated_creation_creates_once(server: &Server) {
    let admin = server.admin().token;
    let send = |key: &str, body: &Value| {
        let call = server.call("POST", "/api/v1/clients").token(&admin);
        call.header("Idempotency-Key", key)
            .json_text(body.to_string())
            .send()
    };
    let key = format!("test-{}", std::process::id());
    let request = body(Role::Intake, "gd-440400");
    let (first, second) = (send(&key, &request), send(&key, &request));
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json(), second.json());
    let other = send(&key, &body(Role::Intake, "gd-440500"));
    let _ = other.problem(422, "idempotency_key_reused");
    assert_ne!(send(&format!("{key}-2"), &request).json(), first.json());
}

fn clients_are_listed_page_by_page(server: &Server) {
    let admin = server.admin().token;
    for _ in 0..5 {
        assert_eq!(create(server, &body(Role::Intake, "gd-440600")).status, 201);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/clients?organisation=gd-440600&limit=2".to_owned();
    loop {
        let page = server.get_as(&admin, &path);
        let list = page.good();
        let items = list["items"].as_array().unwrap().clone();
        assert!(items.len() <= 2);
        assert!(!page.text().contains("secret"));
        seen.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = list["next"].as_str() else {
            assert_eq!(page.header("link"), "");
            break;
        };
        let link = page.header("link");
        assert!(
            link.ends_with("rel=\"next\"") && link.contains(next),
            "{link}"
        );
        path = link[1..link.find('>').unwrap()].to_owned();
    }
    assert!(seen.len() >= 5 && seen.is_sorted());
    seen.dedup();
    let all = server
        .get_as(&admin, "/api/v1/clients?organisation=gd-440600&limit=100")
        .good();
    assert_eq!(all["items"].as_array().unwrap().len(), seen.len());
    // A cursor belongs to its filter.
    let first = server.get_as(&admin, "/api/v1/clients?limit=1").good();
    let cursor = first["next"].as_str().unwrap();
    let other = format!("/api/v1/clients?organisation=gd-440600&limit=1&cursor={cursor}");
    let _ = server
        .get_as(&admin, &other)
        .problem(400, "malformed_request");
}

fn a_changed_role_works_at_once(server: &Server) {
    let admin = server.admin().token;
    let created = create(server, &body(Role::CenterLead, "gd-440000"));
    let path = created.header("location").to_owned();
    let created = created.json();
    let token = server.token(
        created["client"]["id"].as_str().unwrap(),
        created["client_secret"].as_str().unwrap(),
    );
    let _ = server
        .get_as(&token, "/api/v1/clients")
        .problem(403, "forbidden");
    let change = server
        .call("PATCH", &path)
        .token(&admin)
        .header("If-Match", "\"1\"");
    let _ = change
        .json_text(json!({"role": "admin"}).to_string())
        .send()
        .good();
    let _ = server.get_as(&token, "/api/v1/clients").good();
}
