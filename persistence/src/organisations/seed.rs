//! The organisations that are there from the first start: Guangdong's guidance centers (gd Art. 2 and 4) and the
//! authorities of Jingzhou (jz Art. 3 and 4). Their channels are empty until somebody enters them.
//!
//! No complaint offices are made: where a center has set none up, its own staff do the work (gd Art. 2, last sentence),
//! and they are clients of the center itself.

use chrono::{DateTime, Utc};
use domain::access::{OrganisationKind, OrganisationLevel, Regime};
use domain::division::{self, Division, DivisionCode, DivisionLevel};
use domain::gd::art03_04_jurisdiction::PROVINCE;

use super::{Channels, Organisation, change, get};
use crate::access::{self, ChangeError};
use crate::dialect::AnyConnection;

/// Id of the provincial center.
pub const PROVINCIAL_CENTER: &str = "gd-440000";

/// 荆州市
const JINGZHOU: &str = "421000";

/// The provincial industry centers: id, industry, names.
const INDUSTRIES: [(&str, &str, &str, &str); 3] = [
    (
        "gd-industry-power",
        "power",
        "广东省电力行业职业技能鉴定指导中心",
        "Guangdong Vocational Skill Appraisal Guidance Center of the Power Industry",
    ),
    (
        "gd-industry-communications",
        "communications",
        "广东省通信行业职业技能鉴定指导中心",
        "Guangdong Vocational Skill Appraisal Guidance Center of the Communications Industry",
    ),
    (
        "gd-industry-transport",
        "transport",
        "广东省交通行业职业技能鉴定指导中心",
        "Guangdong Vocational Skill Appraisal Guidance Center of the Transport Industry",
    ),
];

/// Names of Guangdong's prefectures in English.
const PREFECTURES: [(&str, &str); 21] = [
    ("440100", "Guangzhou"),
    ("440200", "Shaoguan"),
    ("440300", "Shenzhen"),
    ("440400", "Zhuhai"),
    ("440500", "Shantou"),
    ("440600", "Foshan"),
    ("440700", "Jiangmen"),
    ("440800", "Zhanjiang"),
    ("440900", "Maoming"),
    ("441200", "Zhaoqing"),
    ("441300", "Huizhou"),
    ("441400", "Meizhou"),
    ("441500", "Shanwei"),
    ("441600", "Heyuan"),
    ("441700", "Yangjiang"),
    ("441800", "Qingyuan"),
    ("441900", "Dongguan"),
    ("442000", "Zhongshan"),
    ("445100", "Chaozhou"),
    ("445200", "Jieyang"),
    ("445300", "Yunfu"),
];

/// Creates them and names the installation, unless that was done; says whether it did.
///
/// # Errors
/// [`ChangeError::Store`].
pub fn seed(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<bool, ChangeError> {
    access::lock_first_start(connection)?;
    if get(connection, PROVINCIAL_CENTER)?.is_some() {
        return Ok(false);
    }
    access::touch(connection)?;
    access::name_installation(connection)?;
    for organisation in centers().chain(industry_centers()).chain(authorities()) {
        change::insert(connection, &organisation, "system", now)?;
    }
    Ok(true)
}

/// The provincial center, those of the prefectures and of the counties, each after the one above it.
fn centers() -> impl Iterator<Item = Organisation> {
    let province = DivisionCode::parse(PROVINCE);
    let mut divisions: Vec<&'static Division> = division::all()
        .iter()
        .filter(|division| Some(division.code.province()) == province)
        .collect();
    divisions.sort_by_key(|division| rank(division.level));
    divisions.into_iter().map(|division| {
        let level = level(division.level);
        let (name_zh, name_en) = match division.level {
            DivisionLevel::Province => (
                "广东省职业技能鉴定指导中心".to_owned(),
                "Guangdong Vocational Skill Appraisal Guidance Center".to_owned(),
            ),
            DivisionLevel::Prefecture => (
                format!("{}职业技能鉴定指导中心", division.name),
                format!(
                    "Vocational Skill Appraisal Guidance Center of {}",
                    prefecture_name(division.code)
                ),
            ),
            DivisionLevel::County => (
                format!("{}职业技能鉴定指导中心", local_name(division)),
                format!(
                    "Vocational Skill Appraisal Guidance Center of division {}, {}",
                    division.code,
                    division.parent.map_or("", prefecture_name)
                ),
            ),
        };
        organisation(
            format!("gd-{}", division.code),
            OrganisationKind::GuidanceCenter,
            level,
            Regime::Gd,
            (name_zh, name_en),
            Some(division.code),
            division.parent.map(|parent| format!("gd-{parent}")),
        )
    })
}

fn industry_centers() -> impl Iterator<Item = Organisation> {
    INDUSTRIES
        .into_iter()
        .map(|(id, industry, name_zh, name_en)| Organisation {
            industry: Some(industry.to_owned()),
            ..organisation(
                id.to_owned(),
                OrganisationKind::GuidanceCenter,
                OrganisationLevel::Industry,
                Regime::Gd,
                (name_zh.to_owned(), name_en.to_owned()),
                None,
                Some(PROVINCIAL_CENTER.to_owned()),
            )
        })
}

/// The authority of Jingzhou and those of its counties and districts.
fn authorities() -> impl Iterator<Item = Organisation> {
    let city = DivisionCode::parse(JINGZHOU);
    let mut divisions: Vec<&'static Division> = division::all()
        .iter()
        .filter(|division| Some(division.code) == city || division.parent == city)
        .collect();
    divisions.sort_by_key(|division| rank(division.level));
    divisions.into_iter().map(move |division| {
        let is_city = Some(division.code) == city;
        let name_en = if is_city {
            "Jingzhou Human Resources and Social Security Bureau".to_owned()
        } else {
            format!(
                "Human Resources and Social Security Bureau of division {}, Jingzhou",
                division.code
            )
        };
        organisation(
            format!("jz-{}", division.code),
            OrganisationKind::HrssAuthority,
            level(division.level),
            Regime::Jz,
            (
                format!("{}人力资源和社会保障局", local_name(division)),
                name_en,
            ),
            Some(division.code),
            if is_city {
                None
            } else {
                division.parent.map(|parent| format!("jz-{parent}"))
            },
        )
    })
}

fn organisation(
    id: String,
    kind: OrganisationKind,
    level: OrganisationLevel,
    regime: Regime,
    (name_zh, name_en): (String, String),
    division: Option<DivisionCode>,
    parent_id: Option<String>,
) -> Organisation {
    Organisation {
        id,
        kind,
        level: Some(level),
        department_kind: None,
        regime,
        name_zh,
        name_en,
        division_code: division.map(|code| code.to_string()),
        industry: None,
        parent_id,
        channels: Channels::default(),
        active: true,
        version: 1,
    }
}

/// Districts are called with their city's name, counties and county-level cities without.
fn local_name(division: &'static Division) -> String {
    match division.parent.and_then(division::find) {
        Some(city) if division.name.ends_with('区') => format!("{}{}", city.name, division.name),
        _ => division.name.to_owned(),
    }
}

fn prefecture_name(code: DivisionCode) -> &'static str {
    let code = code.to_string();
    PREFECTURES
        .iter()
        .find(|(prefecture, _)| *prefecture == code)
        .map_or("Guangdong", |(_, name)| name)
}

const fn level(level: DivisionLevel) -> OrganisationLevel {
    match level {
        DivisionLevel::Province => OrganisationLevel::Province,
        DivisionLevel::Prefecture => OrganisationLevel::Prefecture,
        DivisionLevel::County => OrganisationLevel::County,
    }
}

const fn rank(level: DivisionLevel) -> u8 {
    match level {
        DivisionLevel::Province => 0,
        DivisionLevel::Prefecture => 1,
        DivisionLevel::County => 2,
    }
}
