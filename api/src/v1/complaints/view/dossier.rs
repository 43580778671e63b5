//! What was added to a case, as it is read.

use chrono::NaiveDate;
use domain::access::{Action, Principal};
use domain::gd::case::event::handling::SimilarityDecided;
use domain::gd::case::handling::Handling;
use serde::Serialize;
use utoipa::ToSchema;

/// What was added to a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Dossier)]
pub struct DossierBody {
    /// Other cases, maybe other complainants', that an officer found to be about the same matter, or not to be; the latest
    /// word on each. A link bars nobody's complaint (Art. 10(3) and (4) speak of the same complainant's).
    pub links: Vec<LinkBody>,
}

/// What an officer found of another case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseLink)]
pub struct LinkBody {
    /// The other case.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub other: String,
    /// Whether it is about the same matter.
    pub same_matter: bool,
    /// How similar the two were then, from 0 to 1000.
    pub score: Option<u32>,
    /// The day.
    pub on: NaiveDate,
    /// Who found so.
    pub decided_by: String,
}

impl DossierBody {
    /// Of a case, for those who may read what its officers assess: others learn of no other complainant's case.
    #[must_use]
    pub fn of(handling: &Handling, principal: &Principal) -> Option<Self> {
        let _scope = principal.scope(Action::ReadEvaluation)?;
        let links: Vec<LinkBody> = handling.similar.iter().map(LinkBody::of).collect();
        (!links.is_empty()).then_some(Self { links })
    }
}

impl LinkBody {
    fn of(decided: &SimilarityDecided) -> Self {
        Self {
            other: decided.other.clone(),
            same_matter: decided.same_matter,
            score: decided.score,
            on: decided.on,
            decided_by: decided.decided_by.clone(),
        }
    }
}
