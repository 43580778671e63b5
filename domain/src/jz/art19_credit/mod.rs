//! 第十九条 人力资源社会保障行政部门建立评价机构信用评估机制，对评价机构实施动态评估，及时公布评估结果。
//!
//! The text gives no formula: it is local policy, published and dated ([`parameters`]). From a base, points are deducted for
//! what is on record, each for as long as it counts; nothing is added. Score and grade of any day, by what was on record on
//! any other, follow from the institution as it was known then: nothing is stored that could drift.
//!
//! One matter is not deducted twice. The measures of one proceeding and the entries it dealt with are one matter: it costs the
//! heaviest of its measures, or the entries themselves where they weigh more, never both. A finding that rests on a complaint,
//! on an annual report or on a rectification is the same matter as that entry: the heavier counts.

pub mod curve;
mod deductions;
mod formula;
pub mod parameters;

use chrono::NaiveDate;

pub use deductions::{Absorbed, Because, Deduction, Kind};
pub use formula::{CreditFormula, Rate, Thresholds};

use super::institution::Institution;
use super::institution::standing::Status;
use crate::access::Regime;
use crate::gd::case::words::record_words;
use crate::provision::provision;

provision!(
    ART19,
    JzInstitutions,
    "jz-institutions/art19",
    19,
    None,
    "人力资源社会保障行政部门建立评价机构信用评估机制,对评价机构实施动态评估,及时公布评估结果。",
    "The human resources and social security department sets up a mechanism for rating the credit of institutions, evaluates them dynamically and publishes the results in good time."
);

record_words! {
    /// The grade of a score, A the best.
    Grade {
        /// A 级
        A = "A",
        /// B 级
        B = "B",
        /// C 级
        C = "C",
        /// D 级
        D = "D",
    }
}

/// The credit of an institution on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// What is left of the base; never below 0.
    pub score: u32,
    /// Its grade.
    pub grade: Grade,
    /// What was deducted, the heaviest first.
    pub deductions: Vec<Deduction>,
    /// What is on record but costs nothing more, since its matter is deducted already.
    pub absorbed: Vec<Absorbed>,
}

/// The credit of an institution on a day, by what this record knows. The order in which it was recorded plays no part.
#[must_use]
pub fn credit(institution: &Institution, as_of: NaiveDate, formula: &CreditFormula) -> Credit {
    let (deductions, absorbed) = deductions::of(institution, as_of, formula);
    let lost = deductions
        .iter()
        .fold(0_u32, |lost, one| lost.saturating_add(one.points));
    let score = formula.base.saturating_sub(lost);
    Credit {
        score,
        grade: formula.thresholds.grade(score),
        deductions,
        absorbed,
    }
}

/// Whether an institution is rated on a day: it is filed, be it suspended, expired or banned; who never filed, or has ended
/// its filing, has no rating, nor has one that another regulation governs.
#[must_use]
pub fn rated(institution: &Institution, as_of: NaiveDate) -> bool {
    if institution.regime != Regime::Jz || institution.filing(as_of).is_none() {
        return false;
    }
    match institution.standing(as_of).status {
        Status::Filed | Status::Suspended | Status::Expired | Status::Banned => true,
        Status::Applied | Status::NotFiled | Status::Deregistered => false,
    }
}
