//! What a command does to a case: events, or a refusal with its reason.

mod admission;
mod assignment;
mod course;
mod dossier;
mod expected;
mod intake;
pub(super) mod investigation;
pub(super) mod outward;
pub(super) mod term;

pub use dossier::mirrored;
pub use expected::expected_decisions;

use super::allowed::may;
use super::command::{Command, Context};
use super::event::CaseEvent;
use super::refusal::Refusal;
use super::state::CaseState;

/// Decides on a command. What was decided happens only once its events are recorded.
///
/// # Errors
/// [`Refusal`], which changes nothing.
pub fn decide(
    state: &CaseState,
    command: Command,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    may(state, command.name(), context.actor)?;
    if context.today < state.latest_on {
        return Err(Refusal::DayBeforeLastStep {
            latest_on: state.latest_on,
        });
    }
    match command {
        Command::Correct(corrections) => intake::correct(state, &corrections, context),
        Command::Describe { subject } => intake::describe(&subject),
        Command::Evaluate(evaluation) => intake::evaluate(state, *evaluation, context),
        Command::Accept {
            fresh,
            departure,
            number,
            officer,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::accept(state, basis, number, officer, context)
        }
        Command::Reject {
            fresh,
            departure,
            grounds,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::reject(state, basis, &grounds, context)
        }
        Command::Refer {
            fresh,
            departure,
            to,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::refer(state, basis, to, context)
        }
        Command::Join {
            fresh,
            departure,
            target,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::join(state, basis, &target, context)
        }
        Command::ReviewRejection { outcome, reason } => course::review(outcome, reason, context),
        Command::HandOver { to, reason } => course::hand_over(state, to, reason),
        Command::DeliverNotice { notice, manner, on } => {
            course::deliver(state, notice, manner, on, context)
        }
        Command::Withdraw { reason, by } => course::withdraw(reason, by, context),
        Command::Conclude {
            outcome,
            measures,
            departure,
        } => course::conclude(state, outcome, measures, departure, context),
        Command::Assign(command) => assignment::assign(state, *command, context),
        Command::ShareMaterials(command) => assignment::share(state, *command, context),
        Command::Answer(command) => investigation::answer(state, *command, context),
        Command::PromiseReply(command) => investigation::promise(&command, context),
        Command::Report(command) => investigation::report(state, *command, context),
        Command::Consolidate(command) => investigation::consolidate(*command, context),
        Command::Supervise(command) => investigation::supervise(state, *command, context),
        Command::AnswerSupervision(command) => {
            investigation::answer_supervision(state, *command, context)
        }
        Command::Extend(command) => term::extend(state, *command, context),
        Command::ExplainDelay(command) => term::explain(state, *command, context),
        Command::Execute(command) => term::execute(state, *command, context),
        Command::FeedBack(command) => term::feed_back(state, &command, context),
        Command::Archive(command) => term::archive(*command, context),
        Command::HoldAccountable(command) => outward::hold_accountable(state, *command, context),
        Command::ReferComplainant(command) => outward::refer_complainant(state, *command, context),
        Command::ReportUpward(command) => outward::report_upward(state, *command, context),
        Command::TakeMediaMeasure(command) => outward::take_media_measure(state, *command, context),
        Command::PublishStatement(command) => outward::publish_statement(state, *command, context),
        Command::Attach(command) => dossier::attach(state, *command, context),
        Command::Supplement(command) => dossier::supplement(state, *command, context),
        Command::DecideSimilarity(command) => dossier::decide_similarity(state, *command, context),
        Command::ProposeErasure(command) => term::propose_erasure(state, *command, context),
        Command::ConfirmErasure => term::confirm_erasure(state, context),
    }
}

/// The number of the next of so many things.
fn counted(known: usize) -> u32 {
    u32::try_from(known).map_or(u32::MAX, |known| known.saturating_add(1))
}
