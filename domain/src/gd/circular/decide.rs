//! What a command does to a circular.

use chrono::NaiveDate;

use super::{
    Approved, Circular, CircularEvent, CircularNumber, CircularRefusal, CircularStatus, Content,
    Drafted, MOST_CASES, Published, Revised, WithdrawnCircular,
};
use crate::access::{Principal, Regime};
use crate::gd::art11_registration::registration;
use crate::gd::case::responsible::PROVINCE_CENTER;
use crate::gd::case::{Status, is_blank};

/// A case that a circular rests on, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedCase {
    /// Its id.
    pub id: String,
    /// The center that holds it.
    pub center: String,
    /// Where it stands.
    pub status: Status,
    /// Whether whoever acts belongs to its accused party.
    pub accuses_actor: bool,
}

/// What can be asked of a circular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CircularCommand {
    /// Revise the draft.
    Revise {
        /// Its title.
        title: String,
        /// What it says.
        text: String,
    },
    /// Approve it.
    Approve,
    /// Publish it.
    Publish {
        /// The next number of the center's year.
        number: u32,
        /// That year.
        year: i32,
    },
    /// Withdraw it.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// What a decision needs besides the circular and the command.
#[derive(Debug, Clone, Copy)]
pub struct CircularContext<'a> {
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
    /// Whoever acts.
    pub actor: &'a Principal,
    /// The cases that it rests on, or is to rest on.
    pub cases: &'a [CitedCase],
}

/// Drafts a circular.
///
/// # Errors
/// [`CircularRefusal`], why not.
pub fn draft(
    title: String,
    text: String,
    context: &CircularContext<'_>,
) -> Result<CircularEvent, CircularRefusal> {
    let actor = context.actor;
    let content = content(title, text, &actor.center_id, context)?;
    Ok(CircularEvent::Drafted(Drafted {
        center: actor.center_id.clone(),
        regime: actor.regime,
        on: context.today,
        content,
        drafted_by: actor.client_id.clone(),
    }))
}

/// Decides on a command. The reach of whoever acts is asked before.
///
/// # Errors
/// [`CircularRefusal`], why not.
pub fn decide(
    circular: &Circular,
    command: CircularCommand,
    context: &CircularContext<'_>,
) -> Result<CircularEvent, CircularRefusal> {
    use CircularStatus::{Approved as IsApproved, Draft, Published as IsPublished};
    let from: &[CircularStatus] = match command {
        CircularCommand::Revise { .. } | CircularCommand::Approve => &[Draft],
        CircularCommand::Publish { .. } => &[IsApproved],
        CircularCommand::Withdraw { .. } => &[Draft, IsApproved, IsPublished],
    };
    if !from.contains(&circular.status) {
        return Err(CircularRefusal::WrongStatus {
            status: circular.status,
        });
    }
    let latest_on = circular.latest_on;
    if context.today < latest_on {
        return Err(CircularRefusal::DayBeforeLastStep { latest_on });
    }
    not_accused(context)?;
    let (on, who) = (context.today, context.actor.client_id.clone());
    let drafted = &circular.drafted;
    Ok(match command {
        CircularCommand::Revise { title, text } => {
            let content = content(title, text, &drafted.center, context)?;
            if content == circular.content {
                return Err(CircularRefusal::NothingRevised);
            }
            CircularEvent::Revised(Revised {
                on,
                content,
                revised_by: who,
            })
        }
        CircularCommand::Approve => {
            if circular.authors.contains(&who) {
                return Err(CircularRefusal::ApprovedByAuthor);
            }
            finished(context.cases)?;
            CircularEvent::Approved(Approved {
                on,
                approved_by: who,
            })
        }
        CircularCommand::Publish { number, year } => {
            finished(context.cases)?;
            CircularEvent::Published(Published {
                on,
                number: numbered(drafted.regime, &drafted.center, year, number),
                published_by: who,
            })
        }
        CircularCommand::Withdraw { reason } => {
            filled("reason", &reason)?;
            CircularEvent::Withdrawn(WithdrawnCircular {
                on,
                reason,
                withdrawn_by: who,
            })
        }
    })
}

fn filled(member: &'static str, text: &str) -> Result<(), CircularRefusal> {
    if is_blank(text) {
        Err(CircularRefusal::Blank { member })
    } else {
        Ok(())
    }
}

/// Art. 15: whoever belongs to the accused party of one of the cases keeps their hands off.
fn not_accused(context: &CircularContext<'_>) -> Result<(), CircularRefusal> {
    if context.cases.iter().any(|case| case.accuses_actor) {
        Err(CircularRefusal::BelongsToAccused)
    } else {
        Ok(())
    }
}

/// Art. 17: 工作结束后; a case that was reopened meanwhile is not finished.
fn finished(cases: &[CitedCase]) -> Result<(), CircularRefusal> {
    match cases.iter().position(|case| case.status.is_open()) {
        Some(index) => Err(CircularRefusal::CaseOpen { index }),
        None => Ok(()),
    }
}

fn content(
    title: String,
    text: String,
    center: &str,
    context: &CircularContext<'_>,
) -> Result<Content, CircularRefusal> {
    filled("title", &title)?;
    filled("text", &text)?;
    let cases: Vec<String> = context.cases.iter().map(|case| case.id.clone()).collect();
    let mut distinct = cases.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if cases.is_empty() || cases.len() > MOST_CASES || distinct.len() < cases.len() {
        return Err(CircularRefusal::Cases);
    }
    not_accused(context)?;
    // Art. 4(1): the province center circulates what concerns the whole province.
    let elsewhere = |case: &CitedCase| case.center != center && center != PROVINCE_CENTER;
    if let Some(index) = context.cases.iter().position(elsewhere) {
        return Err(CircularRefusal::CaseElsewhere { index });
    }
    finished(context.cases)?;
    Ok(Content { title, text, cases })
}

/// The number a circular is published under, in the form of the register's.
fn numbered(regime: Regime, center: &str, year: i32, number: u32) -> CircularNumber {
    let series = match regime {
        Regime::Gd => ("粤鉴投", "粤鉴通报"),
        Regime::Jz => ("荆评投", "荆评通报"),
    };
    let text = registration(regime, center, year, number).text;
    CircularNumber {
        year,
        number,
        text: text.replacen(series.0, series.1, 1),
    }
}
