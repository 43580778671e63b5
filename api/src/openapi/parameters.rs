//! Parameters, each once.

use utoipa::openapi::OpenApi;

use super::operations;

/// Drops what stands there twice: the derivation adds a bare parameter for every place of a path, also for those that a
/// type describes already. The first is the described one.
pub(super) fn once(document: &mut OpenApi) {
    for (_, operation) in document.paths.paths.values_mut().flat_map(operations) {
        let Some(parameters) = &mut operation.parameters else {
            continue;
        };
        let mut known: Vec<String> = Vec::with_capacity(parameters.len());
        parameters.retain(|parameter| {
            let utoipa::openapi::RefOr::T(parameter) = parameter else {
                return true;
            };
            // Names of headers and of places in a path never meet here; those of queries are given once.
            let new = !known.contains(&parameter.name);
            known.push(parameter.name.clone());
            new
        });
    }
}
