//! Files of institutions and batches.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use domain::access::Role;
use serde_json::Value;
use tests::database::Kind;

use super::{BATCHES, Bureau, EXPECTED, INSTITUTIONS, SCHOOL, text};
use crate::support::on_both;

on_both!(
    the_example_files_raise_exactly_what_they_support,
    the_same_files_again_change_nothing,
    ten_thousand_rows_with_thirty_seven_bad_ones,
    a_dry_run_says_what_would_happen_and_does_nothing,
    whoever_imports_brings_what_is_their_own,
);

type Raised = BTreeSet<(String, String, Vec<String>)>;

fn named(list: &Value) -> Raised {
    let entries = list.as_array().unwrap().iter();
    entries
        .map(|entry| {
            let batches = entry["batches"].as_array().unwrap().iter();
            let mut batches: Vec<String> = batches.map(text).collect();
            batches.sort();
            (text(&entry["uscc"]), text(&entry["provision"]), batches)
        })
        .collect()
}

fn the_example_files_raise_exactly_what_they_support(kind: Kind) {
    let bureau = Bureau::with_batches(kind);
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let as_of = text(&expected["as_of"]);
    let mut raised = Raised::new();
    for uscc in bureau.ids.keys() {
        let answer = bureau.get(uscc, &format!("candidate-findings?as_of={as_of}"));
        // What Guangdong's authorities filed is out of reach.
        if answer.status == 404 {
            continue;
        }
        for item in answer.good()["items"].as_array().unwrap() {
            let mut ids: Vec<String> = item["ids"].as_array().unwrap().iter().map(text).collect();
            ids.sort();
            raised.insert((uscc.clone(), text(&item["provision"]), ids));
        }
    }
    assert_eq!(raised, named(&expected["raise"]));
    for near in named(&expected["must_not_raise"]) {
        assert!(
            !raised
                .iter()
                .any(|one| (&one.0, &one.1) == (&near.0, &near.1)),
            "{near:?}"
        );
    }
}

fn the_same_files_again_change_nothing(kind: Kind) {
    let bureau = Bureau::with_batches(kind);
    let version = bureau.get(SCHOOL, "batches/B0146").good()["version"].clone();
    // Also with a byte order mark and other line ends.
    let windows = |file: &str| format!("\u{FEFF}{}", file.replace('\n', "\r\n"));
    for (what, file, rows) in [
        ("institutions", INSTITUTIONS, 30),
        ("batches", BATCHES, 203),
    ] {
        let report = bureau.import(what, "", &windows(file)).good();
        assert_eq!(report["unchanged"], rows, "{report}");
        assert_eq!(
            (&report["created"], &report["updated"]),
            (&0.into(), &0.into())
        );
    }
    assert_eq!(
        bureau.get(SCHOOL, "batches/B0146").good()["version"],
        version
    );
    // One row of it corrected takes the place of what was there.
    let corrected = BATCHES.replace(",60,3,", ",61,3,");
    let report = bureau.import("batches", "", &corrected).good();
    assert!(report["updated"].as_u64().unwrap() >= 1, "{report}");
    let batch = bureau.get(SCHOOL, "batches/B0146").good();
    assert_eq!(batch["entry"]["candidates"], 61);
}

/// Ten thousand batches of the example institutions, 37 of them bad in one way each.
fn many() -> (String, Vec<(usize, &'static str)>) {
    let usccs: Vec<&str> = INSTITUTIONS
        .lines()
        .skip(1)
        .take(20)
        .filter_map(|row| row.split(',').next())
        .collect();
    let mut file = BATCHES.lines().next().unwrap().to_owned();
    let mut bad = Vec::new();
    for row in 1..=10_000_usize {
        let mut fields = [
            format!("N{row:05}"),
            usccs[row % usccs.len()].to_owned(),
            "6-31-01-03".to_owned(),
            "4".to_owned(),
            "2026-05-04".to_owned(),
            "421002".to_owned(),
            String::new(),
            "40".to_owned(),
            "0".to_owned(),
            "30".to_owned(),
            format!("P{row}"),
            "300".to_owned(),
        ];
        if row % 270 == 0 {
            let (position, value, column) = [
                (1, "52421002MJXHQ9PY9D", "uscc"),
                (2, "6-31-01-99", "occupation"),
                (3, "9", "level"),
                (4, "2026-11-24", "held_on"),
                (4, "2026-02-30", "held_on"),
                (5, "429999", "division"),
                (8, "41", "unqualified_candidates"),
                (9, "41", "passed"),
                (7, "many", "candidates"),
            ][bad.len() % 9];
            fields[position] = value.to_owned();
            bad.push((row, column));
        }
        let _ = write!(file, "\n{}", fields.join(","));
    }
    (file, bad)
}

fn ten_thousand_rows_with_thirty_seven_bad_ones(kind: Kind) {
    let bureau = Bureau::of(kind);
    let (file, bad) = many();
    assert_eq!(bad.len(), 37);
    let refused = bureau
        .import("batches", "?mode=all_or_nothing", &file)
        .faults();
    let pointers: Vec<String> = bad
        .iter()
        .map(|(row, column)| format!("/rows/{row}/{column}"))
        .collect();
    let told: Vec<String> = refused.into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(told, pointers);
    assert_eq!(
        bureau.get(SCHOOL, "batches").good()["items"],
        Value::Array(Vec::new())
    );
    let report = bureau.import("batches", "?mode=keep_good", &file).good();
    assert_eq!(report["rows"], 10_000);
    assert_eq!(
        (&report["created"], &report["applied"]),
        (&9_963.into(), &true.into())
    );
    let told: Vec<(u64, String)> = report["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["row"].as_u64().unwrap(), text(&row["column"])))
        .collect();
    let expected: Vec<(u64, String)> = bad
        .iter()
        .map(|(row, column)| (u64::try_from(*row).unwrap(), (*column).to_owned()))
        .collect();
    assert_eq!(told, expected);
    let again = bureau.import("batches", "?mode=keep_good", &file).good();
    assert_eq!(
        (&again["created"], &again["unchanged"]),
        (&0.into(), &9_963.into())
    );
}

fn a_dry_run_says_what_would_happen_and_does_nothing(kind: Kind) {
    let bureau = Bureau::of(kind);
    let report = bureau.import("batches", "?dry_run=true", BATCHES).good();
    assert_eq!(
        (&report["created"], &report["applied"]),
        (&203.into(), &false.into())
    );
    assert_eq!(
        bureau.get(SCHOOL, "batches").good()["items"],
        Value::Array(Vec::new())
    );
    let bad = BATCHES.replacen("6-31-01-03", "6-31-01-99", 1);
    let report = bureau.import("batches", "?dry_run=true", &bad).good();
    assert_eq!(
        report["refused"][0]["code"], "unknown_occupation",
        "{report}"
    );
    assert_eq!(report["refused"][0]["value"], "6-31-01-99");
    let _ = bureau
        .import("batches", "?mode=some", BATCHES)
        .problem(400, "malformed_request");
    let _ = bureau
        .import("batches", "", "a,b\n1,2\n")
        .problem(422, "invalid_facts");
    let json = bureau.desk.server.post_as(
        &bureau.officer.token,
        "/api/v1/imports/batches",
        &Value::Null,
    );
    let _ = json.problem(415, "unsupported_media_type");
}

fn whoever_imports_brings_what_is_their_own(kind: Kind) {
    let bureau = Bureau::of(kind);
    let county = bureau.desk.server.actor(Role::Regulator, "jz-421087");
    let import = |what: &str, file: &str| {
        let path = format!("/api/v1/imports/{what}?mode=keep_good");
        let call = bureau.desk.server.call("POST", &path).token(&county.token);
        call.header("Content-Type", "text/csv")
            .body(file)
            .send()
            .good()
    };
    let report = import("institutions", INSTITUTIONS);
    let unchanged = report["unchanged"].as_u64().unwrap();
    let refused = report["refused"].as_array().unwrap();
    assert_eq!(unchanged + u64::try_from(refused.len()).unwrap(), 30);
    assert!(
        refused.iter().all(|row| row["code"] == "another_authority"),
        "{report}"
    );
    // Those filed where this system knows no authority are brought by anybody who may.
    assert!(unchanged > 10 && !refused.is_empty(), "{report}");
    let report = import("batches", BATCHES);
    assert!(report["created"].as_u64().unwrap() > 0);
    let refused = report["refused"].as_array().unwrap();
    assert!(
        refused
            .iter()
            .all(|row| row["code"] == "unknown_institution"),
        "{report}"
    );
    // A name of this place that no authority has is a slip, not another place.
    let slip = INSTITUTIONS.replace("松滋市人力资源和社会保障局", "松滋市人社局");
    let report = import("institutions", &slip);
    let refused = report["refused"].as_array().unwrap();
    assert!(
        refused.iter().any(|row| row["code"] == "unknown_authority"),
        "{report}"
    );
}
