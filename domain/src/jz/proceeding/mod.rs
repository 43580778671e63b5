//! A sanction proceeding (jz Art. 20-22): proposed by the engine, notified, heard, decided by one officer and approved by
//! another, served, in force until it is completed, lifted or over; or dropped with a reason. A pure decider over its events.
//!
//! The Jingzhou measures name grounds and measures only. Notice, hearing, remedies and the hint at old violations come from
//! general administrative law; they are steps of their own, and parameters of local policy switch them ([`policy`]).
//!
//! A proposal follows the facts while it is only proposed. From the notice on it stands still: the institution answers to
//! what it was told. Whatever else comes up meanwhile is taken up by the next proposal, once this one is served or dropped.

mod command;
mod decide;
mod decision;
mod effects;
pub mod event;
mod letter;
pub mod machine;
pub mod policy;
mod refusal;
mod state;
#[cfg(test)]
mod tests;
mod weigh;

pub use command::{Command, Decision};
pub use decide::{Context, decide};
pub use effects::effects;
pub use event::{Listed, Ordered, ProceedingEvent, Sanctioning, Span, TimedMeasure, VoidedBatch};
pub use letter::{Letter, LetterGround, decision_letter, notice_letter};
pub use machine::{CommandName, TRANSITIONS, Transition, allowed};
pub use refusal::ProceedingRefusal;
pub use state::{Proceeding, Status};
pub use weigh::{
    Evaluation, Evidence, MetGround, OpenProceeding, Step, step, supports, unsettled, weigh,
};
