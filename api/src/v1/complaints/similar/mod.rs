//! Cases about the same matter, whoever put them forward: finding them, and deciding that they are.

pub mod decide;
pub mod list;

use domain::gd::case::evaluation::PriorAssessment;
use domain::gd::case::{Assessment, is_earlier};
use domain::truth::Truth;
use persistence::Connection;
use persistence::complaints::record::Opened;
use persistence::complaints::{lookup, row};

use crate::problem::Problem;

/// An assessment with what was decided of the complainant's own earlier cases, as far as the officer does not say
/// otherwise (Art. 10(3) and (4)). What was decided of other complainants' cases has no part in it.
///
/// # Errors
/// Where the database fails.
pub fn prefilled(
    connection: &mut Connection,
    case: &Opened,
    mut assessment: Assessment,
) -> Result<Assessment, Problem> {
    for link in &case.state.handling.similar {
        let same_matter = Truth::from(link.same_matter);
        let said = assessment
            .priors
            .iter_mut()
            .find(|prior| prior.case_id == link.other);
        if let Some(said) = said {
            if said.same_matter.is_unknown() {
                said.same_matter = same_matter;
            }
            continue;
        }
        if !lookup::same_complainant(connection, &case.id, &link.other)?.is_true() {
            continue;
        }
        let Some(other) = row::read(connection, &link.other)? else {
            continue;
        };
        let other = other.state()?;
        let earlier = is_earlier(
            (other.record.received_at, &link.other),
            (case.state.record.received_at, &case.id),
        );
        if earlier {
            assessment.priors.push(PriorAssessment {
                case_id: link.other.clone(),
                same_matter,
                raises_new_facts: Truth::Unknown,
            });
        }
    }
    Ok(assessment)
}
