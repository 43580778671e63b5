//! Words in which the tests are written.

mod complaint;
pub mod days;
pub mod kleene;
mod ledger;

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::gd::parameters::GdParameters;
use domain::ground::{Computed, Ground, PointerTable, Status, Stretch};
use domain::jz::parameters::{JzParameters, Reading};
use domain::parameter::Profile;
use domain::truth::Truth;
use domain::workday::WorkingCalendar;
use proptest::test_runner::Config as ProptestConfig;

pub use complaint::{Complaint, accepted, complaint, concluded, prior};
pub use ledger::{Ledger, TODAY, clean, unknown};

/// Known to be so.
pub const YES: Truth = Truth::True;
/// Known not to be so.
pub const NO: Truth = Truth::False;
/// Not known.
pub const OPEN: Truth = Truth::Unknown;

/// A day written `YYYY-MM-DD`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The calendar of the notices that are compiled in.
pub fn calendar() -> &'static WorkingCalendar {
    static CALENDAR: LazyLock<WorkingCalendar> =
        LazyLock::new(|| WorkingCalendar::embedded().unwrap());
    &CALENDAR
}

/// The built-in profile of that id.
pub fn profile(id: &str) -> Profile {
    static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| Profile::built_in().unwrap());
    PROFILES.iter().find(|p| p.id == id).unwrap().clone()
}

/// The numbers of the Guangdong measures.
pub fn gd() -> GdParameters {
    static GD: LazyLock<GdParameters> =
        LazyLock::new(|| *profile("gd-default").gd(domain::period::FIRST_DAY).unwrap());
    *GD
}

/// The numbers of the Jingzhou measures, Art. 22(6) read literally.
pub fn jz() -> JzParameters {
    static JZ: LazyLock<JzParameters> =
        LazyLock::new(|| *profile("jz-default").jz(domain::period::FIRST_DAY).unwrap());
    *JZ
}

/// The numbers of the Jingzhou measures, Art. 22(6) read by its purpose.
pub fn jz_purposive() -> JzParameters {
    JzParameters {
        art22_6_reading: Reading::Purposive,
        ..jz()
    }
}

/// What a rule expects of a ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Met, on this evidence.
    Met(Vec<&'static str>),
    /// Not met.
    NotMet,
    /// Undetermined, these facts missing.
    Undetermined(Vec<&'static str>),
    /// Undetermined because only the purposive reading of jz Art. 22(6) is met, on this evidence.
    Contested(Vec<&'static str>),
}

pub use Expected::NotMet;

/// Met, on this evidence.
pub fn met<const N: usize>(evidence: [&'static str; N]) -> Expected {
    Expected::Met(evidence.to_vec())
}

/// Undetermined, these facts missing.
pub fn undetermined<const N: usize>(missing: [&'static str; N]) -> Expected {
    Expected::Undetermined(missing.to_vec())
}

/// Contested, on this evidence.
pub fn contested<const N: usize>(evidence: [&'static str; N]) -> Expected {
    Expected::Contested(evidence.to_vec())
}

/// The pointers of a stretch, as texts.
pub fn texts(table: &PointerTable, stretch: Stretch) -> Vec<String> {
    table.get(stretch).iter().map(ToString::to_string).collect()
}

/// Asserts status, evidence and missing facts of a ground at once.
pub fn assert_ground(rule: &str, ground: &Ground, table: &PointerTable, expected: &Expected) {
    let purposive_evidence = match ground.computed {
        Computed::Readings {
            purposive_evidence, ..
        } => texts(table, purposive_evidence),
        Computed::Nothing
        | Computed::LimitDay(_)
        | Computed::PriorDueOn(_)
        | Computed::WorstShare { .. }
        | Computed::IdleLimit(_) => Vec::new(),
    };
    let none: &[&str] = &[];
    let (status, contested, evidence, missing, purposive) = match expected {
        Expected::Met(on) => (Status::Met, false, on.as_slice(), none, none),
        NotMet => (Status::NotMet, false, none, none, none),
        Expected::Undetermined(of) => (Status::Undetermined, false, none, of.as_slice(), none),
        Expected::Contested(on) => (Status::Undetermined, true, none, none, on.as_slice()),
    };
    let id = ground.provision.id;
    assert_eq!(ground.status, status, "{id}: {rule}");
    assert_eq!(ground.contested, contested, "contested, {id}: {rule}");
    assert_eq!(
        texts(table, ground.evidence),
        evidence,
        "evidence, {id}: {rule}"
    );
    assert_eq!(
        texts(table, ground.missing),
        missing,
        "missing, {id}: {rule}"
    );
    assert_eq!(purposive_evidence, purposive, "purposive, {id}: {rule}");
}

/// So many cases a property, or as many as `PROPTEST_CASES` asks for if that is more; no files of past failures.
pub fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: cases.max(default.cases),
        failure_persistence: None,
        ..default
    }
}
