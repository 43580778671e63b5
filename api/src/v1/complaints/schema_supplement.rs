//! The shape of a supplement, for the document. It is read by [`crate::decode`]; a test holds the two against each other.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::ProseText;

/// What the complainant adds (Art. 8).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementInput {
    /// In their words. Sealed.
    #[schema(value_type = ProseText)]
    pub text: String,
}
