//! The working calendar: State Council notices, days off, make-up working days.
//!
//! "Within N working days of D" ends on the N-th working day after D. A year for which no notice is loaded is
//! computed with weekends and the thirteen statutory days, and every answer that consulted it is provisional.

mod calendar;
mod notice;
mod statutory;

pub use calendar::{Answer, CalendarYear, Counted, DayRecord, WorkingCalendar};
pub use notice::{
    DayKind, Notice, NoticeDay, NoticeFault, embedded_notices, is_weekend, parse_notices,
};
pub use statutory::{StatutoryDay, statutory_days};
