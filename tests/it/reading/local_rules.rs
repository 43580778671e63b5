//! Art. 21: a center that has stricter rules of its own is held to them; others are not.

use domain::access::Role;
use serde_json::json;
use tests::actor::Actor;
use tests::database::Kind;
use tests::server::Server;

use crate::complaints::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(
    a_centers_own_rules_govern_its_cases,
    a_centers_own_rules_say_what_is_due_soon,
);

fn a_centers_own_rules_govern_its_cases(kind: Kind) {
    let rules = json!({
        "id": "guangzhou", "base": "gd-default", "name_zh": "广州实施细则", "name_en": "Rules of Guangzhou",
        "basis": "（示例）第六条", "centers": [GUANGZHOU],
        "values": [{"parameter": "handling_working_days", "from": "2026-02-09", "value": 15}],
    });
    let builder = Server::builder(kind)
        .file("profiles/guangzhou.json", rules.to_string())
        .env("JIANDU_PROFILES_DIR", "profiles")
        .env("JIANDU_SANDBOX", "true");
    let desk = Desk::of(builder.start(), "2026-02-06T09:30:00+08:00");
    let officer = desk.officer();
    // Accepted on the last working day before the rules hold, and on their first day: 20 and 15 working days.
    for (phone, accepted_on, days, due_on, source) in [
        (
            "19900000101",
            "2026-02-06",
            20,
            "2026-03-12",
            "gd-complaints/art18",
        ),
        ("19900000102", "2026-02-09", 15, "2026-03-06", "local_rule"),
    ] {
        desk.put_clock(&format!("{accepted_on}T09:30:00+08:00"));
        let mut body = intake(phone);
        body["event"]["date"] = "2026-01-20".into();
        let id = desk.submit(&desk.platform(), &body)["id"]
            .as_str()
            .unwrap()
            .to_owned();
        desk.done(&officer, &id, "evaluations", &sound());
        let case = desk.done(&officer, &id, "acceptance", &json!({}));
        let clock = desk.part(&officer, &id, "clock").good();
        let asked =
            json!({"profile": "guangzhou", "accepted_on": accepted_on, "as_of": accepted_on});
        assert_eq!(clock["clock"], desk.server.evaluate("clock", &asked));
        assert_eq!(clock["clock"]["parameters"]["handling_working_days"], days);
        assert_eq!(
            clock["clock"]["parameter_sources"]["handling_working_days"],
            source
        );
        assert_eq!(case["due_on"], due_on);
    }
}

/// In Guangzhou a case is due soon ten working days before its due date, elsewhere three: in lists, counts and to the
/// clock at work.
fn a_centers_own_rules_say_what_is_due_soon(kind: Kind) {
    let rules = json!({
        "id": "guangzhou", "base": "gd-default", "name_zh": "广州实施细则", "name_en": "Rules of Guangzhou",
        "basis": "（示例）第七条", "centers": [GUANGZHOU],
        "values": [{"parameter": "due_soon_working_days", "from": "2026-01-01", "value": 10}],
    });
    let builder = Server::builder(kind)
        .file("profiles/guangzhou.json", rules.to_string())
        .env("JIANDU_PROFILES_DIR", "profiles")
        .env("JIANDU_SANDBOX", "true");
    let desk = Desk::of(builder.start(), "2026-11-02T09:30:00+08:00");
    let shenzhen = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let province = desk.server.actor(Role::ProvinceLead, "gd-440000");
    let accepted = |places: &str, officer: &Actor| {
        let mut body = intake(&desk.somebody());
        body["event"] = json!({"date": "2026-10-20", "precision": "day"});
        body["places"] = json!([places]);
        body["accused"]["division"] = json!(places);
        let id = words(&desk.submit(officer, &body)["id"]);
        desk.done(officer, &id, "evaluations", &sound());
        let case = desk.done(officer, &id, "acceptance", &json!({}));
        (id, case["due_on"].clone())
    };
    let (own, due_on) = accepted("440112", &desk.officer());
    let (other, same) = accepted("440305", &shenzhen);
    // Accepted on Monday, 2 November: the twentieth working day is Monday, 30 November.
    assert_eq!(
        (&due_on, &same),
        (&json!("2026-11-30"), &json!("2026-11-30"))
    );
    let rows = [
        ("2026-11-13", vec![]),
        ("2026-11-16", vec![&own]),
        ("2026-11-24", vec![&own]),
        ("2026-11-25", vec![&own, &other]),
        ("2026-12-01", vec![]),
    ];
    for (day, expected) in rows {
        desk.put_clock(&format!("{day}T09:30:00+08:00"));
        let get = |who: &Actor, path: &str| desk.server.get_as(&who.token, path).good();
        for who in [&desk.officer(), &shenzhen, &province] {
            let of = |id: &str| {
                let center = if id == own.as_str() {
                    GUANGZHOU
                } else {
                    "gd-440300"
                };
                who.organisation == "gd-440000" || who.organisation == center
            };
            let mut expected: Vec<&String> = expected.iter().copied().filter(|id| of(id)).collect();
            expected.sort();
            let list = get(who, "/api/v1/complaints?clock=due_soon&total=true");
            let mut found: Vec<String> = list["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| words(&one["id"]))
                .collect();
            found.sort();
            assert_eq!(
                found.iter().collect::<Vec<_>>(),
                expected,
                "{day} {}",
                who.organisation
            );
            assert_eq!(list["total"]["count"], expected.len(), "{day}");
            let counts = get(who, "/api/v1/complaints/counts");
            let soon = &counts["by_clock"].as_array().unwrap()[0];
            assert_eq!(
                (&soon["clock"], &soon["total"]["count"]),
                (&json!("due_soon"), &json!(expected.len()))
            );
        }
        // The clock says the same by itself, once each.
        if day == "2026-11-16" {
            let path = "/api/v1/complaints/clock-events?kind=due_soon";
            tests::wait::until("it is said that the case is due soon", || {
                let items = get(&province, path)["items"].as_array().unwrap().clone();
                (!items.is_empty()).then_some(())
            });
            let said = get(&province, path);
            assert_eq!(said["items"].as_array().unwrap().len(), 1, "{said}");
            assert_eq!(said["items"][0]["case_id"], own.as_str());
        }
    }
}
