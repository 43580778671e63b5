//! The life of a case as data: what the API publishes and the decider follows.

use super::command::CommandName;
use super::state::Status;
use crate::access::Role;
use crate::provision::Provision;

/// What a command needs and where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The command.
    pub command: CommandName,
    /// The command's name in Chinese.
    pub name_zh: &'static str,
    /// The command's name in English.
    pub name_en: &'static str,
    /// The states it is given in.
    pub from: &'static [Status],
    /// The states it can lead to; empty: the state stays.
    pub to: &'static [Status],
    /// What it needs besides, in Chinese.
    pub guards_zh: &'static str,
    /// What it needs besides, in English.
    pub guards_en: &'static str,
    /// The provision it carries out.
    pub provision: Option<&'static Provision>,
}

impl Transition {
    /// The roles that may give the command.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let action = self.command.action();
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| crate::access::scope(*role, action).is_some())
    }
}

/// The life of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateMachine {
    /// The state a case begins in.
    pub initial: Status,
    /// Every state.
    pub states: &'static [Status],
    /// Every command.
    pub transitions: &'static [Transition],
}

/// The life of a case.
#[must_use]
pub const fn state_machine() -> StateMachine {
    StateMachine {
        initial: Status::Received,
        states: Status::ALL,
        transitions: &[],
    }
}
