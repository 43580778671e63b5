//! Which organisation must answer a case: the answer of Art. 3 and 4 in terms of the organisations of this system.

use serde::{Deserialize, Serialize};

use super::record::AccusedParty;
use super::words::record_words;
use crate::access::Regime;
use crate::division::DivisionCode;
use crate::gd::art03_04_jurisdiction::UnknownDivision;

/// 省职业技能鉴定指导中心.
pub const PROVINCE_CENTER: &str = "gd-440000";

/// 荆州市人力资源和社会保障部门.
pub const JINGZHOU_AUTHORITY: &str = "jz-421000";

/// 荆州市.
pub const JINGZHOU: &str = "421000";

/// The industries with a provincial industry center (省直行业职业技能鉴定指导中心), and its organisation id.
pub const INDUSTRY_CENTERS: [(&str, &str); 3] = [
    ("电力", "gd-industry-power"),
    ("通信", "gd-industry-communications"),
    ("交通", "gd-industry-transport"),
];

/// Who must answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The department that supervises the provincial center: the center itself is accused.
    SupervisingDepartment,
}

record_words! {
    /// The rule by which it must.
    ResponsibleRule {
        /// The event happened outside the territory.
        OutsideTheTerritory = "outside_the_territory",
        /// The provincial center is accused.
        ProvincialCenterAccused = "provincial_center_accused",
        /// A prefecture or industry center is accused.
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

/// Who must answer a case, by which rule, and why (Art. 3, 4; for Jingzhou jz Art. 3).
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
    let _ = (regime, places, industry, accused);
    Ok(ResponsibleCenter {
        answerable: Answerable::SupervisingDepartment,
        rule: ResponsibleRule::PlaceUnknown,
        provision: String::new(),
        reason_zh: String::new(),
        reason_en: String::new(),
    })
}
