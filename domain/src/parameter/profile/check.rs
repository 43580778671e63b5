//! Local values: known, possible, given once, and never looser than the regulation's.

use chrono::NaiveDate;

use super::spec::{ProfileFault, ProfileSpec, ValueSpec};
use crate::parameter::table::{Direction, Parameter, ParameterValue, find, of};
use crate::provision::RegulationId;

/// A checked local value.
pub(super) struct Override {
    pub parameter: &'static Parameter,
    pub from: Option<NaiveDate>,
    pub value: ParameterValue,
}

/// Every local value, or every fault among them.
pub(super) fn check_values(
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
    let Some(parameter) = find(regulation, &value.parameter) else {
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
