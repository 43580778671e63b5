//! The accused party as an organisation of this system.

use persistence::{Connection, organisations};

use crate::problem::{Fault, Problem, ProblemCode};

/// That an accused party's id, where it has one, is that of an organisation.
///
/// # Errors
/// `invalid_facts`.
pub fn known(connection: &mut Connection, organisation_id: Option<&str>) -> Result<(), Problem> {
    let Some(id) = organisation_id else {
        return Ok(());
    };
    match organisations::get(connection, id)? {
        Some(_) => Ok(()),
        None => Err(
            Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                "/accused/organisation_id",
                "没有这一机构；不在本系统登记的，不填此项",
                "no organisation has this id: leave it out where it is on no register of this system",
            )),
        ),
    }
}
