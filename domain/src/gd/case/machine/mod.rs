//! The life of a case as data: what the API publishes and the decider follows.

mod handling;

use super::command::CommandName;
use super::state::Status;
use crate::access::{Role, scope};
use crate::gd::art03_04_jurisdiction::ART3;
use crate::gd::art08_form::ART8;
use crate::gd::art09_10_admissibility::{ART9, ART10, ART10_3};
use crate::gd::art18_clock::ART18;
use crate::provision::Provision;

/// What a command needs and where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The command.
    pub command: CommandName,
    /// The command's name in Chinese.
    pub name_zh: &'static str,
    /// The command's name in English.
    pub name_en: &'static str,
    /// The states it is given in.
    pub from: &'static [Status],
    /// The states it can lead to; empty: the state stays.
    pub to: &'static [Status],
    /// What it needs besides, in Chinese.
    pub guards_zh: &'static str,
    /// What it needs besides, in English.
    pub guards_en: &'static str,
    /// The provision it carries out; none: a step of procedure.
    pub provision: Option<&'static Provision>,
}

impl Transition {
    /// The roles that may give the command, of the cases their permission reaches.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let action = self.command.action();
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| scope(*role, action).is_some())
    }
}

/// The life of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateMachine {
    /// The state a case begins in.
    pub initial: Status,
    /// Every state.
    pub states: &'static [Status],
    /// Every command.
    pub transitions: &'static [Transition],
}

impl StateMachine {
    /// Whether a command leads to this state today, or a case begins in it.
    #[must_use]
    pub fn is_reachable(&self, state: Status) -> bool {
        state == self.initial || self.transitions.iter().any(|t| t.to.contains(&state))
    }
}

/// The life of a case.
#[must_use]
pub const fn state_machine() -> StateMachine {
    StateMachine {
        initial: Status::Received,
        states: Status::ALL,
        transitions: &TRANSITIONS,
    }
}

impl CommandName {
    /// What it needs and where it leads.
    #[must_use]
    pub const fn transition(self) -> &'static Transition {
        match self {
            Self::Correct => &CORRECT,
            Self::Describe => &DESCRIBE,
            Self::Evaluate => &EVALUATE,
            Self::Accept => &ACCEPT,
            Self::Reject => &REJECT,
            Self::Refer => &REFER,
            Self::Join => &JOIN,
            Self::ReviewRejection => &REVIEW_REJECTION,
            Self::HandOver => &HAND_OVER,
            Self::DeliverNotice => &DELIVER_NOTICE,
            Self::Withdraw => &WITHDRAW,
            Self::Conclude => &CONCLUDE,
            Self::Assign => &handling::ASSIGN,
            Self::ShareMaterials => &handling::SHARE_MATERIALS,
            Self::Answer => &handling::ANSWER,
            Self::PromiseReply => &handling::PROMISE_REPLY,
            Self::Report => &handling::REPORT,
            Self::Consolidate => &handling::CONSOLIDATE,
            Self::Supervise => &handling::SUPERVISE,
            Self::AnswerSupervision => &handling::ANSWER_SUPERVISION,
            Self::Extend => &handling::EXTEND,
            Self::ExplainDelay => &handling::EXPLAIN_DELAY,
            Self::Execute => &handling::EXECUTE,
            Self::FeedBack => &handling::FEED_BACK,
            Self::Archive => &handling::ARCHIVE,
            Self::HoldAccountable => &handling::HOLD_ACCOUNTABLE,
            Self::ReferComplainant => &handling::REFER_COMPLAINANT,
            Self::ReportUpward => &handling::REPORT_UPWARD,
            Self::TakeMediaMeasure => &handling::TAKE_MEDIA_MEASURE,
            Self::PublishStatement => &handling::PUBLISH_STATEMENT,
            Self::Attach => &handling::ATTACH,
            Self::Supplement => &handling::SUPPLEMENT,
            Self::DecideSimilarity => &handling::DECIDE_SIMILARITY,
            Self::ProposeErasure => &handling::PROPOSE_ERASURE,
            Self::ConfirmErasure => &handling::CONFIRM_ERASURE,
        }
    }
}

const OPEN: &[Status] = &[
    Status::Received,
    Status::Accepted,
    Status::Assigned,
    Status::Reported,
];
const UNDECIDED: &[Status] = &[Status::Received];
const UNDER_WAY: &[Status] = &[Status::Accepted, Status::Assigned, Status::Reported];
const NOT_ARCHIVED: &[Status] = &[
    Status::Received,
    Status::Rejected,
    Status::Accepted,
    Status::Assigned,
    Status::Reported,
    Status::Concluded,
    Status::FedBack,
    Status::Joined,
    Status::Referred,
    Status::Withdrawn,
];

const CORRECT: Transition = Transition {
    command: CommandName::Correct,
    name_zh: "更正登记内容",
    name_en: "correct what was taken down",
    from: OPEN,
    to: OPEN,
    guards_zh: "状态通常不变；因更正而回避的承办部门不再计入应报送报告的部门；保留原值；至少一项确有变化；掩码值不得写回；被投诉举报对象及其人员不得更正被投诉举报对象、事件发生地和行业；登记人员仅可在作出决定前更正；此前的受理审查不再作为决定依据",
    guards_en: "the state stays as a rule; a department that a correction bars no longer counts among those that must report; old values are kept; something must change; no masked value; accused party, places and industry never by the accused party; intake staff only before a decision; earlier evaluations no longer serve for a decision",
    provision: Some(&ART8),
};
const DESCRIBE: Transition = Transition {
    command: CommandName::Describe,
    name_zh: "拟定事由",
    name_en: "give the case its subject line",
    from: OPEN,
    to: &[],
    guards_zh: "不得含有应当保密的内容",
    guards_en: "nothing confidential in it",
    provision: None,
};
const EVALUATE: Transition = Transition {
    command: CommandName::Evaluate,
    name_zh: "受理审查",
    name_en: "apply the rules on admissibility",
    from: UNDECIDED,
    to: &[],
    guards_zh: "事实取自案件记录、先前案件和经办人员的认定",
    guards_en: "the facts come from the record, the earlier cases and the officer's assessment",
    provision: Some(&ART9),
};
const ACCEPT: Transition = Transition {
    command: CommandName::Accept,
    name_zh: "受理",
    name_en: "accept and register",
    from: UNDECIDED,
    to: &[Status::Accepted],
    guards_zh: "以最近一次且仍然有效的受理审查为依据；审查结论不是应予受理，或者应当转送、并案的，须书面说明偏离理由；同一提出人未作决定的先前案件已认定是否为同一事项；被投诉举报对象及其人员不得决定",
    guards_en: "rests on the latest evaluation, still current; a written reason where the rules do not say accept, or lead to referring or joining; of the complainant's undecided earlier cases it is said whether they are the same matter; never by the accused party",
    provision: Some(&ART9),
};
const REJECT: Transition = Transition {
    command: CommandName::Reject,
    name_zh: "不予受理",
    name_en: "reject",
    from: UNDECIDED,
    to: &[Status::Rejected],
    guards_zh: "以最近一次且仍然有效的受理审查为依据，列明成立的情形；审查结论不是不予受理或者应当转送的，须指明第十条所列情形并书面说明偏离理由；同一提出人未作决定的先前案件已认定是否为同一事项",
    guards_en: "rests on the latest evaluation, still current, and names the grounds met; a named ground of Article 10 and a written reason where the rules do not say reject, or lead to referring; of the complainant's undecided earlier cases it is said whether they are the same matter",
    provision: Some(&ART10),
};
const REFER: Transition = Transition {
    command: CommandName::Refer,
    name_zh: "转送有权处理的机构",
    name_en: "refer to the authority in charge",
    from: UNDECIDED,
    to: &[Status::Referred],
    guards_zh: "以最近一次且仍然有效的受理审查为依据；转送给推定负责的机构，转送其他机构须书面说明理由；不得转送给承办机构自身和被投诉举报对象；属于本机构职能和管辖范围的，须书面说明偏离理由",
    guards_en: "rests on the latest evaluation, still current; to whoever must answer, to another organisation only for a written reason; never to itself or the accused party; a written reason where the matter lies within function and jurisdiction",
    provision: Some(&ART3),
};
const JOIN: Transition = Transition {
    command: CommandName::Join,
    name_zh: "并入先前案件",
    name_en: "join to the complainant's earlier case",
    from: UNDECIDED,
    to: &[Status::Joined],
    guards_zh: "同一提出人、同一事项、同一机构、先收到且仍在办理的案件；该案未并入另案；审查结论不指向并案的，须书面说明偏离理由",
    guards_en: "an earlier open case of the same complainant, matter and organisation, not itself joined; a written reason where the rules do not lead to joining",
    provision: Some(&ART10_3),
};
const REVIEW_REJECTION: Transition = Transition {
    command: CommandName::ReviewRejection,
    name_zh: "复核不予受理决定",
    name_en: "review a rejection",
    from: &[Status::Rejected],
    to: &[Status::Rejected, Status::Received],
    guards_zh: "由机构负责人复核，以一次为限，须说明理由；作出不予受理决定的人员不得复核；撤销的，案件回到待审查，须重新审查",
    guards_en: "by the organisation's lead, once, with a reason; never by whoever rejected; a reopened case is examined anew",
    provision: None,
};
const HAND_OVER: Transition = Transition {
    command: CommandName::HandOver,
    name_zh: "更换经办人员",
    name_en: "pass to another officer",
    from: OPEN,
    to: &[],
    guards_zh: "由机构负责人决定，须说明理由",
    guards_en: "by the organisation's lead, with a reason",
    provision: None,
};
const DELIVER_NOTICE: Transition = Transition {
    command: CommandName::DeliverNotice,
    name_zh: "记录送达",
    name_en: "record how a notice was delivered",
    from: NOT_ARCHIVED,
    to: &[],
    guards_zh: "已有通知书；送达日不早于作出日、不晚于今日",
    guards_en: "there is a notice; not before its day and not in the future",
    provision: None,
};
const WITHDRAW: Transition = Transition {
    command: CommandName::Withdraw,
    name_zh: "撤回",
    name_en: "withdraw",
    from: OPEN,
    to: &[Status::Withdrawn],
    guards_zh: "由提出人或其代理人提出，记明理由；被投诉举报对象及其人员不得代为撤回",
    guards_en: "by the complainant or a representative, with what they said; never recorded by the accused party",
    provision: None,
};
const CONCLUDE: Transition = Transition {
    command: CommandName::Conclude,
    name_zh: "办结",
    name_en: "conclude",
    from: UNDER_WAY,
    to: &[Status::Concluded],
    guards_zh: "引导解释办结仅限于按引导解释办理的案件，并且已经引导解释；其他案件须承办部门全部报送调查报告，有多份报告的已形成综合调查报告；结论与调查报告不一致的，须书面说明理由",
    guards_en: "by guidance only on the guidance track, once the complainant was guided; otherwise all departments have reported, and several reports are put together; a written reason where the outcome is not what the reports found",
    provision: Some(&ART18),
};

static TRANSITIONS: [Transition; 35] = [
    CORRECT,
    DESCRIBE,
    EVALUATE,
    ACCEPT,
    REJECT,
    REFER,
    JOIN,
    REVIEW_REJECTION,
    HAND_OVER,
    DELIVER_NOTICE,
    WITHDRAW,
    CONCLUDE,
    handling::ASSIGN,
    handling::SHARE_MATERIALS,
    handling::ANSWER,
    handling::PROMISE_REPLY,
    handling::REPORT,
    handling::CONSOLIDATE,
    handling::SUPERVISE,
    handling::ANSWER_SUPERVISION,
    handling::EXTEND,
    handling::EXPLAIN_DELAY,
    handling::EXECUTE,
    handling::FEED_BACK,
    handling::ARCHIVE,
    handling::HOLD_ACCOUNTABLE,
    handling::REFER_COMPLAINANT,
    handling::REPORT_UPWARD,
    handling::TAKE_MEDIA_MEASURE,
    handling::PUBLISH_STATEMENT,
    handling::ATTACH,
    handling::SUPPLEMENT,
    handling::DECIDE_SIMILARITY,
    handling::PROPOSE_ERASURE,
    handling::CONFIRM_ERASURE,
];
