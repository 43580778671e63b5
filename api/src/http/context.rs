//! What the middleware learns of a request once, for everything behind it.

use super::{language::Lang, route::RouteId, trace::TraceId};

/// Kept in the request's extensions. Small and `Copy`: it is written for every request.
#[derive(Debug, Clone, Copy)]
pub struct RequestContext {
    /// Identifies the request in the log and in failures.
    pub trace_id: TraceId,
    /// The language of the answer.
    pub lang: Lang,
    /// The route, where the path is known.
    pub route: Option<RouteId>,
}
