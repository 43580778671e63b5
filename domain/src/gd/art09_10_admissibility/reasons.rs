//! Why a condition or ground is met, not met or undetermined, in both languages.

use crate::ground::reasons;

reasons! {
    DEFINITE: "投诉举报对象和违规行为均明确", "both the accused party and the violation are definite";
    NOT_DEFINITE: "投诉举报对象或违规行为不明确", "the accused party or the violation is not definite";
    DEFINITE_UNKNOWN: "投诉举报对象和违规行为是否明确，尚未查明", "it is not known whether the accused party and the violation are definite";
    WITHIN: "属于职能和管辖范围", "the matter lies within function and jurisdiction";
    OUTSIDE_FUNCTION: "不属于职能范围", "the matter lies outside the function";
    OUTSIDE_JURISDICTION: "不属于管辖范围", "the matter lies outside the jurisdiction";
    OUTSIDE_BOTH: "既不属于职能范围，也不属于管辖范围", "the matter lies outside both function and jurisdiction";
    WITHIN_UNKNOWN: "是否属于职能和管辖范围，尚未查明", "it is not known whether the matter lies within function and jurisdiction";
    FOUNDED: "投诉举报对象和违规行为均明确，且有事实依据", "the accused party and the violation are definite and there is a factual basis";
    NO_ACCUSED: "没有明确的投诉举报对象", "there is no definite accused party";
    NO_VIOLATION: "没有明确的违规行为", "there is no definite violation";
    NO_BASIS: "缺乏事实依据", "there is no factual basis";
    SEVERAL_LACKING: "投诉举报对象、违规行为、事实依据中有多项不具备", "more than one of accused party, violation and factual basis is lacking";
    FOUNDED_UNKNOWN: "投诉举报对象、违规行为是否明确或者有无事实依据，尚未查明", "it is not known whether the accused party and the violation are definite and founded";
    NO_OPEN_REPEAT: "同一提出人就同一事项没有正在办结期限内的已受理投诉举报", "the same complainant has no accepted complaint about the same matter within its time limit";
    OPEN_REPEAT: "同一提出人就同一事项的投诉举报已受理，办结期限为 {0}，本次于 {1} 在期限内重复提出", "the same complainant's complaint about the same matter is accepted and due on {0}; this one of {1} repeats it within that limit";
    OPEN_REPEAT_UNKNOWN: "是否属于在办结期限内重复提出，尚未查明", "it is not known whether this repeats an accepted complaint within its time limit";
    NO_CLOSED_REPEAT: "同一提出人就同一事项没有已办结的投诉举报，或者本次有新的事实", "the same complainant has no concluded complaint about the same matter, or this one brings new facts";
    CLOSED_REPEAT: "同一提出人就同一事项的投诉举报已经办结，本次没有新的事实", "the same complainant's complaint about the same matter is concluded and this one brings no new facts";
    CLOSED_REPEAT_UNKNOWN: "是否属于已办理终结后重复提出，尚未查明", "it is not known whether this repeats a concluded complaint without new facts";
    NOT_ROUTINE: "不属于鉴定正常业务范围", "the matter is not normal business of appraisal";
    PROCEDURE_FOLLOWED: "已先按正常流程办理", "the normal procedure was followed first";
    PROCEDURE_SKIPPED: "属于鉴定正常业务范围，提出人未先按正常流程办理", "the matter is normal business of appraisal and the normal procedure was not followed first";
    PROCEDURE_UNKNOWN: "是否属于鉴定正常业务范围或者是否已先按正常流程办理，尚未查明", "it is not known whether the matter is normal business or whether the normal procedure was followed";
    ONGOING: "违规行为仍在持续，期限尚未起算", "the violation is still going on: time has not begun to run";
    IN_TIME: "于 {0} 提出，未超过期限（最后一日为 {1}）", "put forward on {0}, not after the last day {1}";
    OUT_OF_TIME: "于 {0} 提出，已超过期限（最后一日为 {1}）", "put forward on {0}, after the last day {1}";
    IN_TIME_WHATEVER_DAY: "事件发生日期仅知年月或者年份；无论为其中哪一日，于 {0} 提出均未超过期限（期限最后一日最早为 {1}）", "the event is known to the month or year only; whichever day it was, {0} is not after the last day (the earliest being {1})";
    OUT_OF_TIME_WHATEVER_DAY: "事件发生日期仅知年月或者年份；无论为其中哪一日，于 {0} 提出均已超过期限（期限最后一日最迟为 {1}）", "the event is known to the month or year only; whichever day it was, {0} is after the last day (the latest being {1})";
    DAY_DECIDES: "事件发生日期仅知年月或者年份；期限最后一日在 {0} 至 {1} 之间，取决于具体日期", "the event is known to the month or year only; the last day lies between {0} and {1}, depending on the day";
    NO_EVENT_DATE: "事件发生日期不明", "the date of the event is not known";
}
