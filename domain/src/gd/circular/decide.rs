//! What a command does to a circular.

use chrono::NaiveDate;

use super::{
    Approved, Circular, CircularEvent, CircularNumber, CircularRefusal, CircularStatus, Content,
    Drafted, MOST_CASES, Published, Revised, WithdrawnCircular,
};
use crate::access::{Action, Principal, Regime};
use crate::gd::art11_registration::registration;
use crate::gd::case::responsible::PROVINCE_CENTER;
use crate::gd::case::words::record_words;
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

record_words! {
    /// The name of a command to a circular.
    CircularCommandName {
        /// Revise the draft
        Revise = "revise",
        /// Approve it
        Approve = "approve",
        /// Publish it
        Publish = "publish",
        /// Take it back
        Withdraw = "withdraw",
    }
}

impl CircularCommandName {
    /// What a principal needs to be permitted for it.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Revise => Action::DraftCircular,
            Self::Approve | Self::Publish | Self::Withdraw => Action::ApproveCircular,
        }
    }

    /// Where the circular stands when it is given.
    const fn from(self) -> &'static [CircularStatus] {
        match self {
            Self::Revise | Self::Approve => &[CircularStatus::Draft],
            Self::Publish => &[CircularStatus::Approved],
            Self::Withdraw => &[
                CircularStatus::Draft,
                CircularStatus::Approved,
                CircularStatus::Published,
            ],
        }
    }
}

impl CircularCommand {
    const fn name(&self) -> CircularCommandName {
        match self {
            Self::Revise { .. } => CircularCommandName::Revise,
            Self::Approve => CircularCommandName::Approve,
            Self::Publish { .. } => CircularCommandName::Publish,
            Self::Withdraw { .. } => CircularCommandName::Withdraw,
        }
    }
}

/// What a principal who reaches a circular may do with it as it stands. Whether its cases allow it is not asked.
#[must_use]
pub fn allowed_commands(circular: &Circular, principal: &Principal) -> Vec<CircularCommandName> {
    let wrote = circular.authors.contains(&principal.client_id);
    CircularCommandName::ALL
        .iter()
        .copied()
        .filter(|name| principal.scope(name.action()).is_some())
        .filter(|name| name.from().contains(&circular.status))
        .filter(|name| *name != CircularCommandName::Approve || !wrote)
        .collect()
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
    /// The first of them that nobody can look at any more, by its place and id: its content was destroyed, or it is out of
    /// reach. It is not among the others.
    pub gone: Option<(usize, &'a str)>,
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
    if !command.name().from().contains(&circular.status) {
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
            all_there(context)?;
            finished(context.cases)?;
            CircularEvent::Approved(Approved {
                on,
                approved_by: who,
            })
        }
        CircularCommand::Publish { number, year } => {
            all_there(context)?;
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

/// What cannot be compared with what is sealed any more is not made public: the draft is revised, without that case.
fn all_there(context: &CircularContext<'_>) -> Result<(), CircularRefusal> {
    match context.gone {
        Some((index, id)) => Err(CircularRefusal::CaseGone {
            index,
            id: id.to_owned(),
        }),
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
