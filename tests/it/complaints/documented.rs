//! The document's examples work: each is sent as it stands to a case that is ready for it. Only ids are put in, which nobody
//! knows beforehand.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::json::{set, with};
use tests::openapi::Operation;

use super::desk::{Desk, GUANGZHOU, intake, same_matter_as, sound, unclear, words};
use crate::openapi::spec;
use crate::support::on_both;
use crate::term::concluded;

on_both!(every_example_of_a_command_works);

const NOW: &str = "2026-11-23T09:00:00+08:00";

/// Ten years and a day later.
const RETENTION_OVER: &str = "2036-11-24T09:00:00+08:00";

/// What an example is sent with: who sends it, to which case, and which ids are put in.
struct Ready {
    who: Actor,
    case: Option<String>,
    ids: Vec<(&'static str, Value)>,
}

fn ready(desk: &Desk, operation: &str, name: &str) -> Ready {
    let officer = desk.officer();
    let of = |case: String| Ready {
        who: desk.officer(),
        case: Some(case),
        ids: Vec::new(),
    };
    let examined = |assessment: &Value| {
        let id = desk.received_from(&desk.somebody());
        let _ = desk.done(&officer, &id, "evaluations", assessment);
        id
    };
    let taken_down_at = |place: &str| {
        let intake = with(&intake(&desk.somebody()), "/places", json!([place]));
        let id = words(&desk.submit(&officer, &intake)["id"]);
        let _ = desk.done(&officer, &id, "evaluations", &sound());
        id
    };
    let handover = |ids: &[&'static str]| {
        let case = desk.accepted();
        let mut put = vec![("/from_officer", json!(officer.client_id))];
        put.push(("/to_officer", json!(desk.lead().client_id)));
        put.extend(ids.iter().map(|pointer| (*pointer, json!(case))));
        Ready {
            who: desk.lead(),
            case: None,
            ids: put,
        }
    };
    match (operation, name) {
        ("submit_complaint", "web") => Ready {
            who: desk.platform(),
            case: None,
            ids: Vec::new(),
        },
        ("submit_complaint", _) => Ready {
            who: desk.server.actor(Role::Intake, GUANGZHOU),
            case: None,
            ids: Vec::new(),
        },
        ("evaluate_complaint", "repeat") => {
            let earlier = desk.received();
            Ready {
                ids: vec![("/priors/0/case_id", json!(earlier))],
                ..of(desk.received())
            }
        }
        ("accept_complaint" | "reject_complaint", "departs") => of(examined(&unclear())),
        ("reject_complaint", "follows") => of(examined(&super::desk::baseless())),
        ("accept_complaint", _) => of(desk.examined()),
        ("refer_complaint", "center") => of(taken_down_at("440306")),
        ("refer_complaint", "elsewhere") => of(taken_down_at("431003")),
        ("join_complaint", _) => {
            let phone = desk.somebody();
            let (earlier, repeat) = (desk.received_from(&phone), desk.received_from(&phone));
            let _ = desk.done(&officer, &repeat, "evaluations", &same_matter_as(&earlier));
            Ready {
                ids: vec![("/target", json!(earlier))],
                ..of(repeat)
            }
        }
        ("decide_similarity", _) => {
            let other = desk.received();
            Ready {
                ids: vec![("/other", json!(other))],
                ..of(desk.received())
            }
        }
        ("review_rejection", _) => Ready {
            who: desk.lead(),
            ..of(desk.rejected())
        },
        ("conclude_complaint", "guided") => of(desk.guided()),
        ("conclude_complaint", _) => of(desk.investigated()),
        ("deliver_notice" | "assign_complaint" | "order_supervision", _) => of(desk.accepted()),
        ("answer_complainant" | "promise_reply", _) => of(desk.guided()),
        ("share_complaint_materials" | "consolidate_reports", _) => of(desk.investigated()),
        ("report_investigation", _) => {
            let id = desk.accepted();
            let (step, body) = &tests::handling::investigation(GUANGZHOU)[0];
            let _ = desk.done(&officer, &id, step, body);
            of(id)
        }
        ("answer_supervision_order", _) => {
            let id = desk.accepted();
            let order = json!({"due_on": "2026-11-30", "text": "请报告进展。"});
            let _ = desk.done(&officer, &id, "supervision-orders", &order);
            of(id)
        }
        ("extend_complaint", _) => Ready {
            who: desk.lead(),
            ..of(desk.accepted())
        },
        ("explain_delay", _) => of(desk.accepted()),
        ("execute_measure", _) => of(concluded(desk, true)),
        ("feed_back_complaint", _) => of(concluded(desk, false)),
        ("archive_complaint", _) => of(desk.rejected()),
        ("propose_erasure" | "erase_complaint", _) => {
            let id = desk.rejected();
            let _ = desk.done(&officer, &id, "archive", &json!({}));
            desk.put_clock(RETENTION_OVER);
            if operation == "erase_complaint" {
                let why = json!({"reason": "保存期限已满"});
                let _ = desk.done(&desk.lead(), &id, "erasure-proposal", &why);
            }
            of(id)
        }
        ("take_media_measure" | "publish_statement", _) => {
            let body = with(&intake(&desk.somebody()), "/media_exposed", json!(true));
            of(words(&desk.submit(&desk.platform(), &body)["id"]))
        }
        ("hold_accountable" | "refer_complainant", _) => Ready {
            who: desk.lead(),
            ..of(desk.received())
        },
        ("hand_over_complaints", "all") => handover(&[]),
        ("hand_over_complaints", "some") => handover(&["/case_ids/0"]),
        _ => of(desk.received()),
    }
}

fn send(desk: &Desk, operation: &Operation, ready: &Ready, body: &Value) {
    let mut path = operation.path.replace("{number}", "1");
    let mut version = None;
    if let Some(id) = &ready.case {
        path = path.replace("{id}", id).replace("{number}", "1");
        version = Some(words_of(&desk.read(&ready.who, id).good()["version"]));
    }
    let mut call = desk
        .server
        .call(&operation.method, &path)
        .token(&ready.who.token);
    if let Some(version) = version {
        call = call.header("If-Match", &format!("\"{version}\""));
    }
    let answer = call.json_text(body.to_string()).send();
    assert!(
        matches!(answer.status, 200 | 201),
        "{} {body}: {}",
        operation.id(),
        answer.text()
    );
    // And the answer is what the document says.
    let documented = &operation.object["responses"][answer.status.to_string()];
    let schema = &spec().resolve(documented)["content"]["application/json"]["schema"];
    let faults = tests::schema::faults(spec(), schema, &answer.json());
    assert_eq!(faults, Vec::<String>::new(), "{}", operation.id());
}

fn words_of(version: &Value) -> String {
    version.as_i64().expect("a version").to_string()
}

fn every_example_of_a_command_works(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let mut count = 0;
    let mut operations = spec().operations();
    operations.retain(|operation| operation.path.starts_with("/api/v1/complaints"));
    for operation in operations {
        let body = &operation.object["requestBody"]["content"]["application/json"];
        for (name, example) in body["examples"].as_object().into_iter().flatten() {
            let ready = ready(&desk, operation.id(), name);
            let mut body = example["value"].clone();
            for (pointer, id) in &ready.ids {
                set(&mut body, pointer, id.clone());
            }
            send(&desk, &operation, &ready, &body);
            desk.put_clock(NOW);
            count += 1;
        }
    }
    assert!(count >= 43, "{count}");
}
