//! The thirteen statutory days off (全国年节及纪念日放假办法, Art. 2, as in force since 2025).

use chrono::NaiveDate;
use tyme4rs::tyme::lunar::LunarDay;
use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

/// A statutory day off of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatutoryDay {
    /// The day, in Asia/Shanghai.
    pub date: NaiveDate,
    /// The holiday's Chinese name.
    pub name_zh: &'static str,
    /// The holiday's English name.
    pub name_en: &'static str,
}

/// 清明 is the seventh solar term counted from the winter solstice before the year.
const QINGMING: isize = 7;

/// The statutory days of a year, ascending: 1 January, the eve and first three days of the lunar year, Qingming,
/// 1-2 May, Dragon Boat, Mid-Autumn, 1-3 October. Fewer than thirteen where two fall together (as in 2020,
/// when Mid-Autumn was on 1 October).
#[must_use]
pub fn statutory_days(year: i32) -> Vec<StatutoryDay> {
    let mut days = Vec::with_capacity(13);
    let mut add = |date: Option<NaiveDate>, name_zh, name_en| {
        if let Some(date) = date {
            days.push(StatutoryDay {
                date,
                name_zh,
                name_en,
            });
        }
    };
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    add(fixed(1, 1), "元旦", "New Year's Day");
    let lunar_new_year = lunar(year, 1, 1);
    add(
        lunar_new_year.and_then(|d| d.pred_opt()),
        "春节",
        "Spring Festival",
    );
    add(lunar_new_year, "春节", "Spring Festival");
    let second = lunar_new_year.and_then(|d| d.succ_opt());
    add(second, "春节", "Spring Festival");
    add(second.and_then(|d| d.succ_opt()), "春节", "Spring Festival");
    add(qingming(year), "清明", "Tomb-sweeping Day");
    add(fixed(5, 1), "劳动节", "Labour Day");
    add(fixed(5, 2), "劳动节", "Labour Day");
    add(lunar(year, 5, 5), "端午", "Dragon Boat Festival");
    add(lunar(year, 8, 15), "中秋", "Mid-autumn Festival");
    for day in 1..=3 {
        add(fixed(10, day), "国庆节", "National Day");
    }
    days.sort_by_key(|d| d.date);
    days.dedup_by_key(|d| d.date);
    days
}

fn lunar(year: i32, month: isize, day: usize) -> Option<NaiveDate> {
    let year = isize::try_from(year).ok()?;
    gregorian(&LunarDay::new(year, month, day).ok()?.get_solar_day())
}

fn qingming(year: i32) -> Option<NaiveDate> {
    let year = isize::try_from(year).ok()?;
    gregorian(
        &SolarTerm::from_index(year, QINGMING)
            .get_julian_day()
            .get_solar_day(),
    )
}

fn gregorian(day: &SolarDay) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::try_from(day.get_year()).ok()?,
        u32::try_from(day.get_month()).ok()?,
        u32::try_from(day.get_day()).ok()?,
    )
}
