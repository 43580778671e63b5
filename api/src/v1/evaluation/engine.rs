//! What the four engines have in common: where their calendar and parameters come from, and how they are asked.

use chrono::NaiveDate;
use domain::access::Regime;
use domain::gd::case::{CaseState, default_profile};
use domain::gd::parameters::{
    DUE_SOON_WORKING_DAYS, EXTENSION_CAP_WORKING_DAYS, GdParameters, HANDLING_WORKING_DAYS,
    LIMITATION_YEARS,
};
use domain::jz::parameters::JzParameters;
use domain::parameter::{Parameter, ParameterSource, ParameterValue, Profile};
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
    /// Revision of the imported calendar years.
    pub calendar_revision: i64,
    profiles: Vec<RenderedProfile>,
}

/// A profile, with the part of an answer that tells of it rendered once.
#[derive(Debug, Clone)]
pub struct RenderedProfile {
    /// The profile.
    pub profile: Profile,
    echoes: Vec<Echo>,
}

/// `"parameters":{…},"parameter_sources":{…},"profile":{…}` of a profile from a day on.
#[derive(Debug, Clone)]
struct Echo {
    from: Option<NaiveDate>,
    texts: [Box<str>; Used::ALL.len()],
}

/// Which parameters an answer used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Used {
    /// Admissibility without an earlier case's recorded due date.
    Admissibility,
    /// Admissibility with one, which the cap of Art. 18 limits.
    AdmissibilityWithCap,
    /// The clock.
    Clock,
    /// Sanctions: all that the Jingzhou measures themselves give.
    Sanctions,
}

impl Used {
    const ALL: [Self; 4] = [
        Self::Admissibility,
        Self::AdmissibilityWithCap,
        Self::Clock,
        Self::Sanctions,
    ];

    fn includes(self, parameter: &Parameter) -> bool {
        let name = parameter.name;
        let limitation = name == LIMITATION_YEARS.name;
        let handling = name == HANDLING_WORKING_DAYS.name;
        let cap = name == EXTENSION_CAP_WORKING_DAYS.name;
        match self {
            Self::Admissibility => limitation || handling,
            Self::AdmissibilityWithCap => limitation || handling || cap,
            Self::Clock => handling || cap || name == DUE_SOON_WORKING_DAYS.name,
            // What the measures leave open decides nothing here.
            Self::Sanctions => parameter.source != ParameterSource::LocalPolicy,
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Admissibility => 0,
            Self::AdmissibilityWithCap => 1,
            Self::Clock => 2,
            Self::Sanctions => 3,
        }
    }
}

impl RenderedProfile {
    fn new(profile: Profile) -> Self {
        let echoes = profile
            .changes()
            .map(|from| Echo {
                from,
                texts: Used::ALL.map(|used| echo(&profile, from.unwrap_or(NaiveDate::MIN), used)),
            })
            .collect();
        Self { profile, echoes }
    }

    /// Writes `"parameters":{…},"parameter_sources":{…},"profile":{…}` as of a day.
    pub fn write(&self, out: &mut Out<'_>, date: NaiveDate, used: Used) {
        let echo = self
            .echoes
            .iter()
            .rev()
            .find(|echo| echo.from.is_none_or(|from| from <= date));
        if let Some(text) = echo.and_then(|echo| echo.texts.get(used.index())) {
            out.raw(text);
        }
    }
}

fn echo(profile: &Profile, date: NaiveDate, used: Used) -> Box<str> {
    let mut json = Vec::new();
    let mut out = Out(&mut json);
    let values = || {
        profile
            .values(date)
            .iter()
            .filter(|resolved| used.includes(resolved.parameter))
    };
    out.raw("\"parameters\":{");
    let mut separator = "";
    for resolved in values() {
        out.raw(separator).word(resolved.parameter.name).raw(":");
        match resolved.value {
            ParameterValue::Number(number) => out.number(number.into()),
            ParameterValue::Choice(word) => out.word(word),
        };
        separator = ",";
    }
    out.raw("},\"parameter_sources\":{");
    let mut separator = "";
    for resolved in values() {
        out.raw(separator).word(resolved.parameter.name).raw(":");
        out.word(resolved.source);
        separator = ",";
    }
    out.raw("},\"profile\":{\"id\":").text(&profile.id);
    out.raw(",\"source\":")
        .word(profile.source.as_str())
        .raw("}");
    String::from_utf8_lossy(&json).into()
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
        explain: &mut Explain,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem>;
}

impl Basis {
    /// Of a calendar and profiles.
    #[must_use]
    pub fn new(calendar: WorkingCalendar, profiles: Vec<Profile>) -> Self {
        Self {
            calendar,
            calendar_revision: 0,
            profiles: profiles.into_iter().map(RenderedProfile::new).collect(),
        }
    }

    /// The same with another calendar.
    #[must_use]
    pub fn with_calendar(&self, calendar: WorkingCalendar, revision: i64) -> Self {
        Self {
            calendar,
            calendar_revision: revision,
            profiles: self.profiles.clone(),
        }
    }

    /// The same, of imported calendar years of that revision.
    #[must_use]
    pub fn of_revision(mut self, revision: i64) -> Self {
        self.calendar_revision = revision;
        self
    }

    /// The Guangdong parameters of a profile on a day; none where there is no such profile for these measures.
    #[must_use]
    pub fn gd_parameters(&self, profile: &str, date: NaiveDate) -> Option<GdParameters> {
        self.profiles()
            .find(|known| known.id == profile)
            .and_then(|known| known.gd(date))
            .copied()
    }

    /// The value of a number in a profile on a day.
    #[must_use]
    pub fn number(&self, profile: &str, parameter: &Parameter, date: NaiveDate) -> Option<u32> {
        let profile = self.profiles().find(|known| known.id == profile)?;
        profile.number(parameter, date)
    }

    /// The profile that governs the cases of a center: local rules that name the center (gd Art. 21), else those of its
    /// regime.
    #[must_use]
    pub fn profile_of(&self, state: &CaseState) -> &str {
        let default = default_profile(state.record.regime);
        let center = &state.record.center;
        self.local_profiles(state.record.regime)
            .find(|known| known.centers.contains(center))
            .map_or(default, |known| known.id.as_str())
    }

    /// The local rules of a regime (gd Art. 21).
    pub fn local_profiles(&self, regime: Regime) -> impl Iterator<Item = &Profile> {
        let default = default_profile(regime);
        self.profiles()
            .filter(move |known| known.base.as_deref() == Some(default))
    }

    /// The profiles, built in and local.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().map(|rendered| &rendered.profile)
    }

    /// The profile that a request names, or the default.
    ///
    /// # Errors
    /// The fault at `/profile` where there is no such profile for these regulations.
    pub fn profile(
        &self,
        named: Option<&Text<'_>>,
        default: &str,
        regulations: &[RegulationId],
    ) -> Result<&RenderedProfile, Fault> {
        let id = named.map_or(default, |Text(id)| id);
        let fits = |profile: &Profile| regulations.contains(&profile.regulation);
        self.profiles
            .iter()
            .find(|rendered| rendered.profile.id == id && fits(&rendered.profile))
            .ok_or_else(|| {
                let known: Vec<&str> = self
                    .profiles()
                    .filter(|profile| fits(profile))
                    .map(|profile| profile.id.as_str())
                    .collect();
                let known = known.join(", ");
                Fault::new(
                    "/profile",
                    format!("没有可用于本项评估的该参数集；可用的有：{known}"),
                    format!("there is no such profile for this evaluation; there are: {known}"),
                )
            })
    }
}

/// The Guangdong parameters of a profile on a day.
///
/// # Errors
/// Never for a profile chosen by regulation; kept as an error so that nothing can go on without parameters.
pub fn gd(rendered: &RenderedProfile, date: NaiveDate) -> Result<&GdParameters, Problem> {
    let profile = &rendered.profile;
    profile.gd(date).ok_or_else(|| no_parameters(profile))
}

/// The Jingzhou parameters of a profile on a day.
///
/// # Errors
/// As [`gd`].
pub fn jz(rendered: &RenderedProfile, date: NaiveDate) -> Result<&JzParameters, Problem> {
    let profile = &rendered.profile;
    profile.jz(date).ok_or_else(|| no_parameters(profile))
}

fn no_parameters(profile: &Profile) -> Problem {
    Problem::new(ProblemCode::Internal)
        .with_cause(format!("profile {} has no parameters", profile.id))
}

/// Whether answers are to be explained, and how many list items may still be. Every fact is tried on its own, so the
/// work grows with the square of the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explain {
    wanted: bool,
    left: usize,
}

impl Explain {
    /// Most list items of one request.
    pub const MOST_ITEMS: usize = 100;
    /// Most list items of all requests of a batch.
    pub const MOST_ITEMS_OF_A_BATCH: usize = 1000;

    /// For a single request.
    #[must_use]
    pub const fn single(wanted: bool) -> Self {
        Self {
            wanted,
            left: Self::MOST_ITEMS,
        }
    }

    /// For the requests of a batch together.
    #[must_use]
    pub const fn batch(wanted: bool) -> Self {
        Self {
            wanted,
            left: Self::MOST_ITEMS_OF_A_BATCH,
        }
    }

    /// Whether facts with so many list items are to be explained.
    ///
    /// # Errors
    /// `invalid_facts` where there are too many.
    pub fn spend(&mut self, items: usize) -> Result<bool, Problem> {
        if !self.wanted {
            return Ok(false);
        }
        let most = self.left.min(Self::MOST_ITEMS);
        if items > most {
            return Err(
                Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                    "/facts",
                    format!("explain=true 此处最多还能解释 {most} 个列表项，现有 {items} 个"),
                    format!("explain=true can take {most} more list items here, there are {items}"),
                )),
            );
        }
        self.left -= items;
        Ok(true)
    }
}

/// A limit lies beyond the calendar.
pub fn out_of_range(_: OutOfRange) -> Problem {
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
        "",
        "计算结果超出可计算的日期范围",
        "the result lies beyond the dates that can be computed",
    ))
}

/// Writes `"regulation":{…}`.
pub fn write_regulation(out: &mut Out<'_>, id: RegulationId) {
    let regulation = domain::law::regulation(id);
    out.raw("\"regulation\":{\"id\":").word(id.as_str());
    out.raw(",\"version\":").word(regulation.version).raw("}");
}
