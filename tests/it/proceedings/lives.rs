//! The life of a proceeding of each tier.

use chrono::NaiveDate;
use domain::jz::facts::Breach;
use domain::jz::institution::Status;
use serde_json::json;
use tests::database::Kind;

use super::{Office, batch, complaint, day, finding, two_complaints, warning};
use crate::support::on_both;

on_both!(
    an_interview_is_held_and_completed,
    a_warning_suspends_lists_and_ends_by_its_dates,
    a_ban_bars_for_three_years_and_is_lifted,
    what_was_dropped_is_raised_on_new_facts_only,
    an_institution_sees_its_own_from_the_notice_on,
    stored_evaluations_replay_and_are_the_stateless_ones,
);

fn an_interview_is_held_and_completed(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(vec![batch("B-1", "2026-10-10", 1)]);
    let id = office.proposed(&institution);
    let decision = json!({
        "grounds": ["jz-institutions/art20/1"],
        "reasons": "单批次资质不合格者达到百分之五",
        "sanctioning": {"tier": "interview", "voided": [{"batch": "B-1", "reason": "资质不合格"}]},
    });
    let served = office.served(&id, &decision);
    assert_eq!(
        (&served["status"], &served["tier"]),
        (&json!("in_force"), &json!("interview"))
    );
    let first = &office.first;
    let early = office.step(first, &id, "completion", &json!({"note": "办结"}));
    let _ = early.problem(409, "wrong_state");
    let record = json!({"principal": "王某", "record": "承诺规范操作"});
    office.done(first, &id, "interview", &record);
    let twice = office.step(first, &id, "interview", &record);
    let _ = twice.problem(409, "already_exists");
    let completed = office.done(first, &id, "completion", &json!({"note": "办结"}));
    assert_eq!(completed["status"], "completed");
    let stands = office.stands(&institution);
    assert_eq!(stands.ledger.interviews[&id].principal, "王某");
    assert_eq!(stands.ledger.invalidations.len(), 1);
    assert_eq!(
        office.look(&institution)["tier"],
        "none",
        "one matter, one sanction"
    );
    let path = format!("/api/v1/proceedings/{id}/timeline");
    let timeline = office.desk.server.get_as(&first.token, &path).good();
    let kinds: Vec<&str> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds[0], "sanction_proposed");
    assert_eq!(kinds.last(), Some(&"sanction_completed"));
}

fn a_warning_suspends_lists_and_ends_by_its_dates(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let served = office.served(&id, &warning());
    assert_eq!(served["measures"][0]["from"], "2026-11-12");
    let status = |on: &str| office.stands(&institution).standing(day(on)).status;
    assert_eq!(status("2026-11-11"), Status::Filed);
    assert_eq!(status("2026-11-12"), Status::Suspended);
    assert_eq!(status("2026-12-31"), Status::Suspended);
    assert_eq!(status("2027-01-01"), Status::Filed, "it ends by its date");
    let lists = |on: &str| office.stands(&institution).standing(day(on)).lists.len();
    assert_eq!((lists("2027-06-30"), lists("2027-07-01")), (1, 0));
    let first = &office.first;
    office.desk.put_clock("2026-12-10T09:00:00+08:00");
    office.done(
        first,
        &id,
        "rectification-acceptance",
        &json!({"note": "复查合格"}),
    );
    let lifting = |measure: &str| json!({"measure": measure, "reason": "整改合格"});
    office.done(first, &id, "lifting", &lifting("suspension"));
    assert_eq!(status("2026-12-11"), Status::Filed);
    let again = office.step(first, &id, "lifting", &lifting("suspension"));
    let _ = again.problem(409, "wrong_state");
    let other = office.step(first, &id, "lifting", &lifting("ban"));
    let _ = other.problem(409, "wrong_state");
    let in_force = office
        .desk
        .server
        .get_as(&first.token, "/api/v1/proceedings?status=in_force");
    assert_eq!(in_force.good()["items"].as_array().unwrap().len(), 1);
    office.desk.put_clock("2027-07-01T09:00:00+08:00");
    assert_eq!(office.show(first, &id).good()["status"], "expired");
    let expired = office
        .desk
        .server
        .get_as(&first.token, "/api/v1/proceedings?status=expired");
    assert_eq!(expired.good()["items"][0]["id"], id.as_str());
    let ledger = office.stands(&institution).ledger;
    assert_eq!(ledger.warnings[&id].rectified_on, Some(day("2026-12-10")));
    assert_eq!(
        ledger.rectifications[&id].completed_on,
        Some(day("2026-12-10"))
    );
}

fn a_ban_bars_for_three_years_and_is_lifted(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(vec![finding("F-1", Breach::Art22(2), "2026-10-10")]);
    let id = office.proposed(&institution);
    let first = &office.first;
    office.done(first, &id, "notice", &json!({"facts": "泄露评价内容"}));
    let decision = json!({
        "grounds": ["jz-institutions/art22/2"],
        "reasons": "泄题属实",
        "sanctioning": {"tier": "market_ban"},
    });
    let statement = json!({"kind": "statement", "text": "有异议"});
    office.done(&office.own, &id, "statements", &statement);
    let early = office.step(first, &id, "decision", &decision);
    assert!(
        early.text().contains("time_for_it_runs"),
        "{}",
        early.text()
    );
    office.done(
        &office.own,
        &id,
        "hearing-request",
        &json!({"reason": "有异议"}),
    );
    let unheard = office.step(first, &id, "decision", &decision);
    let _ = unheard.problem(409, "wrong_state");
    let hearing = json!({"presider": "李某", "record": "质证"});
    office.done(first, &id, "hearing", &hearing);
    office.done(first, &id, "decision", &decision);
    office.done(&office.second, &id, "approval", &json!({}));
    let service = json!({"manner": "post", "recipient": "王某"});
    let served = office.done(first, &id, "service", &service);
    assert_eq!(served["ends_on"], "2029-11-02");
    let standing = |on: &str| office.stands(&institution).standing(day(on));
    assert_eq!(standing("2026-11-02").status, Status::Banned);
    assert_eq!(standing("2029-11-02").barred_until, Some(day("2029-11-02")));
    assert_eq!(standing("2029-11-03").barred_until, None::<NaiveDate>);
    let lifting = json!({"measure": "ban", "reason": "复议撤销"});
    let lifted = office.done(first, &id, "lifting", &lifting);
    assert_eq!(lifted["status"], "lifted");
    assert_eq!(standing("2026-11-02").barred_until, None);
}

fn what_was_dropped_is_raised_on_new_facts_only(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let dropped = office.done(&office.first, &id, "drop", &json!({"reason": "情节轻微"}));
    assert_eq!(dropped["dropped"]["text"], "情节轻微");
    let again = office.look(&institution);
    assert_eq!(
        (&again["proceeding"], &again["tier"]),
        (&json!(null), &json!("warning"))
    );
    office.record(&institution, vec![complaint("C-3", "2026-10-20")]);
    let other = office.proposed(&institution);
    assert_ne!(other, id);
    // While it is only proposed it follows the facts, and ends by itself when they vanish.
    office.record(
        &institution,
        vec![finding("F-1", Breach::Art22(2), "2026-10-10")],
    );
    let updated = office.look(&institution);
    assert_eq!(updated["proceeding"]["tier"], "market_ban");
    assert_eq!(updated["proceeding"]["evaluations"], 2);
    // From the notice on it stands still; what comes up meanwhile is raised once it has ended.
    office.done(&office.first, &other, "notice", &json!({"facts": "事实"}));
    office.record(
        &institution,
        vec![finding("F-2", Breach::Art21(1), "2026-10-11")],
    );
    let still = office.look(&institution);
    assert_eq!(
        (&still["opened"], &still["proceeding"]["evaluations"]),
        (&json!(false), &json!(2))
    );
    office.done(
        &office.first,
        &other,
        "drop",
        &json!({"reason": "不予处理"}),
    );
    let listed = office
        .desk
        .server
        .get_as(&office.first.token, "/api/v1/proceedings?status=proposed");
    let listed = listed.good();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    let next = &listed["items"][0]["id"];
    assert_eq!(office.look(&institution)["proceeding"]["id"], *next);
}

fn an_institution_sees_its_own_from_the_notice_on(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let own = &office.own;
    let unknown = "0190b6a0-7c00-7000-8000-0000000000f1";
    assert_eq!(office.show(own, &id).status, 404);
    assert_eq!(office.show(own, unknown).status, 404);
    let list = || {
        let list = office.desk.server.get_as(&own.token, "/api/v1/proceedings");
        list.good()["items"].as_array().unwrap().len()
    };
    assert_eq!(list(), 0);
    let statement = json!({"kind": "commitment", "text": "承诺整改"});
    let early = office.step(own, &id, "statements", &statement);
    assert_eq!(early.status, 404, "{}", early.text());
    office.done(&office.first, &id, "notice", &json!({"facts": "事实"}));
    assert_eq!(office.show(own, &id).status, 200);
    assert_eq!(list(), 1);
    let heard = office.done(own, &id, "statements", &statement);
    assert_eq!(heard["status"], "heard");
    let path = format!("/api/v1/proceedings/{id}/documents");
    let server = &office.desk.server;
    let notice = server.get_as(&own.token, &format!("{path}/notice")).good();
    assert_eq!(notice["grounds"][0]["place"], "第二十一条第（三）项");
    let page = server
        .call("GET", &format!("{path}/notice"))
        .token(&own.token)
        .header("Accept", "text/html")
        .send();
    assert!(
        page.text().contains("半年内被投诉举报2次以上"),
        "{}",
        page.text()
    );
    assert_eq!(
        server
            .get_as(&own.token, &format!("{path}/decision"))
            .status,
        404
    );
    let deciding = office.step(own, &id, "drop", &json!({"reason": "x"}));
    let _ = deciding.problem(403, "forbidden");
}

fn stored_evaluations_replay_and_are_the_stateless_ones(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    office.served(&id, &warning());
    let server = &office.desk.server;
    let token = &office.first.token;
    for number in 1..=2 {
        let path = format!("/api/v1/proceedings/{id}/evaluations/{number}");
        let stored = server.get_as(token, &path).good();
        assert_eq!(stored["tier"], "warning");
        let stateless = server.evaluate("sanctions", &stored["request"]);
        assert_eq!(stateless, stored["answer"]);
        let replay = server
            .call("POST", &format!("{path}/replay"))
            .token(token)
            .send();
        let replay = replay.good();
        assert_eq!(
            (&replay["same"], &replay["differences"]),
            (&json!(true), &json!([]))
        );
        assert_eq!(replay["stored_digest"], replay["replayed_digest"]);
    }
    let beyond = format!("/api/v1/proceedings/{id}/evaluations/3");
    assert_eq!(server.get_as(token, &beyond).status, 404);
}
