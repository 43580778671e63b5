//! Why something cannot be done with a circular.

use chrono::NaiveDate;

use super::CircularStatus;
use crate::gd::art15_confidentiality::ART15;
use crate::gd::art17_archive::ART17;
use crate::gd::case::refusal::rules::rules;

rules! {
    /// Why something cannot be done with a circular.
    CircularRefusal {
        /// It is not where this leads on from.
        WrongStatus {
            /// Where it stands.
            status: CircularStatus,
        } = "wrong_status", None, None,
            format!("通报处于“{}”状态", status.name_zh()), format!("the circular is {status}");
        /// A text that must say something says nothing.
        Blank {
            /// The member.
            member: &'static str,
        } = "blank", None, None,
            "不能为空", "must not be blank";
        /// It rests on no case, or on too many.
        Cases = "cases", Some(&ART17), Some("cases"),
            "须列明所依据的案件，一件以上，五十件以下，不得重复", "must name the cases it rests on: from one to fifty, each once";
        /// Art. 17: 工作结束后.
        CaseOpen {
            /// Its place among the cases.
            index: usize,
        } = "case_open", Some(&ART17), Some("cases"),
            format!("第 {} 件尚未办结，办结后方可通报", index.saturating_add(1)), format!("case {} is still open: circulars come when the work is finished", index.saturating_add(1));
        /// The case is another center's, and this is not the province center.
        CaseElsewhere {
            /// Its place among the cases.
            index: usize,
        } = "case_elsewhere", Some(&ART17), Some("cases"),
            format!("第 {} 件由其他机构承办", index.saturating_add(1)), format!("case {} is another center's", index.saturating_add(1));
        /// Its content was destroyed, or it is out of reach: nothing can be compared with what is sealed of it.
        CaseGone {
            /// Its place among the cases.
            index: usize,
            /// Its id.
            id: String,
        } = "case_gone", Some(&ART17), Some("cases"),
            format!("第 {} 件（{id}）的内容已经销毁或者无权查阅，请修改所依据的案件后再办理", index.saturating_add(1)),
            format!("the content of case {} ({id}) was destroyed or is out of reach: revise the cases the circular rests on", index.saturating_add(1));
        /// Art. 15: whoever is accused writes no circular about it.
        BelongsToAccused = "belongs_to_accused", Some(&ART15), Some("cases"),
            "被投诉举报对象及其人员不得起草、批准、发布或者撤回有关通报", "the accused party and its staff neither write, approve, publish nor withdraw a circular about it";
        /// Whoever wrote it does not approve it.
        ApprovedByAuthor = "approved_by_author", Some(&ART17), None,
            "起草、修改人员不得批准", "whoever wrote it does not approve it";
        /// Nothing changes.
        NothingRevised = "nothing_revised", None, None,
            "与原稿一致", "the revision changes nothing";
        /// The clock is wrong.
        DayBeforeLastStep {
            /// The latest day on which something happened.
            latest_on: NaiveDate,
        } = "day_before_last_step", None, None,
            format!("通报最近一次办理在 {latest_on}"), format!("the circular was last acted on on {latest_on}");
    }
}

impl CircularStatus {
    /// The name in Chinese.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Approved => "已批准",
            Self::Published => "已发布",
            Self::Withdrawn => "已撤回",
        }
    }
}
