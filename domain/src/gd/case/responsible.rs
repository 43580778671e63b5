//! Which organisation must answer a case: the answer of Art. 3 and 4 in terms of the organisations of this system.

use serde::{Deserialize, Serialize};

use super::accused::AccusedOrganisations;
use super::record::AccusedParty;
use super::words::record_words;
use crate::access::Regime;
use crate::division::{self, Division, DivisionCode};
use crate::gd::art03_04_jurisdiction::{
    Jurisdiction, JurisdictionFacts, Responsible, Rule, UnknownDivision, responsible,
};
use crate::jz::art13_territorial::ART13 as JZ_ART13;

/// 省职业技能鉴定指导中心.
pub const PROVINCE_CENTER: &str = "gd-440000";

/// 荆州市人力资源和社会保障部门.
pub const JINGZHOU_AUTHORITY: &str = "jz-421000";

/// 荆州市.
pub const JINGZHOU: &str = "421000";

/// What the authority of a place outside is called, where this system knows it.
#[must_use]
pub fn authority_of(division: DivisionCode) -> Option<&'static str> {
    (Some(division) == DivisionCode::parse(JINGZHOU)).then_some("荆州市人力资源和社会保障局")
}

/// The industries with a provincial industry center (省直行业职业技能鉴定指导中心), each with its organisation id.
pub const INDUSTRY_CENTERS: [(&str, &str); 3] = [
    ("电力", "gd-industry-power"),
    ("通信", "gd-industry-communications"),
    ("交通", "gd-industry-transport"),
];

/// Who must answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answerable {
    /// An organisation of this system.
    Organisation {
        /// Its id.
        organisation_id: String,
    },
    /// An authority outside the regulation's territory: the complainant is told where to go.
    Elsewhere {
        /// The division whose authority it is.
        division: DivisionCode,
        /// Its full name.
        name_zh: String,
    },
    /// The department that supervises the provincial center, or the authority of Jingzhou: it is accused itself.
    SupervisingDepartment,
}

record_words! {
    /// The rule by which it must.
    ResponsibleRule {
        /// The event happened outside the territory.
        OutsideTheTerritory = "outside_the_territory",
        /// The provincial center is accused.
        ProvincialCenterAccused = "provincial_center_accused",
        /// A prefecture, industry or county center, or an authority, is accused.
        CenterAccused = "center_accused",
        /// The matter belongs to an industry with a provincial center.
        Industry = "industry",
        /// The place is not known.
        PlaceUnknown = "place_unknown",
        /// Several prefectures are concerned.
        SeveralPrefectures = "several_prefectures",
        /// The event happened in one prefecture.
        PrefectureOfThePlace = "prefecture_of_the_place",
    }
}

impl From<Rule> for ResponsibleRule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::OutsideTheProvince => Self::OutsideTheTerritory,
            Rule::ProvincialCenterAccused => Self::ProvincialCenterAccused,
            Rule::CenterAccused => Self::CenterAccused,
            Rule::Industry => Self::Industry,
            Rule::PlaceUnknown => Self::PlaceUnknown,
            Rule::SeveralPrefectures => Self::SeveralPrefectures,
            Rule::PrefectureOfThePlace => Self::PrefectureOfThePlace,
        }
    }
}

/// Who must answer a case, by which rule, and why (Art. 3, 4; of a Jingzhou case jz Art. 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsibleCenter {
    /// Who must answer.
    pub answerable: Answerable,
    /// By which rule.
    pub rule: ResponsibleRule,
    /// Id of the provision the rule rests on.
    pub provision: String,
    /// The reason in Chinese.
    pub reason_zh: String,
    /// The reason in English.
    pub reason_en: String,
}

impl ResponsibleCenter {
    /// The organisation of this system that must answer, if one must.
    #[must_use]
    pub fn organisation_id(&self) -> Option<&str> {
        match &self.answerable {
            Answerable::Organisation { organisation_id } => Some(organisation_id),
            Answerable::Elsewhere { .. } | Answerable::SupervisingDepartment => None,
        }
    }

    /// Whether somebody other than `center` must answer, whom the rules name and who is within reach of a referral:
    /// another organisation of this system, or the department that supervises the provincial center.
    #[must_use]
    pub fn is_for_another_than(&self, center: &str) -> bool {
        match &self.answerable {
            Answerable::Organisation { organisation_id } => organisation_id != center,
            Answerable::SupervisingDepartment => true,
            Answerable::Elsewhere { .. } => false,
        }
    }
}

/// The organisation of a responsible center; the one place where the two meet.
fn answerable(responsible: &Responsible<'_>) -> Answerable {
    let organisation = |organisation_id: String| Answerable::Organisation { organisation_id };
    match responsible {
        Responsible::IndustryCenter(industry) => organisation(
            INDUSTRY_CENTERS
                .iter()
                .find(|(name, _)| name == industry)
                .map_or(PROVINCE_CENTER, |(_, id)| id)
                .to_owned(),
        ),
        Responsible::Prefecture(prefecture) => organisation(format!("gd-{}", prefecture.code)),
        Responsible::Province => organisation(PROVINCE_CENTER.to_owned()),
        Responsible::SupervisingDepartment => Answerable::SupervisingDepartment,
        Responsible::Elsewhere(division) => elsewhere(division),
    }
}

fn elsewhere(division: &'static Division) -> Answerable {
    Answerable::Elsewhere {
        division: division.code,
        name_zh: division.full_name(),
    }
}

/// Who must answer a matter of that regime.
///
/// # Errors
/// [`UnknownDivision`] for a place, or the division of an accused center, that is none.
pub fn responsible_center(
    regime: Regime,
    places: &[DivisionCode],
    industry: Option<&str>,
    accused: &AccusedParty,
) -> Result<ResponsibleCenter, UnknownDivision> {
    match regime {
        Regime::Gd => guangdong(places, industry, accused),
        Regime::Jz => jingzhou(places, accused),
    }
}

fn guangdong(
    places: &[DivisionCode],
    industry: Option<&str>,
    accused: &AccusedParty,
) -> Result<ResponsibleCenter, UnknownDivision> {
    let industry_centers = INDUSTRY_CENTERS.map(|(industry, _)| industry);
    let Jurisdiction {
        responsible: who,
        rule,
    } = responsible(&JurisdictionFacts {
        places,
        industry,
        accused: AccusedOrganisations::of(accused, places).center(),
        industry_centers: &industry_centers,
    })?;
    let (reason_zh, reason_en) = match &who {
        Responsible::Elsewhere(division) if authority_of(division.code).is_some() => (
            "事件发生在湖北省荆州市，属于荆州市人力资源和社会保障局管辖",
            "the event happened in Jingzhou, Hubei: the Jingzhou Human Resources and Social Security Bureau is in charge",
        ),
        _ => (rule.reason().zh, rule.reason().en),
    };
    Ok(ResponsibleCenter {
        answerable: answerable(&who),
        rule: rule.into(),
        provision: rule.provision().id.to_owned(),
        reason_zh: reason_zh.to_owned(),
        reason_en: reason_en.to_owned(),
    })
}

fn jingzhou(
    places: &[DivisionCode],
    accused: &AccusedParty,
) -> Result<ResponsibleCenter, UnknownDivision> {
    let known = |code: &DivisionCode| division::find(*code).ok_or(UnknownDivision(*code));
    let places_given = places;
    let places = places.iter().map(known).collect::<Result<Vec<_>, _>>()?;
    let authority = || Answerable::Organisation {
        organisation_id: JINGZHOU_AUTHORITY.to_owned(),
    };
    let organisations = AccusedOrganisations::of(accused, places_given);
    let (answerable, rule, reason_zh, reason_en) = match places.first() {
        // Nobody judges their own case: whoever is above the accused authority answers.
        _ if organisations.contains(JINGZHOU_AUTHORITY) => (
            Answerable::SupervisingDepartment,
            ResponsibleRule::CenterAccused,
            "被投诉举报对象为荆州市人力资源和社会保障局，由其主管部门处理",
            "the authority of Jingzhou is accused: the department that supervises it answers",
        ),
        _ if organisations.authorities().next().is_some() => (
            authority(),
            ResponsibleRule::CenterAccused,
            "被投诉举报对象为县（市、区）人力资源和社会保障局，由荆州市人力资源和社会保障局处理",
            "the authority of a county is accused: that of Jingzhou answers",
        ),
        None => (
            authority(),
            ResponsibleRule::PlaceUnknown,
            "事件发生地不明，由收到投诉举报的机关先行查明",
            "the place of the event is not known: the authority that received the complaint finds it out",
        ),
        Some(_) if places.iter().any(|place| is_in_jingzhou(place)) => (
            authority(),
            ResponsibleRule::PrefectureOfThePlace,
            "事件发生在荆州市，按照属地管理原则由荆州市人力资源社会保障行政部门处理",
            "the event happened in Jingzhou: its authority answers",
        ),
        Some(first) => (
            elsewhere(first.prefecture().unwrap_or(first)),
            ResponsibleRule::OutsideTheTerritory,
            "事件发生在荆州市以外，属于当地有关部门管辖",
            "the event happened outside Jingzhou: the authority there is in charge",
        ),
    };
    Ok(ResponsibleCenter {
        answerable,
        rule,
        provision: JZ_ART13.id.to_owned(),
        reason_zh: reason_zh.to_owned(),
        reason_en: reason_en.to_owned(),
    })
}

/// Whether a place lies in Jingzhou.
pub(super) fn is_in_jingzhou(place: &'static Division) -> bool {
    place.prefecture().map(|prefecture| prefecture.code) == DivisionCode::parse(JINGZHOU)
}
