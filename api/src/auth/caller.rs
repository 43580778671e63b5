//! Whoever sends a request, proved by a token.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::access::{Action, Principal, Scope};

use super::token::VerifiedToken;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;

/// The client behind a request. A handler that takes one refuses every request without a good token.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The client with role and organisation, as they are now.
    pub principal: Arc<Principal>,
    /// The token it showed.
    pub token: Arc<VerifiedToken>,
}

impl Caller {
    /// Of which cases it may do this.
    ///
    /// # Errors
    /// `forbidden` where its role never may.
    pub fn may(&self, action: Action) -> Result<Scope, Problem> {
        let role = self.principal.role;
        self.principal.scope(action).ok_or_else(|| {
            Problem::new(ProblemCode::Forbidden).with_detail(
                format!("角色 {role} 不能进行 {action}。"),
                format!("The role {role} does not permit {action}."),
            )
        })
    }

    /// Its id, as the record names whoever caused an event.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.principal.client_id
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let state = request.app_data::<web::Data<AppState>>();
        ready(match state {
            Some(state) => state.access.caller(request),
            None => Err(Problem::internal("no state")),
        })
    }
}
