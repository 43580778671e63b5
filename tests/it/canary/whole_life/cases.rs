//! Every command to a case, with a text of its own wherever one is sealed.

use serde_json::{Value, json};

use super::super::needles::Needles;
use super::super::person::Person;
use super::{CENTER, Life, TODAY, by_web, part, taken_down};
use crate::attachments::files;
use crate::load::cases::admissible;

/// A case that was rejected, reopened, rejected, and one that was referred; the first one's id.
pub fn not_accepted(life: &mut Life<'_>, who: &Person) -> String {
    let (officer, lead) = (life.officer.clone(), life.lead.clone());
    let desk = life.intake.clone();
    let id = taken_down(life, &desk, &by_web(who));
    let baseless = json!({"has_factual_basis": false});
    let _ = life.order(&officer, &id, "evaluations", &baseless);
    let _ = life.order(&officer, &id, "rejection", &json!({}));
    let reopened = json!({"outcome": "reopened", "reason": "须补充核实"});
    let _ = life.order(&lead, &id, "rejection-review", &reopened);
    let _ = life.order(&officer, &id, "evaluations", &baseless);
    let _ = life.order(&officer, &id, "rejection", &json!({}));

    let mut elsewhere = by_web(who);
    elsewhere["places"] = json!(["440306"]);
    let other = taken_down(life, &officer, &elsewhere);
    let _ = life.order(&officer, &other, "evaluations", &admissible());
    let referral = json!({"organisation_id": "gd-440300", "reason": "事件发生在深圳"});
    let _ = life.order(&officer, &other, "referral", &referral);
    id
}

/// A case on the guidance track, handed to another officer and concluded; its id.
pub fn guided(life: &mut Life<'_>, who: &Person) -> String {
    let (officer, lead) = (life.officer.clone(), life.lead.clone());
    let mut body = by_web(who);
    body["places"] = json!(["440111"]);
    let id = taken_down(life, &officer, &body);
    let case = life.case(&id);
    assert_eq!(case["center"], CENTER);
    let mut routine = admissible();
    routine["routine_business"] = true.into();
    let _ = life.order(&officer, &id, "evaluations", &routine);
    let _ = life.order(&officer, &id, "acceptance", &json!({}));
    let promise = json!({"promised_on": "2026-11-27", "manner": "phone"});
    let _ = life.order(&officer, &id, "reply-promises", &promise);
    let answer = json!({"manner": "phone", "text": life.secrets.text()});
    let _ = life.order(&officer, &id, "guidance-answers", &answer);
    let over = json!({
        "from_officer": officer.client_id, "to_officer": lead.client_id,
        "case_ids": [id], "reason": "岗位调整",
    });
    let answer = life
        .watched
        .post(&lead, "/api/v1/complaints/handovers", &over);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let _ = life.order(&lead, &id, "conclusion", &json!({"outcome": "guided"}));
    id
}

/// A case that goes the whole way to its archive; its id.
pub fn investigated(life: &mut Life<'_>, who: &Person, other: &str) -> String {
    let officer = life.officer.clone();
    let mut body = by_web(who);
    body["media_exposed"] = true.into();
    body["external_ref"] = "whole-life".into();
    let platform = life.platform.clone();
    let id = taken_down(life, &platform, &body);
    examined(life, &id, who, other);
    let _ = life.order(&officer, &id, "acceptance", &json!({}));
    let delivery = json!({"notice": 1, "manner": "phone", "on": TODAY});
    let _ = life.order(&officer, &id, "notice-deliveries", &delivery);

    // A second complaint of the same person about the same matter.
    let repeat = taken_down(life, &officer, &by_web(who));
    let mut same = admissible();
    same["priors"] = json!([{"case_id": id, "same_matter": true, "raises_new_facts": false}]);
    let _ = life.order(&officer, &repeat, "evaluations", &same);
    let _ = life.order(&officer, &repeat, "joining", &json!({"target": id}));
    let withdrawn = taken_down(life, &platform, &by_web(who));
    let withdrawal = json!({"by": "complainant", "reason": "不再追究"});
    let _ = life.order(&platform, &withdrawn, "withdrawal", &withdrawal);

    in_departments(life, &id);
    to_the_end(life, &id);
    id
}

/// Before the decision: files, supplements, corrections, similar cases, the evaluation.
fn examined(life: &mut Life<'_>, id: &str, who: &Person, other: &str) {
    let (officer, platform) = (life.officer.clone(), life.platform.clone());
    let supplement = json!({"text": life.secrets.text()});
    let _ = life.order(&platform, id, "supplements", &supplement);
    let correction = json!({"complainant": who.complainant, "statement": who.statement});
    let _ = life.order(&officer, id, "corrections", &correction);
    attached(life, id);

    let version = life.case(id)["version"].as_i64().unwrap();
    let path = part(id, "subject");
    let call = life
        .watched
        .server
        .call("PUT", &path)
        .token(&officer.token)
        .header("If-Match", &format!("\"{version}\""))
        .json_text(json!({"subject": "考场替考"}).to_string());
    let described = life.watched.made("PUT", &path, call);
    assert_eq!(described.status, 200, "{}", described.text());
    let similar = json!({"other": other, "same_matter": true});
    let _ = life.order(&officer, id, "similarity-decisions", &similar);
    let _ = life.order(&officer, id, "evaluations", &admissible());
    // Looked for by name: nothing is found, and the question is not written down either.
    for text in [&who.secrets[0], &who.secrets[11]] {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let query = format!("/api/v1/complaints?q={encoded}");
        let found = life.watched.get(&officer, &query);
        assert_eq!(found.good()["items"], json!([]));
    }
}

/// Files with something in them, under a name that tells something; one is refused for what it is.
fn attached(life: &mut Life<'_>, id: &str) {
    let officer = life.officer.clone();
    let (inside, name) = (life.secrets.text(), life.secrets.word());
    let disposition = format!("attachment; filename=\"{name}.pdf\"");
    let path = part(id, "attachments?purpose=material");
    let plain = [b"\xEF\xBB\xBF", inside.as_bytes()].concat();
    let program = [b"\x7FELF\x02\x01\x01\0".as_slice(), inside.as_bytes()].concat();
    for (content, status) in [
        (files::pdf_with(inside.as_bytes()), 201),
        (plain, 201),
        (program, 415),
    ] {
        let version = life.case(id)["version"].as_i64().unwrap();
        let call = life
            .watched
            .server
            .call("POST", &path)
            .token(&officer.token)
            .header("If-Match", &format!("\"{version}\""))
            .header("Content-Type", "application/octet-stream")
            .header("Content-Disposition", &disposition);
        let answer = life.watched.made("POST", &path, call.body(content));
        assert_eq!(answer.status, status, "{}", answer.text());
    }
}

/// The departments' part, and everything that a center does while its clock runs.
fn in_departments(life: &mut Life<'_>, id: &str) {
    let (officer, lead, handler) = (
        life.officer.clone(),
        life.lead.clone(),
        life.handler.clone(),
    );
    let department = handler.organisation.as_str();
    let assignment = json!({"assignments": [
        {"department": department, "part": "lead", "task": life.secrets.text(), "materials": ["statement"]},
        {"department": CENTER, "part": "co_handler", "task": life.secrets.text()},
    ]});
    let _ = life.order(&officer, id, "assignments", &assignment);
    let share = json!({"department": department, "materials": ["identity"]});
    let _ = life.order(&officer, id, "material-shares", &share);
    let steps: Vec<(_, &str, Value)> = vec![
        (
            &officer,
            "supervision-orders",
            json!({"department": department, "due_on": "2026-12-01", "text": life.secrets.text()}),
        ),
        (
            &handler,
            "supervision-orders/1/answer",
            json!({"text": life.secrets.text()}),
        ),
        (
            &lead,
            "extension",
            json!({"reason": "complex", "to_working_days": 35, "text": life.secrets.text()}),
        ),
        (
            &officer,
            "delay-explanations",
            json!({"cause": "expert_opinion", "manner": "phone", "text": life.secrets.text()}),
        ),
        (
            &officer,
            "upward-reports",
            json!({"text": life.secrets.text()}),
        ),
        (
            &lead,
            "accountability",
            json!({
                "provision": "gd-complaints/art15", "organisation": CENTER,
                "text": life.secrets.text(), "correct_by": "2026-12-11", "serious": false,
            }),
        ),
        (
            &lead,
            "complainant-referrals",
            json!({
                "conduct": "abuse", "admonished_on": TODAY, "authority": "广州市公安局",
                "text": life.secrets.text(),
            }),
        ),
        (
            &handler,
            "reports",
            json!({"finding": "partly", "text": life.secrets.text()}),
        ),
        (
            &officer,
            "reports",
            json!({"department": CENTER, "finding": "partly", "text": life.secrets.text()}),
        ),
        (
            &officer,
            "consolidated-report",
            json!({"finding": "partly", "text": life.secrets.text()}),
        ),
    ];
    for (who, step, body) in steps {
        let _ = life.order(who, id, step, &body);
    }
}

/// From the conclusion to the archive. What is said to the public gives nothing away, or is not said.
fn to_the_end(life: &mut Life<'_>, id: &str) {
    let (officer, handler) = (life.officer.clone(), life.handler.clone());
    let measure = json!({"measure": "暂停该考点的考试安排", "on": TODAY});
    let _ = life.order(&officer, id, "media-measures", &measure);
    let statement = json!({"title": "情况说明", "text": "已成立调查组。", "medium": "中心网站"});
    let _ = life.order(&officer, id, "public-statements", &statement);
    let conclusion = json!({"outcome": "partly", "measures": [
        {"text": "取消一名考生成绩", "department": handler.organisation},
        {"text": "约谈机构负责人"},
    ]});
    let _ = life.order(&officer, id, "conclusion", &conclusion);
    for (who, step) in [
        (&handler, "measures/1/execution"),
        (&officer, "measures/2/execution"),
    ] {
        let body = json!({"on": TODAY, "text": life.secrets.text()});
        let _ = life.order(who, id, step, &body);
    }
    let feedback = json!({"manner": "phone", "on": TODAY});
    let _ = life.order(&officer, id, "feedback", &feedback);
    let _ = life.order(&officer, id, "archive", &json!({"place": "三号柜"}));
}

/// What is sealed is there for those who may see it: every text and file is opened once.
pub fn opened(life: &mut Life<'_>, id: &str) {
    let officer = life.officer.clone();
    let purpose = json!({"purpose": "核对"});
    for what in ["identity-disclosures", "statement-disclosures"] {
        let _ = life.shown(&officer, "POST", &part(id, what), Some(&purpose));
    }
    let needles = Needles::new(&life.secrets.0);
    let materials = life.watched.get(&officer, &part(id, "materials")).good();
    let (mut texts, mut files) = (0, 0);
    for material in materials["items"].as_array().unwrap() {
        if material["kind"] == "attachment" {
            continue;
        }
        let body = json!({"purpose": "核对", "material": material["id"]});
        let path = part(id, "material-disclosures");
        let answer = life.shown(&officer, "POST", &path, Some(&body));
        assert!(needles.find(&answer.body).is_some(), "{}", answer.text());
        texts += 1;
    }
    let list = life.watched.get(&officer, &part(id, "attachments")).good();
    for file in list["items"].as_array().unwrap() {
        let file = file["id"].as_str().unwrap();
        let path = part(id, &format!("attachments/{file}?purpose=check"));
        let answer = life.shown(&officer, "GET", &path, None);
        assert!(needles.find(&answer.body).is_some());
        files += 1;
    }
    // Who and what, a supplement, two tasks, order, answer, extension, explanation, upward report, accountability,
    // referral, two reports, the consolidated one, two executions.
    assert_eq!((texts, files), (17, 2), "{materials}");
}
