//! The thirteen statutory days off (全国年节及纪念日放假办法, Art. 2, as in force since 2025).

use chrono::NaiveDate;

/// The days that follow the moon and the sun, from the crate `tyme4rs`; see `build.rs`.
mod moving {
    include!(concat!(env!("OUT_DIR"), "/moving_days.rs"));
}

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

/// The statutory days of a year, ascending: 1 January, the eve and first three days of the lunar year, Qingming,
/// 1-2 May, Dragon Boat, Mid-Autumn, 1-3 October. Fewer than thirteen where two fall together (as in 2020,
/// when Mid-Autumn was on 1 October).
///
/// For years from 1880 to 2220; none for others.
#[must_use]
pub fn statutory_days(year: i32) -> Vec<StatutoryDay> {
    let row = usize::try_from(year - moving::FIRST_YEAR)
        .ok()
        .and_then(|row| moving::MOVING_DAYS.get(row));
    let Some([new_year, qingming, dragon_boat, mid_autumn]) = row else {
        return Vec::new();
    };
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
    let on = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
    add(on((1, 1)), "元旦", "New Year's Day");
    let first = on(*new_year);
    let eve = first.and_then(|d| d.pred_opt());
    let second = first.and_then(|d| d.succ_opt());
    let third = second.and_then(|d| d.succ_opt());
    for day in [eve, first, second, third] {
        add(day, "春节", "Spring Festival");
    }
    add(on(*qingming), "清明", "Tomb-sweeping Day");
    for day in 1..=2 {
        add(on((5, day)), "劳动节", "Labour Day");
    }
    add(on(*dragon_boat), "端午", "Dragon Boat Festival");
    add(on(*mid_autumn), "中秋", "Mid-autumn Festival");
    for day in 1..=3 {
        add(on((10, day)), "国庆节", "National Day");
    }
    days.sort_by_key(|d| d.date);
    days.dedup_by_key(|d| d.date);
    days
}
