//! Organisations, as administrators keep them, and the public list of channels (Art. 7).

use domain::access::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::database::Kind;
use tests::server::Server;

use crate::support::on_both;

on_both!(
    organisations_are_there_from_the_start,
    an_organisation_is_created_and_changed,
    bad_organisations_are_told_what_is_wrong,
    channels_are_public,
);

fn create(server: &Server, body: &Value) -> tests::client::Answer {
    server.post_as(&server.admin().token, "/api/v1/organisations", body)
}

fn organisations_are_there_from_the_start(server: &Server) {
    let token = server.any(Role::Institution).token;
    let list = |query: &str| {
        server
            .get_as(&token, &format!("/api/v1/organisations?{query}"))
            .good()
    };
    let mut centers = 0;
    let mut query = "kind=guidance_center&limit=100".to_owned();
    loop {
        let page = list(&query);
        for center in page["items"].as_array().unwrap() {
            assert_eq!(center["regime"], "gd");
            centers += 1;
        }
        let Some(next) = page["next"].as_str() else {
            break;
        };
        query = format!("kind=guidance_center&limit=100&cursor={next}");
    }
    // The province, 21 prefectures, 122 counties and districts, three industries.
    assert_eq!(centers, 1 + 21 + 122 + 3);
    assert_eq!(
        list("parent=gd-440000&limit=100")["items"]
            .as_array()
            .unwrap()
            .len(),
        24
    );
    assert_eq!(list("parent=gd-441900")["items"], json!([]));
    let authorities = list("regime=jz&kind=hrss_authority");
    assert_eq!(authorities["items"][0]["id"], "jz-421000");
    let one = server
        .get_as(&token, "/api/v1/organisations/gd-440106")
        .good();
    assert_eq!(one["name_zh"], "广州市天河区职业技能鉴定指导中心");
    assert_eq!(one["parent_id"], "gd-440100");
    assert_eq!(one["level"], "county");
    for id in ["gd-999999", "x", "%00", "GD-440100"] {
        let gone = server.get_as(&token, &format!("/api/v1/organisations/{id}"));
        let _ = gone.problem(404, "not_found");
    }
    for query in ["kind=king", "regime=hb", "limit=0", "cursor=AAAA", "page=2"] {
        let answer = server.get_as(&token, &format!("/api/v1/organisations?{query}"));
        let _ = answer.problem(400, "malformed_request");
    }
}

fn an_organisation_is_created_and_changed(server: &Server) {
    let admin = server.admin().token;
    let new = json!({
        "kind": "undertaking_department",
        "department_kind": "appraisal_station",
        "name_zh": "第十二职业技能鉴定所",
        "name_en": "Station No. 12",
        "parent_id": "gd-440100",
        "channels": {"email": "a@example.gov.cn", "fax": null},
    });
    let created = create(server, &new);
    assert_eq!(created.status, 201, "{}", created.text());
    let organisation = created.json();
    assert_eq!(organisation["regime"], "gd");
    assert_eq!(organisation["channels"]["email"], "a@example.gov.cn");
    let path = created.header("location").to_owned();
    let read = server.get_as(&admin, &path);
    assert_eq!(read.good(), organisation);
    let known = server
        .call("GET", &path)
        .token(&admin)
        .header("If-None-Match", "\"1\"");
    assert_eq!(known.send().status, 304);
    let change = |tag: &str, body: &Value| {
        let call = server
            .call("PATCH", &path)
            .token(&admin)
            .header("If-Match", tag);
        call.json_text(body.to_string()).send()
    };
    let renamed = change(
        "\"1\"",
        &json!({"name_zh": "新名", "channels": {"hours": "9-17"}}),
    )
    .good();
    assert_eq!(renamed["name_zh"], "新名");
    assert_eq!(renamed["channels"]["email"], Value::Null);
    assert_eq!(renamed["version"], 2);
    let _ = change("\"1\"", &json!({"active": false})).problem(412, "precondition_failed");
    for (body, pointer) in [
        (json!({"kind": "platform"}), "/kind"),
        (json!({"name_zh": null}), "/name_zh"),
        (json!({"active": "no"}), "/active"),
        (
            json!({"channels": {"telephone": 12}}),
            "/channels/telephone",
        ),
    ] {
        assert_eq!(change("\"2\"", &body).faults()[0].0, pointer, "{body}");
    }
    let lead = server.any(Role::CenterLead).token;
    let refused = server
        .call("PATCH", &path)
        .token(&lead)
        .header("If-Match", "\"2\"");
    let _ = refused.json_text("{}").send().problem(403, "forbidden");
}

fn bad_organisations_are_told_what_is_wrong(server: &Server) {
    let office = |members: Value| {
        let mut body = json!({
            "kind": "complaint_office", "name_zh": "办公室", "name_en": "Office", "parent_id": "gd-440100",
        });
        for (name, value) in members.as_object().unwrap() {
            body[name] = value.clone();
        }
        create(server, &body)
    };
    for (members, pointer) in [
        (json!({"parent_id": null, "regime": "gd"}), "/parent_id"),
        (json!({"parent_id": null}), "/regime"),
        (json!({"parent_id": "gd-999999"}), "/parent_id"),
        (json!({"parent_id": "jz-421000"}), "/parent_id"),
        (json!({"regime": "jz"}), "/regime"),
        (json!({"level": "county"}), "/level"),
        (json!({"department_kind": "exam_site"}), "/department_kind"),
        (json!({"industry": "power"}), "/industry"),
        (json!({"division_code": "999999"}), "/division_code"),
        (json!({"division_code": "44010"}), "/division_code"),
        (json!({"id": "A B"}), "/id"),
        (json!({"id": "x"}), "/id"),
        (json!({"channels": {"email": "nowhere"}}), "/channels/email"),
        (
            json!({"channels": {"web": "javascript:alert(1)"}}),
            "/channels/web",
        ),
        (
            json!({"kind": "undertaking_department"}),
            "/department_kind",
        ),
        (
            json!({"kind": "undertaking_department", "department_kind": "kitchen"}),
            "/department_kind",
        ),
        (json!({"kind": "guidance_center"}), "/level"),
        (
            json!({"kind": "guidance_center", "level": "village"}),
            "/level",
        ),
        (json!({"active": false}), "/active"),
    ] {
        let faults = office(members.clone()).faults();
        assert_eq!(faults[0].0, pointer, "{members}: {faults:?}");
        let said = faults.iter().filter(|fault| fault.0 == pointer).count();
        assert_eq!(said, 1, "{members}: {faults:?}");
    }
    let taken = office(json!({"id": "gd-440100"}));
    let _ = taken.problem(409, "already_exists");
    let platform = server.organisation(OrganisationKind::Platform);
    assert_eq!(
        office(json!({"parent_id": platform})).faults()[0].0,
        "/parent_id"
    );
}

fn channels_are_public(kind: Kind) {
    let server = Server::builder(kind).start();
    let empty = server
        .get("/api/v1/contact-channels?division=440100")
        .good();
    assert_eq!(empty["items"][0]["channels"]["telephone"], Value::Null);
    let entered = json!({"channels": {"telephone": "020-0000", "hours": "工作日"}});
    let change = server
        .call("PATCH", "/api/v1/organisations/gd-440100")
        .token(&server.admin().token)
        .header("If-Match", "\"1\"");
    let _ = change.json_text(entered.to_string()).send().good();
    let list = server.get("/api/v1/contact-channels?division=440100");
    assert_eq!(list.good()["items"][0]["channels"]["telephone"], "020-0000");
    assert_eq!(list.good()["items"].as_array().unwrap().len(), 1);
    assert_eq!(list.header("cache-control"), "public, no-cache");
    let page = server.get("/api/v1/contact-channels?limit=3").good();
    assert_eq!(page["items"].as_array().unwrap().len(), 3);
    let next = page["next"].as_str().unwrap();
    let next = server
        .get(&format!("/api/v1/contact-channels?limit=3&cursor={next}"))
        .good();
    assert_ne!(page["items"], next["items"]);
    for query in [
        "division=1",
        "division=44010x",
        "limit=1000",
        "cursor=x",
        "kind=platform",
    ] {
        let answer = server.get(&format!("/api/v1/contact-channels?{query}"));
        let _ = answer.problem(400, "malformed_request");
    }
    assert_eq!(
        server
            .get("/api/v1/contact-channels?division=999999")
            .good()["items"],
        json!([])
    );
}
