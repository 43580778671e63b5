//! Upwards and outwards: reports to the province, measures and statements, accountability, referral of complainants, and
//! what is outstanding of them.

use domain::access::{OrganisationKind, Role};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(
    what_draws_attention_is_outstanding_until_it_is_reported,
    what_draws_attention_ends_for_a_reason_only,
    the_public_is_informed_of_what_media_exposed,
    a_text_for_the_public_gives_nothing_away,
    breaches_are_corrected_and_complainants_referred,
    who_may_not_cannot,
    the_record_of_it_is_verified,
);

/// A Friday.
const FRIDAY: &str = "2026-03-06T09:00:00+08:00";

fn outstanding(desk: &Desk, who: &Actor, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/complaints/outstanding{query}");
    let page = desk.server.get_as(&who.token, &path).good();
    page["items"].as_array().unwrap().clone()
}

fn kinds(items: &[Value]) -> Vec<(String, Option<String>, bool)> {
    items
        .iter()
        .map(|item| {
            (
                words(&item["kind"]),
                item["due_on"].as_str().map(str::to_owned),
                item["late"].as_bool().unwrap(),
            )
        })
        .collect()
}

fn exposed(desk: &Desk) -> String {
    let body = with(&intake(&desk.somebody()), "/media_exposed", json!(true));
    words(&desk.submit(&desk.platform(), &body)["id"])
}

fn row(kind: &str, due_on: &str, late: bool) -> (String, Option<String>, bool) {
    (kind.to_owned(), Some(due_on.to_owned()), late)
}

fn what_draws_attention_is_outstanding_until_it_is_reported(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let officer = desk.officer();
    let province = desk.server.any(Role::ProvinceLead);
    let shenzhen = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let plain = desk.received();
    assert_eq!(outstanding(&desk, &officer, ""), Vec::<Value>::new());

    let id = exposed(&desk);
    let report = |late| row("upward_report", "2026-03-09", late);
    let statement = row("public_statement", "2026-03-13", false);
    let items = outstanding(&desk, &officer, "");
    assert_eq!(kinds(&items), [report(false), statement.clone()]);
    assert_eq!(items[0]["case_id"], id);
    assert_eq!(items[0]["center"], GUANGZHOU);
    assert_eq!(items[0]["provision"], "gd-complaints/art4/2");
    assert_eq!(items[1]["provision"], "gd-complaints/art13");
    // The case says the same.
    let case = desk.read(&officer, &id).good();
    assert_eq!(kinds(case["duties"].as_array().unwrap()), kinds(&items));
    assert_eq!(desk.read(&desk.platform(), &id).good()["duties"], json!([]));
    assert_eq!(desk.read(&officer, &plain).good()["duties"], json!([]));
    // The province sees all, another center nothing.
    assert_eq!(outstanding(&desk, &province, ""), items);
    assert_eq!(
        outstanding(&desk, &province, "?center=gd-440300"),
        Vec::<Value>::new()
    );
    assert_eq!(outstanding(&desk, &shenzhen, ""), Vec::<Value>::new());
    assert_eq!(
        outstanding(&desk, &shenzhen, "?center=gd-440100"),
        Vec::<Value>::new()
    );
    assert_eq!(
        kinds(&outstanding(&desk, &officer, "?kind=upward_report")),
        [report(false)]
    );
    let refused = desk
        .server
        .get_as(&officer.token, "/api/v1/complaints/outstanding?kind=x");
    let _ = refused.problem(400, "malformed_request");

    // On Monday it is in time, on Tuesday late.
    desk.put_clock("2026-03-09T23:59:00+08:00");
    assert_eq!(
        outstanding(&desk, &officer, "?late=true"),
        Vec::<Value>::new()
    );
    desk.put_clock("2026-03-10T00:01:00+08:00");
    assert_eq!(
        kinds(&outstanding(&desk, &officer, "?late=true")),
        [report(true)]
    );

    // A correction makes another case urgent: from that day on.
    let corrected = desk.done(&officer, &plain, "corrections", &json!({"urgent": true}));
    assert_eq!(
        kinds(corrected["duties"].as_array().unwrap()),
        [row("upward_report", "2026-03-11", false)]
    );
    // The most pressing first, page by page.
    let first = desk
        .server
        .get_as(&officer.token, "/api/v1/complaints/outstanding?limit=2")
        .good();
    let cursor = words(&first["next"]);
    let rest = outstanding(&desk, &officer, &format!("?limit=2&cursor={cursor}"));
    let mut all = first["items"].as_array().unwrap().clone();
    all.extend(rest);
    assert_eq!(
        kinds(&all),
        [
            report(true),
            row("upward_report", "2026-03-11", false),
            statement.clone()
        ]
    );

    let case = desk.done(
        &officer,
        &id,
        "upward-reports",
        &json!({"text": "媒体报道后的情况报告"}),
    );
    let told = &case["public_response"]["upward_reports"][0];
    assert_eq!(
        (&told["number"], &told["to"]),
        (&json!(1), &json!("gd-440000"))
    );
    assert_eq!(told["to_name"], "广东省职业技能鉴定指导中心");
    assert_eq!(
        kinds(&outstanding(&desk, &officer, "")),
        [row("upward_report", "2026-03-11", false), statement.clone()]
    );
    // Neither rejection nor time takes the rest away.
    let _ = desk.done(&officer, &plain, "corrections", &json!({"urgent": false}));
    assert_eq!(kinds(&outstanding(&desk, &officer, "")), [statement]);

    // There is nobody above the province.
    let lead = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let mut body = intake(&desk.somebody());
    body["places"] = json!(["440000"]);
    body["urgent"] = json!(true);
    let own = words(&desk.submit(&lead, &body)["id"]);
    let report = json!({"text": "报告"});
    let _ = desk.refused(&lead, &own, "upward-reports", &report, "nobody_above");
    assert_eq!(
        outstanding(&desk, &lead, "?kind=upward_report"),
        Vec::<Value>::new()
    );
}

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

fn the_public_is_informed_of_what_media_exposed(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let officer = desk.officer();
    let plain = desk.received();
    let measure = json!({"measure": "暂停该考点考试", "on": "2026-03-06"});
    let statement =
        json!({"title": "关于网传泄题的情况说明", "text": "已成立调查组。", "medium": "官方网站"});
    let _ = desk.refused(&officer, &plain, "media-measures", &measure, "not_exposed");
    let _ = desk.refused(
        &officer,
        &plain,
        "public-statements",
        &statement,
        "not_exposed",
    );

    let id = exposed(&desk);
    let early = with(&measure, "/on", json!("2026-03-05"));
    let _ = desk.refused(&officer, &id, "media-measures", &early, "before_receipt");
    let late = with(&measure, "/on", json!("2026-03-07"));
    assert_eq!(
        desk.give(&officer, &id, "media-measures", &late).faults()[0].0,
        "/on"
    );
    let _ = desk.done(&officer, &id, "media-measures", &measure);
    let list = "/api/v1/public/statements";
    assert_eq!(desk.server.get(list).good()["items"], json!([]));

    let case = desk.done(&officer, &id, "public-statements", &statement);
    let published = &case["public_response"]["statements"][0];
    let own = words(&published["id"]);
    assert_ne!(own, id);
    let open: Vec<_> = kinds(case["duties"].as_array().unwrap());
    assert_eq!(open, [row("upward_report", "2026-03-09", false)]);
    // Everybody reads it, and no more than it.
    let answer = desk.server.get(list);
    let tag = answer.header("etag").to_owned();
    assert_eq!(answer.header("cache-control"), "public, no-cache");
    let expected = json!({
        "id": own,
        "title": "关于网传泄题的情况说明",
        "text": "已成立调查组。",
        "center": {"organisation_id": GUANGZHOU, "name_zh": "广州市职业技能鉴定指导中心"},
        "published_on": "2026-03-06",
    });
    assert_eq!(answer.good()["items"], json!([expected]));
    let again = desk
        .server
        .call("GET", list)
        .header("If-None-Match", &tag)
        .send();
    assert_eq!(again.status, 304);
    assert_eq!(desk.server.get(&format!("{list}/{own}")).good(), expected);
    for none in [id.as_str(), "x", "0190b6a0-7c00-7000-8000-00000000000b"] {
        let _ = desk
            .server
            .get(&format!("{list}/{none}"))
            .problem(404, "not_found");
    }
    // The latest first, page by page.
    desk.put_clock("2026-03-10T09:00:00+08:00");
    let second = with(&statement, "/title", json!("续报"));
    let _ = desk.done(&officer, &id, "public-statements", &second);
    let first = desk.server.get(&format!("{list}?limit=1")).good();
    assert_eq!(first["items"][0]["title"], "续报");
    let next = words(&first["next"]);
    let rest = desk
        .server
        .get(&format!("{list}?limit=1&cursor={next}"))
        .good();
    assert_eq!(rest["items"], json!([expected]));
    assert_eq!(rest["next"], Value::Null);
}

/// What the complainant of these tests keeps confidential.
const CANARY: [(&str, &str); 7] = [
    ("/complainant/name", "钮祜禄甄"),
    ("/complainant/phone", "19912345678"),
    ("/complainant/email", "canary.zhen@example.cn"),
    ("/complainant/id_number", "11010519491231002X"),
    ("/complainant/address", "广州市黄埔区金丝雀路77号"),
    ("/facts", "那天夜里三点金丝雀在考场的屋顶上唱歌"),
    ("/reasons", "金丝雀不应当在考场的屋顶上唱歌直到天亮"),
];

fn a_text_for_the_public_gives_nothing_away(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let officer = desk.officer();
    let mut body = with(&intake("19912345678"), "/media_exposed", json!(true));
    for (pointer, text) in CANARY {
        tests::json::set(&mut body, pointer, json!(text));
    }
    let id = words(&desk.submit(&desk.platform(), &body)["id"]);
    let before = desk.read(&officer, &id).good()["version"].clone();
    let quotes = [
        "投诉人钮祜禄甄反映".to_owned(),
        "投诉人钮 祜禄·甄反映".to_owned(),
        "来电 199-1234-5678".to_owned(),
        "邮箱Canary.Zhen@example.CN".to_owned(),
        "证号11010519491231002x".to_owned(),
        "住广州市黄埔区金丝雀路77号".to_owned(),
        "据称“三点金丝雀在考场的屋顶上”".to_owned(),
        "“直到天亮”不实；“不应当在考场，的屋顶上唱歌”".to_owned(),
    ];
    for text in &quotes {
        let places: [(&str, Value, &str); 4] = [
            (
                "public-statements",
                json!({"title": "说明", "text": text}),
                "/text",
            ),
            (
                "public-statements",
                json!({"title": text, "text": "说明"}),
                "/title",
            ),
            (
                "public-statements",
                json!({"title": "说明", "text": "说明", "medium": text}),
                "/medium",
            ),
            (
                "media-measures",
                json!({"measure": text, "on": "2026-03-06"}),
                "/measure",
            ),
        ];
        for (step, body, pointer) in places {
            let answer = desk.give(&officer, &id, step, &body);
            let problem = answer.problem(422, "invalid_facts");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
            assert_eq!(problem["legal_basis"], "gd-complaints/art15");
            let said = answer.text();
            for (_, secret) in CANARY {
                assert!(!said.contains(secret), "{said}");
            }
        }
    }
    // Nothing happened, and what gives nothing away is published.
    assert_eq!(desk.read(&officer, &id).good()["version"], before);
    assert_eq!(
        desk.server.get("/api/v1/public/statements").good()["items"],
        json!([])
    );
    let harmless = json!({"title": "关于考场秩序的说明", "text": "经查，广州市黄埔区某考场屋顶上有鸟，已处理。"});
    let _ = desk.done(&officer, &id, "public-statements", &harmless);
    // What is public leads to no case, and no event holds what is sealed.
    let public = desk
        .server
        .get("/api/v1/public/statements")
        .text()
        .to_owned();
    let record: String = desk
        .events(&id)
        .into_iter()
        .map(|event| event.payload)
        .collect();
    for (_, secret) in CANARY {
        assert!(
            !public.contains(secret) && !record.contains(secret),
            "{secret}"
        );
    }
    assert!(!public.contains(&id));
    let log = desk.server.lines().all().join("\n");
    for (_, secret) in CANARY {
        assert!(!log.contains(secret), "{secret}");
    }
}

fn breaches_are_corrected_and_complainants_referred(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let lead = desk.lead();
    let id = desk.accepted();
    let step = "accountability";
    let order = json!({
        "provision": "gd-complaints/art15", "organisation": GUANGZHOU, "officer": desk.officer().client_id,
        "text": "擅自透露投诉材料，限期改正。", "correct_by": "2026-03-20", "serious": false,
    });
    for (pointer, value, code) in [
        (
            "/provision",
            json!("gd-complaints/art18"),
            "no_provision_of_accountability",
        ),
        ("/correct_by", json!("2026-03-05"), "correction_past"),
        ("/serious", json!(true), "referral_missing"),
        ("/referred_to", json!("广州市纪委监委"), "not_serious"),
    ] {
        let problem = desk.refused(&lead, &id, step, &with(&order, pointer, value), code);
        assert_eq!(problem["legal_basis"], "gd-complaints/art19");
    }
    let institution = desk.server.organisation(OrganisationKind::Institution);
    let other = json!({
        "provision": "gd-complaints/art9", "organisation": institution, "text": "改正",
        "correct_by": "2026-03-20", "serious": false,
    });
    let _ = desk.refused(&lead, &id, step, &other, "not_bound");
    for (pointer, value) in [
        ("/organisation", json!("gd-999999")),
        ("/officer", json!(desk.platform().client_id)),
        ("/officer", json!("nobody")),
    ] {
        let answer = desk.give(&lead, &id, step, &with(&order, pointer, value));
        assert_eq!(answer.faults()[0].0, pointer);
    }
    assert_eq!(desk.give(&lead, &id, step, &json!({})).faults().len(), 5);
    let case = desk.done(&lead, &id, step, &order);
    let entry = &case["public_response"]["accountability"][0];
    assert_eq!(entry["correct_by"], "2026-03-20");
    assert_eq!(entry["officer"], desk.officer().client_id);
    assert_eq!(case["state"], "accepted");
    // The province holds any center of its to account.
    let mut serious = with(&order, "/serious", json!(true));
    serious["referred_to"] = json!("广东省人力资源和社会保障厅");
    let case = desk.done(&desk.server.any(Role::ProvinceLead), &id, step, &serious);
    assert_eq!(case["public_response"]["accountability"][1]["number"], 2);

    let step = "complainant-referrals";
    let referral = json!({
        "conduct": "false_accusation", "admonished_on": "2026-03-06", "authority": "广州市公安局",
        "text": "编造替考事实。",
    });
    let mut unwarned = referral.clone();
    unwarned.as_object_mut().unwrap().remove("admonished_on");
    let problem = desk.refused(&lead, &id, step, &unwarned, "not_admonished");
    assert_eq!(problem["legal_basis"], "gd-complaints/art20");
    let future = with(&referral, "/admonished_on", json!("2026-03-07"));
    assert_eq!(
        desk.give(&lead, &id, step, &future).faults()[0].0,
        "/admonished_on"
    );
    let case = desk.done(&lead, &id, step, &referral);
    assert_eq!(case["state"], "accepted");
    let entry = &case["public_response"]["complainant_referrals"][0];
    assert_eq!(entry["authority"], "广州市公安局");
    // Of somebody who gave no name, too.
    let mut anonymous = intake(&desk.somebody());
    anonymous["complainant"] = json!({"wants_confidentiality": false});
    let unnamed = words(&desk.submit(&desk.platform(), &anonymous)["id"]);
    let _ = desk.done(&lead, &unnamed, step, &referral);

    // What was ordered and what happened is sealed; who handed the case in is told neither.
    let record: String = desk
        .events(&id)
        .into_iter()
        .map(|event| event.payload)
        .collect();
    for secret in ["擅自透露", "编造替考"] {
        assert!(!record.contains(secret));
        assert!(!desk.read(&lead, &id).text().contains(secret));
    }
    let platform = desk.read(&desk.platform(), &id).good();
    assert_eq!(platform.get("public_response"), None);
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

fn the_record_of_it_is_verified(kind: Kind) {
    let desk = Desk::at(kind, FRIDAY);
    let officer = desk.officer();
    let id = exposed(&desk);
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let _ = desk.done(
        &officer,
        &id,
        "public-statements",
        &json!({"title": "说明", "text": "说明"}),
    );
    crate::load::cases::assert_sound(&desk.server.database);
}
