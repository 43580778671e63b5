//! What holds of every answer, whatever was asked.

use std::collections::{BTreeMap, BTreeSet};

use api::v1::evaluation::schema::{
    AdmissibilityAnswer, ClockAnswer, SanctionsAnswer, WorkingDaysAnswer,
};
use serde_json::{Value, json};
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::{batch_path, on_both, path};

/// Reads an answer as a client in Rust would, strictly, and writes it again.
fn read_back(engine: &str, answer: &Value) -> Value {
    macro_rules! read_back {
        ($type:ty) => {
            serde_json::from_value::<$type>(answer.clone())
                .map(|read| serde_json::to_value(read).unwrap())
        };
    }
    let read = match engine {
        "admissibility" => read_back!(AdmissibilityAnswer),
        "clock" => read_back!(ClockAnswer),
        "sanctions" => read_back!(SanctionsAnswer),
        "working-days" => read_back!(WorkingDaysAnswer),
        other => panic!("{other}"),
    };
    read.unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// The answers to all vectors of an engine.
fn answers(server: &Server, engine: &str, explain: bool) -> Vec<(Value, Value)> {
    let set = SETS.iter().find(|set| set.engine == engine).unwrap();
    let items = set.requests();
    let path = format!("{}?explain={explain}", batch_path(engine));
    let mut answer = server.post(&path, &json!({"items": items})).good();
    let results = answer["results"].as_array_mut().unwrap().iter_mut();
    items
        .into_iter()
        .zip(results.map(|result| result["result"].take()))
        .collect()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect()
}

/// The citable sentences of a regulation by provision id, from the endpoints that hold its text.
fn sentences(server: &Server, regulation: &str) -> BTreeMap<String, String> {
    let mut sentences = BTreeMap::new();
    let list = server
        .get(&format!("/api/v1/regulations/{regulation}"))
        .good();
    for article in list["articles"].as_array().unwrap() {
        let number = &article["number"];
        let article = server
            .get(&format!(
                "/api/v1/regulations/{regulation}/articles/{number}"
            ))
            .good();
        for item in article["items"].as_array().unwrap() {
            // What is cited is a piece of the verbatim text.
            let (whole, item_text) = (
                article["text_zh"].as_str().unwrap(),
                item["text_zh"].as_str().unwrap(),
            );
            assert!(whole.contains(item_text), "{item}");
            sentences.insert(
                item["provision"].as_str().unwrap().to_owned(),
                item_text.to_owned(),
            );
        }
    }
    sentences
}

on_both!(
    every_answer_has_exactly_the_documented_shape,
    answers_have_their_members_in_the_documented_order,
    every_ground_cites_its_provision_verbatim,
    grounds_stand_in_the_order_of_the_text,
    missing_facts_are_the_sorted_union_and_lead_somewhere_unknown,
    evidence_leads_to_facts_that_are_there,
    measures_and_tiers_agree,
);

fn every_answer_has_exactly_the_documented_shape(server: &Server) {
    for engine in ["admissibility", "clock", "sanctions"] {
        for explain in [false, true] {
            for (request, answer) in answers(server, engine, explain) {
                assert_eq!(read_back(engine, &answer), answer, "{request}");
                assert_eq!(answer.get("would_change_outcome").is_some(), explain);
            }
        }
    }
    for request in [
        json!({"from": "2026-02-10", "add": 20}),
        json!({"from": "2026-02-10", "to": "2027-02-10"}),
    ] {
        let answer = server.evaluate("working-days", &request);
        assert_eq!(read_back("working-days", &answer), answer);
    }
}

fn answers_have_their_members_in_the_documented_order(server: &Server) {
    let request = &SETS[0].requests()[0];
    let text = server
        .post(&path("admissibility"), request)
        .text()
        .to_owned();
    let mut from = 0;
    for member in [
        "outcome",
        "track",
        "conditions",
        "grounds",
        "duties",
        "form_deficiencies",
        "missing_facts",
        "parameters",
        "provisional",
        "regulation",
    ] {
        let at = text[from..].find(&format!("\"{member}\":"));
        from += at.unwrap_or_else(|| panic!("{member} is missing or too early in {text}"));
    }
}

fn every_ground_cites_its_provision_verbatim(server: &Server) {
    for (engine, regulation) in [
        ("admissibility", "gd-complaints"),
        ("sanctions", "jz-institutions"),
    ] {
        let sentences = sentences(server, regulation);
        let mut cited = BTreeSet::new();
        for (_, answer) in answers(server, engine, false) {
            let conditions = answer["conditions"].as_array().into_iter().flatten();
            for ground in conditions.chain(answer["grounds"].as_array().unwrap()) {
                let provision = ground["provision"].as_str().unwrap();
                assert_eq!(
                    ground["text_zh"],
                    sentences[provision].as_str(),
                    "{provision}"
                );
                let id = format!("{regulation}/art{}/{}", ground["article"], ground["item"]);
                assert_eq!(provision, id);
                assert!(!ground["text_en"].as_str().unwrap().is_empty());
                cited.insert(provision.to_owned());
            }
            assert_eq!(answer["regulation"]["id"], regulation);
        }
        assert_eq!(cited.len(), if engine == "sanctions" { 22 } else { 8 });
    }
}

fn grounds_stand_in_the_order_of_the_text(server: &Server) {
    let item = |article: u8, number: u8| format!("art{article}/{number}");
    let gd: Vec<String> = (1..=6).map(|n| item(10, n)).collect();
    let jz = (1..=8)
        .map(|n| item(20, n))
        .chain((1..=8).map(|n| item(21, n)))
        .chain((1..=6).map(|n| item(22, n)));
    let jz: Vec<String> = jz.collect();
    for (engine, regulation, expected) in [
        ("admissibility", "gd-complaints", gd),
        ("sanctions", "jz-institutions", jz),
    ] {
        let expected: Vec<String> = expected
            .iter()
            .map(|item| format!("{regulation}/{item}"))
            .collect();
        for (_, answer) in answers(server, engine, false) {
            let grounds = answer["grounds"].as_array().unwrap().iter();
            let found: Vec<_> = grounds
                .map(|ground| ground["provision"].as_str().unwrap())
                .collect();
            assert_eq!(found, expected);
        }
    }
}

fn missing_facts_are_the_sorted_union_and_lead_somewhere_unknown(server: &Server) {
    let mut undetermined = 0;
    for engine in ["admissibility", "sanctions"] {
        for (request, answer) in answers(server, engine, false) {
            let mut union = BTreeSet::new();
            let conditions = answer["conditions"].as_array().into_iter().flatten();
            for ground in conditions.chain(answer["grounds"].as_array().unwrap()) {
                let missing = texts(&ground["missing_facts"]);
                let open = ground["status"] == "undetermined" && ground["contested"] != true;
                assert_eq!(!missing.is_empty(), open, "{ground}");
                undetermined += usize::from(open);
                for pointer in missing {
                    assert!(
                        unknown(&request, pointer),
                        "{pointer} is known in {request}"
                    );
                    union.insert(pointer.to_owned());
                }
            }
            let stated = texts(&answer["missing_facts"]);
            assert_eq!(
                stated,
                union.iter().map(String::as_str).collect::<Vec<_>>(),
                "{request}"
            );
        }
    }
    assert!(undetermined > 100, "{undetermined}");
}

fn evidence_leads_to_facts_that_are_there(server: &Server) {
    let mut met = 0;
    for engine in ["admissibility", "sanctions"] {
        for (request, answer) in answers(server, engine, false) {
            let conditions = answer["conditions"].as_array().into_iter().flatten();
            for ground in conditions.chain(answer["grounds"].as_array().unwrap()) {
                let evidence = texts(&ground["evidence"]);
                assert_eq!(!evidence.is_empty(), ground["status"] == "met", "{ground}");
                met += usize::from(!evidence.is_empty());
                for pointer in evidence {
                    let fact = request.pointer(pointer);
                    assert!(
                        fact.is_some_and(|fact| !fact.is_null()),
                        "{pointer} in {request}"
                    );
                }
            }
        }
    }
    assert!(met > 100, "{met}");
}

fn measures_and_tiers_agree(server: &Server) {
    let measures = |tier: &str| match tier {
        "none" => vec![],
        "interview" => vec![
            "interview_principal",
            "hear_statement_or_commitment",
            "order_compliance",
            "may_invalidate_results",
        ],
        "warning" => vec![
            "warn",
            "suspend_work",
            "order_rectification",
            "list_as_abnormal_or_bad_credit",
            "publish",
        ],
        "market_ban" => vec!["ban_from_market", "revoke_qualification", "bar_refiling"],
        other => panic!("{other}"),
    };
    let article = |tier: &str| match tier {
        "interview" => "jz-institutions/art20",
        "warning" => "jz-institutions/art21",
        _ => "jz-institutions/art22",
    };
    let mut tiers = BTreeSet::new();
    for (request, answer) in answers(server, "sanctions", false) {
        let tier = answer["tier"].as_str().unwrap();
        let list = answer["measures"].as_array().unwrap();
        let ids: Vec<_> = list
            .iter()
            .map(|measure| measure["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, measures(tier));
        for measure in list {
            assert_eq!(measure["provision"], article(tier), "{measure}");
            let until = measure.get("refiling_barred_until").and_then(Value::as_str);
            // Three years on; no vector is asked for on a 29 February.
            let as_of = request["as_of"].as_str().unwrap();
            let year: u32 = as_of[..4].parse().unwrap();
            let expected = format!("{}{}", year + 3, &as_of[4..]);
            assert_eq!(
                until,
                (measure["id"] == "bar_refiling").then_some(expected.as_str())
            );
        }
        tiers.insert(tier.to_owned());
    }
    assert_eq!(tiers.len(), 4, "{tiers:?}");
}

/// Whether the fact at a pointer is unknown.
fn unknown(request: &Value, pointer: &str) -> bool {
    let Some(value) = request.pointer(pointer) else {
        return true;
    };
    match pointer {
        // Only its month or year is known.
        "/facts/event/date" => value.is_null() || request["facts"]["event"]["precision"] != "day",
        // An activity after the day asked for says nothing of the time before it.
        "/facts/activity/last_on" => value.as_str() > request["as_of"].as_str(),
        _ => value.is_null(),
    }
}
