//! What happened between acceptance and archive, in a sentence. None says anything sealed.

use domain::gd::case::CaseEvent;
use domain::gd::case::event::handling::Assigned;
use domain::gd::case::handling::{Conduct, DelayCause, ExtensionReason, SupplementVia};

/// In Chinese; empty for an event that has its sentence elsewhere.
pub(super) fn chinese(event: &CaseEvent) -> String {
    match event {
        CaseEvent::Assigned(event) => format!("转送{}办理。", departments(event, "、")),
        CaseEvent::MaterialsShared(event) => {
            format!(
                "向{}补充移送材料{}项。",
                event.department,
                event.materials.len()
            )
        }
        CaseEvent::Answered(_) => "对提出人作了引导和解释。".to_owned(),
        CaseEvent::ReplyPromised(event) => format!("告知提出人于{}前答复。", event.promised_on),
        CaseEvent::Reported(event) => format!("{}报送了调查报告。", event.department),
        CaseEvent::Consolidated(_) => "形成综合调查报告。".to_owned(),
        CaseEvent::SupervisionOrdered(event) => {
            format!("发出第{}号督办，限{}前答复。", event.number, event.due_on)
        }
        CaseEvent::SupervisionAnswered(event) => format!("第{}号督办已答复。", event.number),
        CaseEvent::Extended(event) => {
            let reason = match event.reason {
                ExtensionReason::SeveralDepartments => "涉及部门较多",
                ExtensionReason::Complex => "问题较复杂",
                ExtensionReason::LongInvestigation => "调查需时较长",
            };
            format!(
                "因{reason}，期限延长至自受理起{}个工作日。",
                event.to_working_days
            )
        }
        CaseEvent::DelayExplained(event) => {
            let cause = match event.cause {
                DelayCause::OtherAuthority => "等待其他机关、单位的材料或者结论",
                DelayCause::ExpertOpinion => "等待鉴定、检测或者专家意见",
                DelayCause::PartyUnreachable => "关键当事人无法联系",
                DelayCause::ForceMajeure => "不可抗力",
                DelayCause::Other => "其他非主观原因",
            };
            format!("向提出人说明了不能按期办结的原因：{cause}。")
        }
        CaseEvent::MeasureExecuted(event) => {
            format!("第{}项处理措施于{}执行。", event.measure, event.on)
        }
        CaseEvent::FedBack(event) => format!("办理结果于{}反馈提出人。", event.on),
        CaseEvent::Archived(event) => format!("存档，保存至{}。", event.retain_until),
        CaseEvent::AccountabilityRecorded(event) => {
            let serious = if event.serious {
                "，造成严重后果"
            } else {
                ""
            };
            format!(
                "责令{}改正{serious}，限{}前。",
                event.organisation, event.correct_by
            )
        }
        CaseEvent::ComplainantReferred(event) => {
            let conduct = match event.conduct {
                Conduct::FalseAccusation => "诬告、陷害他人",
                Conduct::Disorder => "破坏工作秩序",
                Conduct::Abuse => "侮辱、威胁鉴定工作人员",
            };
            format!("提出人涉嫌{conduct}，依法移交{}。", event.authority)
        }
        CaseEvent::UpwardReported(event) => format!("上报{}。", event.to_name),
        CaseEvent::MediaMeasureTaken(event) => format!("采取应对措施：{}", event.measure),
        CaseEvent::StatementPublished(event) => format!("向社会公布《{}》。", event.title),
        CaseEvent::AttachmentAdded(event) => format!("添加附件{}。", event.name),
        CaseEvent::SupplementReceived(event) => {
            let via = match event.via {
                SupplementVia::ReceiptCode => "凭回执码",
                SupplementVia::Platform => "经由转来的平台",
                SupplementVia::Center => "由承办机构登记",
            };
            format!("提出人补充了材料（{via}）。")
        }
        CaseEvent::SimilarityDecided(event) => {
            let is = if event.same_matter { "是" } else { "不是" };
            format!("认定与案件{}{is}同一事项。", event.other)
        }
        CaseEvent::ErasureProposed(_) => "提出销毁封存内容。".to_owned(),
        CaseEvent::Erased(_) => "封存内容已销毁。".to_owned(),
        CaseEvent::Received(_)
        | CaseEvent::Corrected(_)
        | CaseEvent::Described(_)
        | CaseEvent::Evaluated(_)
        | CaseEvent::Accepted(_)
        | CaseEvent::Rejected(_)
        | CaseEvent::Referred(_)
        | CaseEvent::Joined(_)
        | CaseEvent::RejectionReviewed(_)
        | CaseEvent::OfficerChanged(_)
        | CaseEvent::NoticeIssued(_)
        | CaseEvent::NoticeDelivered(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Concluded(_) => String::new(),
    }
}

/// In English; empty for an event that has its sentence elsewhere.
pub(super) fn english(event: &CaseEvent) -> String {
    match event {
        CaseEvent::Assigned(event) => format!("Passed to {}.", departments(event, ", ")),
        CaseEvent::MaterialsShared(event) => format!(
            "{} may see {} further materials.",
            event.department,
            event.materials.len()
        ),
        CaseEvent::Answered(_) => "The complainant was guided and got an explanation.".to_owned(),
        CaseEvent::ReplyPromised(event) => {
            format!(
                "The complainant was promised an answer by {}.",
                event.promised_on
            )
        }
        CaseEvent::Reported(event) => format!("{} reported.", event.department),
        CaseEvent::Consolidated(_) => "The reports were put together.".to_owned(),
        CaseEvent::SupervisionOrdered(event) => format!(
            "Supervision order {}, to be answered by {}.",
            event.number, event.due_on
        ),
        CaseEvent::SupervisionAnswered(event) => {
            format!("Supervision order {} was answered.", event.number)
        }
        CaseEvent::Extended(event) => format!(
            "Extended to {} working days from acceptance ({}).",
            event.to_working_days,
            event.reason.as_str()
        ),
        CaseEvent::DelayExplained(event) => format!(
            "The complainant was told why it takes longer ({}).",
            event.cause.as_str()
        ),
        CaseEvent::MeasureExecuted(event) => {
            format!("Measure {} was carried out on {}.", event.measure, event.on)
        }
        CaseEvent::FedBack(event) => {
            format!("The complainant was told the result on {}.", event.on)
        }
        CaseEvent::Archived(event) => format!("Archived; kept until {}.", event.retain_until),
        CaseEvent::AccountabilityRecorded(event) => format!(
            "{} was ordered to correct a breach of {} by {}.",
            event.organisation, event.provision, event.correct_by
        ),
        CaseEvent::ComplainantReferred(event) => format!(
            "The complainant was referred to an authority ({}).",
            event.conduct.as_str()
        ),
        CaseEvent::UpwardReported(event) => format!("Reported upward to {}.", event.to),
        CaseEvent::MediaMeasureTaken(_) => {
            "A measure against the effect of the exposure was taken.".to_owned()
        }
        CaseEvent::StatementPublished(_) => "The public was informed.".to_owned(),
        CaseEvent::AttachmentAdded(event) => format!("{} was added.", event.name),
        CaseEvent::SupplementReceived(event) => {
            format!("The complainant added something ({}).", event.via.as_str())
        }
        CaseEvent::SimilarityDecided(event) => {
            let is = if event.same_matter { "is" } else { "is not" };
            format!("Case {} {is} about the same matter.", event.other)
        }
        CaseEvent::ErasureProposed(_) => "Destroying what is sealed was proposed.".to_owned(),
        CaseEvent::Erased(_) => "What was sealed is destroyed.".to_owned(),
        CaseEvent::Received(_)
        | CaseEvent::Corrected(_)
        | CaseEvent::Described(_)
        | CaseEvent::Evaluated(_)
        | CaseEvent::Accepted(_)
        | CaseEvent::Rejected(_)
        | CaseEvent::Referred(_)
        | CaseEvent::Joined(_)
        | CaseEvent::RejectionReviewed(_)
        | CaseEvent::OfficerChanged(_)
        | CaseEvent::NoticeIssued(_)
        | CaseEvent::NoticeDelivered(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Concluded(_) => String::new(),
    }
}

fn departments(assigned: &Assigned, between: &str) -> String {
    let names: Vec<&str> = assigned
        .assignments
        .iter()
        .map(|assignment| assignment.name_zh.as_str())
        .collect();
    names.join(between)
}
