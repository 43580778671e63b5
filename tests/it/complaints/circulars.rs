//! Circulars: drafted from closed cases, approved by another, published for everybody, withdrawn.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, intake, words};
use crate::support::on_both;

on_both!(
    a_circular_goes_from_draft_to_everybody,
    a_circular_gives_nothing_away,
    who_may_not_cannot,
    of_several_publications_none_leaves_a_gap,
);

const NOW: &str = "2026-11-23T09:00:00+08:00";
const PATH: &str = "/api/v1/circulars";
const PUBLIC: &str = "/api/v1/public/circulars";

fn draft(cases: &[&str]) -> Value {
    json!({"title": "关于一起泄题问题的通报", "text": "经查属实，已责令整改。", "cases": cases})
}

fn give(
    desk: &Desk,
    who: &Actor,
    method: &str,
    id: &str,
    step: &str,
    body: Option<&Value>,
) -> Answer {
    let lead = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let version = desk
        .server
        .get_as(&lead.token, &format!("{PATH}/{id}"))
        .header("etag")
        .to_owned();
    let call = desk
        .server
        .call(method, &format!("{PATH}/{id}{step}"))
        .token(&who.token)
        .header("If-Match", &version);
    match body {
        Some(body) => call.json_text(body.to_string()).send(),
        None => call.send(),
    }
}

fn drafted(desk: &Desk, who: &Actor, cases: &[&str]) -> String {
    let answer = desk.server.post_as(&who.token, PATH, &draft(cases));
    assert_eq!(answer.status, 201, "{}", answer.text());
    let id = words(&answer.json()["id"]);
    assert_eq!(answer.header("location"), format!("{PATH}/{id}"));
    assert_eq!(answer.header("etag"), "\"1\"");
    id
}

fn published(desk: &Desk, case: &str) -> (String, Value) {
    let id = drafted(desk, &desk.officer(), &[case]);
    let _ = give(desk, &desk.lead(), "POST", &id, "/approval", None).good();
    let body = give(desk, &desk.lead(), "POST", &id, "/publication", None).good();
    (id, body)
}

fn a_circular_goes_from_draft_to_everybody(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let closed = desk.rejected();
    // Cases that are closed, and in reach.
    let open = desk.accepted();
    let answer = desk
        .server
        .post_as(&officer.token, PATH, &draft(&[&closed, &open]));
    let problem = answer.problem(409, "command_refused");
    assert_eq!(
        (&problem["refusal"], &problem["errors"][0]["pointer"]),
        (&json!("case_open"), &json!("/cases/1"))
    );
    let shenzhen = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    for (who, cases) in [(&shenzhen, vec![closed.as_str()]), (&officer, vec!["x"])] {
        let faults = desk
            .server
            .post_as(&who.token, PATH, &draft(&cases))
            .faults();
        assert_eq!(faults[0].0, "/cases/0");
    }
    for cases in [vec![], vec![closed.as_str(); 2], vec![closed.as_str(); 51]] {
        let faults = desk
            .server
            .post_as(&officer.token, PATH, &draft(&cases))
            .faults();
        assert_eq!(faults[0].0, "/cases");
    }
    let id = drafted(&desk, &officer, &[&closed]);
    assert_eq!(desk.server.get(PUBLIC).good()["items"], json!([]));
    let _ = desk
        .server
        .get(&format!("{PUBLIC}/{id}"))
        .problem(404, "not_found");

    // Revised; then approved by somebody else.
    let revised = with(&draft(&[&closed]), "/text", json!("经查属实，已取消成绩。"));
    let _ = give(&desk, &officer, "PUT", &id, "", Some(&revised)).good();
    let again =
        give(&desk, &officer, "PUT", &id, "", Some(&revised)).problem(409, "command_refused");
    assert_eq!(again["refusal"], "nothing_revised");
    let _ = give(&desk, &lead, "POST", &id, "/publication", None).problem(409, "wrong_state");
    let _ = give(&desk, &officer, "POST", &id, "/approval", None).problem(403, "forbidden");
    let own = drafted(&desk, &lead, &[&closed]);
    let refused =
        give(&desk, &lead, "POST", &own, "/approval", None).problem(409, "command_refused");
    assert_eq!(refused["refusal"], "approved_by_author");
    let approved = give(&desk, &lead, "POST", &id, "/approval", None).good();
    assert_eq!(
        (&approved["status"], &approved["approved_by"]),
        (&json!("approved"), &json!(lead.client_id))
    );
    let _ =
        give(&desk, &officer, "PUT", &id, "", Some(&draft(&[&closed]))).problem(409, "wrong_state");
    let body = give(&desk, &lead, "POST", &id, "/publication", None).good();
    assert_eq!(body["number"], "粤鉴通报〔2026〕440100-0001号");

    let answer = desk.server.get(PUBLIC);
    let (tag, text) = (answer.header("etag").to_owned(), answer.text().to_owned());
    let expected = json!({
        "id": id,
        "number": "粤鉴通报〔2026〕440100-0001号",
        "title": "关于一起泄题问题的通报",
        "text": "经查属实，已取消成绩。",
        "center": {"organisation_id": GUANGZHOU, "name_zh": "广州市职业技能鉴定指导中心"},
        "published_on": "2026-11-23",
        "withdrawn_on": null,
    });
    assert_eq!(answer.good()["items"], json!([expected]));
    assert!(!text.contains(&closed));
    let again = desk
        .server
        .call("GET", PUBLIC)
        .header("If-None-Match", &tag)
        .send();
    assert_eq!(again.status, 304);
    assert_eq!(desk.server.get(&format!("{PUBLIC}/{id}")).good(), expected);

    // The next one has the next number; the latest comes first, page by page.
    let (second, body) = published(&desk, &closed);
    assert_eq!(body["number"], "粤鉴通报〔2026〕440100-0002号");
    let first = desk.server.get(&format!("{PUBLIC}?limit=1")).good();
    assert_eq!(first["items"][0]["id"], second);
    let cursor = words(&first["next"]);
    let rest = desk
        .server
        .get(&format!("{PUBLIC}?limit=1&cursor={cursor}"))
        .good();
    assert_eq!(rest["items"], json!([expected]));

    // Withdrawn: number and days are left.
    let why = json!({"reason": "所依据的事实有误"});
    let _ = give(&desk, &lead, "POST", &id, "/withdrawal", Some(&why)).good();
    let _ = give(&desk, &lead, "POST", &id, "/withdrawal", Some(&why)).problem(409, "wrong_state");
    let left = desk.server.get(&format!("{PUBLIC}/{id}")).good();
    assert_eq!(
        (&left["title"], &left["text"], &left["withdrawn_on"]),
        (&Value::Null, &Value::Null, &json!("2026-11-23"))
    );
    // A draft that was withdrawn never was public.
    let _ = give(&desk, &lead, "POST", &own, "/withdrawal", Some(&why)).good();
    let _ = desk
        .server
        .get(&format!("{PUBLIC}/{own}"))
        .problem(404, "not_found");

    // The center and the province read them all, another center none.
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    for who in [&officer, &province] {
        let list = desk.server.get_as(&who.token, PATH).good();
        let ids: Vec<&Value> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["id"])
            .collect();
        assert_eq!(ids, [&json!(second), &json!(own), &json!(id)]);
    }
    assert_eq!(
        desk.server.get_as(&shenzhen.token, PATH).good()["items"],
        json!([])
    );
    let _ = desk
        .server
        .get_as(&shenzhen.token, &format!("{PATH}/{id}"))
        .problem(404, "not_found");
    // For the whole province, from any center's cases.
    let provincial = drafted(&desk, &province, &[&closed]);
    let body = desk
        .server
        .get_as(&province.token, &format!("{PATH}/{provincial}"))
        .good();
    assert_eq!(body["center"], "gd-440000");
    crate::load::cases::assert_sound(&desk.server.database);
}

fn a_circular_gives_nothing_away(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let mut body = intake("19912345678");
    body["complainant"]["name"] = json!("钮祜禄甄");
    body["facts"] = json!("那天夜里三点金丝雀在考场的屋顶上唱歌");
    let secret = words(&desk.submit(&desk.platform(), &body)["id"]);
    let withdrawal = json!({"by": "complainant", "reason": "已解决"});
    let _ = desk.done(&officer, &secret, "withdrawal", &withdrawal);
    let harmless = desk.rejected();
    let quotes = [
        "投诉人钮祜禄甄",
        "电话199 1234 5678",
        "称“三点金丝雀在考场的屋顶上”",
    ];
    let id = drafted(&desk, &officer, &[&harmless]);
    for quote in quotes {
        for pointer in ["/title", "/text"] {
            let body = with(&draft(&[&harmless, &secret]), pointer, json!(quote));
            let answers = [
                desk.server.post_as(&officer.token, PATH, &body),
                give(&desk, &officer, "PUT", &id, "", Some(&body)),
            ];
            for answer in answers {
                let problem = answer.problem(422, "invalid_facts");
                assert_eq!(problem["errors"][0]["pointer"], pointer);
                assert!(!answer.text().contains("钮祜禄") && !answer.text().contains("金丝雀"));
            }
            // Of another case it is nobody's secret.
            let elsewhere = with(&draft(&[&harmless]), pointer, json!(quote));
            assert_eq!(
                desk.server.post_as(&officer.token, PATH, &elsewhere).status,
                201
            );
        }
    }
}

fn who_may_not_cannot(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let closed = desk.rejected();
    let id = drafted(&desk, &desk.officer(), &[&closed]);
    let why = json!({"reason": "x"});
    for role in [
        Role::Admin,
        Role::Auditor,
        Role::Platform,
        Role::Intake,
        Role::Handler,
        Role::Inspector,
        Role::Institution,
    ] {
        let who = desk.server.any(role);
        let _ = desk
            .server
            .post_as(&who.token, PATH, &draft(&[&closed]))
            .problem(403, "forbidden");
        let _ =
            give(&desk, &who, "PUT", &id, "", Some(&draft(&[&closed]))).problem(403, "forbidden");
        let _ = give(&desk, &who, "POST", &id, "/withdrawal", Some(&why)).problem(403, "forbidden");
        for step in ["/approval", "/publication"] {
            let _ = give(&desk, &who, "POST", &id, step, None).problem(403, "forbidden");
        }
        let reads = role == Role::Auditor;
        assert_eq!(
            desk.server.get_as(&who.token, PATH).status,
            if reads { 200 } else { 403 },
            "{role}"
        );
    }
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    let _ = give(&desk, &stranger, "POST", &id, "/approval", None).problem(404, "not_found");
    // What is under way does not rest on what was read before.
    let call = desk
        .server
        .call("POST", &format!("{PATH}/{id}/approval"))
        .token(&desk.lead().token);
    let _ = call
        .header("If-Match", "\"2\"")
        .send()
        .problem(412, "precondition_failed");
    let call = desk
        .server
        .call("POST", &format!("{PATH}/{id}/approval"))
        .token(&desk.lead().token);
    let _ = call.send().problem(428, "precondition_required");

    // Whoever is accused writes nothing about it.
    let mut accused = intake(&desk.somebody());
    accused["accused"] = json!({"name": "广州市职业技能鉴定指导中心", "kind": "guidance_center", "division": "440100"});
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let about = words(&desk.submit(&province, &accused)["id"]);
    let _ = desk.done(
        &province,
        &about,
        "withdrawal",
        &json!({"by": "complainant", "reason": "已解决"}),
    );
    let _ = drafted(&desk, &province, &[&about]);
    let own = words(&desk.submit(&desk.officer(), &accused)["id"]);
    let answer = desk
        .server
        .post_as(&desk.officer().token, PATH, &draft(&[&own]));
    assert_eq!(
        answer.problem(409, "command_refused")["refusal"],
        "belongs_to_accused"
    );
}

fn of_several_publications_none_leaves_a_gap(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let closed = desk.rejected();
    let ids: Vec<String> = (0..6)
        .map(|_| drafted(&desk, &desk.officer(), &[&closed]))
        .collect();
    for id in &ids {
        let _ = give(&desk, &desk.lead(), "POST", id, "/approval", None).good();
    }
    // The last two lose: they rest on an old version.
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let send = |id: &String, version: &'static str| {
            let (desk, path) = (&desk, format!("{PATH}/{id}/publication"));
            scope.spawn(move || {
                let call = desk.server.call("POST", &path).token(&desk.lead().token);
                call.header("If-Match", version).send().status
            })
        };
        let sent: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| send(id, if i < 4 { "\"2\"" } else { "\"1\"" }))
            .collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses, [200, 200, 200, 200, 412, 412]);
    let list = desk.server.get(PUBLIC).good();
    let mut numbers: Vec<String> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| words(&one["number"]))
        .collect();
    numbers.sort_unstable();
    let expected: Vec<String> = (1..=4)
        .map(|n| format!("粤鉴通报〔2026〕440100-{n:04}号"))
        .collect();
    assert_eq!(numbers, expected);
    crate::load::cases::assert_sound(&desk.server.database);
}
