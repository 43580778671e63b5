//! What is added to a case: files, supplements, links to other cases (Art. 8).

use chrono::NaiveDate;

use super::super::command::Context;
use super::super::command::handling::{AddSupplement, AttachFile, DecideSimilarity};
use super::super::event::CaseEvent;
use super::super::event::handling::{AttachmentAdded, SimilarityDecided, SupplementReceived};
use super::super::handling::AttachmentPurpose;
use super::super::refusal::{DossierRefusal, Refusal};
use super::super::state::CaseState;
use super::counted;
use crate::access::Principal;
use crate::access::Role;

pub(super) fn attach(
    state: &CaseState,
    command: AttachFile,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    may_attach(state, &command, context)?;
    let number = counted(state.handling.attachments.len());
    Ok(vec![
        AttachmentAdded {
            id: command.id,
            number,
            on: context.today,
            purpose: command.purpose,
            name: format!("attachment-{number}.{}", command.file_type.extension()),
            media_type: command.file_type.media_type().to_owned(),
            size: command.size,
            hash: command.hash,
            by_complainant: command.by_complainant,
            added_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// The limits are the center's own: the measures give none.
fn may_attach(
    state: &CaseState,
    command: &AttachFile,
    context: &Context<'_>,
) -> Result<(), DossierRefusal> {
    let most = context.parameters.attachments_per_case;
    if counted(state.handling.attachments.len()) > most {
        return Err(DossierRefusal::TooManyAttachments { most });
    }
    if !command.file_type.fits(command.purpose) {
        return Err(DossierRefusal::TypeNotForPurpose);
    }
    // Whoever hands a complaint in investigates nothing.
    let hands_in = matches!(context.actor.role, Role::Platform | Role::Intake);
    if hands_in && command.purpose == AttachmentPurpose::ReportAnnex {
        return Err(DossierRefusal::AnnexFromOutside);
    }
    Ok(())
}

pub(super) fn supplement(
    state: &CaseState,
    command: AddSupplement,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        SupplementReceived {
            number: counted(state.handling.supplements.len()),
            at: command.at,
            on: context.today,
            via: command.via,
            text: command.text,
            submitted_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn decide_similarity(
    state: &CaseState,
    command: DecideSimilarity,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if command.other.id == context.case_id {
        return Err(DossierRefusal::LinkedToItself.into());
    }
    if command.other.regime != state.record.regime {
        return Err(DossierRefusal::LinkedElsewhere.into());
    }
    // Art. 15: what is settled of the other case is not settled by whoever it accuses.
    if command.other.accuses_actor {
        return Err(Refusal::BelongsToAccused);
    }
    let known = state
        .handling
        .similar
        .iter()
        .find(|known| known.other == command.other.id);
    if known.is_some_and(|known| known.same_matter == command.same_matter) {
        return Err(DossierRefusal::SimilarityKnown.into());
    }
    Ok(vec![
        SimilarityDecided {
            on: context.today,
            other: command.other.id,
            same_matter: command.same_matter,
            score: command.score,
            decided_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// What the other case records of a decision on it: the same, seen from there. It is no command to the other case, whose
/// state does not matter: that two cases are linked bars nobody (Art. 10(3) and (4) speak of the same complainant's).
#[must_use]
pub fn mirrored(
    case_id: &str,
    command: &DecideSimilarity,
    today: NaiveDate,
    actor: &Principal,
) -> CaseEvent {
    SimilarityDecided {
        on: today,
        other: case_id.to_owned(),
        same_matter: command.same_matter,
        score: command.score,
        decided_by: actor.client_id.clone(),
    }
    .into()
}
