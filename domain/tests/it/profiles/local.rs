//! What a local profile may say, and why it is refused.

use domain::parameter::{Profile, ProfileFault, ProfileSource, ProfileSpec, ValueSpec};

use super::{gd_on, resolved, written};
use crate::support::date;

fn built_in() -> Vec<Profile> {
    Profile::built_in().unwrap()
}

/// A local profile on that base with those values: parameter, first day, value.
fn local(base: &str, values: &[(&str, Option<&str>, &str)]) -> Result<Profile, Vec<ProfileFault>> {
    Profile::local(spec("local", base, values), &built_in())
}

fn spec(id: &str, base: &str, values: &[(&str, Option<&str>, &str)]) -> ProfileSpec {
    ProfileSpec {
        id: id.to_owned(),
        base: base.to_owned(),
        name_zh: "地方".to_owned(),
        name_en: "Local".to_owned(),
        centers: Vec::new(),
        basis: None,
        values: values
            .iter()
            .map(|(parameter, from, value)| ValueSpec {
                parameter: (*parameter).to_owned(),
                from: from.map(date),
                value: (*value).to_owned(),
            })
            .collect(),
    }
}

#[test]
fn a_local_rule_may_differ_in_one_direction_only() {
    // base, parameter, value, accepted, words of the refusal
    let cases = [
        (
            "gd-default",
            "handling_working_days",
            "21",
            Some("may only be lower"),
        ),
        ("gd-default", "handling_working_days", "20", None),
        ("gd-default", "handling_working_days", "19", None),
        ("gd-default", "handling_working_days", "1", None),
        (
            "gd-default",
            "extension_cap_working_days",
            "46",
            Some("may only be lower"),
        ),
        ("gd-default", "extension_cap_working_days", "45", None),
        ("gd-default", "extension_cap_working_days", "44", None),
        ("gd-default", "extension_cap_working_days", "20", None),
        ("gd-default", "limitation_years", "1", None),
        ("gd-default", "limitation_years", "2", None),
        ("gd-default", "due_soon_working_days", "1", None),
        ("gd-default", "due_soon_working_days", "10", None),
        (
            "jz-complaints",
            "handling_working_days",
            "21",
            Some("may only be lower"),
        ),
        (
            "jz-default",
            "unqualified_share_percent",
            "4",
            Some("may not be"),
        ),
        ("jz-default", "unqualified_share_percent", "5", None),
        (
            "jz-default",
            "unqualified_share_percent",
            "6",
            Some("may not be"),
        ),
        (
            "jz-default",
            "identical_paper_times",
            "1",
            Some("may not be"),
        ),
        (
            "jz-default",
            "identical_paper_months",
            "24",
            Some("may not be"),
        ),
        ("jz-default", "inactivity_years", "2", Some("may not be")),
        (
            "jz-default",
            "substantiated_complaints_times",
            "3",
            Some("may not be"),
        ),
        (
            "jz-default",
            "substantiated_complaints_months",
            "12",
            Some("may not be"),
        ),
        ("jz-default", "market_ban_years", "5", Some("may not be")),
        (
            "jz-default",
            "ban_inactivity_years",
            "1",
            Some("may not be"),
        ),
        ("jz-default", "art22_6_reading", "purposive", None),
        ("jz-default", "art22_6_reading", "literal", None),
    ];
    for (base, parameter, value, refusal) in cases {
        match (local(base, &[(parameter, None, value)]), refusal) {
            (Ok(profile), None) => {
                let used = resolved(&profile, "2026-06-30", parameter);
                assert_eq!(written(used.value), value, "{parameter}");
                let source = if base == "jz-complaints" {
                    "local_policy"
                } else {
                    "local_rule"
                };
                assert_eq!(used.source, source, "{parameter} = {value}");
            }
            (Err(faults), Some(words)) => {
                let [fault] = faults.as_slice() else {
                    panic!("{parameter} = {value}: {faults:?}");
                };
                assert_eq!(
                    (fault.profile.as_str(), fault.member.as_str()),
                    ("local", parameter)
                );
                assert!(
                    fault.reason_en.contains(words),
                    "{parameter} = {value}: {fault}"
                );
                assert!(!fault.reason_zh.is_ascii(), "{fault}");
            }
            (answer, _) => panic!("{parameter} = {value}: {answer:?}"),
        }
    }
}

#[test]
fn what_is_no_value_is_refused() {
    let cases = [
        ("gd-default", "handling_working_days", "0", "1-1000"),
        ("gd-default", "handling_working_days", "-5", "1-1000"),
        ("gd-default", "handling_working_days", "", "1-1000"),
        ("gd-default", "handling_working_days", "fifteen", "1-1000"),
        ("gd-default", "handling_working_days", "15.5", "1-1000"),
        ("gd-default", "handling_working_days", "15 ", "1-1000"),
        ("gd-default", "limitation_years", "0", "1-1000"),
        ("gd-default", "limitation_years", "none", "1-1000"),
        ("gd-default", "limitation_years", "1001", "1-1000"),
        (
            "jz-default",
            "art22_6_reading",
            "strict",
            "literal, purposive",
        ),
        (
            "jz-default",
            "art22_6_reading",
            "Literal",
            "literal, purposive",
        ),
        (
            "gd-default",
            "handling_days",
            "15",
            "there is no such parameter",
        ),
        ("gd-default", "", "15", "there is no such parameter"),
        (
            "gd-default",
            "market_ban_years",
            "3",
            "there is no such parameter",
        ),
        (
            "jz-default",
            "limitation_years",
            "1",
            "there is no such parameter",
        ),
    ];
    for (base, parameter, value, words) in cases {
        let faults = local(base, &[(parameter, None, value)]).unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{parameter} = {value:?}: {faults:?}");
        };
        assert_eq!(fault.member, parameter);
        assert!(
            fault.reason_en.contains(words),
            "{parameter} = {value:?}: {fault}"
        );
    }
}

#[test]
fn a_profile_as_a_whole_must_make_sense() {
    let member = |answer: Result<Profile, Vec<ProfileFault>>| {
        answer
            .unwrap_err()
            .iter()
            .map(|fault| fault.member.clone())
            .collect::<Vec<_>>()
    };
    let known = built_in();
    assert_eq!(member(local("gd-defaults", &[])), ["base"]);
    assert_eq!(
        member(local("gd-example-15", &[])),
        ["base"],
        "a profile that itself departs from another"
    );
    assert_eq!(
        member(Profile::local(
            spec("gd-default", "gd-default", &[]),
            &known
        )),
        ["id"]
    );
    for id in ["", "Foshan", "fo_shan", "佛山", "fo shan", &"x".repeat(65)] {
        assert_eq!(
            member(Profile::local(spec(id, "gd-default", &[]), &known)),
            ["id"],
            "{id:?}"
        );
    }
    assert!(Profile::local(spec(&"x".repeat(64), "gd-default", &[]), &known).is_ok());
    assert!(Profile::local(spec("foshan-2", "gd-default", &[]), &known).is_ok());
    assert_eq!(
        member(local(
            "gd-default",
            &[
                ("handling_working_days", None, "15"),
                ("handling_working_days", None, "10")
            ]
        )),
        ["handling_working_days"],
        "the same parameter twice for the same days"
    );
    assert!(
        local(
            "gd-default",
            &[
                ("handling_working_days", None, "15"),
                ("handling_working_days", Some("2027-01-01"), "10")
            ]
        )
        .is_ok()
    );
    assert_eq!(
        member(local(
            "gd-default",
            &[("extension_cap_working_days", None, "19")]
        )),
        ["values"],
        "a cap below the handling limit"
    );
    assert_eq!(
        member(local(
            "gd-default",
            &[("extension_cap_working_days", Some("2027-01-01"), "19")]
        )),
        ["values"],
        "a cap that falls below it later"
    );
    assert!(
        local(
            "gd-default",
            &[
                ("extension_cap_working_days", None, "15"),
                ("handling_working_days", None, "15")
            ]
        )
        .is_ok()
    );
    assert_eq!(
        member(local(
            "gd-default",
            &[
                ("handling_working_days", None, "21"),
                ("nothing", None, "1"),
                ("limitation_years", None, "0")
            ]
        )),
        ["handling_working_days", "nothing", "limitation_years"],
        "every fault is named"
    );
}

#[test]
fn a_dated_value_holds_from_its_first_day() {
    let profile = local(
        "gd-default",
        &[
            ("handling_working_days", Some("2027-03-01"), "10"),
            ("handling_working_days", Some("2026-07-01"), "15"),
            ("extension_cap_working_days", Some("2027-01-01"), "30"),
        ],
    )
    .unwrap();
    let cases = [
        ("2000-01-01", 20, 45, "gd-complaints/art18"),
        ("2026-06-30", 20, 45, "gd-complaints/art18"),
        ("2026-07-01", 15, 45, "local_rule"),
        ("2026-12-31", 15, 45, "local_rule"),
        ("2027-01-01", 15, 30, "local_rule"),
        ("2027-02-28", 15, 30, "local_rule"),
        ("2027-03-01", 10, 30, "local_rule"),
        ("2199-12-31", 10, 30, "local_rule"),
    ];
    for (day, handling, cap, source) in cases {
        let parameters = gd_on(&profile, day);
        assert_eq!(
            (
                parameters.handling_working_days,
                parameters.extension_cap_working_days
            ),
            (handling, cap),
            "{day}"
        );
        assert_eq!(
            resolved(&profile, day, "handling_working_days").source,
            source,
            "{day}"
        );
        assert_eq!(
            resolved(&profile, day, "limitation_years").source,
            "gd-complaints/art10/6",
            "{day}"
        );
    }
    let changes: Vec<_> = profile.changes().collect();
    assert_eq!(
        changes,
        [
            None,
            Some(date("2026-07-01")),
            Some(date("2027-01-01")),
            Some(date("2027-03-01"))
        ]
    );
}

#[test]
fn what_departs_from_a_local_policy_is_local_policy() {
    let stricter = local("jz-complaints", &[("handling_working_days", None, "10")]).unwrap();
    assert_eq!(stricter.source, ProfileSource::LocalPolicy);
    let used = resolved(&stricter, "2026-06-30", "handling_working_days");
    assert_eq!(used.source, "local_policy");
}

#[test]
fn a_center_follows_one_set_of_rules() {
    let of = |id: &str, base: &str, center: &str| ProfileSpec {
        centers: vec![center.to_owned()],
        ..spec(id, base, &[("handling_working_days", None, "15")])
    };
    let mut known = built_in();
    known.push(Profile::local(of("one", "gd-default", "gd-440100"), &known).unwrap());
    let other = Profile::local(of("other", "gd-default", "gd-440300"), &known).unwrap();
    assert_eq!(other.centers, ["gd-440300"]);
    let again = Profile::local(of("again", "gd-default", "gd-440100"), &known).unwrap_err();
    let [fault] = again.as_slice() else {
        panic!("{again:?}")
    };
    assert_eq!(fault.member, "centers");
    assert!(fault.reason_en.contains("one"), "{fault}");
    // Institutions are not supervised by centers that handle cases.
    let jz = ProfileSpec {
        centers: vec!["jz-421000".to_owned()],
        ..spec("jz", "jz-default", &[])
    };
    let refused = Profile::local(jz, &known).unwrap_err();
    assert!(refused.iter().all(|fault| fault.member == "centers"));
}
