//! What an application is checked for: shown with it, and held against the decision.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::validity::{in_force, last_day, renewal_from, valid_for};
use super::{Authority, FilingPolicy, RegisterRefusal};
use crate::division::{self, DivisionCode};
use crate::gd::case::is_blank;
use crate::gd::case::words::record_words;
use crate::identifier::CreditCode;
use crate::jz::institution::{ApplicationKind, Applied, Content, Institution, Occupation};
use crate::jz::occupation;

record_words! {
    /// What is checked.
    CheckName {
        /// 统一社会信用代码: its check character (GB 32100)
        CreditCode = "credit_code",
        /// 名称、主要负责人、场所
        Particulars = "particulars",
        /// 职业及等级: against the list of occupations
        Scope = "scope",
        /// 属地管理: the seat lies in the authority's division (Art. 3)
        Territory = "territory",
        /// 市场禁入: not barred by an earlier ban (Art. 22)
        Bar = "bar",
        /// 备案不重叠: for a filing none is in force, for the others one is
        Overlap = "overlap",
        /// 有效期: renewals within their window, not beyond local policy
        Validity = "validity",
    }
}

/// A check and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: CheckName,
    /// Why it failed; none: passed.
    pub failed: Option<RegisterRefusal>,
}

/// Checks an application as of a day: today while it waits, the day of the decision when it is decided.
#[must_use]
pub fn checks(
    institution: Option<&Institution>,
    applied: &Applied,
    on: NaiveDate,
    authority: &Authority,
    policy: FilingPolicy,
) -> Vec<Check> {
    let content = &applied.content;
    let failed = |name: CheckName| match name {
        CheckName::CreditCode => credit_code(&applied.uscc).err(),
        CheckName::Particulars => particulars(content).err(),
        CheckName::Scope => scope(&content.occupations).err(),
        CheckName::Territory => territory(&content.division, authority).err(),
        CheckName::Bar => institution.and_then(|institution| barred(institution, applied, on)),
        CheckName::Overlap => overlap(institution, applied, on).err(),
        CheckName::Validity => {
            institution.and_then(|institution| validity(institution, applied, policy).err())
        }
    };
    CheckName::ALL
        .iter()
        .map(|name| Check {
            name: *name,
            failed: failed(*name),
        })
        .collect()
}

/// The code in its one spelling: narrow, capital, without blanks.
pub(super) fn credit_code(uscc: &str) -> Result<(), RegisterRefusal> {
    match CreditCode::parse(uscc) {
        Ok(code) if code.as_str() == uscc => Ok(()),
        Ok(_) | Err(_) => Err(RegisterRefusal::CreditCode),
    }
}

pub(super) fn particulars(content: &Content) -> Result<(), RegisterRefusal> {
    if is_blank(&content.name) {
        return Err(RegisterRefusal::NameMissing);
    }
    if is_blank(&content.principal) {
        return Err(RegisterRefusal::PrincipalMissing);
    }
    if content.places.is_empty() || content.places.iter().any(|place| is_blank(place)) {
        return Err(RegisterRefusal::PlacesMissing);
    }
    Ok(())
}

pub(super) fn scope(occupations: &[Occupation]) -> Result<(), RegisterRefusal> {
    if occupations.is_empty() {
        return Err(RegisterRefusal::OccupationsMissing);
    }
    let mut seen = BTreeSet::new();
    for Occupation { code, levels, .. } in occupations {
        let known = occupation::find(code)
            .ok_or_else(|| RegisterRefusal::UnknownOccupation { code: code.clone() })?;
        let ascending = levels.is_sorted_by(|a, b| a < b);
        if !seen.insert(code) || levels.is_empty() || !ascending {
            return Err(RegisterRefusal::OccupationsUnordered { code: code.clone() });
        }
        if let Some(level) = levels.iter().find(|level| !known.has_level(**level)) {
            return Err(RegisterRefusal::NoSuchLevel {
                code: code.clone(),
                level: *level,
            });
        }
    }
    Ok(())
}

pub(super) fn known_division(digits: &str) -> Result<DivisionCode, RegisterRefusal> {
    DivisionCode::parse(digits)
        .filter(|code| division::find(*code).is_some())
        .ok_or(RegisterRefusal::UnknownDivision)
}

fn territory(digits: &str, authority: &Authority) -> Result<(), RegisterRefusal> {
    let code = known_division(digits)?;
    if authority.covers(code) {
        Ok(())
    } else {
        Err(RegisterRefusal::OutsideAuthority)
    }
}

/// New filings are barred up to and including the last day of the bar (Art. 22: 三年内不允许再申报备案).
fn barred(institution: &Institution, applied: &Applied, on: NaiveDate) -> Option<RegisterRefusal> {
    if applied.kind != ApplicationKind::Filing {
        return None;
    }
    let until = institution.standing(on).barred_until?;
    Some(RegisterRefusal::Barred {
        open_from: until.succ_opt().unwrap_or(until),
    })
}

fn overlap(
    institution: Option<&Institution>,
    applied: &Applied,
    on: NaiveDate,
) -> Result<(), RegisterRefusal> {
    let Some(institution) = institution else {
        return match applied.kind {
            ApplicationKind::Filing => Ok(()),
            ApplicationKind::Change | ApplicationKind::Renewal => Err(RegisterRefusal::NotFiled),
        };
    };
    let mut others = institution.applications.iter();
    if others.any(|other| other.is_pending() && other.applied.number != applied.number) {
        return Err(RegisterRefusal::ApplicationPending);
    }
    match applied.kind {
        ApplicationKind::Filing => no_overlap(institution, on),
        ApplicationKind::Change => match in_force(institution, on) {
            Some(_) => Ok(()),
            None => Err(RegisterRefusal::NotFiled),
        },
        // Handed in in time, it may be decided after the last day of validity.
        ApplicationKind::Renewal => match in_force(institution, applied.on) {
            Some(filing) if renewable(institution, filing, on) => Ok(()),
            Some(_) | None => Err(RegisterRefusal::NotFiled),
        },
    }
}

/// Whether nothing but the end of its validity ended a filing.
fn renewable(
    institution: &Institution,
    filing: &crate::jz::institution::Filing,
    on: NaiveDate,
) -> bool {
    let until = filing.valid_until(NaiveDate::MAX);
    let last = last_day(institution, filing);
    last == until || last.is_none_or(|last| on <= last)
}

/// A filing begins after the one before has ended.
pub(super) fn no_overlap(institution: &Institution, on: NaiveDate) -> Result<(), RegisterRefusal> {
    let Some(filing) = institution.filings.last() else {
        return Ok(());
    };
    let until = last_day(institution, filing);
    if on > filing.filed_on && until.is_some_and(|until| on > until) {
        return Ok(());
    }
    Err(RegisterRefusal::AlreadyFiled { until })
}

fn validity(
    institution: &Institution,
    applied: &Applied,
    policy: FilingPolicy,
) -> Result<(), RegisterRefusal> {
    if applied.kind != ApplicationKind::Renewal {
        return match applied.valid_until {
            Some(_) => Err(RegisterRefusal::ValidityNotAsked),
            None => Ok(()),
        };
    }
    let filing = institution.filing(applied.on);
    let Some(until) = filing.and_then(|filing| filing.valid_until(applied.on)) else {
        return Ok(());
    };
    let from = renewal_from(until, policy.renewal_months).unwrap_or(until);
    if applied.on < from {
        return Err(RegisterRefusal::TooEarlyToRenew { from });
    }
    match applied.valid_until {
        Some(asked) => renewed(until, asked, policy),
        None => Ok(()),
    }
}

/// That a renewal ends after the filing does now, and not later than so many years from there.
pub(super) fn renewed(
    until: NaiveDate,
    asked: NaiveDate,
    policy: FilingPolicy,
) -> Result<(), RegisterRefusal> {
    if asked <= until {
        return Err(RegisterRefusal::ValidityTooShort);
    }
    match longest_renewal(until, policy) {
        Some(latest) if asked > latest => Err(RegisterRefusal::ValidityTooLong { latest }),
        Some(_) | None => Ok(()),
    }
}

/// The last day a renewal can give: so many years from the day after the present last day.
pub(super) fn longest_renewal(until: NaiveDate, policy: FilingPolicy) -> Option<NaiveDate> {
    valid_for(until.succ_opt()?, policy.years)
}
