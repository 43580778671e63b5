//! Reports upward, answers to the public, accountability, referral of a complainant (Art. 4, 13, 19, 20).

use super::super::checks::{filled, shanghai_day};
use super::super::command::handling::{
    HoldAccountable, PublishStatement, ReferComplainant, ReportUpward, TakeMediaMeasure,
};
use super::super::command::{CommandName, Context};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    AccountabilityRecorded, ComplainantReferred, MediaMeasureTaken, StatementPublished,
    UpwardReported,
};
use super::super::refusal::{OutwardRefusal, Refusal};
use super::super::responsible::PROVINCE_CENTER;
use super::super::state::CaseState;
use super::counted;
use crate::access::OrganisationKind;
use crate::gd::art09_10_admissibility::ART9;
use crate::gd::art15_confidentiality::ART15;

/// What the record must hold before the command can be given.
pub(in super::super) fn may(state: &CaseState, name: CommandName) -> Result<(), Refusal> {
    match name {
        CommandName::ReportUpward if state.record.center == PROVINCE_CENTER => {
            Err(OutwardRefusal::NobodyAbove.into())
        }
        // Whatever was taken back since: a case that was answered in public once goes on being answered.
        CommandName::TakeMediaMeasure | CommandName::PublishStatement
            if state.attention.exposed_since.is_none() && state.handling.statements.is_empty() =>
        {
            Err(OutwardRefusal::NotExposed.into())
        }
        _ => Ok(()),
    }
}

/// Art. 19: against Art. 9 or 15, of a center and its staff; with serious consequences those responsible are dealt with.
pub(super) fn hold_accountable(
    state: &CaseState,
    command: HoldAccountable,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if ![ART9.id, ART15.id].contains(&command.provision.as_str()) {
        return Err(OutwardRefusal::NoProvisionOfAccountability.into());
    }
    if !is_bound(command.organisation.kind) || command.organisation.regime != state.record.regime {
        return Err(OutwardRefusal::NotBound.into());
    }
    if command.correct_by < context.today {
        return Err(OutwardRefusal::CorrectionPast.into());
    }
    match (command.serious, &command.referred_to) {
        (true, None) => return Err(OutwardRefusal::ReferralMissing.into()),
        (false, Some(_)) => return Err(OutwardRefusal::NotSerious.into()),
        (true, Some(to)) => filled("referred_to", to)?,
        (false, None) => {}
    }
    Ok(vec![
        AccountabilityRecorded {
            number: counted(state.handling.accountability.len()),
            on: context.today,
            provision: command.provision,
            organisation: command.organisation.id,
            officer: command.officer,
            text: command.text,
            correct_by: command.correct_by,
            serious: command.serious,
            referred_to: command.referred_to,
            recorded_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// 鉴定指导部门及其工作人员; in Jingzhou the authority and its departments. Art. 15 names the undertaking departments' staff.
const fn is_bound(kind: OrganisationKind) -> bool {
    match kind {
        OrganisationKind::GuidanceCenter
        | OrganisationKind::ComplaintOffice
        | OrganisationKind::UndertakingDepartment
        | OrganisationKind::HrssAuthority => true,
        OrganisationKind::Institution | OrganisationKind::Platform => false,
    }
}

/// Art. 20: whatever the conduct, admonition was in vain first, see the register of interpretations (`gd-20-admonition`).
/// A complainant who gave no name can be referred: the text asks for conduct, not for a name (`gd-20-unnamed`).
pub(super) fn refer_complainant(
    state: &CaseState,
    command: ReferComplainant,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("authority", &command.authority)?;
    match command.admonished_on {
        None => return Err(OutwardRefusal::NotAdmonished.into()),
        Some(day) if day > context.today => {
            return Err(Refusal::DayInFuture {
                member: "admonished_on",
            });
        }
        Some(_) => {}
    }
    Ok(vec![
        ComplainantReferred {
            number: counted(state.handling.complainant_referrals.len()),
            on: context.today,
            conduct: command.conduct,
            admonished_on: command.admonished_on,
            authority: command.authority,
            text: command.text,
            referred_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// Art. 4(2), 15: to the province center; of an authority of Jingzhou to the one above it, where there is one.
pub(super) fn report_upward(
    state: &CaseState,
    command: ReportUpward,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let Some(to) = command.above.filter(|to| to.id != state.record.center) else {
        return Err(OutwardRefusal::NobodyAbove.into());
    };
    Ok(vec![
        UpwardReported {
            number: counted(state.handling.upward_reports.len()),
            on: context.today,
            to: to.id,
            to_name: to.name_zh,
            text: command.text,
            reported_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn take_media_measure(
    state: &CaseState,
    command: TakeMediaMeasure,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("measure", &command.measure)?;
    if command.on > context.today {
        return Err(Refusal::DayInFuture { member: "on" });
    }
    let received_on = shanghai_day(state.record.received_at);
    if command.on < received_on {
        return Err(OutwardRefusal::BeforeReceipt { received_on }.into());
    }
    Ok(vec![
        MediaMeasureTaken {
            number: counted(state.handling.media_measures.len()),
            on: command.on,
            measure: command.measure,
            taken_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn publish_statement(
    state: &CaseState,
    command: PublishStatement,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("title", &command.title)?;
    filled("text", &command.text)?;
    if let Some(medium) = &command.medium {
        filled("medium", medium)?;
    }
    Ok(vec![
        StatementPublished {
            id: command.id,
            number: counted(state.handling.statements.len()),
            on: context.today,
            title: command.title,
            text: command.text,
            medium: command.medium,
            published_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}
