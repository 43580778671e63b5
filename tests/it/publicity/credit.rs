//! Score and grade over the API (jz Art. 19): of any day, by what was known on any other, with their sources.

use domain::access::Role;
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{Interview, Warning};
use serde_json::{Value, json};
use tests::database::Kind;
use tests::on_record::{day, enter, take_over};

use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    the_credit_of_any_day_with_its_sources,
    the_ranking_is_the_credit_of_every_institution,
    whoever_may_not_read_an_institution_learns_nothing,
);

const NOW: &str = "2026-11-02T09:00:00+08:00";

fn warning(id: &str, decided_on: &str) -> LedgerEntry {
    LedgerEntry::Warning(Warning {
        id: id.to_owned(),
        decided_on: day(decided_on),
        rectified_on: None,
        proceeding: None,
    })
}

fn interview(id: &str, on: &str) -> LedgerEntry {
    LedgerEntry::Interview(Interview {
        id: id.to_owned(),
        on: day(on),
        principal: "某某".to_owned(),
        record: "承诺整改".to_owned(),
        proceeding: None,
    })
}

fn the_credit_of_any_day_with_its_sources(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let id = take_over(&store, "code", "荆州示例培训学校");
    enter(&store, &id, warning("w", "2026-03-01"));
    enter(&store, &id, interview("i", "2026-06-01"));
    let token = desk.server.actor(Role::Regulator, "jz-421000").token;
    let path = format!("/api/v1/institutions/{id}/credit");
    let get = |query: &str| desk.server.get_as(&token, &format!("{path}{query}")).good();
    let today = get("");
    assert_eq!(
        (&today["score"], &today["grade"]),
        (&json!(85), &json!("B")),
        "{today}"
    );
    assert_eq!(today["as_of"], "2026-11-02");
    let deductions = today["deductions"].as_array().unwrap();
    let told: Vec<_> = deductions
        .iter()
        .map(|it| {
            (
                it["points"].clone(),
                it["source"]["id"].clone(),
                it["counts_until"].clone(),
            )
        })
        .collect();
    let expected = [
        (json!(10), json!("w"), json!("2028-03-01")),
        (json!(5), json!("i"), json!("2027-06-01")),
    ];
    assert_eq!(told, expected);
    // The formula that it names says the same numbers.
    let formula = desk
        .server
        .get(today["formula"]["href"].as_str().unwrap())
        .good();
    assert_eq!(formula["version"], today["formula"]["version"]);
    let rates = formula["deductions"].as_array().unwrap();
    let warning_rate = rates.iter().find(|it| it["kind"] == "warning").unwrap();
    assert_eq!(
        (&warning_rate["points"], &warning_rate["months"]),
        (&json!(10), &json!(24))
    );
    for (as_of, score) in [
        ("2023-12-31", Value::Null),
        ("2024-01-01", json!(100)),
        ("2026-02-28", json!(100)),
        ("2026-03-01", json!(90)),
        ("2026-06-01", json!(85)),
        ("2027-06-02", json!(90)),
        ("2028-03-02", json!(100)),
    ] {
        let found = get(&format!("?as_of={as_of}"));
        assert_eq!(found["score"], score, "{as_of}");
        assert_eq!(found["rated"], !score.is_null(), "{as_of}");
    }
    // Nothing of it was on record before it was recorded: then there was no such institution.
    let early = format!("{path}?known_at=2020-01-01");
    let _ = desk.server.get_as(&token, &early).problem(404, "not_found");
    let history = desk.server.get_as(
        &token,
        &format!("{path}/history?from=2026-01-01&to=2026-12-31"),
    );
    let history = history.good();
    let stretches: Vec<_> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["from"].clone(), it["to"].clone(), it["score"].clone()))
        .collect();
    let expected = [
        (json!("2026-01-01"), json!("2026-02-28"), json!(100)),
        (json!("2026-03-01"), json!("2026-05-31"), json!(90)),
        (json!("2026-06-01"), json!("2026-12-31"), json!(85)),
    ];
    assert_eq!(stretches, expected);
    let turned = format!("{path}/history?from=2026-12-31&to=2026-01-01");
    let _ = desk
        .server
        .get_as(&token, &turned)
        .problem(400, "malformed_request");
}

fn the_ranking_is_the_credit_of_every_institution(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let token = desk.server.actor(Role::Regulator, "jz-421000").token;
    let mut ids = Vec::new();
    for number in 0..5 {
        let id = take_over(&store, &format!("code-{number}"), &format!("学校{number}"));
        for warnings in 0..number {
            enter(
                &store,
                &id,
                warning(
                    &format!("w{warnings}"),
                    &format!("2026-0{}-01", warnings + 1),
                ),
            );
        }
        ids.push(id);
    }
    for as_of in [
        "2025-12-31",
        "2026-02-15",
        "2026-11-02",
        "2028-02-02",
        "2030-01-01",
    ] {
        let mut seen = Vec::new();
        let mut query = String::new();
        loop {
            let path = format!("/api/v1/credit/ranking?as_of={as_of}&limit=2{query}");
            let page = desk.server.get_as(&token, &path).good();
            seen.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => query = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), ids.len(), "{as_of}");
        let score = |it: &Value| it["score"].as_i64().unwrap();
        assert!(
            seen.windows(2)
                .all(|pair| score(&pair[0]) >= score(&pair[1])),
            "{seen:?}"
        );
        for item in &seen {
            let id = item["institution_id"].as_str().unwrap();
            let path = format!("/api/v1/institutions/{id}/credit?as_of={as_of}");
            let credit = desk.server.get_as(&token, &path).good();
            assert_eq!(
                (&credit["score"], &credit["grade"]),
                (&item["score"], &item["grade"])
            );
        }
    }
    let public = desk.server.get("/api/v1/public/credit-grades").good();
    assert_eq!(public["items"].as_array().unwrap().len(), ids.len());
    assert_eq!(public["as_of"], "2026-11-02");
}

fn whoever_may_not_read_an_institution_learns_nothing(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let id = take_over(&store, "code", "荆州示例培训学校");
    let officer = desk.officer().token;
    for path in ["credit", "credit/history"] {
        let ours = format!("/api/v1/institutions/{id}/{path}");
        let nobodys = format!("/api/v1/institutions/00000000-0000-7000-8000-000000000000/{path}");
        // An officer of Guangdong reads the institutions of Guangdong.
        let hidden = desk
            .server
            .get_as(&officer, &ours)
            .problem(404, "not_found");
        let unknown = desk
            .server
            .get_as(&officer, &nobodys)
            .problem(404, "not_found");
        assert_eq!(hidden["detail"], unknown["detail"]);
        let platform = desk.platform().token;
        let _ = desk
            .server
            .get_as(&platform, &ours)
            .problem(403, "forbidden");
        assert_eq!(desk.server.get(&ours).status, 401);
    }
    let ranking = desk
        .server
        .get_as(&officer, "/api/v1/credit/ranking")
        .good();
    assert_eq!(ranking["items"], json!([]));
}
