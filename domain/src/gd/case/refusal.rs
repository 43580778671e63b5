//! Why a command is refused: a stable code, the reason in both languages, and the provision where a rule refuses.

use chrono::NaiveDate;

use super::command::CommandName;
use super::state::Status;
use crate::access::Role;
use crate::gd::art03_04_jurisdiction::ART3;
use crate::gd::art08_form::ART8;
use crate::gd::art09_10_admissibility::{ART9, ART10, ART10_3};
use crate::gd::art12_guidance::ART12;
use crate::gd::art15_confidentiality::ART15;
use crate::gd::art18_clock::ART18;
use crate::provision::Provision;

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// This role never does this.
    RoleNotPermitted {
        /// The role.
        role: Role,
        /// The command.
        command: CommandName,
    },
    /// Not a case of the principal's: to them it does not exist.
    NotOwnCase,
    /// The case is not where the command leads on from.
    WrongState {
        /// Where it stands.
        state: Status,
        /// The command.
        command: CommandName,
    },
    /// The case was last acted on later than today: the clock is wrong.
    DayBeforeLastStep {
        /// The latest day on which something happened.
        latest_on: NaiveDate,
    },
    /// A text that must say something says nothing.
    Blank {
        /// The member.
        member: &'static str,
    },
    /// A masked value would overwrite the real one.
    Masked {
        /// The member.
        member: &'static str,
    },
    /// The day lies in the future.
    DayInFuture {
        /// The member.
        member: &'static str,
    },
    /// No such division.
    UnknownDivision {
        /// The member.
        member: &'static str,
        /// The code.
        code: String,
    },
    /// Art. 8: an oral complaint needs the name of the one who took it down.
    FirstReceiverMissing,
    /// A correction that corrects nothing.
    NothingCorrected,
    /// The rules have not been applied to the case yet.
    NotEvaluated,
    /// The latest evaluation no longer answers the case as it is.
    EvaluationOutdated,
    /// The rules say otherwise: that needs a written reason.
    DepartureReasonRequired {
        /// The decision that follows from the rules; none: they leave it undetermined.
        expected: Option<CommandName>,
    },
    /// A reason for departing was given, but the decision does not depart.
    NotADeparture,
    /// Art. 10: a rejection rests on one of its six grounds.
    GroundsMissing,
    /// Not one of the six grounds of Art. 10.
    UnknownGround {
        /// The text given.
        ground: String,
    },
    /// The ground given is not met by the evaluation that the rejection follows.
    GroundNotMet {
        /// The ground.
        ground: String,
    },
    /// The event would be later than the day the complaint was put forward.
    EventAfterSubmission,
    /// The complaint would be put forward later than it was accepted.
    SubmittedAfterAcceptance,
    /// The case has no notice.
    NothingToDeliver,
    /// The case would be referred to the organisation that holds it.
    ReferredToItself,
    /// Art. 15: the case would be passed to the accused party.
    ReferredToAccused,
    /// Art. 3, 4: another organisation must answer.
    ReferredToTheWrongOne {
        /// The one that must.
        organisation_id: String,
    },
    /// The case would be joined to itself.
    JoinedToItself,
    /// The latest evaluation did not consider that case.
    JoinTargetNotConsidered,
    /// It is not known to be the same complainant's.
    NotTheSameComplainant,
    /// It is not assessed to be the same matter.
    NotTheSameMatter,
    /// It came in later.
    JoinTargetNotEarlier,
    /// Another organisation holds it.
    JoinTargetElsewhere,
    /// It is itself joined.
    JoinTargetJoined,
    /// It is no longer open.
    JoinTargetClosed {
        /// Where it stands.
        state: Status,
    },
    /// The rejection was reviewed already: once is all.
    AlreadyReviewed,
    /// The officer has the case already.
    SameOfficer,
    /// No notice has that number.
    UnknownNotice {
        /// The number.
        notice: u32,
    },
    /// A notice is delivered no earlier than it is issued.
    DeliveredBeforeIssue {
        /// The day it was issued.
        issued_on: NaiveDate,
    },
    /// That delivery is on record.
    AlreadyDelivered,
    /// Art. 12: only a matter on the guidance track ends by guidance.
    NotOnGuidanceTrack,
    /// A due date lies beyond the supported calendar.
    OutOfCalendar,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RoleNotPermitted { .. } => "role_not_permitted",
            Self::NotOwnCase => "not_own_case",
            Self::WrongState { .. } => "wrong_state",
            Self::DayBeforeLastStep { .. } => "day_before_last_step",
            Self::Blank { .. } => "blank",
            Self::Masked { .. } => "masked_value",
            Self::DayInFuture { .. } => "day_in_future",
            Self::UnknownDivision { .. } => "unknown_division",
            Self::FirstReceiverMissing => "first_receiver_missing",
            Self::NothingCorrected => "nothing_corrected",
            Self::NotEvaluated => "not_evaluated",
            Self::EvaluationOutdated => "evaluation_outdated",
            Self::DepartureReasonRequired { .. } => "departure_reason_required",
            Self::NotADeparture => "not_a_departure",
            Self::GroundsMissing => "grounds_missing",
            Self::UnknownGround { .. } => "unknown_ground",
            Self::ReferredToItself => "referred_to_itself",
            Self::ReferredToAccused => "referred_to_accused",
            Self::ReferredToTheWrongOne { .. } => "referred_to_the_wrong_one",
            Self::JoinedToItself => "joined_to_itself",
            Self::JoinTargetNotConsidered => "join_target_not_considered",
            Self::NotTheSameComplainant => "not_the_same_complainant",
            Self::NotTheSameMatter => "not_the_same_matter",
            Self::JoinTargetNotEarlier => "join_target_not_earlier",
            Self::JoinTargetElsewhere => "join_target_elsewhere",
            Self::JoinTargetJoined => "join_target_joined",
            Self::JoinTargetClosed { .. } => "join_target_closed",
            Self::AlreadyReviewed => "already_reviewed",
            Self::SameOfficer => "same_officer",
            Self::UnknownNotice { .. } => "unknown_notice",
            Self::DeliveredBeforeIssue { .. } => "delivered_before_issue",
            Self::AlreadyDelivered => "already_delivered",
            Self::NotOnGuidanceTrack => "not_on_guidance_track",
            Self::OutOfCalendar => "out_of_calendar",
            Self::GroundNotMet { .. } => "ground_not_met",
            Self::EventAfterSubmission => "event_after_submission",
            Self::SubmittedAfterAcceptance => "submitted_after_acceptance",
            Self::NothingToDeliver => "nothing_to_deliver",
        }
    }

    /// The reason in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::RoleNotPermitted { role, command } => format!("角色 {role} 无权执行 {command}"),
            Self::NotOwnCase => "不是本机构承办范围内的案件".to_owned(),
            Self::WrongState { state, command } => {
                format!("案件处于“{}”状态，不能执行 {command}", state.name_zh())
            }
            Self::DayBeforeLastStep { latest_on } => {
                format!("案件最近一次办理在 {latest_on}，不能在此之前办理")
            }
            Self::Blank { member } => format!("{member} 不能为空"),
            Self::Masked { member } => format!("{member} 是掩码值，不能写回记录"),
            Self::DayInFuture { member } => format!("{member} 晚于今日"),
            Self::UnknownDivision { member, code } => {
                format!("{member}：没有代码为 {code} 的行政区划")
            }
            Self::FirstReceiverMissing => {
                "以电话、来访等口头形式提出的，须载明第一接访人姓名".to_owned()
            }
            Self::NothingCorrected => "更正内容与原记录一致，未作任何更正".to_owned(),
            Self::NotEvaluated => "尚未进行受理审查，不能作出决定".to_owned(),
            Self::EvaluationOutdated => {
                "受理审查之后案件情况已有变化，须重新审查后再作决定".to_owned()
            }
            Self::DepartureReasonRequired { expected } => match expected {
                Some(expected) => format!("审查结论指向 {expected}，作出不同决定须书面说明理由"),
                None => "审查结论待定，作出决定须书面说明理由".to_owned(),
            },
            Self::NotADeparture => "决定与审查结论一致，不应填写偏离理由".to_owned(),
            Self::GroundsMissing => "不予受理须以第十条所列情形为依据，至少列明一项".to_owned(),
            Self::UnknownGround { ground } => format!("{ground} 不是第十条所列情形"),
            Self::ReferredToItself => "不能转送给承办本案的机构自身".to_owned(),
            Self::ReferredToAccused => "不得将投诉举报转交给被投诉举报对象".to_owned(),
            Self::ReferredToTheWrongOne { organisation_id } => {
                format!("按照属地管理、分级负责原则应由 {organisation_id} 处理")
            }
            Self::JoinedToItself => "不能并入本案自身".to_owned(),
            Self::JoinTargetNotConsidered => "最近一次受理审查未将该案列为先前投诉举报".to_owned(),
            Self::NotTheSameComplainant => "不能确认为同一提出人，不得并案".to_owned(),
            Self::NotTheSameMatter => "未认定为同一事项，不得并案".to_owned(),
            Self::JoinTargetNotEarlier => "只能并入先收到的案件".to_owned(),
            Self::JoinTargetElsewhere => "该案由其他机构承办，不能并案".to_owned(),
            Self::JoinTargetJoined => "该案已并入另案，应并入该另案".to_owned(),
            Self::JoinTargetClosed { state } => {
                format!("该案处于“{}”状态，不能并入", state.name_zh())
            }
            Self::AlreadyReviewed => "不予受理决定已经复核，复核以一次为限".to_owned(),
            Self::SameOfficer => "该案已由该经办人员承办".to_owned(),
            Self::UnknownNotice { notice } => format!("本案没有第 {notice} 号通知书"),
            Self::DeliveredBeforeIssue { issued_on } => {
                format!("送达日早于通知书作出日 {issued_on}")
            }
            Self::AlreadyDelivered => "该项送达已有记录".to_owned(),
            Self::NotOnGuidanceTrack => {
                "仅属于鉴定日常业务、按引导解释办理的案件可以引导解释办结".to_owned()
            }
            Self::OutOfCalendar => "期限超出可计算的日历范围".to_owned(),
            Self::GroundNotMet { ground } => format!("审查结论中 {ground} 未成立"),
            Self::EventAfterSubmission => "事件发生日晚于提出日".to_owned(),
            Self::SubmittedAfterAcceptance => "提出日晚于受理日".to_owned(),
            Self::NothingToDeliver => "本案没有通知书可供送达".to_owned(),
        }
    }

    /// The reason in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::RoleNotPermitted { role, command } => format!("the role {role} may not {command}"),
            Self::NotOwnCase => "not a case of your own organisation".to_owned(),
            Self::WrongState { state, command } => format!("the case is {}: {command} is not possible", state.name_en()),
            Self::DayBeforeLastStep { latest_on } => format!("the case was last acted on on {latest_on}: nothing is done before that day"),
            Self::Blank { member } => format!("{member} must not be blank"),
            Self::Masked { member } => format!("{member} is a masked value, which is never written back"),
            Self::DayInFuture { member } => format!("{member} lies in the future"),
            Self::UnknownDivision { member, code } => format!("{member}: no division has the code {code}"),
            Self::FirstReceiverMissing => "an oral complaint needs the name of the member of staff who took it down first".to_owned(),
            Self::NothingCorrected => "the correction changes nothing".to_owned(),
            Self::NotEvaluated => "the rules have not been applied to the case yet".to_owned(),
            Self::EvaluationOutdated => "the case has changed since it was evaluated: evaluate it again before deciding".to_owned(),
            Self::DepartureReasonRequired { expected } => match expected {
                Some(expected) => {
                    format!("the rules lead to {expected}: deciding otherwise needs a written reason")
                }
                None => "the rules leave it undetermined: deciding needs a written reason".to_owned(),
            },
            Self::NotADeparture => "the decision follows the rules: a reason for departing from them does not belong here".to_owned(),
            Self::GroundsMissing => "a rejection rests on a ground of Article 10: name at least one".to_owned(),
            Self::UnknownGround { ground } => format!("{ground} is none of the grounds of Article 10"),
            Self::ReferredToItself => "a case is not referred to the organisation that holds it".to_owned(),
            Self::ReferredToAccused => "a case is never passed to the accused party".to_owned(),
            Self::ReferredToTheWrongOne { organisation_id } => format!("{organisation_id} is the one that must answer"),
            Self::JoinedToItself => "a case is not joined to itself".to_owned(),
            Self::JoinTargetNotConsidered => "the latest evaluation did not consider that case".to_owned(),
            Self::NotTheSameComplainant => "it is not known to be the same complainant's: it cannot be joined".to_owned(),
            Self::NotTheSameMatter => "it is not assessed to be the same matter: it cannot be joined".to_owned(),
            Self::JoinTargetNotEarlier => "a case is joined only to an earlier one".to_owned(),
            Self::JoinTargetElsewhere => "another organisation holds that case".to_owned(),
            Self::JoinTargetJoined => "that case is itself joined to another: join to that one".to_owned(),
            Self::JoinTargetClosed { state } => format!("that case is {}: nothing is joined to it", state.name_en()),
            Self::AlreadyReviewed => "the rejection has been reviewed: once is all".to_owned(),
            Self::SameOfficer => "that officer has the case already".to_owned(),
            Self::UnknownNotice { notice } => format!("the case has no notice {notice}"),
            Self::DeliveredBeforeIssue { issued_on } => format!("a notice of {issued_on} is not delivered before that day"),
            Self::AlreadyDelivered => "that delivery is on record".to_owned(),
            Self::NotOnGuidanceTrack => "only a matter on the guidance track is concluded by guidance".to_owned(),
            Self::OutOfCalendar => "a due date lies beyond the supported calendar".to_owned(),
            Self::GroundNotMet { ground } => {
                format!("{ground} is not met by the evaluation that the rejection follows")
            }
            Self::EventAfterSubmission => {
                "the event is later than the day the complaint was put forward".to_owned()
            }
            Self::SubmittedAfterAcceptance => {
                "the complaint was put forward no later than it was accepted".to_owned()
            }
            Self::NothingToDeliver => "the case has no notice to deliver".to_owned(),
        }
    }

    /// The provision by which a rule refuses; none: a rule of the procedure, not of the text.
    #[must_use]
    pub fn provision(&self) -> Option<&'static Provision> {
        match self {
            Self::RoleNotPermitted { .. }
            | Self::NotOwnCase
            | Self::WrongState { .. }
            | Self::DayBeforeLastStep { .. }
            | Self::Blank { .. }
            | Self::Masked { .. }
            | Self::DayInFuture { .. }
            | Self::UnknownDivision { .. }
            | Self::NotADeparture
            | Self::JoinedToItself
            | Self::JoinTargetElsewhere
            | Self::JoinTargetJoined
            | Self::AlreadyReviewed
            | Self::SameOfficer
            | Self::UnknownNotice { .. }
            | Self::DeliveredBeforeIssue { .. }
            | Self::AlreadyDelivered
            | Self::EventAfterSubmission
            | Self::SubmittedAfterAcceptance
            | Self::NothingToDeliver => None,
            Self::FirstReceiverMissing | Self::NothingCorrected => Some(&ART8),
            Self::NotEvaluated
            | Self::EvaluationOutdated
            | Self::DepartureReasonRequired { .. } => Some(&ART9),
            Self::GroundsMissing | Self::UnknownGround { .. } | Self::GroundNotMet { .. } => {
                Some(&ART10)
            }
            Self::ReferredToItself | Self::ReferredToTheWrongOne { .. } => Some(&ART3),
            Self::ReferredToAccused => Some(&ART15),
            Self::JoinTargetNotConsidered
            | Self::NotTheSameComplainant
            | Self::NotTheSameMatter
            | Self::JoinTargetNotEarlier
            | Self::JoinTargetClosed { .. } => Some(&ART10_3),
            Self::NotOnGuidanceTrack => Some(&ART12),
            Self::OutOfCalendar => Some(&ART18),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for Refusal {}
