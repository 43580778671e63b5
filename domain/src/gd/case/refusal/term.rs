//! Refusals of extension, explanation, feedback, archive and erasure (Art. 16-18).

use chrono::NaiveDate;

use super::rules::rules;
use crate::gd::art04_upward_report::ART4_2;
use crate::gd::art05_complaint_office::ART5;
use crate::gd::art06_undertaking_department::ART6;
use crate::gd::art13_media::ART13;
use crate::gd::art16_feedback::ART16;
use crate::gd::art17_archive::ART17;
use crate::gd::art18_clock::ART18;

rules! {
    /// Why a step about time or the end of a case is refused.
    TermRefusal {
        /// Art. 18: the time limit is over.
        LimitOver {
            /// Its last day.
            due_on: NaiveDate,
        } = "limit_over", Some(&ART18), None,
            format!("办结期限已于 {due_on} 届满，须在届满前办理"),
            format!("the time limit ended on {due_on}; this is done before it ends");
        /// Art. 18: the extension does not lie between the present limit and the cap.
        ExtensionOutOfRange {
            /// Fewest working days.
            from: u32,
            /// Most working days.
            to: u32,
        } = "extension_out_of_range", Some(&ART18), Some("to_working_days"),
            format!("延长后的期限须在 {from} 至 {to} 个工作日之间，自正式受理起算"),
            format!("an extension is to {from} to {to} working days, counted from acceptance");
        /// Art. 18: it was extended as far as it can be.
        ExtendedToTheCap {
            /// Most working days.
            cap: u32,
        } = "extended_to_the_cap", Some(&ART18), None,
            format!("期限已经延长至最长的 {cap} 个工作日"),
            format!("the limit is extended to its most already, {cap} working days");
        /// Art. 18: no contact was left, nobody can be told why it takes longer.
        NobodyToExplainTo = "nobody_to_explain_to", Some(&ART18), None,
            "提出人未提供联系方式，无法说明原因", "no contact was left: nobody can be told why it takes longer";
        /// The complainant cannot be told in that manner.
        MannerNotPossible = "manner_not_possible", None, Some("manner"),
            "本案不能以该方式告知提出人", "the complainant of this case cannot be told in that manner";
        /// Art. 16: no contact was left, feedback is not owed and not possible.
        NoContact = "no_contact", Some(&ART16), None,
            "提出人未提供联系方式，无法反馈", "no contact was left";
        /// A day before the conclusion.
        BeforeConclusion {
            /// The day of conclusion.
            concluded_on: NaiveDate,
        } = "before_conclusion", None, Some("on"),
            format!("不得早于办结日 {concluded_on}"), format!("must not be before the conclusion on {concluded_on}");
        /// No such measure.
        UnknownMeasure {
            /// The number.
            measure: u32,
        } = "unknown_measure", Some(&ART6), Some("measure"),
            format!("本案没有第 {measure} 项处理措施"), format!("the case has no measure {measure}");
        /// It was carried out.
        ExecutedAlready {
            /// The number.
            measure: u32,
        } = "executed_already", Some(&ART6), Some("measure"),
            format!("第 {measure} 项处理措施已经执行"), format!("measure {measure} was carried out already");
        /// A department records the measures of another.
        AnotherDepartmentsMeasure = "another_departments_measure", Some(&ART6), Some("measure"),
            "该项处理措施由其他部门执行", "another department carries this measure out";
        /// There is no measure left that the principal's organisation carries out.
        NothingToExecute = "nothing_to_execute", Some(&ART6), None,
            "没有应由本机构或者本部门执行而尚未执行的处理措施",
            "no measure is left that your organisation carries out";
        /// Art. 6: a measure was not carried out.
        MeasureOutstanding {
            /// The number.
            measure: u32,
        } = "measure_outstanding", Some(&ART6), None,
            format!("第 {measure} 项处理措施尚未执行"), format!("measure {measure} was not carried out");
        /// Art. 5(3): a supervision order was not answered.
        OrderUnanswered {
            /// The number.
            order: u32,
        } = "order_unanswered", Some(&ART5), None,
            format!("第 {order} 号督办尚未答复"), format!("supervision order {order} was not answered");
        /// Art. 4(2), 15: the case was not reported to the province center.
        UpwardReportOwed = "upward_report_owed", Some(&ART4_2), None,
            "应当上报省职业技能鉴定指导中心而尚未上报", "the case must be reported to the province center first";
        /// Art. 13: the public was not informed.
        StatementOwed = "statement_owed", Some(&ART13), None,
            "经媒体曝光，尚未向社会公布有关情况", "the case is exposed by media and the public was not informed";
        /// Art. 16: the result was not fed back.
        FeedbackOwed = "feedback_owed", Some(&ART16), None,
            "办理结果尚未反馈提出人", "the result was not fed back to the complainant";
        /// The materials must still be kept.
        MustBeKept {
            /// The last day.
            until: NaiveDate,
        } = "must_be_kept", Some(&ART17), None,
            format!("保存期限至 {until}"), format!("the materials are to be kept until {until}");
        /// Of a case that is not archived nobody knows how long it is to be kept.
        NotArchived = "not_archived", Some(&ART17), None,
            "尚未存档，保存期限未起算", "the case is not archived: its retention has not begun";
        /// Nobody proposed it.
        ErasureNotProposed = "erasure_not_proposed", None, None,
            "尚未提出销毁", "nobody has proposed it";
        /// Two persons.
        SamePerson = "same_person", None, None,
            "提出销毁的人员不得自行确认", "whoever proposed it cannot confirm it";
        /// One of the two persons leads the organisation.
        LeadMissing = "lead_missing", None, None,
            "提出和确认销毁的人员中至少一人须为机构负责人",
            "one of the two who propose and confirm it must be the organisation's lead";
        /// It was proposed.
        ErasureProposedAlready = "erasure_proposed_already", None, None,
            "已经提出销毁", "it was proposed already";
        /// It is done.
        ErasedAlready = "erased_already", None, None,
            "封存内容已经销毁", "what was sealed is destroyed already";
    }
}
