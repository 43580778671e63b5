//! The commands of handling in their own words.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::commands::Command;
use super::model::Case;

#[derive(Debug, Clone)]
pub enum Further {
    Assign {
        to: Vec<(String, Option<bool>)>,
        materials: Vec<&'static str>,
        due_on: Option<NaiveDate>,
    },
    Share {
        department: String,
        materials: Vec<&'static str>,
    },
    Promise {
        on: NaiveDate,
    },
    Report {
        department: Option<String>,
        finding: &'static str,
    },
    Consolidate {
        finding: &'static str,
    },
    Supervise {
        department: Option<String>,
        due_on: NaiveDate,
    },
    AnswerOrder {
        number: usize,
    },
    Extend {
        to: u32,
    },
    Explain {
        manner: &'static str,
    },
    Execute {
        number: usize,
        on: NaiveDate,
    },
    FeedBack {
        manner: &'static str,
        on: NaiveDate,
    },
    Archive,
    HoldAccountable {
        organisation: String,
        provision: &'static str,
        correct_by: NaiveDate,
        serious: bool,
        referred: bool,
    },
    ReferComplainant {
        admonished_on: Option<NaiveDate>,
    },
    ReportUpward,
    Measure {
        on: NaiveDate,
    },
    Publish,
    Supplement,
    Similar {
        other: usize,
        same: bool,
    },
    ProposeErasure,
    ConfirmErasure,
}

impl Further {
    pub const fn command(&self) -> Command {
        match self {
            Self::Assign { .. } => Command::Assign,
            Self::Share { .. } => Command::ShareMaterials,
            Self::Promise { .. } => Command::PromiseReply,
            Self::Report { .. } => Command::Report,
            Self::Consolidate { .. } => Command::Consolidate,
            Self::Supervise { .. } => Command::Supervise,
            Self::AnswerOrder { .. } => Command::AnswerSupervision,
            Self::Extend { .. } => Command::Extend,
            Self::Explain { .. } => Command::ExplainDelay,
            Self::Execute { .. } => Command::Execute,
            Self::FeedBack { .. } => Command::FeedBack,
            Self::Archive => Command::Archive,
            Self::HoldAccountable { .. } => Command::HoldAccountable,
            Self::ReferComplainant { .. } => Command::ReferComplainant,
            Self::ReportUpward => Command::ReportUpward,
            Self::Measure { .. } => Command::TakeMediaMeasure,
            Self::Publish => Command::PublishStatement,
            Self::Supplement => Command::Supplement,
            Self::Similar { .. } => Command::DecideSimilarity,
            Self::ProposeErasure => Command::ProposeErasure,
            Self::ConfirmErasure => Command::ConfirmErasure,
        }
    }

    /// The number in its path.
    pub const fn number(&self) -> usize {
        match self {
            Self::AnswerOrder { number } | Self::Execute { number, .. } => *number,
            _ => 0,
        }
    }

    pub fn json(&self, cases: &[Case]) -> Value {
        match self {
            Self::Assign {
                to,
                materials,
                due_on,
            } => {
                let one = |(department, leads): &(String, Option<bool>)| {
                    let part = leads.map(|leads| if leads { "lead" } else { "co_handler" });
                    json!({
                        "department": department, "part": part, "task": "查清",
                        "materials": materials, "due_on": due_on,
                    })
                };
                json!({"assignments": to.iter().map(one).collect::<Vec<_>>()})
            }
            Self::Share {
                department,
                materials,
            } => json!({"department": department, "materials": materials}),
            Self::Promise { on } => json!({"promised_on": on, "manner": "phone"}),
            Self::Report {
                department,
                finding,
            } => json!({"department": department, "finding": finding, "text": "已经查明"}),
            Self::Consolidate { finding } => json!({"finding": finding, "text": "综合各部门调查"}),
            Self::Supervise { department, due_on } => {
                json!({"department": department, "due_on": due_on, "text": "请报告进展"})
            }
            Self::AnswerOrder { .. } => json!({"text": "正在核实"}),
            Self::Extend { to } => {
                json!({"reason": "complex", "to_working_days": to, "text": "问题较复杂"})
            }
            Self::Explain { manner } => {
                json!({"cause": "expert_opinion", "manner": manner, "text": "等待鉴定意见"})
            }
            Self::Execute { on, .. } => json!({"on": on, "text": "已经执行"}),
            Self::FeedBack { manner, on } => json!({"manner": manner, "on": on}),
            Self::Archive => json!({"place": "三号柜"}),
            Self::HoldAccountable {
                organisation,
                provision,
                correct_by,
                serious,
                referred,
            } => json!({
                "organisation": organisation, "provision": provision, "correct_by": correct_by,
                "serious": serious, "referred_to": referred.then_some("监察机关"), "text": "责令改正",
            }),
            Self::ReferComplainant { admonished_on } => json!({
                "conduct": "abuse", "admonished_on": admonished_on, "authority": "公安机关",
                "text": "经劝阻无效",
            }),
            Self::ReportUpward => json!({"text": "已有媒体报道"}),
            Self::Measure { on } => json!({"measure": "暂停考试安排", "on": on}),
            Self::Publish => json!({"title": "情况说明", "text": "已成立调查组。"}),
            Self::Supplement => json!({"text": "另有一名证人"}),
            Self::Similar { other, same } => {
                json!({"other": cases[*other].id, "same_matter": same})
            }
            Self::ProposeErasure => json!({"reason": "保存期限已满"}),
            Self::ConfirmErasure => json!({"confirm": true}),
        }
    }
}
