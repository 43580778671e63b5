//! Which organisations of this system are accused: the one answer behind who must answer a case (Art. 3, 4) and who must
//! keep their hands off it (Art. 15).
//!
//! An accused party is told by its id, whatever it is said to be, and by its name, where that is the name of a center or
//! an authority. A guidance center of which neither is known may be any of its division, or of the place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::record::{AccusedKind, AccusedParty};
use super::responsible::{INDUSTRY_CENTERS, JINGZHOU, PROVINCE_CENTER};
use crate::access::Principal;
use crate::division::{self, Division, DivisionCode, DivisionLevel};
use crate::gd::art03_04_jurisdiction::{Accused, PROVINCE};
use crate::text::folded;

/// The organisations that are, or may be, accused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccusedOrganisations {
    ids: Vec<String>,
    /// A guidance center is accused, but which one is not certain.
    unclear: bool,
}

/// Words with which what a center is begins: 广州市|职业技能鉴定指导中心.
const CENTER_WORDS: [&str; 8] = [
    "职业技能",
    "职业资格",
    "技能鉴定",
    "技能考试",
    "鉴定指导",
    "鉴定考试",
    "考试院",
    "指导中心",
];

/// What a center is, in whichever of the forms of Art. 4(2): 指导中心（考试院、办公室）.
const CENTER_FORMS: [&str; 6] = [
    "指导中心",
    "鉴定中心",
    "考试院",
    "考试中心",
    "指导办公室",
    "鉴定办公室",
];

/// The department of human resources, by its full and its short names.
const AUTHORITY_FORMS: [&str; 8] = [
    "人力资源和社会保障局",
    "人力资源社会保障局",
    "人力资源和社会保障厅",
    "人力资源社会保障厅",
    "人力资源和社会保障部门",
    "人社局",
    "人社厅",
    "人社部门",
];

/// Whether two names are the same to a reader.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

impl AccusedOrganisations {
    /// Of an accused party and the places of the event.
    #[must_use]
    pub fn of(accused: &AccusedParty, places: &[DivisionCode]) -> Self {
        let name = accused.name.as_deref().map(folded).unwrap_or_default();
        let center = accused.kind == AccusedKind::GuidanceCenter;
        let mut ids: Vec<String> = accused.party_id.iter().cloned().collect();
        ids.extend(named(&name));
        if center && ids.is_empty() {
            ids.extend(industry_within(&name));
        }
        let mut unclear = false;
        if center && !ids.iter().any(|id| id.starts_with("gd-")) {
            match accused.division {
                Some(code) => {
                    ids.extend(centers_at(code));
                    // The center of a city sits in one of its districts.
                    unclear = is_county(code) || !is_in_guangdong(code);
                }
                None => {
                    unclear = true;
                    let above_county = |id: &String| *id != PROVINCE_CENTER;
                    let around = places.iter().flat_map(|place| centers_at(*place));
                    ids.extend(around.filter(above_county));
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        Self { ids, unclear }
    }

    /// Whether that organisation is among them.
    #[must_use]
    pub fn contains(&self, organisation_id: &str) -> bool {
        self.ids.iter().any(|id| id == organisation_id)
    }

    /// Whether somebody belongs to one of them, or acts for one.
    #[must_use]
    pub fn includes(&self, principal: &Principal) -> bool {
        self.contains(&principal.organisation_id) || self.contains(&principal.center_id)
    }

    /// The accused guidance center, as jurisdiction turns on it.
    pub(super) fn center(&self) -> Accused<'static> {
        let centers: Vec<Accused<'static>> = self.ids.iter().filter_map(|id| center(id)).collect();
        if self.contains(PROVINCE_CENTER) {
            return DivisionCode::parse(PROVINCE).map_or(Accused::SomeCenter, Accused::CenterOf);
        }
        match centers.as_slice() {
            _ if self.unclear => Accused::SomeCenter,
            [] => Accused::NoCenter,
            [one] => *one,
            [_, _, ..] => Accused::SomeCenter,
        }
    }

    /// The authorities of Jingzhou among them.
    pub(super) fn authorities(&self) -> impl Iterator<Item = &str> {
        self.ids
            .iter()
            .map(String::as_str)
            .filter(|id| authority(id).is_some())
    }
}

/// The center of an id; none: another organisation's.
fn center(id: &str) -> Option<Accused<'static>> {
    let industry = INDUSTRY_CENTERS
        .iter()
        .find(|(_, center)| *center == id)
        .map(|(industry, _)| Accused::IndustryCenter(industry));
    let of_division = || {
        let code = DivisionCode::parse(id.strip_prefix("gd-")?)?;
        (is_in_guangdong(code) && division::find(code).is_some()).then_some(Accused::CenterOf(code))
    };
    industry.or_else(of_division)
}

fn authority(id: &str) -> Option<DivisionCode> {
    DivisionCode::parse(id.strip_prefix("jz-")?)
}

/// The centers that a division may stand for: its own, and that of the prefecture around it.
fn centers_at(code: DivisionCode) -> Vec<String> {
    let Some(found) = division::find(code).filter(|_| is_in_guangdong(code)) else {
        return Vec::new();
    };
    let mut ids = vec![format!("gd-{code}")];
    if let (DivisionLevel::County, Some(prefecture)) = (found.level, found.prefecture()) {
        ids.push(format!("gd-{}", prefecture.code));
    }
    ids
}

fn is_county(code: DivisionCode) -> bool {
    division::find(code).is_some_and(|found| found.level == DivisionLevel::County)
}

fn is_in_guangdong(code: DivisionCode) -> bool {
    Some(code.province()) == DivisionCode::parse(PROVINCE)
}

/// The organisations that bear a name; several where counties are called alike.
pub(super) fn named(name: &str) -> Vec<String> {
    let name = folded(name);
    let name = name.as_str();
    if ["省中心", "广东省中心"].contains(&name) {
        return vec![PROVINCE_CENTER.to_owned()];
    }
    let first = CENTER_WORDS
        .iter()
        .filter_map(|word| name.find(word))
        .min()
        .and_then(|at| name.split_at_checked(at));
    if let Some((of, what)) = first
        && CENTER_FORMS.iter().any(|form| what.contains(form))
    {
        return centers_of(of);
    }
    AUTHORITY_FORMS
        .iter()
        .find_map(|form| name.strip_suffix(form))
        .map(|of| codes("jz", of))
        .unwrap_or_default()
}

/// Whose center it is: 广东省, 广州市, 广东省广州市天河区, 广东省电力行业.
fn centers_of(of: &str) -> Vec<String> {
    let of = AUTHORITY_FORMS
        .iter()
        .find_map(|form| of.strip_suffix(form))
        .unwrap_or(of);
    if ["省", "广东省", "广东"].contains(&of) {
        return vec![PROVINCE_CENTER.to_owned()];
    }
    let within = ["广东省", "广东", "省直", "省"]
        .iter()
        .find_map(|province| of.strip_prefix(province))
        .unwrap_or(of);
    let industry = within.trim_start_matches("直").trim_end_matches("行业");
    if let Some((_, id)) = INDUSTRY_CENTERS.iter().find(|(name, _)| *name == industry) {
        return vec![(*id).to_owned()];
    }
    codes("gd", of)
}

fn codes(regime: &str, of: &str) -> Vec<String> {
    let names = if regime == "gd" {
        &GUANGDONG
    } else {
        &JINGZHOU_NAMES
    };
    names
        .get(of)
        .into_iter()
        .flatten()
        .map(|code| format!("{regime}-{code}"))
        .collect()
}

/// The industry center whose industry a name holds.
fn industry_within(name: &str) -> Option<String> {
    INDUSTRY_CENTERS
        .iter()
        .find(|(industry, _)| name.contains(industry))
        .map(|(_, id)| (*id).to_owned())
}

type Names = BTreeMap<String, Vec<DivisionCode>>;

static GUANGDONG: LazyLock<Names> = LazyLock::new(|| names(|found| is_in_guangdong(found.code)));

static JINGZHOU_NAMES: LazyLock<Names> = LazyLock::new(|| {
    let city = DivisionCode::parse(JINGZHOU);
    names(|found| found.prefecture().map(|city| city.code) == city)
});

/// Prefectures and counties by every way in which they are called.
fn names(lies_there: impl Fn(&'static Division) -> bool) -> Names {
    let mut names = Names::new();
    for found in division::all().iter().filter(|found| lies_there(found)) {
        if found.level == DivisionLevel::Province {
            continue;
        }
        let mut called = spellings(found);
        for above in found.upwards().skip(1) {
            let outer: Vec<String> = spellings(above)
                .iter()
                .flat_map(|above| called.iter().map(move |name| format!("{above}{name}")))
                .collect();
            called.extend(outer);
        }
        for name in called {
            let codes = names.entry(name).or_default();
            if !codes.contains(&found.code) {
                codes.push(found.code);
            }
        }
    }
    names
}

/// 广州市 and 广州; what would be one character alone is not shortened.
fn spellings(found: &Division) -> Vec<String> {
    let mut spellings = vec![found.name.to_owned()];
    let short = found.name.trim_end_matches(['省', '市', '区', '县']);
    if short != found.name && short.chars().count() >= 2 {
        spellings.push(short.to_owned());
    }
    spellings
}
