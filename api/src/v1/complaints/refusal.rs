//! A refusal of the decider as the API tells it.

use domain::access::Principal;
use domain::gd::case::{CaseState, Day, Refusal, allowed_commands};
use persistence::complaints::record::CommitError;

use crate::problem::{Fault, Problem, ProblemCode};

/// A case as it stands, and the day.
pub type Standing<'a> = (&'a CaseState, Option<&'a Day<'a>>);

/// The problem: the reason with its provision, and what is possible instead.
pub fn problem(
    refusal: &Refusal,
    standing: Option<Standing<'_>>,
    principal: &Principal,
) -> Problem {
    let possible = standing.map_or_else(Vec::new, |(state, day)| {
        allowed_commands(state, principal, day)
            .into_iter()
            .filter(|(_, answer)| answer.is_ok())
            .map(|(name, _)| name.as_str())
            .collect()
    });
    let code = match refusal {
        Refusal::NotOwnCase => return Problem::new(ProblemCode::NotFound),
        Refusal::RoleNotPermitted { .. } => ProblemCode::Forbidden,
        Refusal::WrongState { .. } => ProblemCode::WrongState,
        Refusal::Blank { .. }
        | Refusal::Masked { .. }
        | Refusal::DayInFuture { .. }
        | Refusal::UnknownDivision { .. }
        | Refusal::FirstReceiverMissing
        | Refusal::OralRecordMissing
        | Refusal::UnknownGround { .. }
        | Refusal::SubmittedAfterReceipt
        | Refusal::EventAfterSubmission => ProblemCode::InvalidFacts,
        Refusal::DayBeforeLastStep { .. }
        | Refusal::NothingCorrected
        | Refusal::NotEvaluated
        | Refusal::EvaluationOutdated
        | Refusal::PriorNotAssessed { .. }
        | Refusal::DepartureReasonRequired { .. }
        | Refusal::NotADeparture
        | Refusal::GroundsMissing
        | Refusal::ReferredToItself
        | Refusal::ReferredToAccused
        | Refusal::ReferredToTheWrongOne { .. }
        | Refusal::JoinedToItself
        | Refusal::JoinTargetNotConsidered
        | Refusal::NotTheSameComplainant
        | Refusal::NotTheSameMatter
        | Refusal::JoinTargetNotEarlier
        | Refusal::JoinTargetElsewhere
        | Refusal::JoinTargetJoined
        | Refusal::JoinTargetClosed { .. }
        | Refusal::AlreadyReviewed
        | Refusal::ReviewedByTheDecider
        | Refusal::SameOfficer
        | Refusal::UnknownNotice { .. }
        | Refusal::DeliveredBeforeIssue { .. }
        | Refusal::AlreadyDelivered
        | Refusal::NotOnGuidanceTrack
        | Refusal::OutOfCalendar
        | Refusal::GroundNotMet { .. }
        | Refusal::SubmittedAfterAcceptance
        | Refusal::NothingToDeliver
        | Refusal::BelongsToAccused
        | Refusal::Investigation(_)
        | Refusal::Term(_)
        | Refusal::Outward(_)
        | Refusal::Dossier(_) => ProblemCode::CommandRefused,
    };
    let (zh, en) = (refusal.zh(), refusal.en());
    let mut problem = Problem::new(code).with_refusal(refusal.code(), possible);
    if let Some(member) = member(refusal) {
        problem = problem.with_fault(Fault::new(
            format!("/{}", member.replace('.', "/")),
            zh.clone(),
            en.clone(),
        ));
    }
    if let Refusal::UnknownGround { index, .. } | Refusal::GroundNotMet { index, .. } = refusal {
        let pointer = format!("/grounds/{index}");
        problem = problem.with_fault(Fault::new(pointer, zh.clone(), en.clone()));
    }
    if let Some(provision) = refusal.provision() {
        problem = problem.with_legal_basis(provision.id);
    }
    problem.with_detail(zh, en)
}

/// The member of the request that a refusal is about, in the names of requests.
fn member(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Blank { member }
        | Refusal::Masked { member }
        | Refusal::DayInFuture { member }
        | Refusal::UnknownDivision { member, .. } => Some(match *member {
            "accused_name" => "accused.name",
            "accused_uscc" => "accused.uscc",
            "accused_division" => "accused.division",
            "accused_party_id" => "accused.organisation_id",
            member => member,
        }),
        Refusal::FirstReceiverMissing => Some("first_receiver"),
        Refusal::OralRecordMissing => Some("oral_record"),
        Refusal::SubmittedAfterReceipt => Some("submitted_on"),
        Refusal::DepartureReasonRequired { .. } => Some("departure"),
        Refusal::GroundsMissing => Some("grounds"),
        Refusal::EventAfterSubmission => Some("event.date"),
        Refusal::Investigation(refusal) => refusal.member(),
        Refusal::Term(refusal) => refusal.member(),
        Refusal::Outward(refusal) => refusal.member(),
        Refusal::Dossier(refusal) => refusal.member(),
        _ => None,
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict => Self::new(ProblemCode::PreconditionFailed),
            CommitError::ReferenceUsed => {
                Self::new(ProblemCode::AlreadyExists).with_fault(Fault::new(
                    "/external_ref",
                    "该编号已用于另一件投诉举报",
                    "this reference was used for another complaint",
                ))
            }
            CommitError::Store(error) => error.into(),
        }
    }
}
