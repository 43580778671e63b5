//! Fees, annual reports, staff, what is kept (jz Art. 7-9, 21(4)).

use chrono::{Datelike, NaiveDate};

use super::ledger::{LedgerContext, in_order, not_future};
use super::ledger_refusal::LedgerRefusal;
use crate::jz::institution::ledger::{AnnualReport, Fee, Medium, Retention, Staff};
use crate::jz::institution::{Institution, LedgerEntry};
use crate::jz::occupation;
use crate::period::years_after;

/// Art. 8. Two published fees of one scope never hold on one day: an open one ends when its successor begins; those are
/// returned as they then stand.
pub(super) fn fee(
    institution: &Institution,
    fee: &Fee,
    context: &LedgerContext,
) -> Result<Vec<LedgerEntry>, LedgerRefusal> {
    if let Some(code) = &fee.occupation {
        let known = occupation::find(code).ok_or(LedgerRefusal::UnknownOccupation {
            member: "occupation",
        })?;
        if fee.level.is_some_and(|level| !known.has_level(level)) {
            return Err(LedgerRefusal::UnknownLevel);
        }
    }
    let levels = occupation::HIGHEST_LEVEL..=occupation::LOWEST_LEVEL;
    if fee.level.is_some_and(|level| !levels.contains(&level)) {
        return Err(LedgerRefusal::UnknownLevel);
    }
    if !context.itself {
        not_future(fee.from, "from", context)?;
    }
    if let Some(to) = fee.to {
        in_order(fee.from, to, "to")?;
    }
    let mut ended = Vec::new();
    for other in institution.ledger.fees.values() {
        let same_scope = other.occupation == fee.occupation && other.level == fee.level;
        if other.id == fee.id || !same_scope {
            continue;
        }
        let apart =
            other.to.is_some_and(|to| to < fee.from) || fee.to.is_some_and(|to| to < other.from);
        if apart {
            continue;
        }
        match fee.from.pred_opt() {
            Some(eve) if other.to.is_none() && other.from <= eve => {
                let mut other = other.clone();
                other.to = Some(eve);
                ended.push(LedgerEntry::Fee(other));
            }
            _ => {
                let other = other.id.clone();
                return Err(LedgerRefusal::FeesOverlap { other });
            }
        }
    }
    Ok(ended)
}

/// Art. 21(4). The authority sets the due date, else local policy does; the institution sets none.
pub(super) fn annual_report(
    institution: &Institution,
    report: &AnnualReport,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    let year = year(&report.id, context).ok_or(LedgerRefusal::NoYear)?;
    if context.itself && Some(report.due_on) != report_due(institution, &report.id, context) {
        return Err(LedgerRefusal::DueOnByAuthority);
    }
    if report.due_on.year() < year {
        return Err(LedgerRefusal::Order { member: "due_on" });
    }
    if let Some(submitted) = report.submitted_on {
        not_future(submitted, "submitted_on", context)?;
        if submitted.year() < year {
            let member = "submitted_on";
            return Err(LedgerRefusal::Order { member });
        }
    }
    Ok(())
}

/// The year that an annual report is about: this one at the latest.
fn year(id: &str, context: &LedgerContext) -> Option<i32> {
    let digits = id.len() == 4 && id.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = id.parse().ok()?;
    (digits && (1900..=context.today.year()).contains(&year)).then_some(year)
}

/// The day by which the report of a year is due: as recorded, else as local policy has it; none: that is no year.
#[must_use]
pub fn report_due(
    institution: &Institution,
    id: &str,
    context: &LedgerContext,
) -> Option<NaiveDate> {
    match institution.ledger.annual_reports.get(id) {
        Some(known) => Some(known.due_on),
        None => usual_due(year(id, context)?, context),
    }
}

/// The day that local policy gives, or the last of its month.
fn usual_due(year: i32, context: &LedgerContext) -> Option<NaiveDate> {
    let next = year.checked_add(1)?;
    (1..=context.report_day.min(31))
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(next, context.report_month, day))
}

/// Art. 7.
pub(super) fn staff(staff: &Staff, context: &LedgerContext) -> Result<(), LedgerRefusal> {
    not_future(staff.from, "from", context)?;
    if let Some(to) = staff.to {
        in_order(staff.from, to, "to")?;
    }
    if let Some(until) = staff.contract_until {
        in_order(staff.from, until, "contract_until")?;
    }
    if staff.trained_on.iter().any(|day| *day > context.today) {
        return Err(LedgerRefusal::BadItem {
            member: "trained_on",
            zh: "培训日期不得晚于今日",
            en: "a day of training must not lie after today",
        });
    }
    for certificate in &staff.certificates {
        if occupation::find(&certificate.occupation).is_none() {
            return Err(LedgerRefusal::BadItem {
                member: "certificates",
                zh: "职业分类目录中没有其中一个职业代码",
                en: "no occupation of the classification has one of the codes",
            });
        }
        if certificate.until < certificate.from {
            return Err(LedgerRefusal::BadItem {
                member: "certificates",
                zh: "证书的失效日期早于生效日期",
                en: "a certificate ends before it begins",
            });
        }
    }
    Ok(())
}

/// Art. 9: the law sets minima, by the medium; the last day of the years belongs to them.
pub(super) fn retention(
    institution: &Institution,
    retention: &Retention,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    not_future(retention.produced_on, "produced_on", context)?;
    if let Some(batch) = &retention.batch
        && !institution.ledger.batches.contains_key(batch)
    {
        return Err(LedgerRefusal::NoBatch);
    }
    let minimum = kept_until(retention.medium, retention.produced_on, context)?;
    if retention.keep_until < minimum {
        return Err(LedgerRefusal::KeptTooShort { minimum });
    }
    Ok(())
}

/// The day until which records are kept at least (Art. 9).
///
/// # Errors
/// `OutOfRange`.
pub fn kept_until(
    medium: Medium,
    produced_on: NaiveDate,
    context: &LedgerContext,
) -> Result<NaiveDate, LedgerRefusal> {
    let years = match medium {
        Medium::Paper => context.paper_years,
        Medium::Electronic => context.electronic_years,
    };
    years_after(produced_on, years).map_err(|_beyond| LedgerRefusal::OutOfRange {
        member: "produced_on",
    })
}
