//! What the Jingzhou measures leave open, as dated local policy: each part of the work keeps its parameters beside its
//! rules, made by `policy!`, and lists them in [`super::parameters::ALL`].

/// A number of local policy, open to local values.
macro_rules! policy {
    ($(#[$doc:meta])* $constant:ident = $name:literal, $number:literal $unit:literal, $zh:expr, $en:expr;) => {
        $(#[$doc])*
        pub static $constant: $crate::parameter::Parameter = $crate::parameter::Parameter {
            name: $name,
            regulation: $crate::provision::RegulationId::JzInstitutions,
            unit: $unit,
            source: $crate::parameter::ParameterSource::LocalPolicy,
            direction: $crate::parameter::Direction::Free,
            choices: &[],
            versions: &[$crate::parameter::ParameterVersion {
                from: None,
                value: $crate::parameter::ParameterValue::Number($number),
            }],
            note_zh: $zh,
            note_en: $en,
        };
    };
}
#[allow(unused_imports, reason = "parts use it as they come")]
pub(crate) use policy;

policy! {
    /// The text gives no validity of a filing: for how many years it holds.
    FILING_YEARS = "filing_years", 3 "years",
    "备案有效年数；办法未作规定，属本地政策",
    "Years for which a filing holds; the text gives none: local policy";
}

policy! {
    /// The text gives no day for annual reports (Art. 21(4)): the month of the following year in which they are due.
    ANNUAL_REPORT_MONTH = "annual_report_month", 3 "month",
    "年度工作报告应于次年几月提交；办法未作规定，属本地政策",
    "Month of the following year in which an annual report is due; the text gives none: local policy";
}

policy! {
    /// The last day of that month for annual reports; the month's last where it has no such day.
    ANNUAL_REPORT_DAY = "annual_report_day", 31 "day",
    "年度工作报告应于当月几日前提交；办法未作规定，属本地政策",
    "Last day of that month for an annual report; the text gives none: local policy";
}
