//! The public lists: what is shown from when to when, page by page, without a token.

use domain::jz::facts::Breach;
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{
    Ban, Evaluation, EvaluationBasis, Fee, ListName, Listing, Sanction, Suspension,
};
use domain::jz::sanctions::Tier;
use serde_json::Value;
use tests::database::Kind;
use tests::on_record::{day, enter, take_over};

use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    sanctions_are_shown_from_their_first_day_until_their_months_are_over,
    lists_go_on_page_by_page,
    fees_and_evaluations_of_an_institution,
    whoever_has_the_answer_already_gets_none,
);

const NOW: &str = "2026-11-02T09:00:00+08:00";
const ONE: &str = "91350100M000100Y43";

fn suspension(id: &str, from: &str, to: Option<&str>) -> LedgerEntry {
    LedgerEntry::Suspension(Suspension {
        id: id.to_owned(),
        from: day(from),
        to: to.map(day),
        proceeding: Some("p".to_owned()),
    })
}

fn listing(id: &str, list: ListName, to: Option<&str>) -> LedgerEntry {
    LedgerEntry::Listing(Listing {
        id: id.to_owned(),
        list,
        from: day("2025-01-10"),
        to: to.map(day),
        reason: "未按规定提交年度工作报告".to_owned(),
        proceeding: None,
    })
}

fn measures(desk: &Desk, path: &str) -> Vec<(String, bool)> {
    let list = desk.server.get(path).good();
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|it| {
            (
                it["measure"].as_str().unwrap().to_owned(),
                it["in_force"] == true,
            )
        })
        .collect()
}

fn sanctions_are_shown_from_their_first_day_until_their_months_are_over(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let id = take_over(&store, ONE, "荆州示例培训学校");
    enter(
        &store,
        &id,
        suspension("s", "2026-11-05", Some("2026-12-31")),
    );
    enter(
        &store,
        &id,
        LedgerEntry::Sanction(Sanction {
            id: "p".to_owned(),
            decided_on: day("2026-11-01"),
            tier: Tier::Warning,
            grounds: vec![Breach::Art21(4)],
            items: Vec::new(),
        }),
    );
    let all = "/api/v1/public/sanctions";
    let shown = |now: &str| {
        desk.put_clock(&format!("{now}T09:00:00+08:00"));
        measures(&desk, all)
    };
    let found = |in_force: bool| vec![("suspension".to_owned(), in_force)];
    assert!(shown("2026-11-04").is_empty(), "not before its first day");
    assert_eq!(shown("2026-11-05"), found(true));
    let item = desk.server.get(all).good()["items"][0].clone();
    assert_eq!(item["uscc"], ONE);
    assert_eq!(item["decided_on"], "2026-11-01");
    assert_eq!(item["grounds"][0], "jz-institutions/art21/4");
    assert_eq!(item["basis"], "jz-institutions/art21");
    assert_eq!(item["to"], "2026-12-31");
    assert_eq!(item["shown_until"], "2027-12-31");
    assert_eq!(item["authority"]["organisation_id"], "jz-421000");
    assert_eq!(shown("2026-12-31"), found(true));
    assert_eq!(shown("2027-01-01"), found(false), "ended, but shown");
    assert_eq!(shown("2027-12-31"), found(false), "the last day");
    assert!(shown("2028-01-01").is_empty(), "no more");
    // One that is open is shown as long as it lasts; one that was revoked no longer.
    enter(&store, &id, listing("a", ListName::Abnormal, None));
    enter(
        &store,
        &id,
        listing("b", ListName::BadCredit, Some("2027-02-01")),
    );
    let ban = |lifted_on: Option<&str>| {
        LedgerEntry::Ban(Ban {
            id: "ban".to_owned(),
            decided_on: day("2027-06-01"),
            from: day("2027-06-01"),
            barred_until: day("2030-06-01"),
            lifted_on: lifted_on.map(day),
            proceeding: None,
        })
    };
    enter(&store, &id, ban(None));
    assert_eq!(
        measures(&desk, "/api/v1/public/abnormal-list"),
        [("abnormal_list".to_owned(), true)]
    );
    assert_eq!(
        measures(&desk, "/api/v1/public/bad-credit-list"),
        [("bad_credit_file".to_owned(), false)]
    );
    assert_eq!(
        measures(&desk, "/api/v1/public/bans"),
        [("ban".to_owned(), true)]
    );
    assert_eq!(measures(&desk, all).len(), 3);
    assert_eq!(measures(&desk, &format!("{all}?measure=ban")).len(), 1);
    enter(&store, &id, ban(Some("2027-12-01")));
    assert!(measures(&desk, "/api/v1/public/bans").is_empty());
    let _ = desk
        .server
        .get(&format!("{all}?measure=fee"))
        .problem(400, "malformed_request");
    let _ = desk
        .server
        .get(&format!("{all}?who=1"))
        .problem(400, "malformed_request");
}

fn lists_go_on_page_by_page(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    for number in 0..7 {
        let id = take_over(&store, &format!("code-{number}"), &format!("学校{number}"));
        enter(
            &store,
            &id,
            suspension("s", &format!("2026-0{}-01", number % 3 + 1), None),
        );
    }
    let mut path = "/api/v1/public/sanctions?limit=3".to_owned();
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut pages = 0;
    loop {
        let answer = desk.server.get(&path);
        let page = answer.good();
        pages += 1;
        for item in page["items"].as_array().unwrap() {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            seen.push((text("from"), text("uscc")));
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/public/sanctions?limit=3&cursor={next}"),
            None => break,
        }
    }
    assert_eq!((pages, seen.len()), (3, 7));
    assert!(
        seen.windows(2).all(|pair| pair[0].0 >= pair[1].0),
        "{seen:?}"
    );
    let mut codes: Vec<_> = seen.into_iter().map(|(_, code)| code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 7);
    // A cursor of one list is none of another.
    let page = desk.server.get("/api/v1/public/sanctions?limit=3").good();
    let cursor = page["next"].as_str().unwrap();
    let other = format!("/api/v1/public/abnormal-list?limit=3&cursor={cursor}");
    let _ = desk.server.get(&other).problem(400, "malformed_request");
}

fn evaluation(id: &str, published_on: Option<&str>) -> LedgerEntry {
    LedgerEntry::Evaluation(Evaluation {
        id: id.to_owned(),
        on: day("2026-09-01"),
        center: "jz-421000".to_owned(),
        basis: EvaluationBasis::Standard,
        result: "合格".to_owned(),
        summary: "总体合格，题库更新偏慢。".to_owned(),
        published_on: published_on.map(day),
    })
}

fn fees_and_evaluations_of_an_institution(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let id = take_over(&store, ONE, "荆州示例培训学校");
    let fee = |id: &str, yuan, from: &str, to: Option<&str>| {
        LedgerEntry::Fee(Fee {
            id: id.to_owned(),
            occupation: Some("6-31-01-03".to_owned()),
            level: Some(4),
            yuan,
            basis: Some("鄂价费示例".to_owned()),
            from: day(from),
            to: to.map(day),
        })
    };
    enter(
        &store,
        &id,
        fee("old", 300, "2025-01-01", Some("2026-11-02")),
    );
    enter(&store, &id, fee("new", 350, "2026-11-03", None));
    enter(&store, &id, evaluation("hidden", None));
    enter(&store, &id, evaluation("shown", Some("2026-11-03")));
    let fees = format!("/api/v1/public/institutions/{ONE}/fees");
    let own = format!("/api/v1/public/institutions/{ONE}/evaluations");
    let all = "/api/v1/public/evaluations";
    let yuan = || -> Vec<Value> {
        let list = desk.server.get(&fees).good();
        let items = list["items"].as_array().unwrap().iter();
        items.map(|it| it["yuan"].clone()).collect()
    };
    let results = |path: &str| {
        desk.server.get(path).good()["items"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(yuan(), [300]);
    assert_eq!(
        (results(&own), results(all)),
        (0, 0),
        "not before it is published"
    );
    desk.put_clock("2026-11-03T09:00:00+08:00");
    assert_eq!(yuan(), [350]);
    assert_eq!((results(&own), results(all)), (1, 1));
    let item = desk.server.get(all).good()["items"][0].clone();
    assert_eq!(
        (&item["result"], &item["basis"]),
        (&"合格".into(), &"standard".into())
    );
    assert_eq!(item["published_on"], "2026-11-03");
    desk.put_clock("2029-11-03T09:00:00+08:00");
    assert_eq!(results(all), 1, "the last day");
    desk.put_clock("2029-11-04T09:00:00+08:00");
    assert_eq!(results(all), 0);
    for nobody in ["91350100M000100Y44", "x", "%00"] {
        let path = format!("/api/v1/public/institutions/{nobody}/fees");
        let _ = desk.server.get(&path).problem(404, "not_found");
    }
}

fn whoever_has_the_answer_already_gets_none(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let store = desk.store();
    let id = take_over(&store, ONE, "荆州示例培训学校");
    enter(&store, &id, suspension("s", "2026-01-05", None));
    for path in [
        "/api/v1/public/sanctions",
        "/api/v1/public/abnormal-list",
        "/api/v1/public/bad-credit-list",
        "/api/v1/public/bans",
        "/api/v1/public/evaluations",
        "/api/v1/public/credit-grades",
        "/api/v1/public/institutions/91350100M000100Y43/fees",
        "/api/v1/public/institutions/91350100M000100Y43/evaluations",
        "/api/v1/credit/formula",
    ] {
        let first = desk.server.get(path);
        assert_eq!(first.status, 200, "{path}: {}", first.text());
        assert_eq!(first.header("cache-control"), "public, no-cache", "{path}");
        let tag = first.header("etag").to_owned();
        let again = desk
            .server
            .call("GET", path)
            .header("If-None-Match", &tag)
            .send();
        assert_eq!((again.status, again.text()), (304, ""), "{path}");
        let _ = desk
            .server
            .get(&format!("{path}?nobody=1"))
            .problem(400, "malformed_request");
    }
    let tag = desk
        .server
        .get("/api/v1/public/sanctions")
        .header("etag")
        .to_owned();
    enter(
        &store,
        &id,
        suspension("s", "2026-01-05", Some("2026-11-01")),
    );
    let changed = desk.server.call("GET", "/api/v1/public/sanctions");
    assert_eq!(changed.header("If-None-Match", &tag).send().status, 200);
}
