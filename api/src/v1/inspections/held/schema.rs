//! The shapes of inspections.

use chrono::NaiveDate;
use domain::jz::inspection::{Assigned, Corrected, Inspection, InspectionStatus, Origin, Recorded};
use persistence::aggregate::Opened;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::complaints::schema::{LineText, ProseText};
use crate::v1::published::Publisher;

/// What is found of an item of Art. 16.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckedItem {
    /// Number of the item, 1 to 6.
    #[schema(minimum = 1, maximum = 6)]
    pub item: u8,
    /// `conform`, `not_conform` or `not_checked`.
    #[schema(value_type = LineText, examples("conform"))]
    pub result: String,
    /// Remark.
    #[schema(value_type = Option<ProseText>)]
    pub remark: Option<String>,
}

/// What is found of a duty of Art. 6 to 12.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckedDuty {
    /// The article, 6 to 12.
    #[schema(minimum = 6, maximum = 12)]
    pub article: u8,
    /// Which of its duties.
    #[schema(value_type = LineText, examples("消防设施定期检查"))]
    pub duty: String,
    /// `conform`, `not_conform` or `not_checked`.
    #[schema(value_type = LineText, examples("conform"))]
    pub result: String,
    /// Remark.
    #[schema(value_type = Option<ProseText>)]
    pub remark: Option<String>,
}

/// A finding: alleged until it is verified in the institution's ledger.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionFinding {
    /// The provision it is a breach of: `jz-institutions/art12`, `…/art13`, `…/art20/1` to `…/art22/6`.
    #[schema(value_type = LineText, examples("jz-institutions/art20/6"))]
    pub provision: String,
    /// The day it occurred.
    pub occurred_on: NaiveDate,
    /// What shows it.
    #[schema(value_type = ProseText)]
    pub evidence: String,
}

/// What an inspection found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionRecordInput {
    /// The day it was held.
    pub held_on: NaiveDate,
    /// How it was held: `documents`, `on_site` or `both`.
    #[schema(value_type = LineText, examples("on_site"))]
    pub method: String,
    /// The six items of Art. 16, each once.
    #[schema(min_items = 6, max_items = 6)]
    pub items: Vec<CheckedItem>,
    /// Duties of Art. 6 to 12 that were checked.
    #[schema(max_items = 200)]
    pub duties: Option<Vec<CheckedDuty>>,
    /// Findings; in a correction further ones.
    #[schema(max_items = 100)]
    pub findings: Option<Vec<InspectionFinding>>,
    /// The result, for the public.
    #[schema(value_type = ProseText)]
    pub summary: String,
    /// The inspector who records it, by id: one of those who inspect.
    #[schema(value_type = LineText)]
    pub recorded_by: String,
}

/// A correction.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionCorrectionInput {
    /// Why; published with the result.
    #[schema(value_type = ProseText)]
    pub reason: String,
    /// As it is to be; its findings are added to those that were recorded.
    pub record: InspectionRecordInput,
}

/// An inspector of an inspection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InspectingOfficer {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Department.
    pub department: String,
}

/// Why there is an inspection.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionOrigin {
    /// `draw` or `proposal`.
    #[schema(examples("draw"))]
    pub kind: &'static str,
    /// The draw or the proposal.
    pub id: String,
    /// Place in the draw.
    pub place: Option<u32>,
}

/// What was found, as recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionRecordBody {
    /// The day it was held.
    pub held_on: NaiveDate,
    /// How.
    pub method: &'static str,
    /// The six items of Art. 16.
    pub items: Vec<CheckedItem>,
    /// Duties of Art. 6 to 12.
    pub duties: Vec<CheckedDuty>,
    /// Findings; whether each holds stands in the institution's ledger.
    pub findings: Vec<InspectionFinding>,
    /// The result, for the public.
    pub summary: String,
    /// The inspector who recorded it.
    pub recorded_by: String,
    /// The day on which it was recorded.
    pub recorded_on: NaiveDate,
}

/// A correction.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionCorrection {
    /// Why.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
}

/// An inspection.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Inspection)]
pub struct InspectionBody {
    /// Its id.
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// `open`, `recorded`, `published` or `cancelled`.
    #[schema(examples("open"))]
    pub status: &'static str,
    /// The authority.
    pub authority: String,
    /// The institution, by id.
    pub institution_id: String,
    /// Its credit code.
    pub institution_uscc: String,
    /// Its name.
    pub institution_name: String,
    /// Why there is an inspection.
    pub origin: InspectionOrigin,
    /// The day on which it was opened.
    pub opened_on: NaiveDate,
    /// How it is to be held.
    pub method: &'static str,
    /// Who inspects.
    pub inspectors: Vec<InspectingOfficer>,
    /// Why it was called off.
    pub cancelled_because: Option<String>,
    /// What was found.
    pub record: Option<InspectionRecordBody>,
    /// Corrections.
    pub corrections: Vec<InspectionCorrection>,
    /// The day on which the result was published.
    pub published_on: Option<NaiveDate>,
}

/// A page of inspections.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionList {
    /// The inspections, the latest first.
    pub items: Vec<InspectionBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The published result of an inspection. What is alleged is not published; what was verified is.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicInspection {
    /// Its id.
    pub id: String,
    /// The authority.
    pub authority: Publisher,
    /// Credit code of the institution.
    pub institution_uscc: String,
    /// Its name.
    pub institution_name: String,
    /// Why there was an inspection.
    pub origin: InspectionOrigin,
    /// The day it was held.
    pub held_on: NaiveDate,
    /// How.
    pub method: &'static str,
    /// Who inspected.
    pub inspectors: Vec<InspectingOfficer>,
    /// The six items of Art. 16, without remarks.
    pub items: Vec<PublicItem>,
    /// The result.
    pub summary: String,
    /// Provisions of the findings that were verified.
    pub verified_breaches: Vec<&'static str>,
    /// Corrections.
    pub corrections: Vec<InspectionCorrection>,
    /// The day on which it was published.
    pub published_on: NaiveDate,
}

/// The result of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicItem {
    /// Number of the item, 1 to 6.
    pub item: u8,
    /// `conform`, `not_conform` or `not_checked`.
    pub result: &'static str,
}

/// A page of results.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicInspectionList {
    /// The results, the latest first.
    pub items: Vec<PublicInspection>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

impl From<&Assigned> for InspectingOfficer {
    fn from(one: &Assigned) -> Self {
        Self {
            id: one.id.clone(),
            name: one.name.clone(),
            department: one.department.clone(),
        }
    }
}

impl From<&Origin> for InspectionOrigin {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Draw { draw, place } => Self {
                kind: "draw",
                id: draw.clone(),
                place: Some(*place),
            },
            Origin::Proposal { proposal } => Self {
                kind: "proposal",
                id: proposal.clone(),
                place: None,
            },
        }
    }
}

impl From<&Corrected> for InspectionCorrection {
    fn from(corrected: &Corrected) -> Self {
        Self {
            reason: corrected.reason.clone(),
            on: corrected.record.on,
        }
    }
}

impl From<&Recorded> for InspectionRecordBody {
    fn from(record: &Recorded) -> Self {
        Self {
            held_on: record.held_on,
            method: record.method.as_str(),
            items: record
                .items
                .iter()
                .map(|one| CheckedItem {
                    item: one.item,
                    result: one.result.as_str().to_owned(),
                    remark: one.remark.clone(),
                })
                .collect(),
            duties: record
                .duties
                .iter()
                .map(|one| CheckedDuty {
                    article: one.article,
                    duty: one.duty.clone(),
                    result: one.result.as_str().to_owned(),
                    remark: one.remark.clone(),
                })
                .collect(),
            findings: record
                .findings
                .iter()
                .map(|one| InspectionFinding {
                    provision: one
                        .breach
                        .provision()
                        .map_or_else(String::new, |p| p.id.to_owned()),
                    occurred_on: one.occurred_on,
                    evidence: one.evidence.clone(),
                })
                .collect(),
            summary: record.summary.clone(),
            recorded_by: record.recorded_by.clone(),
            recorded_on: record.on,
        }
    }
}

impl From<&Opened<Inspection>> for InspectionBody {
    fn from(opened: &Opened<Inspection>) -> Self {
        let state = &opened.state;
        let of = &state.opened;
        let status: InspectionStatus = state.status();
        Self {
            id: opened.id.clone(),
            version: opened.head.version,
            status: status.as_str(),
            authority: of.keeper.authority.clone(),
            institution_id: of.institution.id.clone(),
            institution_uscc: of.institution.uscc.clone(),
            institution_name: of.institution.name.clone(),
            origin: InspectionOrigin::from(&of.origin),
            opened_on: of.on,
            method: of.method.as_str(),
            inspectors: state
                .inspectors
                .iter()
                .map(InspectingOfficer::from)
                .collect(),
            cancelled_because: state.cancelled.as_ref().map(|one| one.reason.clone()),
            record: state.record.as_ref().map(InspectionRecordBody::from),
            corrections: state
                .corrections
                .iter()
                .map(InspectionCorrection::from)
                .collect(),
            published_on: state.published.as_ref().map(|one| one.on),
        }
    }
}
