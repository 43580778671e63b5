//! 第九条 质量投诉举报符合下列条件的，应予受理：
//! （一）有明确的投诉举报对象和违规行为；
//! （二）属于职能和管辖范围内。
//!
//! 第十条 投诉举报具有下列情形之一的，不予受理：
//! （1） 不属于职能和管辖范围内的；
//! （2） 没有明确的投诉举报对象和违规行为，或缺乏事实依据的；
//! （3） 质量投诉举报已经正式受理，提出人在办结期限内重复提出的；
//! （4） 质量投诉举报已经办理终结，提出人重复提出的；
//! （5） 属于鉴定正常业务范围，提出人未按正常流程办理，直接进行质量投诉举报的；
//! （6） 质量投诉举报提出时间距事件发生超过1年的。

mod conditions;
mod decision;
mod explain;
mod facts;
mod provisions;
pub mod reasons;

pub use decision::{Admissibility, Duty, Outcome, Track, decide, decide_dated};
pub use explain::{Change, FactValue, would_change_outcome, would_change_outcome_dated};
pub use facts::{
    AdmissibilityFacts, Channel, Event, Inconsistency, Precision, PriorComplaint, PriorStatus,
    inconsistencies,
};
pub use provisions::{
    ART9, ART9_1, ART9_2, ART10, ART10_1, ART10_2, ART10_3, ART10_4, ART10_5, ART10_6,
};
