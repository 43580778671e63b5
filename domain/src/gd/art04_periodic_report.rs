//! 第四条（2）：定期上报本地区或本单位质量投诉举报工作有关情况。
//!
//! By month, quarter or year in Asia/Shanghai, once it has ended. What was submitted stays as it was submitted; whoever
//! corrects it submits a further revision and says why.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::is_blank;
use crate::access::Regime;

/// A month, a quarter or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    year: i32,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Month(u32),
    Quarter(u32),
    Year,
}

impl Period {
    /// Of `2026-11`, `2026-Q4` or `2026`, from 2000 on.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            None => (text, Part::Year),
            Some((year, part)) => {
                let part = match part.strip_prefix('Q') {
                    Some(quarter) => Part::Quarter(digits(quarter, 1)?),
                    None => Part::Month(digits(part, 2)?),
                };
                (year, part)
            }
        };
        let year = i32::try_from(digits(year, 4)?).ok()?;
        let exists = match part {
            Part::Month(month) => (1..=12).contains(&month),
            Part::Quarter(quarter) => (1..=4).contains(&quarter),
            Part::Year => true,
        };
        (exists && (2000..=2999).contains(&year)).then_some(Self { year, part })
    }

    /// Its first and its last day.
    #[must_use]
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let (month, months) = match self.part {
            Part::Month(month) => (month, 1),
            Part::Quarter(quarter) => (quarter.checked_mul(3)?.checked_sub(2)?, 3),
            Part::Year => (1, 12),
        };
        let first = NaiveDate::from_ymd_opt(self.year, month, 1)?;
        let next = first.checked_add_months(chrono::Months::new(months))?;
        Some((first, next.pred_opt()?))
    }

    /// Whether it is over on a day.
    #[must_use]
    pub fn has_ended(self, today: NaiveDate) -> bool {
        self.days().is_some_and(|(_, last)| last < today)
    }
}

fn digits(text: &str, width: usize) -> Option<u32> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.part {
            Part::Month(month) => write!(f, "{year:04}-{month:02}"),
            Part::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
            Part::Year => write!(f, "{year:04}"),
        }
    }
}

/// A number of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What is counted: `received`, `received_by_channel`, `received_by_kind`, or a step of cases.
    pub figure: String,
    /// The channel, kind, ground or outcome; empty where there is none.
    pub detail: String,
    /// How many cases.
    pub count: u64,
}

/// A report was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSubmitted {
    /// Its id.
    pub id: String,
    /// The center it is of.
    pub center: String,
    /// The regulation it works under.
    pub regime: Regime,
    /// The period, as [`Period`] writes it.
    pub period: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// From 1, within center and period.
    pub revision: u32,
    /// Why it is revised; none of the first.
    pub reason: Option<String>,
    /// The figures, as they were on that day.
    pub figures: Vec<Figure>,
    /// The day.
    pub on: NaiveDate,
    /// Who submitted it.
    pub submitted_by: String,
}

/// Why a report cannot be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportRefusal {
    /// The period is not over yet.
    NotEnded,
    /// It was submitted: a further revision needs a reason.
    ReasonMissing,
    /// It is the first one: there is nothing to give a reason for.
    NothingToRevise,
}

impl ReportRefusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotEnded => "period_not_ended",
            Self::ReasonMissing => "reason_missing",
            Self::NothingToRevise => "nothing_to_revise",
        }
    }

    /// The member of the request it is about.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::NotEnded => "period",
            Self::ReasonMissing | Self::NothingToRevise => "reason",
        }
    }

    /// The reason in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NotEnded => "该期间尚未结束",
            Self::ReasonMissing => "该期间已经上报，再次上报须说明理由",
            Self::NothingToRevise => "该期间首次上报，不应填写理由",
        }
    }

    /// The reason in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::NotEnded => "the period is not over yet",
            Self::ReasonMissing => "the period was reported: a further revision says why",
            Self::NothingToRevise => {
                "the period is reported for the first time: there is nothing to give a reason for"
            }
        }
    }
}

/// Whether a report on a period may be submitted, of which so many revisions were already.
///
/// # Errors
/// [`ReportRefusal`], why not.
pub fn may_submit(
    period: Period,
    today: NaiveDate,
    revisions: u32,
    reason: Option<&str>,
) -> Result<(), ReportRefusal> {
    if !period.has_ended(today) {
        return Err(ReportRefusal::NotEnded);
    }
    match (revisions, reason) {
        (0, None) => Ok(()),
        (0, Some(_)) => Err(ReportRefusal::NothingToRevise),
        (_, Some(reason)) if !is_blank(reason) => Ok(()),
        (_, _) => Err(ReportRefusal::ReasonMissing),
    }
}
