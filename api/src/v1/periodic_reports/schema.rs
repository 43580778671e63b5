//! The shapes of periodic reports.

use chrono::{DateTime, NaiveDate};
use persistence::reports::StoredReport;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::figures::shown;
use crate::problem::Problem;
use crate::v1::complaints::schema::{LineText, ProseText};
use crate::v1::complaints::view::instant;

/// The id of a report.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReportId {
    /// The report.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-00000000000d"
    )]
    pub id: String,
}

/// Submission of a report.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodicReportInput {
    /// A month, a quarter or a year that has ended (Asia/Shanghai): `2026-10`, `2026-Q3`, `2025`.
    #[schema(value_type = LineText, examples("2026-10"))]
    pub period: String,
    /// Why it is submitted again; not given the first time.
    #[schema(value_type = Option<ProseText>)]
    pub reason: Option<String>,
}

/// A number of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureBody {
    /// `received`, `received_by_channel`, `received_by_kind`, or a step of cases as `/api/v1/complaints/steps` names it.
    #[schema(examples("received"))]
    pub figure: String,
    /// The channel, kind, ground or outcome.
    pub detail: Option<String>,
    /// How many cases.
    pub count: u64,
    /// The list that it counts, as it is now.
    #[schema(examples(
        "/api/v1/complaints?center=gd-440100&received_from=2026-10-01&received_to=2026-10-31"
    ))]
    pub href: String,
}

/// What a report would say now.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodicReportPreview {
    /// The center.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// Whether it has ended: before, it cannot be submitted.
    pub ended: bool,
    /// The figures.
    pub figures: Vec<FigureBody>,
}

/// A report as it was submitted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PeriodicReport)]
pub struct PeriodicReportBody {
    /// Its id.
    pub id: String,
    /// The center.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// From 1, within center and period.
    pub revision: u32,
    /// Why it was submitted again.
    pub reason: Option<String>,
    /// When it was submitted (UTC).
    pub submitted_at: String,
    /// Who submitted it: a client id.
    pub submitted_by: String,
    /// The figures as they were then.
    pub figures: Vec<FigureBody>,
}

impl TryFrom<StoredReport> for PeriodicReportBody {
    type Error = Problem;

    fn try_from(stored: StoredReport) -> Result<Self, Problem> {
        let at = DateTime::from_timestamp_micros(stored.submitted_at)
            .ok_or_else(|| Problem::internal("periodic_reports.submitted_at"))?;
        let report = stored.report;
        let (center, first, last) = (report.center, report.first, report.last);
        Ok(Self {
            id: report.id,
            period: report.period,
            revision: report.revision,
            reason: report.reason,
            submitted_at: instant(at),
            submitted_by: report.submitted_by,
            figures: report
                .figures
                .into_iter()
                .map(|figure| shown(figure, &center, first, last))
                .collect(),
            center,
            first,
            last,
        })
    }
}

/// A page of reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodicReportList {
    /// The reports, the latest first.
    pub items: Vec<PeriodicReportBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}
