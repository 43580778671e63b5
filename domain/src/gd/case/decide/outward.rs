//! Reports upward, answers to the public, accountability, referral of a complainant (Art. 4, 13, 19, 20).

use super::super::checks::filled;
use super::super::command::handling::{
    HoldAccountable, PublishStatement, ReferComplainant, ReportUpward, TakeMediaMeasure,
};
use super::super::command::{CommandName, Context};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    AccountabilityRecorded, ComplainantReferred, MediaMeasureTaken, StatementPublished,
    UpwardReported,
};
use super::super::refusal::Refusal;
use super::super::responsible::PROVINCE_CENTER;
use super::super::state::CaseState;
use super::counted;

/// What the record must hold before the command can be given.
pub(in super::super) fn may(_state: &CaseState, _name: CommandName) -> Result<(), Refusal> {
    Ok(())
}

pub(super) fn hold_accountable(
    state: &CaseState,
    command: HoldAccountable,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        AccountabilityRecorded {
            number: counted(state.handling.accountability.len()),
            on: context.today,
            provision: command.provision,
            organisation: command.organisation,
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

pub(super) fn refer_complainant(
    state: &CaseState,
    command: ReferComplainant,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("authority", &command.authority)?;
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

pub(super) fn report_upward(
    state: &CaseState,
    command: ReportUpward,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        UpwardReported {
            number: counted(state.handling.upward_reports.len()),
            on: context.today,
            to: PROVINCE_CENTER.to_owned(),
            to_name: "广东省职业技能鉴定指导中心".to_owned(),
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
    Ok(vec![
        StatementPublished {
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
