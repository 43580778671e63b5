//! Art. 21: a center that has stricter rules of its own is held to them; others are not.

use serde_json::json;
use tests::database::Kind;
use tests::server::Server;

use crate::complaints::desk::{Desk, GUANGZHOU, intake, sound};
use crate::support::on_both;

on_both!(a_centers_own_rules_govern_its_cases,);

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
