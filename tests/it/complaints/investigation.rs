//! An accepted case at its undertaking departments: who gets it, who sees what of it, how it comes to its conclusion
//! (Art. 5, 6, 11, 14, 15).

mod refused;

use std::sync::Barrier;

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, words};
use crate::load::cases::assert_sound;
use crate::support::on_both;

on_both!(
    two_departments_investigate_up_to_the_conclusion,
    the_accused_party_gets_no_case_and_keeps_none,
    a_department_sees_what_was_passed_to_it_and_nothing_else,
    of_two_reports_at_once_both_count_and_the_case_moves_on_once,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";
const EXAM: &str = "gd-440100-exam";
const QUALITY: &str = "gd-440100-quality";
const TASK: &str = "调取考场监控，核对准考证照片。";

/// The departments of the center.
fn departments(desk: &Desk) -> (Actor, Actor) {
    (
        desk.department(EXAM, "鉴定考务部"),
        desk.department(QUALITY, "质量督导部"),
    )
}

fn both() -> Value {
    json!({"assignments": [
        {"department": EXAM, "part": "lead", "task": TASK, "materials": ["statement"], "due_on": "2026-03-16"},
        {"department": QUALITY, "task": "核对阅卷记录。"},
    ]})
}

/// A case with a lead and a co-handler; its id.
fn assigned(desk: &Desk) -> String {
    let id = desk.accepted();
    let case = desk.done(&desk.officer(), &id, "assignments", &both());
    assert_eq!(case["state"], "assigned");
    id
}

fn report(finding: &str) -> Value {
    json!({"finding": finding, "text": format!("经查，结论为 {finding}。")})
}

fn disclose(desk: &Desk, who: &Actor, id: &str, material: &Value) -> Answer {
    desk.server.post_as(
        &who.token,
        &format!("/api/v1/complaints/{id}/material-disclosures"),
        &json!({"purpose": "调查取证", "material": material}),
    )
}

fn get(desk: &Desk, who: &Actor, path: &str) -> Value {
    desk.server
        .get_as(&who.token, &format!("/api/v1/complaints{path}"))
        .good()
}

fn two_departments_investigate_up_to_the_conclusion(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let (exam, quality) = departments(&desk);
    let id = desk.accepted();
    let case = desk.done(&officer, &id, "assignments", &both());
    let of = |case: &Value, index: usize| case["investigation"]["assignments"][index].clone();
    assert_eq!(of(&case, 0)["part"], "lead");
    assert_eq!(of(&case, 0)["name_zh"], "鉴定考务部");
    assert_eq!(of(&case, 1)["part"], "co_handler");
    assert_eq!(of(&case, 1)["materials"], json!([]));
    assert!(!case.to_string().contains("监控"), "tasks are sealed");

    // The lead demands progress of one of them, which answers.
    let order = json!({"department": QUALITY, "due_on": "2026-03-09", "text": "请报告进展。"});
    let _ = desk.done(&lead, &id, "supervision-orders", &order);
    let path = "supervision-orders/1/answer";
    let progress = json!({"text": "已调取阅卷记录。"});
    let _ = desk.refused(&exam, &id, path, &progress, "nothing_to_answer");
    let case = desk.done(&quality, &id, path, &progress);
    let answered = &case["investigation"]["supervision_orders"][0];
    assert_eq!(answered["state"], "answered");
    let _ = desk.refused(&officer, &id, path, &progress, "nothing_to_answer");

    // Each reports for itself; the second report moves the case on.
    let of_exam = with(&report("partly"), "/department", json!(EXAM));
    let _ = desk.refused(&quality, &id, "reports", &of_exam, "another_department");
    let case = desk.done(&exam, &id, "reports", &report("substantiated"));
    assert_eq!(case["state"], "assigned");
    let _ = desk.refused(&exam, &id, "reports", &report("partly"), "reported_already");
    let partly = json!({"outcome": "partly"});
    let _ = desk.refused(&officer, &id, "conclusion", &partly, "reports_outstanding");
    let paper = with(&report("unsubstantiated"), "/department", json!(QUALITY));
    let case = desk.done(&officer, &id, "reports", &paper);
    assert_eq!(case["state"], "reported");
    assert_eq!(of(&case, 1)["report"]["finding"], "unsubstantiated");

    // Two reports are put together before the conclusion.
    let _ = desk.refused(&officer, &id, "conclusion", &partly, "not_consolidated");
    let case = desk.done(&officer, &id, "consolidated-report", &report("partly"));
    assert_eq!(
        case["investigation"]["consolidated_report"]["finding"],
        "partly"
    );
    let conclusion = json!({
        "outcome": "partly",
        "measures": [{"text": "取消成绩", "department": EXAM}, {"text": "约谈机构负责人"}],
    });
    let case = desk.done(&officer, &id, "conclusion", &conclusion);
    assert_eq!(case["state"], "concluded");
    assert_eq!(case["conclusion"]["measures"][0]["department"], EXAM);

    // The center reads all of it back, each text as it was sent.
    let materials = get(&desk, &officer, &format!("/{id}/materials"));
    let kinds: Vec<String> = materials["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| words(&one["kind"]))
        .collect();
    let expected = [
        "identity",
        "statement",
        "task",
        "task",
        "report",
        "report",
        "consolidated_report",
        "supervision_order",
        "supervision_answer",
    ];
    assert_eq!(kinds, expected);
    for material in materials["items"].as_array().unwrap() {
        let said = disclose(&desk, &officer, &id, &material["id"]).good();
        assert_eq!(said["kind"], material["kind"]);
        match words(&material["kind"]).as_str() {
            "identity" => assert_eq!(said["identity"]["name"], "覃玉莲"),
            "statement" => assert!(said["statement"]["facts"].is_string()),
            "supervision_answer" => assert_eq!(said["text"], progress["text"]),
            _ => assert!(said["text"].is_string()),
        }
    }
    assert_sound(&desk.server.database);
}

fn the_accused_party_gets_no_case_and_keeps_none(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let (exam, quality) = departments(&desk);
    let id = desk.accepted();
    // By its name, as the complaint writes it.
    let namesake = desk.department("gd-440100-school", "广州南岫 职业培训学校");
    let to = |department: &str| json!({"assignments": [{"department": department}]});
    let problem = desk.refused(
        &officer,
        &id,
        "assignments",
        &to("gd-440100-school"),
        "department_accused",
    );
    assert_eq!(problem["legal_basis"], "gd-complaints/art15");
    let _ = desk.read(&namesake, &id).problem(404, "not_found");
    for elsewhere in ["gd-440300", "gd-440000", "no-such-one"] {
        let refused = "department_not_assignable";
        let _ = desk.refused(&officer, &id, "assignments", &to(elsewhere), refused);
    }
    // It comes out later: from then on the department has no part in the case.
    let _ = desk.done(&officer, &id, "assignments", &both());
    assert_eq!(desk.read(&exam, &id).status, 200);
    let listed = |who: &Actor| get(&desk, who, "?total=true")["total"]["count"].clone();
    assert_eq!(listed(&exam), 1);
    let correction = json!({"accused": {"organisation_id": EXAM}});
    let case = desk.done(&officer, &id, "corrections", &correction);
    let assignments = &case["investigation"]["assignments"];
    assert_eq!(
        (&assignments[0]["barred"], &assignments[1]["barred"]),
        (&json!(true), &json!(false))
    );
    let _ = desk.read(&exam, &id).problem(404, "not_found");
    let gone = disclose(&desk, &exam, &id, &json!("statement"));
    let _ = gone.problem(404, "not_found");
    let version = case["version"].as_i64().unwrap();
    let refused = desk.give_on(&exam, version, &id, "reports", &report("unsubstantiated"));
    let _ = refused.problem(404, "not_found");
    assert_eq!((listed(&exam), listed(&quality)), (json!(0), json!(1)));
    // Its report is not waited for.
    let lead = json!({"assignments": [{"department": GUANGZHOU, "part": "lead"}]});
    let _ = desk.done(&officer, &id, "assignments", &lead);
    let _ = desk.done(&quality, &id, "reports", &report("partly"));
    let case = desk.done(&officer, &id, "reports", &report("partly"));
    assert_eq!(case["state"], "reported");
    assert_sound(&desk.server.database);
}

fn a_department_sees_what_was_passed_to_it_and_nothing_else(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let (exam, quality) = departments(&desk);
    let id = assigned(&desk);
    let order = json!({"department": EXAM, "due_on": "2026-03-09", "text": "请报告进展。"});
    let center = desk.done(&officer, &id, "supervision-orders", &order);

    let case = desk.read(&quality, &id).good();
    assert_eq!(case["submitted_by"], GUANGZHOU);
    for hidden in ["officer", "external_ref", "submitted_for", "first_receiver"] {
        assert_eq!(case[hidden], Value::Null, "{hidden}");
    }
    assert_eq!(case["acceptance"]["decided_by"], GUANGZHOU);
    assert_eq!(
        (&case["evaluation"], &case["notices"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(case["investigation"]["supervision_orders"], json!([]));
    let other = &case["investigation"]["assignments"][0];
    assert_eq!(
        (&other["task"], &other["materials"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(other["due_on"], Value::Null);

    // Its lists, counts and queue have its cases.
    let elsewhere = desk.accepted();
    let counts = get(&desk, &quality, "/counts");
    assert_eq!(counts["all"]["count"], 1);
    let listed = get(&desk, &quality, "?state=assigned");
    assert_eq!(listed["items"][0]["id"], id.as_str());
    assert_eq!(listed["items"][0]["officer"], Value::Null);
    assert_eq!(get(&desk, &quality, "?state=accepted")["items"], json!([]));
    let queue = get(&desk, &exam, "/work-queue");
    let steps: Vec<String> = queue["items"][0]["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| format!("{} {}", words(&step["step"]), words(&step["until"])))
        .collect();
    assert_eq!(
        steps,
        ["answer_supervision 2026-03-09", "report 2026-03-16"]
    );
    assert!(!queue.to_string().contains(&elsewhere));
    let _ = desk
        .server
        .get_as(
            &quality.token,
            &format!("/api/v1/complaints?officer={}", officer.client_id),
        )
        .problem(400, "malformed_request");

    // Materials: its own, and what is granted.
    let ids = |who: &Actor| -> Vec<(String, String)> {
        let items = get(&desk, who, &format!("/{id}/materials"));
        let items = items["items"].as_array().unwrap().iter();
        items
            .map(|one| (words(&one["kind"]), words(&one["id"])))
            .collect()
    };
    let kinds = |who: &Actor| ids(who).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(kinds(&exam), ["statement", "task", "supervision_order"]);
    assert_eq!(kinds(&quality), ["task"]);
    let task = ids(&exam)[1].1.clone();
    let said = disclose(&desk, &exam, &id, &json!(task)).good();
    assert_eq!(said["text"], TASK);
    let all = get(&desk, &officer, &format!("/{id}/materials"));
    let own = ids(&quality);
    let mut hidden = 0;
    for material in all["items"].as_array().unwrap() {
        let is_own = own.iter().any(|one| one.1 == words(&material["id"]));
        let answer = disclose(&desk, &quality, &id, &material["id"]);
        if is_own {
            let _ = answer.good();
        } else {
            let _ = answer.problem(404, "not_found");
            hidden += 1;
        }
    }
    assert_eq!(hidden, 4);
    let share = |materials: Value| json!({"department": QUALITY, "materials": materials});
    let step = "material-shares";
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &share(json!(["none"])),
        "unknown_material",
    );
    let _ = desk.done(&officer, &id, step, &share(json!(["identity"])));
    let again = share(json!(["identity"]));
    let _ = desk.refused(&officer, &id, step, &again, "nothing_shared");
    let said = disclose(&desk, &quality, &id, &json!("identity")).good();
    assert_eq!(said["identity"]["name"], "覃玉莲");
    // Neither by the center's own doors.
    for door in ["identity-disclosures", "statement-disclosures"] {
        let path = format!("/api/v1/complaints/{id}/{door}");
        let answer = desk
            .server
            .post_as(&quality.token, &path, &json!({"purpose": "调查"}));
        let _ = answer.problem(403, "forbidden");
    }

    // Every look is on record with its purpose; a department is told of its own.
    let looks = |who: &Actor| get(&desk, who, &format!("/{id}/disclosures"))["items"].clone();
    let told = looks(&officer);
    let told: Vec<(String, String)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|look| {
            assert_eq!(look["purpose"], "调查取证");
            (words(&look["organisation_id"]), words(&look["kind"]))
        })
        .collect();
    let expected = [
        (EXAM, "material_disclosed"),
        (QUALITY, "material_disclosed"),
        (QUALITY, "identity_disclosed"),
    ];
    let expected = expected.map(|(who, what)| (who.to_owned(), what.to_owned()));
    assert_eq!(told, expected);
    let own = looks(&quality);
    assert_eq!(own.as_array().unwrap().len(), 2);

    // The timeline tells each its own part.
    let timeline = get(&desk, &quality, &format!("/{id}/timeline?limit=100"));
    let kinds: Vec<String> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| words(&event["kind"]))
        .collect();
    let expected = [
        "complaint_received",
        "complaint_accepted",
        "complaint_assigned",
        "material_disclosed",
        "materials_shared",
        "identity_disclosed",
    ];
    assert_eq!(kinds, expected);
    let told = timeline.to_string();
    for hidden in [officer.client_id.as_str(), &task, "2026-03-16", "覃玉莲"] {
        assert!(!told.contains(hidden), "{hidden}: {told}");
    }
    assert_eq!(center["version"], 6);
}

fn of_two_reports_at_once_both_count_and_the_case_moves_on_once(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (exam, quality) = departments(&desk);
    for _ in 0..5 {
        let id = assigned(&desk);
        let version = desk.read(&exam, &id).good()["version"].as_i64().unwrap();
        let start = Barrier::new(2);
        let hand_in = |who: &Actor| {
            let _ = start.wait();
            desk.give_on(who, version, &id, "reports", &report("partly"))
        };
        let (one, other) = std::thread::scope(|scope| {
            let other = scope.spawn(|| hand_in(&quality));
            (hand_in(&exam), other.join().unwrap())
        });
        // Both rested on the same version: one is told to look again.
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", one.text(), other.text());
        let (late, first) = if one.status == 412 {
            (&exam, other)
        } else {
            (&quality, one)
        };
        assert_eq!(first.json()["state"], "assigned");
        let case = desk.done(late, &id, "reports", &report("partly"));
        assert_eq!(case["state"], "reported");
        let events = desk.events(&id);
        let reports = events
            .iter()
            .filter(|event| event.kind == "investigation_reported");
        assert_eq!(reports.count(), 2);
    }
    assert_sound(&desk.server.database);
}
