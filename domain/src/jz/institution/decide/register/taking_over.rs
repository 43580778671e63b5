//! A filing from before this system is taken over as it stood (jz Art. 2, 3).

use super::RegisterRefusal;
use super::checks::{credit_code, known_division, no_overlap, particulars, scope};
use crate::jz::institution::{Institution, InstitutionEvent, TakenOver};

/// Takes a filing over; `institution` is what is on record of that credit code, `taken.on` is today. Its validity is what
/// the source says, not local policy's; its division need not be known to an authority of this system.
///
/// # Errors
/// What cannot be so: a wrong credit code, an unknown division or occupation, days out of order or in the future; a filing
/// that overlaps one on record; one made during a bar.
pub fn take_over(
    institution: Option<&Institution>,
    taken: TakenOver,
) -> Result<InstitutionEvent, RegisterRefusal> {
    credit_code(&taken.uscc)?;
    particulars(&taken.content)?;
    let _known = known_division(&taken.content.division)?;
    scope(&taken.content.occupations)?;
    if taken.filed_on > taken.on {
        return Err(RegisterRefusal::FiledInFuture);
    }
    if taken
        .valid_until
        .is_some_and(|until| until < taken.filed_on)
    {
        return Err(RegisterRefusal::ValidityTooShort);
    }
    if let Some(institution) = institution {
        if let Some(until) = institution.standing(taken.filed_on).barred_until {
            return Err(RegisterRefusal::Barred {
                open_from: until.succ_opt().unwrap_or(until),
            });
        }
        no_overlap(institution, taken.filed_on)?;
    }
    Ok(InstitutionEvent::TakenOver(Box::new(taken)))
}
