//! Requests of which one of several members must be given: a type has no words for that.

use serde_json::json;
use utoipa::openapi::{OpenApi, RefOr, Schema, extensions::Extensions};

/// By the name of the schema: its members of which at least one must be there, and not null.
const ONE_OF: [(&str, &[&str]); 1] = [("PublicComplaintInput", &["request", "facts", "reasons"])];

/// The schema that says so of a member.
const TEXT: &str = "#/components/schemas/ProseText";

/// Adds that to the schemas.
pub(super) fn add(document: &mut OpenApi) {
    let Some(components) = &mut document.components else {
        return;
    };
    for (name, members) in ONE_OF {
        if let Some(RefOr::T(Schema::Object(schema))) = components.schemas.get_mut(name) {
            let choices: Vec<serde_json::Value> = members
                .iter()
                .map(
                    |member| json!({"required": [member], "properties": {*member: {"$ref": TEXT}}}),
                )
                .collect();
            // The library has no other way to say it of an object that also names its members.
            schema.extensions = Some(Extensions::from_iter([("anyOf", choices)]));
        }
    }
}
