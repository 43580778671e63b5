//! What is owed about a case and not done yet, each with the day until which it is owed: follows from the state alone.

use chrono::NaiveDate;

use super::facts::clock;
use super::state::{CaseState, Status};
use super::term::{owes_feedback, statement_owed_since, upward_report_owed_since};
use super::words::record_words;
use crate::gd::art04_upward_report::ART4_2;
use crate::gd::art05_complaint_office::ART5;
use crate::gd::art06_undertaking_department::ART6;
use crate::gd::art12_guidance::ART12;
use crate::gd::art13_media::ART13;
use crate::gd::art16_feedback::ART16;
use crate::gd::art18_clock;
use crate::gd::parameters::GdParameters;
use crate::provision::Provision;
use crate::workday::WorkingCalendar;

record_words! {
    /// What is owed.
    DutyKind {
        /// 上报省中心 (Art. 4(2), 15)
        UpwardReport = "upward_report",
        /// 向社会公布有关情况 (Art. 13)
        PublicStatement = "public_statement",
        /// 答复督办 (Art. 5(3))
        Supervision = "supervision",
        /// 按告知的时间答复 (Art. 12)
        ReplyPromise = "reply_promise",
        /// 报送调查报告 (Art. 6)
        InvestigationReport = "investigation_report",
        /// 反馈办理结果 (Art. 16)
        Feedback = "feedback",
    }
}

impl DutyKind {
    /// The provision by which it is owed.
    #[must_use]
    pub fn provision(self) -> &'static Provision {
        match self {
            Self::UpwardReport => &ART4_2,
            Self::PublicStatement => &ART13,
            Self::Supervision => &ART5,
            Self::ReplyPromise => &ART12,
            Self::InvestigationReport => &ART6,
            Self::Feedback => &ART16,
        }
    }

    /// What is to be done, in Chinese.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::UpwardReport => "上报省鉴定指导部门",
            Self::PublicStatement => "向社会公布有关情况",
            Self::Supervision => "答复督办",
            Self::ReplyPromise => "按告知的时间答复提出人",
            Self::InvestigationReport => "报送调查报告",
            Self::Feedback => "向提出人反馈办理结果",
        }
    }

    /// What is to be done, in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::UpwardReport => "report to the province center",
            Self::PublicStatement => "inform the public",
            Self::Supervision => "answer a supervision order",
            Self::ReplyPromise => "give the complainant the promised answer",
            Self::InvestigationReport => "hand in the investigation report",
            Self::Feedback => "feed the result back to the complainant",
        }
    }
}

/// Something owed about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub kind: DutyKind,
    /// Which of its kind: the order, the promise or the assignment by its number; 0 where there is only one.
    pub number: u32,
    /// The last day on which it is done in time; none: the text says 及时 or nothing, and no day was set.
    pub due_on: Option<NaiveDate>,
    /// The undertaking department that owes it; none: the center.
    pub department: Option<String>,
}

impl Duty {
    /// Whether it should have been done before that day.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.due_on.is_some_and(|due_on| due_on < today)
    }
}

/// What is owed about a case as it stands. `parameters` gives the values in force on a day.
///
/// A duty that lasts longer than its case: the province is reported to, and the public informed, also of a case that was
/// rejected, withdrawn or archived meanwhile; not of one that another center answers for.
#[must_use]
pub fn duties(
    state: &CaseState,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> Option<GdParameters>,
) -> Vec<Duty> {
    if state.handling.erased.is_some() {
        return Vec::new();
    }
    let limit = |since: NaiveDate, days: fn(&GdParameters) -> u32| {
        let days = i32::try_from(days(&parameters(since)?)).ok()?;
        calendar.add(since, days).ok().map(|answer| answer.value)
    };
    let mut owed = Vec::new();
    outward(state, &limit, &mut owed);
    supervision(state, &mut owed);
    guidance(state, &mut owed);
    reports(state, calendar, parameters, &mut owed);
    if owes_feedback(state) {
        let concluded_on = state.conclusion.as_ref().map(|concluded| concluded.on);
        let due_on =
            concluded_on.and_then(|on| limit(on, |parameters| parameters.feedback_working_days));
        owed.push(of_center(DutyKind::Feedback, 0, due_on));
    }
    owed
}

fn of_center(kind: DutyKind, number: u32, due_on: Option<NaiveDate>) -> Duty {
    Duty {
        kind,
        number,
        due_on,
        department: None,
    }
}

/// Art. 4(2) binds the centers of Guangdong below the province, Art. 13 all of them; who merely passed a case on, or joined
/// it to another, leaves both to that one.
fn outward(
    state: &CaseState,
    limit: &impl Fn(NaiveDate, fn(&GdParameters) -> u32) -> Option<NaiveDate>,
    owed: &mut Vec<Duty>,
) {
    if let Some(since) = upward_report_owed_since(state) {
        let due_on = limit(since, |parameters| parameters.upward_report_working_days);
        owed.push(of_center(DutyKind::UpwardReport, 0, due_on));
    }
    if let Some(since) = statement_owed_since(state) {
        let due_on = limit(since, |parameters| parameters.public_statement_working_days);
        owed.push(of_center(DutyKind::PublicStatement, 0, due_on));
    }
}

fn supervision(state: &CaseState, owed: &mut Vec<Duty>) {
    if !is_handled(state.status) && !matches!(state.status, Status::Concluded | Status::FedBack) {
        return;
    }
    let open = state.handling.supervisions.iter();
    owed.extend(open.filter(|one| one.answer.is_none()).map(|one| {
        Duty {
            kind: DutyKind::Supervision,
            number: one.order.number,
            due_on: Some(one.order.due_on),
            // What the accused party was asked falls to the center (Art. 15).
            department: one.order.department.clone().filter(|department| {
                state.handling.assignment(department).is_none()
                    || state.handled_by(department).is_some()
            }),
        }
    }));
}

/// Every promise is kept by an answer of that day or later; a later promise does not undo an earlier one.
fn guidance(state: &CaseState, owed: &mut Vec<Duty>) {
    if !is_handled(state.status) {
        return;
    }
    let answered = |on: NaiveDate| state.handling.answers.iter().any(|answer| answer.on >= on);
    for (number, promise) in (1..).zip(&state.handling.promises) {
        if !answered(promise.on) {
            let due_on = Some(promise.promised_on);
            owed.push(of_center(DutyKind::ReplyPromise, number, due_on));
        }
    }
}

/// One of every department that has not reported: by its own day, else within the time limit of the case.
fn reports(
    state: &CaseState,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> Option<GdParameters>,
    owed: &mut Vec<Duty>,
) {
    if state.status != Status::Assigned {
        return;
    }
    let of_case = || {
        let accepted_on = state.acceptance.as_ref()?.on;
        let facts = clock(state, accepted_on)?;
        let clock = art18_clock::evaluate(&facts, calendar, &parameters(accepted_on)?).ok()?;
        Some(clock.effective_due_on)
    };
    for assignment in state.handling_departments() {
        let mut reports = state.handling.reports.iter();
        if !reports.any(|report| report.department == assignment.department) {
            owed.push(Duty {
                kind: DutyKind::InvestigationReport,
                number: assignment.number,
                due_on: assignment.due_on.or_else(of_case),
                department: Some(assignment.department.clone()),
            });
        }
    }
}

/// Whether the clock of the case runs.
const fn is_handled(status: Status) -> bool {
    matches!(
        status,
        Status::Accepted | Status::Assigned | Status::Reported
    )
}
