//! Why a ground of Art. 20-22 is met, not met or undetermined, in both languages.

use crate::ground::reasons;

reasons! {
    FINDING: "有经核实的本项违规记录", "there is a verified finding of this breach";
    NO_FINDING: "没有可作为依据的本项违规记录", "there is no finding of this breach that can support it";
    FINDING_UNKNOWN: "本项违规记录不明或者尚未核实", "findings of this breach are not known or not yet verified";
    SHARE: "比例最高的批次：考生 {2} 人，其中资质不合格 {1} 人，达到或者超过 {0}%", "a batch's unqualified candidates reach {0} % (the worst: {1} of {2})";
    NO_SHARE: "各批次资质不合格考生的比例均未达到 {0}%", "no batch's unqualified candidates reach {0} %";
    SHARE_UNKNOWN: "有批次的考生人数或者资质不合格人数不明", "the number of candidates or of unqualified ones is not known for some batch";
    PAPERS: "{1} 个月内使用雷同卷达 {0} 次以上", "identical papers were used {0} times or more within {1} months";
    NO_PAPERS: "{1} 个月内使用雷同卷不足 {0} 次", "identical papers were not used {0} times within {1} months";
    PAPERS_UNKNOWN: "批次情况不明，或者是否使用雷同卷尚未查明", "the batches are not known, or whether identical papers were used is not";
    IDLE: "截至 {0} 未开展评价活动，期限最后一日为 {1}，且无正当理由", "no assessment up to {0}, after the last day {1}, without justification";
    NOT_IDLE: "未超过期限，期限最后一日为 {0}", "the last day {0} has not passed";
    JUSTIFIED: "未开展评价活动有正当理由", "there is a justification for the inactivity";
    NOT_FILED: "当日尚未备案", "the institution was not filed yet";
    IDLE_UNKNOWN: "最近一次评价活动或者备案日期不明，或者有无正当理由尚未查明", "the last assessment, the filing or a justification is not known";
    COMPLAINTS: "{1} 个月内经核实属实的投诉举报达 {0} 次以上", "{0} complaints or more, verified as true, within {1} months";
    NO_COMPLAINTS: "{1} 个月内经核实属实的投诉举报不足 {0} 次", "fewer than {0} complaints verified as true within {1} months";
    COMPLAINTS_UNKNOWN: "投诉举报情况不明或者尚未核实", "the complaints are not known or not yet verified";
    REPORT_LATE: "存在逾期未提交或者逾期提交的年度工作报告", "an annual report was not submitted in time";
    REPORTS_IN_TIME: "年度工作报告均已按期提交或者尚未到期", "every annual report was submitted in time or is not due";
    REPORTS_UNKNOWN: "年度工作报告情况不明", "the annual reports are not known";
    RECTIFICATION_LATE: "存在逾期未完成或者逾期完成的整改事项", "a rectification was not completed in time";
    RECTIFICATIONS_IN_TIME: "整改事项均已按期完成或者尚未到期", "every rectification was completed in time or is not due";
    RECTIFICATIONS_UNKNOWN: "整改事项情况不明", "the rectifications are not known";
    BAN_IDLE: "截至 {0} 连续未开展评价工作，期限最后一日为 {1}", "no assessment up to {0}, after the last day {1}";
    BAN_IDLE_UNKNOWN: "最近一次评价活动或者备案日期不明", "the last assessment or the filing is not known";
    AGAIN: "警示并于 {0} 整改后，再次违反第十二、十三条", "after a warning and rectification on {0}, Articles 12 or 13 were breached again";
    AGAIN_PURPOSIVE: "警示并于 {0} 整改后再次违规；按本参数集采用的目的解释成立", "after a warning and rectification on {0}, a further violation; met on the purposive reading that this profile uses";
    CONTESTED: "警示并于 {0} 整改后再次违反第二十、二十一条；文义只及于第十二、十三条，是否适用，由监管人员说明理由后决定", "after a warning and rectification on {0}, Articles 20 or 21 were breached again; the text names only Articles 12 and 13: an officer decides, with reasons";
    NOT_AGAIN: "警示并于 {0} 整改后没有再次违规", "after a warning and rectification on {0} there was no further violation";
    NO_RECTIFIED_WARNING: "没有已完成整改的警示记录", "there is no warning that was rectified";
    AGAIN_UNKNOWN: "警示整改后是否再次违规，尚未查明", "it is not known whether there was a further violation after a warning and rectification";
}
