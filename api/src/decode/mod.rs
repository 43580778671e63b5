//! Reading a request's JSON in one pass, without a tree in between, and with every fault found, not only the first.
//!
//! serde's derived readers stop at the first wrong member. These go on: a member of the wrong type, an unknown or
//! repeated one, an impossible date, each becomes a [`Fault`] with its JSON pointer, and reading continues behind it.
//! Only JSON that is not well-formed ends it at once.

mod context;
mod items;
mod object;
mod scalar;

use serde::de::DeserializeSeed;

use crate::problem::{Fault, Problem, ProblemCode};

pub use context::Context;
pub use items::read_items;
pub(crate) use object::object;
pub use object::{Object, Slot, Slots, enter, read_list, read_nested, read_scalar, unknown};
pub use scalar::{
    Choice, Count, Instant, Line, MOST, MOST_PROSE, Prose, Scalar, Signed, Text, Word, date,
};

/// Reads a whole body as `T` and lets it check itself.
///
/// # Errors
/// `malformed_json` where it is not JSON, `invalid_facts` with every fault otherwise.
pub fn read<'de, T: Object<'de>>(body: &'de [u8]) -> Result<T::Target, Problem> {
    let mut context = Context::default();
    // Checked once as a whole, UTF-8 need not be checked string by string; where it is broken, the bytes say where.
    let slot = match std::str::from_utf8(body) {
        Ok(text) => read_from::<T, _>(serde_json::Deserializer::from_str(text), &mut context),
        Err(_broken) => read_from::<T, _>(serde_json::Deserializer::from_slice(body), &mut context),
    }
    .map_err(|error| malformed(&error))?;
    if matches!(slot, Slot::Null) {
        context.fault("应为对象", "must be an object");
    }
    context.finish(slot.optional())
}

fn read_from<'de, T: Object<'de>, R: serde_json::de::Read<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
    context: &mut Context,
) -> Result<Slot<T::Target>, serde_json::Error> {
    let slot = object::ObjectSeed::<T>::new(context).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(slot)
}

/// What is wrong with JSON that is not well-formed, and where.
pub fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let problem = Problem::new(ProblemCode::MalformedJson);
    // Where there is just one line, as in JSON Lines, its number would only confuse.
    if line <= 1 {
        return problem.with_detail(
            format!("第 {column} 列处不是合法的 JSON"),
            format!("not well-formed JSON at column {column}"),
        );
    }
    problem.with_detail(
        format!("第 {line} 行第 {column} 列处不是合法的 JSON"),
        format!("not well-formed JSON at line {line}, column {column}"),
    )
}

/// A body that could be read, with its faults.
pub fn invalid(errors: Vec<Fault>) -> Problem {
    Problem::new(ProblemCode::InvalidFacts).with_errors(errors)
}
