//! Whatever is changed in a proof is found and named.

use chrono::Days;
use domain::jz::art15_random_inspection::{
    Departments, Digest, FaultKind, Proof, RedrawReason, Replaces, RosterInstitution, verify,
};

use super::{conflict, ordinary};

/// The pointers of what differs or is wrong after a change.
fn found(change: impl FnOnce(&mut Proof)) -> Vec<String> {
    let mut proof = ordinary();
    change(&mut proof);
    let checked = verify(&proof);
    let faults = checked.faults.into_iter().map(|fault| fault.pointer);
    faults
        .chain(checked.differences.into_iter().map(|d| d.pointer))
        .collect()
}

fn names(pointer: &str, change: impl FnOnce(&mut Proof)) {
    let found = found(change);
    let named = found.iter().any(|p| p == pointer);
    assert!(named, "{pointer} is not among {found:?}");
}

fn flip(digest: &mut Digest) {
    digest.0[31] ^= 1;
}

#[test]
fn nothing_differs_where_nothing_was_changed() {
    assert_eq!(found(|_| {}), Vec::<String>::new());
}

#[test]
fn a_changed_roster_is_found() {
    type Change = fn(&mut Proof);
    let changes: [Change; 11] = [
        |p| p.announcement.institutions[0].weight += 1,
        |p| p.announcement.institutions[0].name.push('甲'),
        |p| p.announcement.institutions[7].id = "i08".to_owned(),
        |p| drop(p.announcement.institutions.remove(4)),
        |p| {
            p.announcement.institutions.push(RosterInstitution {
                id: "i99".to_owned(),
                name: "新".to_owned(),
                weight: 1,
            });
        },
        |p| p.announcement.inspectors[5].department = "人社局".to_owned(),
        |p| p.announcement.inspectors[5].name = "另一人".to_owned(),
        |p| drop(p.announcement.inspectors.remove(2)),
        |p| drop(p.announcement.conflicts.remove(0)),
        |p| p.announcement.conflicts.push(conflict("p00", "i00")),
        |p| p.announcement.terms.departments = Departments::Any,
    ];
    for change in changes {
        // Unless what is left cannot be drawn from at all.
        let all = found(change);
        let told = all
            .iter()
            .any(|p| p == "/roster_hash" || p.starts_with("/roster/"));
        assert!(told, "{all:?}");
    }
    names("/roster_hash", |p| flip(&mut p.roster_hash));
}

#[test]
fn changed_terms_are_found() {
    names("/roster_hash", |p| {
        p.announcement.terms.public_value.push('x')
    });
    names("/roster_hash", |p| p.announcement.terms.institutions = 2);
    names("/result/2", |p| p.announcement.terms.institutions = 2);
    names("/roster_hash", |p| p.announcement.terms.inspectors_each = 3);
    names("/roster_hash", |p| {
        p.announcement.terms.announced_on = p.announcement.terms.announced_on - Days::new(1);
    });
    names("/drawn_on", |p| {
        p.announcement.terms.known_on = p.drawn_on + Days::new(1)
    });
    names("/commitment", |p| p.announcement.draw.push('0'));
}

#[test]
fn a_changed_seed_or_public_value_is_found() {
    names("/commitment", |p| flip(&mut p.seed));
    names("/commitment", |p| flip(&mut p.commitment));
    names("/result_hash", |p| p.public_value.push('0'));
    names("/result_hash", |p| flip(&mut p.result_hash));
    // Both changed together, so that the commitment fits again: the public value still tells.
    names("/result_hash", |p| {
        flip(&mut p.seed);
        p.commitment =
            domain::jz::art15_random_inspection::commitment(&p.announcement.draw, &p.seed);
    });
}

#[test]
fn a_changed_result_is_found() {
    names("/result/0/institution", |p| p.result.swap(0, 1));
    names("/result/1/inspectors/0", |p| {
        p.result[1].inspectors.reverse()
    });
    names("/result/2", |p| drop(p.result.pop()));
    names("/result/3", |p| p.result.push(p.result[0].clone()));
    names("/result/2/inspectors/2", |p| {
        p.result[2].inspectors.push("p00".to_owned())
    });
    for index in 0..3 {
        names(&format!("/result/{index}/institution"), |p| {
            p.result[index].institution = "i00x".to_owned();
        });
    }
}

#[test]
fn a_changed_redraw_is_found() {
    names("/redraws/0/hash", |p| {
        p.redraws[0].asked.explanation.push('x')
    });
    names("/redraws/0/hash", |p| {
        p.redraws[0].asked.reason = RedrawReason::ConflictOfInterest
    });
    names("/redraws/1/hash", |p| p.redraws[1].asked.conflicts.clear());
    names("/redraws/0/result/inspectors/0", |p| {
        p.redraws[0].result.inspectors.reverse()
    });
    names("/redraws/0/result/institution", |p| {
        p.redraws[0].result.institution = "x".to_owned()
    });
    // One is left out, or they change places.
    names("/redraws/0/round", |p| drop(p.redraws.remove(0)));
    names("/redraws/0/round", |p| p.redraws.swap(0, 1));
    names("/redraws/0/hash", |p| flip(&mut p.redraws[0].hash));
    // Whoever leaves must stand there.
    names("/redraws/0/place", |p| {
        p.redraws[0].asked.replaces = Replaces::Institution("i00x".to_owned());
    });
    // Leaving the last one out makes a proof of less, which stands for itself.
    assert_eq!(found(|p| drop(p.redraws.pop())), Vec::<String>::new());
}

#[test]
fn every_fault_has_its_words() {
    let mut codes: Vec<_> = FaultKind::ALL.iter().map(|kind| kind.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), FaultKind::ALL.len());
    for kind in FaultKind::ALL {
        assert!(!kind.zh().is_ascii() && kind.en().is_ascii());
    }
}
