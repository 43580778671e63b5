//! Which organisation must answer.

use domain::access::Regime;
use domain::gd::case::record::{AccusedKind, AccusedParty};
use domain::gd::case::{Answerable, ResponsibleCenter, ResponsibleRule, responsible_center};

use super::desk::code;

fn accused(
    kind: AccusedKind,
    name: &str,
    division: Option<&str>,
    id: Option<&str>,
) -> AccusedParty {
    AccusedParty {
        name: Some(name.to_owned()),
        kind,
        uscc: None,
        division: division.map(code),
        party_id: id.map(str::to_owned),
    }
}

fn who(places: &[&str], industry: Option<&str>, accused: &AccusedParty) -> ResponsibleCenter {
    let places: Vec<_> = places.iter().map(|p| code(p)).collect();
    responsible_center(Regime::Gd, &places, industry, accused).unwrap()
}

#[test]
fn every_rule_leads_to_its_organisation() {
    let school = accused(AccusedKind::SocialTraining, "某校", None, None);
    let center = |name, division, id| accused(AccusedKind::GuidanceCenter, name, division, id);
    let cases = [
        (
            who(&["440106"], None, &school),
            Some("gd-440100"),
            "prefecture_of_the_place",
        ),
        (
            who(&["441900"], None, &school),
            Some("gd-441900"),
            "prefecture_of_the_place",
        ),
        (who(&[], None, &school), Some("gd-440000"), "place_unknown"),
        (
            who(&["440000"], None, &school),
            Some("gd-440000"),
            "several_prefectures",
        ),
        (
            who(&["440106"], Some("电力"), &school),
            Some("gd-industry-power"),
            "industry",
        ),
        (
            who(&["440106"], Some("通信"), &school),
            Some("gd-industry-communications"),
            "industry",
        ),
        (
            who(&["440106"], Some("交通"), &school),
            Some("gd-industry-transport"),
            "industry",
        ),
        (
            who(&["440106"], Some("纺织"), &school),
            Some("gd-440100"),
            "prefecture_of_the_place",
        ),
        (
            who(&["420100"], None, &school),
            None,
            "outside_the_territory",
        ),
        // By its id, by the industry in its name, by its division, by the place.
        (
            who(
                &["440106"],
                None,
                &center("某中心", None, Some("gd-440100")),
            ),
            Some("gd-440000"),
            "center_accused",
        ),
        (
            who(
                &["440106"],
                Some("电力"),
                &center("电力行业职业技能鉴定指导中心（示例）", Some("440000"), None),
            ),
            Some("gd-440000"),
            "center_accused",
        ),
        (
            who(
                &[],
                None,
                &center("某中心", None, Some("gd-industry-transport")),
            ),
            Some("gd-440000"),
            "center_accused",
        ),
        (
            who(&["440106"], None, &center("某中心", Some("440300"), None)),
            Some("gd-440000"),
            "center_accused",
        ),
        (
            who(&["440106"], None, &center("某中心", Some("440106"), None)),
            Some("gd-440100"),
            "center_accused",
        ),
        (
            who(&["440100"], None, &center("某中心", None, None)),
            Some("gd-440000"),
            "center_accused",
        ),
        (
            who(&["440106"], None, &center("省中心", Some("440000"), None)),
            None,
            "provincial_center_accused",
        ),
    ];
    for (answer, organisation, rule) in cases {
        assert_eq!(answer.organisation_id(), organisation, "{answer:?}");
        assert_eq!(answer.rule.as_str(), rule, "{answer:?}");
        let provision = domain::provision::find(&answer.provision);
        assert!(
            provision.is_some() && !answer.reason_zh.is_empty(),
            "{answer:?}"
        );
    }
}

#[test]
fn outside_guangdong_it_says_where_to_go() {
    let school = accused(AccusedKind::SocialTraining, "某校", None, None);
    let answer = who(&["421002"], None, &school);
    assert_eq!(
        answer.answerable,
        Answerable::Elsewhere {
            division: code("421000"),
            name_zh: "湖北省荆州市".to_owned()
        }
    );
}

#[test]
fn a_jingzhou_matter_is_the_authoritys_of_the_place() {
    let school = accused(AccusedKind::SocialTraining, "某校", None, None);
    let jz = |places: &[&str]| {
        let places: Vec<_> = places.iter().map(|p| code(p)).collect();
        responsible_center(Regime::Jz, &places, None, &school).unwrap()
    };
    for (places, organisation, rule) in [
        (
            &["421002"][..],
            Some("jz-421000"),
            ResponsibleRule::PrefectureOfThePlace,
        ),
        (
            &["421000"],
            Some("jz-421000"),
            ResponsibleRule::PrefectureOfThePlace,
        ),
        (&[], Some("jz-421000"), ResponsibleRule::PlaceUnknown),
        (&["440106"], None, ResponsibleRule::OutsideTheTerritory),
    ] {
        let answer = jz(places);
        assert_eq!(answer.organisation_id(), organisation);
        assert_eq!(answer.rule, rule);
        assert_eq!(answer.provision, "jz-institutions/art13");
        assert!(domain::provision::find(&answer.provision).is_some());
    }
}

#[test]
fn the_examples_go_to_the_organisation_that_is_expected_of_them() {
    let lines = include_str!("../../../../tests/data/complaints.jsonl");
    let mut checked = 0;
    for line in lines.lines() {
        let complaint: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |pointer: &str| complaint.pointer(pointer).and_then(|v| v.as_str());
        let party = accused(
            AccusedKind::parse(text("/accused/kind").unwrap()).unwrap(),
            text("/accused/name").unwrap_or_default(),
            text("/accused/division"),
            None,
        );
        let places: Vec<_> = text("/division").into_iter().map(code).collect();
        let answer = responsible_center(Regime::Gd, &places, text("/industry"), &party).unwrap();
        let expected = text("/expected/responsible_center").map(|center| match center {
            "industry:电力" => "gd-industry-power".to_owned(),
            "industry:通信" => "gd-industry-communications".to_owned(),
            "industry:交通" => "gd-industry-transport".to_owned(),
            division => format!("gd-{division}"),
        });
        assert_eq!(
            answer.organisation_id(),
            expected.as_deref(),
            "{:?}",
            text("/id")
        );
        checked += 1;
    }
    assert_eq!(checked, 60);
}
