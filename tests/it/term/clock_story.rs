//! The clock's story: accepted on Tuesday 10 February 2026, before the Spring Festival.
//!
//! The State Council's notice for 2026: 15 to 23 February off, Saturdays 14 and 28 February worked; 4 to 6 April off. Counted
//! by hand, the day of acceptance not included:
//!
//! | working day | 1-3 | 4 | 5 | 8 | 9 | 10 | 14 | 15 | 19 | 20 | 21 | 24 | 30 | 34 | 35 | 44 | 45 |
//! | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
//! | 2026 | 02-11..13 | 02-14 | 02-24 | 02-27 | 02-28 | 03-02 | 03-06 | 03-09 | 03-13 | 03-16 | 03-17 | 03-20 | 03-30 | 04-03 | 04-07 | 04-20 | 04-21 |

use serde_json::{Value, json};
use tests::database::Kind;

use super::{accepted, at, conclude};
use crate::complaints::desk::{Desk, list};
use crate::support::on_both;

on_both!(
    every_story_of_the_clock,
    the_clock_explains_an_extension_day_by_day,
    an_explained_case_that_ran_over_is_listed_as_overdue_and_explained,
);

const ACCEPTED: &str = "2026-02-10";

enum Step {
    /// To so many working days.
    Extend(u32),
    Explain,
    Conclude,
}
use Step::{Conclude, Explain, Extend};

/// How a case stands: on this day; its state; its due date; working days overdue; when a delay was last explained.
type Stand = (
    &'static str,
    &'static str,
    &'static str,
    i64,
    Option<&'static str>,
);

struct Story {
    name: &'static str,
    steps: &'static [(&'static str, Step)],
    stands: &'static [Stand],
}

const STORIES: &[Story] = &[
    Story {
        name: "nothing is done",
        steps: &[],
        stands: &[
            ("2026-02-10", "running", "2026-03-16", 0, None),
            ("2026-02-23", "running", "2026-03-16", 0, None),
            ("2026-03-10", "running", "2026-03-16", 0, None),
            ("2026-03-11", "due_soon", "2026-03-16", 0, None),
            ("2026-03-16", "due_soon", "2026-03-16", 0, None),
            ("2026-03-17", "overdue", "2026-03-16", 1, None),
            ("2026-04-07", "overdue", "2026-03-16", 15, None),
        ],
    },
    Story {
        name: "extended on the last day, concluded on the last day of the extension",
        steps: &[("2026-03-16", Extend(30)), ("2026-03-30", Conclude)],
        stands: &[
            // What is recorded later does not count yet.
            ("2026-03-13", "due_soon", "2026-03-16", 0, None),
            ("2026-03-16", "running", "2026-03-30", 0, None),
            ("2026-03-30", "concluded_on_time", "2026-03-30", 0, None),
            ("2026-05-01", "concluded_on_time", "2026-03-30", 0, None),
        ],
    },
    Story {
        name: "explained, not extended, concluded late",
        steps: &[("2026-03-16", Explain), ("2026-03-20", Conclude)],
        stands: &[
            ("2026-03-15", "due_soon", "2026-03-16", 0, None),
            (
                "2026-03-16",
                "due_soon",
                "2026-03-16",
                0,
                Some("2026-03-16"),
            ),
            ("2026-03-17", "overdue", "2026-03-16", 1, Some("2026-03-16")),
            (
                "2026-03-20",
                "concluded_late",
                "2026-03-16",
                4,
                Some("2026-03-16"),
            ),
        ],
    },
    Story {
        name: "extended to the cap, explained twice, overdue, concluded late",
        steps: &[
            ("2026-03-02", Explain),
            ("2026-03-10", Extend(45)),
            ("2026-04-21", Explain),
            ("2026-04-23", Conclude),
        ],
        stands: &[
            ("2026-03-09", "running", "2026-03-16", 0, Some("2026-03-02")),
            ("2026-03-17", "running", "2026-04-21", 0, Some("2026-03-02")),
            (
                "2026-04-21",
                "due_soon",
                "2026-04-21",
                0,
                Some("2026-04-21"),
            ),
            ("2026-04-22", "overdue", "2026-04-21", 1, Some("2026-04-21")),
            (
                "2026-04-23",
                "concluded_late",
                "2026-04-21",
                2,
                Some("2026-04-21"),
            ),
        ],
    },
    Story {
        name: "extended twice, the second time after the first 20 working days",
        steps: &[
            ("2026-02-13", Extend(21)),
            ("2026-03-17", Extend(35)),
            ("2026-04-08", Conclude),
        ],
        stands: &[
            ("2026-02-12", "running", "2026-03-16", 0, None),
            ("2026-03-16", "due_soon", "2026-03-17", 0, None),
            ("2026-03-17", "running", "2026-04-07", 0, None),
            ("2026-04-06", "due_soon", "2026-04-07", 0, None),
            ("2026-04-08", "concluded_late", "2026-04-07", 1, None),
        ],
    },
];

fn extension(to: u32) -> Value {
    json!({"reason": "long_investigation", "to_working_days": to, "text": "需调取外地考点录像"})
}

fn explanation() -> Value {
    json!({"cause": "expert_opinion", "manner": "phone", "text": "等待笔迹鉴定意见"})
}

fn take(desk: &Desk, id: &str, step: &Step) {
    match step {
        Extend(to) => drop(desk.done(&desk.lead(), id, "extension", &extension(*to))),
        Explain => drop(desk.done(&desk.officer(), id, "delay-explanations", &explanation())),
        Conclude => drop(conclude(desk, id)),
    }
}

fn every_story_of_the_clock(kind: Kind) {
    let desk = Desk::at(kind, &at(ACCEPTED));
    let officer = desk.officer();
    for story in STORIES {
        desk.put_clock(&at(ACCEPTED));
        let id = accepted(&desk);
        for (day, step) in story.steps {
            desk.put_clock(&at(day));
            take(&desk, &id, step);
        }
        for (as_of, state, due_on, overdue, explained) in story.stands {
            let row = format!("{} {as_of}", story.name);
            let found = desk
                .part(&officer, &id, &format!("clock?as_of={as_of}"))
                .good();
            let clock = &found["clock"];
            assert_eq!(clock["state"], *state, "{row}");
            assert_eq!(clock["effective_due_on"], *due_on, "{row}");
            assert_eq!(clock["working_days_overdue"], *overdue, "{row}");
            assert_eq!(clock["cap_on"], "2026-04-21", "{row}");
            assert_eq!(found["delay_explained_on"], json!(explained), "{row}");
        }
        // The row of a running clock has the due date that holds now.
        let case = desk.read(&officer, &id).good();
        let concluded = story.steps.iter().any(|(_, step)| matches!(step, Conclude));
        let running = json!(story.stands.last().map(|(_, _, due_on, ..)| due_on));
        let expected = if concluded { Value::Null } else { running };
        assert_eq!(case["due_on"], expected, "{}", story.name);
    }
    crate::load::cases::assert_sound(&desk.server.database);
}

fn the_clock_explains_an_extension_day_by_day(kind: Kind) {
    let desk = Desk::at(kind, &at(ACCEPTED));
    let officer = desk.officer();
    let id = accepted(&desk);
    desk.put_clock(&at("2026-03-13"));
    let case = desk.done(&desk.lead(), &id, "extension", &extension(35));
    assert_eq!(case["due_on"], "2026-04-07");
    assert_eq!(case["term"]["extensions"][0]["to_working_days"], 35);
    take(&desk, &id, &Explain);
    let found = desk.part(&officer, &id, "clock").good();
    assert_eq!(
        found["extension"],
        json!({"on": "2026-03-13", "reason": "long_investigation", "to_working_days": 35})
    );
    // The engine says the same of the same facts.
    let asked = json!({
        "accepted_on": ACCEPTED, "extended_to_working_days": 35, "as_of": "2026-03-13",
    });
    assert_eq!(found["clock"], desk.server.evaluate("clock", &asked));
    let days = found["days"].as_array().unwrap();
    assert_eq!(days.last().unwrap()["date"], "2026-04-07");
    let on = |date: &str| days.iter().find(|day| day["date"] == date).unwrap();
    for (date, number, reason, marks) in [
        ("2026-02-10", 0, "acceptance", vec!["accepted"]),
        ("2026-02-14", 4, "make_up_working_day", vec![]),
        ("2026-02-23", 4, "holiday", vec![]),
        ("2026-02-28", 9, "make_up_working_day", vec![]),
        ("2026-03-01", 9, "weekend", vec![]),
        (
            "2026-03-13",
            19,
            "working_day",
            vec!["as_of", "extended", "delay_explained"],
        ),
        ("2026-03-16", 20, "working_day", vec!["due"]),
        ("2026-04-06", 34, "holiday", vec![]),
        ("2026-04-07", 35, "working_day", vec!["extended_due"]),
    ] {
        let day = on(date);
        assert_eq!(
            (&day["number"], &day["reason"]),
            (&json!(number), &json!(reason)),
            "{date}"
        );
        assert_eq!(list(&day["marks"]), marks, "{date}");
    }
    // Nothing of the texts is anywhere but sealed.
    let timeline = desk
        .part(&officer, &id, "timeline?limit=100")
        .good()
        .to_string();
    for text in ["外地考点录像", "笔迹鉴定意见"] {
        assert!(!found.to_string().contains(text) && !timeline.contains(text));
    }
}

fn an_explained_case_that_ran_over_is_listed_as_overdue_and_explained(kind: Kind) {
    let desk = Desk::at(kind, &at(ACCEPTED));
    let officer = desk.officer();
    let (explained, silent, extended) = (accepted(&desk), accepted(&desk), accepted(&desk));
    desk.put_clock(&at("2026-03-16"));
    take(&desk, &explained, &Explain);
    take(&desk, &extended, &Extend(21));
    let overdue = || -> Vec<(String, Value)> {
        let path = "/api/v1/complaints?overdue=true";
        let page = desk.server.get_as(&officer.token, path).good();
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| {
                let id = item["id"].as_str().unwrap().to_owned();
                (id, item["delay_explained_on"].clone())
            })
            .collect()
    };
    assert_eq!(overdue(), []);
    desk.put_clock(&at("2026-03-17"));
    let expected = vec![(explained, json!("2026-03-16")), (silent, Value::Null)];
    assert_eq!(overdue(), expected);
    // The extended one follows a day later.
    desk.put_clock(&at("2026-03-18"));
    assert_eq!(overdue().last().unwrap().0, extended);
}
