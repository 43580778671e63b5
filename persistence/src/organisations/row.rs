//! An organisation as the table holds it.

use diesel::prelude::*;
use domain::access::{DepartmentKind, OrganisationKind, OrganisationLevel, Regime};

use super::Organisation;
use crate::error::StoreError;
use crate::schema::organisations;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations)]
pub(super) struct Row {
    id: String,
    kind: String,
    level: Option<String>,
    department_kind: Option<String>,
    regime: String,
    name_zh: String,
    name_en: String,
    division_code: Option<String>,
    industry: Option<String>,
    parent_id: Option<String>,
    channels: String,
    active: bool,
    version: i64,
}

impl Row {
    pub(super) fn of(organisation: &Organisation) -> Self {
        Self {
            id: organisation.id.clone(),
            kind: organisation.kind.as_str().to_owned(),
            level: organisation.level.map(|level| level.as_str().to_owned()),
            department_kind: organisation
                .department_kind
                .map(|kind| kind.as_str().to_owned()),
            regime: organisation.regime.as_str().to_owned(),
            name_zh: organisation.name_zh.clone(),
            name_en: organisation.name_en.clone(),
            division_code: organisation.division_code.clone(),
            industry: organisation.industry.clone(),
            parent_id: organisation.parent_id.clone(),
            channels: serde_json::json!(organisation.channels).to_string(),
            active: organisation.active,
            version: organisation.version,
        }
    }
}

impl TryFrom<Row> for Organisation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = StoreError::Corrupt;
        Ok(Self {
            id: row.id,
            kind: OrganisationKind::parse(&row.kind).ok_or(corrupt("organisations.kind"))?,
            level: row
                .level
                .map(|word| OrganisationLevel::parse(&word).ok_or(corrupt("organisations.level")))
                .transpose()?,
            department_kind: row
                .department_kind
                .map(|word| {
                    DepartmentKind::parse(&word).ok_or(corrupt("organisations.department_kind"))
                })
                .transpose()?,
            regime: Regime::parse(&row.regime).ok_or(corrupt("organisations.regime"))?,
            name_zh: row.name_zh,
            name_en: row.name_en,
            division_code: row.division_code,
            industry: row.industry,
            parent_id: row.parent_id,
            channels: serde_json::from_str(&row.channels)
                .map_err(|_json| corrupt("organisations.channels"))?,
            active: row.active,
            version: row.version,
        })
    }
}
