//! What happens next, in words for the public.

use domain::gd::case::{Answerable, ResponsibleCenter, Status};

use super::schema::AnsweringBody;
use crate::http::Lang;

/// A sentence in both languages.
type Step = (&'static str, &'static str);

const KEEP_THE_CODE: Step = (
    "请妥善保管回执码：凭它可以查询进度、阅读文书、补充材料或者撤回；回执码不能补发。",
    "Keep the receipt code: with it you can see where the case stands, read notices, add something or withdraw. It cannot be issued again.",
);
const EXAMINED: Step = (
    "收到的机构审查后决定是否受理，并出具通知书，凭回执码可以阅读。",
    "The center examines it, decides whether to accept it, and writes a notice that you can read with the receipt code.",
);
const TURN_ELSEWHERE: Step = (
    "该事项由所列地方的有关部门管辖，请向其反映；收到的机构也将书面告知。",
    "The authority of the place named is in charge: turn to it. The center will also tell you so in writing.",
);
const INVESTIGATED: Step = (
    "正在办理；须在所列日期前办结，需要延长的，会告知理由。",
    "It is being dealt with and must be concluded by the date given; if it takes longer you are told why.",
);
const RESULT_FOLLOWS: Step = (
    "已办结；结果将按所留联系方式反馈，也可以向该机构询问。",
    "It is concluded. You are told the result through the contact you left; you can also ask the center.",
);
const CLOSED: Step = (
    "已办理完毕；有新的事实的，可以凭回执码补充，将作为新的投诉举报登记。",
    "It is closed. With new facts you can add to it by the receipt code: they are taken down as a new complaint.",
);
const REJECTED: Step = (
    "不予受理的理由见通知书；不服的，可以按通知书所列途径申请复核；有新的事实的，可以凭回执码补充，将作为新的投诉举报登记。",
    "The notice says why it was not accepted and what you can do about it. With new facts you can add to it by the receipt code: they are taken down as a new complaint.",
);
const REFERRED: Step = (
    "已转送或者告知有管辖权的机构，请向其了解办理情况。",
    "It went to the authority in charge, or you were told which that is: ask there how it goes on.",
);
const JOINED: Step = (
    "已并入您先前提出的同一事项，请凭先前的回执码查询。",
    "It was joined to your earlier complaint about the same matter: use the receipt code of that one.",
);
const WITHDRAWN: Step = (
    "已撤回；如需再次反映，可以重新提交。",
    "It is withdrawn. If you want it dealt with after all, hand it in again.",
);

fn told(steps: &[Step], lang: Lang) -> Vec<&'static str> {
    steps
        .iter()
        .map(|(zh, en)| match lang {
            Lang::ZhCn => *zh,
            Lang::En => *en,
        })
        .collect()
}

/// What happens after it was taken down.
pub(super) fn after_receipt(responsible: &ResponsibleCenter, lang: Lang) -> Vec<&'static str> {
    match responsible.answerable {
        Answerable::Elsewhere { .. } => told(&[KEEP_THE_CODE, TURN_ELSEWHERE], lang),
        Answerable::Organisation { .. } | Answerable::SupervisingDepartment => {
            told(&[KEEP_THE_CODE, EXAMINED], lang)
        }
    }
}

/// What happens next in a state.
pub(super) fn after(
    status: Status,
    responsible: &ResponsibleCenter,
    lang: Lang,
) -> Vec<&'static str> {
    let elsewhere = matches!(responsible.answerable, Answerable::Elsewhere { .. });
    let step = match status {
        Status::Received if elsewhere => TURN_ELSEWHERE,
        Status::Received => EXAMINED,
        Status::Accepted | Status::Assigned | Status::Reported => INVESTIGATED,
        Status::Concluded => RESULT_FOLLOWS,
        Status::FedBack | Status::Archived => CLOSED,
        Status::Rejected => REJECTED,
        Status::Referred => REFERRED,
        Status::Joined => JOINED,
        Status::Withdrawn => WITHDRAWN,
    };
    told(&[step], lang)
}

/// Who must answer, in words for the public.
pub(super) fn answering(responsible: &ResponsibleCenter, lang: Lang) -> AnsweringBody {
    let (who, turn_to) = match &responsible.answerable {
        Answerable::Organisation { .. } => ("organisation", None),
        Answerable::Elsewhere { name_zh, .. } => ("elsewhere", Some(name_zh.clone())),
        Answerable::SupervisingDepartment => ("supervising_department", None),
    };
    let reason = match lang {
        Lang::ZhCn => &responsible.reason_zh,
        Lang::En => &responsible.reason_en,
    };
    AnsweringBody {
        who,
        turn_to,
        reason: reason.clone(),
    }
}
