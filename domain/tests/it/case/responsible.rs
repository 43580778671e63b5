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
            Some("gd-440000"),
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
fn an_accused_center_is_told_by_its_name() {
    let by_name = |kind, name, places: &[&str], division| {
        who(places, None, &accused(kind, name, division, None))
    };
    use AccusedKind::{GuidanceCenter, Unknown};
    let province = Some("gd-440000");
    for (kind, name, division, expected) in [
        (GuidanceCenter, "广州市职业技能鉴定指导中心", None, province),
        (
            GuidanceCenter,
            "广州市职业技能鉴定指导中心",
            Some("440106"),
            province,
        ),
        (Unknown, " 广州市 职业技能鉴定指导中心", None, province),
        (GuidanceCenter, "广东省广州市职业技能考试院", None, province),
        (
            GuidanceCenter,
            "广州市职业技能鉴定指导办公室（考务科）",
            None,
            province,
        ),
        (GuidanceCenter, "广东省职业技能鉴定指导中心", None, None),
        (Unknown, "广东省职业技能鉴定指导中心", None, None),
        (
            GuidanceCenter,
            "省职业技能鉴定指导中心",
            Some("440106"),
            None,
        ),
        (
            Unknown,
            "广东省电力行业职业技能鉴定指导中心",
            None,
            province,
        ),
        (
            GuidanceCenter,
            "广州市天河区职业技能鉴定指导中心",
            None,
            Some("gd-440100"),
        ),
        (
            Unknown,
            "天河区职业技能鉴定指导中心",
            None,
            Some("gd-440100"),
        ),
        (GuidanceCenter, "某中心", None, province),
        (
            GuidanceCenter,
            "市职业技能鉴定指导中心",
            Some("440106"),
            province,
        ),
        // No center, though called nearly so.
        (Unknown, "广州雁山职业技能鉴定所", None, Some("gd-440100")),
        (Unknown, "广州雁山职业技能鉴定中心", None, Some("gd-440100")),
    ] {
        let answer = by_name(kind, name, &["440106"], division);
        assert_eq!(answer.organisation_id(), expected, "{name}: {answer:?}");
    }
    // By its id, whatever it is said to be.
    let other = accused(AccusedKind::Other, "某中心", None, Some("gd-440100"));
    assert_eq!(who(&["440106"], None, &other).organisation_id(), province);
}

#[test]
fn whoever_may_be_accused_is_held_to_be() {
    use domain::gd::case::AccusedOrganisations;
    let may_be = |name: &str, division, id| {
        let party = accused(AccusedKind::GuidanceCenter, name, division, id);
        AccusedOrganisations::of(&party, &[code("440106")])
    };
    for (party, ids) in [
        (
            may_be("某中心", None, None),
            &["gd-440106", "gd-440100"][..],
        ),
        (
            may_be("某中心", Some("440305"), None),
            &["gd-440305", "gd-440300"],
        ),
        (may_be("深圳市考试院", None, None), &["gd-440300"]),
        (
            may_be("深圳市考试院", None, Some("gd-440400")),
            &["gd-440300", "gd-440400"],
        ),
    ] {
        for id in [
            "gd-440100",
            "gd-440106",
            "gd-440300",
            "gd-440305",
            "gd-440400",
            "gd-440000",
        ] {
            assert_eq!(party.contains(id), ids.contains(&id), "{party:?}: {id}");
        }
    }
}

#[test]
fn no_authority_of_jingzhou_answers_for_itself() {
    let jz = |name: &str, id| {
        let party = accused(AccusedKind::Other, name, None, id);
        responsible_center(Regime::Jz, &[code("421002")], None, &party).unwrap()
    };
    let county = [
        jz("某局", Some("jz-421002")),
        jz("荆州市沙市区人力资源和社会保障局", None),
        jz("沙市区人社局", None),
    ];
    for answer in county {
        assert_eq!(answer.organisation_id(), Some("jz-421000"), "{answer:?}");
        assert_eq!(answer.rule, ResponsibleRule::CenterAccused);
    }
    for answer in [
        jz("某局", Some("jz-421000")),
        jz("荆州市人力资源和社会保障局", None),
    ] {
        assert_eq!(answer.answerable, Answerable::SupervisingDepartment);
        assert_eq!(answer.rule, ResponsibleRule::CenterAccused);
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
