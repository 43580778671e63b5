//! Why a condition or ground is met, not met or undetermined, in both languages.

use crate::ground::reasons;

reasons! {
    DEFINITE: "投诉举报对象和违规行为均明确", "both the accused party and the violation are definite";
    NOT_DEFINITE: "投诉举报对象或违规行为不明确", "the accused party or the violation is not definite";
    DEFINITE_UNKNOWN: "尚不清楚投诉举报对象和违规行为是否明确", "it is not known whether the accused party and the violation are definite";
    WITHIN: "属于职能和管辖范围", "the matter lies within function and jurisdiction";
    OUTSIDE_FUNCTION: "不属于职能范围", "the matter lies outside the function";
    OUTSIDE_JURISDICTION: "不属于管辖范围", "the matter lies outside the jurisdiction";
    OUTSIDE_BOTH: "既不属于职能范围，也不属于管辖范围", "the matter lies outside both function and jurisdiction";
    WITHIN_UNKNOWN: "尚不清楚是否属于职能和管辖范围", "it is not known whether the matter lies within function and jurisdiction";
    FOUNDED: "对象和违规行为明确，且有事实依据", "the accused party and the violation are definite and there is a factual basis";
    NO_ACCUSED: "没有明确的投诉举报对象", "there is no definite accused party";
    NO_VIOLATION: "没有明确的违规行为", "there is no definite violation";
    NO_BASIS: "缺乏事实依据", "there is no factual basis";
    SEVERAL_LACKING: "对象、违规行为、事实依据中有多项不具备", "more than one of accused party, violation and factual basis is lacking";
    FOUNDED_UNKNOWN: "尚不清楚对象、违规行为是否明确或有无事实依据", "it is not known whether the accused party and the violation are definite and founded";
    NO_OPEN_REPEAT: "同一提出人就同一事项没有正在办结期限内的已受理投诉举报", "the same complainant has no accepted complaint about the same matter within its time limit";
    OPEN_REPEAT: "同一提出人就同一事项的投诉举报已受理，办结期限为 {0}，本次于 {1} 在期限内重复提出", "the same complainant's complaint about the same matter is accepted and due on {0}; this one of {1} repeats it within that limit";
    OPEN_REPEAT_UNKNOWN: "尚不清楚是否为在办结期限内的重复提出", "it is not known whether this repeats an accepted complaint within its time limit";
    NO_CLOSED_REPEAT: "同一提出人就同一事项没有已办结的投诉举报，或者本次有新的事实", "the same complainant has no concluded complaint about the same matter, or this one brings new facts";
    CLOSED_REPEAT: "同一提出人就同一事项的投诉举报已经办结，本次没有新的事实", "the same complainant's complaint about the same matter is concluded and this one brings no new facts";
    CLOSED_REPEAT_UNKNOWN: "尚不清楚是否为已办结事项的重复提出", "it is not known whether this repeats a concluded complaint without new facts";
    NOT_ROUTINE: "不属于鉴定正常业务范围", "the matter is not normal business of appraisal";
    PROCEDURE_FOLLOWED: "已先按正常流程办理", "the normal procedure was followed first";
    PROCEDURE_SKIPPED: "属于鉴定正常业务范围，提出人未先按正常流程办理", "the matter is normal business of appraisal and the normal procedure was not followed first";
    PROCEDURE_UNKNOWN: "尚不清楚是否属于正常业务或是否已按正常流程办理", "it is not known whether the matter is normal business or whether the normal procedure was followed";
    ONGOING: "违规行为仍在持续，不存在超过期限的问题", "the violation is still going on: it cannot be out of time";
    IN_TIME: "于 {0} 提出，未超过期限（最后一日为 {1}）", "put forward on {0}, not after the last day {1}";
    OUT_OF_TIME: "于 {0} 提出，已超过期限（最后一日为 {1}）", "put forward on {0}, after the last day {1}";
    IN_TIME_WHATEVER_DAY: "事件发生日只知其月或年；无论是哪一日，于 {0} 提出均未超过期限（最早的最后一日为 {1}）", "the event is known to the month or year only; whichever day it was, {0} is not after the last day (the earliest being {1})";
    OUT_OF_TIME_WHATEVER_DAY: "事件发生日只知其月或年；无论是哪一日，于 {0} 提出均已超过期限（最迟的最后一日为 {1}）", "the event is known to the month or year only; whichever day it was, {0} is after the last day (the latest being {1})";
    DAY_DECIDES: "事件发生日只知其月或年；期限最后一日在 {0} 至 {1} 之间，取决于具体日期", "the event is known to the month or year only; the last day lies between {0} and {1}, depending on the day";
    NO_EVENT_DATE: "尚不清楚事件发生日期", "the date of the event is not known";
}
