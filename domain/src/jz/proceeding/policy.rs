//! What general administrative law and local policy say of a proceeding: the Jingzhou measures say nothing of notice,
//! hearing and remedies, so each step stands here by name, dated, and can be switched or changed as local policy.

use crate::jz::policy::policy;

policy! {
    /// Notice of facts, grounds, basis and rights before a decision: 1 required, 0 not.
    SANCTION_NOTICE = "sanction_notice", 1 "switch",
    "决定前的告知（事实、理由、依据、权利）：1 须告知，0 不须；一般行政法要求，办法未作规定，属本地政策",
    "Notice of facts, grounds, basis and rights before a decision: 1 required, 0 not; general administrative law, local policy";
}
policy! {
    /// A hearing on request before disqualification: 1 offered, 0 not.
    SANCTION_HEARING = "sanction_hearing", 1 "switch",
    "取消资格前依申请举行听证：1 可申请，0 不适用；一般行政法要求，办法未作规定，属本地政策",
    "A hearing on request before disqualification: 1 offered, 0 not; general administrative law, local policy";
}
policy! {
    /// Working days for a statement or a commitment, from the notice.
    SANCTION_STATEMENT_WORKING_DAYS = "sanction_statement_working_days", 5 "working_days",
    "告知后陈述、申辩或者承诺的期限（工作日）；办法未作规定，属本地政策",
    "Working days for a statement or a commitment after the notice; the text gives none: local policy";
}
policy! {
    /// Working days in which a hearing can be asked for, from the notice.
    SANCTION_HEARING_WORKING_DAYS = "sanction_hearing_working_days", 5 "working_days",
    "告知后申请听证的期限（工作日）；参照行政处罚法，属本地政策",
    "Working days in which a hearing can be asked for after the notice; after the law on penalties: local policy";
}
policy! {
    /// A violation older than this is pointed out to whoever decides.
    SANCTION_OLD_VIOLATION_YEARS = "sanction_old_violation_years", 2 "years",
    "违规行为超过该年数的，作出决定时予以提示；参照行政处罚法关于追责时效的规定，属本地政策",
    "A violation older than these years is pointed out at the decision; after the law on penalties: local policy";
}
policy! {
    /// Days in which administrative reconsideration can be asked for.
    RECONSIDERATION_DAYS = "reconsideration_days", 60 "days",
    "申请行政复议的期限（日）；行政复议法，决定书中告知，属本地政策",
    "Days in which reconsideration can be asked for; general law, named in the decision: local policy";
}
policy! {
    /// Months in which an action can be brought.
    LITIGATION_MONTHS = "litigation_months", 6 "months",
    "提起行政诉讼的期限（月）；行政诉讼法，决定书中告知，属本地政策",
    "Months in which an action can be brought; general law, named in the decision: local policy";
}

/// The values that hold on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// [`SANCTION_NOTICE`]
    pub notice: bool,
    /// [`SANCTION_HEARING`]
    pub hearing: bool,
    /// [`SANCTION_STATEMENT_WORKING_DAYS`]
    pub statement_working_days: u32,
    /// [`SANCTION_HEARING_WORKING_DAYS`]
    pub hearing_working_days: u32,
    /// [`SANCTION_OLD_VIOLATION_YEARS`]
    pub old_violation_years: u32,
    /// [`RECONSIDERATION_DAYS`]
    pub reconsideration_days: u32,
    /// [`LITIGATION_MONTHS`]
    pub litigation_months: u32,
    /// [`crate::jz::parameters::MARKET_BAN_YEARS`]
    pub market_ban_years: u32,
}
