//! A case in a list.

use chrono::NaiveDate;
use persistence::complaints::list::Summary;
use persistence::ledger;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::v1::complaints::timeline::Veil;
use crate::v1::complaints::view::instant;

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplaintSummary {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub id: String,
    /// Version; the ETag of the case.
    pub version: i64,
    /// `gd` or `jz`.
    #[schema(examples("gd"))]
    pub regime: String,
    /// The organisation that holds the case.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// State.
    #[schema(examples("accepted"))]
    pub state: String,
    /// `complaint` or `report`.
    #[schema(examples("complaint"))]
    pub kind: String,
    /// How it came in.
    #[schema(examples("web"))]
    pub channel: String,
    /// Who is complained of, as the complaint names them.
    pub accused_name: Option<String>,
    /// The officer's subject line; null for platforms.
    pub subject: Option<String>,
    /// Registration number.
    pub number: Option<String>,
    /// When it came in (UTC).
    pub received_at: String,
    /// When it last changed (UTC).
    pub updated_at: String,
    /// The due date, while the clock runs (Art. 18).
    pub due_on: Option<NaiveDate>,
    /// When the complainant was last told why it takes longer (Art. 18): an overdue case that has this was explained.
    pub delay_explained_on: Option<NaiveDate>,
    /// Since when feedback of the result is owed (Art. 16): the day of conclusion.
    pub feedback_owed_since: Option<NaiveDate>,
    /// When what was sealed was destroyed: a tombstone, which says no more of what the case was about.
    pub erased_on: Option<NaiveDate>,
    /// The officer who handles it: a client id; null for platforms and departments, to which a center is one body.
    pub officer: Option<String>,
    /// The client that submitted it; to a department, its center.
    pub submitted_by: String,
    /// That client's own reference.
    pub external_ref: Option<String>,
}

impl ComplaintSummary {
    /// Of a row.
    ///
    /// # Errors
    /// `internal` where the row holds no instants.
    pub fn of(row: Summary, veil: &Veil) -> Result<Self, Problem> {
        let at = |micros: i64| {
            ledger::instant(micros)
                .map(instant)
                .ok_or_else(|| Problem::internal("an instant of a case"))
        };
        Ok(Self {
            received_at: at(row.received_at)?,
            updated_at: at(row.updated_at)?,
            id: row.id,
            version: row.version,
            regime: row.regime,
            state: row.state,
            kind: row.kind,
            channel: row.channel,
            accused_name: row.accused_name,
            subject: row.subject.filter(|_| !veil.hides_work()),
            number: row.number,
            due_on: row.due_on,
            delay_explained_on: row.delay_explained_on,
            feedback_owed_since: row.feedback_owed_since,
            erased_on: row.erased_on,
            officer: row
                .officer
                .filter(|officer| !veil.hides_work() && veil.names(officer)),
            submitted_by: match veil.department() {
                Some(_) => row.center.clone(),
                None => row.submitted_by,
            },
            external_ref: row.external_ref.filter(|_| veil.department().is_none()),
            center: row.center,
        })
    }
}
