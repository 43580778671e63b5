//! Profiles: a regulation's parameters, or local ones that are never looser.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::table::{Direction, Parameter, ParameterSource, ParameterValue, of};
use crate::gd::parameters::{self as gd, GdParameters};
use crate::jz::parameters::{self as jz, JzParameters, Reading};
use crate::provision::RegulationId;

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

/// A local value, as written in a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueSpec {
    /// Name of the parameter.
    pub parameter: String,
    /// First day on which the value holds; `None`: always.
    pub from: Option<NaiveDate>,
    /// The value: a number in decimal, or a choice.
    pub value: String,
}

/// A profile as written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileSpec {
    /// Id that requests name.
    pub id: String,
    /// The built-in profile it departs from.
    pub base: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// The local document it rests on.
    pub basis: Option<String>,
    /// The values that differ.
    pub values: Vec<ValueSpec>,
}

/// Why a profile is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("profile {profile}, {member}: {reason_en} / {reason_zh}")]
pub struct ProfileFault {
    /// Id of the profile.
    pub profile: String,
    /// The member at fault: `base`, `id`, or the parameter's name.
    pub member: String,
    /// Reason in Chinese.
    pub reason_zh: String,
    /// Reason in English.
    pub reason_en: String,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Gd(GdParameters),
    Jz(JzParameters),
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
    versions: Vec<Version>,
}

impl Profile {
    /// The profiles that are always there: `gd-default`, `jz-default`, `jz-complaints`, and `gd-example-15`, an
    /// invented stricter one that shows what gd Art. 21 allows.
    ///
    /// # Errors
    /// The faults of the built-in table; a test keeps it without any.
    pub fn built_in() -> Result<Vec<Self>, Vec<ProfileFault>> {
        let plain = |id: &str, name_zh: &str, name_en: &str| ProfileSpec {
            id: id.to_owned(),
            base: id.to_owned(),
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            basis: None,
            values: Vec::new(),
        };
        let mut jz_complaints = Self::resolve(
            plain(
                "jz-complaints",
                "荆州投诉举报（本地政策，参照广东办法）",
                "Jingzhou complaints (local policy, modelled on the Guangdong measures)",
            ),
            RegulationId::GdComplaints,
            ProfileSource::LocalPolicy,
        )?;
        jz_complaints.base = None;
        let mut profiles = vec![
            Self::resolve(
                plain("gd-default", "广东省办法", "Guangdong measures"),
                RegulationId::GdComplaints,
                ProfileSource::Regulation,
            )?,
            Self::resolve(
                plain("jz-default", "荆州市办法", "Jingzhou measures"),
                RegulationId::JzInstitutions,
                ProfileSource::Regulation,
            )?,
            jz_complaints,
        ];
        for profile in &mut profiles {
            profile.base = None;
        }
        let example = Self::local(
            ProfileSpec {
                id: "gd-example-15".to_owned(),
                base: "gd-default".to_owned(),
                name_zh: "示例：地方实施细则，15 个工作日办结（虚构）".to_owned(),
                name_en: "Example: local rules, 15 working days (invented)".to_owned(),
                basis: Some(
                    "（虚构）某市实施细则 / (invented) rules of some prefecture".to_owned(),
                ),
                values: vec![ValueSpec {
                    parameter: gd::HANDLING_WORKING_DAYS.name.to_owned(),
                    from: None,
                    value: "15".to_owned(),
                }],
            },
            &profiles,
        )?;
        profiles.push(example);
        Ok(profiles)
    }

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

/// A checked local value.
struct Override {
    parameter: &'static Parameter,
    from: Option<NaiveDate>,
    value: ParameterValue,
}

fn check_values(
    spec: &ProfileSpec,
    regulation: RegulationId,
) -> Result<Vec<Override>, Vec<ProfileFault>> {
    let mut faults = Vec::new();
    let mut overrides: Vec<Override> = Vec::new();
    for value in &spec.values {
        match check_value(value, regulation) {
            Ok(checked) => {
                let repeated = overrides
                    .iter()
                    .any(|o| o.parameter == checked.parameter && o.from == checked.from);
                if repeated {
                    faults.push(ProfileFault {
                        profile: spec.id.clone(),
                        member: value.parameter.clone(),
                        reason_zh: "同一参数在同一日期重复规定".to_owned(),
                        reason_en: "the parameter is given twice for the same day".to_owned(),
                    });
                }
                overrides.push(checked);
            }
            Err((reason_zh, reason_en)) => faults.push(ProfileFault {
                profile: spec.id.clone(),
                member: value.parameter.clone(),
                reason_zh,
                reason_en,
            }),
        }
    }
    if faults.is_empty() {
        Ok(overrides)
    } else {
        Err(faults)
    }
}

fn check_value(value: &ValueSpec, regulation: RegulationId) -> Result<Override, (String, String)> {
    let Some(parameter) = super::table::find(regulation, &value.parameter) else {
        let names: Vec<&str> = of(regulation).iter().map(|p| p.name).collect();
        let names = names.join(", ");
        return Err((
            format!("没有这个参数；可用的有：{names}"),
            format!("there is no such parameter; there are: {names}"),
        ));
    };
    let checked = if parameter.choices.is_empty() {
        value
            .value
            .parse()
            .ok()
            .filter(|n| (1..=1000).contains(n))
            .map(ParameterValue::Number)
    } else {
        parameter
            .choices
            .iter()
            .copied()
            .find(|c| *c == value.value)
            .map(ParameterValue::Choice)
    };
    let Some(checked) = checked else {
        let allowed = if parameter.choices.is_empty() {
            "1-1000".to_owned()
        } else {
            parameter.choices.join(", ")
        };
        return Err((
            format!("“{}”不可用；可用的值：{allowed}", value.value),
            format!("'{}' is no value of it; allowed: {allowed}", value.value),
        ));
    };
    // Against every value of the regulation that is in force while the local one holds.
    let day = value.from.unwrap_or(NaiveDate::MIN);
    let compared = parameter
        .versions
        .iter()
        .filter(|v| v.from.is_some_and(|from| from > day))
        .chain(parameter.as_of(day));
    for version in compared {
        if let (ParameterValue::Number(local), ParameterValue::Number(own)) =
            (checked, version.value)
            && !allowed(parameter.direction, local, own)
        {
            return Err(too_loose(parameter, local, own));
        }
    }
    Ok(Override {
        parameter,
        from: value.from,
        value: checked,
    })
}

fn allowed(direction: Direction, local: u32, own: u32) -> bool {
    match direction {
        Direction::Fixed => local == own,
        Direction::OnlyDownwards => local <= own,
        Direction::OnlyUpwards => local >= own,
        Direction::Free => true,
    }
}

fn too_loose(parameter: &Parameter, local: u32, own: u32) -> (String, String) {
    let source = parameter.source.as_str();
    match parameter.direction {
        Direction::OnlyDownwards => (
            format!("{local} 比 {source} 规定的 {own} 宽松：地方规定只能更短"),
            format!(
                "{local} is looser than the {own} of {source}: a local value may only be lower"
            ),
        ),
        Direction::OnlyUpwards => (
            format!("{local} 比 {source} 规定的 {own} 更不利于提出人：地方规定只能更长"),
            format!(
                "{local} is harsher on complainants than the {own} of {source}: a local value may only be higher"
            ),
        ),
        Direction::Fixed | Direction::Free => (
            format!("{source} 规定为 {own}，地方不得另行规定为 {local}"),
            format!("{source} says {own}: it may not be {local} locally"),
        ),
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

impl Engine {
    fn of(regulation: RegulationId, values: &[Resolved]) -> Option<Self> {
        let value = |parameter: &Parameter| {
            values
                .iter()
                .find(|r| r.parameter == parameter)
                .map(|r| r.value)
        };
        let number = |parameter: &Parameter| match value(parameter)? {
            ParameterValue::Number(n) => Some(n),
            ParameterValue::Choice(_) => None,
        };
        Some(match regulation {
            RegulationId::GdComplaints => {
                let handling_working_days = number(&gd::HANDLING_WORKING_DAYS)?;
                let extension_cap_working_days = number(&gd::EXTENSION_CAP_WORKING_DAYS)?;
                if extension_cap_working_days < handling_working_days {
                    return None;
                }
                Self::Gd(GdParameters {
                    limitation_years: number(&gd::LIMITATION_YEARS)?,
                    handling_working_days,
                    extension_cap_working_days,
                    due_soon_working_days: number(&gd::DUE_SOON_WORKING_DAYS)?,
                })
            }
            RegulationId::JzInstitutions => Self::Jz(JzParameters {
                unqualified_share_percent: number(&jz::UNQUALIFIED_SHARE_PERCENT)?,
                identical_paper_times: number(&jz::IDENTICAL_PAPER_TIMES)?,
                identical_paper_months: number(&jz::IDENTICAL_PAPER_MONTHS)?,
                inactivity_years: number(&jz::INACTIVITY_YEARS)?,
                substantiated_complaints_times: number(&jz::SUBSTANTIATED_COMPLAINTS_TIMES)?,
                substantiated_complaints_months: number(&jz::SUBSTANTIATED_COMPLAINTS_MONTHS)?,
                market_ban_years: number(&jz::MARKET_BAN_YEARS)?,
                ban_inactivity_years: number(&jz::BAN_INACTIVITY_YEARS)?,
                art22_6_reading: match value(&jz::ART22_6_READING)? {
                    ParameterValue::Choice(word) => Reading::parse(word)?,
                    ParameterValue::Number(_) => return None,
                },
            }),
        })
    }
}
