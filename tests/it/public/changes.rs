//! Adding something, and withdrawing.

use domain::gd::case::CaseEvent;
use domain::gd::case::event::handling::Erased;
use persistence::complaints::record::{self, CommitError, Confidential, Derived};
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;

use super::{DOOR, NOW, by_code, complaint, handed_in, known, latest, status};
use crate::complaints::desk::{Desk, baseless, sound, words};
use crate::load::cases::assert_sound;
use crate::support::on_both;

on_both!(
    what_is_added_to_an_open_case_belongs_to_it,
    what_is_added_to_a_closed_case_is_a_new_one_that_follows_it,
    an_erased_case_is_not_there_any_more,
    the_complainant_withdraws,
    staff_and_platforms_take_supplements_down,
    supplements_at_once_all_count,
);

/// What closes a case.
type Closing<'a> = &'a dyn Fn(&str);

fn add(desk: &Desk, code: &str, text: &str) -> Answer {
    by_code(&desk.server, "supplements", code, &json!({"text": text}))
}

fn what_is_added_to_an_open_case_belongs_to_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (code, id) = known(&desk, &complaint());
    let added = add(&desk, &code, "还有一名证人。").good();
    assert_eq!(added["taken_as"], "supplement");
    assert_eq!(
        (&added["number"], &added["receipt"]),
        (&json!(1), &Value::Null)
    );
    let _ = desk.done(&desk.officer(), &id, "evaluations", &sound());
    let _ = desk.done(&desk.officer(), &id, "acceptance", &json!({}));
    assert_eq!(add(&desk, &code, "还有录音。").good()["number"], 2);
    assert_eq!(status(&desk.server, &code).good()["supplements"], 2);
    let case = desk.read(&desk.officer(), &id).good();
    assert_eq!(case["supplements"][1]["via"], "receipt_code");
    let event = desk.latest(&id, "supplement_received");
    assert_eq!(event["submitted_by"], "public");
    assert!(event["text"]["item"].is_string(), "{event}");
    // Repeated with a key, it is added once.
    let send = || {
        let call = desk.server.call("POST", &format!("{DOOR}/supplements"));
        let body = json!({"receipt_code": code, "text": "第三项。"});
        let call = call.header("Idempotency-Key", "third");
        call.json_text(body.to_string()).send()
    };
    let (first, again) = (send(), send());
    assert_eq!(first.good()["number"], 3);
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(status(&desk.server, &code).good()["supplements"], 3);
    assert_sound(&desk.server.database);
}

fn what_is_added_to_a_closed_case_is_a_new_one_that_follows_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let rejected = |id: &str| {
        let _ = desk.done(&officer, id, "evaluations", &baseless());
        let _ = desk.done(&officer, id, "rejection", &json!({}));
    };
    let concluded = |id: &str| {
        let _ = desk.done(&officer, id, "evaluations", &sound());
        let _ = desk.done(&officer, id, "acceptance", &json!({}));
        let _ = desk.done(
            &officer,
            id,
            "conclusion",
            &json!({"outcome": "unverifiable"}),
        );
    };
    let withdrawn = |id: &str| {
        let body = json!({"by": "complainant", "reason": "暂不追究"});
        let _ = desk.done(&officer, id, "withdrawal", &body);
    };
    let closings: [(&str, Closing<'_>); 3] = [
        ("19900880011", &rejected),
        ("19900880012", &concluded),
        ("19900880013", &withdrawn),
    ];
    for (hour, (phone, close)) in closings.into_iter().enumerate() {
        let minute = hour * 10;
        desk.put_clock(&format!("2026-11-23T10:{minute:02}:00+08:00"));
        let of = tests::json::with(&complaint(), "/complainant/phone", json!(phone));
        let (code, earlier) = known(&desk, &of);
        close(&earlier);
        let events = desk.events(&earlier).len();
        desk.put_clock(&format!("2026-11-23T10:{:02}:00+08:00", minute + 5));
        let answer = add(&desk, &code, "找到了新的证据。");
        assert_eq!(answer.status, 201, "{}", answer.text());
        let added = answer.json();
        assert_eq!(added["taken_as"], "new_complaint");
        let new_code = words(&added["receipt"]["receipt_code"]);
        assert_ne!(new_code, code);
        assert_eq!(status(&desk.server, &new_code).good()["state"], "received");
        // The earlier case stays as it was.
        assert_eq!(desk.events(&earlier).len(), events);
        let id = latest(&desk);
        assert_ne!(id, earlier);
        let case = desk.read(&officer, &id).good();
        assert_eq!(case["follows"], earlier.as_str());
        assert_eq!(case["accused"]["name"], "广州南岫职业培训学校");
        assert_eq!(case["form"]["name"], true);
        assert_eq!(case["form"]["reasons"], false);
        // Of the same complainant: who they are is sealed anew, and they are found by the same hashes.
        let disclosed = desk.server.post_as(
            &officer.token,
            &format!("/api/v1/complaints/{id}/identity-disclosures"),
            &json!({"purpose": "联系提出人"}),
        );
        let disclosed = disclosed.good();
        assert!(disclosed.to_string().contains(phone), "{disclosed}");
        let own = &desk.latest(&id, "complaint_received")["identity"]["item"];
        let old = &desk.latest(&earlier, "complaint_received")["identity"]["item"];
        assert!(own.is_string() && own != old);
        let _ = desk.done(&officer, &id, "evaluations", &sound());
        let evaluated = desk.latest(&id, "complaint_evaluated");
        let priors = evaluated["evaluation"]["priors"].to_string();
        assert!(priors.contains(&earlier), "{priors}");
    }
    assert_sound(&desk.server.database);
}

fn an_erased_case_is_not_there_any_more(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (code, id) = known(&desk, &complaint());
    let unknown = status(&desk.server, "0000-0000-0000-0000");
    let erased = Erased {
        on: "2026-11-23".parse().unwrap(),
        proposed_by: "one".to_owned(),
        confirmed_by: "another".to_owned(),
    };
    let now = "2026-11-23T01:00:00Z".parse().unwrap();
    desk.store()
        .write::<_, CommitError, _>(move |connection| {
            let case = record::open(connection, &id)?.unwrap();
            let events = [CaseEvent::from(erased)];
            let nothing = Confidential::default();
            record::commit(
                connection,
                case,
                &events,
                &nothing,
                |_| Derived::default(),
                "system",
                now,
            )
        })
        .unwrap();
    let text = |answer: &Answer| {
        let problem = answer.problem(404, "not_found");
        answer
            .text()
            .replace(problem["trace_id"].as_str().unwrap(), "")
    };
    for (what, more) in [
        ("status", json!({})),
        ("notices", json!({"number": 1})),
        ("supplements", json!({"text": "补充"})),
        ("withdrawal", json!({"reason": "算了"})),
    ] {
        let answer = by_code(&desk.server, what, &code, &more);
        assert_eq!(text(&answer), text(&unknown), "{what}");
    }
}

fn the_complainant_withdraws(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (code, id) = known(&desk, &complaint());
    let reason = json!({"reason": "学校已经退费，原因不便公开。"});
    let done = by_code(&desk.server, "withdrawal", &code, &reason).good();
    assert_eq!(
        (&done["state"], &done["withdrawn_on"]),
        (&json!("withdrawn"), &json!("2026-11-23"))
    );
    let case = desk.read(&desk.officer(), &id).good();
    assert_eq!(case["withdrawal"]["by"], "complainant");
    // Their own words are sealed, as all they say.
    assert_eq!(case["supplements"][0]["via"], "receipt_code");
    let record: String = desk
        .events(&id)
        .into_iter()
        .map(|event| event.payload)
        .collect();
    assert!(!record.contains("退费"), "{record}");
    let again = by_code(&desk.server, "withdrawal", &code, &reason);
    let _ = again.problem(409, "wrong_state");
    assert_eq!(again.body.len(), status(&desk.server, &code).body.len());
    assert_eq!(status(&desk.server, &code).good()["state"], "withdrawn");
    assert_sound(&desk.server.database);
}

fn staff_and_platforms_take_supplements_down(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let id = desk.received();
    let (officer, platform) = (desk.officer(), desk.platform());
    let text = json!({"text": "提出人来电补充。"});
    let case = desk.done(&officer, &id, "supplements", &text);
    assert_eq!(case["supplements"][0]["via"], "center");
    let case = desk.done(&platform, &id, "supplements", &text);
    assert_eq!(case["supplements"][1]["via"], "platform");
    let stale = desk.give_on(&officer, 1, &id, "supplements", &text);
    let _ = stale.problem(412, "precondition_failed");
    let faults = desk
        .give(&officer, &id, "supplements", &json!({"text": " "}))
        .faults();
    assert_eq!(faults[0].0, "/text");
    let record: String = desk
        .events(&id)
        .into_iter()
        .map(|event| event.payload)
        .collect();
    assert!(!record.contains("来电"), "{record}");
    // A platform only to what it handed in, nobody to what is closed.
    let (_, of_the_public) = known(&desk, &complaint());
    let version = 1;
    let foreign = desk.give_on(&platform, version, &of_the_public, "supplements", &text);
    let _ = foreign.problem(404, "not_found");
    let rejected = desk.rejected();
    let closed = desk.give(&officer, &rejected, "supplements", &text);
    let _ = closed.problem(409, "wrong_state");
    assert_sound(&desk.server.database);
}

/// Nobody names a version at the public's door: what one gets in front of another is tried again.
fn supplements_at_once_all_count(kind: Kind) {
    const AT_ONCE: usize = 12;
    let desk = Desk::at(kind, NOW);
    let code = words(&handed_in(&desk.server, &complaint())["receipt_code"]);
    let start = std::sync::Barrier::new(AT_ONCE);
    let mut numbers: Vec<i64> = std::thread::scope(|scope| {
        let one = |place: usize| {
            let (desk, code, start) = (&desk, &code, &start);
            scope.spawn(move || {
                start.wait();
                add(desk, code, &format!("第{place}项。")).good()["number"]
                    .as_i64()
                    .unwrap()
            })
        };
        let threads: Vec<_> = (0..AT_ONCE).map(one).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
}
