//! The complaint case: what happens to a complaint or report from the day it comes in (Art. 8) to its conclusion
//! (Art. 18).
//!
//! A pure decider: [`decide()`] turns a command into events or refuses it with the reason, [`CaseState::apply`] lets an
//! event happen. The state follows from the events alone; what must be done next, and until when, follows from the
//! state.

pub mod accused;
pub mod allowed;
pub mod attention;
pub mod change;
mod checks;
pub mod clock_event;
pub mod command;
mod decide;
mod departments;
pub mod duties;
pub mod evaluation;
pub mod event;
mod facts;
pub mod file_type;
mod grounds;
pub mod handling;
mod intake;
pub mod machine;
mod mask;
pub mod materials;
pub mod notice;
mod prior;
pub mod public;
pub mod record;
pub mod refusal;
pub mod responsible;
pub mod reveal;
pub mod state;
pub mod steps;
pub mod term;
pub(crate) mod words;

pub use super::art11_registration::registration;
pub use accused::AccusedOrganisations;
pub use allowed::{allowed_commands, may, not_accused};
pub use attention::Attention;
pub use change::{Corrections, FieldChange};
pub use clock_event::{ClockEvent, ClockKind, clock_step};
pub use command::{CenterCard, ClearText, Command, CommandName, Context, Day, JoinTarget};
pub use decide::{decide, expected_decisions, mirrored};
pub use departments::DepartmentNamed;
pub use duties::{Duty, DutyKind, duties};
pub use evaluation::{
    Assessment, Evaluation, EvaluationTexts, MetGround, PriorAssessment, PriorConsidered,
};
pub use event::CaseEvent;
pub use facts::{Gathered, clock, default_profile, facts};
pub use file_type::{FileSort, FileType};
pub use handling::Handling;
pub use intake::{Intake, receive};
pub use machine::{StateMachine, Transition, state_machine};
pub use mask::{is_blank, is_masked, is_masked_name, is_only_marks};
pub use materials::Material;
pub use notice::{Notice, NoticeGround, NoticeKind};
pub use prior::{PriorRecord, is_earlier, prior_status};
pub use refusal::Refusal;
pub use responsible::{Answerable, ResponsibleCenter, ResponsibleRule, responsible_center};
pub use state::{CaseState, Departure, IssuedNotice, ReplayFault, Status};
pub use steps::{Step, StepKind, steps};
