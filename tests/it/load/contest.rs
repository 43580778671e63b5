//! Many give the same command to the same thing, each resting on what all of them see: one of them does it, once.

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;

use super::cases::{assert_sound, rows, version};
use super::race::at_once;
use crate::complaints::desk::{Desk, GUANGZHOU, words};
use crate::support::on_both;
use crate::term::concluded;

on_both!(
    of_many_that_give_the_same_command_one_does_it,
    of_many_that_approve_or_publish_a_circular_one_does_it,
    of_many_that_submit_a_period_one_does_it,
);

const NOW: &str = "2026-11-23T09:00:00+08:00";

/// Ten years and a day later.
const RETENTION_OVER: &str = "2036-11-24T09:00:00+08:00";

const CLIENTS: usize = 32;

/// A command, how a case gets ready for it, how many events it makes, and what is sent by whom.
struct Contest {
    command: &'static str,
    ready: fn(&Desk) -> String,
    events: usize,
    lead_only: bool,
    body: fn(usize) -> Value,
}

fn contests() -> Vec<Contest> {
    let accepted = |desk: &Desk| desk.accepted();
    let done = |events, command, ready: fn(&Desk) -> String, body: fn(usize) -> Value| Contest {
        command,
        ready,
        events,
        lead_only: false,
        body,
    };
    let by_lead = |contest: Contest| Contest {
        lead_only: true,
        ..contest
    };
    let text = |number: usize| json!({"text": format!("第{number}份说明")});
    vec![
        done(
            1,
            "assignments",
            accepted,
            |number| json!({"assignments": [{"department": GUANGZHOU, "task": format!("任务{number}")}]}),
        ),
        by_lead(done(1, "extension", accepted, |number| {
            let days = 25 + number % 10;
            json!({"reason": "complex", "to_working_days": days, "text": "问题较复杂"})
        })),
        done(
            1,
            "delay-explanations",
            accepted,
            |number| json!({"cause": "expert_opinion", "manner": "phone", "text": format!("说明{number}")}),
        ),
        done(
            1,
            "supervision-orders",
            accepted,
            |number| json!({"due_on": "2026-11-30", "text": format!("督办{number}")}),
        ),
        done(1, "supervision-orders/1/answer", ordered, text),
        done(
            1,
            "reports",
            assigned,
            |number| json!({"department": GUANGZHOU, "finding": FINDINGS[number % 2], "text": "已查明"}),
        ),
        done(
            1,
            "consolidated-report",
            |desk| desk.investigated(),
            |number| json!({"finding": FINDINGS[number % 2], "text": "综合"}),
        ),
        // With its notice.
        done(
            2,
            "conclusion",
            |desk| desk.investigated(),
            |_| json!({"outcome": "partly"}),
        ),
        done(
            1,
            "guidance-answers",
            |desk| desk.guided(),
            |number| json!({"manner": "phone", "text": format!("解释{number}")}),
        ),
        done(
            1,
            "measures/1/execution",
            |desk| concluded(desk, true),
            |_number| json!({"on": "2026-11-23", "text": "已约谈"}),
        ),
        done(
            1,
            "feedback",
            |desk| concluded(desk, false),
            |number| json!({"manner": MANNERS[number % 2], "on": "2026-11-23"}),
        ),
        done(
            1,
            "archive",
            |desk| desk.rejected(),
            |number| json!({"place": format!("{number}号柜")}),
        ),
        done(1, "supplements", accepted, text),
        done(1, "upward-reports", accepted, text),
        done(
            1,
            "erasure-proposal",
            archived_for_long,
            |number| json!({"reason": format!("期满{number}")}),
        ),
        by_lead(done(
            1,
            "erasure",
            proposed,
            |_number| json!({"confirm": true}),
        )),
    ]
}

const FINDINGS: [&str; 2] = ["substantiated", "partly"];
const MANNERS: [&str; 2] = ["phone", "sms"];

fn assigned(desk: &Desk) -> String {
    let id = desk.accepted();
    let (step, body) = &tests::handling::investigation(GUANGZHOU)[0];
    let _ = desk.done(&desk.officer(), &id, step, body);
    id
}

fn ordered(desk: &Desk) -> String {
    let id = desk.accepted();
    let order = json!({"due_on": "2026-11-30", "text": "请报告进展"});
    let _ = desk.done(&desk.officer(), &id, "supervision-orders", &order);
    id
}

fn archived_for_long(desk: &Desk) -> String {
    let id = desk.rejected();
    let _ = desk.done(&desk.officer(), &id, "archive", &json!({}));
    desk.put_clock(RETENTION_OVER);
    id
}

fn proposed(desk: &Desk) -> String {
    let id = archived_for_long(desk);
    let why = json!({"reason": "保存期限已满"});
    let _ = desk.done(&desk.officer(), &id, "erasure-proposal", &why);
    id
}

/// The one answer that was good; all others say that something else was first.
fn one_of<'a>(answers: &'a [Answer], good: u16, what: &str) -> &'a Answer {
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|one| one.status == good);
    let statuses: Vec<u16> = answers.iter().map(|one| one.status).collect();
    assert_eq!(won.len(), 1, "{what}: {statuses:?}");
    for answer in lost {
        // Of what was erased there is no version any more.
        let late = answer.status == 412 || (what == "erasure" && answer.status == 410);
        assert!(late, "{what}: {}", answer.text());
    }
    won[0]
}

fn of_many_that_give_the_same_command_one_does_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let both = [desk.officer(), desk.lead()];
    for contest in contests() {
        let what = contest.command;
        let id = (contest.ready)(&desk);
        let seen = version(&desk.read(&desk.officer(), &id));
        let events = desk.events(&id).len();
        let who = |number: usize| &both[usize::from(contest.lead_only || number.is_multiple_of(2))];
        let answers = at_once(CLIENTS, |number| {
            desk.give_on(who(number), seen, &id, what, &(contest.body)(number))
        });
        let won = one_of(&answers, 200, what);
        assert_eq!(desk.events(&id).len(), events + contest.events, "{what}");
        if what == "erasure" {
            let _ = desk.read(&desk.officer(), &id).problem(410, "gone");
        } else {
            let case = desk.read(&desk.officer(), &id);
            assert_eq!(version(&case), version(won), "{what}");
            assert_eq!(case.json()["state"], won.json()["state"], "{what}");
        }
        desk.put_clock(NOW);
    }
    assert_sound(&desk.server.database);
}

fn of_many_that_approve_or_publish_a_circular_one_does_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let draft = json!({"title": "通报", "text": "经查属实。", "cases": [desk.rejected()]});
    let drafted = desk
        .server
        .post_as(&officer.token, "/api/v1/circulars", &draft);
    let id = words(&drafted.json()["id"]);
    for (step, seen) in [("approval", 1), ("publication", 2), ("withdrawal", 3)] {
        let path = format!("/api/v1/circulars/{id}/{step}");
        let answers = at_once(CLIENTS, |number| {
            let call = command(&desk, &lead, &path, seen);
            match step {
                "withdrawal" => {
                    call.json_text(json!({"reason": format!("原因{number}")}).to_string())
                }
                _ => call,
            }
            .send()
        });
        let _ = one_of(&answers, 200, step);
    }
    let read = desk
        .server
        .get_as(&lead.token, &format!("/api/v1/circulars/{id}"));
    assert_eq!(version(&read), 4);
    assert_sound(&desk.server.database);
}

fn command<'a>(desk: &'a Desk, who: &Actor, path: &str, seen: i64) -> tests::client::Request<'a> {
    let call = desk.server.call("POST", path).token(&who.token);
    call.header("If-Match", &format!("\"{seen}\""))
}

fn of_many_that_submit_a_period_one_does_it(kind: Kind) {
    const PATH: &str = "/api/v1/periodic-reports";
    let desk = Desk::at(kind, NOW);
    let lead = desk.lead();
    for (round, body) in [
        json!({"period": "2026-10"}),
        // A revision needs a reason; each of many may be one, one after the other.
        json!({"period": "2026-09"}),
    ]
    .iter()
    .enumerate()
    {
        let answers = at_once(CLIENTS, |_number| {
            desk.server.post_as(&lead.token, PATH, body)
        });
        let won = answers.iter().filter(|one| one.status == 201).count();
        assert_eq!(won, 1);
        for lost in answers.iter().filter(|one| one.status != 201) {
            match lost.status {
                // The report is there already: who submits it again says why.
                409 => {
                    let problem = lost.problem(409, "command_refused");
                    assert_eq!(problem["refusal"], "reason_missing");
                }
                _ => drop(lost.problem(412, "precondition_failed")),
            }
        }
        let kept = rows(&desk.server.database)["periodic_reports"].len();
        assert_eq!(kept, round + 1);
    }
    let again = json!({"period": "2026-10", "reason": "更正"});
    let answers = at_once(CLIENTS, |_number| {
        desk.server.post_as(&lead.token, PATH, &again)
    });
    let mut revisions: Vec<i64> = answers
        .iter()
        .filter(|one| one.status == 201)
        .map(|one| one.json()["revision"].as_i64().unwrap())
        .collect();
    revisions.sort_unstable();
    let expected: Vec<i64> = (2..).take(revisions.len()).collect();
    assert!(!revisions.is_empty());
    assert_eq!(revisions, expected);
    assert_sound(&desk.server.database);
}
