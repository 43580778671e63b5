//! What of a case is sealed, and who may be shown which of it (Art. 15).

use domain::access::{Principal, Regime, Role};
use domain::gd::case::command::handling::{NewAssignment, ShareMaterials};
use domain::gd::case::handling::{MaterialKind, Part};
use domain::gd::case::{Command, CommandName, Status};

use super::desk::{Desk, sealed, somebody};
use super::handling::{
    DEPARTMENT, answer_order, assign, assignment, consolidate, department, report, supervise,
};
use crate::support::date;

const OFFICER: Role = Role::ComplaintOfficer;
const SECOND: &str = "gd-440100-quality";

fn handler(department: &str) -> Principal {
    Principal {
        organisation_id: department.to_owned(),
        center_id: department.to_owned(),
        client_id: format!("client of {department}"),
        ..somebody(Role::Handler)
    }
}

/// A case of two departments with something of every kind that they have to do with.
fn rich() -> Desk {
    let mut desk = Desk::at(Status::Accepted);
    let with = |id: &str, part, materials: &[&str]| NewAssignment {
        task: Some(sealed(&format!("task of {id}"))),
        materials: materials.iter().map(|id| (*id).to_owned()).collect(),
        ..assignment(department(id), part)
    };
    let both = vec![
        with(DEPARTMENT, Part::Lead, &["statement"]),
        with(SECOND, Part::CoHandler, &[]),
    ];
    desk.give(OFFICER, assign(both)).unwrap();
    for department in [Some(DEPARTMENT), Some(SECOND), None] {
        let order = supervise(department, date("2026-12-01"));
        desk.give(OFFICER, rename(order, department.unwrap_or("officer")))
            .unwrap();
    }
    desk.give_as(&handler(DEPARTMENT), answer_order(1)).unwrap();
    for name in [
        CommandName::Supplement,
        CommandName::Attach,
        CommandName::ReportUpward,
        CommandName::Extend,
        CommandName::HoldAccountable,
        CommandName::ReferComplainant,
    ] {
        desk.give(Role::CenterLead, desk.command(name)).unwrap();
    }
    for department in [DEPARTMENT, SECOND] {
        desk.give(OFFICER, rename(report(department), department))
            .unwrap();
    }
    desk.give(OFFICER, consolidate()).unwrap();
    desk
}

/// The same command with a text that tells whose it is.
fn rename(command: Command, whose: &str) -> Command {
    match command {
        Command::Supervise(mut order) => {
            order.text = sealed(&format!("order to {whose}"));
            Command::Supervise(order)
        }
        Command::Report(mut report) => {
            report.text = sealed(&format!("report of {whose}"));
            Command::Report(report)
        }
        other => other,
    }
}

fn seen(desk: &Desk, who: &Principal) -> Vec<String> {
    let mut ids: Vec<String> = desk
        .state
        .materials()
        .into_iter()
        .filter(|material| desk.state.may_see(who, material))
        .map(|material| material.id)
        .collect();
    ids.sort();
    ids
}

#[test]
fn every_sealed_text_of_the_events_is_a_material() {
    let desk = rich();
    let materials = desk.state.materials();
    let mut ids: Vec<&str> = materials.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), materials.len(), "no id twice: {ids:?}");
    for event in desk.events {
        for (what, text) in event.sealed_texts() {
            let held = materials
                .iter()
                .any(|one| format!("{:?}", one.held).contains(&format!("{:?}", text.item)));
            assert!(held, "{what}");
        }
    }
    assert!(
        materials
            .iter()
            .any(|one| one.kind == MaterialKind::Attachment)
    );
}

#[test]
fn the_center_sees_all_and_nobody_else_more_than_its_own() {
    let desk = rich();
    let all: Vec<String> = {
        let mut ids: Vec<_> = desk.state.materials().into_iter().map(|m| m.id).collect();
        ids.sort();
        ids
    };
    for role in Role::ALL {
        let shown = seen(&desk, &somebody(*role));
        match role {
            Role::ComplaintOfficer | Role::CenterLead | Role::ProvinceLead | Role::Regulator => {
                assert_eq!(shown, all, "{role}");
            }
            Role::Handler => {
                let expected = [
                    "order to gd-440100-exam",
                    "order-answer",
                    "report of gd-440100-exam",
                    "statement",
                    "task of gd-440100-exam",
                ];
                assert_eq!(shown, expected);
            }
            _ => assert!(shown.is_empty(), "{role}"),
        }
    }
    let expected = [
        "order to gd-440100-quality",
        "report of gd-440100-quality",
        "task of gd-440100-quality",
    ];
    assert_eq!(seen(&desk, &handler(SECOND)), expected);
    for stranger in [handler("gd-440100-third"), handler("gd-440100")] {
        assert!(seen(&desk, &stranger).is_empty());
    }
    let elsewhere = Principal {
        organisation_id: "gd-440300".to_owned(),
        center_id: "gd-440300".to_owned(),
        ..somebody(OFFICER)
    };
    assert!(seen(&desk, &elsewhere).is_empty());
    let other_regime = Principal {
        regime: Regime::Jz,
        ..somebody(OFFICER)
    };
    assert!(seen(&desk, &other_regime).is_empty());
}

#[test]
fn what_is_shared_later_is_seen_and_what_is_added_by_oneself() {
    let mut desk = rich();
    let share = Command::ShareMaterials(Box::new(ShareMaterials {
        department: SECOND.to_owned(),
        materials: vec!["identity".to_owned(), "consolidated".to_owned()],
    }));
    desk.give(OFFICER, share).unwrap();
    let shown = seen(&desk, &handler(SECOND));
    assert!(shown.contains(&"identity".to_owned()) && shown.contains(&"consolidated".to_owned()));
    assert!(!shown.contains(&"statement".to_owned()));
    let Command::Attach(mut file) = desk.command(CommandName::Attach) else {
        panic!("an attachment");
    };
    file.id = "0190a000-0000-7000-8000-00000000000a".to_owned();
    let id = file.id.clone();
    desk.give_as(&handler(SECOND), Command::Attach(file))
        .unwrap();
    assert!(seen(&desk, &handler(SECOND)).contains(&id));
    assert!(!seen(&desk, &handler(DEPARTMENT)).contains(&id));
}

#[test]
fn the_accused_sees_nothing_also_when_it_comes_out_later() {
    let accuse = |id: &str| {
        let mut desk = rich();
        desk.state.record.accused.party_id = Some(id.to_owned());
        desk
    };
    let desk = accuse(DEPARTMENT);
    assert!(seen(&desk, &handler(DEPARTMENT)).is_empty());
    assert!(!seen(&desk, &handler(SECOND)).is_empty());
    assert!(!seen(&desk, &somebody(OFFICER)).is_empty());
    // With the center itself accused, whoever belongs to it is out.
    let desk = accuse("gd-440100");
    for who in [handler(DEPARTMENT), handler(SECOND), somebody(OFFICER)] {
        assert!(seen(&desk, &who).is_empty());
    }
}

/// Art. 4(2): whoever is reported to reads the report, and nothing else of another center's case.
#[test]
fn a_report_upward_is_read_where_it_goes() {
    let desk = rich();
    let at = |role, center: &str, regime| Principal {
        organisation_id: center.to_owned(),
        center_id: center.to_owned(),
        regime,
        ..somebody(role)
    };
    let report = desk.state.handling.upward_reports[0].clone();
    let rows = [
        (at(Role::ProvinceLead, "gd-440000", Regime::Gd), true),
        (at(Role::ProvinceLead, "gd-440000", Regime::Jz), false),
        (at(Role::CenterLead, "gd-440000", Regime::Gd), false),
        (at(Role::Auditor, "gd-440000", Regime::Gd), false),
        (at(Role::ProvinceLead, "gd-440300", Regime::Gd), false),
    ];
    assert_eq!(report.to, "gd-440000");
    for (who, reads) in rows {
        let expected: &[String] = if reads {
            &[report.text.item.clone()]
        } else {
            &[]
        };
        assert_eq!(seen(&desk, &who), expected, "{who:?}");
    }
    // Never whoever is accused.
    let mut accused = desk.clone();
    accused.state.record.accused.party_id = Some("gd-440000".to_owned());
    let province = at(Role::ProvinceLead, "gd-440000", Regime::Gd);
    assert!(seen(&accused, &province).is_empty());
}
