//! What cannot be drawn, and why.

use domain::jz::art15_random_inspection::{
    Announcement, Departments, FaultKind, Redrawing, Replaces, draw, redraw,
};

use super::{VALUE, announcement, asked, conflict, day, held, ordinary, seed};

fn plain() -> Announcement {
    announcement(&[1, 1, 1], &["a", "a", "b"], 2, 2)
}

fn faults(change: impl FnOnce(&mut Announcement)) -> Vec<(String, FaultKind)> {
    let mut announced = plain();
    change(&mut announced);
    let told = |faults: Vec<domain::jz::art15_random_inspection::Fault>| -> Vec<_> {
        faults.into_iter().map(|f| (f.pointer, f.kind)).collect()
    };
    let found = told(announced.faults());
    let refused = draw(&announced, &seed(1), VALUE, day(3)).unwrap_err();
    assert_eq!(told(refused), found, "what is wrong cannot be drawn from");
    found
}

fn one(pointer: &str, kind: FaultKind) -> Vec<(String, FaultKind)> {
    vec![(pointer.to_owned(), kind)]
}

#[test]
fn the_terms_must_make_sense() {
    assert_eq!(plain().faults(), []);
    for count in [0, 4] {
        assert_eq!(
            faults(|a| a.terms.institutions = count),
            one("/terms/institutions", FaultKind::BadCount)
        );
    }
    for each in [0, 1, 11] {
        assert_eq!(
            faults(|a| a.terms.inspectors_each = each),
            one("/terms/inspectors_each", FaultKind::BadEach)
        );
    }
    // The day of the announcement itself is too early.
    assert_eq!(
        faults(|a| a.terms.known_on = a.terms.announced_on),
        one("/terms/known_on", FaultKind::KnownTooEarly)
    );
    assert_eq!(
        faults(|a| a.terms.public_value = " ".to_owned()),
        one("/terms/public_value", FaultKind::BadText)
    );
}

#[test]
fn the_roster_must_make_sense() {
    assert_eq!(
        faults(|a| a.institutions[2].id = "i00".to_owned()),
        one("/roster/institutions/2/id", FaultKind::Duplicate)
    );
    assert_eq!(
        faults(|a| a.inspectors[2].id = "p00".to_owned()),
        one("/roster/inspectors/2/id", FaultKind::Duplicate)
    );
    for weight in [0, 1001] {
        assert_eq!(
            faults(|a| a.institutions[1].weight = weight),
            one("/roster/institutions/1/weight", FaultKind::BadWeight)
        );
    }
    assert_eq!(
        faults(|a| a.inspectors[0].name = "a\nb".to_owned()),
        one("/roster/inspectors/0/name", FaultKind::BadText)
    );
    assert_eq!(
        faults(|a| a.conflicts = vec![conflict("p00", "i09")]),
        one("/roster/conflicts/0/institution", FaultKind::NotOnRoster)
    );
    assert_eq!(
        faults(|a| a.conflicts = vec![conflict("p09", "i00")]),
        one("/roster/conflicts/0/inspector", FaultKind::NotOnRoster)
    );
    assert_eq!(
        faults(|a| a.conflicts = vec![conflict("p00", "i00"), conflict("p00", "i00")]),
        one("/roster/conflicts/1", FaultKind::Duplicate)
    );
}

#[test]
fn for_every_institution_there_must_be_inspectors_without_a_conflict() {
    let short = |index: usize| {
        one(
            &format!("/roster/institutions/{index}"),
            FaultKind::TooFewInspectors,
        )
    };
    let two = vec![conflict("p00", "i01"), conflict("p02", "i01")];
    assert_eq!(faults(|a| a.conflicts = two), short(1));
    // One conflict leaves two; but of one department, where several are asked for.
    let b = vec![conflict("p02", "i02")];
    let mut announced = plain();
    announced.conflicts.clone_from(&b);
    assert_eq!(announced.faults(), []);
    assert_eq!(
        faults(|a| (a.conflicts, a.terms.departments) = (b, Departments::Several)),
        short(2)
    );
    // And of two departments, where one is asked for.
    let a = vec![conflict("p00", "i00")];
    assert_eq!(
        faults(|all| (all.conflicts, all.terms.departments) = (a, Departments::One)),
        short(0)
    );
}

#[test]
fn it_is_not_drawn_before_the_public_value_is_known() {
    let refused = draw(&plain(), &seed(1), VALUE, day(2)).unwrap_err();
    assert_eq!(
        (&*refused[0].pointer, refused[0].kind),
        ("/drawn_on", FaultKind::DrawnTooEarly)
    );
    let refused = draw(&plain(), &seed(1), "", day(3)).unwrap_err();
    assert_eq!(
        (&*refused[0].pointer, refused[0].kind),
        ("/public_value", FaultKind::BadText)
    );
}

fn refusal(asked: Redrawing) -> (String, FaultKind) {
    let fault = redraw(&ordinary(), asked).unwrap_err().remove(0);
    (fault.pointer, fault.kind)
}

#[test]
fn a_redraw_replaces_whoever_stands_there_now() {
    let proof = ordinary();
    let standing = proof.standing();
    let first = &proof.result[0].institution;
    assert_ne!(&standing[0].institution, first);
    let left = asked(1, Replaces::Institution(first.clone()));
    assert_eq!(refusal(left), ("/place".to_owned(), FaultKind::NotThere));
    for place in [0, 4] {
        let nowhere = asked(place, Replaces::Institution(first.clone()));
        assert_eq!(refusal(nowhere).1, FaultKind::NoSuchPlace);
    }
    let mut early = asked(1, Replaces::Institution(standing[0].institution.clone()));
    early.on = day(3);
    assert_eq!(
        refusal(early),
        ("/on".to_owned(), FaultKind::DayBeforeLastStep)
    );
    let mut blank = asked(1, Replaces::Institution(standing[0].institution.clone()));
    blank.explanation = String::new();
    assert_eq!(
        refusal(blank),
        ("/explanation".to_owned(), FaultKind::BadText)
    );
}

#[test]
fn a_redraw_fails_where_nothing_is_left() {
    let all = announcement(&[1, 1], &["a", "b"], 2, 2);
    let proof = held(&all, &seed(1));
    let place = &proof.result[0];
    let refused = redraw(
        &proof,
        asked(1, Replaces::Institution(place.institution.clone())),
    );
    assert_eq!(refused.unwrap_err()[0].kind, FaultKind::NoInstitutionLeft);
    let refused = redraw(
        &proof,
        asked(1, Replaces::Inspector(place.inspectors[0].clone())),
    );
    assert_eq!(refused.unwrap_err()[0].kind, FaultKind::TooFewInspectors);
}
