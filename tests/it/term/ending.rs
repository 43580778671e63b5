//! From the conclusion to the archive.

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;

use super::{accepted, at, conclude, concluded};
use crate::complaints::desk::{Desk, list};
use crate::support::on_both;

on_both!(
    the_result_is_told_carried_out_and_archived,
    feedback_is_listed_while_it_is_owed_and_when_it_is_late,
    feedback_is_not_owed_where_nobody_can_be_reached,
    an_archived_rejection_is_not_reviewed_any_more,
    a_platform_reads_the_end_of_its_case_without_names,
);

fn the_result_is_told_carried_out_and_archived(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let officer = desk.officer();
    let id = desk.accepted();
    desk.put_clock(&at("2026-03-06"));
    let case = conclude(&desk, &id);
    // 2026-03-13 is the fifth working day after Friday 6 March.
    assert_eq!(
        case["term"]["feedback"],
        json!({"owed": true, "due_on": "2026-03-13", "on": null, "manner": null, "fed_back_by": null})
    );
    assert_eq!(case["notices"][1]["kind"], "result");
    let notice = desk.part(&officer, &id, "notices/2").good();
    assert_eq!(notice["title"], "质量投诉举报办理结果告知书");
    let text = notice.to_string();
    for word in [
        "部分属实",
        "约谈机构负责人",
        "gd-complaints/art16",
        "gd-complaints/art18",
    ] {
        assert!(text.contains(word), "{word}");
    }
    for word in ["覃玉莲", "微信群", officer.client_id.as_str()] {
        assert!(!text.contains(word), "{word}");
    }

    desk.put_clock(&at("2026-03-09"));
    let delivered = json!({"notice": 2, "manner": "post", "on": "2026-03-09"});
    desk.done(&officer, &id, "notice-deliveries", &delivered);
    let case = desk.done(
        &officer,
        &id,
        "feedback",
        &json!({"manner": "post", "on": "2026-03-09"}),
    );
    assert_eq!(case["state"], "fed_back");
    assert_eq!(case["term"]["feedback"]["owed"], false);
    assert_eq!(case["term"]["feedback"]["manner"], "post");
    let carried_out = json!({"on": "2026-03-09", "text": "已约谈，形成笔录"});
    let case = desk.done(&officer, &id, "measures/1/execution", &carried_out);
    assert_eq!(
        case["conclusion"]["measures"][0]["executed_on"],
        "2026-03-09"
    );
    let _ = desk.refused(
        &officer,
        &id,
        "measures/1/execution",
        &carried_out,
        "nothing_to_execute",
    );
    let case = desk.done(&officer, &id, "archive", &json!({"place": "三号柜"}));
    assert_eq!(case["state"], "archived");
    let archive = &case["term"]["archive"];
    assert_eq!(
        (&archive["on"], &archive["retain_until"]),
        (&json!("2026-03-09"), &json!("2036-03-09"))
    );
    assert_eq!(archive["place"], "三号柜");
    let timeline = desk
        .part(&officer, &id, "timeline?limit=100")
        .good()
        .to_string();
    assert!(timeline.contains("measure_executed") && !timeline.contains("形成笔录"));
    crate::load::cases::assert_sound(&desk.server.database);
}

fn listed(desk: &Desk, who: &Actor, filter: &str) -> Vec<String> {
    let path = format!("/api/v1/complaints?feedback={filter}&total=true");
    let page = desk.server.get_as(&who.token, &path).good();
    let items = page["items"].as_array().unwrap();
    assert_eq!(page["total"]["count"], items.len());
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

fn feedback_is_listed_while_it_is_owed_and_when_it_is_late(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-06"));
    let officer = desk.officer();
    let friday = concluded(&desk, false);
    desk.put_clock(&at("2026-03-09"));
    let monday = concluded(&desk, false);
    let told = concluded(&desk, true);
    assert_eq!(
        listed(&desk, &officer, "owed"),
        [friday.clone(), monday.clone()]
    );
    for (day, expected) in [
        ("2026-03-13", vec![]),
        ("2026-03-14", vec![friday.clone()]),
        ("2026-03-16", vec![friday.clone()]),
        ("2026-03-17", vec![friday.clone(), monday.clone()]),
    ] {
        desk.put_clock(&at(day));
        for who in [
            &officer,
            &desk.platform(),
            &desk.server.any(domain::access::Role::ProvinceLead),
        ] {
            assert_eq!(listed(&desk, who, "overdue"), expected, "{day}");
        }
    }
    let page = desk
        .server
        .get_as(&officer.token, "/api/v1/complaints?feedback=owed")
        .good();
    assert_eq!(page["items"][0]["feedback_owed_since"], "2026-03-06");
    desk.done(
        &officer,
        &friday,
        "feedback",
        &json!({"manner": "sms", "on": "2026-03-17"}),
    );
    assert_eq!(listed(&desk, &officer, "owed"), [monday]);
    assert!(!listed(&desk, &officer, "owed").contains(&told));
    for query in [
        "feedback=late",
        "feedback=owed&sort=received_at",
        "feedback=owed&overdue=true",
    ] {
        let path = format!("/api/v1/complaints?{query}");
        let _ = desk
            .server
            .get_as(&officer.token, &path)
            .problem(400, "malformed_request");
    }
}

fn feedback_is_not_owed_where_nobody_can_be_reached(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let officer = desk.officer();
    let mut anonymous = crate::complaints::desk::intake("19900000116");
    anonymous["complainant"] = Value::Null;
    let examined = |body: &Value, who: &Actor| {
        let id = desk.submit(who, body)["id"].as_str().unwrap().to_owned();
        desk.done(
            &officer,
            &id,
            "evaluations",
            &crate::complaints::desk::sound(),
        );
        desk.done(&officer, &id, "acceptance", &json!({}));
        id
    };
    let on = |manner: &str| json!({"manner": manner, "on": "2026-03-02"});
    let carried_out = json!({"on": "2026-03-02", "text": "已约谈"});

    let id = examined(&anonymous, &officer);
    let delay = json!({"cause": "other", "manner": "phone", "text": "等待"});
    let _ = desk.refused(
        &officer,
        &id,
        "delay-explanations",
        &delay,
        "nobody_to_explain_to",
    );
    let case = conclude(&desk, &id);
    assert_eq!(case["term"]["feedback"]["owed"], false);
    let command = |case: &Value| {
        let commands = case["allowed_commands"].as_array().unwrap();
        commands
            .iter()
            .find(|c| c["command"] == "feed_back")
            .unwrap()
            .clone()
    };
    assert_eq!(command(&case)["refusal"], "no_contact");
    let _ = desk.refused(&officer, &id, "feedback", &on("phone"), "no_contact");
    let _ = desk.refused(&officer, &id, "archive", &json!({}), "measure_outstanding");
    desk.done(&officer, &id, "measures/1/execution", &carried_out);
    let case = desk.done(&officer, &id, "archive", &json!({}));
    assert_eq!(case["state"], "archived");

    // A platform that passed it on under its own number passes the result back.
    anonymous["external_ref"] = "12345-2026-7".into();
    let id = examined(&anonymous, &desk.platform());
    let case = conclude(&desk, &id);
    assert_eq!(command(&case)["allowed"], true);
    let _ = desk.refused(
        &officer,
        &id,
        "feedback",
        &on("phone"),
        "manner_not_possible",
    );
    let case = desk.done(&officer, &id, "feedback", &on("platform"));
    assert_eq!(case["state"], "fed_back");
}

fn an_archived_rejection_is_not_reviewed_any_more(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let id = desk.rejected();
    let review = json!({"outcome": "reopened", "reason": "补充了证据"});
    desk.done(&desk.officer(), &id, "archive", &json!({}));
    let problem = desk.give(&desk.lead(), &id, "rejection-review", &review);
    let problem = problem.problem(409, "wrong_state");
    let allowed = list(&problem["allowed_commands"]);
    assert!(
        allowed.contains(&"propose_erasure".to_owned()),
        "{allowed:?}"
    );
    // What was withdrawn is archived too; its clock does not run.
    let id = accepted(&desk);
    let withdrawn = json!({"by": "complainant", "reason": "已解决"});
    let case = desk.done(&desk.officer(), &id, "withdrawal", &withdrawn);
    assert_eq!(case["due_on"], Value::Null);
    let case = desk.done(&desk.officer(), &id, "archive", &json!({}));
    assert_eq!(case["term"]["archive"]["retain_until"], "2036-03-02");
}

fn a_platform_reads_the_end_of_its_case_without_names(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let id = super::archived(&desk);
    let seen = desk.read(&desk.platform(), &id).good();
    let term = &seen["term"];
    assert_eq!(term["feedback"]["fed_back_by"], "gd-440100");
    assert_eq!(term["archive"]["archived_by"], "gd-440100");
    assert_eq!(term["archive"]["place"], Value::Null);
    let staff = desk.officer().client_id;
    assert!(!term.to_string().contains(&staff));
}
