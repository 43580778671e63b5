//! Texts that stand in the record in clear, and texts for others: nothing in them of what was ever sealed of the case.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, intake, sound, words};
use crate::support::on_both;

on_both!(
    what_staff_write_down_does_not_say_who_the_complainant_is,
    what_was_replaced_or_added_is_compared_too,
    a_report_upward_is_read_where_it_goes_and_gives_nothing_away,
);

const NOW: &str = "2026-03-06T09:00:00+08:00";
const NAME: &str = "钮祜禄甄";

/// A complaint of somebody whose name and telephone number are in no other text.
fn complaint(phone: &str) -> Value {
    with(&intake(phone), "/complainant/name", json!(NAME))
}

/// Gives a command with a name, then with a telephone number in the place of a text: both are refused there.
fn refused(desk: &Desk, who: &tests::actor::Actor, id: &str, step: &str, body: &Value, at: &str) {
    for secret in ["投诉人钮祜禄·甄", "来电199 1234 5678"] {
        let answer = desk.give(who, id, step, &with(body, at, json!(secret)));
        let problem = answer.problem(422, "invalid_facts");
        assert_eq!(problem["errors"][0]["pointer"], at, "{step}: {problem}");
        assert_eq!(problem["legal_basis"], "gd-complaints/art15");
        assert!(!answer.text().contains(NAME) && !answer.text().contains("19912345678"));
    }
}

fn what_staff_write_down_does_not_say_who_the_complainant_is(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let submit = || words(&desk.submit(&desk.platform(), &complaint("19912345678"))["id"]);
    let id = submit();
    let reason = json!({"reason": "x"});
    refused(
        &desk,
        &officer,
        &id,
        "subject",
        &json!({"subject": "x"}),
        "/subject",
    );
    let withdrawal = json!({"by": "complainant", "reason": "x"});
    refused(&desk, &officer, &id, "withdrawal", &withdrawal, "/reason");
    refused(
        &desk,
        &desk.platform(),
        &id,
        "withdrawal",
        &withdrawal,
        "/reason",
    );
    let urgent = with(&sound(), "/urgent", json!(true));
    let _ = desk.done(&officer, &id, "evaluations", &urgent);
    let denied = with(
        &with(&sound(), "/urgent", json!(false)),
        "/attention_reason",
        json!("x"),
    );
    refused(
        &desk,
        &officer,
        &id,
        "evaluations",
        &denied,
        "/attention_reason",
    );
    let rejection = json!({"grounds": ["gd-complaints/art10/2"], "departure": "x"});
    refused(&desk, &officer, &id, "rejection", &rejection, "/departure");
    let referral =
        json!({"organisation_id": "gd-440300", "reason": "x", "departure": "属深圳管辖"});
    refused(&desk, &officer, &id, "referral", &referral, "/reason");
    let handover = json!({
        "from_officer": officer.client_id, "to_officer": lead.client_id, "reason": format!("{NAME}要求更换"),
    });
    let _ = desk.done(&officer, &id, "acceptance", &json!({}));
    let path = "/api/v1/complaints/handovers";
    let faults = desk.server.post_as(&lead.token, path, &handover).faults();
    assert_eq!(faults[0].0, "/reason");
    let _ = desk.server.handled(&officer, &id);
    let conclusion = json!({"outcome": "partly", "measures": [{"text": "整改"}, {"text": "x"}]});
    refused(
        &desk,
        &officer,
        &id,
        "conclusion",
        &conclusion,
        "/measures/1/text",
    );
    let departing = json!({"outcome": "substantiated", "departure": "x"});
    refused(&desk, &officer, &id, "conclusion", &departing, "/departure");
    // What the case is about may be said in the complainant's words.
    let about = json!({"subject": "考前一晚，班主任在微信群里发了试题"});
    let _ = desk.done(&officer, &id, "subject", &about);
    let _ = desk.done(&officer, &id, "conclusion", &departing_for("另有监控录像"));
    // Of a rejection that is reviewed, and of what is archived.
    let other = submit();
    let _ = desk.done(&officer, &other, "evaluations", &super::desk::baseless());
    let _ = desk.done(&officer, &other, "rejection", &json!({}));
    let review = json!({"outcome": "upheld", "reason": "x"});
    refused(&desk, &lead, &other, "rejection-review", &review, "/reason");
    refused(
        &desk,
        &officer,
        &other,
        "archive",
        &json!({"place": "x"}),
        "/place",
    );
    let _ = desk.done(&officer, &other, "archive", &json!({}));
    desk.put_clock("2036-03-10T09:00:00+08:00");
    refused(
        &desk,
        &officer,
        &other,
        "erasure-proposal",
        &reason,
        "/reason",
    );
    // The record holds nothing of it.
    for id in [&id, &other] {
        let record: String = desk
            .events(id)
            .into_iter()
            .map(|event| event.payload)
            .collect();
        assert!(!record.contains(NAME) && !record.contains("19912345678"));
    }
}

fn departing_for(reason: &str) -> Value {
    json!({"outcome": "substantiated", "departure": reason})
}

fn what_was_replaced_or_added_is_compared_too(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let exposed = with(&complaint("19912345678"), "/media_exposed", json!(true));
    let id = words(&desk.submit(&desk.platform(), &exposed)["id"]);
    let correction = json!({
        "complainant": {"name": "覃玉莲", "phone": "19900000116"},
        "statement": {"request": "退还考试费用一千二百元。", "facts": "班主任另行收取了冲刺材料的费用。"},
    });
    let _ = desk.done(&officer, &id, "corrections", &correction);
    let more = json!({"text": "那天夜里三点金丝雀在考场的屋顶上唱歌"});
    let _ = desk.done(&officer, &id, "supplements", &more);
    let quotes = [
        // As it stands, as it was, and what was added.
        "投诉人覃玉莲",
        "投诉人钮祜禄甄",
        "来电19912345678",
        "据称“考前一晚班主任在微信群里发了试题”",
        "据称“班主任另行收取了冲刺材料的费用”",
        "据称“三点金丝雀在考场的屋顶上唱歌”",
    ];
    let own = words(&desk.submit(&officer, &exposed)["id"]);
    let draft = json!({"title": "通报", "text": "x", "cases": [desk.rejected(), id]});
    let _ = desk.done(
        &officer,
        &id,
        "withdrawal",
        &json!({"by": "complainant", "reason": "已解决"}),
    );
    for quote in quotes {
        let statement = json!({"title": "说明", "text": quote});
        let faults = desk
            .give(&officer, &id, "public-statements", &statement)
            .faults();
        assert_eq!(faults[0].0, "/text", "{quote}");
        let circular = with(&draft, "/text", json!(quote));
        let path = "/api/v1/circulars";
        let faults = desk
            .server
            .post_as(&officer.token, path, &circular)
            .faults();
        assert_eq!(faults[0].0, "/text", "{quote}");
    }
    let harmless = json!({"title": "说明", "text": "经查，已责令整改。"});
    let _ = desk.done(&officer, &id, "public-statements", &harmless);
    // What was added to one case is no secret of another.
    let canary = json!({"title": "说明", "text": "据称“三点金丝雀在考场的屋顶上唱歌”"});
    let _ = desk.done(&officer, &own, "public-statements", &canary);
}

fn a_report_upward_is_read_where_it_goes_and_gives_nothing_away(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let urgent = with(&complaint("19912345678"), "/urgent", json!(true));
    let id = words(&desk.submit(&desk.platform(), &urgent)["id"]);
    refused(
        &desk,
        &officer,
        &id,
        "upward-reports",
        &json!({"text": "x"}),
        "/text",
    );
    let quoting = json!({"text": "据称“考前一晚，班主任在微信群里发了试题”"});
    let faults = desk
        .give(&officer, &id, "upward-reports", &quoting)
        .faults();
    assert_eq!(faults[0].0, "/text");
    let plain = desk.received();
    let told = json!({"text": "某校考前疑似泄题，已责成核查。"});
    let case = desk.done(&officer, &id, "upward-reports", &told);
    assert_eq!(
        case["public_response"]["upward_reports"][0]["to"],
        "gd-440000"
    );

    // The province sees who reported what and when, and nothing else that is sealed.
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let path = |id: &str, part: &str| format!("/api/v1/complaints/{id}/{part}");
    let seen = desk
        .server
        .get_as(&province.token, &path(&id, "materials"))
        .good();
    let items = seen["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{seen}");
    assert_eq!(
        (
            &items[0]["kind"],
            &items[0]["on"],
            &items[0]["organisation"]
        ),
        (
            &json!("upward_report"),
            &json!("2026-03-06"),
            &json!("gd-440000")
        )
    );
    let disclose = |who: &tests::actor::Actor, id: &str, material: &Value| {
        let body = json!({"purpose": "督办", "material": material});
        desk.server
            .post_as(&who.token, &path(id, "material-disclosures"), &body)
    };
    let report = disclose(&province, &id, &items[0]["id"]).good();
    assert_eq!(report["text"], told["text"]);
    assert!(!report.to_string().contains(NAME));
    for hidden in ["identity", "statement"] {
        let _ = disclose(&province, &id, &json!(hidden)).problem(404, "not_found");
    }
    // Each look is on record, as any other.
    let looks = desk
        .server
        .get_as(&desk.lead().token, &path(&id, "disclosures"))
        .good();
    assert_eq!(
        looks["items"][0]["client_id"],
        province.client_id.as_str(),
        "{looks}"
    );
    // Of a case that nothing was reported of, nothing; and nobody else reads it.
    let _ = desk
        .server
        .get_as(&province.token, &path(&plain, "materials"))
        .problem(404, "not_found");
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    let _ = disclose(&stranger, &id, &items[0]["id"]).problem(404, "not_found");
    let auditor = desk.server.any(Role::Auditor);
    let _ = disclose(&auditor, &id, &items[0]["id"]).problem(403, "forbidden");
}
