//! Who complains, and what they say, goes in; it comes out in the answer to a disclosure and nowhere else (Art. 15).

mod needles;
mod person;
mod places;
mod public;
mod watched;
mod whole_life;

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::server::Server;

use self::needles::Needles;
use self::person::{Person, id_number, intake, person};
use self::watched::{Watched, control};
use crate::load::cases::{CENTER, admissible, path, text, version};
use crate::support::on_both;

on_both!(nothing_sealed_is_found_anywhere);

fn nothing_sealed_is_found_anywhere(kind: Kind) {
    let server = Server::builder(kind).env("RUST_LOG", "trace").start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let lead = server.actor(Role::CenterLead, CENTER);
    let [platform, auditor, province] =
        [Role::Platform, Role::Auditor, Role::ProvinceLead].map(|role| server.any(role));
    let first = person("金丝雀", "19900170325", &id_number("44010619850317032"));
    let second = person("画眉鸟", "19900270426", &id_number("44010619860418043"));
    let refused = person("百灵鸟", "19900370527", &id_number("44010619870519054"));
    let mut secrets = [&first, &second, &refused]
        .map(|who| who.secrets.clone())
        .concat();
    secrets.extend(WRITTEN.map(str::to_owned));
    let needles = Needles::new(&secrets);
    let mut watched = Watched::new(&server);

    // In: with a key, repeated, under the same key with another body, by two kinds of client.
    let keyed = |body: &Value| {
        let call = server
            .call("POST", "/api/v1/complaints")
            .token(&officer.token);
        call.header("Idempotency-Key", "canary")
            .json_text(body.to_string())
    };
    let ids: Vec<String> = (0..3)
        .map(|_| text(&watched.keep("keyed", keyed(&intake(&first))).json()["id"]))
        .collect();
    let id = ids[0].as_str();
    assert_eq!(ids, [id, id, id]);
    let other = watched.keep("other body", keyed(&intake(&refused)));
    let _ = other.problem(422, "idempotency_key_reused");
    let handed_in = watched.post(&platform, "/api/v1/complaints", &intake(&second));
    assert_eq!(handed_in.status, 201, "{}", handed_in.text());
    let repeated = watched.post(&officer, "/api/v1/complaints", &intake(&first));
    let (handed_in, repeated) = (text(&handed_in.json()["id"]), text(&repeated.json()["id"]));
    bad_input(&mut watched, &officer, id, &refused);

    // Corrected, evaluated, decided upon.
    let correction = json!({"complainant": second.complainant, "statement": second.statement});
    let corrected = watched.order(&officer, id, "corrections", 1, &correction);
    assert_eq!(version(&corrected), 2, "{}", corrected.text());
    let back = json!({"complainant": first.complainant});
    assert_eq!(
        version(&watched.order(&officer, id, "corrections", 2, &back)),
        3
    );
    let evaluated = watched.order(&officer, id, "evaluations", 3, &admissible());
    assert_eq!(evaluated.status, 200, "{}", evaluated.text());
    assert_eq!(
        watched
            .order(&officer, id, "acceptance", 4, &json!({}))
            .status,
        200
    );
    let delivery = json!({"notice": 1, "manner": "post", "on": text(&watched.get(&officer, &format!("/api/v1/complaints/{id}")).json()["acceptance"]["on"])});
    assert_eq!(
        watched
            .order(&officer, id, "notice-deliveries", 6, &delivery)
            .status,
        200
    );
    let mut prior = admissible();
    prior["priors"] = json!([{"case_id": id, "same_matter": true, "raises_new_facts": false}]);
    let same = watched.order(&officer, &repeated, "evaluations", 1, &prior);
    assert_eq!(
        same.json()["evaluation"]["outcome"],
        "reject",
        "{}",
        same.text()
    );
    let joined = watched.order(&officer, &repeated, "joining", 2, &json!({"target": id}));
    assert_eq!(joined.status, 200, "{}", joined.text());
    let _ = watched.order(
        &officer,
        &handed_in,
        "evaluations",
        1,
        &json!({"has_factual_basis": false}),
    );
    let rejected = watched.order(&officer, &handed_in, "rejection", 2, &json!({}));
    assert_eq!(rejected.status, 200, "{}", rejected.text());
    let review = json!({"outcome": "reopened", "reason": "须补充"});
    assert_eq!(
        watched
            .order(&lead, &handed_in, "rejection-review", 4, &review)
            .status,
        200
    );
    let withdrawal = json!({"by": "complainant", "reason": "不再追究"});
    let withdrawn = watched.order(&platform, &handed_in, "withdrawal", 5, &withdrawal);
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text());
    let handler = server.any(Role::Handler);
    investigated(&mut watched, &officer, &handler, id);
    let concluded = watched.order(
        &officer,
        id,
        "conclusion",
        12,
        &json!({"outcome": "partly"}),
    );
    assert_eq!(concluded.status, 200, "{}", concluded.text());

    disclosed(&mut watched, &officer, id, &first, &second);
    for actor in [&officer, &lead, &platform, &auditor, &province, &handler] {
        watched.read_all(actor, &[id, &handed_in, &repeated]);
    }
    let anybody = server.call("GET", "/metrics");
    let metrics = watched.keep("metrics", anybody);
    assert_eq!(metrics.status, 200);

    // Out: nowhere.
    let control = control();
    watched.nothing_came_back(&needles, &control);
    places::search(server, &needles, &control);
}

/// What officers and departments write about a case: task, order, answer, report, consolidated report.
const WRITTEN: [&str; 5] = [
    "锦鸡向晚落溪桥",
    "白鹭衔云过旧亭",
    "黄鹂隔岸问归舟",
    "翠鸟临波照石栏",
    "雨燕穿帘记小楼",
];

/// From assignment to the consolidated report, each text sent once in a way that is refused and once as it should be.
fn investigated(watched: &mut Watched<'_>, officer: &Actor, handler: &Actor, id: &str) {
    let department = handler.organisation.as_str();
    let [task, order, answer, report, consolidated] = WRITTEN;
    let steps = [
        (
            officer,
            "assignments",
            json!({"assignments": [{"department": department, "task": task, "materials": ["statement", "identity"]}]}),
        ),
        (
            officer,
            "supervision-orders",
            json!({"department": department, "due_on": "2099-01-01", "text": order}),
        ),
        (
            handler,
            "supervision-orders/1/answer",
            json!({"text": answer}),
        ),
        (
            handler,
            "reports",
            json!({"finding": "partly", "text": report}),
        ),
        (
            officer,
            "consolidated-report",
            json!({"finding": "partly", "text": consolidated}),
        ),
    ];
    for (version, (who, step, body)) in (7..).zip(&steps) {
        let mut unknown = body.clone();
        unknown["no_such_member"] = json!(WRITTEN[0]);
        let refused = watched.order(who, id, step, version, &unknown);
        assert_eq!(refused.status, 422, "{step}: {}", refused.text());
        let stale = watched.order(who, id, step, 1, body);
        let _ = stale.problem(412, "precondition_failed");
        let done = watched.order(who, id, step, version, body);
        assert_eq!(done.status, 200, "{step}: {}", done.text());
    }
}

/// What is refused, in every way a body can be.
fn bad_input(watched: &mut Watched<'_>, officer: &Actor, id: &str, who: &Person) {
    let good = intake(who);
    let complainant = who.complainant.as_object().unwrap();
    let mut bodies = Vec::new();
    for (member, value) in complainant {
        let secret = value.as_str().unwrap();
        let spoiled = [
            json!(format!("{secret}\u{202e}")),
            json!(format!("{secret}*")),
            json!(format!("{secret}{}", "长".repeat(300))),
            json!([secret]),
            json!({"text": secret}),
        ];
        for value in spoiled {
            bodies.push(tests::json::with(
                &good,
                &format!("/complainant/{member}"),
                value,
            ));
        }
        // In places that are for something else.
        for pointer in [
            "/kind",
            "/channel",
            "/received_at",
            "/submitted_on",
            "/regime",
        ] {
            bodies.push(tests::json::with(&good, pointer, value.clone()));
        }
        for pointer in [
            "/accused/kind",
            "/accused/uscc",
            "/accused/division",
            "/event/date",
        ] {
            bodies.push(tests::json::with(&good, pointer, value.clone()));
        }
        bodies.push(tests::json::with(&good, "/places", json!([value])));
        bodies.push(tests::json::with(&good, "/no_such_member", value.clone()));
        bodies.push(tests::json::with(&good, "/complainant", value.clone()));
    }
    for (member, value) in who.statement.as_object().unwrap() {
        let secret = value.as_str().unwrap();
        for value in [
            json!(format!("{secret}\u{202e}")),
            json!([secret]),
            json!({"text": secret}),
        ] {
            bodies.push(tests::json::with(&good, &format!("/{member}"), value));
        }
    }
    for body in bodies {
        let answer = watched.post(officer, "/api/v1/complaints", &body);
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
        // As a correction too, where it can be one.
        if body["complainant"] != good["complainant"] {
            let correction = json!({"complainant": body["complainant"]});
            let answer = watched.order(officer, id, "corrections", 1, &correction);
            assert_eq!(answer.status, 422, "{correction}: {}", answer.text());
        }
    }
    // Right, but refused by a rule, or at the wrong time, or by the wrong one.
    let mut oral = good.clone();
    oral.as_object_mut().unwrap().remove("first_receiver");
    let _ = watched
        .post(officer, "/api/v1/complaints", &oral)
        .problem(422, "invalid_facts");
    let correction = json!({"complainant": who.complainant, "statement": who.statement});
    let stale = watched.order(officer, id, "corrections", 9, &correction);
    let _ = stale.problem(412, "precondition_failed");
    let admin = watched.server.admin();
    let _ = watched
        .post(&admin, "/api/v1/complaints", &good)
        .problem(403, "forbidden");
    // No JSON at all, or cut off, or of another type, or far too long.
    let whole = good.to_string();
    let cut = whole.char_indices().map(|(at, _)| at).step_by(97);
    let mut texts: Vec<Vec<u8>> = cut.map(|at| whole.as_bytes()[..at].to_vec()).collect();
    texts.push(whole.replace(':', "=").into());
    texts.push(whole.replace("欧阳", "\\ud800").into());
    texts.push(format!("{whole}{whole}").into());
    texts.push([whole.as_bytes(), b"\xff"].concat());
    texts.push(whole.as_bytes()[1..].to_vec());
    for text in texts {
        let call = watched.server.call("POST", "/api/v1/complaints");
        let answer = watched.keep("no JSON", call.token(&officer.token).json_text(text));
        assert!(matches!(answer.status, 400 | 422), "{}", answer.text());
    }
    let call = watched
        .server
        .call("POST", "/api/v1/complaints")
        .token(&officer.token);
    let form = call
        .header("Content-Type", "text/plain")
        .body(whole.clone());
    let _ = watched
        .keep("another type", form)
        .problem(415, "unsupported_media_type");
    let call = watched
        .server
        .call("POST", "/api/v1/complaints")
        .token(&officer.token);
    let long = call.json_text(whole.repeat(2000));
    let _ = watched
        .keep("too long", long)
        .problem(413, "payload_too_large");
    let call = watched.server.call("POST", "/api/v1/complaints");
    let _ = watched
        .keep("nobody", call.json_text(whole))
        .problem(401, "unauthorized");
}

/// A disclosure shows what was given, as it was last corrected; nothing else does.
fn disclosed(watched: &mut Watched<'_>, officer: &Actor, id: &str, who: &Person, said: &Person) {
    let purpose = json!({"purpose": "联系提出人"});
    let server = watched.server;
    let identity = server.post_as(&officer.token, &path(id, "identity-disclosures"), &purpose);
    assert!(
        identity
            .text()
            .contains(who.complainant["name"].as_str().unwrap()),
        "{}",
        identity.text()
    );
    let statement = server.post_as(&officer.token, &path(id, "statement-disclosures"), &purpose);
    let facts = said.statement["facts"].as_str();
    assert!(text_in(&statement.json(), facts), "{}", statement.text());
    for (path, body) in [
        ("identity-disclosures", &json!({})),
        ("statement-disclosures", &json!({"purpose": ""})),
    ] {
        let refused = watched.post(officer, &format!("/api/v1/complaints/{id}/{path}"), body);
        let _ = refused.problem(422, "invalid_facts");
    }
    let admin = server.admin();
    let refused = watched.post(&admin, &path(id, "identity-disclosures"), &purpose);
    let _ = refused.problem(403, "forbidden");
}

/// Whether a document holds a text, wherever.
fn text_in(document: &Value, text: Option<&str>) -> bool {
    match document {
        Value::Object(members) => members.values().any(|member| text_in(member, text)),
        other => other.is_string() && other.as_str() == text,
    }
}
