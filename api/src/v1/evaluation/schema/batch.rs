//! The batch twins: 1 to 1,000 requests in, as many results out, in order.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    AdmissibilityAnswer, AdmissibilityRequestBody, ClockAnswer, ClockRequestBody, SanctionsAnswer,
    SanctionsRequestBody, WorkingDaysAnswer, WorkingDaysRequestBody,
};
use crate::problem::ProblemBody;

macro_rules! batch {
    ($batch:ident, $request:ident, $results:ident, $result:ident, $answer:ident) => {
        /// 1 to 1,000 requests.
        #[derive(Debug, Serialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $batch {
            /// The requests.
            #[schema(min_items = 1, max_items = 1000)]
            pub items: Vec<$request>,
        }

        /// A result for each request, in order.
        #[derive(Debug, Serialize, ToSchema)]
        pub struct $results {
            /// The results.
            pub results: Vec<$result>,
        }

        /// The answer to one request, or the problem with it. One bad request never fails the others.
        #[derive(Debug, Serialize, ToSchema)]
        pub struct $result {
            /// Position of the request, from 0.
            #[schema(minimum = 0)]
            pub index: u32,
            /// Its answer.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schema(nullable = false)]
            pub result: Option<$answer>,
            /// Or what is wrong with it.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schema(nullable = false)]
            pub error: Option<ProblemBody<'static>>,
        }
    };
}

batch!(
    AdmissibilityBatch,
    AdmissibilityRequestBody,
    AdmissibilityResults,
    AdmissibilityResult,
    AdmissibilityAnswer
);
batch!(
    ClockBatch,
    ClockRequestBody,
    ClockResults,
    ClockResult,
    ClockAnswer
);
batch!(
    SanctionsBatch,
    SanctionsRequestBody,
    SanctionsResults,
    SanctionsResult,
    SanctionsAnswer
);
batch!(
    WorkingDaysBatch,
    WorkingDaysRequestBody,
    WorkingDaysResults,
    WorkingDaysResult,
    WorkingDaysAnswer
);
