//! A proceeding as the API shows it.

use chrono::NaiveDate;
use domain::access::{Principal, Role};
use domain::jz::proceeding::policy::Policy;
use domain::jz::proceeding::{CommandName, Proceeding, Sanctioning};
use persistence::aggregate::Opened;
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::{command, decision, measures, notice, service, statement};

/// A proceeding with all its steps.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingBody {
    /// Its id.
    pub id: String,
    /// The institution.
    pub institution_id: String,
    /// Its credit code.
    #[schema(examples("91421000MA0EXA0013"))]
    pub uscc: String,
    /// Its name when it was proposed.
    pub name: String,
    /// The authority that decides (Art. 3), by organisation id.
    pub authority: Option<String>,
    /// `proposed`, `notified`, `heard`, `decided`, `approved`, `in_force`, `completed`, `lifted`, `expired` or `dropped`.
    #[schema(examples("proposed"))]
    pub status: &'static str,
    /// `none`, `interview`, `warning` or `market_ban`: as decided, else as proposed.
    #[schema(examples("warning"))]
    pub tier: &'static str,
    /// The day it was proposed.
    pub proposed_on: NaiveDate,
    /// The day of the last step.
    pub last_step_on: NaiveDate,
    /// Last day of everything it ordered, where days alone end it.
    pub ends_on: Option<NaiveDate>,
    /// The grounds of the proposal, met or contested, with what supports each.
    pub grounds: Vec<GroundView>,
    /// How many evaluations are stored of it.
    #[schema(value_type = u32)]
    pub evaluations: usize,
    /// The notice.
    pub notice: Option<NoticeView>,
    /// Statements and commitments.
    pub statements: Vec<StatementView>,
    /// The hearing that was asked for.
    pub hearing_request: Option<StepView>,
    /// The hearing as it was held.
    pub hearing: Option<RecordView>,
    /// The day on which it was recorded that the time for it was over.
    pub hearing_lapsed_on: Option<NaiveDate>,
    /// The decision.
    pub decision: Option<DecisionView>,
    /// Its approval.
    pub approval: Option<StepView>,
    /// Decisions that were not approved.
    pub returned: Vec<StepView>,
    /// Service.
    pub service: Option<ServiceView>,
    /// The interview.
    pub interview: Option<RecordView>,
    /// The accepted rectification.
    pub rectification: Option<StepView>,
    /// Measures in force, and lifted ones.
    pub measures: Vec<MeasureView>,
    /// The day it was completed.
    pub completed_on: Option<NaiveDate>,
    /// Why it was dropped.
    pub dropped: Option<StepView>,
    /// Every step, and whether it is possible now.
    pub commands: Vec<CommandView>,
}

/// A ground with what supports it.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroundView {
    /// The provision.
    #[schema(examples("jz-institutions/art21/3"))]
    pub provision: &'static str,
    /// The regulation's own sentence.
    pub text_zh: &'static str,
    /// Only the purposive reading of Art. 22(6) meets it: an officer may rest on it with a written reason.
    pub contested: bool,
    /// Entries of the ledger.
    pub evidence: Vec<EvidenceView>,
}

/// An entry of the ledger that supports a ground.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its kind; `idleness` has no entry.
    #[schema(examples("complaint"))]
    pub kind: &'static str,
    /// Its id; of idleness, the day since which it lasts.
    pub id: String,
    /// The day on which it occurred, or fell due.
    pub on: NaiveDate,
}

/// A step with its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// The day.
    pub on: NaiveDate,
    /// The client that acted, or `system`.
    pub by: String,
    /// Reason or note; null: none was needed.
    pub text: Option<String>,
}

/// The notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// The day.
    pub on: NaiveDate,
    /// The officer.
    pub by: String,
    /// The facts as they were told.
    pub facts: String,
    /// The grounds, by provision.
    pub grounds: Vec<&'static str>,
    /// Last day for a statement or a commitment (local policy).
    pub statement_until: NaiveDate,
    /// Last day on which a hearing can be asked for; null: none is offered (local policy).
    pub hearing_until: Option<NaiveDate>,
}

/// A statement or a commitment.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementView {
    /// The day.
    pub on: NaiveDate,
    /// The client that entered it.
    pub by: String,
    /// `statement` or `commitment`.
    #[schema(examples("statement"))]
    pub kind: &'static str,
    /// What was said.
    pub text: String,
}

/// A hearing or an interview.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordView {
    /// The day.
    pub on: NaiveDate,
    /// The officer.
    pub by: String,
    /// Who presided, or who was interviewed.
    pub person: String,
    /// What was said.
    pub record: String,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionView {
    /// The day.
    pub on: NaiveDate,
    /// The officer.
    pub by: String,
    /// The grounds it rests on, by provision.
    pub grounds: Vec<&'static str>,
    /// Why it rests on the purposive reading of Art. 22(6).
    pub reading_reason: Option<String>,
    /// Reasons.
    pub reasons: String,
    /// What it orders, by tier.
    #[schema(value_type = Object)]
    pub sanctioning: Sanctioning,
    /// Days in which reconsideration can be asked for (general law, local policy).
    pub reconsideration_days: u32,
    /// Months in which an action can be brought (general law, local policy).
    pub litigation_months: u32,
    /// Entries it rests on that are older than the years of local policy (`sanction_old_violation_years`): a warning.
    pub old_violations: Vec<String>,
}

/// Service.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    /// The day from which it has effect.
    pub on: NaiveDate,
    /// The officer.
    pub by: String,
    /// The manner.
    #[schema(examples("in_person"))]
    pub manner: &'static str,
    /// Who took it.
    pub recipient: String,
}

/// A measure that lasts.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureView {
    /// `suspension`, `listing` or `ban`.
    #[schema(examples("suspension"))]
    pub measure: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// Last day; null: until it is lifted.
    pub to: Option<NaiveDate>,
    /// Whether it is in force today.
    pub in_force: bool,
    /// Why it was lifted, if it was.
    pub lifted: Option<StepView>,
}

/// A step and whether it is possible now.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommandView {
    /// The step.
    #[schema(examples("notify"))]
    pub command: &'static str,
    /// Whether it is possible where the proceeding stands.
    pub allowed: bool,
    /// Why not, in Chinese.
    pub reason_zh: Option<String>,
    /// Why not, in English.
    pub reason_en: Option<String>,
}

impl ProceedingBody {
    /// Of a proceeding, as it stands on a day, for whoever looks.
    #[must_use]
    pub fn of(
        opened: &Opened<Proceeding>,
        today: NaiveDate,
        policy: &Policy,
        principal: &Principal,
    ) -> Self {
        let told = (principal.role == Role::Institution).then(|| opened.state.as_told());
        let proceeding = told.as_ref().unwrap_or(&opened.state);
        let proposed = &proceeding.proposed;
        Self {
            id: opened.id.clone(),
            institution_id: proposed.institution.clone(),
            uscc: proposed.uscc.clone(),
            name: proposed.name.clone(),
            authority: proposed.authority.clone(),
            status: proceeding.status_on(today).as_str(),
            tier: proceeding.tier().as_str(),
            proposed_on: proposed.on,
            last_step_on: proceeding.last_on,
            ends_on: proceeding.ends_on(),
            grounds: proceeding
                .proposal()
                .grounds
                .iter()
                .filter_map(GroundView::of)
                .collect(),
            evaluations: proceeding.evaluations.len(),
            notice: proceeding.notice.as_ref().map(notice),
            statements: proceeding.statements.iter().map(statement).collect(),
            hearing_request: proceeding.hearing_request.as_ref().map(StepView::requested),
            hearing: proceeding.hearing.as_ref().map(RecordView::hearing),
            hearing_lapsed_on: proceeding.lapsed.as_ref().map(|lapsed| lapsed.on),
            decision: proceeding.decision.as_ref().map(decision),
            approval: proceeding
                .approval
                .as_ref()
                .map(|(on, by)| StepView::new(*on, by, None)),
            returned: proceeding.returned.iter().map(StepView::returned).collect(),
            service: proceeding.service.as_ref().map(service),
            interview: proceeding.interview.as_ref().map(RecordView::interview),
            rectification: proceeding.rectification.as_ref().map(StepView::accepted),
            measures: measures(proceeding, today),
            completed_on: proceeding.completed_on,
            dropped: proceeding
                .dropped
                .as_ref()
                .map(|dropped| StepView::new(dropped.on, &dropped.by, Some(&dropped.reason))),
            commands: CommandName::ALL
                .iter()
                .map(|name| command(proceeding, *name, (today, policy), principal))
                .collect(),
        }
    }
}
