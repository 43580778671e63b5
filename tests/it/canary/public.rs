//! The same at the public's door: neither what somebody without an account says nor their receipt code is found anywhere
//! but in the answers that tell the code.

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use super::needles::Needles;
use super::person::{id_number, intake, person};
use super::places;
use super::watched::control;
use crate::load::cases::{CENTER, text};
use crate::support::on_both;

on_both!(nothing_of_the_public_is_found_anywhere);

const DOOR: &str = "/api/v1/public/complaints";

/// The code of a receipt, as it is written and as plain digits.
fn code(receipt: &Value) -> [String; 2] {
    let written = text(&receipt["receipt_code"]);
    let digits = written.replace('-', "");
    [written, digits]
}

fn nothing_of_the_public_is_found_anywhere(kind: Kind) {
    let server = Server::builder(kind).env("RUST_LOG", "trace").start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let first = person("金丝雀", "19900170325", &id_number("44010619850317032"));
    let mut complaint = intake(&first);
    for member in ["channel", "first_receiver", "oral_record"] {
        complaint.as_object_mut().unwrap().remove(member);
    }
    let send = |path: &str, body: &Value| {
        let call = server.call("POST", &format!("{DOOR}{path}"));
        let call = call.header("Idempotency-Key", "canary");
        call.json_text(body.to_string()).send()
    };
    let receipt = send("", &complaint);
    assert_eq!(receipt.status, 201, "{}", receipt.text());
    let code_of_first = code(&receipt.json());
    let wrong = [
        "4711-0815-4711-0815".to_owned(),
        "4711081547110815".to_owned(),
    ];

    // With the good code, then with one that is nobody's; added to while open and after it was withdrawn.
    let mut answers: Vec<Answer> = Vec::new();
    let (mine, nobodys) = (code_of_first[0].as_str(), wrong[0].as_str());
    for code in [mine, nobodys] {
        let calls = [
            ("/status", json!({"receipt_code": code})),
            ("/notices", json!({"receipt_code": code, "number": 1})),
            (
                "/supplements",
                json!({"receipt_code": code, "text": "金丝雀补充的秘密内容"}),
            ),
            (
                "/withdrawal",
                json!({"receipt_code": code, "reason": "金丝雀撤回的秘密理由"}),
            ),
        ];
        for (path, body) in calls {
            answers.push(send(path, &body));
            // Refused for a member too many, or broken off: what is quoted back is not the code.
            let mut more = body.clone();
            more["no_such_member"] = json!(code);
            answers.push(send(path, &more));
            let cut = body.to_string();
            let call = server.call("POST", &format!("{DOOR}{path}"));
            answers.push(call.json_text(&cut[..cut.len() - 1]).send());
        }
    }
    let body = json!({"receipt_code": mine, "text": "金丝雀后来的秘密内容"});
    let call = server.call("POST", &format!("{DOOR}/supplements"));
    let follows = call.json_text(body.to_string()).send();
    assert_eq!(follows.status, 201, "{}", follows.text());
    let code_of_second = code(&follows.json()["receipt"]);

    let list = server.get_as(&officer.token, "/api/v1/complaints").good();
    let ids: Vec<String> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["id"]))
        .collect();
    assert_eq!(ids.len(), 2);
    for id in &ids {
        for part in ["", "/timeline?payload=true", "/notices", "/clock"] {
            let path = format!("/api/v1/complaints/{id}{part}");
            answers.push(server.get_as(&officer.token, &path));
        }
    }
    let mut secrets = first.secrets.clone();
    secrets.extend(["金丝雀补充", "金丝雀撤回", "金丝雀后来"].map(ToOwned::to_owned));
    secrets.extend([code_of_first, code_of_second, wrong].concat());
    let needles = Needles::new(&secrets);
    for answer in &answers {
        needles.absent("answer", &answer.body);
        needles.absent("headers", format!("{:?}", answer.headers).as_bytes());
    }
    places::search(server, &needles, &control());
}
