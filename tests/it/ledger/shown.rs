//! What the record shows: facts and answer, candidates and verdicts, on a day and as known on another.

use serde_json::{Value, json};
use tests::database::Kind;

use super::{Bureau, text};
use crate::support::on_both;

on_both!(
    the_stored_facts_posted_to_the_engine_give_the_same_answer,
    a_candidate_counts_once_it_is_verified,
);

/// Charged 460 yuan where 380 are published, in batch B0188.
const OVERCHARGED: &str = "52421002MJXY8CKC2Q";

fn the_stored_facts_posted_to_the_engine_give_the_same_answer(kind: Kind) {
    let bureau = Bureau::with_batches(kind);
    let mut tiers = std::collections::BTreeSet::new();
    for uscc in bureau.ids.keys() {
        for as_of in ["2026-11-01", "2025-06-30"] {
            let told = bureau.get(uscc, &format!("evaluation?as_of={as_of}"));
            if told.status == 404 {
                continue;
            }
            let told = told.good();
            let request = json!({"as_of": as_of, "facts": told["facts"]});
            let posted = bureau
                .desk
                .server
                .call("POST", "/api/v1/evaluations/sanctions");
            let posted = posted.json_text(request.to_string()).send().good();
            assert_eq!(posted, told["answer"], "{uscc} {as_of}");
            let _ = tiers.insert(text(&posted["tier"]));
        }
    }
    assert_eq!(
        tiers.into_iter().collect::<Vec<_>>(),
        ["interview", "market_ban", "none", "warning"]
    );
}

fn a_candidate_counts_once_it_is_verified(kind: Kind) {
    let bureau = Bureau::with_batches(kind);
    let ground = |as_of: &str, known_at: &str| {
        let query = format!("evaluation?as_of={as_of}{known_at}");
        let told = bureau.get(OVERCHARGED, &query).good();
        let grounds = told["answer"]["grounds"].as_array().unwrap().clone();
        let found = grounds
            .into_iter()
            .find(|one| one["provision"] == "jz-institutions/art21/5");
        let verdicts = told["candidates"].as_array().unwrap().iter();
        let verdicts: Vec<Value> = verdicts.map(|one| one["verdict"].clone()).collect();
        (text(&found.unwrap()["status"]), verdicts)
    };
    let alleged = ("undetermined".to_owned(), vec![Value::from("alleged")]);
    assert_eq!(ground("2026-11-23", ""), alleged);
    let version = bureau.get(OVERCHARGED, "batches/B0188").good()["version"]
        .as_i64()
        .unwrap();
    bureau.desk.put_clock("2026-11-24T09:00:00+08:00");
    let reason = json!({"reason": "已核对收费票据"});
    let path = "findings/art21%2F5:B0188/verification";
    let verified = bureau
        .change("POST", OVERCHARGED, path, version, &reason)
        .good();
    assert_eq!(verified["id"], "art21/5:B0188");
    assert_eq!(
        ground("2026-11-24", ""),
        ("met".to_owned(), vec![Value::from("verified")])
    );
    // On the day before, by all that is known, and by what was known then.
    assert_eq!(ground("2026-11-23", ""), alleged);
    assert_eq!(ground("2026-11-24", "&known_at=2026-11-23"), alleged);
    let version = verified["version"].as_i64().unwrap();
    let unknown = bureau.change(
        "POST",
        OVERCHARGED,
        "findings/art21%2F5:B0001/verification",
        version,
        &reason,
    );
    let _ = unknown.problem(404, "not_found");
}
