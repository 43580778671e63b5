//! The short texts of requests.

use std::borrow::Cow;

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// How [`crate::decode::Text`] looks in the document. The members are plain strings in Rust.
#[derive(Debug)]
pub struct ShortText;

/// Everything but control characters and those that change the direction of writing.
const PATTERN: &str =
    "^[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+$";

impl PartialSchema for ShortText {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A text of 1 to 200 characters, without control characters and those that change the direction of \
                 writing.",
            ))
            .min_length(Some(1))
            .max_length(Some(200))
            .pattern(Some(PATTERN))
            .into()
    }
}

impl ToSchema for ShortText {
    fn name() -> Cow<'static, str> {
        "ShortText".into()
    }
}
