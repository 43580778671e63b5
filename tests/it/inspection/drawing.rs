//! From the roster to the result, and to what is drawn again.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::jz::art19_credit::{CreditFormula, credit};
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{ListName, Listing, Warning};
use serde_json::{Value, json};
use tests::database::{Database, Kind};

use super::desk::{CODES, Desk, KNOWN};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(
    a_draw_goes_from_its_announcement_to_its_inspections,
    the_roster_is_what_the_filter_lets_through,
    what_drops_out_is_drawn_again_with_a_reason,
    nobody_reads_the_seed_before_the_draw,
    a_draw_that_cannot_be_is_refused,
    the_weight_follows_the_credit_grade,
);

const THREE: [&str; 4] = ["人社局", "人社局", "市场监管局", "教育局"];

fn ids(place: &Value) -> Vec<String> {
    place["inspectors"]
        .as_array()
        .unwrap()
        .iter()
        .map(words)
        .collect()
}

fn a_draw_goes_from_its_announcement_to_its_inspections(kind: Kind) {
    let desk = Desk::new(kind);
    let inspectors = desk.inspectors(&THREE);
    // Two of four are out for every institution but one.
    for code in &CODES[1..] {
        desk.conflict(&inspectors[0], code);
        desk.conflict(&inspectors[2], code);
    }
    let draw = desk.announce(&json!({}));
    let announced = desk.proof(&draw);
    assert_eq!(announced["status"], "announced");
    for hidden in [
        "roster",
        "seed",
        "public_value",
        "drawn_on",
        "result",
        "result_hash",
    ] {
        assert_eq!(announced[hidden], Value::Null, "{hidden}");
    }
    assert_eq!(announced["authority"]["organisation_id"], "jz-421000");
    let listed = desk.server.get("/api/v1/public/draws").good();
    assert_eq!(listed["items"][0]["commitment"], announced["commitment"]);

    // Not before the public value is known.
    let at = format!("/api/v1/draws/{draw}");
    let value = json!({"public_value": "3912.48"});
    desk.put_clock("2026-12-02T23:59:59+08:00");
    let early = desk
        .give(&at, "/result", &value)
        .problem(409, "command_refused");
    assert_eq!(early["refusal"], "drawn_too_early");
    assert_eq!(early["legal_basis"], "jz-institutions/art15");

    let held = desk.hold(&draw);
    assert_eq!(held["status"], "held");
    for kept in ["commitment", "roster_hash", "terms"] {
        assert_eq!(held[kept], announced[kept], "{kept}");
    }
    let places = held["result"].as_array().unwrap();
    let distinct: BTreeSet<_> = places.iter().map(|p| words(&p["institution"])).collect();
    assert_eq!((places.len(), distinct.len()), (3, 3));
    for place in places {
        let drawn: BTreeSet<_> = ids(place).into_iter().collect();
        assert_eq!(drawn.len(), 2);
        if words(&place["institution"]) != CODES[0] {
            let free = BTreeSet::from([inspectors[1].clone(), inspectors[3].clone()]);
            assert_eq!(drawn, free, "a conflicted inspector is never drawn");
        }
    }
    // Once, whatever came of it.
    let again = desk
        .give(&at, "/result", &value)
        .problem(409, "wrong_state");
    assert_eq!(again["refusal"], "draw_held");
    // An inspection for each, in the order of the places.
    let inspections: Vec<_> = held["inspections"]
        .as_array()
        .unwrap()
        .iter()
        .map(words)
        .collect();
    for (place, id) in places.iter().zip(&inspections) {
        let inspection = desk.read(&format!("/api/v1/inspections/{id}"));
        assert_eq!(inspection["institution_uscc"], place["institution"]);
        assert_eq!(
            (&inspection["status"], &inspection["method"]),
            (&json!("open"), &json!("on_site"))
        );
        let who: Vec<_> = inspection["inspectors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| words(&i["id"]))
            .collect();
        assert_eq!(who, ids(place));
        assert_eq!(inspection["origin"]["id"], draw);
    }
    let open = desk.read("/api/v1/inspections?status=open&limit=2");
    assert_eq!(open["items"].as_array().unwrap().len(), 2);
    let next = words(&open["next"]);
    let rest = desk.read(&format!(
        "/api/v1/inspections?status=open&limit=2&cursor={next}"
    ));
    assert_eq!(
        (rest["items"].as_array().unwrap().len(), &rest["next"]),
        (1, &Value::Null)
    );
    // Cacheable.
    let path = format!("/api/v1/public/draws/{draw}");
    let tag = desk.server.get(&path).header("etag").to_owned();
    let same = desk
        .server
        .call("GET", &path)
        .header("If-None-Match", &tag)
        .send();
    assert_eq!(same.status, 304);
}

fn the_roster_is_what_the_filter_lets_through(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&THREE);
    let roster = |filter: Value| {
        desk.put_clock("2026-12-01T09:00:00+08:00");
        let draw = desk.announce(&json!({"filter": filter, "institutions": 1}));
        let held = desk.hold(&draw);
        let all = held["roster"]["institutions"].as_array().unwrap().clone();
        assert!(all.iter().all(|one| one["weight"] == 1));
        all.iter()
            .map(|one| words(&one["id"]))
            .collect::<BTreeSet<_>>()
    };
    let of = |indices: &[usize]| {
        indices
            .iter()
            .map(|i| CODES[*i].to_owned())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(roster(json!({})), of(&[0, 1, 2, 3, 4, 5]));
    assert_eq!(roster(json!({"division": "421002"})), of(&[0, 2]));
    assert_eq!(
        roster(json!({"division": "42108", "occupation": "6-31"})),
        of(&[4])
    );
    assert_eq!(roster(json!({"occupation": "4-10-01-05"})), of(&[1, 3, 5]));
    let refused = desk.server.post_as(&desk.regulator.token, "/api/v1/draws", &json!({
        "filter": {"division": "99"}, "institutions": 1, "method": "on_site", "public_value": "x", "known_on": "2026-12-09",
    }));
    assert_eq!(refused.faults()[0].0, "/institutions");
}

fn what_drops_out_is_drawn_again_with_a_reason(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&["人社局", "人社局", "市场监管局", "教育局", "消防支队"]);
    let draw = desk.announce(&json!({"departments": "several"}));
    let at = format!("/api/v1/draws/{draw}");
    let ill = json!({
        "place": 1, "replaces": "inspector", "leaves": "x", "reason": "inspector_unavailable", "explanation": "因病住院",
    });
    let early = desk.give(&at, "/redraws", &ill).problem(409, "wrong_state");
    assert_eq!(early["refusal"], "draw_not_held");
    let held = desk.hold(&draw);
    let first = held["result"][0].clone();
    let wrong = desk
        .give(&at, "/redraws", &ill)
        .problem(409, "command_refused");
    assert_eq!(wrong["refusal"], "not_there");

    // A conflict that becomes known now keeps an inspector from being drawn for the place.
    let team = ids(&first);
    let everybody: Vec<_> = held["roster"]["inspectors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| words(&i["id"]))
        .collect();
    let others: Vec<_> = everybody.iter().filter(|id| !team.contains(id)).collect();
    for id in &others[1..] {
        desk.conflict(id, &words(&first["institution"]));
    }
    let mut asked = ill.clone();
    asked["leaves"] = team[0].clone().into();
    let once = desk.give(&at, "/redraws", &asked);
    // Unless the one that is left does not fit the departments.
    let departments: BTreeSet<_> = held["roster"]["inspectors"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| [&team[1], others[0]].contains(&&words(&i["id"])))
        .map(|i| words(&i["department"]))
        .collect();
    let mut rounds = 1;
    if departments.len() == 1 {
        assert_eq!(
            once.problem(409, "command_refused")["refusal"],
            "too_few_inspectors"
        );
    } else {
        let redraw = once.good()["redraws"][0].clone();
        rounds += 1;
        assert_eq!(redraw["round"], 2);
        assert_eq!(
            ids(&redraw["result"]),
            vec![others[0].clone(), team[1].clone()]
        );
        assert_eq!(
            redraw["conflicts"].as_array().unwrap().len(),
            others.len() - 1
        );
    }
    // The institution is gone: its inspection is called off, another is opened.
    let before = desk.read(&at);
    let gone = json!({
        "place": 2, "replaces": "institution", "leaves": held["result"][1]["institution"],
        "reason": "institution_gone", "explanation": "该机构已注销",
    });
    let after = desk.give(&at, "/redraws", &gone).good();
    let redraw = after["redraws"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(redraw["round"], rounds + 1);
    assert_ne!(redraw["result"]["institution"], gone["leaves"]);
    assert_eq!(after["result"], held["result"], "earlier results stay");
    let old = desk.read(&format!(
        "/api/v1/inspections/{}",
        words(&before["inspections"][1])
    ));
    assert_eq!(
        (&old["status"], &old["cancelled_because"]),
        (&json!("cancelled"), &json!("该机构已注销"))
    );
    let new = desk.read(&format!(
        "/api/v1/inspections/{}",
        words(&after["inspections"][1])
    ));
    assert_eq!(
        (&new["status"], &new["institution_uscc"]),
        (&json!("open"), &redraw["result"]["institution"])
    );
    let checked = desk
        .server
        .post("/api/v1/draws/verify", &desk.proof(&draw))
        .good();
    assert_eq!(checked["holds"], true, "{checked}");
}

fn nobody_reads_the_seed_before_the_draw(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&THREE);
    let draw = desk.announce(&json!({}));
    desk.put_clock(KNOWN);
    let mut seen = Vec::new();
    for path in [
        format!("/api/v1/draws/{draw}"),
        "/api/v1/draws".to_owned(),
        format!("/api/v1/public/draws/{draw}"),
        "/api/v1/public/draws".to_owned(),
    ] {
        seen.extend_from_slice(desk.read_as(&desk.regulator, &path).text().as_bytes());
    }
    seen.extend_from_slice(desk.server.lines().all().join("\n").as_bytes());
    seen.extend(rows(&desk.server.database));
    assert!(
        seen.windows(draw.len()).any(|part| part == draw.as_bytes()),
        "the draw is found"
    );
    let seed = words(&desk.hold(&draw)["seed"]);
    let raw: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let list: Vec<String> = raw.iter().map(u8::to_string).collect();
    for needle in [
        seed.as_bytes(),
        &raw,
        list.join(",").as_bytes(),
        list.join(", ").as_bytes(),
    ] {
        assert!(
            !seen.windows(needle.len()).any(|part| part == needle),
            "the seed was to be had"
        );
    }
    // Afterwards everybody has it.
    assert_eq!(desk.proof(&draw)["seed"], seed);
}

/// Everything that is stored.
fn rows(database: &Database) -> Vec<u8> {
    match database {
        Database::Postgres(postgres, _) => {
            let sql = |statement: &str| postgres.sql(statement).unwrap();
            let tables = sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
            let copied = tables
                .lines()
                .map(|table| sql(&format!("COPY \"{table}\" TO STDOUT")));
            copied.collect::<Vec<_>>().join("\n").into_bytes()
        }
        _ => std::fs::read_dir(database.folder())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .flat_map(|path| std::fs::read(path).unwrap_or_default())
            .collect(),
    }
}

fn a_draw_that_cannot_be_is_refused(kind: Kind) {
    let desk = Desk::new(kind);
    let inspectors = desk.inspectors(&["人社局", "市场监管局", "教育局"]);
    let good = json!({
        "institutions": 2, "method": "both", "public_value": "某指数", "known_on": "2026-12-03",
    });
    let faults = |member: &str, value: Value| {
        let mut body = good.clone();
        body[member] = value;
        let answer = desk
            .server
            .post_as(&desk.regulator.token, "/api/v1/draws", &body);
        answer.faults().remove(0).0
    };
    assert_eq!(faults("known_on", json!("2026-12-01")), "/known_on");
    assert_eq!(faults("institutions", json!(0)), "/institutions");
    assert_eq!(faults("institutions", json!(7)), "/institutions");
    assert_eq!(faults("institutions", json!(501)), "/institutions");
    assert_eq!(faults("inspectors_each", json!(1)), "/inspectors_each");
    assert_eq!(faults("inspectors_each", json!(4)), "/inspectors_each");
    assert_eq!(faults("departments", json!("one")), "/inspectors_each");
    assert_eq!(faults("method", json!("by_phone")), "/method");
    assert_eq!(faults("seed", json!("00")), "/seed");
    // Two of three are in conflict with one institution: it can never be drawn with two inspectors.
    desk.conflict(&inspectors[0], CODES[0]);
    let _ = desk.announce(&good);
    desk.conflict(&inspectors[1], CODES[0]);
    assert_eq!(faults("method", json!("both")), "/inspectors_each");
    // Withdrawn, it is as it was; a second withdrawal finds nothing.
    let at = format!("/api/v1/inspectors/{}", inspectors[1]);
    let _ = desk
        .give(&at, "/conflicts/1/withdrawal", &json!({"reason": "已离职"}))
        .good();
    let gone = desk.give(&at, "/conflicts/1/withdrawal", &json!({"reason": "已离职"}));
    assert_eq!(
        gone.problem(409, "wrong_state")["refusal"],
        "no_such_conflict"
    );
    let _ = desk.announce(&good);
    // Whoever is off the roster is not drawn.
    let at = format!("/api/v1/inspectors/{}", inspectors[2]);
    let _ = desk
        .give_as(&desk.regulator, "PATCH", &at, "", &json!({"active": false}))
        .good();
    assert_eq!(faults("method", json!("both")), "/inspectors_each");
    let same = desk.give_as(&desk.regulator, "PATCH", &at, "", &json!({"active": false}));
    assert_eq!(
        same.problem(409, "command_refused")["refusal"],
        "nothing_changed"
    );
    assert_eq!(
        desk.read("/api/v1/inspectors?status=inactive")["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let bad = json!({"institution_uscc": "91350100M000100Y4Z", "reason": "x"});
    assert_eq!(
        desk.give(&at, "/conflicts", &bad).faults()[0].0,
        "/institution_uscc"
    );
}

fn the_weight_follows_the_credit_grade(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&THREE);
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let listing = |list| {
        LedgerEntry::Listing(Listing {
            id: "L1".to_owned(),
            list,
            from: day("2026-11-02"),
            to: None,
            reason: "示例".to_owned(),
            proceeding: None,
        })
    };
    let warning = LedgerEntry::Warning(Warning {
        id: "W1".to_owned(),
        decided_on: day("2026-11-02"),
        rectified_on: None,
        proceeding: None,
    });
    desk.enter(1, vec![warning.clone()]);
    desk.enter(2, vec![warning, listing(ListName::BadCredit)]);
    desk.enter(3, vec![listing(ListName::Abnormal)]);
    let today = day("2026-12-01");
    let formula = CreditFormula::published(today).unwrap();
    let grades: Vec<&str> = (0..CODES.len())
        .map(|index| {
            credit(&desk.institution(index), today, &formula)
                .grade
                .as_str()
        })
        .collect();
    let draw = desk.announce(&json!({"weighted": true}));
    let held = desk.hold(&draw);
    let roster = held["roster"]["institutions"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    for (code, grade) in CODES.iter().zip(&grades) {
        let one = roster.iter().find(|one| one["id"] == *code).unwrap();
        let weight = ["A", "B", "C", "D"].iter().zip([1, 2, 3, 5]);
        let (_, weight) = weight.clone().find(|(known, _)| *known == grade).unwrap();
        assert_eq!(one["weight"], weight, "{code} {grade}");
        seen.insert(weight);
    }
    assert!(seen.len() > 1, "{grades:?}");
    // Only those of a grade.
    desk.put_clock("2026-12-01T10:00:00+08:00");
    let draw = desk.announce(&json!({"filter": {"grades": ["A"]}, "institutions": 1}));
    let held = desk.hold(&draw);
    let best = grades.iter().filter(|grade| **grade == "A").count();
    assert_eq!(
        held["roster"]["institutions"].as_array().unwrap().len(),
        best
    );
    assert!(best < CODES.len());
}
