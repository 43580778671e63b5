//! What the complainant added, without what it says.

use chrono::NaiveDate;
use domain::gd::case::Handling;
use serde::Serialize;
use utoipa::ToSchema;

use super::instant;

/// Something that the complainant added (Art. 8). What it says is sealed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseSupplement)]
pub struct SupplementBody {
    /// Its number within the case.
    pub number: u32,
    /// When it came in (UTC).
    pub at: String,
    /// The day (Asia/Shanghai).
    pub on: NaiveDate,
    /// How: `receipt_code`, `platform` or `center`.
    #[schema(examples("receipt_code"))]
    pub via: &'static str,
}

/// The supplements of a case; none where there is none.
pub(super) fn of(handling: &Handling) -> Option<Vec<SupplementBody>> {
    let supplements = handling.supplements.iter().map(|taken| SupplementBody {
        number: taken.number,
        at: instant(taken.at),
        on: taken.on,
        via: taken.via.as_str(),
    });
    (!handling.supplements.is_empty()).then(|| supplements.collect())
}
