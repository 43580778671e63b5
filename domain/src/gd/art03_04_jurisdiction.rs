//! 第三条 质量投诉举报工作遵循“属地管理、分级负责，谁主管、谁负责”的原则。
//!
//! 第四条 鉴定指导部门的主要职责：
//! （1） 省职业技能鉴定指导中心负责统筹、协调和指导全省质量投诉举报工作；……
//! （2） 地级以上市职业技能鉴定指导中心（考试院、办公室），省直行业职业技能鉴定指导中心负责所管辖范围内的质量投诉举报工作；……
//!
//! From the place of the event, the industry and the accused party follows the center that must answer.

use crate::division::{self, Division, DivisionCode, DivisionLevel};
use crate::ground::Reason;
use crate::provision::{Provision, provision};

provision!(
    ART3,
    GdComplaints,
    "gd-complaints/art3",
    3,
    None,
    "质量投诉举报工作遵循“属地管理、分级负责，谁主管、谁负责”的原则。",
    "Work on quality complaints follows the principle: managed where it happens, answered for level by level, by whoever is in charge."
);
provision!(
    ART4_1,
    GdComplaints,
    "gd-complaints/art4/1",
    4,
    Some(1),
    "省职业技能鉴定指导中心负责统筹、协调和指导全省质量投诉举报工作；制定全省质量投诉举报相关工作规范和流程；对具有典型性，社会影响大，关注度高的鉴定事件进行全省通报。",
    "The provincial guidance center is responsible for planning, coordinating and guiding the work on quality complaints of the whole province; it lays down the province's rules and procedures for that work; it notifies the whole province of appraisal incidents that are typical, of great social impact and of high public attention."
);

/// 广东省: the province whose measures these are.
pub const PROVINCE: &str = "440000";

/// Who is complained of, as far as jurisdiction turns on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accused<'a> {
    /// An institution, station, site, association, or anybody else who is no guidance center.
    NoCenter,
    /// The guidance center of a division.
    CenterOf(DivisionCode),
    /// The provincial industry center of an industry.
    IndustryCenter(&'a str),
    /// A guidance center other than the provincial one, but which is not certain.
    SomeCenter,
}

/// What jurisdiction is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JurisdictionFacts<'a> {
    /// Where the event happened; none: not known. The province's own code: all over the province.
    pub places: &'a [DivisionCode],
    /// The industry, where the matter belongs to one.
    pub industry: Option<&'a str>,
    /// Who is complained of.
    pub accused: Accused<'a>,
    /// The industries that have a provincial industry center.
    pub industry_centers: &'a [&'a str],
}

/// Who must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responsible<'a> {
    /// The provincial industry center of that industry.
    IndustryCenter(&'a str),
    /// The guidance center of that prefecture.
    Prefecture(&'static Division),
    /// The provincial guidance center.
    Province,
    /// The department that supervises the provincial center.
    SupervisingDepartment,
    /// Nobody under these measures: the authority of that prefecture, county or province outside Guangdong.
    Elsewhere(&'static Division),
}

/// Why they must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The event happened outside Guangdong.
    OutsideTheProvince,
    /// The provincial center is accused: nobody judges their own case.
    ProvincialCenterAccused,
    /// A prefecture or industry center is accused: the one above it answers.
    CenterAccused,
    /// The matter belongs to an industry with a provincial center.
    Industry,
    /// The place is not known.
    PlaceUnknown,
    /// The event touches several prefectures, or the whole province.
    SeveralPrefectures,
    /// The event happened in one prefecture.
    PrefectureOfThePlace,
}

/// The center that must answer, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jurisdiction<'a> {
    /// Who must answer.
    pub responsible: Responsible<'a>,
    /// Why.
    pub rule: Rule,
}

/// A place is no known division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no division has the code {0}")]
pub struct UnknownDivision(pub DivisionCode);

impl Rule {
    /// The provision it rests on.
    #[must_use]
    pub fn provision(self) -> &'static Provision {
        match self {
            Self::OutsideTheProvince | Self::PrefectureOfThePlace | Self::Industry => &ART3,
            Self::ProvincialCenterAccused
            | Self::CenterAccused
            | Self::PlaceUnknown
            | Self::SeveralPrefectures => &ART4_1,
        }
    }

    /// The reason in words.
    #[must_use]
    pub const fn reason(self) -> &'static Reason {
        match self {
            Self::OutsideTheProvince => &OUTSIDE,
            Self::ProvincialCenterAccused => &PROVINCIAL_CENTER_ACCUSED,
            Self::CenterAccused => &CENTER_ACCUSED,
            Self::Industry => &INDUSTRY,
            Self::PlaceUnknown => &PLACE_UNKNOWN,
            Self::SeveralPrefectures => &SEVERAL,
            Self::PrefectureOfThePlace => &PREFECTURE,
        }
    }
}

macro_rules! reason {
    ($name:ident, $zh:literal, $en:literal) => {
        static $name: Reason = Reason {
            zh: $zh,
            en: $en,
            index: 0,
        };
    };
}

reason!(
    OUTSIDE,
    "事件发生在广东省外，属于当地有关部门管辖",
    "the event happened outside Guangdong: the authority there is in charge"
);
reason!(
    PROVINCIAL_CENTER_ACCUSED,
    "被投诉举报对象为省职业技能鉴定指导中心，由其主管部门处理",
    "the provincial center is accused: the department that supervises it answers"
);
reason!(
    CENTER_ACCUSED,
    "被投诉举报对象为鉴定指导中心，由上一级鉴定指导中心处理",
    "a guidance center is accused: the center above it answers"
);
reason!(
    INDUSTRY,
    "属于该省直行业职业技能鉴定指导中心主管",
    "the provincial industry center is in charge of the matter"
);
reason!(
    PLACE_UNKNOWN,
    "事件发生地不明，由省职业技能鉴定指导中心统筹",
    "the place of the event is not known: the provincial center coordinates"
);
reason!(
    SEVERAL,
    "涉及多个地级以上市，由省职业技能鉴定指导中心统筹协调",
    "several prefectures are concerned: the provincial center coordinates"
);
reason!(
    PREFECTURE,
    "按照属地管理原则，由事件发生地的地级以上市职业技能鉴定指导中心处理",
    "managed where it happened: the center of that prefecture answers"
);

/// Names the center that must answer.
///
/// Outside Guangdong comes first; then who is accused, since nobody judges their own case; then the industry; then the
/// place. Where places inside and outside the province are concerned, the part inside is Guangdong's.
///
/// # Errors
/// [`UnknownDivision`] for a place, or an accused center's division, that is none.
pub fn responsible<'a>(facts: &JurisdictionFacts<'a>) -> Result<Jurisdiction<'a>, UnknownDivision> {
    let known = |code: &DivisionCode| division::find(*code).ok_or(UnknownDivision(*code));
    let places = facts
        .places
        .iter()
        .map(known)
        .collect::<Result<Vec<_>, _>>()?;
    let inside: Vec<&'static Division> = places
        .iter()
        .copied()
        .filter(|place| is_inside(place))
        .collect();
    if let (Some(first), true) = (places.first(), inside.is_empty()) {
        return Ok(Jurisdiction {
            responsible: Responsible::Elsewhere(first.prefecture().unwrap_or(first)),
            rule: Rule::OutsideTheProvince,
        });
    }
    let province = |rule| Jurisdiction {
        responsible: Responsible::Province,
        rule,
    };
    match facts.accused {
        Accused::CenterOf(code) => {
            let accused = known(&code)?;
            if is_inside(accused) {
                return Ok(center_accused(accused));
            }
        }
        Accused::IndustryCenter(_) | Accused::SomeCenter => {
            return Ok(province(Rule::CenterAccused));
        }
        Accused::NoCenter => {}
    }
    if let Some(industry) = facts.industry
        && facts.industry_centers.contains(&industry)
    {
        return Ok(Jurisdiction {
            responsible: Responsible::IndustryCenter(industry),
            rule: Rule::Industry,
        });
    }
    let mut prefectures: Vec<Option<&'static Division>> =
        inside.iter().map(|place| place.prefecture()).collect();
    prefectures.sort_unstable_by_key(|prefecture| prefecture.map(|p| p.code));
    prefectures.dedup();
    Ok(match prefectures.as_slice() {
        [] => province(Rule::PlaceUnknown),
        [Some(prefecture)] => Jurisdiction {
            responsible: Responsible::Prefecture(prefecture),
            rule: Rule::PrefectureOfThePlace,
        },
        [None] | [_, _, ..] => province(Rule::SeveralPrefectures),
    })
}

fn is_inside(division: &Division) -> bool {
    Some(division.code.province()) == DivisionCode::parse(PROVINCE)
}

/// The center above the accused one.
fn center_accused(accused: &'static Division) -> Jurisdiction<'static> {
    let (responsible, rule) = match (accused.level, accused.prefecture()) {
        (DivisionLevel::Province, _) => (
            Responsible::SupervisingDepartment,
            Rule::ProvincialCenterAccused,
        ),
        (DivisionLevel::County, Some(prefecture)) => {
            (Responsible::Prefecture(prefecture), Rule::CenterAccused)
        }
        (DivisionLevel::Prefecture | DivisionLevel::County, _) => {
            (Responsible::Province, Rule::CenterAccused)
        }
    };
    Jurisdiction { responsible, rule }
}
