//! How the parts of a proceeding are shown.

use chrono::NaiveDate;
use domain::access::{Action, Principal, Role};
use domain::jz::proceeding::event::{
    Decided, HearingHeld, HearingRequested, InterviewHeld, Lifted, Notified, RectificationAccepted,
    Returned, Served, StatementMade,
};
use domain::jz::proceeding::machine::admits;
use domain::jz::proceeding::policy::Policy;
use domain::jz::proceeding::{CommandName, MetGround, Proceeding, ProceedingRefusal, TimedMeasure};
use domain::refused::Refused as _;

use super::view::{
    CommandView, DecisionView, EvidenceView, GroundView, MeasureView, NoticeView, RecordView,
    ServiceView, StatementView, StepView,
};

fn ids(grounds: &[domain::jz::facts::Breach]) -> Vec<&'static str> {
    let provisions = grounds.iter().filter_map(|ground| ground.provision());
    provisions.map(|provision| provision.id).collect()
}

impl GroundView {
    /// Of a ground.
    #[must_use]
    pub fn of(met: &MetGround) -> Option<Self> {
        let provision = met.ground.provision()?;
        Some(Self {
            provision: provision.id,
            text_zh: provision.text_zh,
            contested: met.contested,
            evidence: met
                .evidence
                .iter()
                .map(|evidence| EvidenceView {
                    kind: evidence.kind.map_or("idleness", |kind| kind.as_str()),
                    id: evidence.id.clone(),
                    on: evidence.on,
                })
                .collect(),
        })
    }
}

impl StepView {
    pub(super) fn new(on: NaiveDate, by: &str, text: Option<&str>) -> Self {
        Self {
            on,
            by: by.to_owned(),
            text: text.map(str::to_owned),
        }
    }

    pub(super) fn requested(requested: &HearingRequested) -> Self {
        Self::new(requested.on, &requested.by, Some(&requested.reason))
    }

    pub(super) fn returned(returned: &Returned) -> Self {
        Self::new(returned.on, &returned.by, Some(&returned.reason))
    }

    pub(super) fn accepted(accepted: &RectificationAccepted) -> Self {
        Self::new(accepted.on, &accepted.by, Some(&accepted.note))
    }

    pub(super) fn lifted(lifted: &Lifted) -> Self {
        Self::new(lifted.on, &lifted.by, Some(&lifted.reason))
    }
}

impl RecordView {
    pub(super) fn hearing(held: &HearingHeld) -> Self {
        Self {
            on: held.on,
            by: held.by.clone(),
            person: held.presider.clone(),
            record: held.record.clone(),
        }
    }

    pub(super) fn interview(held: &InterviewHeld) -> Self {
        Self {
            on: held.on,
            by: held.by.clone(),
            person: held.principal.clone(),
            record: held.record.clone(),
        }
    }
}

pub(super) fn notice(notified: &Notified) -> NoticeView {
    NoticeView {
        on: notified.on,
        by: notified.by.clone(),
        facts: notified.facts.clone(),
        grounds: ids(&notified.grounds),
        statement_until: notified.statement_until,
        hearing_until: notified.hearing_until,
    }
}

pub(super) fn statement(made: &StatementMade) -> StatementView {
    StatementView {
        on: made.on,
        by: made.by.clone(),
        kind: made.kind.as_str(),
        text: made.text.clone(),
    }
}

pub(super) fn decision(decided: &Decided) -> DecisionView {
    DecisionView {
        on: decided.on,
        by: decided.by.clone(),
        grounds: ids(&decided.grounds),
        reading_reason: decided.reading_reason.clone(),
        reasons: decided.reasons.clone(),
        sanctioning: decided.sanctioning.clone(),
        reconsideration_days: decided.reconsideration_days,
        litigation_months: decided.litigation_months,
        old_violations: decided.old.clone(),
    }
}

pub(super) fn service(served: &Served) -> ServiceView {
    ServiceView {
        on: served.on,
        by: served.by.clone(),
        manner: served.manner.as_str(),
        recipient: served.recipient.clone(),
    }
}

pub(super) fn measures(proceeding: &Proceeding, today: NaiveDate) -> Vec<MeasureView> {
    let all = TimedMeasure::ALL.iter();
    all.filter_map(|measure| {
        let (from, to) = proceeding.span_of(*measure)?;
        let mut lifted = proceeding.lifted.iter();
        let lifted = lifted.find(|lifted| lifted.measure == *measure);
        Some(MeasureView {
            measure: measure.as_str(),
            from,
            to: lifted.map_or(to, |lifted| Some(lifted.on)),
            in_force: proceeding.is_in_force(*measure, today),
            lifted: lifted.map(StepView::lifted),
        })
    })
    .collect()
}

pub(super) fn command(
    proceeding: &Proceeding,
    name: CommandName,
    (today, policy): (NaiveDate, &Policy),
    principal: &Principal,
) -> CommandView {
    let refusal = refusal(proceeding, name, (today, policy), principal);
    CommandView {
        command: name.as_str(),
        allowed: refusal.is_none(),
        reason_zh: refusal.as_ref().map(|refusal| refusal.zh()),
        reason_en: refusal.as_ref().map(|refusal| refusal.en()),
    }
}

/// Why a step is not possible now for whoever looks.
fn refusal(
    proceeding: &Proceeding,
    name: CommandName,
    (today, policy): (NaiveDate, &Policy),
    principal: &Principal,
) -> Option<ProceedingRefusal> {
    let authority = proceeding.proposed.authority.as_deref();
    let conducts = if principal.role == Role::Institution {
        name.action() == Action::MakeStatements
    } else {
        authority == Some(principal.center_id.as_str())
    };
    if !conducts {
        return Some(ProceedingRefusal::OtherAuthority {
            authority: authority.unwrap_or_default().to_owned(),
        });
    }
    let status = proceeding.status_on(today);
    if !admits(status, name, policy) {
        return Some(ProceedingRefusal::WrongStatus {
            status,
            command: name,
        });
    }
    let of_hearing = name == CommandName::RequestHearing || name == CommandName::HoldHearing;
    let notice = proceeding.notice.as_ref();
    if of_hearing && notice.is_none_or(|notice| notice.hearing_until.is_none()) {
        return Some(ProceedingRefusal::NoHearingOffered);
    }
    let mut measures = TimedMeasure::ALL.iter();
    if name == CommandName::Lift && !measures.any(|one| proceeding.is_in_force(*one, today)) {
        return Some(ProceedingRefusal::NothingInForce);
    }
    let decision = proceeding.decision.as_ref();
    let decided = decision.is_some_and(|decided| decided.by == principal.client_id);
    let of_another = name == CommandName::Approve || name == CommandName::Return;
    (of_another && decided).then_some(ProceedingRefusal::SameOfficer)
}
