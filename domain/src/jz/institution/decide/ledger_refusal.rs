//! Why something is not taken into the ledger.

use chrono::NaiveDate;

use crate::jz::art05_11_duties::{ART8, ART9};
use crate::jz::art21_warning::ART21;
use crate::jz::art22_market_ban::ART22;
use crate::refused::refusals;

refusals! {
    /// Why something is not taken into the ledger.
    LedgerRefusal {
        /// The business key is taken by an entry that says something else.
        Exists
            = "entry_exists", Exists, None, Some("id"),
            "已有相同编号的记录，内容不同；更正须以更正方式提出并说明理由", "there is an entry of this id that says something else: correct it, with a reason";
        /// There is no such entry.
        NoEntry
            = "no_such_entry", State, None, None,
            "没有这一记录", "there is no such entry";
        /// A correction needs a reason.
        NoReason
            = "reason_missing", Facts, None, Some("reason"),
            "更正须说明理由", "a correction needs a reason";
        /// A new entry takes no reason.
        ReasonOfNew
            = "reason_of_new_entry", Facts, None, Some("reason"),
            "新记录不填更正理由", "only a correction takes a reason";
        /// The id cannot be one.
        BadId
            = "bad_id", Facts, None, Some("id"),
            "编号应为 1 至 64 个字符，不含空白和控制字符", "an id has 1 to 64 characters without blanks and control characters";
        /// A correction of another entry than the one it is sent to.
        OtherId
            = "other_id", Facts, None, Some("id"),
            "正文中的编号与路径不一致", "the body names another id than the path";
        /// A day lies in the future.
        Future {
            /// The member.
            member: &'static str,
        } = "day_in_future", Facts, None, Some(*member),
            "日期不得晚于今日", "the day must not lie after today";
        /// Two days are in the wrong order.
        Order {
            /// The member.
            member: &'static str,
        } = "days_out_of_order", Facts, None, Some(*member),
            "日期先后顺序不符", "the days are in the wrong order";
        /// A day lies beyond what can be computed.
        OutOfRange {
            /// The member.
            member: &'static str,
        } = "day_out_of_range", Facts, None, Some(*member),
            "日期超出可计算的范围", "the day lies beyond what can be computed";
        /// No occupation has this code.
        UnknownOccupation {
            /// The member.
            member: &'static str,
        } = "unknown_occupation", Facts, None, Some(*member),
            "职业分类目录中没有该职业代码", "no occupation of the classification has this code";
        /// The occupation has no such level.
        UnknownLevel
            = "unknown_level", Facts, None, Some("level"),
            "该职业没有这一等级", "the occupation has no such level";
        /// No division has this code.
        UnknownDivision
            = "unknown_division", Facts, None, Some("division"),
            "没有该行政区划代码", "no division has this code";
        /// Results of a batch that was not held yet.
        ResultsInFuture
            = "results_in_future", Facts, None, Some("held_on"),
            "批次日期晚于今日，不能有结果", "a batch that lies in the future has no results";
        /// A plan for a day that is over.
        PlanInPast
            = "plan_in_past", Facts, None, Some("held_on"),
            "计划日期早于今日；已举行的批次应登记为已举行", "a plan lies ahead: a batch that was held is recorded as held";
        /// A plan with results.
        PlanWithResults {
            /// The member.
            member: &'static str,
        } = "plan_with_results", Facts, None, Some(*member),
            "计划中的批次不能有结果", "a planned batch has no results";
        /// More unqualified candidates than candidates.
        MoreUnqualified
            = "more_unqualified_than_candidates", Facts, None, Some("unqualified_candidates"),
            "资质不合格人数多于考生人数", "there are more unqualified candidates than candidates";
        /// More candidates passed than there were.
        MorePassed
            = "more_passed_than_candidates", Facts, None, Some("passed"),
            "合格人数多于考生人数", "more candidates passed than there were";
        /// The institution is suspended.
        Suspended {
            /// Last day; none: until it is lifted.
            until: Option<NaiveDate>,
        } = "suspended", Rule, Some(&ART21), Some("held_on"),
            until.map_or_else(
                || "暂停工作期间，解除之前不得开展新的批次".to_owned(),
                |day| format!("暂停工作期间（至 {day}）不得开展新的批次"),
            ),
            until.map_or_else(
                || "its work is suspended until that is lifted: no new batch".to_owned(),
                |day| format!("its work is suspended until {day}: no new batch"),
            );
        /// The institution is banned.
        Banned {
            /// Last day of the bar.
            until: Option<NaiveDate>,
        } = "banned", Rule, Some(&ART22), Some("held_on"),
            "该日已被市场禁入、取消资格", "on that day it was banned and its qualification revoked";
        /// The institution was not filed on that day.
        NotFiled
            = "not_filed", Rule, None, Some("held_on"),
            "该日没有有效备案", "on that day there was no filing in force";
        /// It was cancelled already.
        BatchCancelled
            = "batch_cancelled", State, None, None,
            "该批次已取消", "the batch was cancelled";
        /// It was held already.
        BatchHeld
            = "batch_held", State, None, None,
            "该批次已举行；结果有误的以更正方式提出", "the batch was held: what is wrong about it is corrected";
        /// Published fees of the same scope overlap.
        FeesOverlap {
            /// The other fee.
            other: String,
        } = "fees_overlap", Rule, Some(&ART8), Some("from"),
            format!("与收费标准 {other} 的适用期间重叠"), format!("it overlaps with the published fee {other}");
        /// The id of an annual report is no year.
        NoYear
            = "no_year", Facts, None, Some("id"),
            "年度应为四位年份，且不晚于今年", "it must be a year of four digits, this one at the latest";
        /// Only the authority sets the due date.
        DueOnByAuthority
            = "due_on_by_authority", Rule, Some(&crate::jz::art21_warning::ART21_4), Some("due_on"),
            "提交期限由监管部门确定", "only the authority sets the due date";
        /// A certificate ends before it begins, or a like fault in a list.
        BadItem {
            /// The list.
            member: &'static str,
            /// What is wrong, in Chinese.
            zh: &'static str,
            /// The same in English.
            en: &'static str,
        } = "bad_item", Facts, None, Some(*member), *zh, *en;
        /// Records are kept for too short a time.
        KeptTooShort {
            /// The earliest last day.
            minimum: NaiveDate,
        } = "kept_too_short", Rule, Some(&ART9), Some("keep_until"),
            format!("保管期限至少到 {minimum}"), format!("they are kept until {minimum} at least");
        /// A batch that is not on record.
        NoBatch
            = "no_such_batch", Facts, None, Some("batch"),
            "没有这一批次", "there is no such batch";
        /// A duty that the checklist does not have.
        UnknownDuty {
            /// Its id.
            item: String,
        } = "unknown_duty", Facts, None, Some("items"),
            "自查清单中没有其中一项", "the checklist does not have one of the items";
        /// A duty is answered twice, or not at all.
        DutyNotOnce {
            /// Its id.
            item: &'static str,
        } = "duty_not_once", Facts, None, Some("items"),
            format!("清单各项须恰好填报一次：{item}"), format!("every duty is answered exactly once: {item}");
        /// The institution says that something happened earlier.
        BackDatedByInstitution {
            /// The member.
            member: &'static str,
        } = "back_dated", Rule, None, Some(*member),
            "机构自行办理的，以当日为准；更早的日期由备案机关登记",
            "what an institution does itself counts from today; an earlier day is for the authority to record";
        /// The institution corrects what was held or handed in.
        CorrectedByAuthority
            = "corrected_by_authority", Rule, None, None,
            "已举行的批次、已提交的年度报告由备案机关更正", "a batch that was held and an annual report that was handed in are for the authority to correct";
        /// The id of a batch is too long.
        LongBatchId
            = "batch_id_too_long", Facts, None, Some("id"),
            "批次编号不得超过 48 个字符", "the id of a batch has at most 48 characters";
        /// It was not reported as done.
        NotReported
            = "not_reported", State, None, None,
            "机构尚未报告整改完成", "the institution has not reported it done";
        /// It is accepted already.
        AlreadyAccepted
            = "already_accepted", State, None, None,
            "整改已验收", "the rectification is accepted already";
        /// It was decided already.
        AlreadyDecided
            = "already_decided", State, None, None,
            "已作出决定", "it was decided already";
        /// The id of a candidate with another provision.
        WrongProvision
            = "wrong_provision", Facts, None, Some("provision"),
            "编号所指条款与违规条款不一致", "the id names another provision than the finding";
        /// Follows from proceedings, inspections or cases alone.
        NotByHand {
            /// The kind.
            kind: &'static str,
        } = "not_by_hand", Rule, None, None,
            "此类记录由处置、检查或者投诉办理产生，不能单独登记或者撤销", "entries of this kind follow from proceedings, inspections or cases: they are neither recorded nor struck by hand";
        /// A decision rests on it.
        Sanctioned
            = "sanctioned", State, None, None,
            "已有处置决定以此为依据，不能撤销", "a decision rests on it: it is not struck";
        /// Only the authority that filed the institution decides.
        NotOwnAuthority
            = "not_own_authority", Rule, None, None,
            "谁备案、谁负责：只有备案机关可以作出此项决定", "only the authority that filed the institution decides on this";
    }
}
