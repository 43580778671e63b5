//! What happened, in a sentence.

use domain::gd::art09_10_admissibility::{Outcome, Track};
use domain::gd::case::CaseEvent;
use domain::gd::case::record::{
    CaseKind, ConclusionOutcome, DeliveryManner, ReviewOutcome, WithdrawnBy,
};
use persistence::complaints::disclosure::{Disclosed, IDENTITY_DISCLOSED, MATERIAL_DISCLOSED};

use super::handling;
use crate::http::Lang;

/// What an event of a case says.
#[must_use]
pub fn of_case(event: &CaseEvent, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => chinese(event),
        Lang::En => english(event),
    }
}

/// What an event of a case says to those who are not told how the center works on it.
#[must_use]
pub fn of_case_veiled(event: &CaseEvent, lang: Lang) -> String {
    match (event, lang) {
        (CaseEvent::Described(_), Lang::ZhCn) => "拟定了事由。".to_owned(),
        (CaseEvent::SimilarityDecided(_), Lang::ZhCn) => "与其他案件作了比对。".to_owned(),
        (CaseEvent::SimilarityDecided(_), Lang::En) => "Compared with another case.".to_owned(),
        _ => of_case(event, lang),
    }
}

/// What a disclosure says to them: its purpose is left out.
#[must_use]
pub fn of_disclosure_veiled(kind: &str, disclosed: &Disclosed, lang: Lang) -> String {
    if kind == MATERIAL_DISCLOSED {
        return match lang {
            Lang::ZhCn => "查阅了封存的材料。".to_owned(),
            Lang::En => "A sealed material was disclosed.".to_owned(),
        };
    }
    let identity = kind == IDENTITY_DISCLOSED;
    let sentence = match (lang, identity, disclosed.given) {
        (Lang::ZhCn, true, true) => "查阅了提出人的身份信息。",
        (Lang::ZhCn, true, false) => "要求查阅提出人的身份信息，本件为匿名。",
        (Lang::ZhCn, false, true) => "查阅了提出人的陈述。",
        (Lang::ZhCn, false, false) => "要求查阅提出人的陈述，本件没有。",
        (Lang::En, true, true) => "The complainant's identity was disclosed.",
        (Lang::En, true, false) => {
            "The complainant's identity was asked for; the complaint is anonymous."
        }
        (Lang::En, false, true) => "The complainant's statement was disclosed.",
        (Lang::En, false, false) => "The complainant's statement was asked for; there is none.",
    };
    sentence.to_owned()
}

/// What a disclosure says.
#[must_use]
pub fn of_disclosure(kind: &str, disclosed: &Disclosed, lang: Lang) -> String {
    let identity = kind == IDENTITY_DISCLOSED;
    let purpose = &disclosed.purpose;
    if kind == MATERIAL_DISCLOSED {
        return match lang {
            Lang::ZhCn => format!("查阅了封存的材料，用途：{purpose}。"),
            Lang::En => format!("A sealed material was disclosed. Purpose: {purpose}."),
        };
    }
    match (lang, identity, disclosed.given) {
        (Lang::ZhCn, true, true) => format!("查阅了提出人的身份信息，用途：{purpose}。"),
        (Lang::ZhCn, true, false) => {
            format!("要求查阅提出人的身份信息，本件为匿名；用途：{purpose}。")
        }
        (Lang::ZhCn, false, true) => format!("查阅了提出人的陈述，用途：{purpose}。"),
        (Lang::ZhCn, false, false) => format!("要求查阅提出人的陈述，本件没有；用途：{purpose}。"),
        (Lang::En, true, true) => {
            format!("The complainant's identity was disclosed. Purpose: {purpose}.")
        }
        (Lang::En, true, false) => format!(
            "The complainant's identity was asked for; the complaint is anonymous. Purpose: {purpose}."
        ),
        (Lang::En, false, true) => {
            format!("The complainant's statement was disclosed. Purpose: {purpose}.")
        }
        (Lang::En, false, false) => {
            format!("The complainant's statement was asked for; there is none. Purpose: {purpose}.")
        }
    }
}

fn chinese(event: &CaseEvent) -> String {
    match event {
        CaseEvent::Received(received) => {
            let kind = match received.kind {
                CaseKind::Complaint => "投诉",
                CaseKind::Report => "举报",
            };
            format!("收到{kind}，于{}提出。", received.submitted_on)
        }
        CaseEvent::Corrected(corrected) => {
            format!("更正了登记内容（{}项）。", corrected.changes.len())
        }
        CaseEvent::Described(described) => format!("拟定事由：{}。", described.subject),
        CaseEvent::Evaluated(evaluated) => {
            let outcome = match evaluated.evaluation.outcome {
                Outcome::Accept => "应予受理",
                Outcome::Reject => "不予受理",
                Outcome::Undetermined => "尚不能确定",
            };
            format!("第{}次受理审查，结论：{outcome}。", evaluated.number)
        }
        CaseEvent::Accepted(accepted) => {
            let track = match accepted.track {
                Track::Guidance => "引导解释",
                Track::Investigation => "调查处理",
            };
            format!("受理，编号{}，{track}。", accepted.registration.text)
        }
        CaseEvent::Rejected(rejected) => {
            format!("不予受理，依据{}项情形。", rejected.grounds.len())
        }
        CaseEvent::Referred(referred) => format!("转送{}。", referred.to.name),
        CaseEvent::Joined(joined) => format!("并入案件{}。", joined.target),
        CaseEvent::RejectionReviewed(reviewed) => match reviewed.outcome {
            ReviewOutcome::Upheld => "复核后维持不予受理决定。".to_owned(),
            ReviewOutcome::Reopened => "复核后撤销不予受理决定，重新审查。".to_owned(),
        },
        CaseEvent::OfficerChanged(_) => "更换了经办人员。".to_owned(),
        CaseEvent::NoticeIssued(issued) => {
            format!("作出第{}号文书《{}》。", issued.number, issued.notice.title)
        }
        CaseEvent::NoticeDelivered(delivered) => format!(
            "第{}号文书于{}{}。",
            delivered.notice,
            delivered.on,
            delivery_zh(delivered.manner)
        ),
        CaseEvent::Withdrawn(withdrawn) => match withdrawn.by {
            WithdrawnBy::Complainant => "提出人撤回。".to_owned(),
            WithdrawnBy::Representative => "提出人的代理人撤回。".to_owned(),
        },
        CaseEvent::Concluded(concluded) => {
            let outcome = match concluded.outcome {
                ConclusionOutcome::Substantiated => "属实",
                ConclusionOutcome::Partly => "部分属实",
                ConclusionOutcome::Unsubstantiated => "不属实",
                ConclusionOutcome::Unverifiable => "无法查实",
                ConclusionOutcome::Guided => "已引导解释",
            };
            format!("办结，结论：{outcome}。")
        }
        CaseEvent::Assigned(_)
        | CaseEvent::MaterialsShared(_)
        | CaseEvent::Answered(_)
        | CaseEvent::ReplyPromised(_)
        | CaseEvent::Reported(_)
        | CaseEvent::Consolidated(_)
        | CaseEvent::SupervisionOrdered(_)
        | CaseEvent::SupervisionAnswered(_)
        | CaseEvent::Extended(_)
        | CaseEvent::DelayExplained(_)
        | CaseEvent::MeasureExecuted(_)
        | CaseEvent::FedBack(_)
        | CaseEvent::Archived(_)
        | CaseEvent::AccountabilityRecorded(_)
        | CaseEvent::ComplainantReferred(_)
        | CaseEvent::UpwardReported(_)
        | CaseEvent::MediaMeasureTaken(_)
        | CaseEvent::StatementPublished(_)
        | CaseEvent::AttachmentAdded(_)
        | CaseEvent::SupplementReceived(_)
        | CaseEvent::SimilarityDecided(_)
        | CaseEvent::ErasureProposed(_)
        | CaseEvent::Erased(_) => handling::chinese(event),
    }
}

fn english(event: &CaseEvent) -> String {
    match event {
        CaseEvent::Received(received) => {
            let kind = match received.kind {
                CaseKind::Complaint => "complaint",
                CaseKind::Report => "report",
            };
            format!("A {kind} put forward on {} came in.", received.submitted_on)
        }
        CaseEvent::Corrected(corrected) => format!(
            "What was taken down was corrected in {} members.",
            corrected.changes.len()
        ),
        CaseEvent::Described(_) => "The case got its subject line.".to_owned(),
        CaseEvent::Evaluated(evaluated) => format!(
            "The rules on admissibility were applied for the {} time: {}.",
            ordinal(evaluated.number),
            evaluated.evaluation.outcome.as_str()
        ),
        CaseEvent::Accepted(accepted) => format!(
            "Accepted and registered; track: {}.",
            accepted.track.as_str()
        ),
        CaseEvent::Rejected(rejected) => {
            let grounds: Vec<&str> = rejected
                .grounds
                .iter()
                .map(|ground| ground.provision.as_str())
                .collect();
            format!("Rejected on {}.", grounds.join(", "))
        }
        CaseEvent::Referred(_) => "Referred to the authority in charge.".to_owned(),
        CaseEvent::Joined(joined) => format!("Joined to case {}.", joined.target),
        CaseEvent::RejectionReviewed(reviewed) => match reviewed.outcome {
            ReviewOutcome::Upheld => "The rejection was reviewed and upheld.".to_owned(),
            ReviewOutcome::Reopened => {
                "The rejection was reviewed and set aside; the case is examined anew.".to_owned()
            }
        },
        CaseEvent::OfficerChanged(_) => "The case passed to another officer.".to_owned(),
        CaseEvent::NoticeIssued(issued) => format!(
            "Notice {} was drawn up: {}.",
            issued.number,
            issued.notice.kind.as_str()
        ),
        CaseEvent::NoticeDelivered(delivered) => format!(
            "Notice {} reached the complainant on {} ({}).",
            delivered.notice,
            delivered.on,
            delivered.manner.as_str()
        ),
        CaseEvent::Withdrawn(withdrawn) => match withdrawn.by {
            WithdrawnBy::Complainant => "The complainant withdrew.".to_owned(),
            WithdrawnBy::Representative => {
                "The complainant's representative withdrew it.".to_owned()
            }
        },
        CaseEvent::Concluded(concluded) => {
            format!("Concluded: {}.", concluded.outcome.as_str())
        }
        CaseEvent::Assigned(_)
        | CaseEvent::MaterialsShared(_)
        | CaseEvent::Answered(_)
        | CaseEvent::ReplyPromised(_)
        | CaseEvent::Reported(_)
        | CaseEvent::Consolidated(_)
        | CaseEvent::SupervisionOrdered(_)
        | CaseEvent::SupervisionAnswered(_)
        | CaseEvent::Extended(_)
        | CaseEvent::DelayExplained(_)
        | CaseEvent::MeasureExecuted(_)
        | CaseEvent::FedBack(_)
        | CaseEvent::Archived(_)
        | CaseEvent::AccountabilityRecorded(_)
        | CaseEvent::ComplainantReferred(_)
        | CaseEvent::UpwardReported(_)
        | CaseEvent::MediaMeasureTaken(_)
        | CaseEvent::StatementPublished(_)
        | CaseEvent::AttachmentAdded(_)
        | CaseEvent::SupplementReceived(_)
        | CaseEvent::SimilarityDecided(_)
        | CaseEvent::ErasureProposed(_)
        | CaseEvent::Erased(_) => handling::english(event),
    }
}

const fn delivery_zh(manner: DeliveryManner) -> &'static str {
    match manner {
        DeliveryManner::InPerson => "当面送达",
        DeliveryManner::Post => "邮寄送达",
        DeliveryManner::Email => "以电子邮件送达",
        DeliveryManner::Fax => "以传真送达",
        DeliveryManner::Sms => "以短信送达",
        DeliveryManner::Phone => "电话告知",
        DeliveryManner::Platform => "经由转来的平台送达",
        DeliveryManner::ReceiptCode => "凭回执码查询",
        DeliveryManner::Other => "以其他方式送达",
    }
}

/// 1st, 2nd, 3rd, 4th, …
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals() {
        let all = [1, 2, 3, 4, 11, 12, 13, 21, 101, 111].map(ordinal);
        let expected = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "111th",
        ];
        assert_eq!(all, expected);
    }
}
