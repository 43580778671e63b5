//! The numbers of the Jingzhou measures.

use super::art05_11_duties::ART9;
use super::art15_random_inspection::parameters as draws;
use super::art19_credit::parameters as credit;
use super::art20_interview::{ART20_1, ART20_4};
use super::art21_warning::{ART21_2, ART21_3};
use super::art22_market_ban::{ART22, ART22_5, ART22_6};
use super::institution::decide::register;
use super::institution::publication;
use super::policy;
use super::proceeding::policy as proceeding;
use crate::parameter::{Direction, Parameter, ParameterSource, ParameterValue, ParameterVersion};
use crate::provision::RegulationId;

/// A number of the text, since the measures came into force, on a day that our copy does not give.
macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $text:literal, $unit:literal, $provision:ident, $value:literal, $zh:literal, $en:literal) => {
        $(#[$doc])*
        pub static $name: Parameter = Parameter {
            name: $text,
            regulation: RegulationId::JzInstitutions,
            unit: $unit,
            source: ParameterSource::Provision(&$provision),
            direction: Direction::Fixed,
            choices: &[],
            versions: &[ParameterVersion {
                from: None,
                value: ParameterValue::Number($value),
            }],
            note_zh: $zh,
            note_en: $en,
        };
    };
}

number!(
    /// Art. 20(1): 5 %.
    UNQUALIFIED_SHARE_PERCENT, "unqualified_share_percent", "percent", ART20_1, 5,
    "单批次资质不合格考生的百分比，达到即符合",
    "Share of unqualified candidates in a single batch; reaching it is enough"
);
number!(
    /// Art. 20(4): 2 times.
    IDENTICAL_PAPER_TIMES, "identical_paper_times", "times", ART20_4, 2,
    "使用雷同卷的次数，含本数", "Times identical papers were used, this number included"
);
number!(
    /// Art. 20(4): 12 months.
    IDENTICAL_PAPER_MONTHS, "identical_paper_months", "months", ART20_4, 12,
    "使用雷同卷的计算期间（月）", "Months within which the uses must lie"
);
number!(
    /// Art. 21(2): 1 year.
    INACTIVITY_YEARS, "inactivity_years", "years", ART21_2, 1,
    "无正当理由不开展评价活动的年数", "Years without assessment and without justification"
);
number!(
    /// Art. 21(3): 2 times.
    SUBSTANTIATED_COMPLAINTS_TIMES, "substantiated_complaints_times", "times", ART21_3, 2,
    "经核实属实的投诉举报次数，含本数", "Complaints verified as true, this number included"
);
number!(
    /// Art. 21(3): half a year, read as 6 months.
    SUBSTANTIATED_COMPLAINTS_MONTHS, "substantiated_complaints_months", "months", ART21_3, 6,
    "半年，按 6 个月计算", "Half a year, read as 6 months"
);
number!(
    /// Art. 22: three years.
    MARKET_BAN_YEARS, "market_ban_years", "years", ART22, 3,
    "不允许再申报备案的年数", "Years in which no new filing is allowed"
);
number!(
    /// Art. 22(5): two years.
    BAN_INACTIVITY_YEARS, "ban_inactivity_years", "years", ART22_5, 2,
    "连续不开展评价工作的年数", "Consecutive years without assessment"
);
number!(
    /// Art. 9: records on paper, 3 years.
    RETENTION_PAPER_YEARS, "retention_paper_years", "years", ART9, 3,
    "纸质资料保管的最少年数", "Years for which records on paper are kept at least"
);
number!(
    /// Art. 9: electronic records, 5 years.
    RETENTION_ELECTRONIC_YEARS, "retention_electronic_years", "years", ART9, 5,
    "电子资料保管的最少年数", "Years for which electronic records are kept at least"
);

/// Which reading of Art. 22(6) decides.
pub static ART22_6_READING: Parameter = Parameter {
    name: "art22_6_reading",
    regulation: RegulationId::JzInstitutions,
    unit: "choice",
    source: ParameterSource::Provision(&ART22_6),
    direction: Direction::Free,
    choices: &["literal", "purposive"],
    versions: &[ParameterVersion {
        from: None,
        value: ParameterValue::Choice("literal"),
    }],
    note_zh: "第二十二条第（六）项援引第十二、十三条：按文义（literal）或按目的（purposive）理解，见解释登记簿",
    note_en: "How Art. 22(6)'s reference to Art. 12 and 13 is read: literally or by its purpose; see the register of interpretations",
};

/// All of them, in the order of the articles.
pub static ALL: &[&Parameter] = &[
    &draws::LEAST_INSPECTORS_EACH,
    &draws::WEIGHT_GRADE_A,
    &draws::WEIGHT_GRADE_B,
    &draws::WEIGHT_GRADE_C,
    &draws::WEIGHT_GRADE_D,
    &draws::PROPOSAL_ANSWER_WORKING_DAYS,
    &UNQUALIFIED_SHARE_PERCENT,
    &IDENTICAL_PAPER_TIMES,
    &IDENTICAL_PAPER_MONTHS,
    &INACTIVITY_YEARS,
    &SUBSTANTIATED_COMPLAINTS_TIMES,
    &SUBSTANTIATED_COMPLAINTS_MONTHS,
    &MARKET_BAN_YEARS,
    &BAN_INACTIVITY_YEARS,
    &ART22_6_READING,
    &policy::FILING_YEARS,
    &register::RENEWAL_MONTHS,
    &credit::CREDIT_BASE,
    &credit::CREDIT_GRADE_A,
    &credit::CREDIT_GRADE_B,
    &credit::CREDIT_GRADE_C,
    &credit::CREDIT_FINDING_20,
    &credit::CREDIT_FINDING_20_MONTHS,
    &credit::CREDIT_FINDING_21,
    &credit::CREDIT_FINDING_21_MONTHS,
    &credit::CREDIT_FINDING_22,
    &credit::CREDIT_FINDING_22_MONTHS,
    &credit::CREDIT_FINDING_OTHER,
    &credit::CREDIT_FINDING_OTHER_MONTHS,
    &credit::CREDIT_COMPLAINT,
    &credit::CREDIT_COMPLAINT_MONTHS,
    &credit::CREDIT_LATE_REPORT,
    &credit::CREDIT_LATE_REPORT_MONTHS,
    &credit::CREDIT_OVERDUE_RECTIFICATION,
    &credit::CREDIT_OVERDUE_RECTIFICATION_MONTHS,
    &credit::CREDIT_INTERVIEW,
    &credit::CREDIT_INTERVIEW_MONTHS,
    &credit::CREDIT_WARNING,
    &credit::CREDIT_WARNING_MONTHS,
    &credit::CREDIT_SUSPENSION,
    &credit::CREDIT_SUSPENSION_MONTHS,
    &credit::CREDIT_ABNORMAL_LIST,
    &credit::CREDIT_ABNORMAL_LIST_MONTHS,
    &credit::CREDIT_BAD_CREDIT_FILE,
    &credit::CREDIT_BAD_CREDIT_FILE_MONTHS,
    &publication::PUBLISHED_SANCTION_MONTHS,
    &publication::PUBLISHED_BAN_MONTHS,
    &publication::PUBLISHED_EVALUATION_MONTHS,
    // Ledger (Art. 9, 21(4)).
    &RETENTION_PAPER_YEARS,
    &RETENTION_ELECTRONIC_YEARS,
    &policy::ANNUAL_REPORT_MONTH,
    &policy::ANNUAL_REPORT_DAY,
    &proceeding::SANCTION_NOTICE,
    &proceeding::SANCTION_HEARING,
    &proceeding::SANCTION_STATEMENT_WORKING_DAYS,
    &proceeding::SANCTION_HEARING_WORKING_DAYS,
    &proceeding::SANCTION_OLD_VIOLATION_YEARS,
    &proceeding::RECONSIDERATION_DAYS,
    &proceeding::LITIGATION_MONTHS,
];

/// A reading of Art. 22(6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A further violation of Art. 12 or 13, as the text says.
    Literal,
    /// Also a further violation of Art. 20 or 21, as the purpose suggests.
    Purposive,
}

impl Reading {
    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Purposive => "purposive",
        }
    }

    /// The reading of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Literal, Self::Purposive]
            .into_iter()
            .find(|r| r.as_str() == word)
    }
}

/// The values the Jingzhou rules use on a day, under a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JzParameters {
    /// [`UNQUALIFIED_SHARE_PERCENT`]
    pub unqualified_share_percent: u32,
    /// [`IDENTICAL_PAPER_TIMES`]
    pub identical_paper_times: u32,
    /// [`IDENTICAL_PAPER_MONTHS`]
    pub identical_paper_months: u32,
    /// [`INACTIVITY_YEARS`]
    pub inactivity_years: u32,
    /// [`SUBSTANTIATED_COMPLAINTS_TIMES`]
    pub substantiated_complaints_times: u32,
    /// [`SUBSTANTIATED_COMPLAINTS_MONTHS`]
    pub substantiated_complaints_months: u32,
    /// [`MARKET_BAN_YEARS`]
    pub market_ban_years: u32,
    /// [`BAN_INACTIVITY_YEARS`]
    pub ban_inactivity_years: u32,
    /// [`ART22_6_READING`]
    pub art22_6_reading: Reading,
}
