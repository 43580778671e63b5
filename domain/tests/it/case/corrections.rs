//! Art. 8: what is taken down, and how it is corrected. The old value is kept; a mask is never written back.

use domain::access::Role;
use domain::gd::art09_10_admissibility::{Channel, Event, Precision};
use domain::gd::case::change::{Corrections, FieldChange};
use domain::gd::case::event::CaseEvent;
use domain::gd::case::{Command, Intake, Refusal, Status, is_masked, receive};

use super::desk::{Desk, TODAY, code, instant, intake, sealed};
use crate::support::{YES, date};

const OFFICER: Role = Role::ComplaintOfficer;

fn correct(desk: &mut Desk, corrections: Corrections) -> Result<(), Refusal> {
    desk.give(OFFICER, Command::Correct(Box::new(corrections)))
}

fn take_down(change: impl FnOnce(&mut Intake)) -> Result<(), Refusal> {
    let mut intake = intake();
    change(&mut intake);
    receive(intake, date(TODAY)).map(|_received| ())
}

#[test]
fn an_oral_complaint_needs_the_name_of_the_one_who_took_it_down() {
    for channel in Channel::ALL {
        let oral = matches!(channel, Channel::Phone | Channel::Visit);
        let answer = take_down(|i| i.channel = channel);
        if oral {
            let refused = answer.unwrap_err();
            assert_eq!(refused, Refusal::FirstReceiverMissing, "{channel:?}");
            assert_eq!(refused.provision().unwrap().id, "gd-complaints/art8");
        } else {
            assert_eq!(answer, Ok(()), "{channel:?}");
        }
        let named = take_down(|i| {
            i.channel = channel;
            i.first_receiver = Some("陈接访".to_owned());
        });
        assert_eq!(named, Ok(()), "{channel:?}");
    }
}

#[test]
fn an_anonymous_complaint_is_taken_down() {
    let anonymous = take_down(|i| {
        i.identity = None;
        i.form.name = false;
        i.form.contact = false;
    });
    assert_eq!(anonymous, Ok(()));
}

#[test]
fn nothing_from_the_future_is_taken_down() {
    assert_eq!(
        take_down(|i| i.submitted_on = date("2026-11-24")),
        Err(Refusal::DayInFuture {
            member: "submitted_on"
        })
    );
    let event = |day: &str, precision| {
        take_down(|i| {
            i.event = Some(Event {
                date: Some(date(day)),
                precision,
                ongoing: false,
            });
        })
    };
    assert_eq!(event("2026-11-20", Precision::Day), Ok(()));
    assert_eq!(
        event("2026-11-21", Precision::Day),
        Err(Refusal::EventAfterSubmission)
    );
    assert_eq!(event("2026-11-30", Precision::Month), Ok(()));
    assert_eq!(
        event("2026-12-01", Precision::Month),
        Err(Refusal::EventAfterSubmission)
    );
}

#[test]
fn a_place_is_a_division() {
    assert_eq!(
        take_down(|i| i.places = vec![code("449999")]),
        Err(Refusal::UnknownDivision {
            member: "places",
            code: "449999".to_owned()
        })
    );
    assert_eq!(
        take_down(|i| i.accused.division = Some(code("999999"))),
        Err(Refusal::UnknownDivision {
            member: "accused_division",
            code: "999999".to_owned()
        })
    );
}

#[test]
fn a_correction_keeps_the_old_value() {
    let mut desk = Desk::new(intake());
    correct(
        &mut desk,
        Corrections {
            accused_name: Some(Some("广州南岫职业培训学校".to_owned())),
            // Unchanged: not part of the correction.
            channel: Some(Channel::Web),
            urgent: Some(YES),
            ..Corrections::default()
        },
    )
    .unwrap();
    let Some(CaseEvent::Corrected(corrected)) = desk.events.last() else {
        panic!("not corrected");
    };
    let fields: Vec<_> = corrected.changes.iter().map(FieldChange::field).collect();
    assert_eq!(fields, ["accused_name", "urgent"]);
    assert_eq!(
        corrected.changes.first(),
        Some(&FieldChange::AccusedName {
            old: Some("广州穗屿职业技能评价有限公司".to_owned()),
            new: Some("广州南岫职业培训学校".to_owned()),
        })
    );
    assert_eq!(desk.state.record.urgent, YES);
    assert!(desk.state.evaluation_outdated);
}

#[test]
fn a_correction_of_the_place_names_anew_who_must_answer() {
    let mut desk = Desk::new(intake());
    let moved = |places: Vec<&str>| Corrections {
        places: Some(places.into_iter().map(code).collect()),
        ..Corrections::default()
    };
    let answers = |desk: &Desk| {
        desk.state
            .record
            .responsible
            .organisation_id()
            .map(str::to_owned)
    };
    assert_eq!(answers(&desk).as_deref(), Some("gd-440100"));
    correct(&mut desk, moved(vec!["440304"])).unwrap();
    assert_eq!(answers(&desk).as_deref(), Some("gd-440300"));
    correct(&mut desk, moved(vec!["440304", "440106"])).unwrap();
    assert_eq!(answers(&desk).as_deref(), Some("gd-440000"));
    correct(&mut desk, moved(vec!["420100"])).unwrap();
    assert_eq!(answers(&desk), None);
    correct(
        &mut desk,
        Corrections {
            places: Some(vec![code("440106")]),
            industry: Some(Some("电力".to_owned())),
            ..Corrections::default()
        },
    )
    .unwrap();
    assert_eq!(answers(&desk).as_deref(), Some("gd-industry-power"));
    // Who holds the case does not change by itself: it is referred.
    assert_eq!(desk.state.record.center, "gd-440100");
}

#[test]
fn a_correction_that_corrects_nothing_is_refused() {
    let mut desk = Desk::new(intake());
    let same = Corrections {
        channel: Some(Channel::Web),
        industry: Some(None),
        identity: Some(sealed("identity-1")),
        ..Corrections::default()
    };
    for nothing in [Corrections::default(), same] {
        assert_eq!(correct(&mut desk, nothing), Err(Refusal::NothingCorrected));
    }
    let sealed_anew = Corrections {
        statement: Some(sealed("statement-2")),
        ..Corrections::default()
    };
    correct(&mut desk, sealed_anew).unwrap();
    assert_eq!(desk.state.record.statement, Some(sealed("statement-2")));
    assert_eq!(desk.state.record.identity, Some(sealed("identity-1")));
}

#[test]
fn an_oral_complaint_needs_something_in_writing() {
    let spoken = |change: fn(&mut Intake)| {
        take_down(|intake| {
            intake.channel = Channel::Visit;
            intake.first_receiver = Some("陈接访".to_owned());
            intake.form.request = false;
            intake.form.facts = false;
            intake.form.reasons = false;
            change(intake);
        })
    };
    let refused = spoken(|_nothing| {}).unwrap_err();
    assert_eq!(refused, Refusal::OralRecordMissing);
    assert_eq!(refused.provision().unwrap().id, "gd-complaints/art8");
    assert_eq!(spoken(|intake| intake.channel = Channel::Letter), Ok(()));
    assert_eq!(spoken(|intake| intake.form.oral_record = true), Ok(()));
    assert_eq!(spoken(|intake| intake.form.facts = true), Ok(()));

    let mut silent = intake();
    silent.form.request = false;
    silent.form.facts = false;
    silent.form.reasons = false;
    let mut desk = Desk::new(silent.clone());
    let by_phone = Corrections {
        channel: Some(Channel::Phone),
        first_receiver: Some(Some("陈接访".to_owned())),
        ..Corrections::default()
    };
    assert_eq!(
        correct(&mut desk, by_phone.clone()),
        Err(Refusal::OralRecordMissing)
    );
    silent.form.oral_record = true;
    let written = Corrections {
        form: Some(silent.form),
        ..by_phone
    };
    assert_eq!(correct(&mut desk, written), Ok(()));
}

#[test]
fn nothing_is_put_forward_after_it_came_in() {
    let on = |day: &str, received_at: &str| {
        take_down(|intake| {
            intake.submitted_on = date(day);
            intake.received_at = instant(received_at);
        })
    };
    // The day in China, not the one in Greenwich.
    assert_eq!(on("2026-11-20", "2026-11-19T16:00:00Z"), Ok(()));
    assert_eq!(
        on("2026-11-20", "2026-11-19T15:59:59Z"),
        Err(Refusal::SubmittedAfterReceipt)
    );
}

#[test]
fn what_holds_of_intake_holds_of_its_correction() {
    let mut desk = Desk::at(Status::Accepted);
    let oral = Corrections {
        channel: Some(Channel::Phone),
        ..Corrections::default()
    };
    assert_eq!(
        correct(&mut desk, oral.clone()),
        Err(Refusal::FirstReceiverMissing)
    );
    let named = Corrections {
        first_receiver: Some(Some("陈接访".to_owned())),
        ..oral
    };
    assert_eq!(correct(&mut desk, named), Ok(()));
    desk.today = date("2026-11-25");
    let later = Corrections {
        submitted_on: Some(date("2026-11-24")),
        ..Corrections::default()
    };
    assert_eq!(
        correct(&mut desk, later),
        Err(Refusal::SubmittedAfterReceipt)
    );
    let blank = Corrections {
        accused_name: Some(Some(" ".to_owned())),
        ..Corrections::default()
    };
    assert_eq!(
        correct(&mut desk, blank),
        Err(Refusal::Blank {
            member: "accused_name"
        })
    );
}

#[test]
fn a_mask_is_never_written_back() {
    for masked in [
        "199****0116",
        "***",
        "张*",
        "王＊＊",
        "●●●",
        "4401************02",
        "李××",
    ] {
        assert!(is_masked(masked), "{masked}");
    }
    for plain in [
        "19900000116",
        "xx@example.cn",
        "张三",
        "广州×深圳联合考点",
        "O’Neil",
        "某-公司（示例）",
    ] {
        assert!(!is_masked(plain), "{plain}");
    }
    type Change = fn(String) -> Corrections;
    let members: [(&str, Change); 4] = [
        ("accused_name", |text| Corrections {
            accused_name: Some(Some(text)),
            ..Corrections::default()
        }),
        ("accused_uscc", |text| Corrections {
            accused_uscc: Some(Some(text)),
            ..Corrections::default()
        }),
        ("industry", |text| Corrections {
            industry: Some(Some(text)),
            ..Corrections::default()
        }),
        ("first_receiver", |text| Corrections {
            first_receiver: Some(Some(text)),
            ..Corrections::default()
        }),
    ];
    let mut desk = Desk::new(intake());
    let before = desk.state.clone();
    for (member, change) in members {
        assert_eq!(
            correct(&mut desk, change("9144****34U".to_owned())),
            Err(Refusal::Masked { member })
        );
    }
    assert_eq!(desk.state, before);
    assert_eq!(
        take_down(|i| i.accused.name = Some("广州**公司".to_owned())),
        Err(Refusal::Masked {
            member: "accused_name"
        })
    );
}
