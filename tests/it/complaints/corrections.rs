//! Corrections (Art. 8): the old value is kept, what is sealed is sealed anew, and masks are never written back.

use domain::access::Role;
use persistence::complaints::record::stream;
use persistence::keys::KeyRing;
use persistence::ledger::sealed;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(
    a_correction_keeps_the_old_value,
    who_complains_is_sealed_anew_and_found_by_the_new_identifiers,
    what_is_no_correction_is_refused,
    a_correction_may_move_the_case_to_another_center,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";
const STEP: &str = "corrections";

fn a_correction_keeps_the_old_value(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.examined();
    let case = desk.done(
        &officer,
        &id,
        STEP,
        &json!({
            "accused": {"name": "广州南岫技能评价有限公司", "uscc": null},
            "event": {"date": "2026-02-28", "precision": "day"},
            "media_exposed": null,
            "urgent": true,
        }),
    );
    assert_eq!(case["accused"]["name"], "广州南岫技能评价有限公司");
    // What was not named stays as it was.
    assert_eq!(case["accused"]["kind"], "social_training");
    assert_eq!(case["accused"]["division"], "440112");
    assert_eq!(case["event"]["date"], "2026-02-28");
    assert_eq!(case["media_exposed"], Value::Null);
    assert_eq!(case["urgent"], true);
    let kept = desk.latest(&id, "complaint_corrected");
    let changes = kept["changes"].as_array().unwrap();
    let old = |field: &str| {
        let change = changes.iter().find(|change| change["field"] == field);
        change.unwrap_or_else(|| panic!("{field} in {kept}"))["old"].clone()
    };
    assert_eq!(old("accused_name"), "广州南岫职业培训学校");
    assert_eq!(old("event")["date"], "2026-03-01");
    assert_eq!(old("media_exposed"), false);
    assert_eq!(changes.len(), 4, "{kept}");

    // What was examined before no longer serves.
    assert_eq!(case["evaluation"]["outdated"], true);
    let _ = desk.refused(
        &officer,
        &id,
        "acceptance",
        &json!({}),
        "evaluation_outdated",
    );
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let _ = desk.done(&officer, &id, "acceptance", &json!({}));

    // Intake staff take down; once it is decided, the officers answer for the record.
    let staff = desk.server.actor(Role::Intake, GUANGZHOU);
    let correction = json!({"industry": "电子"});
    let _ = desk
        .give(&staff, &id, STEP, &correction)
        .problem(403, "forbidden");
    let fresh = desk.received();
    let _ = desk.done(&staff, &fresh, STEP, &correction);
    let _ = desk.done(&officer, &id, STEP, &correction);
    let late = json!({"submitted_on": "2026-03-03"});
    assert_eq!(
        desk.give(&officer, &id, STEP, &late).faults()[0].0,
        "/submitted_on"
    );
    let _ = desk
        .give(&desk.platform(), &fresh, STEP, &correction)
        .problem(403, "forbidden");
}

fn who_complains_is_sealed_anew_and_found_by_the_new_identifiers(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let considered = |id: &str| {
        let _ = desk.done(&officer, id, "evaluations", &sound());
        let kept = desk.latest(id, "complaint_evaluated");
        let priors = kept["evaluation"]["priors"].as_array().unwrap().iter();
        priors
            .map(|prior| words(&prior["case_id"]))
            .collect::<Vec<_>>()
    };
    let first = desk.received_from("19900000116");
    let corrected = desk.done(
        &officer,
        &first,
        STEP,
        &json!({"complainant": {"phone": "199 0000 0217", "email": "Qin.YL@example.cn"}}),
    );
    // The name is no longer given, the wish for confidentiality is untouched.
    assert_eq!(corrected["form"]["name"], false);
    assert_eq!(corrected["form"]["contact"], true);
    assert_eq!(corrected["form"]["facts"], true);
    assert_eq!(corrected["wants_confidentiality"], true);
    assert!(considered(&desk.received_from("19900000116")).is_empty());
    let by_phone = desk.received_from("+86-199-0000-0217");
    assert_eq!(considered(&by_phone), std::slice::from_ref(&first));

    // Both are there, sealed under the key of the case; neither is in any event.
    let keys = KeyRing::load(&desk.server.database.folder().join("keys.json")).unwrap();
    let open = |reference: &Value| {
        let (item, hash) = (words(&reference["item"]), words(&reference["hash"]));
        let hash: Vec<u8> = (0..hash.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hash[at..at + 2], 16).unwrap())
            .collect();
        let hash = hash.try_into().unwrap();
        let text = desk
            .store()
            .read(|c| sealed::open(c, &keys, &stream(&first), &item, &hash))
            .unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()
    };
    let (before, after) = (
        desk.latest(&first, "complaint_received"),
        desk.latest(&first, "complaint_corrected"),
    );
    assert_eq!(open(&before["identity"])["phone"], "19900000116");
    assert_eq!(open(&before["identity"])["name"], "覃玉莲");
    assert_eq!(open(&after["identity"])["phone"], "19900000217");
    assert_eq!(open(&after["identity"])["name"], Value::Null);
    let told = format!("{corrected}{:?}", desk.events(&first));
    for secret in ["19900000116", "19900000217", "覃玉莲", "qin.yl", "Qin.YL"] {
        assert!(!told.contains(secret), "{secret}");
    }

    // A statement is given as a whole too.
    let statement = json!({"statement": {"facts": "考前一晚发了试题，另有照片。"}});
    let case = desk.done(&officer, &first, STEP, &statement);
    assert_eq!(
        case["form"],
        json!({"name": false, "contact": true, "request": false, "facts": true, "reasons": false})
    );
    let after = desk.latest(&first, "complaint_corrected");
    assert_eq!(after["identity"], Value::Null);
    assert_eq!(
        open(&after["statement"])["facts"],
        "考前一晚发了试题，另有照片。"
    );
    assert_eq!(
        open(&before["statement"])["request"],
        "查清冲刺材料的来源。"
    );

    // Whoever was anonymous, and said nothing, has no key yet.
    let mut bare = intake("");
    for member in ["complainant", "request", "facts", "reasons"] {
        bare[member] = Value::Null;
    }
    let bare = words(&desk.submit(&desk.platform(), &bare)["id"]);
    let named = json!({"complainant": {"name": "韦某", "phone": "19900000318"}});
    let case = desk.done(&officer, &bare, STEP, &named);
    assert_eq!(case["form"]["name"], true);
    assert_eq!(
        considered(&desk.received_from("19900000318")),
        std::slice::from_ref(&bare)
    );
    let again = json!({"complainant": {"name": "韦某", "phone": "19900000419"}});
    let _ = desk.done(&officer, &bare, STEP, &again);
    assert!(
        considered(&desk.received_from("19900000318"))
            .iter()
            .all(|id| *id != bare)
    );
}

fn what_is_no_correction_is_refused(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.received();
    let masked = [
        (
            json!({"complainant": {"phone": "199****0116"}}),
            "/complainant/phone",
        ),
        (
            json!({"complainant": {"name": "覃**"}}),
            "/complainant/name",
        ),
        (
            json!({"complainant": {"id_number": "4407**********0702"}}),
            "/complainant/id_number",
        ),
        (
            json!({"complainant": {"address": "广州市●●路"}}),
            "/complainant/address",
        ),
        (json!({"accused": {"name": "广州**学校"}}), "/accused/name"),
        (json!({"first_receiver": "陈＊"}), "/first_receiver"),
    ];
    let wrong = [
        (json!({"complainant": null}), "/complainant"),
        (json!({"complainant": {}}), "/complainant"),
        (
            json!({"complainant": {"wants_confidentiality": false}}),
            "/complainant/wants_confidentiality",
        ),
        (
            json!({"complainant": {"phone": "12"}}),
            "/complainant/phone",
        ),
        (json!({"statement": {}}), "/statement"),
        (json!({"statement": {"facts": " "}}), "/statement/facts"),
        (json!({"accused": null}), "/accused"),
        (json!({"accused": {"kind": null}}), "/accused/kind"),
        (
            json!({"accused": {"uscc": "91350100M000100Y4Z"}}),
            "/accused/uscc",
        ),
        (json!({"kind": null}), "/kind"),
        (json!({"channel": "pigeon"}), "/channel"),
        (json!({"places": null}), "/places"),
        (json!({"places": ["999999"]}), "/places/0"),
        (
            json!({"wants_confidentiality": null}),
            "/wants_confidentiality",
        ),
        (json!({"submitted_on": "2026-03-03"}), "/submitted_on"),
        (json!({"event": {"date": "2026-03-03"}}), "/event/date"),
        (json!({"channel": "phone"}), "/first_receiver"),
        (json!({"form": {"name": true}}), "/form"),
        (json!({"external_ref": "1"}), "/external_ref"),
        (json!([]), ""),
    ];
    let before = desk.read(&officer, &id).good();
    for (body, pointer) in masked.into_iter().chain(wrong) {
        let faults = desk.give(&officer, &id, STEP, &body).faults();
        assert_eq!(faults[0].0, pointer, "{body} {faults:?}");
    }
    for body in [
        json!({}),
        json!({"kind": "complaint"}),
        json!({"places": ["440112"], "accused": {"name": "广州南岫职业培训学校"}}),
        json!({"urgent": null}),
    ] {
        let _ = desk.refused(&officer, &id, STEP, &body, "nothing_corrected");
    }
    assert_eq!(desk.read(&officer, &id).good(), before);
    let id = desk.rejected();
    let _ = desk
        .give(&officer, &id, STEP, &json!({"urgent": true}))
        .problem(409, "wrong_state");
}

fn a_correction_may_move_the_case_to_another_center(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.received();
    let case = desk.done(&officer, &id, STEP, &json!({"places": ["440306"]}));
    // It stays where it is until it is referred.
    assert_eq!(case["center"], GUANGZHOU);
    assert_eq!(case["responsible"]["organisation_id"], "gd-440300");
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let to = json!({"organisation_id": "gd-440300", "reason": "事件发生在深圳"});
    let case = desk.done(&officer, &id, "referral", &to);
    assert_eq!(case["departures"], json!([]));
    let back = with(&json!({}), "/places", json!(["440112"]));
    let _ = desk
        .give(&officer, &id, STEP, &back)
        .problem(409, "wrong_state");
}
