//! Rejecting, reviewing, referring, joining.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, baseless, intake, list, same_matter_as, sound, unclear, words};
use crate::support::on_both;

on_both!(
    a_rejection_rests_on_grounds_of_article_10,
    a_rejection_is_reviewed_once,
    a_case_is_referred_to_whoever_must_answer,
    a_repeat_is_joined_to_the_open_case,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";

fn a_rejection_rests_on_grounds_of_article_10(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let nothing = json!({});

    // What follows from the rules needs no reason, and takes none.
    let id = desk.received();
    let _ = desk.refused(&officer, &id, "rejection", &nothing, "not_evaluated");
    let _ = desk.done(&officer, &id, "evaluations", &baseless());
    let reasoned = json!({"departure": "另有考虑"});
    let _ = desk.refused(&officer, &id, "rejection", &reasoned, "not_a_departure");
    let other = json!({"grounds": ["gd-complaints/art10/6"]});
    let problem = desk.refused(&officer, &id, "rejection", &other, "ground_not_met");
    assert_eq!(problem["legal_basis"], "gd-complaints/art10");
    assert!(list(&problem["allowed_commands"]).contains(&"reject".to_owned()));
    let case = desk.done(
        &officer,
        &id,
        "rejection",
        &json!({"grounds": ["gd-complaints/art10/2"]}),
    );
    assert_eq!(case["state"], "rejected");
    assert_eq!(
        case["rejection"]["grounds"],
        json!(["gd-complaints/art10/2"])
    );
    assert_eq!(case["rejection"]["decided_by"], officer.client_id.as_str());
    assert_eq!(case["rejection"]["departure"], Value::Null);
    assert_eq!(case["notices"][0]["kind"], "rejection");
    let issued = desk.latest(&id, "notice_issued");
    assert_eq!(
        issued["notice"]["grounds"][0]["provision"],
        "gd-complaints/art10/2"
    );

    // It is decided; what else may be done, the problem says.
    let problem = desk
        .give(&officer, &id, "rejection", &nothing)
        .problem(409, "wrong_state");
    let possible = list(&problem["allowed_commands"]);
    assert!(possible.contains(&"deliver_notice".to_owned()));
    assert!(!possible.contains(&"accept".to_owned()));

    // Whoever departs from the rules says why, and on which of the six grounds.
    for assessment in [sound(), unclear()] {
        let id = desk.received();
        let _ = desk.done(&officer, &id, "evaluations", &assessment);
        let refused = |body: Value, code: &str| {
            let _ = desk.refused(&officer, &id, "rejection", &body, code);
        };
        refused(json!({}), "departure_reason_required");
        refused(json!({"departure": "现场核实无此场次"}), "grounds_missing");
        let unknown =
            json!({"departure": "现场核实无此场次", "grounds": ["gd-complaints/art10/7"]});
        let faults = desk.give(&officer, &id, "rejection", &unknown).faults();
        assert_eq!(faults[0].0, "/grounds/0");
        let blank = json!({"departure": "  "});
        assert_eq!(
            desk.give(&officer, &id, "rejection", &blank).faults()[0].0,
            "/departure"
        );
        let seven = json!({"grounds": vec!["gd-complaints/art10/2"; 7]});
        assert_eq!(
            desk.give(&officer, &id, "rejection", &seven).faults()[0].0,
            "/grounds"
        );
        let case = desk.done(
            &officer,
            &id,
            "rejection",
            &json!({"departure": "现场核实无此场次", "grounds": ["gd-complaints/art10/2"]}),
        );
        assert_eq!(case["departures"][0]["reason"], "现场核实无此场次");
        assert_eq!(case["departures"][0]["decision"], "complaint_rejected");
        assert_eq!(case["rejection"]["departure"], "现场核实无此场次");
    }
}

fn a_rejection_is_reviewed_once(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let step = "rejection-review";
    let upheld = json!({"outcome": "upheld", "reason": "理由成立"});
    let reopened = json!({"outcome": "reopened", "reason": "补充了照片，有事实依据"});

    let id = desk.rejected();
    let _ = desk
        .give(&officer, &id, step, &upheld)
        .problem(403, "forbidden");
    let faults = desk
        .give(&lead, &id, step, &json!({"outcome": "perhaps"}))
        .faults();
    let pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/outcome", "/reason"]);
    let case = desk.done(&lead, &id, step, &upheld);
    assert_eq!(case["state"], "rejected");
    assert_eq!(case["review"]["outcome"], "upheld");
    assert_eq!(case["review"]["reviewed_by"], lead.client_id.as_str());
    let _ = desk.refused(&lead, &id, step, &reopened, "already_reviewed");

    // A reopened case is examined anew, and decided anew.
    let id = desk.rejected();
    let case = desk.done(&lead, &id, step, &reopened);
    assert_eq!(case["state"], "received");
    assert_eq!(case["rejection"], Value::Null);
    assert_eq!(case["evaluation"]["outdated"], true);
    let _ = desk.refused(
        &officer,
        &id,
        "acceptance",
        &json!({}),
        "evaluation_outdated",
    );
    let _ = desk.done(&officer, &id, "evaluations", &baseless());
    let _ = desk.done(&officer, &id, "rejection", &json!({}));
    let _ = desk.refused(&lead, &id, step, &reopened, "already_reviewed");

    // Only what was rejected is reviewed.
    let id = desk.examined();
    let problem = desk
        .give(&lead, &id, step, &upheld)
        .problem(409, "wrong_state");
    assert!(list(&problem["allowed_commands"]).contains(&"accept".to_owned()));
}

fn a_case_is_referred_to_whoever_must_answer(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let step = "referral";
    let taken_down = |change: &[(&str, Value)]| {
        let intake = change
            .iter()
            .fold(intake("19900000116"), |intake, (pointer, value)| {
                with(&intake, pointer, value.clone())
            });
        let case = desk.submit(&officer, &intake);
        assert_eq!(case["center"], GUANGZHOU);
        let id = words(&case["id"]);
        let _ = desk.done(&officer, &id, "evaluations", &sound());
        id
    };
    let to = |organisation: &str| json!({"organisation_id": organisation, "reason": "属地管理"});

    // Taken down in Guangzhou, to be answered in Shenzhen.
    let id = taken_down(&[("/places", json!(["440306"]))]);
    let _ = desk.refused(
        &officer,
        &id,
        "acceptance",
        &json!({}),
        "departure_reason_required",
    );
    let _ = desk.refused(&officer, &id, step, &to(GUANGZHOU), "referred_to_itself");
    let _ = desk.refused(
        &officer,
        &id,
        step,
        &to("gd-440600"),
        "referred_to_the_wrong_one",
    );
    let unknown = [
        (to("gd-999999"), "/organisation_id"),
        (to(&desk.platform().organisation), "/organisation_id"),
        (with(&to("gd-440300"), "/name", json!("深圳中心")), "/name"),
        (json!({"reason": "属地管理"}), ""),
        (json!({"organisation_id": "gd-440300"}), "/reason"),
        (
            json!({"organisation_id": "", "reason": "属地管理"}),
            "/organisation_id",
        ),
    ];
    for (body, pointer) in unknown {
        let faults = desk.give(&officer, &id, step, &body).faults();
        assert_eq!(faults[0].0, pointer, "{body}");
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
    let case = desk.done(&officer, &id, step, &to("gd-440300"));
    assert_eq!(case["state"], "referred");
    assert_eq!(case["referral"]["organisation_id"], "gd-440300");
    assert!(
        words(&case["referral"]["name"]).contains("深圳"),
        "{}",
        case["referral"]
    );
    assert_eq!(case["departures"], json!([]));
    assert_eq!(case["notices"][0]["kind"], "referral");

    // Elsewhere than the rules lead: with a reason.
    let id = taken_down(&[("/places", json!(["440306"]))]);
    let province = with(
        &to("gd-440000"),
        "/departure",
        json!("涉及省中心组织的统考"),
    );
    let case = desk.done(&officer, &id, step, &province);
    assert_eq!(case["departures"][0]["decision"], "complaint_referred");

    // Never to the accused party.
    let id = taken_down(&[
        ("/places", json!(["440306"])),
        (
            "/accused",
            json!({"kind": "guidance_center", "division": "440300"}),
        ),
    ]);
    let _ = desk.refused(&officer, &id, step, &to("gd-440300"), "referred_to_accused");
    let _ = desk.done(&officer, &id, step, &to("gd-440000"));

    // Outside the province: the complainant is told where to turn; Jingzhou's authority is one of this system.
    for (place, to) in [
        (
            "431003",
            json!({"name": "郴州市人力资源和社会保障局", "reason": "事件发生在湖南"}),
        ),
        ("421002", to("jz-421000")),
    ] {
        let id = taken_down(&[("/places", json!([place]))]);
        let case = desk.done(&officer, &id, step, &to);
        assert_eq!(case["state"], "referred");
        assert_eq!(case["referral"]["organisation_id"], to["organisation_id"]);
    }
}

fn a_repeat_is_joined_to_the_open_case(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let step = "joining";
    let to = |target: &str| json!({"target": target});
    let repeat_of = |earlier: &str| {
        let id = desk.received();
        let _ = desk.done(&officer, &id, "evaluations", &same_matter_as(earlier));
        id
    };

    // The earlier one is undecided: the repeat is joined to it, not accepted beside it.
    let first = desk.received();
    let second = repeat_of(&first);
    let _ = desk.refused(
        &officer,
        &second,
        "acceptance",
        &json!({}),
        "departure_reason_required",
    );
    let refused = |target: &str, code: &str| {
        let _ = desk.refused(&officer, &second, step, &to(target), code);
    };
    refused(&second, "joined_to_itself");
    let later = desk.received();
    refused(&later, "join_target_not_considered");
    let faults = |target: &str| desk.give(&officer, &second, step, &to(target)).faults();
    let nowhere = faults("0190b6a0-7c00-7000-8000-000000000001");
    assert_eq!(nowhere[0].0, "/target");
    // Of a case that another center holds, as much is told as of none.
    let shenzhen = with(&intake("19900000116"), "/places", json!(["440306"]));
    let elsewhere = words(&desk.submit(&desk.platform(), &shenzhen)["id"]);
    assert_eq!(faults(&elsewhere), nowhere);
    let case = desk.done(&officer, &second, step, &to(&first));
    assert_eq!(case["state"], "joined");
    assert_eq!(case["joining"]["target"], first.as_str());
    assert_eq!(case["departures"], json!([]));

    // What is joined is no target itself, nor what is closed.
    let third = desk.received();
    let said = json!([
        {"case_id": first, "same_matter": true},
        {"case_id": second, "same_matter": true},
        {"case_id": later, "same_matter": false},
    ]);
    let _ = desk.done(
        &officer,
        &third,
        "evaluations",
        &with(&sound(), "/priors", said),
    );
    let refused = |target: &str, code: &str| {
        let _ = desk.refused(&officer, &third, step, &to(target), code);
    };
    refused(&second, "join_target_joined");
    refused(&later, "not_the_same_matter");
    let withdrawn = json!({"by": "complainant", "reason": "已解决"});
    let _ = desk.done(&officer, &first, "withdrawal", &withdrawn);
    refused(&first, "evaluation_outdated");

    // Another person's is another case, whatever the matter.
    let others = desk.received_from("19900000217");
    let own = desk.received_from("19900000318");
    let said = json!([{"case_id": others, "same_matter": true}]);
    let _ = desk.done(
        &officer,
        &own,
        "evaluations",
        &with(&sound(), "/priors", said),
    );
    let _ = desk.refused(
        &officer,
        &own,
        step,
        &to(&others),
        "not_the_same_complainant",
    );

    // Within the time limit of an accepted case the repeat is rejected, or attached to it.
    let others_repeat = {
        let _ = desk.done(&officer, &others, "evaluations", &sound());
        let _ = desk.done(&officer, &others, "acceptance", &json!({}));
        desk.put_clock("2026-03-03T09:00:00+08:00");
        let id = desk.received_from("+86 199-0000-0217");
        let case = desk.done(&officer, &id, "evaluations", &same_matter_as(&others));
        assert_eq!(
            case["evaluation"]["grounds"],
            json!(["gd-complaints/art10/3"])
        );
        id
    };
    let lead = desk.server.actor(Role::CenterLead, GUANGZHOU);
    let case = desk.done(&lead, &others_repeat, step, &to(&others));
    assert_eq!(case["state"], "joined");

    // Without factual basis the rules lead to rejection: joining departs from them, and needs its reason.
    let first = desk.received_from("19900000419");
    let id = desk.received_from("19900000419");
    let baseless = with(&same_matter_as(&first), "/has_factual_basis", json!(false));
    let _ = desk.done(&officer, &id, "evaluations", &baseless);
    let problem = desk.refused(
        &officer,
        &id,
        step,
        &to(&first),
        "departure_reason_required",
    );
    assert!(words(&problem["detail"]).contains("不予受理"), "{problem}");
    let departure = json!({"target": first, "departure": "与先前案件一并核实"});
    let case = desk.done(&officer, &id, step, &departure);
    assert_eq!(case["joining"]["departure"], "与先前案件一并核实");
    assert_eq!(case["departures"][0]["decision"], "complaint_joined");
}
