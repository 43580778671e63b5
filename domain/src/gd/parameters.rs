//! The numbers of the Guangdong measures.

use super::art09_10_admissibility::ART10_6;
use super::art18_clock::ART18;
use super::matter::parameters as similar;
use crate::parameter::{Direction, Parameter, ParameterSource, ParameterValue, ParameterVersion};
use crate::provision::RegulationId;

/// Since the measures came into force, on a day that our copy of the text does not give.
macro_rules! since_in_force {
    ($number:literal) => {
        &[ParameterVersion {
            from: None,
            value: ParameterValue::Number($number),
        }]
    };
}

/// Art. 10(6): 1 year.
pub static LIMITATION_YEARS: Parameter = Parameter {
    name: "limitation_years",
    regulation: RegulationId::GdComplaints,
    unit: "years",
    source: ParameterSource::Provision(&ART10_6),
    direction: Direction::OnlyUpwards,
    choices: &[],
    versions: since_in_force!(1),
    note_zh: "提出时间距事件发生不得超过的年数；地方规定只能更宽，有利于提出人",
    note_en: "Years from the event within which a complaint must be put forward; a local rule may only be more generous to complainants",
};

/// Art. 18, first sentence: 20 working days.
pub static HANDLING_WORKING_DAYS: Parameter = Parameter {
    name: "handling_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::Provision(&ART18),
    direction: Direction::OnlyDownwards,
    choices: &[],
    versions: since_in_force!(20),
    note_zh: "正式受理后办结的工作日数；地方规定只能更短",
    note_en: "Working days from acceptance within which a case is concluded; a local rule may only be shorter",
};

/// Art. 18, second sentence: 45 working days.
pub static EXTENSION_CAP_WORKING_DAYS: Parameter = Parameter {
    name: "extension_cap_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::Provision(&ART18),
    direction: Direction::OnlyDownwards,
    choices: &[],
    versions: since_in_force!(45),
    note_zh: "延长后自正式受理起算的最长工作日数，含最初的 20 个工作日；地方规定只能更短",
    note_en: "Most working days from acceptance after an extension, the first 20 included; a local rule may only be shorter",
};

/// Not in the text: when a running case counts as due soon.
pub static DUE_SOON_WORKING_DAYS: Parameter = Parameter {
    name: "due_soon_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(3),
    note_zh: "剩余工作日不超过此数时提示即将到期；规定未作规定，属本地政策",
    note_en: "A case is shown as due soon with this many working days left or fewer; the text gives none: local policy",
};

/// Art. 4(2) says 及时: within how many working days a case is reported to the province center.
pub static UPWARD_REPORT_WORKING_DAYS: Parameter = Parameter {
    name: "upward_report_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(1),
    note_zh: "影响较大、紧急或者经媒体曝光的事件上报省中心的工作日数；规定仅称“及时”，属本地政策",
    note_en: "Working days within which a case of high impact, urgent or exposed by media is reported to the province center; the text only says promptly: local policy",
};

/// Art. 13 says 适时: within how many working days the public is informed.
pub static PUBLIC_STATEMENT_WORKING_DAYS: Parameter = Parameter {
    name: "public_statement_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(5),
    note_zh: "媒体曝光的事件向社会公布有关情况的工作日数；规定仅称“适时”，属本地政策",
    note_en: "Working days within which the public is informed of a case exposed by media; the text only says in due time: local policy",
};

/// Not in the text, which says 及时: by when feedback is expected.
pub static FEEDBACK_WORKING_DAYS: Parameter = Parameter {
    name: "feedback_working_days",
    regulation: RegulationId::GdComplaints,
    unit: "working_days",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(5),
    note_zh: "办结后应当反馈提出人的工作日数；第十六条只要求及时，属本地政策",
    note_en: "Working days from conclusion within which the complainant is told the result; Article 16 says only promptly: local policy",
};

/// Not in the text: how long an archived case is kept.
pub static RETENTION_YEARS: Parameter = Parameter {
    name: "retention_years",
    regulation: RegulationId::GdComplaints,
    unit: "years",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(10),
    note_zh: "自存档之日起保存的年数，期满日仍应保存；第十七条未作规定，属本地政策",
    note_en: "Years from archiving for which the materials are kept, the last day included; Article 17 gives none: local policy",
};

/// Not in the text: how many files a case takes.
pub static ATTACHMENTS_PER_CASE: Parameter = Parameter {
    name: "attachments_per_case",
    regulation: RegulationId::GdComplaints,
    unit: "files",
    source: ParameterSource::LocalPolicy,
    direction: Direction::Free,
    choices: &[],
    versions: since_in_force!(50),
    note_zh: "每案最多的附件数；规定未作规定，属本地政策",
    note_en: "Most files of a case; the text gives none: local policy",
};

/// All of them, in the order of the articles.
pub static ALL: &[&Parameter] = &[
    &LIMITATION_YEARS,
    &FEEDBACK_WORKING_DAYS,
    &RETENTION_YEARS,
    &HANDLING_WORKING_DAYS,
    &EXTENSION_CAP_WORKING_DAYS,
    &DUE_SOON_WORKING_DAYS,
    &ATTACHMENTS_PER_CASE,
    &UPWARD_REPORT_WORKING_DAYS,
    &PUBLIC_STATEMENT_WORKING_DAYS,
    &similar::THRESHOLD,
    &similar::ACCUSED_WEIGHT,
    &similar::DATE_WEIGHT,
    &similar::TEXT_WEIGHT,
    &similar::PLACE_WEIGHT,
    &similar::WINDOW_DAYS,
    &similar::TEXT_FLOOR,
    &similar::TEXT_FULL,
];

/// The values the Guangdong rules use on a day, under a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GdParameters {
    /// [`LIMITATION_YEARS`]
    pub limitation_years: u32,
    /// [`HANDLING_WORKING_DAYS`]
    pub handling_working_days: u32,
    /// [`EXTENSION_CAP_WORKING_DAYS`]
    pub extension_cap_working_days: u32,
    /// [`DUE_SOON_WORKING_DAYS`]
    pub due_soon_working_days: u32,
    /// [`FEEDBACK_WORKING_DAYS`]
    pub feedback_working_days: u32,
    /// [`RETENTION_YEARS`]
    pub retention_years: u32,
    /// [`ATTACHMENTS_PER_CASE`]
    pub attachments_per_case: u32,
    /// [`UPWARD_REPORT_WORKING_DAYS`]
    pub upward_report_working_days: u32,
    /// [`PUBLIC_STATEMENT_WORKING_DAYS`]
    pub public_statement_working_days: u32,
    /// How cases about the same matter are found.
    pub similar: similar::SimilarParameters,
}
