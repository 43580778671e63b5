//! Clients: whoever calls the API, in one role of one organisation.

pub mod change;
pub mod create;
pub mod disable;
pub mod get;
pub mod list;
pub mod me;
pub mod renew_secret;
mod request;
pub mod rotate_signing_key;
pub mod schema;

use persistence::Connection;
use persistence::clients::{self, Client};

use crate::problem::Problem;
use crate::v1::reading::not_found;

/// The client of that id; whatever is no UUID is none.
fn find(connection: &mut Connection, id: &str) -> Result<Client, Problem> {
    if uuid::Uuid::try_parse(id).is_err() {
        return Err(not_found());
    }
    clients::get(connection, id)?.ok_or_else(not_found)
}
