//! How long a filing holds (local policy: the text gives no validity).

use chrono::{Datelike, Months, NaiveDate};

use crate::jz::institution::{Filing, Institution};

/// The last day of so many years of which `from` is the first: the day before the same day, and where that year has no
/// such day (29 February), the last of February.
#[must_use]
pub fn valid_for(from: NaiveDate, years: u32) -> Option<NaiveDate> {
    let months = years.checked_mul(12)?;
    let anniversary = from.checked_add_months(Months::new(months))?;
    if anniversary.day() == from.day() {
        anniversary.pred_opt()
    } else {
        Some(anniversary)
    }
}

/// The first day on which a renewal of a filing with that last day can be applied for.
#[must_use]
pub fn renewal_from(until: NaiveDate, months: u32) -> Option<NaiveDate> {
    until.checked_sub_months(Months::new(months))
}

/// The last day on which a filing is in force, by all that is on record; none: open. Validity, deregistration (Art. 23)
/// and a ban that was not lifted (Art. 22) end it, whichever comes first.
#[must_use]
pub fn last_day(institution: &Institution, filing: &Filing) -> Option<NaiveDate> {
    let banned = institution
        .ledger
        .bans
        .values()
        .filter(|ban| ban.lifted_on.is_none() && ban.from > filing.filed_on)
        .map(|ban| ban.from)
        .min();
    let ended = [filing.deregistered_on, banned].into_iter().flatten().min();
    let last = ended.and_then(|day| day.pred_opt());
    [filing.valid_until(NaiveDate::MAX), last]
        .into_iter()
        .flatten()
        .min()
}

/// The filing in force on a day.
pub(super) fn in_force(institution: &Institution, on: NaiveDate) -> Option<&Filing> {
    let filing = institution.filing(on)?;
    last_day(institution, filing)
        .is_none_or(|last| on <= last)
        .then_some(filing)
}

/// The first day for a further step on a filing: what it holds is kept by day, ascending.
pub(super) fn settled(filing: &Filing) -> NaiveDate {
    let contents = filing.contents.iter().map(|(day, _)| *day);
    let validity = filing.validity.iter().map(|(day, _)| *day);
    contents.chain(validity).max().unwrap_or(filing.filed_on)
}
