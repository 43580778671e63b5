//! What of a case is sealed, and who may be shown which of it (Art. 15).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::allowed::not_accused;
use super::handling::{Held, MaterialKind};
use super::record::SealedRef;
use super::state::CaseState;
use crate::access::{Action, Principal, Scope};

/// The id of who the complainant is, among the materials.
pub const IDENTITY: &str = "identity";

/// The id of the complainant's statement, among the materials.
pub const STATEMENT: &str = "statement";

/// A material of the case: what a department may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// `identity`, `statement`, or the id of the sealed item or attachment.
    pub id: String,
    /// What it is.
    pub kind: MaterialKind,
    /// The day it came.
    pub on: NaiveDate,
    /// Where it is kept.
    pub held: Held,
    /// The organisation whose own business it is: its task, its report, an order to it, its answer, a report upward to it;
    /// none: the center's.
    pub organisation: Option<String>,
}

impl Material {
    fn text(
        kind: MaterialKind,
        on: NaiveDate,
        text: &SealedRef,
        organisation: Option<&String>,
    ) -> Self {
        Self {
            id: text.item.clone(),
            kind,
            on,
            held: Held::Text(text.clone()),
            organisation: organisation.cloned(),
        }
    }
}

impl CaseState {
    /// Everything sealed of the case, as it stands: of what was corrected, the latest.
    #[must_use]
    pub fn materials(&self) -> Vec<Material> {
        let mut materials = self.brought();
        materials.extend(self.investigated());
        materials.extend(self.administered());
        materials
    }

    /// The material with that id.
    #[must_use]
    pub fn material(&self, id: &str) -> Option<Material> {
        self.materials()
            .into_iter()
            .find(|material| material.id == id)
    }

    /// Whether somebody may be shown a material: those who answer for the case all of it, a department what was passed
    /// to it and what is its own, whoever was reported to that report (Art. 4(2)). Never the accused party.
    #[must_use]
    pub fn may_see(&self, principal: &Principal, material: &Material) -> bool {
        if not_accused(&self.record, principal).is_err() {
            return false;
        }
        if self.was_reported_to(principal, material) {
            return true;
        }
        match principal.scope(Action::DiscloseMaterial) {
            Some(Scope::Own) => {
                principal.center_id == self.record.center && principal.regime == self.record.regime
            }
            Some(Scope::Assigned) => {
                self.handled_by(&principal.organisation_id)
                    .is_some_and(|own| {
                        own.materials.contains(&material.id)
                            || material.organisation.as_ref() == Some(&principal.organisation_id)
                            || self.added(principal, material)
                    })
            }
            Some(Scope::Submitted | Scope::Regime | Scope::All) | None => false,
        }
    }

    /// Whether a material is a report to the principal's own center, of a case of its regulation (Art. 4(2)).
    fn was_reported_to(&self, principal: &Principal, material: &Material) -> bool {
        material.kind == MaterialKind::UpwardReport
            && material.organisation.as_ref() == Some(&principal.center_id)
            && principal.scope(Action::ReadUpwardReports) == Some(Scope::Regime)
            && principal.regime == self.record.regime
    }

    /// Whether the principal added this file itself.
    fn added(&self, principal: &Principal, material: &Material) -> bool {
        self.handling
            .attachments
            .iter()
            .any(|file| file.id == material.id && file.added_by == principal.client_id)
    }

    /// What was handed in with the case and added to it (Art. 8).
    fn brought(&self) -> Vec<Material> {
        let record = &self.record;
        let on = record.submitted_on;
        let said = |id: &str, kind, text: &SealedRef| Material {
            id: id.to_owned(),
            ..Material::text(kind, on, text, None)
        };
        let identity = record.identity.as_ref();
        let statement = record.statement.as_ref();
        let mut materials: Vec<Material> = identity
            .map(|text| said(IDENTITY, MaterialKind::Identity, text))
            .into_iter()
            .chain(statement.map(|text| said(STATEMENT, MaterialKind::Statement, text)))
            .collect();
        let handling = &self.handling;
        materials.extend(
            handling
                .supplements
                .iter()
                .map(|one| Material::text(MaterialKind::Supplement, one.on, &one.text, None)),
        );
        materials.extend(handling.attachments.iter().map(|file| Material {
            id: file.id.clone(),
            kind: MaterialKind::Attachment,
            on: file.on,
            held: Held::File(file.id.clone()),
            organisation: None,
        }));
        materials
    }

    /// What came of guidance, investigation and supervision (Art. 5, 6, 11, 12).
    fn investigated(&self) -> Vec<Material> {
        let handling = &self.handling;
        let mut materials = Vec::new();
        for one in &handling.assignments {
            let own = Some(&one.department);
            materials.extend(
                one.task
                    .as_ref()
                    .map(|text| Material::text(MaterialKind::Task, one.on, text, own)),
            );
        }
        materials.extend(handling.answers.iter().map(|one| {
            let own = Some(&one.organisation);
            Material::text(MaterialKind::Answer, one.on, &one.text, own)
        }));
        materials.extend(handling.reports.iter().map(|one| {
            let own = Some(&one.department);
            Material::text(MaterialKind::Report, one.on, &one.text, own)
        }));
        materials.extend(
            handling.consolidated.iter().map(|one| {
                Material::text(MaterialKind::ConsolidatedReport, one.on, &one.text, None)
            }),
        );
        for one in &handling.supervisions {
            let (order, own) = (&one.order, one.order.department.as_ref());
            let kind = MaterialKind::SupervisionOrder;
            materials.push(Material::text(kind, order.on, &order.text, own));
            let kind = MaterialKind::SupervisionAnswer;
            materials.extend(
                one.answer
                    .iter()
                    .map(|answer| Material::text(kind, answer.on, &answer.text, own)),
            );
        }
        materials
    }

    /// What came of the time limit, of measures, and of what goes upward and outward (Art. 4, 6, 18-20).
    fn administered(&self) -> Vec<Material> {
        let handling = &self.handling;
        let mut materials = Vec::new();
        let mut add = |kind, on, text: &SealedRef, own: Option<&String>| {
            materials.push(Material::text(kind, on, text, own));
        };
        for one in &handling.extensions {
            add(MaterialKind::ExtensionReason, one.on, &one.text, None);
        }
        for one in &handling.explanations {
            add(MaterialKind::DelayExplanation, one.on, &one.text, None);
        }
        for one in &handling.executions {
            let own = self
                .measure(one.measure)
                .and_then(|measure| measure.department.as_ref());
            add(MaterialKind::Execution, one.on, &one.text, own);
        }
        for one in &handling.accountability {
            add(MaterialKind::Accountability, one.on, &one.text, None);
        }
        for one in &handling.complainant_referrals {
            add(MaterialKind::ComplainantReferral, one.on, &one.text, None);
        }
        for one in &handling.upward_reports {
            add(MaterialKind::UpwardReport, one.on, &one.text, Some(&one.to));
        }
        materials
    }

    /// A measure of the conclusion, by its place from 1.
    fn measure(&self, number: u32) -> Option<&super::event::handling::Measure> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.conclusion.as_ref()?.measures.get(index)
    }
}
