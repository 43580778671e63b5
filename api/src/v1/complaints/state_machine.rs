//! `GET /api/v1/complaints/state-machine`: the life of a case.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Role;
use domain::gd::case::{StateMachine, Status, Transition, state_machine};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::ReadingProblems;

/// The life of a case: its states, and the commands that lead from one to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseMachine {
    /// The state a case begins in.
    #[schema(examples("received"))]
    pub initial: &'static str,
    /// Every state.
    pub states: Vec<MachineState>,
    /// Every command to an existing case.
    pub commands: Vec<MachineCommand>,
}

/// A state of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct MachineState {
    /// The state.
    #[schema(examples("accepted"))]
    pub state: &'static str,
    /// Its name in Chinese.
    pub name_zh: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// Whether something on the merits is still owed.
    pub open: bool,
    /// Whether nothing leads out of it.
    pub terminal: bool,
    /// Whether a command leads to it today.
    pub reachable: bool,
}

/// A command to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct MachineCommand {
    /// The command.
    #[schema(examples("accept"))]
    pub command: &'static str,
    /// Its name in Chinese.
    pub name_zh: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// The states it is given in.
    pub from: Vec<&'static str>,
    /// The states it can lead to; empty: the state stays.
    pub to: Vec<&'static str>,
    /// The roles that may give it, of the cases that their permission reaches.
    pub roles: Vec<&'static str>,
    /// What it needs besides, in Chinese.
    pub guards_zh: &'static str,
    /// What it needs besides, in English.
    pub guards_en: &'static str,
    /// The provision it carries out; null: a step of procedure.
    #[schema(examples("gd-complaints/art9"))]
    pub provision: Option<&'static str>,
}

/// Get the life of a case
///
/// States, commands, who may give them and what they need, as the program enforces them.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/state-machine",
    operation_id = "get_complaint_state_machine",
    tag = "complaints",
    responses((status = 200, description = "The states and commands", body = CaseMachine), ReadingProblems)
)]
pub async fn get_complaint_state_machine(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let machine = state_machine();
    let body = CaseMachine {
        initial: machine.initial.as_str(),
        states: machine
            .states
            .iter()
            .map(|status| state(&machine, *status))
            .collect(),
        commands: machine.transitions.iter().map(command).collect(),
    };
    answer(&request, Freshness::Compiled, &body)
}

fn state(machine: &StateMachine, status: Status) -> MachineState {
    MachineState {
        state: status.as_str(),
        name_zh: status.name_zh(),
        name_en: status.name_en(),
        open: status.is_open(),
        terminal: status.is_terminal(),
        reachable: machine.is_reachable(status),
    }
}

fn command(transition: &Transition) -> MachineCommand {
    let words = |states: &[Status]| states.iter().map(|state| state.as_str()).collect();
    MachineCommand {
        command: transition.command.as_str(),
        name_zh: transition.name_zh,
        name_en: transition.name_en,
        from: words(transition.from),
        to: words(transition.to),
        roles: transition.roles().map(Role::as_str).collect(),
        guards_zh: transition.guards_zh,
        guards_en: transition.guards_en,
        provision: transition.provision.map(|provision| provision.id),
    }
}
