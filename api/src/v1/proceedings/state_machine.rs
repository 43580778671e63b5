//! `GET /api/v1/proceedings/state-machine`: the life of a proceeding.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Role, scope};
use domain::jz::proceeding::{Status, TRANSITIONS, Transition};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::ReadingProblems;

/// The life of a proceeding.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingMachine {
    /// The state it begins in.
    #[schema(examples("proposed"))]
    pub initial: &'static str,
    /// Every state; `expired` is reached by dates alone.
    pub states: Vec<ProceedingState>,
    /// Every step.
    pub commands: Vec<ProceedingCommand>,
}

/// A state.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingState {
    /// The state.
    #[schema(examples("notified"))]
    pub state: &'static str,
    /// Whether it is neither served nor dropped: an institution has at most one such proceeding.
    pub open: bool,
}

/// A step.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingCommand {
    /// The step.
    #[schema(examples("notify"))]
    pub command: &'static str,
    /// Its name in Chinese.
    pub name_zh: &'static str,
    /// Last segment of its path.
    #[schema(examples("notice"))]
    pub path: &'static str,
    /// The states it is taken in.
    pub from: Vec<&'static str>,
    /// The states it leads to.
    pub to: Vec<&'static str>,
    /// The roles that may take it.
    pub roles: Vec<&'static str>,
    /// What it needs besides, in Chinese.
    pub guards_zh: &'static str,
    /// What it needs besides, in English.
    pub guards_en: &'static str,
}

/// Get the life of a proceeding
///
/// States, steps, who may take them and what they need, as the program enforces them.
#[utoipa::path(
    get,
    path = "/api/v1/proceedings/state-machine",
    operation_id = "get_proceeding_state_machine",
    tag = "proceedings",
    responses((status = 200, description = "The states and steps", body = ProceedingMachine), ReadingProblems)
)]
pub async fn get_proceeding_state_machine(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let states = Status::ALL.iter().map(|status| ProceedingState {
        state: status.as_str(),
        open: status.is_open(),
    });
    let body = ProceedingMachine {
        initial: Status::Proposed.as_str(),
        states: states.collect(),
        commands: TRANSITIONS.iter().map(command).collect(),
    };
    answer(&request, Freshness::Compiled, &body)
}

fn command(way: &Transition) -> ProceedingCommand {
    let words = |states: &[Status]| states.iter().map(|state| state.as_str()).collect();
    let roles = Role::ALL.iter().copied();
    ProceedingCommand {
        command: way.command.as_str(),
        name_zh: way.command.zh(),
        path: way.command.segment(),
        from: words(way.from),
        to: words(way.to),
        roles: roles
            .filter(|role| scope(*role, way.command.action()).is_some())
            .map(Role::as_str)
            .collect(),
        guards_zh: way.guard_zh,
        guards_en: way.guard_en,
    }
}
