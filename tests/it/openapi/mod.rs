//! The OpenAPI document: complete, true, and the same as what the program does.

mod authorisation;
mod conformance;
mod document;
mod examples;
mod jurisdiction;
mod parity;

use std::sync::OnceLock;

use tests::cli::command;
use tests::openapi::Spec;

/// The document as the program prints it.
pub(crate) fn spec() -> &'static Spec {
    static SPEC: OnceLock<Spec> = OnceLock::new();
    SPEC.get_or_init(|| {
        let done = command(&["openapi"]).run();
        assert_eq!(done.code, Some(0));
        Spec::parse(done.text())
    })
}
