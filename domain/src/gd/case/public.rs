//! The public's door (Art. 8): people without an account hand complaints in and follow them by a receipt code.

use chrono::NaiveDate;

use super::event::NoticeDelivered;
use super::record::{AccusedParty, DeliveryManner};
use super::responsible::{Answerable, authority_of, responsible_center};
use super::state::CaseState;
use crate::access::{Principal, Regime, Role};
use crate::division::DivisionCode;
use crate::gd::art03_04_jurisdiction::UnknownDivision;

/// The name under which the record knows whoever comes without an account. No client has it: their ids are UUIDs.
pub const PUBLIC: &str = "public";

/// Whoever comes through the public's door, about a case that the receipt code shows to be theirs: they may do what a
/// platform may with what it handed in.
#[must_use]
pub fn the_public(regime: Regime) -> Principal {
    Principal {
        client_id: PUBLIC.to_owned(),
        organisation_id: PUBLIC.to_owned(),
        center_id: PUBLIC.to_owned(),
        role: Role::Platform,
        regime,
    }
}

/// The regulation of a matter: that of the measures of Jingzhou where the authority there is in charge (jz Art. 13), that
/// of Guangdong otherwise. What belongs elsewhere is taken down by the provincial center, which says where to go.
///
/// # Errors
/// [`UnknownDivision`] for a place, or the division of an accused center, that is none.
pub fn regime_of(
    places: &[DivisionCode],
    industry: Option<&str>,
    accused: &AccusedParty,
) -> Result<Regime, UnknownDivision> {
    let responsible = responsible_center(Regime::Gd, places, industry, accused)?;
    Ok(match responsible.answerable {
        Answerable::Elsewhere { division, .. } if authority_of(division).is_some() => Regime::Jz,
        Answerable::Elsewhere { .. }
        | Answerable::Organisation { .. }
        | Answerable::SupervisingDepartment => Regime::Gd,
    })
}

/// What follows from reading a notice by receipt code: it is delivered, unless it was before in any manner. None for a
/// notice that the case does not have, or one dated later than today.
#[must_use]
pub fn delivered_by_code(
    state: &CaseState,
    number: u32,
    today: NaiveDate,
) -> Option<NoticeDelivered> {
    let notice = state
        .notices
        .iter()
        .find(|notice| notice.issued.number == number)?;
    let now = notice.deliveries.is_empty() && notice.issued.on <= today;
    now.then_some(NoticeDelivered {
        notice: number,
        manner: DeliveryManner::ReceiptCode,
        on: today,
    })
}
