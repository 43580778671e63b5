//! Cases about the same matter: found by their likeness, decided by an officer, linked and not barred.

use std::collections::HashMap;

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::cli::command;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, intake, same_matter_as, sound, words};
use super::example::Example;
use crate::support::on_both;

on_both!(
    pairs_of_the_examples_rank_first_and_look_alikes_stay_below,
    a_link_stands_in_both_cases_and_bars_nobody,
    of_the_same_complainant_a_decision_is_taken_over,
    corrections_change_what_is_found,
    nothing_out_of_reach_is_shown_or_linked,
    whoever_is_accused_neither_sees_nor_links,
);

const NOW: &str = "2026-11-23T09:00:00+08:00";

fn similar(desk: &Desk, who: &Actor, id: &str) -> Value {
    let path = format!("/api/v1/complaints/{id}/similar-cases?limit=100");
    desk.server.get_as(&who.token, &path).good()
}

fn found<'v>(similar: &'v Value, id: &str) -> Option<&'v Value> {
    let items = similar["items"].as_array().unwrap();
    items.iter().find(|item| item["id"] == id)
}

fn link(desk: &Desk, who: &Actor, id: &str, other: &str, same_matter: bool) -> Value {
    let body = json!({"other": other, "same_matter": same_matter});
    desk.done(who, id, "similarity-decisions", &body)
}

fn verified(desk: &Desk) {
    let database = &desk.server.database;
    let keys = database.folder().join("keys.json");
    let done = command(&["verify"])
        .env("DATABASE_URL", &database.url())
        .env("JIANDU_MASTER_KEY_FILE", keys.to_str().unwrap())
        .run();
    assert_eq!(done.code, Some(0), "{}{}", done.text(), done.said);
    assert!(
        done.text().contains("similar_cases: sound"),
        "{}",
        done.text()
    );
}

fn pairs_of_the_examples_rank_first_and_look_alikes_stay_below(kind: Kind) {
    let examples: Vec<Example> = include_str!("../../data/complaints.jsonl")
        .lines()
        .map(|line| Example(serde_json::from_str(line).unwrap()))
        .collect();
    let desk = Desk::at(kind, "2026-11-23T09:00:00+08:00");
    let platform = desk.platform();
    let mut ids = HashMap::new();
    for example in &examples {
        let case = desk.submit(&platform, &example.intake());
        ids.insert(
            example.id().to_owned(),
            (words(&case["id"]), words(&case["center"])),
        );
    }
    let (mut pairs, mut above, mut look_alikes) = (0, 0, 0);
    for example in &examples {
        let (id, center) = &ids[example.id()];
        let officer = || desk.server.actor(Role::ComplaintOfficer, center);
        if let Some(expected) = example.text("/expected/same_matter_as") {
            let similar = similar(&desk, &officer(), id);
            let first = &similar["items"][0];
            assert_eq!(
                first["id"],
                ids[expected].0.as_str(),
                "{}: {similar}",
                example.id()
            );
            let points: u64 = first["components"]
                .as_array()
                .unwrap()
                .iter()
                .map(|component| component["points"].as_u64().unwrap())
                .sum();
            assert_eq!(first["score"], points);
            let reached = first["score"].as_u64() >= similar["threshold"].as_u64();
            assert_eq!(first["above_threshold"], reached);
            pairs += 1;
            above += u32::from(reached);
        }
        if let Some(other) = example.text("/expected/not_same_as") {
            let similar = similar(&desk, &officer(), id);
            assert_eq!(similar["threshold"], 600);
            if let Some(found) = found(&similar, &ids[other].0) {
                assert_eq!(found["above_threshold"], false, "{}: {found}", example.id());
            }
            look_alikes += 1;
        }
    }
    assert_eq!((pairs, above, look_alikes), (17, 16, 7));
    verified(&desk);
}

fn a_link_stands_in_both_cases_and_bars_nobody(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let (first, later) = (desk.accepted(), desk.received_from(&desk.somebody()));
    let before = similar(&desk, &officer, &later);
    let item = found(&before, &first).unwrap();
    assert_eq!(item["score"], 1000);
    assert_eq!(item["decided"], Value::Null);
    assert_eq!(item["same_complainant"], false);
    assert_eq!(item["state"], "accepted");
    assert_eq!(item["number"].as_str().map(str::is_empty), Some(false));
    // Nothing of what complainants wrote or who they are is in the answer.
    for secret in ["冲刺材料", "覃玉莲", "1990000"] {
        assert!(!before.to_string().contains(secret), "{before}");
    }

    let case = link(&desk, &officer, &later, &first, true);
    let of = |case: &Value, other: &str| {
        let link = &case["dossier"]["links"][0];
        assert_eq!(link["other"], other, "{case}");
        assert_eq!(link["score"], 1000);
        assert_eq!(link["decided_by"], officer.client_id.as_str());
        link["same_matter"].clone()
    };
    assert_eq!(of(&case, &first), true);
    let other = desk.read(&officer, &first).good();
    assert_eq!(of(&other, &later), true);
    assert_eq!(other["state"], "accepted");
    for (one, other) in [(&first, &later), (&later, &first)] {
        assert_eq!(
            desk.latest(one, "similarity_decided")["other"],
            other.as_str()
        );
        let similar = similar(&desk, &officer, one);
        assert_eq!(found(&similar, other).unwrap()["decided"], "same");
    }
    // It bars nobody: another complainant's case is accepted as ever, without a prior to be assessed.
    let evaluated = desk.done(&officer, &later, "evaluations", &sound());
    assert_eq!(evaluated["evaluation"]["outcome"], "accept");
    let kept = desk.latest(&later, "complaint_evaluated");
    assert_eq!(kept["evaluation"]["priors"], json!([]));
    let accepted = desk.done(&officer, &later, "acceptance", &json!({}));
    assert_eq!(accepted["state"], "accepted");

    // The same again is refused, from either side; the opposite is the latest word of both.
    let body = json!({"other": later, "same_matter": true});
    let _ = desk.refused(
        &officer,
        &first,
        "similarity-decisions",
        &body,
        "similarity_known",
    );
    let case = link(&desk, &officer, &first, &later, false);
    assert_eq!(of(&case, &later), false);
    assert_eq!(of(&desk.read(&officer, &later).good(), &first), false);
    let body = json!({"other": first, "same_matter": true});
    let _ = desk.refused(
        &officer,
        &first,
        "similarity-decisions",
        &body,
        "linked_to_itself",
    );

    // The platform that handed it in learns of no other case, neither here nor in the timeline.
    let platform = desk.platform();
    assert_eq!(desk.read(&platform, &later).good()["dossier"], Value::Null);
    let timeline = format!("/api/v1/complaints/{later}/timeline?limit=100");
    let told = desk.server.get_as(&platform.token, &timeline).good();
    assert!(told.to_string().contains("similarity_decided"));
    assert!(!told.to_string().contains(&first), "{told}");
    verified(&desk);
}

fn of_the_same_complainant_a_decision_is_taken_over(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let phone = desk.somebody();
    let earlier = desk.received_from(&phone);
    let _ = desk.done(&officer, &earlier, "evaluations", &sound());
    let _ = desk.done(&officer, &earlier, "acceptance", &json!({}));
    let repeat = desk.received_from(&phone);
    let similar = similar(&desk, &officer, &repeat);
    assert_eq!(found(&similar, &earlier).unwrap()["same_complainant"], true);
    let _ = link(&desk, &officer, &repeat, &earlier, true);
    // The officer says nothing of the earlier case: the decision speaks (Art. 10(3)).
    let case = desk.done(&officer, &repeat, "evaluations", &sound());
    let kept = desk.latest(&repeat, "complaint_evaluated");
    assert_eq!(kept["evaluation"]["priors"][0]["case_id"], earlier.as_str());
    assert_eq!(
        kept["evaluation"]["assessment"]["priors"][0]["same_matter"],
        true
    );
    let said = desk.done(&officer, &repeat, "evaluations", &same_matter_as(&earlier));
    assert_eq!(case["evaluation"]["outcome"], said["evaluation"]["outcome"]);
    assert_eq!(case["evaluation"]["outcome"], "reject");
    // What the officer says comes before it.
    let otherwise = with(
        &same_matter_as(&earlier),
        "/priors/0/same_matter",
        json!(false),
    );
    let case = desk.done(&officer, &repeat, "evaluations", &otherwise);
    assert_eq!(case["evaluation"]["outcome"], "accept");
}

fn corrections_change_what_is_found(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let first = desk.received_from(&desk.somebody());
    // Nothing in common: another party, place and day, and nothing said.
    let other = json!({
        "kind": "complaint", "channel": "letter",
        "accused": {"name": "广州穗屿职业技能评价有限公司", "kind": "social_training"},
        "places": ["440106"], "event": {"date": "2025-12-01", "precision": "day"},
    });
    let other = words(&desk.submit(&officer, &other)["id"]);
    let score = |of: &str, other: &str| {
        let similar = similar(&desk, &officer, of);
        found(&similar, other).map(|found| found["score"].as_u64().unwrap())
    };
    assert_eq!(score(&other, &first), None);
    let told = intake(&desk.somebody());
    let statement = json!({"statement": {"request": told["request"], "facts": told["facts"], "reasons": told["reasons"]}});
    let _ = desk.done(&officer, &other, "corrections", &statement);
    // By the text alone: 250 of 1000 points, and half the place in the same prefecture.
    assert_eq!(score(&other, &first), Some(275));
    assert_eq!(score(&first, &other), Some(275));
    let facts = json!({"accused": {"name": "广州南岫职业培训学校"}, "places": ["440112"], "event": told["event"]});
    let _ = desk.done(&officer, &other, "corrections", &facts);
    assert_eq!(score(&first, &other), Some(1000));
    // The text was not touched by that, and facts are found without it.
    let _ = desk.done(
        &officer,
        &other,
        "corrections",
        &json!({"statement": {"request": "退还考试费用一千二百元。"}}),
    );
    assert_eq!(score(&first, &other), Some(750));
    verified(&desk);
}

fn nothing_out_of_reach_is_shown_or_linked(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let own = desk.received_from(&desk.somebody());
    // Of the same matter, by an officer of Shenzhen's own hand.
    let stranger = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let elsewhere = words(&desk.submit(&stranger, &intake(&desk.somebody()))["id"]);
    assert!(found(&similar(&desk, &officer, &own), &elsewhere).is_none());
    let body = json!({"other": elsewhere, "same_matter": true});
    let answer = desk.give(&officer, &own, "similarity-decisions", &body);
    let problem = answer.problem(422, "invalid_facts");
    assert_eq!(problem["errors"][0]["pointer"], "/other");
    let unknown = with(
        &body,
        "/other",
        json!("0190b6a0-7c00-7000-8000-000000000001"),
    );
    let same = desk.give(&officer, &own, "similarity-decisions", &unknown);
    assert_eq!(
        same.problem(422, "invalid_facts")["errors"],
        problem["errors"]
    );
    // The other case itself is not there for them.
    let path = format!("/api/v1/complaints/{elsewhere}/similar-cases");
    let _ = desk
        .server
        .get_as(&officer.token, &path)
        .problem(404, "not_found");
    // The province reads its whole regime: from a case of its own it sees the others.
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let its = words(&desk.submit(&province, &intake(&desk.somebody()))["id"]);
    let seen = similar(&desk, &province, &its);
    for id in [&own, &elsewhere] {
        assert_eq!(
            found(&seen, id).map(|found| found["score"].clone()),
            Some(json!(1000))
        );
    }
    let linked = link(&desk, &province, &its, &own, true);
    assert_eq!(linked["dossier"]["links"][0]["other"], own.as_str());
    let other = desk.read(&officer, &own).good();
    assert_eq!(other["dossier"]["links"][0]["other"], its.as_str());
    assert_eq!(other["center"], GUANGZHOU);
    // Limits and unknown parameters are refused.
    let path = |query: &str| format!("/api/v1/complaints/{own}/similar-cases?{query}");
    for query in ["limit=0", "limit=101", "limit=x", "page=1"] {
        let answer = desk.server.get_as(&officer.token, &path(query));
        assert_eq!(answer.status, 400, "{query}");
    }
    let one = desk.server.get_as(
        &province.token,
        &format!("/api/v1/complaints/{its}/similar-cases?limit=1"),
    );
    let one = one.good();
    assert_eq!(one["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(one["compared"], 2);
}

/// Art. 15: of the case that accuses its own center an officer sees no similar ones, and settles nothing of it from
/// another case.
fn whoever_is_accused_neither_sees_nor_links(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let own = desk.received_from(&desk.somebody());
    let mut accusing = intake(&desk.somebody());
    accusing["accused"] = json!({
        "name": "广州市职业技能鉴定指导中心", "kind": "guidance_center", "division": "440100",
    });
    let accused = words(&desk.submit(&officer, &accusing)["id"]);
    let path = format!("/api/v1/complaints/{accused}/similar-cases");
    let answer = desk.server.get_as(&officer.token, &path);
    assert_eq!(
        answer.problem(409, "command_refused")["refusal"],
        "belongs_to_accused"
    );
    for (id, other) in [(&own, &accused), (&accused, &own)] {
        for same_matter in [true, false] {
            let body = json!({"other": other, "same_matter": same_matter});
            let step = "similarity-decisions";
            let _ = desk.refused(&officer, id, step, &body, "belongs_to_accused");
        }
    }
    // Nothing of it is recorded of either.
    for id in [&own, &accused] {
        assert!(
            desk.events(id)
                .iter()
                .all(|event| event.kind != "similarity_decided")
        );
    }
}
