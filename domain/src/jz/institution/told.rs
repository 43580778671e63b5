//! What an event of an institution's record tells, for people: its legal day, by whom, a sentence.

use chrono::NaiveDate;

use super::event::InstitutionEvent;
use super::ledger::EntryKind;
use super::register::{ApplicationKind, Outcome};

impl InstitutionEvent {
    /// The legal day.
    #[must_use]
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Applied(event) => event.on,
            Self::ApplicationWithdrawn(event) => event.on,
            Self::ApplicationDecided(event) => event.on,
            Self::TakenOver(event) => event.filed_on,
            Self::DeregistrationReported(event) => event.on,
            Self::Deregistered(event) => event.on,
            Self::Recorded(event) => event.on,
            Self::Struck(event) => event.on,
        }
    }

    /// The client, or `system`.
    #[must_use]
    pub fn by(&self) -> &str {
        match self {
            Self::Applied(event) => &event.by,
            Self::ApplicationWithdrawn(event) => &event.by,
            Self::ApplicationDecided(event) => &event.by,
            Self::TakenOver(event) => &event.by,
            Self::DeregistrationReported(event) => &event.by,
            Self::Deregistered(event) => &event.by,
            Self::Recorded(event) => &event.by,
            Self::Struck(event) => &event.by,
        }
    }

    /// A sentence in Chinese.
    #[must_use]
    pub fn sentence_zh(&self) -> String {
        match self {
            Self::Applied(event) => {
                let what = match event.kind {
                    ApplicationKind::Filing => "备案",
                    ApplicationKind::Change => "备案变更",
                    ApplicationKind::Renewal => "备案续期",
                };
                format!("提交第 {} 号申请：{what}", event.number)
            }
            Self::ApplicationWithdrawn(event) => format!("撤回第 {} 号申请", event.number),
            Self::ApplicationDecided(event) => {
                let what = match event.outcome {
                    Outcome::Granted => "准予",
                    Outcome::Refused => "不予",
                };
                match &event.filing_number {
                    Some(number) => format!("第 {} 号申请：{what}，{number}", event.number),
                    None => format!("第 {} 号申请：{what}", event.number),
                }
            }
            Self::TakenOver(event) => format!("接收既有备案，原备案机关{}", event.authority_name),
            Self::DeregistrationReported(_) => "报告自愿终止评价工作".to_owned(),
            Self::Deregistered(_) => "注销备案".to_owned(),
            Self::Recorded(event) => {
                let entry = &event.entry;
                format!("台账登记：{} {}", entry.kind().zh(), entry.id())
            }
            Self::Struck(event) => format!("台账更正删除：{} {}", event.kind.zh(), event.id),
        }
    }

    /// The same in English.
    #[must_use]
    pub fn sentence_en(&self) -> String {
        match self {
            Self::Applied(event) => {
                format!("Application {} was handed in: {}", event.number, event.kind)
            }
            Self::ApplicationWithdrawn(event) => {
                format!("Application {} was withdrawn", event.number)
            }
            Self::ApplicationDecided(event) => match &event.filing_number {
                Some(number) => {
                    format!(
                        "Application {} was {}: {number}",
                        event.number, event.outcome
                    )
                }
                None => format!("Application {} was {}", event.number, event.outcome),
            },
            Self::TakenOver(event) => {
                format!("A filing of {} was taken over", event.authority_name)
            }
            Self::DeregistrationReported(_) => {
                "The end of its work was reported of its own will".to_owned()
            }
            Self::Deregistered(_) => "It was deregistered".to_owned(),
            Self::Recorded(event) => {
                let entry = &event.entry;
                format!("Entered into the ledger: {} {}", entry.kind(), entry.id())
            }
            Self::Struck(event) => format!("Struck from the ledger: {} {}", event.kind, event.id),
        }
    }
}

impl EntryKind {
    /// What such an entry is called in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Batch => "评价批次",
            Self::Fee => "公示收费标准",
            Self::AnnualReport => "年度工作报告",
            Self::Staff => "工作人员、考评人员",
            Self::Retention => "资料保管",
            Self::Declaration => "义务自查",
            Self::Evaluation => "综合评估、质量督导",
            Self::Inspection => "监督检查",
            Self::Rectification => "限期整改",
            Self::Finding => "违规事项",
            Self::Complaint => "投诉举报",
            Self::Justification => "不开展评价活动的理由",
            Self::Interview => "约谈",
            Self::Invalidation => "宣布证书或成绩无效",
            Self::Warning => "警示",
            Self::Suspension => "暂停工作",
            Self::Listing => "列入名录、档案",
            Self::Ban => "市场禁入",
            Self::Sanction => "处理决定",
        }
    }
}
