//! Random inspection (jz Art. 15): the draw, recomputed, redrawn, tampered with, and tried for fairness.

mod fairness;
mod golden;
mod properties;
mod refused;
mod tampering;

use chrono::NaiveDate;
use domain::jz::art15_random_inspection::{
    Announcement, Conflict, Departments, Digest, Drawn, Proof, Redrawing, Replaces,
    RosterInspector, RosterInstitution, Terms, commitment, draw, redraw,
};

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

/// A seed that is easily told apart from others.
pub fn seed(number: u64) -> Digest {
    let mut bytes = [7; 32];
    for (to, from) in bytes.iter_mut().zip(number.to_be_bytes()) {
        *to = from;
    }
    Digest(bytes)
}

pub fn conflict(inspector: &str, institution: &str) -> Conflict {
    Conflict {
        inspector: inspector.to_owned(),
        institution: institution.to_owned(),
    }
}

/// Institutions `i00`, `i01`, … of these weights; inspectors `p00`, `p01`, … of these departments.
pub fn announcement(
    weights: &[u32],
    departments: &[&str],
    institutions: u32,
    inspectors_each: u32,
) -> Announcement {
    Announcement {
        draw: "0190b6a0-7c00-7000-8000-0000000000d1".to_owned(),
        terms: Terms {
            announced_on: day(1),
            public_value: "2026 年 12 月 3 日上证综合指数收盘点位".to_owned(),
            known_on: day(3),
            institutions,
            inspectors_each,
            departments: Departments::Any,
        },
        institutions: weights
            .iter()
            .enumerate()
            .map(|(index, weight)| RosterInstitution {
                id: format!("i{index:02}"),
                name: format!("示例职业技能评价中心{index}"),
                weight: *weight,
            })
            .collect(),
        inspectors: departments
            .iter()
            .enumerate()
            .map(|(index, department)| RosterInspector {
                id: format!("p{index:02}"),
                name: format!("示例检查员{index}"),
                department: (*department).to_owned(),
            })
            .collect(),
        conflicts: Vec::new(),
    }
}

pub const VALUE: &str = "3912.48";

pub fn held(announcement: &Announcement, seed: &Digest) -> Proof {
    let drawn = draw(announcement, seed, VALUE, day(3)).unwrap();
    let Drawn {
        public_value,
        seed,
        drawn_on,
        result,
        result_hash,
    } = drawn;
    Proof {
        commitment: commitment(&announcement.draw, &seed),
        roster_hash: announcement.roster_hash(),
        announcement: announcement.clone(),
        public_value,
        seed,
        drawn_on,
        result,
        result_hash,
        redraws: Vec::new(),
    }
}

pub fn asked(place: u32, replaces: Replaces) -> Redrawing {
    use domain::jz::art15_random_inspection::RedrawReason;
    Redrawing {
        place,
        reason: match replaces {
            Replaces::Institution(_) => RedrawReason::InstitutionGone,
            Replaces::Inspector(_) => RedrawReason::InspectorUnavailable,
        },
        replaces,
        explanation: "已核实，另行补抽。".to_owned(),
        on: day(4),
        conflicts: Vec::new(),
    }
}

/// An ordinary draw: three of eight institutions, two inspectors each of six from three departments, one conflict, and two
/// redraws.
pub fn ordinary() -> Proof {
    let departments = [
        "人社局",
        "人社局",
        "人社局",
        "市场监管局",
        "市场监管局",
        "教育局",
    ];
    let mut announced = announcement(&[1, 2, 3, 5, 1, 2, 3, 5], &departments, 3, 2);
    announced.conflicts = vec![conflict("p01", "i03"), conflict("p04", "i07")];
    announced.terms.departments = Departments::Several;
    let mut proof = held(&announced, &seed(20_261_203));
    let first = proof.result[0].institution.clone();
    let with = proof.result[1].clone();
    let ill = with.inspectors[0].clone();
    let mut inspector = asked(2, Replaces::Inspector(ill.clone()));
    let other = announced
        .inspectors
        .iter()
        .find(|one| !with.inspectors.contains(&one.id))
        .unwrap();
    inspector.conflicts = vec![conflict(&other.id, &with.institution)];
    for asked in [asked(1, Replaces::Institution(first)), inspector] {
        let next = redraw(&proof, asked).unwrap();
        proof.redraws.push(next);
    }
    proof
}
