//! Reports upward, answers to the public, accountability, referral of a complainant: both sides of every guard.

use domain::access::{OrganisationKind, Regime, Role};
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::command::handling::{
    Above, AccountableFacts, HoldAccountable, PublishStatement, ReferComplainant, ReportUpward,
    TakeMediaMeasure,
};
use domain::gd::case::handling::Conduct;
use domain::gd::case::record::FormGiven;
use domain::gd::case::{Command, Refusal, Status};
use domain::truth::Truth;

use super::desk::{Desk, TODAY, intake, sound};
use super::handling::sealed;
use crate::support::{YES, date};

fn code(answer: Result<(), Refusal>) -> &'static str {
    answer.map_or_else(|refusal| refusal.code(), |()| "")
}

/// A case exposed by media.
pub fn exposed() -> Desk {
    let mut exposed = intake();
    exposed.media_exposed = YES;
    Desk::evaluated(exposed, &sound())
}

fn upward(above: Option<&str>) -> Command {
    Command::ReportUpward(Box::new(ReportUpward {
        above: above.map(|id| Above {
            id: id.to_owned(),
            name_zh: "上级".to_owned(),
        }),
        text: sealed("upward"),
    }))
}

#[test]
fn art_4_2_a_report_goes_to_the_one_above() {
    let province = "gd-440000";
    for (center, regime, above, expected) in [
        ("gd-440100", Regime::Gd, Some(province), ""),
        ("gd-440100", Regime::Gd, None, "nobody_above"),
        ("gd-440100", Regime::Gd, Some("gd-440100"), "nobody_above"),
        (province, Regime::Gd, Some(province), "nobody_above"),
        ("jz-421000", Regime::Jz, Some("jz-420000"), ""),
        ("jz-421000", Regime::Jz, None, "nobody_above"),
    ] {
        let mut desk = exposed();
        desk.state.record.center = center.to_owned();
        desk.state.record.regime = regime;
        let mut who = super::desk::somebody(Role::CenterLead);
        who.center_id = center.to_owned();
        who.organisation_id = center.to_owned();
        let said = code(desk.give_as(&who, upward(above)));
        assert_eq!(said, expected, "{center} {above:?}");
        let reported = desk.state.handling.upward_reports.last();
        assert_eq!(
            reported.map(|one| one.to.as_str()),
            above.filter(|_| expected.is_empty())
        );
    }
}

#[test]
fn art_13_only_what_media_exposed_is_answered_in_public() {
    for (channel, exposed, expected) in [
        (Channel::Web, Truth::False, "not_exposed"),
        (Channel::Web, Truth::Unknown, "not_exposed"),
        (Channel::Web, YES, ""),
        (Channel::Media, Truth::False, ""),
    ] {
        let mut intake = intake();
        intake.channel = channel;
        intake.media_exposed = exposed;
        let desk = Desk::new(intake);
        for command in [measure(TODAY), statement()] {
            let mut desk = desk.clone();
            let said = code(desk.give(Role::ComplaintOfficer, command));
            assert_eq!(said, expected, "{channel:?} {exposed:?}");
        }
    }
}

fn measure(on: &str) -> Command {
    Command::TakeMediaMeasure(Box::new(TakeMediaMeasure {
        measure: "暂停该考点考试".to_owned(),
        on: date(on),
    }))
}

fn statement() -> Command {
    Command::PublishStatement(Box::new(PublishStatement {
        id: "0190a000-0000-7000-8000-00000000000a".to_owned(),
        title: "情况说明".to_owned(),
        text: "已开展调查。".to_owned(),
        medium: None,
    }))
}

#[test]
fn art_13_a_measure_lies_between_receipt_and_today() {
    for (on, expected) in [
        ("2026-11-19", "before_receipt"),
        ("2026-11-20", ""),
        (TODAY, ""),
        ("2026-11-24", "day_in_future"),
    ] {
        let said = code(exposed().give(Role::ComplaintOfficer, measure(on)));
        assert_eq!(said, expected, "{on}");
    }
}

fn accountable() -> HoldAccountable {
    HoldAccountable {
        provision: "gd-complaints/art15".to_owned(),
        organisation: AccountableFacts {
            id: "gd-440100".to_owned(),
            kind: OrganisationKind::GuidanceCenter,
            regime: Regime::Gd,
        },
        officer: None,
        text: sealed("accountability"),
        correct_by: date(TODAY),
        serious: false,
        referred_to: None,
    }
}

#[test]
fn art_19_accountability() {
    type Change = fn(&mut HoldAccountable);
    let rows: [(&str, Change, &str); 15] = [
        ("as it is", |_| {}, ""),
        (
            "art 9",
            |c| c.provision = "gd-complaints/art9".to_owned(),
            "",
        ),
        (
            "art 9, an item",
            |c| c.provision = "gd-complaints/art9/1".to_owned(),
            "no_provision_of_accountability",
        ),
        (
            "art 18",
            |c| c.provision = "gd-complaints/art18".to_owned(),
            "no_provision_of_accountability",
        ),
        (
            "the day before",
            |c| c.correct_by = date("2026-11-22"),
            "correction_past",
        ),
        ("the day after", |c| c.correct_by = date("2026-11-24"), ""),
        ("serious", |c| c.serious = true, "referral_missing"),
        (
            "serious and referred",
            |c| {
                c.serious = true;
                c.referred_to = Some("广州市纪委监委".to_owned());
            },
            "",
        ),
        (
            "serious and blank",
            |c| {
                c.serious = true;
                c.referred_to = Some(" ".to_owned());
            },
            "blank",
        ),
        (
            "referred",
            |c| c.referred_to = Some("广州市纪委监委".to_owned()),
            "not_serious",
        ),
        (
            "an office",
            |c| c.organisation.kind = OrganisationKind::ComplaintOffice,
            "",
        ),
        (
            "a department",
            |c| c.organisation.kind = OrganisationKind::UndertakingDepartment,
            "",
        ),
        (
            "an institution",
            |c| c.organisation.kind = OrganisationKind::Institution,
            "not_bound",
        ),
        (
            "a platform",
            |c| c.organisation.kind = OrganisationKind::Platform,
            "not_bound",
        ),
        (
            "another regime",
            |c| c.organisation.regime = Regime::Jz,
            "not_bound",
        ),
    ];
    for (name, change, expected) in rows {
        let mut command = accountable();
        change(&mut command);
        let mut desk = Desk::at(Status::Accepted);
        let said = code(desk.give(
            Role::CenterLead,
            Command::HoldAccountable(Box::new(command)),
        ));
        assert_eq!(said, expected, "{name}");
        assert_eq!(desk.state.status, Status::Accepted);
    }
}

#[test]
fn art_20_admonition_comes_first_whatever_the_conduct() {
    for conduct in Conduct::ALL {
        for (admonished_on, expected) in [
            (None, "not_admonished"),
            (Some(TODAY), ""),
            (Some("2026-10-01"), ""),
            (Some("2026-11-24"), "day_in_future"),
        ] {
            let mut desk = Desk::at(Status::Accepted);
            let said = code(desk.give(
                Role::CenterLead,
                refer(*conduct, admonished_on, "广州市公安局"),
            ));
            assert_eq!(said, expected, "{conduct} {admonished_on:?}");
            // By itself it ends nothing.
            assert_eq!(desk.state.status, Status::Accepted);
        }
    }
    let blank = refer(Conduct::Abuse, Some(TODAY), " ");
    assert_eq!(
        code(Desk::at(Status::Accepted).give(Role::CenterLead, blank)),
        "blank"
    );
    // Nor does it need a name.
    let mut unnamed = intake();
    unnamed.form = FormGiven {
        name: false,
        contact: false,
        ..unnamed.form
    };
    unnamed.identity = None;
    let mut desk = Desk::new(unnamed);
    let said = code(desk.give(
        Role::CenterLead,
        refer(Conduct::Disorder, Some(TODAY), "广州市公安局"),
    ));
    assert_eq!(said, "");
}

fn refer(conduct: Conduct, admonished_on: Option<&str>, authority: &str) -> Command {
    Command::ReferComplainant(Box::new(ReferComplainant {
        conduct,
        admonished_on: admonished_on.map(date),
        authority: authority.to_owned(),
        text: sealed("conduct"),
    }))
}
