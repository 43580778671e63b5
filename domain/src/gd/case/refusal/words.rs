//! Every refusal in words, Chinese and English.

use super::super::grounds::GROUNDS;
use super::Refusal;
use crate::gd::case::responsible::Answerable;

/// The six grounds of Art. 10 as requests name them.
fn ground_ids(between: &str) -> String {
    GROUNDS.map(|ground| ground.id).join(between)
}

impl Refusal {
    /// The reason in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::RoleNotPermitted { role, command } => {
                format!("角色 {role} 无权执行“{}”", command.transition().name_zh)
            }
            Self::NotOwnCase => "不是本机构承办范围内的案件".to_owned(),
            Self::WrongState { state, command } => {
                format!(
                    "案件处于“{}”状态，不能执行“{}”",
                    state.name_zh(),
                    command.transition().name_zh
                )
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
            Self::OralRecordMissing => {
                "以电话、来访等口头形式提出的，须作书面记录：oral_record、request、facts、reasons 至少填写一项".to_owned()
            }
            Self::NothingCorrected => "更正内容与原记录一致，未作任何更正".to_owned(),
            Self::NotEvaluated => "尚未进行受理审查，不能作出决定".to_owned(),
            Self::EvaluationOutdated => {
                "受理审查之后案件情况已有变化，须重新审查后再作决定".to_owned()
            }
            Self::PriorNotAssessed { case_id } => format!(
                "同一提出人尚有未作决定的先前案件 {case_id}，须先认定是否为同一事项：请以 priors:[{{\"case_id\":\"{case_id}\",\"same_matter\":true 或 false}}] 重新进行受理审查"
            ),
            Self::DepartureReasonRequired { expected } => match expected {
                Some(expected) => format!(
                    "依规则应作的决定是“{}”，作出不同决定须书面说明理由",
                    expected.transition().name_zh
                ),
                None => "审查结论待定，作出决定须书面说明理由".to_owned(),
            },
            Self::NotADeparture => "决定与审查结论一致，不应填写偏离理由".to_owned(),
            Self::GroundsMissing => "不予受理须以第十条所列情形为依据，至少列明一项".to_owned(),
            Self::UnknownGround { ground, .. } => {
                format!("{ground} 不是第十条所列情形；第十条所列情形为：{}", ground_ids("、"))
            }
            Self::ReferredToItself => "不能转送给承办本案的机构自身".to_owned(),
            Self::ReferredToAccused => "不得将投诉举报转交给被投诉举报对象".to_owned(),
            Self::ReferredToTheWrongOne { who } => {
                let who = match who {
                    Answerable::Organisation { organisation_id } => organisation_id,
                    Answerable::Elsewhere { name_zh, .. } => &format!("{name_zh}有关部门"),
                    Answerable::SupervisingDepartment => "被投诉举报机构的主管部门",
                };
                format!("按照属地管理、分级负责原则应由 {who} 处理，转送其他机构须书面说明理由")
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
            Self::BelongsToAccused => "被投诉举报对象及其人员不得对本案作出决定、变更被投诉举报对象和管辖事项、代为撤回或者查阅保密内容".to_owned(),
            Self::AlreadyReviewed => "不予受理决定已经复核，复核以一次为限".to_owned(),
            Self::ReviewedByTheDecider => "作出不予受理决定的人员不得复核该决定".to_owned(),
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
            Self::GroundNotMet { ground, .. } => {
                format!("审查结论中 {ground} 未成立；第十条所列情形为：{}", ground_ids("、"))
            }
            Self::EventAfterSubmission => "事件发生日晚于提出日".to_owned(),
            Self::SubmittedAfterReceipt => "提出日晚于收到日".to_owned(),
            Self::SubmittedAfterAcceptance => "提出日晚于受理日".to_owned(),
            Self::NothingToDeliver => "本案没有通知书可供送达".to_owned(),
            Self::Investigation(refusal) => refusal.zh(),
            Self::Term(refusal) => refusal.zh(),
            Self::Outward(refusal) => refusal.zh(),
            Self::Dossier(refusal) => refusal.zh(),
        }
    }

    /// The reason in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::RoleNotPermitted { role, command } => format!("the role {role} may not {}", command.transition().name_en),
            Self::NotOwnCase => "not a case of your own organisation".to_owned(),
            Self::WrongState { state, command } => format!(
                "the case is {}: it is no time to {}",
                state.name_en(),
                command.transition().name_en
            ),
            Self::DayBeforeLastStep { latest_on } => format!("the case was last acted on on {latest_on}: nothing is done before that day"),
            Self::Blank { member } => format!("{member} must not be blank"),
            Self::Masked { member } => format!("{member} is a masked value, which is never written back"),
            Self::DayInFuture { member } => format!("{member} lies in the future"),
            Self::UnknownDivision { member, code } => format!("{member}: no division has the code {code}"),
            Self::FirstReceiverMissing => "an oral complaint needs the name of the member of staff who took it down first".to_owned(),
            Self::OralRecordMissing => "an oral complaint needs a written record: at least one of oral_record, request, facts, reasons".to_owned(),
            Self::NothingCorrected => "the correction changes nothing".to_owned(),
            Self::NotEvaluated => "the rules have not been applied to the case yet".to_owned(),
            Self::EvaluationOutdated => "the case has changed since it was evaluated: evaluate it again before deciding".to_owned(),
            Self::PriorNotAssessed { case_id } => format!(
                "the same complainant's earlier case {case_id} is undecided: say whether it is the same matter by evaluating again with priors:[{{\"case_id\":\"{case_id}\",\"same_matter\":true or false}}]"
            ),
            Self::DepartureReasonRequired { expected } => match expected {
                Some(expected) => {
                    format!(
                        "the rules say: {}; deciding otherwise needs a written reason",
                        expected.transition().name_en
                    )
                }
                None => "the rules leave it undetermined: deciding needs a written reason".to_owned(),
            },
            Self::NotADeparture => "the decision follows the rules: a reason for departing from them does not belong here".to_owned(),
            Self::GroundsMissing => "a rejection rests on a ground of Article 10: name at least one".to_owned(),
            Self::UnknownGround { ground, .. } => {
                format!("{ground} is none of the grounds of Article 10, which are: {}", ground_ids(", "))
            }
            Self::ReferredToItself => "a case is not referred to the organisation that holds it".to_owned(),
            Self::ReferredToAccused => "a case is never passed to the accused party".to_owned(),
            Self::ReferredToTheWrongOne { who } => {
                let who = match who {
                    Answerable::Organisation { organisation_id } => organisation_id,
                    Answerable::Elsewhere { division, .. } => &format!("the authority of division {division}"),
                    Answerable::SupervisingDepartment => "the department that supervises the accused one",
                };
                format!("{who} must answer: referring to another needs a written reason")
            }
            Self::JoinedToItself => "a case is not joined to itself".to_owned(),
            Self::JoinTargetNotConsidered => "the latest evaluation did not consider that case".to_owned(),
            Self::NotTheSameComplainant => "it is not known to be the same complainant's: it cannot be joined".to_owned(),
            Self::NotTheSameMatter => "it is not assessed to be the same matter: it cannot be joined".to_owned(),
            Self::JoinTargetNotEarlier => "a case is joined only to an earlier one".to_owned(),
            Self::JoinTargetElsewhere => "another organisation holds that case".to_owned(),
            Self::JoinTargetJoined => "that case is itself joined to another: join to that one".to_owned(),
            Self::JoinTargetClosed { state } => format!("that case is {}: nothing is joined to it", state.name_en()),
            Self::BelongsToAccused => {
                "the accused party and its staff decide nothing of the case, correct nothing that says who answers it, withdraw nothing and see nothing sealed".to_owned()
            }
            Self::AlreadyReviewed => "the rejection has been reviewed: once is all".to_owned(),
            Self::ReviewedByTheDecider => "whoever rejected the case does not review the rejection".to_owned(),
            Self::SameOfficer => "that officer has the case already".to_owned(),
            Self::UnknownNotice { notice } => format!("the case has no notice {notice}"),
            Self::DeliveredBeforeIssue { issued_on } => format!("a notice of {issued_on} is not delivered before that day"),
            Self::AlreadyDelivered => "that delivery is on record".to_owned(),
            Self::NotOnGuidanceTrack => "only a matter on the guidance track is concluded by guidance".to_owned(),
            Self::OutOfCalendar => "a due date lies beyond the supported calendar".to_owned(),
            Self::GroundNotMet { ground, .. } => format!(
                "{ground} is not met by the evaluation that the rejection follows; the grounds of Article 10 are: {}",
                ground_ids(", ")
            ),
            Self::EventAfterSubmission => {
                "the event is later than the day the complaint was put forward".to_owned()
            }
            Self::SubmittedAfterReceipt => "the complaint would be put forward later than the day it came in".to_owned(),
            Self::SubmittedAfterAcceptance => {
                "the complaint was put forward no later than it was accepted".to_owned()
            }
            Self::NothingToDeliver => "the case has no notice to deliver".to_owned(),
            Self::Investigation(refusal) => refusal.en(),
            Self::Term(refusal) => refusal.en(),
            Self::Outward(refusal) => refusal.en(),
            Self::Dossier(refusal) => refusal.en(),
        }
    }
}
