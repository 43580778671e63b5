//! What the four engines have in common: where their calendar and parameters come from, and how they are asked.

use chrono::NaiveDate;
use domain::gd::parameters::GdParameters;
use domain::jz::parameters::JzParameters;
use domain::parameter::{ParameterValue, Profile};
use domain::period::OutOfRange;
use domain::provision::RegulationId;
use domain::workday::WorkingCalendar;

use super::json::Out;
use crate::decode::Text;
use crate::problem::{Fault, Problem, ProblemCode};

/// The profile of the Guangdong engines where a request names none.
pub const GD_DEFAULT: &str = "gd-default";
/// The profile of the Jingzhou engine where a request names none.
pub const JZ_DEFAULT: &str = "jz-default";

/// What every evaluation rests on: the working calendar and the parameter profiles.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The working calendar, with the official years loaded so far.
    pub calendar: WorkingCalendar,
    /// The profiles, built in and local.
    pub profiles: Vec<Profile>,
}

/// One of the four engines, as the endpoints, their batch twins and the command line ask it.
pub trait Engine {
    /// The name in paths and on the command line.
    const NAME: &'static str;

    /// Answers one request, given and returned as JSON text.
    ///
    /// # Errors
    /// `malformed_json`, or `invalid_facts` with every fault. Nothing was appended to `answer` that matters.
    fn answer(
        basis: &Basis,
        request: &[u8],
        explain: bool,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem>;
}

impl Basis {
    /// The profile that a request names, or the default.
    ///
    /// # Errors
    /// `invalid_facts` at `/profile` where there is no such profile for the regulation.
    pub fn profile(
        &self,
        named: Option<&Text<'_>>,
        default: &str,
        regulation: RegulationId,
    ) -> Result<&Profile, Problem> {
        let id = named.map_or(default, |Text(id)| id);
        self.profiles
            .iter()
            .find(|profile| profile.id == id && profile.regulation == regulation)
            .ok_or_else(|| {
                let known: Vec<&str> = self
                    .profiles
                    .iter()
                    .filter(|profile| profile.regulation == regulation)
                    .map(|profile| profile.id.as_str())
                    .collect();
                let known = known.join(", ");
                Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                    "/profile",
                    format!("没有适用于此项评估的这个参数集；可用的有：{known}"),
                    format!("there is no such profile for this evaluation; there are: {known}"),
                ))
            })
    }
}

/// The Guangdong parameters of a profile on a day.
///
/// # Errors
/// Never for a profile chosen by regulation; kept as an error so that nothing can go on without parameters.
pub fn gd(profile: &Profile, date: NaiveDate) -> Result<&GdParameters, Problem> {
    profile.gd(date).ok_or_else(|| no_parameters(profile))
}

/// The Jingzhou parameters of a profile on a day.
///
/// # Errors
/// As [`gd`].
pub fn jz(profile: &Profile, date: NaiveDate) -> Result<&JzParameters, Problem> {
    profile.jz(date).ok_or_else(|| no_parameters(profile))
}

fn no_parameters(profile: &Profile) -> Problem {
    Problem::new(ProblemCode::Internal)
        .with_cause(format!("profile {} has no parameters", profile.id))
}

/// A limit lies beyond the calendar.
pub fn out_of_range(_: OutOfRange) -> Problem {
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
        "",
        "计算结果超出可计算的日期范围",
        "the result lies beyond the dates that can be computed",
    ))
}

/// Writes `"parameters":{…},"parameter_sources":{…},"profile":{…}` of the parameters that were used.
pub fn write_parameters(
    out: &mut Out<'_>,
    profile: &Profile,
    date: NaiveDate,
    used: impl Fn(&str) -> bool,
) {
    let used = || {
        profile
            .values(date)
            .iter()
            .filter(|resolved| used(resolved.parameter.name))
    };
    out.raw("\"parameters\":");
    let mut separator = "{";
    for resolved in used() {
        out.raw(separator).word(resolved.parameter.name).raw(":");
        match resolved.value {
            ParameterValue::Number(number) => out.number(number.into()),
            ParameterValue::Choice(word) => out.word(word),
        };
        separator = ",";
    }
    out.raw("},\"parameter_sources\":");
    let mut separator = "{";
    for resolved in used() {
        out.raw(separator).word(resolved.parameter.name).raw(":");
        out.word(resolved.source);
        separator = ",";
    }
    out.raw("},\"profile\":{\"id\":").word(&profile.id);
    out.raw(",\"source\":")
        .word(profile.source.as_str())
        .raw("}");
}

/// Writes `"regulation":{…}`.
pub fn write_regulation(out: &mut Out<'_>, id: RegulationId) {
    let regulation = domain::law::regulation(id);
    out.raw("\"regulation\":{\"id\":").word(id.as_str());
    out.raw(",\"version\":").word(regulation.version).raw("}");
}
