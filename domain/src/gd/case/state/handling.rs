//! What the events between acceptance and archive do to a case.

use super::super::event::CaseEvent;
use super::super::event::handling::{
    Answered, Archived, Assigned, AttachmentAdded, Consolidated, DelayExplained, Erased, Extended,
    FedBack, MaterialsShared, ReplyPromised, Reported, SimilarityDecided, SupervisionAnswered,
    SupervisionOrdered, SupplementReceived,
};
use super::super::handling::Supervision;
use super::{CaseState, Status};

impl CaseState {
    pub(super) fn assigned(&mut self, event: &Assigned) {
        self.status = Status::Assigned;
        self.handling
            .assignments
            .extend(event.assignments.iter().cloned());
        self.happened_on(event.on);
    }

    pub(super) fn materials_shared(&mut self, event: &MaterialsShared) {
        let shared = self
            .handling
            .assignments
            .iter_mut()
            .find(|assignment| assignment.department == event.department);
        if let Some(assignment) = shared {
            assignment.materials.extend(event.materials.iter().cloned());
        }
        self.happened_on(event.on);
    }

    pub(super) fn answered(&mut self, event: &Answered) {
        self.handling.answers.push(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn reply_promised(&mut self, event: &ReplyPromised) {
        self.handling.promises.push(event.clone());
        self.happened_on(event.on);
    }

    /// The case advances when all departments that may handle it have reported (Art. 14).
    pub(super) fn reported(&mut self, event: &Reported) {
        self.handling.reports.push(event.clone());
        self.reports_counted();
        self.happened_on(event.on);
    }

    /// Whether the reports are complete follows from the record: a correction that bars the one department whose report is
    /// outstanding (Art. 15) completes them, and one that takes that back lets it report.
    pub(super) fn reports_counted(&mut self) {
        if matches!(self.status, Status::Assigned | Status::Reported) {
            self.status = if self.all_reported() {
                Status::Reported
            } else {
                Status::Assigned
            };
        }
    }

    pub(super) fn consolidated(&mut self, event: &Consolidated) {
        self.handling.consolidated = Some(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn supervision_ordered(&mut self, event: &SupervisionOrdered) {
        self.handling.supervisions.push(Supervision {
            order: event.clone(),
            answer: None,
        });
        self.happened_on(event.on);
    }

    pub(super) fn supervision_answered(&mut self, event: &SupervisionAnswered) {
        let answered = self
            .handling
            .supervisions
            .iter_mut()
            .find(|supervision| supervision.order.number == event.number);
        if let Some(supervision) = answered {
            supervision.answer = Some(event.clone());
        }
        self.happened_on(event.on);
    }

    pub(in super::super) fn extended(&mut self, event: &Extended) {
        self.handling.extensions.push(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn delay_explained(&mut self, event: &DelayExplained) {
        self.handling.explanations.push(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn fed_back(&mut self, event: &FedBack) {
        self.status = Status::FedBack;
        self.handling.feedback = Some(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn archived(&mut self, event: &Archived) {
        self.status = Status::Archived;
        self.handling.archive = Some(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn attachment_added(&mut self, event: &AttachmentAdded) {
        self.handling.attachments.push(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn supplement_received(&mut self, event: &SupplementReceived) {
        self.handling.supplements.push(event.clone());
        self.happened_on(event.on);
    }

    /// The latest word on another case stands.
    pub(super) fn similarity_decided(&mut self, event: &SimilarityDecided) {
        self.handling
            .similar
            .retain(|known| known.other != event.other);
        self.handling.similar.push(event.clone());
        self.happened_on(event.on);
    }

    pub(super) fn erased(&mut self, event: &Erased) {
        self.handling.erasure_proposal = None;
        self.handling.erased = Some(event.clone());
        self.happened_on(event.on);
    }

    /// Lets an event of handling happen.
    pub(super) fn apply_handling(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::Assigned(event) => self.assigned(event),
            CaseEvent::MaterialsShared(event) => self.materials_shared(event),
            CaseEvent::Answered(event) => self.answered(event),
            CaseEvent::ReplyPromised(event) => self.reply_promised(event),
            CaseEvent::Reported(event) => self.reported(event),
            CaseEvent::Consolidated(event) => self.consolidated(event),
            CaseEvent::SupervisionOrdered(event) => self.supervision_ordered(event),
            CaseEvent::SupervisionAnswered(event) => self.supervision_answered(event),
            CaseEvent::Extended(event) => self.extended(event),
            CaseEvent::DelayExplained(event) => self.delay_explained(event),
            CaseEvent::MeasureExecuted(event) => {
                self.handling.executions.push((**event).clone());
            }
            CaseEvent::FedBack(event) => self.fed_back(event),
            CaseEvent::Archived(event) => self.archived(event),
            CaseEvent::AccountabilityRecorded(event) => {
                self.happened_on(event.on);
                self.handling.accountability.push((**event).clone());
            }
            CaseEvent::ComplainantReferred(event) => {
                self.happened_on(event.on);
                self.handling.complainant_referrals.push((**event).clone());
            }
            CaseEvent::UpwardReported(event) => {
                self.happened_on(event.on);
                self.handling.upward_reports.push((**event).clone());
            }
            CaseEvent::MediaMeasureTaken(event) => {
                self.happened_on(event.on);
                self.handling.media_measures.push((**event).clone());
            }
            CaseEvent::StatementPublished(event) => {
                self.happened_on(event.on);
                self.handling.statements.push((**event).clone());
            }
            CaseEvent::AttachmentAdded(event) => self.attachment_added(event),
            CaseEvent::SupplementReceived(event) => self.supplement_received(event),
            CaseEvent::SimilarityDecided(event) => self.similarity_decided(event),
            CaseEvent::ErasureProposed(event) => {
                self.happened_on(event.on);
                self.handling.erasure_proposal = Some((**event).clone());
            }
            CaseEvent::Erased(event) => self.erased(event),
            // What decides on a case is applied where it stands.
            CaseEvent::Received(_)
            | CaseEvent::Corrected(_)
            | CaseEvent::Described(_)
            | CaseEvent::Evaluated(_)
            | CaseEvent::Accepted(_)
            | CaseEvent::Rejected(_)
            | CaseEvent::Referred(_)
            | CaseEvent::Joined(_)
            | CaseEvent::RejectionReviewed(_)
            | CaseEvent::OfficerChanged(_)
            | CaseEvent::NoticeIssued(_)
            | CaseEvent::NoticeDelivered(_)
            | CaseEvent::Withdrawn(_)
            | CaseEvent::Concluded(_) => {}
        }
    }
}
