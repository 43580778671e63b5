//! What came of an accepted case until its conclusion: departments, guidance, reports, supervision (Art. 5, 6, 11, 12, 14).

use chrono::NaiveDate;
use domain::access::{Action, Principal, Scope};
use domain::gd::case::CaseState;
use domain::gd::case::event::handling::{Assignment, ReplyPromised};
use domain::gd::case::handling::Supervision;
use serde::Serialize;
use utoipa::ToSchema;

/// What came of an accepted case until its conclusion. Texts are sealed: members named `material` say under which id each
/// is disclosed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Investigation)]
pub struct InvestigationBody {
    /// The undertaking departments; to one of them, of the others only which they are.
    pub assignments: Vec<AssignmentBody>,
    /// How the complainant was guided (Art. 12).
    pub answers: Vec<GuidanceAnswerBody>,
    /// What was promised to the complainant (Art. 12).
    pub promises: Vec<ReplyPromiseBody>,
    /// The reports put together (Art. 5(4)); null to a department.
    pub consolidated_report: Option<ReportBody>,
    /// Demands of progress (Art. 5(3)); to a department, those to it.
    pub supervision_orders: Vec<SupervisionOrderBody>,
}

/// An undertaking department of a case (Art. 11 and 14).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Assignment)]
pub struct AssignmentBody {
    /// From 1, within the case.
    pub number: u32,
    /// Its organisation id.
    #[schema(examples("gd-440100"))]
    pub department: String,
    /// Its name on the day of the assignment.
    pub name_zh: String,
    /// `lead` or `co_handler`.
    #[schema(examples("lead"))]
    pub part: &'static str,
    /// The day of the assignment.
    pub on: NaiveDate,
    /// It turned out to be, or to belong to, the accused party: it has no part in the case any more (Art. 15).
    pub barred: bool,
    /// What it is to do: the id of the material.
    pub task: Option<String>,
    /// The materials it may see besides its own.
    pub materials: Vec<String>,
    /// When its report is expected.
    pub due_on: Option<NaiveDate>,
    /// Its report.
    pub report: Option<ReportBody>,
}

/// A report (Art. 5(4) and 6).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvestigationReport)]
pub struct ReportBody {
    /// The day.
    pub on: NaiveDate,
    /// What was found; null to another department.
    #[schema(examples("partly"))]
    pub finding: Option<&'static str>,
    /// The material; null to another department.
    pub material: Option<String>,
}

/// What was explained to the complainant (Art. 12).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GuidanceAnswer)]
pub struct GuidanceAnswerBody {
    /// The day.
    pub on: NaiveDate,
    /// How; null where no contact was left, and to a department.
    pub manner: Option<&'static str>,
    /// The organisation that answered.
    pub organisation: String,
    /// The material.
    pub material: String,
}

/// When an answer was promised (Art. 12).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplyPromise)]
pub struct ReplyPromiseBody {
    /// The day of the promise.
    pub on: NaiveDate,
    /// The day an answer is promised for.
    pub promised_on: NaiveDate,
    /// How the complainant was told; null to a department.
    pub manner: Option<&'static str>,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// As of today: `open`, `kept`, `kept_late` or `overdue`.
    #[schema(examples("kept"))]
    pub state: &'static str,
}

/// A demand of progress (Art. 5(3)).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupervisionOrder)]
pub struct SupervisionOrderBody {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The department; null: the officer.
    pub department: Option<String>,
    /// When it must be answered.
    pub due_on: NaiveDate,
    /// What is demanded: the id of the material.
    pub material: String,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// The answer: the id of the material.
    pub answer: Option<String>,
    /// As of today: `open`, `answered`, `answered_late` or `overdue`.
    #[schema(examples("open"))]
    pub state: &'static str,
}

impl InvestigationBody {
    /// Of a case, as it stands on a day; none where nothing of it has happened.
    #[must_use]
    pub fn of(state: &CaseState, principal: &Principal, today: NaiveDate) -> Option<Self> {
        let handling = &state.handling;
        let nothing = handling.assignments.is_empty()
            && handling.answers.is_empty()
            && handling.promises.is_empty()
            && handling.consolidated.is_none()
            && handling.supervisions.is_empty();
        // How the center works on a case is not the business of whoever handed it in.
        let outside = principal.scope(Action::ReadComplaint) == Some(Scope::Submitted);
        if nothing || outside {
            return None;
        }
        let own = department(principal);
        let shows = |department: &str| own.is_none_or(|own| own == department);
        Some(Self {
            assignments: handling
                .assignments
                .iter()
                .map(|one| AssignmentBody::of(state, one, shows(&one.department)))
                .collect(),
            answers: handling
                .answers
                .iter()
                .map(|one| GuidanceAnswerBody {
                    on: one.on,
                    manner: one.manner.map(|manner| manner.as_str()),
                    organisation: one.organisation.clone(),
                    material: one.text.item.clone(),
                })
                .collect(),
            promises: handling
                .promises
                .iter()
                .map(|one| ReplyPromiseBody::of(state, one, today))
                .collect(),
            consolidated_report: handling
                .consolidated
                .as_ref()
                .filter(|_| own.is_none())
                .map(|one| ReportBody {
                    on: one.on,
                    finding: Some(one.finding.as_str()),
                    material: Some(one.text.item.clone()),
                }),
            supervision_orders: handling
                .supervisions
                .iter()
                .filter(|one| own.is_none() || one.order.department.as_deref() == own)
                .map(|one| SupervisionOrderBody::of(one, today))
                .collect(),
        })
    }

    /// Takes out how the complainant was reached.
    pub(super) fn veil_manners(&mut self) {
        for answer in &mut self.answers {
            answer.manner = None;
        }
        for promise in &mut self.promises {
            promise.manner = None;
        }
    }

    /// Whether it changes with the day by itself.
    #[must_use]
    pub fn turns_with_the_day(state: &CaseState) -> bool {
        let waiting = |one: &Supervision| one.answer.is_none();
        state.handling.supervisions.iter().any(waiting)
            || state
                .handling
                .promises
                .iter()
                .any(|one| answered_on(state, one).is_none())
    }
}

/// The department that a caller belongs to; none: the caller is not shown the case as one.
fn department(principal: &Principal) -> Option<&str> {
    (principal.scope(Action::ReadComplaint) == Some(Scope::Assigned))
        .then_some(principal.organisation_id.as_str())
}

impl AssignmentBody {
    fn of(state: &CaseState, one: &Assignment, shown: bool) -> Self {
        let report = state.handling.report_of(&one.department);
        Self {
            number: one.number,
            department: one.department.clone(),
            name_zh: one.name_zh.clone(),
            part: one.part.as_str(),
            on: one.on,
            barred: state.handled_by(&one.department).is_none(),
            task: one
                .task
                .as_ref()
                .filter(|_| shown)
                .map(|text| text.item.clone()),
            materials: if shown {
                one.materials.clone()
            } else {
                Vec::new()
            },
            due_on: one.due_on.filter(|_| shown),
            report: report.map(|report| ReportBody {
                on: report.on,
                finding: shown.then_some(report.finding.as_str()),
                material: shown.then(|| report.text.item.clone()),
            }),
        }
    }
}

/// The day of the first answer since a promise.
fn answered_on(state: &CaseState, promise: &ReplyPromised) -> Option<NaiveDate> {
    state
        .handling
        .answers
        .iter()
        .map(|answer| answer.on)
        .find(|on| *on >= promise.on)
}

impl ReplyPromiseBody {
    fn of(state: &CaseState, one: &ReplyPromised, today: NaiveDate) -> Self {
        let answered_on = answered_on(state, one);
        Self {
            on: one.on,
            promised_on: one.promised_on,
            manner: Some(one.manner.as_str()),
            answered_on,
            state: match answered_on {
                Some(on) if on <= one.promised_on => "kept",
                Some(_) => "kept_late",
                None if today > one.promised_on => "overdue",
                None => "open",
            },
        }
    }
}

impl SupervisionOrderBody {
    fn of(one: &Supervision, today: NaiveDate) -> Self {
        let order = &one.order;
        let answered_on = one.answer.as_ref().map(|answer| answer.on);
        Self {
            number: order.number,
            on: order.on,
            department: order.department.clone(),
            due_on: order.due_on,
            material: order.text.item.clone(),
            answered_on,
            answer: one.answer.as_ref().map(|answer| answer.text.item.clone()),
            state: match answered_on {
                Some(on) if on <= order.due_on => "answered",
                Some(_) => "answered_late",
                None if today > order.due_on => "overdue",
                None => "open",
            },
        }
    }
}
