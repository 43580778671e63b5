//! The shapes of inspectors.

use chrono::NaiveDate;
use domain::jz::inspection::{DeclaredConflict, Inspector};
use persistence::aggregate::Opened;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::v1::complaints::schema::{LineText, ProseText};

/// Who is put on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectorInput {
    /// Name. Published with what is drawn.
    #[schema(value_type = LineText)]
    pub name: String,
    /// Department. Published with it.
    #[schema(value_type = LineText)]
    pub department: String,
    /// Number of the certificate.
    #[schema(value_type = Option<LineText>)]
    pub certificate: Option<String>,
    /// The client they work with: whoever records an inspection by it must be one of its inspectors.
    #[schema(value_type = Option<LineText>)]
    pub client_id: Option<String>,
}

/// What is to be changed; what is absent stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectorPatch {
    /// Name.
    #[schema(value_type = Option<LineText>)]
    pub name: Option<String>,
    /// Department.
    #[schema(value_type = Option<LineText>)]
    pub department: Option<String>,
    /// Number of the certificate.
    #[schema(value_type = Option<LineText>)]
    pub certificate: Option<String>,
    /// The client they work with.
    #[schema(value_type = Option<LineText>)]
    pub client_id: Option<String>,
    /// Whether they are on the roster.
    pub active: Option<bool>,
}

/// A conflict of interest.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictInput {
    /// Credit code of the institution, whether it is filed yet or not.
    #[schema(value_type = LineText, examples("91350100M000100Y43"))]
    pub institution_uscc: String,
    /// Why; not published.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// Why a declaration is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictWithdrawalInput {
    /// Why.
    #[schema(value_type = ProseText)]
    pub reason: String,
}

/// A declaration within an inspector's record.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ConflictNumber {
    /// The inspector.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-0000000000d1"
    )]
    pub id: String,
    /// Number of the declaration, from 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    pub number: u32,
}

/// A declared conflict of interest.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    /// Its number.
    pub number: u32,
    /// Credit code of the institution.
    pub institution_uscc: String,
    /// Why.
    pub reason: String,
    /// The day it was declared.
    pub declared_on: NaiveDate,
    /// The day it was withdrawn; null: it stands.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why it was withdrawn.
    pub withdrawal_reason: Option<String>,
}

/// An inspector.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Inspector)]
pub struct InspectorBody {
    /// Their id.
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// The authority whose roster it is.
    #[schema(examples("jz-421000"))]
    pub authority: String,
    /// Name.
    pub name: String,
    /// Department.
    pub department: String,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// The client they work with.
    pub client_id: Option<String>,
    /// Whether they are on the roster.
    pub active: bool,
    /// Declared conflicts of interest, also those withdrawn.
    pub conflicts: Vec<Conflict>,
}

/// A page of inspectors.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectorList {
    /// The inspectors, the latest first.
    pub items: Vec<InspectorBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

impl From<DeclaredConflict> for Conflict {
    fn from(one: DeclaredConflict) -> Self {
        let (withdrawn_on, withdrawal_reason) = one
            .withdrawn
            .map(|withdrawn| (withdrawn.on, withdrawn.reason))
            .unzip();
        Self {
            number: one.declared.number,
            institution_uscc: one.declared.uscc,
            reason: one.declared.reason,
            declared_on: one.declared.on,
            withdrawn_on,
            withdrawal_reason,
        }
    }
}

impl From<Opened<Inspector>> for InspectorBody {
    fn from(opened: Opened<Inspector>) -> Self {
        let (details, all) = (opened.state.details, opened.state.conflicts);
        Self {
            id: opened.id,
            version: opened.head.version,
            authority: opened.state.keeper.authority,
            name: details.name,
            department: details.department,
            certificate: details.certificate,
            client_id: details.client,
            active: details.active,
            conflicts: all.into_iter().map(Conflict::from).collect(),
        }
    }
}
