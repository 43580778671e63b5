//! The permission matrix, as a grid that a person can read and a change shows in.

use domain::access::{
    Action, OrganisationFacts, OrganisationKind, OrganisationLevel, Regime, Role, Scope, role_fits,
    scope,
};

/// Where the grid is kept; `JIANDU_WRITE_MATRIX=1` writes it anew.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/access/matrix.txt");

fn line(name: &str, cells: impl Iterator<Item = &'static str>) -> String {
    let mut line = format!("{name:<22}");
    for cell in cells {
        line.push_str(&format!(" {cell:<17}"));
    }
    line.trim_end().to_owned() + "\n"
}

fn grid() -> String {
    let mut text = line("", Role::ALL.iter().map(|role| role.as_str()));
    for action in Action::ALL {
        let cells = Role::ALL
            .iter()
            .map(|role| scope(*role, *action).map_or("-", Scope::as_str));
        text.push_str(&line(action.as_str(), cells));
    }
    text
}

#[test]
fn the_grid_is_the_one_in_the_file() {
    if std::env::var_os("JIANDU_WRITE_MATRIX").is_some() {
        std::fs::write(FILE, grid()).unwrap();
    }
    assert_eq!(grid(), std::fs::read_to_string(FILE).unwrap());
}

/// What concerns institutions, not cases (jz Art. 2 to 22).
const INSTITUTIONS: [Action; 19] = [
    Action::ApplyForFiling,
    Action::DecideFiling,
    Action::ReadInstitutions,
    Action::RecordLedger,
    Action::DecideLedger,
    Action::EvaluateInstitutions,
    Action::ImportInstitutions,
    Action::AllegeFinding,
    Action::ReadAssessments,
    Action::ReadProceedings,
    Action::ConductProceedings,
    Action::ApproveSanctions,
    Action::MakeStatements,
    Action::ManageInspectors,
    Action::ConductDraws,
    Action::RecordInspections,
    Action::ReadInspections,
    Action::ProposeInspections,
    Action::AnswerProposals,
];

/// An institution reaches itself alone, whoever keeps the system none.
#[test]
fn administrators_reach_no_institution_and_institutions_no_other() {
    for action in INSTITUTIONS {
        assert_eq!(scope(Role::Admin, action), None, "{action}");
        let own = scope(Role::Institution, action);
        assert!(matches!(own, None | Some(Scope::Own)), "{action}");
    }
}

/// Who keeps the system, and who may be the accused party, has no part in any case (gd Art. 15).
#[test]
fn administrators_inspectors_and_institutions_reach_no_case() {
    for role in [Role::Admin, Role::Inspector, Role::Institution] {
        for action in Action::ALL.iter().filter(|one| !INSTITUTIONS.contains(one)) {
            let reached = scope(role, *action);
            assert!(
                matches!(reached, None | Some(Scope::All)),
                "{role} {action}"
            );
        }
    }
}

#[test]
fn an_auditor_reads_and_sees_nothing_sealed() {
    let allowed: Vec<&str> = Action::ALL
        .iter()
        .filter(|action| scope(Role::Auditor, **action).is_some())
        .map(|action| action.as_str())
        .collect();
    for word in &allowed {
        assert!(
            word.starts_with("read_") || word.starts_with("list_"),
            "{word}"
        );
    }
    assert!(scope(Role::Auditor, Action::DiscloseIdentity).is_none());
}

/// What is sealed is opened only by those who handle the center's own cases.
#[test]
fn disclosure_is_never_wider_than_the_own_cases() {
    for role in Role::ALL {
        for action in [Action::DiscloseIdentity, Action::DiscloseStatement] {
            assert!(matches!(scope(*role, action), None | Some(Scope::Own)));
        }
    }
}

#[test]
fn words_read_back() {
    for action in Action::ALL {
        assert_eq!(Action::parse(action.as_str()), Some(*action));
    }
    for role in Role::ALL {
        assert_eq!(Role::parse(role.as_str()), Some(*role));
    }
    assert_eq!(Role::parse("Admin"), None);
}

#[test]
fn offices_are_held_where_they_exist() {
    use OrganisationKind as Kind;
    let of = |kind, level, regime| OrganisationFacts {
        kind,
        level,
        regime,
    };
    let province = of(
        Kind::GuidanceCenter,
        Some(OrganisationLevel::Province),
        Regime::Gd,
    );
    let prefecture = of(
        Kind::GuidanceCenter,
        Some(OrganisationLevel::Prefecture),
        Regime::Gd,
    );
    let authority = of(
        Kind::HrssAuthority,
        Some(OrganisationLevel::Prefecture),
        Regime::Jz,
    );
    assert!(role_fits(Role::ProvinceLead, province));
    assert!(!role_fits(Role::ProvinceLead, prefecture));
    assert!(role_fits(Role::CenterLead, prefecture));
    assert!(!role_fits(Role::CenterLead, authority));
    assert!(role_fits(Role::Regulator, authority));
    assert!(!role_fits(Role::Regulator, prefecture));
    for (role, kind) in [
        (Role::Handler, Kind::UndertakingDepartment),
        (Role::Institution, Kind::Institution),
        (Role::Platform, Kind::Platform),
    ] {
        for other in Kind::ALL {
            let fits = role_fits(role, of(*other, None, Regime::Gd));
            assert_eq!(fits, *other == kind, "{role} {other}");
        }
    }
    // Nobody who acts for the accused party decides on anything.
    for role in Role::ALL {
        let institution = of(Kind::Institution, None, Regime::Jz);
        assert_eq!(role_fits(*role, institution), *role == Role::Institution);
    }
}
