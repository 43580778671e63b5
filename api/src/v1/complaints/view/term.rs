//! Time and the end of a case (Art. 16-18), as it is read.

use chrono::NaiveDate;
use domain::gd::art16_feedback::feedback_due_on;
use domain::gd::case::event::handling::{
    Archived, DelayExplained, ErasureProposed, Extended, FedBack,
};
use domain::gd::case::term::owes_feedback;
use domain::gd::case::{CaseState, Handling};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::evaluation::engine::Basis;

/// What happened about time and the end of a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Term)]
pub struct TermBody {
    /// Extensions of the time limit, in order; the last one holds.
    pub extensions: Vec<ExtensionBody>,
    /// Explanations of a delay to the complainant, in order.
    pub delay_explanations: Vec<DelayExplanationBody>,
    /// Feedback of the result, from the conclusion on.
    pub feedback: Option<FeedbackBody>,
    /// How it was archived.
    pub archive: Option<ArchiveBody>,
    /// The proposal to destroy what is sealed.
    pub erasure_proposal: Option<ErasureProposalBody>,
}

/// An extension of the time limit (Art. 18).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Extension)]
pub struct ExtensionBody {
    /// The day.
    pub on: NaiveDate,
    /// `several_departments`, `complex` or `long_investigation`.
    #[schema(examples("complex"))]
    pub reason: &'static str,
    /// Working days from acceptance.
    pub to_working_days: u32,
    /// Who extended it.
    pub extended_by: String,
}

/// The complainant was told why it takes longer (Art. 18).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DelayExplanation)]
pub struct DelayExplanationBody {
    /// The day.
    pub on: NaiveDate,
    /// The cause.
    #[schema(examples("expert_opinion"))]
    pub cause: &'static str,
    /// How they were told; null to a department.
    #[schema(examples("phone"))]
    pub manner: Option<&'static str>,
    /// Who explained.
    pub explained_by: String,
}

/// Feedback of the result to the complainant (Art. 16).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Feedback)]
pub struct FeedbackBody {
    /// Whether it is owed and was not given. Not owed: it was given, or there is no way to reach the complainant.
    pub owed: bool,
    /// While it is owed, the last day on which it is in time: local policy.
    pub due_on: Option<NaiveDate>,
    /// The day they were told.
    pub on: Option<NaiveDate>,
    /// How; null to a department.
    pub manner: Option<&'static str>,
    /// Who recorded it.
    pub fed_back_by: Option<String>,
}

/// Archiving (Art. 17).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Archive)]
pub struct ArchiveBody {
    /// The day.
    pub on: NaiveDate,
    /// The last day on which the materials must be kept: local policy.
    pub retain_until: NaiveDate,
    /// Where paper is kept.
    pub place: Option<String>,
    /// Who archived.
    pub archived_by: String,
}

/// A proposal to destroy what is sealed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ErasureProposal)]
pub struct ErasureProposalBody {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: String,
}

impl TermBody {
    /// Of a case; none: nothing happened yet.
    pub(super) fn of(state: &CaseState, basis: &Basis) -> Option<Self> {
        let Handling {
            extensions,
            explanations,
            archive,
            erasure_proposal,
            ..
        } = &state.handling;
        let body = Self {
            extensions: extensions.iter().map(ExtensionBody::of).collect(),
            delay_explanations: explanations.iter().map(DelayExplanationBody::of).collect(),
            feedback: FeedbackBody::of(state, basis),
            archive: archive.as_ref().map(ArchiveBody::of),
            erasure_proposal: erasure_proposal.as_ref().map(ErasureProposalBody::of),
        };
        let is_empty = body.extensions.is_empty()
            && body.delay_explanations.is_empty()
            && body.feedback.is_none()
            && body.archive.is_none();
        (!is_empty).then_some(body)
    }

    /// For a department: how the complainant was reached is taken out.
    pub(super) fn veil_manners(&mut self) {
        for explanation in &mut self.delay_explanations {
            explanation.manner = None;
        }
        if let Some(feedback) = &mut self.feedback {
            feedback.manner = None;
        }
    }

    /// For whoever only handed the case in: a center is one body, and where its paper lies and what it means to destroy is
    /// its own business.
    pub(super) fn veil(&mut self, center: &str) {
        let staff = self
            .extensions
            .iter_mut()
            .map(|body| &mut body.extended_by)
            .chain(
                self.delay_explanations
                    .iter_mut()
                    .map(|b| &mut b.explained_by),
            )
            .chain(
                self.feedback
                    .iter_mut()
                    .filter_map(|b| b.fed_back_by.as_mut()),
            )
            .chain(self.archive.iter_mut().map(|body| &mut body.archived_by));
        for member in staff {
            center.clone_into(member);
        }
        if let Some(archive) = &mut self.archive {
            archive.place = None;
        }
        self.erasure_proposal = None;
    }
}

impl ExtensionBody {
    fn of(extended: &Extended) -> Self {
        Self {
            on: extended.on,
            reason: extended.reason.as_str(),
            to_working_days: extended.to_working_days,
            extended_by: extended.extended_by.clone(),
        }
    }
}

impl DelayExplanationBody {
    fn of(explained: &DelayExplained) -> Self {
        Self {
            on: explained.on,
            cause: explained.cause.as_str(),
            manner: Some(explained.manner.as_str()),
            explained_by: explained.explained_by.clone(),
        }
    }
}

impl FeedbackBody {
    fn of(state: &CaseState, basis: &Basis) -> Option<Self> {
        let concluded_on = state.conclusion.as_ref()?.on;
        let owed = owes_feedback(state);
        let given: Option<&FedBack> = state.handling.feedback.as_ref();
        let due_on = || {
            let parameters = basis.gd_parameters(basis.profile_of(state), concluded_on)?;
            feedback_due_on(concluded_on, &basis.calendar, &parameters).ok()
        };
        Some(Self {
            owed,
            due_on: owed.then(due_on).flatten(),
            on: given.map(|given| given.on),
            manner: given.map(|given| given.manner.as_str()),
            fed_back_by: given.map(|given| given.fed_back_by.clone()),
        })
    }
}

impl ArchiveBody {
    fn of(archived: &Archived) -> Self {
        Self {
            on: archived.on,
            retain_until: archived.retain_until,
            place: archived.place.clone(),
            archived_by: archived.archived_by.clone(),
        }
    }
}

impl ErasureProposalBody {
    fn of(proposed: &ErasureProposed) -> Self {
        Self {
            on: proposed.on,
            reason: proposed.reason.clone(),
            proposed_by: proposed.proposed_by.clone(),
        }
    }
}
