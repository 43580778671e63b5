//! Why a step of a proceeding is refused.

use chrono::NaiveDate;

use super::event::TimedMeasure;
use super::machine::CommandName;
use super::state::Status;
use crate::jz::art20_interview::ART20;
use crate::jz::art21_warning::ART21;
use crate::jz::art22_market_ban::{ART22, ART22_6};
use crate::jz::sanctions::Tier;
use crate::refused::refusals;

refusals! {
    /// Why a step of a proceeding is refused.
    ProceedingRefusal {
        /// It stands elsewhere.
        WrongStatus {
            /// Where.
            status: Status,
            /// What was asked.
            command: CommandName,
        } = "wrong_status", State, None, None,
            format!("该程序处于“{}”状态，不能{}", status.as_str(), command.zh()),
            format!("the proceeding is {}: {} is not possible now", status.as_str(), command.as_str());
        /// The day lies before the last step.
        DayBeforeLastStep {
            /// Its day.
            last: NaiveDate,
        } = "day_before_last_step", Facts, None, Some("on"),
            format!("日期早于上一步骤的日期 {last}"),
            format!("the day lies before the last step, of {last}");
        /// The day lies in the future.
        DayInFuture = "day_in_future", Facts, None, Some("on"),
            "日期晚于今天", "the day lies in the future";
        /// No ground is named.
        NoGrounds = "no_grounds", Facts, None, Some("grounds"),
            "至少须有一项事由", "at least one ground is needed";
        /// A ground that the facts do not meet, or that the institution was not told.
        NotAGround {
            /// It.
            ground: &'static str,
        } = "ground_not_met", Rule, None, Some("grounds"),
            format!("{ground} 所列情形未成立，或者未告知当事人，不能作为依据"),
            format!("{ground} is not met, or the institution was not told of it: no decision can rest on it");
        /// Art. 22(6) by its purpose needs a reason.
        ReadingReasonMissing = "reading_reason_missing", Rule, Some(&ART22_6), Some("reading_reason"),
            "第二十二条第（六）项按文义未成立；按目的理解适用的，须书面说明理由",
            "Art. 22(6) is not met by its words; to rest on its purpose a written reason is needed";
        /// The measures are of another tier than the grounds.
        TierMismatch {
            /// That of the grounds.
            tier: Tier,
        } = "tier_mismatch", Rule, None, Some("sanctioning"),
            format!("所依据事由对应的处理种类为 {}", tier.as_str()),
            format!("the grounds call for measures of the tier {}", tier.as_str());
        /// A batch that is not in the ledger.
        UnknownBatch {
            /// It.
            batch: String,
        } = "unknown_batch", Facts, Some(&ART20), Some("sanctioning/voided"),
            format!("台账中没有批次 {batch}，或者尚未举行"),
            format!("there is no batch {batch} that was held in the ledger");
        /// A batch that is named twice.
        BatchTwice {
            /// It.
            batch: String,
        } = "batch_twice", Facts, Some(&ART20), Some("sanctioning/voided"),
            format!("批次 {batch} 列了两次"), format!("the batch {batch} is named twice");
        /// It ends before it begins.
        SpanBackwards {
            /// The member.
            measure: TimedMeasure,
        } = "ends_before_it_begins", Facts, Some(&ART21), Some("sanctioning"),
            format!("{} 的结束日早于开始日或者决定日", measure.as_str()),
            format!("the {} ends before it begins, or before the decision", measure.as_str());
        /// The day for the rectification is not after the decision.
        DueBeforeDecision = "due_before_decision", Facts, Some(&ART21), Some("sanctioning/rectification/due_on"),
            "整改期限须晚于决定日", "the last day for the rectification must lie after the decision";
        /// There is still time for a statement or a hearing.
        TimeRuns {
            /// Until.
            until: NaiveDate,
        } = "time_for_it_runs", State, None, Some("on"),
            format!("陈述、申辩或者申请听证的期限至 {until}，尚未届满"),
            format!("there is time for a statement or for asking for a hearing until {until}");
        /// The time for asking is over.
        HearingTooLate {
            /// Until.
            until: NaiveDate,
        } = "hearing_time_over", Rule, None, Some("on"),
            format!("申请听证的期限已于 {until} 届满"),
            format!("a hearing could be asked for until {until}");
        /// Only a ban has a hearing.
        NoHearingOffered = "no_hearing_offered", Rule, Some(&ART22), None,
            "仅在拟取消资格（市场禁入）且告知听证权利时可以申请听证",
            "a hearing is offered before a market ban only, where local policy offers it";
        /// It was asked for already.
        HearingRequestedAlready = "hearing_requested_already", Exists, None, None,
            "已申请听证", "a hearing was asked for already";
        /// Nobody asked for it.
        HearingNotRequested = "hearing_not_requested", State, None, None,
            "当事人未申请听证", "no hearing was asked for";
        /// It has to be held first.
        HearingPending = "hearing_pending", State, None, None,
            "已申请听证，须先举行听证", "a hearing was asked for: it comes first";
        /// Nobody approves what they decided.
        SameOfficer = "same_officer", Rule, None, None,
            "作出决定的人员不得审批本人的决定，须由另一名人员审批",
            "whoever decided cannot approve: another officer has to";
        /// The time for the rectification is over before the decision has effect.
        DueOver {
            /// Its last day.
            due_on: NaiveDate,
        } = "rectification_due_over", State, Some(&ART21), Some("on"),
            format!("整改期限 {due_on} 不晚于该日，须退回重新作出决定"),
            format!("the last day for the rectification, {due_on}, does not lie after this day: the decision has to be returned");
        /// An institution acts on the day itself.
        NotToday = "day_not_today", Facts, None, Some("on"),
            "机构本身提出的，日期须为当日", "what the institution itself enters is dated today";
        /// Another authority conducts it.
        OtherAuthority {
            /// Which, by organisation id.
            authority: String,
        } = "other_authority", Rule, None, None,
            format!("该程序由 {authority} 办理"),
            format!("the proceeding is conducted by {authority}");
        /// No measure is in force.
        NothingInForce = "nothing_in_force", State, None, None,
            "没有正在执行的措施，无可解除", "no measure is in force: there is nothing to lift";
        /// It is not in force.
        NotInForce {
            /// The measure.
            measure: TimedMeasure,
        } = "not_in_force", State, None, Some("measure"),
            format!("{} 在该日未在执行中，不能解除", measure.as_str()),
            format!("the {} is not in force on that day: there is nothing to lift", measure.as_str());
        /// The tier has no such step.
        OtherTier {
            /// Its tier.
            tier: Tier,
            /// The step.
            command: CommandName,
        } = "other_tier", Rule, None, None,
            format!("处理种类为 {}，没有{}这一步骤", tier.as_str(), command.zh()),
            format!("the tier is {}: there is no step {}", tier.as_str(), command.as_str());
        /// It was done already.
        DoneAlready {
            /// The step.
            command: CommandName,
        } = "done_already", Exists, None, None,
            format!("{}已经完成", command.zh()), format!("{} was done already", command.as_str());
        /// Something is still to be done.
        StillToDo {
            /// The step.
            command: CommandName,
        } = "still_to_do", State, None, None,
            format!("须先{}", command.zh()), format!("{} comes first", command.as_str());
        /// A measure still lasts.
        StillInForce = "still_in_force", State, None, None,
            "措施仍在执行中，期满或者解除后方可办结",
            "a measure still lasts: it ends by its date, or is lifted, first";
        /// A day beyond what dates can express.
        OutOfRange = "out_of_range", Facts, None, Some("on"),
            "日期超出可计算范围", "the day is beyond what can be computed";
    }
}
