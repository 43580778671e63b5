//! What the institution does: batches, fees, reports, staff, what it keeps (jz Art. 7-9, 20, 21).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::gd::case::words::record_words;

record_words! {
    /// Where a batch stands.
    BatchStatus {
        /// 计划
        Planned = "planned",
        /// 已举行
        Held = "held",
        /// 取消
        Cancelled = "cancelled",
    }
}

/// An assessment batch. What is absent is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The institution's number for it.
    pub id: String,
    /// Planned, held or cancelled.
    pub status: BatchStatus,
    /// Occupation code.
    pub occupation: String,
    /// Level, 5 the lowest.
    pub level: u8,
    /// The day it is planned for or was held.
    pub held_on: NaiveDate,
    /// Division of the place, six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// Address of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<u32>,
    /// Candidates without the required qualification (Art. 20(1)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unqualified_candidates: Option<u32>,
    /// Candidates who passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<u32>,
    /// Code of the paper (Art. 20(4)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_code: Option<String>,
    /// Fee charged from each candidate, in yuan (Art. 8, 21(5)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_charged_yuan: Option<u32>,
}

/// A published fee standard (Art. 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Id.
    pub id: String,
    /// Occupation code; none: all occupations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// Level; none: all levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Fee for each candidate, in yuan.
    pub yuan: u32,
    /// On what it rests (收费依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// First day for which it is published.
    pub from: NaiveDate,
    /// Last day; none: until another takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// An annual report that is due (Art. 21(4)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnualReport {
    /// The year it is about.
    pub id: String,
    /// Last day for it.
    pub due_on: NaiveDate,
    /// The day it was handed in; none: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<NaiveDate>,
    /// What it says in short, or where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// An assessor's certificate (Art. 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Occupation code it is for.
    pub occupation: String,
    /// First day of validity.
    pub from: NaiveDate,
    /// Last day of validity.
    pub until: NaiveDate,
}

/// Somebody who works there (Art. 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The institution's number for the person.
    pub id: String,
    /// Name.
    pub name: String,
    /// 岗位: what the person does.
    pub post: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: still there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Last day of the contract; none: no term, or none on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_until: Option<NaiveDate>,
    /// Days on which the person was trained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trained_on: Vec<NaiveDate>,
    /// Certificates as an assessor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
}

record_words! {
    /// What records are kept on (Art. 9).
    Medium {
        /// 纸质
        Paper = "paper",
        /// 电子
        Electronic = "electronic",
    }
}

/// Records of assessments that are kept (Art. 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Id.
    pub id: String,
    /// What is kept.
    pub subject: String,
    /// Paper or electronic.
    pub medium: Medium,
    /// The batch it is about, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// The day from which the years count.
    pub produced_on: NaiveDate,
    /// First day on which it need not be kept any more is the day after this one.
    pub keep_until: NaiveDate,
}
