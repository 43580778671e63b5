//! The parameter table: every number the rules use, with the provision it comes from.

use chrono::NaiveDate;

use crate::provision::{Provision, RegulationId};

/// The value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterValue {
    /// A number, in the parameter's unit.
    Number(u32),
    /// One of a parameter's choices.
    Choice(&'static str),
}

/// Where a parameter's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterSource {
    /// The text of a regulation.
    Provision(&'static Provision),
    /// The text gives none: a local policy, shown as such.
    LocalPolicy,
}

impl ParameterSource {
    /// The provision's id, or `local_policy`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provision(provision) => provision.id,
            Self::LocalPolicy => "local_policy",
        }
    }
}

/// How a local value may differ from the regulation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Not at all.
    Fixed,
    /// Only lower: stricter for the authority.
    OnlyDownwards,
    /// Only higher: more generous to complainants.
    OnlyUpwards,
    /// Freely: the text leaves it open.
    Free,
}

impl Direction {
    /// The word used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::OnlyDownwards => "only_downwards",
            Self::OnlyUpwards => "only_upwards",
            Self::Free => "free",
        }
    }
}

/// A value and the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterVersion {
    /// First day, in Asia/Shanghai; `None`: since the regulation came into force, whose day our copy does not give.
    pub from: Option<NaiveDate>,
    /// The value.
    pub value: ParameterValue,
}

/// A named, dated number (or choice) of a regulation.
#[derive(Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name answers use.
    pub name: &'static str,
    /// The regulation whose rules use it.
    pub regulation: RegulationId,
    /// Unit: `working_days`, `years`, `months`, `percent`, `times`, `choice`.
    pub unit: &'static str,
    /// Where the value comes from.
    pub source: ParameterSource,
    /// How a local value may differ.
    pub direction: Direction,
    /// The choices, for the unit `choice`.
    pub choices: &'static [&'static str],
    /// The values, ascending by date.
    pub versions: &'static [ParameterVersion],
    /// What it means, in Chinese.
    pub note_zh: &'static str,
    /// What it means, in English.
    pub note_en: &'static str,
}

impl Parameter {
    /// The version in force on a day.
    #[must_use]
    pub fn as_of(&self, date: NaiveDate) -> Option<&ParameterVersion> {
        self.versions
            .iter()
            .rev()
            .find(|v| v.from.is_none_or(|from| from <= date))
    }
}

/// The parameters of a regulation, in the order of its articles.
#[must_use]
pub fn of(regulation: RegulationId) -> &'static [&'static Parameter] {
    match regulation {
        RegulationId::GdComplaints => crate::gd::parameters::ALL,
        RegulationId::JzInstitutions => crate::jz::parameters::ALL,
    }
}

/// The parameter of that name.
#[must_use]
pub fn find(regulation: RegulationId, name: &str) -> Option<&'static Parameter> {
    of(regulation).iter().copied().find(|p| p.name == name)
}
