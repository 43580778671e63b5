//! The formula as it held on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Grade;
use super::parameters as p;
use crate::parameter::{Parameter, ParameterValue};

/// What a kind of entry costs, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Points.
    pub points: u32,
    /// Months for which it counts; the last day belongs to them.
    pub months: u32,
}

/// The least scores of the grades; below that of C it is D.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Of A.
    pub a: u32,
    /// Of B.
    pub b: u32,
    /// Of C.
    pub c: u32,
}

impl Thresholds {
    /// The grade of a score.
    #[must_use]
    pub const fn grade(self, score: u32) -> Grade {
        if score >= self.a {
            Grade::A
        } else if score >= self.b {
            Grade::B
        } else if score >= self.c {
            Grade::C
        } else {
            Grade::D
        }
    }
}

/// The formula as it held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditFormula {
    /// From how many points it begins.
    pub base: u32,
    /// Grades.
    pub thresholds: Thresholds,
    /// A verified finding of Art. 20.
    pub finding_20: Rate,
    /// A verified finding of Art. 21.
    pub finding_21: Rate,
    /// A verified finding of Art. 22.
    pub finding_22: Rate,
    /// A verified finding of Art. 12 or 13.
    pub finding_other: Rate,
    /// A substantiated complaint.
    pub complaint: Rate,
    /// A late annual report.
    pub late_report: Rate,
    /// An overdue rectification.
    pub overdue_rectification: Rate,
    /// An interview.
    pub interview: Rate,
    /// A warning.
    pub warning: Rate,
    /// A suspension.
    pub suspension: Rate,
    /// The abnormal list.
    pub abnormal_list: Rate,
    /// The bad-credit file.
    pub bad_credit_file: Rate,
}

impl CreditFormula {
    /// From the values of its numbers; none: one of them has none.
    #[must_use]
    pub fn read(number: impl Fn(&Parameter) -> Option<u32>) -> Option<Self> {
        let rate = |points: &Parameter, months: &Parameter| {
            Some(Rate {
                points: number(points)?,
                months: number(months)?,
            })
        };
        Some(Self {
            base: number(&p::CREDIT_BASE)?,
            thresholds: Thresholds {
                a: number(&p::CREDIT_GRADE_A)?,
                b: number(&p::CREDIT_GRADE_B)?,
                c: number(&p::CREDIT_GRADE_C)?,
            },
            finding_20: rate(&p::CREDIT_FINDING_20, &p::CREDIT_FINDING_20_MONTHS)?,
            finding_21: rate(&p::CREDIT_FINDING_21, &p::CREDIT_FINDING_21_MONTHS)?,
            finding_22: rate(&p::CREDIT_FINDING_22, &p::CREDIT_FINDING_22_MONTHS)?,
            finding_other: rate(&p::CREDIT_FINDING_OTHER, &p::CREDIT_FINDING_OTHER_MONTHS)?,
            complaint: rate(&p::CREDIT_COMPLAINT, &p::CREDIT_COMPLAINT_MONTHS)?,
            late_report: rate(&p::CREDIT_LATE_REPORT, &p::CREDIT_LATE_REPORT_MONTHS)?,
            overdue_rectification: rate(
                &p::CREDIT_OVERDUE_RECTIFICATION,
                &p::CREDIT_OVERDUE_RECTIFICATION_MONTHS,
            )?,
            interview: rate(&p::CREDIT_INTERVIEW, &p::CREDIT_INTERVIEW_MONTHS)?,
            warning: rate(&p::CREDIT_WARNING, &p::CREDIT_WARNING_MONTHS)?,
            suspension: rate(&p::CREDIT_SUSPENSION, &p::CREDIT_SUSPENSION_MONTHS)?,
            abnormal_list: rate(&p::CREDIT_ABNORMAL_LIST, &p::CREDIT_ABNORMAL_LIST_MONTHS)?,
            bad_credit_file: rate(
                &p::CREDIT_BAD_CREDIT_FILE,
                &p::CREDIT_BAD_CREDIT_FILE_MONTHS,
            )?,
        })
    }

    /// As published for a day; none: there is none for it.
    #[must_use]
    pub fn published(day: NaiveDate) -> Option<Self> {
        Self::read(|parameter| match parameter.as_of(day)?.value {
            ParameterValue::Number(number) => Some(number),
            ParameterValue::Choice(_) => None,
        })
    }

    /// The days from which one of its numbers has another value, ascending.
    #[must_use]
    pub fn changes() -> BTreeSet<NaiveDate> {
        let versions = p::FORMULA.iter().flat_map(|number| number.versions);
        versions.filter_map(|version| version.from).collect()
    }

    /// Its version on a day: since when it holds as it does; `initial`: since there is one.
    #[must_use]
    pub fn version(day: NaiveDate) -> String {
        let changes = Self::changes();
        let last = changes.range(..=day).next_back();
        last.map_or_else(|| "initial".to_owned(), ToString::to_string)
    }
}
