//! Commands between acceptance and archive, as data.

use super::super::command::CommandName;
use super::super::state::Status;
use super::{NOT_ARCHIVED, OPEN, Transition, UNDER_WAY};
use crate::gd::art04_upward_report::ART4_2;
use crate::gd::art05_complaint_office::ART5;
use crate::gd::art06_undertaking_department::ART6;
use crate::gd::art08_form::ART8;
use crate::gd::art11_registration::ART11;
use crate::gd::art12_guidance::ART12;
use crate::gd::art13_media::ART13;
use crate::gd::art16_feedback::ART16;
use crate::gd::art17_archive::ART17;
use crate::gd::art18_clock::ART18;
use crate::gd::art19_accountability::ART19;
use crate::gd::art20_complainant::ART20;

const HANDLED: &[Status] = &[Status::Assigned, Status::Reported, Status::Concluded];
const SUPERVISED: &[Status] = &[
    Status::Accepted,
    Status::Assigned,
    Status::Reported,
    Status::Concluded,
    Status::FedBack,
];
const CLOSED: &[Status] = &[
    Status::Rejected,
    Status::Concluded,
    Status::FedBack,
    Status::Joined,
    Status::Referred,
    Status::Withdrawn,
];

pub(super) const ASSIGN: Transition = Transition {
    command: CommandName::Assign,
    name_zh: "转送承办部门",
    name_en: "pass to undertaking departments",
    from: &[Status::Accepted, Status::Assigned],
    to: &[Status::Assigned],
    guards_zh: "承办部门隶属于本机构且与被投诉举报对象无关；多个部门的，有且只有一个牵头；写明各自可以查阅的材料",
    guards_en: "departments of this organisation that have nothing to do with the accused party; exactly one leads; with the materials each may see",
    provision: Some(&ART11),
};
pub(super) const SHARE_MATERIALS: Transition = Transition {
    command: CommandName::ShareMaterials,
    name_zh: "补充移送材料",
    name_en: "let a department see further materials",
    from: HANDLED,
    to: &[],
    guards_zh: "该部门承办本案；材料属于本案",
    guards_en: "the department has the case; the materials are the case's",
    provision: Some(&ART11),
};
pub(super) const ANSWER: Transition = Transition {
    command: CommandName::Answer,
    name_zh: "引导解释",
    name_en: "guide and explain",
    from: UNDER_WAY,
    to: &[],
    guards_zh: "仅限于按引导解释办理的案件；提出人留有联系方式的，记明方式",
    guards_en: "only on the guidance track; with the manner where contact was left",
    provision: Some(&ART12),
};
pub(super) const PROMISE_REPLY: Transition = Transition {
    command: CommandName::PromiseReply,
    name_zh: "告知答复时间",
    name_en: "promise a reply",
    from: UNDER_WAY,
    to: &[],
    guards_zh: "仅限于按引导解释办理的案件；提出人留有联系方式；日期不早于今日",
    guards_en: "only on the guidance track; contact was left; not for a day that is over",
    provision: Some(&ART12),
};
pub(super) const REPORT: Transition = Transition {
    command: CommandName::Report,
    name_zh: "报送调查报告",
    name_en: "hand in an investigation report",
    from: &[Status::Assigned],
    to: &[Status::Assigned, Status::Reported],
    guards_zh: "每个承办部门一份；全部报送后案件进入下一状态",
    guards_en: "one of each department; the case moves on when all have reported",
    provision: Some(&ART6),
};
pub(super) const CONSOLIDATE: Transition = Transition {
    command: CommandName::Consolidate,
    name_zh: "形成综合调查报告",
    name_en: "put the reports together",
    from: &[Status::Reported],
    to: &[],
    guards_zh: "承办部门已全部报送",
    guards_en: "all departments have reported",
    provision: Some(&ART5),
};
pub(super) const SUPERVISE: Transition = Transition {
    command: CommandName::Supervise,
    name_zh: "督办",
    name_en: "demand progress",
    from: SUPERVISED,
    to: &[],
    guards_zh: "写明答复期限；对象是承办部门或者经办人员",
    guards_en: "with a day for the answer; to a department of the case or to its officer",
    provision: Some(&ART5),
};
pub(super) const ANSWER_SUPERVISION: Transition = Transition {
    command: CommandName::AnswerSupervision,
    name_zh: "答复督办",
    name_en: "answer a supervision order",
    from: SUPERVISED,
    to: &[],
    guards_zh: "该督办尚未答复；承办部门只答复对本部门的督办",
    guards_en: "the order is not answered yet; a department answers its own",
    provision: Some(&ART5),
};
pub(super) const EXTEND: Transition = Transition {
    command: CommandName::Extend,
    name_zh: "延长办理期限",
    name_en: "extend the time limit",
    from: UNDER_WAY,
    to: &[],
    guards_zh: "由机构负责人在期限届满前（含最后一日）决定；具有第十八条所列情形之一；长于现有期限，且自正式受理起不超过参数 extension_cap_working_days 所定的工作日数，该数依承办机构适用的规定",
    guards_en: "by the lead, no later than the last day of the limit; on one of the three grounds of Article 18; further than the present limit, to no more working days from acceptance than the parameter extension_cap_working_days of the center's profile",
    provision: Some(&ART18),
};
pub(super) const EXPLAIN_DELAY: Transition = Transition {
    command: CommandName::ExplainDelay,
    name_zh: "向提出人说明原因",
    name_en: "explain a delay to the complainant",
    from: UNDER_WAY,
    to: &[],
    guards_zh: "因非主观原因，在期限届满前说明；不改变期限",
    guards_en: "for a cause that does not lie with the center, before the limit ends; the limit stays",
    provision: Some(&ART18),
};
pub(super) const EXECUTE: Transition = Transition {
    command: CommandName::Execute,
    name_zh: "记录处理结果执行",
    name_en: "record that a measure was carried out",
    from: &[Status::Concluded, Status::FedBack],
    to: &[],
    guards_zh: "该项措施属于本案且尚未执行；承办部门记录由其执行的措施，其余由承办机构记录；日期不早于办结日、不晚于今日",
    guards_en: "a measure of the case, not carried out yet; a department records its own, the center the others; not before the conclusion and not in the future",
    provision: Some(&ART6),
};
pub(super) const FEED_BACK: Transition = Transition {
    command: CommandName::FeedBack,
    name_zh: "反馈办理结果",
    name_en: "feed the result back",
    from: &[Status::Concluded],
    to: &[Status::FedBack],
    guards_zh: "提出人留有联系方式、持有回执码或者经由平台转来；日期不早于办结日、不晚于今日",
    guards_en: "contact was left, a receipt code given, or a platform passed it on; not before the conclusion and not in the future",
    provision: Some(&ART16),
};
pub(super) const ARCHIVE: Transition = Transition {
    command: CommandName::Archive,
    name_zh: "存档",
    name_en: "archive",
    from: CLOSED,
    to: &[Status::Archived],
    guards_zh: "应当反馈的已经反馈；处理措施已经执行；督办已经答复；应当上报、应当向社会公布的已经办理；保存期限自存档之日起算",
    guards_en: "feedback that is owed was given, measures are carried out, supervision orders answered, what must be reported upward or published was; kept for the years of the policy in force",
    provision: Some(&ART17),
};
pub(super) const HOLD_ACCOUNTABLE: Transition = Transition {
    command: CommandName::HoldAccountable,
    name_zh: "责令改正",
    name_en: "hold accountable",
    from: Status::ALL,
    to: &[],
    guards_zh: "违反第九条或者第十五条；造成严重后果的，写明移送何处处理",
    guards_en: "against Article 9 or 15; with serious consequences, to whom those responsible are referred",
    provision: Some(&ART19),
};
pub(super) const REFER_COMPLAINANT: Transition = Transition {
    command: CommandName::ReferComplainant,
    name_zh: "依法移交有关部门",
    name_en: "refer the complainant to an authority",
    from: Status::ALL,
    to: &[],
    guards_zh: "具有第二十条所列情形之一；须经劝阻和教育的，记明日期；不因此终结案件",
    guards_en: "one of the limbs of Article 20; with the day of admonition where it is required; does not end the case",
    provision: Some(&ART20),
};
pub(super) const REPORT_UPWARD: Transition = Transition {
    command: CommandName::ReportUpward,
    name_zh: "上报",
    name_en: "report upward",
    from: Status::ALL,
    to: &[],
    guards_zh: "省鉴定指导部门以外的机构，报至省鉴定指导部门；荆州的案件报至上级部门",
    guards_en: "from a center below the province, to the province center; of a Jingzhou case to the authority above",
    provision: Some(&ART4_2),
};
pub(super) const TAKE_MEDIA_MEASURE: Transition = Transition {
    command: CommandName::TakeMediaMeasure,
    name_zh: "记录应对措施",
    name_en: "record a measure against the effect of an exposure",
    from: Status::ALL,
    to: &[],
    guards_zh: "经媒体曝光的案件；不得含有应当保密的内容",
    guards_en: "a case exposed by media; nothing confidential in it",
    provision: Some(&ART13),
};
pub(super) const PUBLISH_STATEMENT: Transition = Transition {
    command: CommandName::PublishStatement,
    name_zh: "向社会公布",
    name_en: "inform the public",
    from: Status::ALL,
    to: &[],
    guards_zh: "经媒体曝光的案件；不得含有应当保密的内容",
    guards_en: "a case exposed by media; nothing confidential in it",
    provision: Some(&ART13),
};
pub(super) const ATTACH: Transition = Transition {
    command: CommandName::Attach,
    name_zh: "添加附件",
    name_en: "add a file",
    from: NOT_ARCHIVED,
    to: &[],
    guards_zh: "类型和大小符合要求",
    guards_en: "of a permitted type and size",
    provision: Some(&ART8),
};
pub(super) const SUPPLEMENT: Transition = Transition {
    command: CommandName::Supplement,
    name_zh: "补充材料",
    name_en: "take down a supplement",
    from: OPEN,
    to: &[],
    guards_zh: "案件尚未了结；已了结的，作为新的投诉举报登记",
    guards_en: "the case is open; of a closed one it becomes a new complaint",
    provision: Some(&ART8),
};
pub(super) const DECIDE_SIMILARITY: Transition = Transition {
    command: CommandName::DecideSimilarity,
    name_zh: "认定是否同一事项",
    name_en: "decide whether another case is the same matter",
    from: NOT_ARCHIVED,
    to: &[],
    guards_zh: "另一案件适用同一规定；两案的被投诉举报对象及其人员均不得认定",
    guards_en: "the other case is handled under the same regulation; never by the accused party of either",
    provision: None,
};
pub(super) const PROPOSE_ERASURE: Transition = Transition {
    command: CommandName::ProposeErasure,
    name_zh: "提出销毁封存内容",
    name_en: "propose erasure",
    from: &[Status::Archived],
    to: &[],
    guards_zh: "保存期限已满，最后一日的次日起方可提出；尚未提出",
    guards_en: "from the day after the last day of retention; not proposed yet",
    provision: None,
};
pub(super) const CONFIRM_ERASURE: Transition = Transition {
    command: CommandName::ConfirmErasure,
    name_zh: "确认销毁封存内容",
    name_en: "confirm erasure",
    from: &[Status::Archived],
    to: &[],
    guards_zh: "由提出人员以外的人员确认，二人中至少一人为机构负责人；不可恢复",
    guards_en: "by somebody else than whoever proposed it, one of the two being the lead; cannot be undone",
    provision: None,
};
