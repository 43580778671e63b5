//! The states of a proceeding and what leads from one to another, as data.

use super::policy::Policy;
use super::state::{Proceeding, Status};
use crate::access::Action;
use crate::gd::case::words::record_words;

record_words! {
    /// A step that somebody takes.
    CommandName {
        /// 告知
        Notify = "notify",
        /// 陈述或承诺
        MakeStatement = "make_statement",
        /// 申请听证
        RequestHearing = "request_hearing",
        /// 举行听证
        HoldHearing = "hold_hearing",
        /// 确认期限届满
        LapseHearing = "lapse_hearing",
        /// 作出决定
        Decide = "decide",
        /// 审批
        Approve = "approve",
        /// 退回
        Return = "return",
        /// 送达
        Serve = "serve",
        /// 约谈
        HoldInterview = "hold_interview",
        /// 验收整改
        AcceptRectification = "accept_rectification",
        /// 解除措施
        Lift = "lift",
        /// 办结
        Complete = "complete",
        /// 不予处理
        Drop = "drop",
    }
}

impl CommandName {
    /// In Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Notify => "告知",
            Self::MakeStatement => "陈述或承诺",
            Self::RequestHearing => "申请听证",
            Self::HoldHearing => "举行听证",
            Self::LapseHearing => "确认期限届满",
            Self::Decide => "作出决定",
            Self::Approve => "审批",
            Self::Return => "退回",
            Self::Serve => "送达",
            Self::HoldInterview => "约谈",
            Self::AcceptRectification => "验收整改",
            Self::Lift => "解除措施",
            Self::Complete => "办结",
            Self::Drop => "不予处理",
        }
    }

    /// What whoever takes it must be permitted.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::MakeStatement | Self::RequestHearing => Action::MakeStatements,
            Self::Approve | Self::Return => Action::ApproveSanctions,
            Self::Notify
            | Self::HoldHearing
            | Self::LapseHearing
            | Self::Decide
            | Self::Serve
            | Self::HoldInterview
            | Self::AcceptRectification
            | Self::Lift
            | Self::Complete
            | Self::Drop => Action::ConductProceedings,
        }
    }

    /// The last segment of its path.
    #[must_use]
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Notify => "notice",
            Self::MakeStatement => "statements",
            Self::RequestHearing => "hearing-request",
            Self::HoldHearing => "hearing",
            Self::LapseHearing => "hearing-lapse",
            Self::Decide => "decision",
            Self::Approve => "approval",
            Self::Return => "return",
            Self::Serve => "service",
            Self::HoldInterview => "interview",
            Self::AcceptRectification => "rectification-acceptance",
            Self::Lift => "lifting",
            Self::Complete => "completion",
            Self::Drop => "drop",
        }
    }
}

/// What a command leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The command.
    pub command: CommandName,
    /// From where.
    pub from: &'static [Status],
    /// Where it may lead.
    pub to: &'static [Status],
    /// What else must hold, in Chinese.
    pub guard_zh: &'static str,
    /// In English.
    pub guard_en: &'static str,
}

/// All of them, in the order of a proceeding.
pub static TRANSITIONS: &[Transition] = &[
    Transition {
        command: CommandName::Notify,
        from: &[Status::Proposed],
        to: &[Status::Notified],
        guard_zh: "载明事实、理由、依据和权利（一般行政法，本地政策）",
        guard_en: "tells facts, grounds, basis and rights (general administrative law, local policy)",
    },
    Transition {
        command: CommandName::MakeStatement,
        from: &[Status::Notified, Status::Heard],
        to: &[Status::Heard, Status::Notified],
        guard_zh: "陈述事实或者承诺（第二十条）；已申请听证的，仍须举行听证",
        guard_en: "a statement or a commitment (Art. 20); a hearing that was asked for is still held",
    },
    Transition {
        command: CommandName::RequestHearing,
        from: &[Status::Notified, Status::Heard],
        to: &[Status::Notified],
        guard_zh: "仅拟市场禁入，且在告知的期限内（一般行政法，本地政策）",
        guard_en: "before a market ban only, within the time that the notice gives (general administrative law, local policy)",
    },
    Transition {
        command: CommandName::HoldHearing,
        from: &[Status::Notified],
        to: &[Status::Heard],
        guard_zh: "已申请听证",
        guard_en: "a hearing was asked for",
    },
    Transition {
        command: CommandName::LapseHearing,
        from: &[Status::Notified],
        to: &[Status::Heard],
        guard_zh: "期限届满，未申请听证",
        guard_en: "the time is over and no hearing was asked for",
    },
    Transition {
        command: CommandName::Decide,
        from: &[Status::Heard, Status::Proposed],
        to: &[Status::Decided],
        guard_zh: "事由成立且已告知；本地政策不要求告知的，可以由拟处理直接决定；市场禁入须听证已举行或者申请期限届满",
        guard_en: "on grounds that are met and were told; straight from the proposal where local policy needs no notice; a ban after the hearing, or after the time to ask for it",
    },
    Transition {
        command: CommandName::Approve,
        from: &[Status::Decided],
        to: &[Status::Approved],
        guard_zh: "由作出决定以外的人员审批；整改期限须晚于审批日",
        guard_en: "by another officer than the one who decided; the last day for a rectification lies after that day",
    },
    Transition {
        command: CommandName::Return,
        from: &[Status::Decided, Status::Approved],
        to: &[Status::Heard],
        guard_zh: "由作出决定以外的人员退回，说明理由；送达前均可",
        guard_en: "by another officer than the one who decided, with a reason, until it is served",
    },
    Transition {
        command: CommandName::Serve,
        from: &[Status::Approved],
        to: &[Status::InForce],
        guard_zh: "送达之日起生效；整改期限须晚于送达日",
        guard_en: "its effects begin on the day of service; the last day for a rectification lies after it",
    },
    Transition {
        command: CommandName::HoldInterview,
        from: &[Status::InForce],
        to: &[Status::InForce],
        guard_zh: "约谈（第二十条），一次",
        guard_en: "of an interview (Art. 20), once",
    },
    Transition {
        command: CommandName::AcceptRectification,
        from: &[Status::InForce],
        to: &[Status::InForce],
        guard_zh: "限期整改（第二十一条），一次",
        guard_en: "of a warning (Art. 21), once",
    },
    Transition {
        command: CommandName::Lift,
        from: &[Status::InForce],
        to: &[Status::InForce, Status::Lifted],
        guard_zh: "该措施当日正在执行",
        guard_en: "the measure is in force on that day",
    },
    Transition {
        command: CommandName::Complete,
        from: &[Status::InForce],
        to: &[Status::Completed],
        guard_zh: "约谈已举行；整改已验收且措施已结束；市场禁入期满自行结束",
        guard_en: "the interview was held; the rectification was accepted and the measures are over; a ban ends by its date",
    },
    Transition {
        command: CommandName::Drop,
        from: &[Status::Proposed, Status::Notified, Status::Heard],
        to: &[Status::Dropped],
        guard_zh: "说明理由；以相同事实不再提出",
        guard_en: "with a reason; not raised again on the same facts",
    },
];

/// Whether a command is possible where a proceeding stands, as far as its status and policy say so.
#[must_use]
pub fn admits(status: Status, command: CommandName, policy: &Policy) -> bool {
    let skips = status == Status::Proposed && command == CommandName::Decide && policy.notice;
    !skips
        && TRANSITIONS
            .iter()
            .any(|way| way.command == command && way.from.contains(&status))
}

/// The commands that are possible where a proceeding stands on a day.
#[must_use]
pub fn allowed(
    proceeding: &Proceeding,
    on: chrono::NaiveDate,
    policy: &Policy,
) -> Vec<&'static str> {
    let status = proceeding.status_on(on);
    CommandName::ALL
        .iter()
        .filter(|command| admits(status, **command, policy))
        .map(|command| command.as_str())
        .collect()
}
