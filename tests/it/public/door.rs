//! Handing in, and seeing where the case stands.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::{DOOR, NOW, by_code, complaint, handed_in, known, latest, status};
use crate::complaints::desk::{Desk, GUANGZHOU, baseless, list, sound, words};
use crate::load::cases::assert_sound;
use crate::openapi::spec;
use crate::support::on_both;

on_both!(
    a_complaint_is_followed_to_its_conclusion,
    who_says_no_name_is_served,
    the_center_in_charge_has_it_or_says_where_to_go,
    a_rejection_tells_its_grounds,
    a_repeated_request_gets_the_same_code,
    wrong_codes_get_one_answer,
    bad_bodies_are_refused,
    the_examples_work,
);

fn a_complaint_is_followed_to_its_conclusion(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let receipt = handed_in(&desk.server, &complaint());
    assert!(words(&receipt["received_at"]).starts_with("2026-11-23T01:0"));
    assert_eq!(receipt["responsible"]["who"], "organisation");
    assert_eq!(receipt["form_deficiencies"], json!(["reasons"]));
    assert!(words(&receipt["center"]["name_zh"]).contains("广州"));
    let (code, id) = (words(&receipt["receipt_code"]), latest(&desk));
    assert_eq!(code.len(), 19);

    // To the center it is a case like any other, of the public.
    let officer = desk.officer();
    let case = desk.read(&officer, &id).good();
    assert_eq!(case["submitted_by"], "public");
    assert_eq!(case["channel"], "web");
    assert_eq!(case["center"], GUANGZHOU);
    assert_eq!(case["first_receiver"], Value::Null);
    assert!(case.get("supplements").is_none() && case.get("follows").is_none());

    let told = status(&desk.server, &code).good();
    assert_eq!(told["state"], "received");
    assert_eq!(told["notices"], json!([]));
    assert_eq!(told["acceptance"], Value::Null);
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let case = desk.done(&officer, &id, "acceptance", &json!({}));
    let told = status(&desk.server, &code).good();
    assert_eq!(told["state"], "accepted");
    assert_eq!(told["state_name"], "已受理");
    assert_eq!(told["acceptance"]["number"], case["acceptance"]["number"]);
    assert_eq!(told["due_on"], case["due_on"]);
    assert_eq!(told["notices"][0]["kind"], "acceptance");

    // Reading the notice delivers it, once.
    let events = desk.events(&id).len();
    let before = desk.read(&officer, &id).good();
    assert_eq!(before["notices"][0]["deliveries"], json!([]));
    for _ in 0..2 {
        let told = by_code(&desk.server, "notices", &code, &json!({"number": 1})).good();
        let notice = &told["notice"];
        assert_eq!(notice["kind"], "acceptance");
        assert_eq!(notice["deliveries"][0]["manner"], "receipt_code");
        assert!(!notice["paragraphs"].as_array().unwrap().is_empty());
    }
    let read = desk.read(&officer, &id).good();
    assert_eq!(
        read["notices"][0]["deliveries"],
        json!([{"manner": "receipt_code", "on": "2026-11-23"}])
    );
    let recorded = desk.events(&id);
    assert_eq!(recorded.len(), events + 1);
    assert_eq!(recorded.last().unwrap().actor, "public");
    let letter = desk
        .server
        .call("POST", &format!("{DOOR}/notices"))
        .header("Accept", "text/html")
        .json_text(json!({"receipt_code": code, "number": 1}).to_string())
        .send();
    assert_eq!(letter.header("content-type"), "text/html; charset=utf-8");
    assert!(letter.text().contains("受理通知书"));
    assert!(
        letter
            .header("content-security-policy")
            .contains("default-src 'none'")
    );
    assert_eq!(desk.events(&id).len(), events + 1);
    let none = by_code(&desk.server, "notices", &code, &json!({"number": 2}));
    let _ = none.problem(404, "not_found");

    let _ = desk.done(&officer, &id, "conclusion", &json!({"outcome": "partly"}));
    let told = status(&desk.server, &code).good();
    assert_eq!(told["state"], "concluded");
    assert_eq!(told["conclusion"]["outcome_name"], "部分属实");
    assert_eq!(told["due_on"], Value::Null);
    // As long as any other, also for who would take it compressed.
    let packed = desk
        .server
        .call("POST", &format!("{DOOR}/status"))
        .header("Accept-Encoding", "gzip, br")
        .json_text(json!({"receipt_code": code}).to_string())
        .send();
    assert_eq!(packed.header("content-encoding"), "");
    assert_eq!((packed.body.len(), letter.body.len()), (16 << 10, 16 << 10));
    // Nothing of who works on it.
    for inside in [
        officer.client_id.as_str(),
        id.as_str(),
        "decided_by",
        "officer",
    ] {
        assert!(!told.to_string().contains(inside), "{inside} in {told}");
    }
    // A delivery in another manner needs none by code.
    let timeline = format!("/api/v1/complaints/{id}/timeline");
    assert_eq!(desk.server.get_as(&officer.token, &timeline).status, 200);
    assert_sound(&desk.server.database);
}

fn who_says_no_name_is_served(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let anonymous = json!({"kind": "report", "facts": "考前卖答案。", "places": ["440112"]});
    let receipt = handed_in(&desk.server, &anonymous);
    assert_eq!(
        list(&receipt["form_deficiencies"]),
        ["name", "contact", "request", "reasons"]
    );
    let code = words(&receipt["receipt_code"]);
    assert_eq!(status(&desk.server, &code).good()["kind"], "report");
    let id = latest(&desk);
    assert_eq!(
        desk.latest(&id, "complaint_received")["identity"],
        Value::Null
    );
    // Also with spaces, without anything, and with the digits of a Chinese keyboard.
    let plain: String = code.chars().filter(char::is_ascii_digit).collect();
    let wide: String = plain
        .chars()
        .map(|c| char::from_u32(u32::from(c) - 48 + 0xFF10).unwrap())
        .collect();
    for spelled in [code.replace('-', " "), plain, wide] {
        assert_eq!(status(&desk.server, &spelled).status, 200, "{spelled}");
    }
    let english = desk
        .server
        .call("POST", &format!("{DOOR}/status"))
        .language("en")
        .json_text(json!({"receipt_code": code}).to_string())
        .send();
    assert_eq!(english.good()["state_name"], "received, to be examined");
}

fn the_center_in_charge_has_it_or_says_where_to_go(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let at = |place: &str| {
        let elsewhere = with(&complaint(), "/places", json!([place]));
        handed_in(
            &desk.server,
            &with(&elsewhere, "/accused/division", Value::Null),
        )
    };
    let shenzhen = at("440306");
    assert!(
        words(&shenzhen["center"]["name_zh"]).contains("深圳"),
        "{shenzhen}"
    );
    // The authority of Jingzhou works under its own measures.
    let jingzhou = at("421003");
    assert_eq!(jingzhou["responsible"]["who"], "organisation");
    assert!(
        words(&jingzhou["center"]["name_zh"]).contains("荆州"),
        "{jingzhou}"
    );
    let regulator = desk.server.any(Role::Regulator);
    let listed = desk
        .server
        .get_as(&regulator.token, "/api/v1/complaints")
        .good();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["regime"], "jz");
    // Elsewhere: taken down by the provincial center, and told.
    let changsha = at("430102");
    assert_eq!(changsha["responsible"]["who"], "elsewhere");
    assert!(
        words(&changsha["responsible"]["turn_to"]).contains("长沙"),
        "{changsha}"
    );
    let steps = list(&changsha["next_steps"]).join("");
    assert!(steps.contains("请向其反映"), "{steps}");
    let industry = with(&complaint(), "/industry", json!("电力"));
    let industry = handed_in(&desk.server, &industry);
    assert!(
        words(&industry["center"]["name_zh"]).contains("电力"),
        "{industry}"
    );
    assert_sound(&desk.server.database);
}

fn a_rejection_tells_its_grounds(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (code, id) = known(&desk, &complaint());
    let _ = desk.done(&desk.officer(), &id, "evaluations", &baseless());
    let _ = desk.done(&desk.officer(), &id, "rejection", &json!({}));
    let told = status(&desk.server, &code).good();
    assert_eq!(told["state"], "rejected");
    let grounds = &told["rejection"]["grounds"];
    assert_eq!(grounds[0]["provision"], "gd-complaints/art10/2");
    assert!(!words(&grounds[0]["reason"]).is_empty());
    assert_eq!(told["notices"][0]["kind"], "rejection");
}

fn a_repeated_request_gets_the_same_code(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let send = |key: &str, body: &Value| {
        let call = desk.server.call("POST", DOOR);
        call.header("Idempotency-Key", key)
            .json_text(body.to_string())
            .send()
    };
    let first = send("once", &complaint());
    assert_eq!(first.status, 201, "{}", first.text());
    let again = send("once", &complaint());
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.body, first.body);
    let other = with(&complaint(), "/facts", json!("另一件事。"));
    let _ = send("once", &other).problem(422, "idempotency_key_reused");
    let second = send("twice", &complaint());
    assert_ne!(second.json()["receipt_code"], first.json()["receipt_code"]);
    let listed = desk
        .server
        .get_as(&desk.officer().token, "/api/v1/complaints");
    assert_eq!(listed.good()["items"].as_array().unwrap().len(), 2);
}

fn wrong_codes_get_one_answer(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (code, _) = known(&desk, &complaint());
    let digits = |step: u32| {
        let digits = code.chars().rev().enumerate();
        digits
            .map(|(place, c)| match c.to_digit(10) {
                Some(digit) if place == 0 => char::from_digit((digit + step) % 10, 10).unwrap(),
                _ => c,
            })
            .collect::<Vec<char>>()
            .into_iter()
            .rev()
            .collect::<String>()
    };
    let same = |answer: &tests::client::Answer| {
        let mut problem = answer.problem(404, "not_found");
        let trace = words(&problem["trace_id"]);
        problem["trace_id"] = Value::Null;
        (answer.text().replace(&trace, ""), problem)
    };
    for (what, more) in [
        ("status", json!({})),
        ("notices", json!({"number": 1})),
        ("supplements", json!({"text": "补充"})),
        ("withdrawal", json!({"reason": "算了"})),
    ] {
        let first = by_code(&desk.server, what, &digits(1), &more);
        for wrong in [digits(2), digits(9), "0000-0000-0000-0000".to_owned()] {
            let answer = by_code(&desk.server, what, &wrong, &more);
            assert_eq!(same(&answer), same(&first), "{what}");
            assert_eq!(answer.body.len(), first.body.len());
            let mut headers = answer.headers.clone();
            let mut expected = first.headers.clone();
            for changing in ["x-request-id", "date"] {
                headers.remove(changing);
                expected.remove(changing);
            }
            assert_eq!(headers, expected);
        }
    }
    assert_eq!(status(&desk.server, &code).status, 200);
}

fn bad_bodies_are_refused(kind: Kind) {
    let server = tests::server::Server::builder(kind)
        .env("JIANDU_BODY_LIMIT", "4096")
        .start();
    let pointers = |body: &Value| {
        let faults = server.post(DOOR, body).faults();
        faults
            .into_iter()
            .map(|(pointer, _)| pointer)
            .collect::<Vec<_>>()
    };
    // What is for staff and platforms is not for the public.
    for member in [
        "channel",
        "external_ref",
        "first_receiver",
        "received_at",
        "submitted_on",
        "submitted_for",
        "oral_record",
        "regime",
        "high_impact",
    ] {
        let body = with(&complaint(), &format!("/{member}"), json!("web"));
        assert_eq!(pointers(&body), [format!("/{member}")]);
    }
    let body = with(&complaint(), "/accused/organisation_id", json!("gd-440100"));
    assert_eq!(pointers(&body), ["/accused/organisation_id"]);
    assert_eq!(pointers(&json!({"kind": "complaint"})), ["/request"]);
    let nulls = json!({"kind": "complaint", "request": null, "facts": null, "reasons": null});
    assert_eq!(pointers(&nulls), ["/request"]);
    // The document says so too, of both.
    let schema = json!({"$ref": "#/components/schemas/PublicComplaintInput"});
    let faults = |body: &Value| tests::schema::faults(spec(), &schema, body);
    for body in [json!({"kind": "complaint"}), nulls] {
        assert_eq!(faults(&body).len(), 1, "{body}");
    }
    for member in ["request", "facts", "reasons"] {
        let body = json!({"kind": "complaint", member: "甲"});
        assert_eq!(faults(&body), Vec::<String>::new());
    }
    assert_eq!(pointers(&json!({"facts": "甲"})), ["/kind"]);
    let places = with(&complaint(), "/places", json!(["440112", "999999"]));
    assert_eq!(pointers(&places), ["/places/1"]);
    let masked = with(&complaint(), "/complainant/phone", json!("199****0001"));
    assert_eq!(pointers(&masked), ["/complainant/phone"]);

    let long = with(&complaint(), "/facts", json!("长".repeat(5_000)));
    let _ = server.post(DOOR, &long).problem(413, "payload_too_large");
    for what in ["status", "notices", "supplements", "withdrawal"] {
        let path = format!("{DOOR}/{what}");
        let _ = server.post(&path, &long).problem(413, "payload_too_large");
        for code in ["", "123", "1234-5678-9012-345x", "1234-5678-9012-34567"] {
            let body = json!({"receipt_code": code, "number": 1, "text": "甲", "reason": "甲"});
            let faults = server.post(&path, &body).faults();
            assert!(faults.iter().any(|(pointer, _)| pointer == "/receipt_code"));
        }
        let missing = server.post(&path, &json!({})).faults();
        assert!(
            missing
                .iter()
                .any(|(pointer, _)| pointer == "/receipt_code")
        );
        // Never in an address.
        let asked = server.get(&format!("{path}?receipt_code=1234567890123456"));
        let _ = asked.problem(405, "method_not_allowed");
        let queried = format!("{path}?receipt_code=1234567890123456");
        let _ = server
            .post(&queried, &json!({"receipt_code": "1234567890123456"}))
            .problem(400, "malformed_request");
    }
    let known = json!({"receipt_code": "1234567890123456", "id": 1});
    let faults = server.post(&format!("{DOOR}/status"), &known).faults();
    assert_eq!(faults[0].0, "/id");
    let number = json!({"receipt_code": "1234567890123456", "number": 0});
    let faults = server.post(&format!("{DOOR}/notices"), &number).faults();
    assert_eq!(faults[0].0, "/number");
}

/// The document's examples, with the code of a case that is ready for them.
fn the_examples_work(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let mut count = 0;
    let mut operations = spec().operations();
    operations.retain(|operation| operation.path.starts_with(DOOR));
    for operation in operations {
        let body = &operation.object["requestBody"]["content"]["application/json"];
        for (_, example) in body["examples"].as_object().unwrap() {
            let mut body = example["value"].clone();
            if body.get("receipt_code").is_some() {
                let (code, id) = known(&desk, &complaint());
                if operation.path.ends_with("/notices") {
                    let _ = desk.done(&desk.officer(), &id, "evaluations", &sound());
                    let _ = desk.done(&desk.officer(), &id, "acceptance", &json!({}));
                }
                body["receipt_code"] = code.into();
            }
            let answer = desk.server.post(&operation.path, &body);
            assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
            let documented = &operation.object["responses"][answer.status.to_string()];
            let schema = &spec().resolve(documented)["content"]["application/json"]["schema"];
            let faults = tests::schema::faults(spec(), schema, &answer.json());
            assert_eq!(faults, Vec::<String>::new(), "{}", operation.id());
            count += 1;
        }
    }
    assert_eq!(count, 6);
}
