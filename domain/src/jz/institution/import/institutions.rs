//! Institutions from a file.

use chrono::NaiveDate;

use super::{FileFault, Rows, rows};
use crate::jz::institution::{Content, InstitutionKind, Occupation};
use crate::jz::occupation;

/// The header of a file of institutions.
pub const INSTITUTION_COLUMNS: &[&str] = &[
    "uscc",
    "name",
    "kind",
    "principal",
    "division",
    "address",
    "filing_authority",
    "filing_number",
    "filed_on",
    "valid_until",
    "occupations",
    "fee_yuan",
];

/// An institution as filed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionRow {
    /// The row.
    pub row: usize,
    /// Its credit code.
    pub uscc: String,
    /// What is filed.
    pub content: Content,
    /// Name of the authority that filed it.
    pub authority_name: String,
    /// Number of the filing.
    pub filing_number: Option<String>,
    /// Day of filing.
    pub filed_on: NaiveDate,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// The one published fee for each candidate, in yuan.
    pub fee_yuan: Option<u32>,
}

/// Reads a file of institutions; `occupations` is `code:name:levels;…`, levels such as `5/4/3`.
///
/// # Errors
/// Where the file is none.
pub fn institutions(text: &str, today: NaiveDate) -> Result<Rows<InstitutionRow>, FileFault> {
    let key = |row: &InstitutionRow| row.uscc.clone();
    rows(text, INSTITUTION_COLUMNS, "uscc", key, |fields| {
        let uscc = fields.credit_code();
        let name = fields.required("name");
        if fields.text("kind").is_none() {
            fields.fault("kind", "missing", "不得为空", "must not be empty");
        }
        let reason = (
            "unknown_kind",
            "应为 employer 或 social_training",
            "must be employer or social_training",
        );
        let kind = fields.read("kind", reason, InstitutionKind::parse);
        let principal = fields.required("principal");
        if fields.text("division").is_none() {
            fields.fault("division", "missing", "不得为空", "must not be empty");
        }
        let division = fields.division();
        let address = fields.required("address");
        let authority_name = fields.required("filing_authority");
        let filing_number = fields.line("filing_number");
        if fields.text("filed_on").is_none() {
            fields.fault("filed_on", "missing", "不得为空", "must not be empty");
        }
        let filed_on = fields.day("filed_on");
        if filed_on.is_some_and(|day| day > today) {
            let (zh, en) = (
                "备案日期不得晚于今日",
                "the day of filing must not lie after today",
            );
            fields.fault("filed_on", "day_in_future", zh, en);
        }
        let valid_until = fields.day("valid_until");
        if let (Some(from), Some(until)) = (filed_on, valid_until)
            && until < from
        {
            let (zh, en) = ("有效期早于备案日期", "the validity ends before the filing");
            fields.fault("valid_until", "days_out_of_order", zh, en);
        }
        if fields.text("occupations").is_none() {
            fields.fault("occupations", "missing", "不得为空", "must not be empty");
        }
        let reason = (
            "unknown_occupation",
            "应为“代码:名称:等级;…”，代码须在职业分类目录中，等级为该职业所有",
            "must be code:name:levels;… of known occupations, with levels that they have",
        );
        let occupations = fields.read("occupations", reason, occupations);
        let fee_yuan = fields.count("fee_yuan");
        Some(InstitutionRow {
            row: fields.row,
            uscc: uscc?,
            content: Content {
                name: name?,
                kind: kind?,
                principal: principal?,
                division: division?,
                places: vec![address?],
                occupations: occupations?,
            },
            authority_name: authority_name?,
            filing_number,
            filed_on: filed_on?,
            valid_until,
            fee_yuan,
        })
    })
}

/// `code:name:levels;…`
fn occupations(text: &str) -> Option<Vec<Occupation>> {
    let mut found: Vec<Occupation> = Vec::new();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let mut parts = part.split(':').map(str::trim);
        let (code, name, levels) = (parts.next()?, parts.next()?, parts.next()?);
        let known = occupation::find(code)?;
        let repeated = found.iter().any(|occupation| occupation.code == code);
        if repeated || parts.next().is_some() || name.is_empty() || name.chars().count() > 100 {
            return None;
        }
        let mut list = Vec::new();
        for level in levels.split('/') {
            let level: u8 = level.trim().parse().ok()?;
            if !known.has_level(level) || list.contains(&level) {
                return None;
            }
            list.push(level);
        }
        list.sort_unstable();
        found.push(Occupation {
            code: code.to_owned(),
            name: name.to_owned(),
            levels: list,
        });
    }
    (!found.is_empty()).then_some(found)
}
