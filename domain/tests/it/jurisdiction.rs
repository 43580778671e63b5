//! Art. 3 and 4: which center must answer.
#![expect(
    clippy::indexing_slicing,
    reason = "members of a JSON document: a missing one is null"
)]

use domain::division::DivisionCode;
use domain::gd::art03_04_jurisdiction::{
    Accused, JurisdictionFacts, Responsible, Rule, responsible,
};

const INDUSTRY_CENTERS: [&str; 3] = ["电力", "通信", "交通"];

fn code(digits: &str) -> DivisionCode {
    DivisionCode::parse(digits).unwrap()
}

fn facts<'a>(places: &'a [DivisionCode]) -> JurisdictionFacts<'a> {
    JurisdictionFacts {
        places,
        industry: None,
        accused: Accused::NoCenter,
        industry_centers: &INDUSTRY_CENTERS,
    }
}

/// As the examples write it: a division's code, `industry:<name>`, or nothing outside Guangdong.
fn named(who: &Responsible<'_>) -> Option<String> {
    match who {
        Responsible::IndustryCenter(industry) => Some(format!("industry:{industry}")),
        Responsible::Prefecture(prefecture) => Some(prefecture.code.to_string()),
        Responsible::Province => Some("440000".to_owned()),
        Responsible::SupervisingDepartment => Some("above 440000".to_owned()),
        Responsible::Elsewhere(_) => None,
    }
}

#[test]
fn the_examples_go_to_the_center_that_is_expected_of_them() {
    let lines = include_str!("../../../tests/data/complaints.jsonl");
    let mut checked = 0;
    for line in lines.lines() {
        let complaint: serde_json::Value = serde_json::from_str(line).unwrap();
        let places: Vec<_> = complaint["division"]
            .as_str()
            .map(code)
            .into_iter()
            .collect();
        let accused = match complaint["accused"]["kind"].as_str() {
            Some("guidance_center") => {
                Accused::CenterOf(code(complaint["accused"]["division"].as_str().unwrap()))
            }
            _ => Accused::NoCenter,
        };
        let answer = responsible(&JurisdictionFacts {
            industry: complaint["industry"].as_str(),
            accused,
            ..facts(&places)
        });
        assert_eq!(
            named(&answer.unwrap().responsible).as_deref(),
            complaint["expected"]["responsible_center"].as_str(),
            "{}",
            complaint["id"]
        );
        checked += 1;
    }
    assert_eq!(checked, 60);
}

#[test]
fn a_place_in_a_prefecture_goes_to_its_center() {
    for (place, center) in [
        ("440106", "440100"),
        ("440100", "440100"),
        // Prefectures without counties below them.
        ("441900", "441900"),
        ("442000", "442000"),
    ] {
        let places = [code(place)];
        let answer = responsible(&facts(&places)).unwrap();
        assert_eq!(
            named(&answer.responsible).as_deref(),
            Some(center),
            "{place}"
        );
        assert_eq!(answer.rule, Rule::PrefectureOfThePlace, "{place}");
    }
}

#[test]
fn several_prefectures_the_whole_province_or_no_known_place_go_to_the_province() {
    for (places, rule) in [
        (vec!["440106", "440306"], Rule::SeveralPrefectures),
        (vec!["440000"], Rule::SeveralPrefectures),
        (vec!["440000", "440106"], Rule::SeveralPrefectures),
        (vec![], Rule::PlaceUnknown),
    ] {
        let codes: Vec<_> = places.iter().copied().map(code).collect();
        let answer = responsible(&facts(&codes)).unwrap();
        assert_eq!(
            named(&answer.responsible).as_deref(),
            Some("440000"),
            "{places:?}"
        );
        assert_eq!(answer.rule, rule, "{places:?}");
    }
}

#[test]
fn several_counties_of_one_prefecture_are_one_prefecture_in_whatever_order() {
    for places in [
        ["440106", "440112", "440106"],
        ["440100", "440112", "440105"],
    ] {
        let codes = places.map(code);
        let answer = responsible(&facts(&codes)).unwrap();
        assert_eq!(named(&answer.responsible).as_deref(), Some("440100"));
    }
    let mixed = ["440106", "440306", "440112"].map(code);
    let answer = responsible(&facts(&mixed)).unwrap();
    assert_eq!(answer.rule, Rule::SeveralPrefectures);
}

#[test]
fn outside_guangdong_it_names_where_to_go() {
    for (place, where_to) in [
        ("421002", "湖北省荆州市"),
        ("431003", "湖南省郴州市"),
        ("110105", "北京市朝阳区"),
        ("430000", "湖南省"),
    ] {
        let places = [code(place)];
        let answer = responsible(&JurisdictionFacts {
            industry: Some("电力"),
            ..facts(&places)
        })
        .unwrap();
        assert_eq!(answer.rule, Rule::OutsideTheProvince);
        let Responsible::Elsewhere(division) = answer.responsible else {
            panic!("{place}: {answer:?}");
        };
        assert_eq!(division.full_name(), where_to);
    }
    // A part inside is Guangdong's.
    let places = ["421002", "440106"].map(code);
    let answer = responsible(&facts(&places)).unwrap();
    assert_eq!(named(&answer.responsible).as_deref(), Some("440100"));
}

#[test]
fn nobody_judges_their_own_case() {
    for (accused, who, rule) in [
        ("445300", "440000", Rule::CenterAccused),
        ("440106", "440100", Rule::CenterAccused),
        ("440000", "above 440000", Rule::ProvincialCenterAccused),
    ] {
        let places = [code(accused)];
        let answer = responsible(&JurisdictionFacts {
            accused: Accused::CenterOf(code(accused)),
            industry: Some("电力"),
            ..facts(&places)
        })
        .unwrap();
        assert_eq!(
            named(&answer.responsible).as_deref(),
            Some(who),
            "{accused}"
        );
        assert_eq!(answer.rule, rule, "{accused}");
    }
    let places = [code("440106")];
    let answer = responsible(&JurisdictionFacts {
        accused: Accused::IndustryCenter("电力"),
        industry: Some("电力"),
        ..facts(&places)
    })
    .unwrap();
    assert_eq!(named(&answer.responsible).as_deref(), Some("440000"));
}

#[test]
fn an_industry_counts_only_where_it_has_a_center() {
    let places = [code("440305")];
    for (industry, who) in [("通信", "industry:通信"), ("餐饮", "440300")] {
        let answer = responsible(&JurisdictionFacts {
            industry: Some(industry),
            ..facts(&places)
        })
        .unwrap();
        assert_eq!(named(&answer.responsible).as_deref(), Some(who));
    }
}

#[test]
fn an_unknown_code_is_refused() {
    let places = [code("449999")];
    assert!(responsible(&facts(&places)).is_err());
}
