//! The bridge (jz Art. 17, 21(3)): what is concluded as substantiated against a filed institution stands in its ledger, once,
//! by number, and nothing else does.

use std::sync::Barrier;

use domain::access::{Regime, Role};
use domain::jz::institution::ledger::Substantiation;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;
use tests::on_record::{open, stream, take_over, taken_over};

use crate::complaints::desk::{Desk, intake, sound, words};
use crate::support::on_both;

on_both!(
    what_is_substantiated_enters_the_ledger_and_nothing_else_does,
    by_name_where_there_is_no_code,
    whom_it_does_not_concern_gets_nothing,
    a_correction_leads_to_the_right_institution,
    two_concluded_at_once_both_stand_in_the_ledger,
    nothing_of_the_complainant_crosses,
);

const JINGZHOU: &str = "jz-421000";
const NOW: &str = "2026-11-02T09:00:00+08:00";
/// Credit codes with their right check characters.
const ONE: &str = "91350100M000100Y43";
const NAME: &str = "荆州江津职业培训学校（示例）";

struct World {
    desk: Desk,
    regulator: Actor,
}

impl World {
    fn new(kind: Kind) -> Self {
        let desk = Desk::at(kind, NOW);
        let regulator = desk.server.actor(Role::Regulator, JINGZHOU);
        Self { desk, regulator }
    }

    /// A case of Jingzhou against somebody, ready to be concluded; its id.
    fn reported(&self, accused: &Value) -> String {
        self.reported_of(&self.desk.somebody(), accused)
    }

    fn reported_of(&self, phone: &str, accused: &Value) -> String {
        let mut body = intake(phone);
        body["places"] = json!(["421002"]);
        body["accused"] = json!({"kind": "social_training", "division": "421002"});
        for (member, value) in accused.as_object().unwrap() {
            body["accused"][member] = value.clone();
        }
        body["submitted_on"] = "2026-10-20".into();
        let id = words(&self.desk.submit(&self.regulator, &body)["id"]);
        let _ = self
            .desk
            .done(&self.regulator, &id, "evaluations", &sound());
        let _ = self
            .desk
            .done(&self.regulator, &id, "acceptance", &json!({}));
        let _ = self.desk.server.handled(&self.regulator, &id);
        id
    }

    fn conclude(&self, id: &str, outcome: &str) -> String {
        let mut body = json!({"outcome": outcome, "measures": []});
        // What the report found.
        if outcome != "partly" {
            body["departure"] = "报告的结论与所附材料不尽一致".into();
        }
        let case = self.desk.done(&self.regulator, id, "conclusion", &body);
        words(&case["acceptance"]["number"])
    }

    fn link(&self, id: &str) -> Value {
        let path = format!("/api/v1/complaints/{id}/institution-link");
        self.desk.server.get_as(&self.regulator.token, &path).good()
    }

    fn reason(&self, id: &str) -> String {
        let link = self.link(id);
        assert_eq!(link["recorded"], false, "{link}");
        assert!(link["reason_text"].is_string(), "{link}");
        words(&link["reason"])
    }
}

fn what_is_substantiated_enters_the_ledger_and_nothing_else_does(kind: Kind) {
    let world = World::new(kind);
    let store = world.desk.store();
    let institution = take_over(&store, ONE, NAME);
    let accused = json!({"uscc": ONE, "name": "别的写法"});
    for (outcome, stands) in [
        ("substantiated", Some(Substantiation::Substantiated)),
        ("partly", Some(Substantiation::Partly)),
        ("unsubstantiated", None),
        ("unverifiable", None),
    ] {
        let id = world.reported(&accused);
        assert_eq!(world.reason(&id), "not_concluded");
        assert_eq!(world.link(&id)["institution_id"], institution.as_str());
        let number = world.conclude(&id, outcome);
        let ledger = open(&store, &institution).ledger;
        let found = ledger.complaints.get(&number);
        assert_eq!(found.map(|it| it.outcome), stands, "{outcome}");
        if let Some(entry) = found {
            assert_eq!(entry.received_on.to_string(), "2026-10-20");
            assert_eq!(entry.concluded_on.to_string(), "2026-11-02");
            let link = world.link(&id);
            assert_eq!(link["recorded"], true, "{link}");
            assert_eq!(link["institution_id"], institution.as_str());
        } else {
            assert_eq!(world.reason(&id), "not_substantiated");
        }
    }
    assert_eq!(open(&store, &institution).ledger.complaints.len(), 2);
}

fn by_name_where_there_is_no_code(kind: Kind) {
    let world = World::new(kind);
    let store = world.desk.store();
    let institution = take_over(&store, ONE, NAME);
    // Written with other brackets and blanks it is the same name.
    let id = world.reported(&json!({"name": "荆州江津职业培训学校 (示例)"}));
    let number = world.conclude(&id, "substantiated");
    assert!(
        open(&store, &institution)
            .ledger
            .complaints
            .contains_key(&number)
    );
    let id = world.reported(&json!({"name": "荆州江津职业培训学校"}));
    let _number = world.conclude(&id, "substantiated");
    assert_eq!(world.reason(&id), "no_such_name");
    // Two that are called alike: it is not certain which.
    let _other = take_over(&store, "another-code", NAME);
    let id = world.reported(&json!({"name": NAME}));
    let _number = world.conclude(&id, "substantiated");
    assert_eq!(world.reason(&id), "ambiguous_name");
    assert_eq!(open(&store, &institution).ledger.complaints.len(), 1);
}

fn whom_it_does_not_concern_gets_nothing(kind: Kind) {
    let world = World::new(kind);
    let store = world.desk.store();
    let id = world.reported(&json!({"uscc": ONE, "name": NAME}));
    let _number = world.conclude(&id, "substantiated");
    assert_eq!(world.reason(&id), "unknown_code");
    // An institution of Guangdong, of which these measures say nothing.
    let elsewhere = taken_over(&store, ONE, NAME, Regime::Gd);
    assert_eq!(world.reason(&id), "other_regime");
    let id = world.reported(&json!({"uscc": ONE}));
    let _number = world.conclude(&id, "substantiated");
    assert!(open(&store, &elsewhere).ledger.complaints.is_empty());
    // Nor does a case of Guangdong concern an institution of Jingzhou.
    let server = &world.desk.server;
    let ours = take_over(&store, "a-code", "广州南岫职业培训学校");
    let officer = world.desk.officer();
    let id = world.desk.investigated();
    let body = json!({"outcome": "substantiated", "measures": []});
    let _ = world.desk.done(&officer, &id, "conclusion", &body);
    assert!(open(&store, &ours).ledger.complaints.is_empty());
    let path = format!("/api/v1/complaints/{id}/institution-link");
    assert_eq!(
        server.get_as(&officer.token, &path).good()["reason"],
        "other_regime"
    );
    // Another authority's case does not exist.
    let other = server.actor(Role::Regulator, "jz-421087");
    let _ = server.get_as(&other.token, &path).problem(404, "not_found");
    // Whoever handed it in reads the case, but not this.
    let platform = world.desk.platform();
    let _ = server
        .get_as(&platform.token, &path)
        .problem(403, "forbidden");
}

fn a_correction_leads_to_the_right_institution(kind: Kind) {
    let world = World::new(kind);
    let store = world.desk.store();
    let wrong = take_over(&store, "another-code", NAME);
    let right = take_over(&store, ONE, "荆州另一职业培训学校");
    let code = json!({"accused": {"uscc": ONE}});
    for name in [NAME, "无此机构"] {
        let id = world.reported(&json!({"name": name}));
        let _ = world.desk.done(&world.regulator, &id, "corrections", &code);
        let number = world.conclude(&id, "partly");
        assert!(open(&store, &wrong).ledger.complaints.is_empty());
        let ledger = open(&store, &right).ledger;
        assert!(ledger.complaints.contains_key(&number));
        assert_eq!(world.link(&id)["institution_id"], right.as_str());
    }
}

fn two_concluded_at_once_both_stand_in_the_ledger(kind: Kind) {
    const AT_ONCE: usize = 6;
    let world = World::new(kind);
    let store = world.desk.store();
    let institution = take_over(&store, ONE, NAME);
    let accused = json!({"uscc": ONE});
    let ids: Vec<String> = (0..AT_ONCE).map(|_| world.reported(&accused)).collect();
    let start = Barrier::new(AT_ONCE);
    let numbers: Vec<String> = std::thread::scope(|scope| {
        let conclude = |id: &String| {
            let body = json!({"outcome": "partly", "measures": []});
            start.wait();
            let answer = world.desk.give(&world.regulator, id, "conclusion", &body);
            assert_eq!(answer.status, 200, "{}", answer.text());
            words(&answer.json()["acceptance"]["number"])
        };
        let threads: Vec<_> = ids
            .iter()
            .map(|id| scope.spawn(move || conclude(id)))
            .collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let ledger = open(&store, &institution).ledger;
    assert_eq!(ledger.complaints.len(), AT_ONCE);
    for number in numbers {
        assert!(ledger.complaints.contains_key(&number), "{number}");
    }
}

fn nothing_of_the_complainant_crosses(kind: Kind) {
    let world = World::new(kind);
    let store = world.desk.store();
    let institution = take_over(&store, ONE, NAME);
    let phone = "19912345678";
    let id = world.reported_of(phone, &json!({"uscc": ONE, "name": "投诉人的叫法"}));
    let number = world.conclude(&id, "substantiated");
    let server = &world.desk.server;
    let mut places = vec![stream(&store, &institution)];
    assert!(places[0].contains(&number));
    for path in [
        format!("/api/v1/institutions/{institution}/credit"),
        format!("/api/v1/institutions/{institution}/credit/history"),
        "/api/v1/credit/ranking".to_owned(),
        "/api/v1/public/sanctions".to_owned(),
        "/api/v1/public/credit-grades".to_owned(),
        "/api/v1/public/evaluations".to_owned(),
        format!("/api/v1/public/institutions/{ONE}/fees"),
        format!("/api/v1/public/institutions/{ONE}/evaluations"),
    ] {
        let answer = server.get_as(&world.regulator.token, &path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        places.push(answer.text().to_owned());
    }
    for needle in [
        phone,
        "覃玉莲",
        "投诉人的叫法",
        "冲刺材料",
        "微信群",
        "不公平",
        &id,
    ] {
        for place in &places {
            assert!(!place.contains(needle), "{needle} in {place}");
        }
    }
    // The public does not even learn that there was a case.
    assert!(places.iter().skip(4).all(|place| !place.contains(&number)));
    let credit = serde_json::from_str::<Value>(&places[1]).unwrap();
    assert_eq!(credit["score"], 95, "{credit}");
    assert_eq!(credit["deductions"][0]["source"]["id"], number.as_str());
}
