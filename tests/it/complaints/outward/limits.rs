//! Who may do nothing of it, and when what is owed ends.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::{FRIDAY, exposed, outstanding};
use crate::complaints::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(
    what_draws_attention_ends_for_a_reason_only,
    who_may_not_cannot,
);

fn what_draws_attention_ends_for_a_reason_only(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let officer = desk.officer();
    let id = exposed(&desk);
    let denied = with(&sound(), "/media_exposed", json!(false));
    let problem = desk.refused(
        &officer,
        &id,
        "evaluations",
        &denied,
        "attention_reason_missing",
    );
    assert_eq!(problem["errors"][0]["pointer"], "/attention_reason");
    assert_eq!(problem["legal_basis"], "gd-complaints/art4/2");
    assert_eq!(outstanding(&desk, &officer, "").len(), 2);
    let reasoned = with(&denied, "/attention_reason", json!("所称报道系旧闻"));
    let case = desk.done(&officer, &id, "evaluations", &reasoned);
    assert_eq!(case["duties"], json!([]));
    let kept = desk.latest(&id, "complaint_evaluated");
    let assessment = &kept["evaluation"]["assessment"];
    assert_eq!(assessment["attention_reason"], "所称报道系旧闻");
    // It says so once: what is no longer owed needs no further reason.
    let _ = desk.done(&officer, &id, "evaluations", &denied);
}

fn who_may_not_cannot(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let id = exposed(&desk);
    let commands = [
        ("upward-reports", json!({"text": "报告"})),
        (
            "media-measures",
            json!({"measure": "停考", "on": "2026-03-06"}),
        ),
        (
            "public-statements",
            json!({"title": "说明", "text": "说明"}),
        ),
        (
            "accountability",
            json!({
                "provision": "gd-complaints/art9", "organisation": GUANGZHOU, "text": "改正",
                "correct_by": "2026-03-20", "serious": false,
            }),
        ),
        (
            "complainant-referrals",
            json!({
                "conduct": "abuse", "admonished_on": "2026-03-06", "authority": "广州市公安局", "text": "辱骂",
            }),
        ),
    ];
    let version = desk.read(&desk.officer(), &id).good()["version"]
        .as_i64()
        .unwrap();
    for role in [
        Role::Admin,
        Role::Auditor,
        Role::Platform,
        Role::Intake,
        Role::Inspector,
        Role::Institution,
    ] {
        let who = desk.server.any(role);
        for (step, body) in &commands {
            let answer = desk.give_on(&who, version, &id, step, body);
            let _ = answer.problem(403, "forbidden");
        }
    }
    for (step, body) in &commands[3..] {
        let answer = desk.give_on(&desk.officer(), version, &id, step, body);
        let _ = answer.problem(403, "forbidden");
    }
    // Another center's: there is no such case.
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    for (step, body) in &commands {
        let answer = desk.give_on(&stranger, version, &id, step, body);
        let _ = answer.problem(404, "not_found");
    }
    // Whoever is accused settles nothing of it.
    let mut accused = with(&intake(&desk.somebody()), "/media_exposed", json!(true));
    accused["accused"] = json!({"name": "广州市职业技能鉴定指导中心", "kind": "guidance_center", "division": "440100"});
    let own = words(&desk.submit(&desk.officer(), &accused)["id"]);
    for (step, body) in &commands {
        let _ = desk.refused(&desk.lead(), &own, step, body, "belongs_to_accused");
    }
    for role in [
        Role::Admin,
        Role::Platform,
        Role::Inspector,
        Role::Institution,
    ] {
        let who = desk.server.any(role);
        let answer = desk
            .server
            .get_as(&who.token, "/api/v1/complaints/outstanding");
        let _ = answer.problem(403, "forbidden");
    }
    // The auditor sees what is owed, of all centers; a department nothing that is none of its business.
    assert!(!outstanding(&desk, &desk.server.any(Role::Auditor), "").is_empty());
    assert_eq!(
        outstanding(&desk, &desk.server.any(Role::Handler), ""),
        Vec::<Value>::new()
    );
}
