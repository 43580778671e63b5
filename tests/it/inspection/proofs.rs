//! A proof as the API serves it, computed again by the API and by `docs/draw_verify.py`; and whatever is changed in it found.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tests::database::Kind;

use super::desk::{CODES, Desk};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(whoever_computes_a_draw_again_finds_the_same_and_every_change,);

/// A served proof with a redraw of each kind.
fn served(kind: Kind) -> (Desk, Value) {
    let desk = Desk::new(kind);
    let inspectors = desk.inspectors(&["人社局", "人社局", "市场监管局", "教育局", "消防支队"]);
    desk.conflict(&inspectors[0], CODES[0]);
    let draw = desk.announce(&json!({"weighted": true}));
    let held = desk.hold(&draw);
    let at = format!("/api/v1/draws/{draw}");
    let _ = desk
        .give(
            &at,
            "/redraws",
            &json!({
                "place": 1, "replaces": "institution", "leaves": held["result"][0]["institution"],
                "reason": "institution_unavailable", "explanation": "场所搬迁，暂无法检查",
            }),
        )
        .good();
    let _ = desk
        .give(
            &at,
            "/redraws",
            &json!({
                "place": 2, "replaces": "inspector", "leaves": held["result"][1]["inspectors"][0],
                "reason": "inspector_unavailable", "explanation": "因病住院",
            }),
        )
        .good();
    let proof = desk.proof(&draw);
    (desk, proof)
}

/// What the other program says: whether all is as published. None: there is no Python here.
fn python(proof: &Value) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/draw_verify.py");
    let started = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            assert!(
                std::env::var_os("CI").is_none(),
                "python3 is needed here: {error}"
            );
            eprintln!("\n*** SKIPPED: docs/draw_verify.py: no python3 ({error}) ***\n");
            return None;
        }
    };
    let mut input = child.stdin.take().unwrap();
    input.write_all(proof.to_string().as_bytes()).unwrap();
    drop(input);
    let done = child.wait_with_output().unwrap();
    let told = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    assert!(matches!(done.status.code(), Some(0 | 1)), "{told}");
    Some((done.status.success(), told))
}

fn changed(proof: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = proof.clone();
    let at = changed.pointer_mut(pointer);
    *at.unwrap_or_else(|| panic!("{pointer}")) = value;
    assert_ne!(&changed, proof, "{pointer}");
    changed
}

/// With its last digit another one.
fn digit(proof: &Value, pointer: &str) -> Value {
    let mut text = words(proof.pointer(pointer).unwrap());
    let last = if text.pop() == Some('0') { '1' } else { '0' };
    text.push(last);
    changed(proof, pointer, text.into())
}

fn swapped(proof: &Value, pointer: &str) -> Value {
    let mut list = proof.pointer(pointer).unwrap().clone();
    list.as_array_mut().unwrap().swap(0, 1);
    changed(proof, pointer, list)
}

fn shorter(proof: &Value, pointer: &str) -> Value {
    let mut list = proof.pointer(pointer).unwrap().clone();
    let _ = list.as_array_mut().unwrap().remove(0);
    changed(proof, pointer, list)
}

fn whoever_computes_a_draw_again_finds_the_same_and_every_change(kind: Kind) {
    let (desk, proof) = served(kind);
    let api = |proof: &Value| desk.server.post("/api/v1/draws/verify", proof).good();
    let found = api(&proof);
    assert_eq!(found["holds"], true, "{found}");
    assert_eq!(found["result"], proof["result"]);
    assert_eq!(found["redraws"][1], proof["redraws"][1]["result"]);
    if let Some((holds, told)) = python(&proof) {
        assert!(holds, "{told}");
    }
    // The order of the roster is of no account.
    let turned = swapped(
        &swapped(&proof, "/roster/institutions"),
        "/roster/inspectors",
    );
    assert_eq!(api(&turned)["holds"], true);
    assert!(python(&turned).is_none_or(|(holds, _)| holds));

    let text = |pointer: &str| words(proof.pointer(pointer).unwrap());
    let elsewhere = CODES
        .iter()
        .find(|code| **code != text("/result/2/institution"))
        .unwrap();
    let tampered = [
        digit(&proof, "/seed"),
        digit(&proof, "/commitment"),
        digit(&proof, "/roster_hash"),
        digit(&proof, "/result_hash"),
        digit(&proof, "/redraws/0/hash"),
        changed(&proof, "/public_value", json!("3912.49")),
        changed(&proof, "/drawn_on", json!("2026-12-04")),
        changed(&proof, "/drawn_on", json!("2026-12-02")),
        changed(
            &proof,
            "/draw_id",
            json!("0190b6a0-7c00-7000-8000-0000000000ff"),
        ),
        changed(&proof, "/terms/public_value", json!("另一指数")),
        changed(&proof, "/terms/known_on", json!("2026-12-02")),
        changed(&proof, "/terms/known_on", json!("2026-12-01")),
        changed(&proof, "/terms/institutions", json!(2)),
        changed(&proof, "/terms/inspectors_each", json!(3)),
        changed(&proof, "/terms/departments", json!("several")),
        changed(&proof, "/roster/institutions/0/weight", json!(9)),
        changed(&proof, "/roster/institutions/0/name", json!("另一机构")),
        changed(&proof, "/roster/inspectors/0/department", json!("另一局")),
        changed(&proof, "/roster/conflicts", json!([])),
        shorter(&proof, "/roster/institutions"),
        shorter(&proof, "/roster/inspectors"),
        changed(&proof, "/result/2/institution", json!(elsewhere)),
        swapped(&proof, "/result"),
        swapped(&proof, "/result/0/inspectors"),
        shorter(&proof, "/result"),
        shorter(&proof, "/redraws"),
        swapped(&proof, "/redraws"),
        swapped(&proof, "/redraws/1/result/inspectors"),
        changed(&proof, "/redraws/0/explanation", json!("另一理由")),
        changed(&proof, "/redraws/0/reason", json!("institution_gone")),
        changed(&proof, "/redraws/0/on", json!("2026-12-02")),
    ];
    for (index, proof) in tampered.iter().enumerate() {
        let found = api(proof);
        assert_eq!(found["holds"], false, "{index}");
        let named = |list: &str| found[list].as_array().unwrap().len();
        assert!(named("faults") + named("differences") > 0, "{index}");
        if let Some((holds, told)) = python(proof) {
            assert!(!holds, "{index}: {told}");
        }
    }
    // What is no proof is a bad request.
    let mut odd = proof.clone();
    odd["seed"] = json!("00");
    odd["more"] = json!(1);
    let faults = desk.server.post("/api/v1/draws/verify", &odd).faults();
    let pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/more", "/seed"]);
}
