//! Parameters: each once, and what holds for every cursor.

use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::operations;
use crate::v1::paging::{CURSOR, LONGEST_CURSOR, SHORTEST_CURSOR};

/// Drops what stands there twice: the derivation adds a bare parameter for every place of a path, also for those that a
/// type describes already. The first is the described one.
pub(super) fn once(document: &mut OpenApi) {
    for (_, operation) in document.paths.paths.values_mut().flat_map(operations) {
        let Some(parameters) = &mut operation.parameters else {
            continue;
        };
        let mut known: Vec<String> = Vec::with_capacity(parameters.len());
        parameters.retain(|parameter| {
            let RefOr::T(parameter) = parameter else {
                return true;
            };
            // Names of headers and of places in a path never meet here; those of queries are given once.
            let new = !known.contains(&parameter.name);
            known.push(parameter.name.clone());
            new
        });
    }
}

/// Says of the cursor of every list which form it has. Of the texts of that form only those are cursors that the list
/// itself gave: they are sealed, and no schema can say that.
pub(super) fn cursors(document: &mut OpenApi) {
    let operations = document.paths.paths.values_mut().flat_map(operations);
    for parameter in operations.flat_map(|(_, operation)| operation.parameters.iter_mut().flatten())
    {
        if let RefOr::T(parameter) = parameter
            && parameter.name == "cursor"
            && let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema
        {
            schema.pattern = Some(CURSOR.to_owned());
            schema.min_length = Some(SHORTEST_CURSOR);
            schema.max_length = Some(LONGEST_CURSOR);
        }
    }
}
