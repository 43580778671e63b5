//! Profiles: a regulation's parameters, or local ones that are never looser.

mod built_in;
mod check;
mod engine;
mod spec;

pub use spec::{ProfileFault, ProfileSpec, ValueSpec};

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::table::{Parameter, ParameterSource, ParameterValue, of};
use crate::gd::parameters::GdParameters;
use crate::jz::parameters::JzParameters;
use crate::provision::RegulationId;
use check::{Override, check_values};
use engine::Engine;

/// On what authority a profile's values rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileSource {
    /// The regulation's own values.
    Regulation,
    /// Stricter local implementing rules (gd Art. 21).
    LocalRule,
    /// A local policy where no regulation gives a value.
    LocalPolicy,
}

impl ProfileSource {
    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regulation => "regulation",
            Self::LocalRule => "local_rule",
            Self::LocalPolicy => "local_policy",
        }
    }
}

/// A parameter's value in a profile, with where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The parameter.
    pub parameter: &'static Parameter,
    /// Its value.
    pub value: ParameterValue,
    /// Provision id, `local_rule` or `local_policy`.
    pub source: &'static str,
}

/// The values of a profile from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Version {
    from: Option<NaiveDate>,
    values: Vec<Resolved>,
    engine: Engine,
}

/// A named set of dated parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Id that requests name.
    pub id: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// The regulation whose engine it parametrises.
    pub regulation: RegulationId,
    /// On what its values rest.
    pub source: ProfileSource,
    /// The profile it departs from.
    pub base: Option<String>,
    /// The local document it rests on.
    pub basis: Option<String>,
    /// The centers whose cases it governs (gd Art. 21).
    pub centers: Vec<String>,
    versions: Vec<Version>,
}

impl Profile {
    /// A local profile that departs from one of `known`.
    ///
    /// # Errors
    /// Every fault: an unknown base or parameter, a value that is none, a value looser than the regulation's, an
    /// extension cap below the handling limit, an id that is taken or no id at all.
    pub fn local(spec: ProfileSpec, known: &[Self]) -> Result<Self, Vec<ProfileFault>> {
        let fault = |member: &str, reason_zh: String, reason_en: String| ProfileFault {
            profile: spec.id.clone(),
            member: member.to_owned(),
            reason_zh,
            reason_en,
        };
        let id_is_plain = !spec.id.is_empty()
            && spec.id.len() <= 64
            && spec
                .id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !id_is_plain {
            return Err(vec![fault(
                "id",
                "标识只能由小写字母、数字和连字符组成，且不超过 64 个字符".to_owned(),
                "an id has lower-case letters, digits and hyphens only, at most 64".to_owned(),
            )]);
        }
        if known.iter().any(|p| p.id == spec.id) {
            return Err(vec![fault(
                "id",
                format!("标识 {} 已被使用", spec.id),
                format!("the id {} is taken", spec.id),
            )]);
        }
        let base = known.iter().find(|p| p.id == spec.base);
        // A profile that itself departs from another would hide from what values the new one departs.
        let Some(base) = base.filter(|base| base.base.is_none()) else {
            let bases: Vec<&str> = known
                .iter()
                .filter(|p| p.base.is_none())
                .map(|p| p.id.as_str())
                .collect();
            let bases = bases.join(", ");
            return Err(vec![fault(
                "base",
                format!("{} 不能作为基础参数集；可用的有：{bases}", spec.base),
                format!(
                    "{} is no profile to depart from; there are: {bases}",
                    spec.base
                ),
            )]);
        };
        // A center follows one set of rules.
        let claimed = known.iter().find_map(|other| {
            let center = other.centers.iter().find(|id| spec.centers.contains(id))?;
            Some((center, &other.id))
        });
        if let Some((center, other)) = claimed {
            return Err(vec![fault(
                "centers",
                format!("{center} 已适用参数集 {other}"),
                format!("{center} follows the profile {other} already"),
            )]);
        }
        if !spec.centers.is_empty() && base.regulation != RegulationId::GdComplaints {
            return Err(vec![fault(
                "centers",
                "只有投诉举报办理的参数集可以指定适用机构".to_owned(),
                "only a profile for complaint cases names centers".to_owned(),
            )]);
        }
        let source = match base.source {
            ProfileSource::Regulation | ProfileSource::LocalRule => ProfileSource::LocalRule,
            ProfileSource::LocalPolicy => ProfileSource::LocalPolicy,
        };
        Self::resolve(spec.clone(), base.regulation, source)
    }

    fn resolve(
        spec: ProfileSpec,
        regulation: RegulationId,
        source: ProfileSource,
    ) -> Result<Self, Vec<ProfileFault>> {
        let overrides = check_values(&spec, regulation)?;
        let parameters = of(regulation);
        let days: BTreeSet<Option<NaiveDate>> = std::iter::once(None)
            .chain(
                parameters
                    .iter()
                    .flat_map(|p| p.versions.iter().map(|v| v.from)),
            )
            .chain(overrides.iter().map(|o| o.from))
            .collect();
        let mut versions = Vec::new();
        for from in days {
            let day = from.unwrap_or(NaiveDate::MIN);
            let values: Vec<Resolved> = parameters
                .iter()
                .filter_map(|parameter| resolve_value(parameter, day, &overrides, source))
                .collect();
            let Some(engine) = Engine::of(regulation, &values) else {
                return Err(vec![ProfileFault {
                    profile: spec.id,
                    member: "values".to_owned(),
                    reason_zh: "最长时限短于办结时限".to_owned(),
                    reason_en: "the extension cap is shorter than the handling limit".to_owned(),
                }]);
            };
            versions.push(Version {
                from,
                values,
                engine,
            });
        }
        Ok(Self {
            id: spec.id,
            name_zh: spec.name_zh,
            name_en: spec.name_en,
            regulation,
            source,
            base: Some(spec.base),
            basis: spec.basis,
            centers: spec.centers,
            versions,
        })
    }

    /// The Guangdong values in force on a day; `None` for a profile of the Jingzhou measures.
    #[must_use]
    pub fn gd(&self, date: NaiveDate) -> Option<&GdParameters> {
        match &self.version(date)?.engine {
            Engine::Gd(parameters) => Some(parameters),
            Engine::Jz(_) => None,
        }
    }

    /// The Jingzhou values in force on a day; `None` for a profile of the Guangdong measures.
    #[must_use]
    pub fn jz(&self, date: NaiveDate) -> Option<&JzParameters> {
        match &self.version(date)?.engine {
            Engine::Jz(parameters) => Some(parameters),
            Engine::Gd(_) => None,
        }
    }

    /// Every value in force on a day, with where it comes from.
    #[must_use]
    pub fn values(&self, date: NaiveDate) -> &[Resolved] {
        self.version(date).map_or(&[], |v| &v.values)
    }

    /// The value of a number in force on a day; `None` for a choice, or for a parameter of the other regulation.
    #[must_use]
    pub fn number(&self, parameter: &Parameter, date: NaiveDate) -> Option<u32> {
        let resolved = self
            .values(date)
            .iter()
            .find(|r| r.parameter == parameter)?;
        match resolved.value {
            ParameterValue::Number(number) => Some(number),
            ParameterValue::Choice(_) => None,
        }
    }

    /// The days from which the profile's values change; `None`: from the beginning.
    pub fn changes(&self) -> impl Iterator<Item = Option<NaiveDate>> {
        self.versions.iter().map(|v| v.from)
    }

    fn version(&self, date: NaiveDate) -> Option<&Version> {
        self.versions
            .iter()
            .rev()
            .find(|v| v.from.is_none_or(|from| from <= date))
    }
}

fn resolve_value(
    parameter: &'static Parameter,
    day: NaiveDate,
    overrides: &[Override],
    source: ProfileSource,
) -> Option<Resolved> {
    let local = overrides
        .iter()
        .filter(|o| o.parameter == parameter && o.from.is_none_or(|from| from <= day))
        .max_by_key(|o| o.from);
    Some(match local {
        Some(local) => Resolved {
            parameter,
            value: local.value,
            source: source.as_str(),
        },
        None => Resolved {
            parameter,
            value: parameter.as_of(day)?.value,
            source: match source {
                ProfileSource::LocalPolicy => ParameterSource::LocalPolicy.as_str(),
                ProfileSource::Regulation | ProfileSource::LocalRule => parameter.source.as_str(),
            },
        },
    })
}
