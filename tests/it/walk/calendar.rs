//! Working days, counted one by one from the notices.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The days that notices name: whether each is worked.
pub struct Calendar(BTreeMap<NaiveDate, bool>);

impl Calendar {
    pub fn new() -> Self {
        let file = tests::binary::workspace().join("domain/data/cn-working-calendar.csv");
        let text = std::fs::read_to_string(file).unwrap();
        let day = |line: &str| {
            let mut fields = line.split(',');
            let date = fields.next().unwrap().parse().unwrap();
            (date, fields.next().unwrap() == "workday")
        };
        Self(text.lines().skip(1).map(day).collect())
    }

    fn is_worked(&self, day: NaiveDate) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.0.get(&day).copied().unwrap_or(weekday)
    }

    /// The working day so many after a day; with 0, the day itself or the next one that is worked.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut day = day;
        let mut left = count;
        while left > 0 {
            day = day + Days::new(1);
            left -= u32::from(self.is_worked(day));
        }
        while !self.is_worked(day) {
            day = day + Days::new(1);
        }
        day
    }

    /// Art. 10(6): a year after the event, or the next working day.
    pub fn last_day_to_complain(&self, event: NaiveDate) -> NaiveDate {
        self.after(event + Months::new(12), 0)
    }
}
