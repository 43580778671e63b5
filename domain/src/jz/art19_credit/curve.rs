//! The credit of an institution over time: it changes only on days that follow from the record and the formula, so it is known
//! for every day at once, days to come included as things stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{CreditFormula, Grade, credit, rated};
use crate::jz::institution::Institution;
use crate::period::{FIRST_DAY, LAST_DAY, months_after};

/// A stretch of days with the same score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; the last day of the calendar where nothing on record ends it.
    pub to: NaiveDate,
    /// The score.
    pub score: u32,
    /// Its grade.
    pub grade: Grade,
}

/// The stretches of days on which an institution is rated, ascending; the score, the grade or the rating changes between two.
#[must_use]
pub fn stretches(institution: &Institution) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let days: Vec<NaiveDate> = turning_days(institution).into_iter().collect();
    for (place, from) in days.iter().enumerate() {
        let next = days.get(place.saturating_add(1));
        let to = next.and_then(|next| next.pred_opt()).unwrap_or(LAST_DAY);
        let formula = CreditFormula::published(*from).filter(|_| rated(institution, *from));
        let Some(formula) = formula else {
            continue;
        };
        let found = credit(institution, *from, &formula);
        match stretches.last_mut() {
            Some(last)
                if last.to.succ_opt() == Some(*from)
                    && (last.score, last.grade) == (found.score, found.grade) =>
            {
                last.to = to;
            }
            _ => stretches.push(Stretch {
                from: *from,
                to,
                score: found.score,
                grade: found.grade,
            }),
        }
    }
    stretches
}

/// The days on which score, grade or rating may change, as things stand: all that begin or end something.
#[must_use]
pub fn turning_days(institution: &Institution) -> BTreeSet<NaiveDate> {
    let mut days = Days(CreditFormula::changes());
    for filing in &institution.filings {
        days.begin(filing.filed_on);
        days.0.extend(filing.deregistered_on);
    }
    let ledger = &institution.ledger;
    let formulas: Vec<CreditFormula> = CreditFormula::changes()
        .into_iter()
        .chain([FIRST_DAY])
        .filter_map(CreditFormula::published)
        .collect();
    for sanction in ledger.sanctions.values() {
        days.begin(sanction.decided_on);
    }
    for ban in ledger.bans.values() {
        days.begin(ban.from);
        days.end(ban.barred_until);
        days.0.extend(ban.lifted_on);
    }
    for finding in ledger.findings.values() {
        days.0.extend(finding.decided_on);
    }
    for report in ledger.annual_reports.values() {
        days.end(report.due_on);
        days.0.extend(report.submitted_on);
    }
    for rectification in ledger.rectifications.values() {
        days.end(rectification.due_on);
        days.0.extend(rectification.completed_on);
    }
    for suspension in ledger.suspensions.values() {
        days.begin(suspension.from);
    }
    for listing in ledger.listings.values() {
        days.begin(listing.from);
    }
    for complaint in ledger.complaints.values() {
        days.begin(complaint.concluded_on);
    }
    for interview in ledger.interviews.values() {
        days.begin(interview.on);
    }
    for warning in ledger.warnings.values() {
        days.begin(warning.decided_on);
    }
    for formula in &formulas {
        let findings = [
            formula.finding_20,
            formula.finding_21,
            formula.finding_22,
            formula.finding_other,
        ];
        let found = ledger.findings.values().filter_map(|it| it.decided_on);
        for day in found {
            for rate in findings {
                days.after(day, rate.months);
            }
        }
        let counted = ledger
            .complaints
            .values()
            .map(|it| (it.concluded_on, formula.complaint))
            .chain(dated(
                &ledger.annual_reports,
                |it| it.submitted_on,
                formula.late_report,
            ))
            .chain(dated(
                &ledger.rectifications,
                |it| it.completed_on,
                formula.overdue_rectification,
            ))
            .chain(dated(
                &ledger.interviews,
                |it| Some(it.on),
                formula.interview,
            ))
            .chain(dated(
                &ledger.warnings,
                |it| Some(it.decided_on),
                formula.warning,
            ))
            .chain(dated(&ledger.suspensions, |it| it.to, formula.suspension))
            .chain(dated(&ledger.listings, |it| it.to, formula.abnormal_list))
            .chain(dated(&ledger.listings, |it| it.to, formula.bad_credit_file));
        for (day, rate) in counted {
            days.after(day, rate.months);
        }
    }
    days.0.retain(|day| (FIRST_DAY..=LAST_DAY).contains(day));
    days.0
}

/// The days of entries with what they cost.
fn dated<T, R: Copy>(
    entries: &std::collections::BTreeMap<String, T>,
    day: impl Fn(&T) -> Option<NaiveDate>,
    rate: R,
) -> impl Iterator<Item = (NaiveDate, R)> {
    entries
        .values()
        .filter_map(move |entry| Some((day(entry)?, rate)))
}

/// Days on which something changes.
struct Days(BTreeSet<NaiveDate>);

impl Days {
    fn begin(&mut self, day: NaiveDate) {
        self.0.insert(day);
    }

    /// The day after a last day.
    fn end(&mut self, last: NaiveDate) {
        self.0.extend(last.succ_opt());
    }

    /// The day after months have run.
    fn after(&mut self, from: NaiveDate, months: u32) {
        if let Ok(last) = months_after(from, months) {
            self.end(last);
        }
    }
}
