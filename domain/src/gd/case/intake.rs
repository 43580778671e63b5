//! Art. 8: taking a complaint or report down. From it follows who must answer (Art. 3, 4).

use chrono::{DateTime, NaiveDate, Utc};

use super::checks;
use super::event::Received;
use super::record::{AccusedParty, CaseKind, FormGiven, SealedRef};
use super::refusal::Refusal;
use super::responsible::{JINGZHOU_AUTHORITY, PROVINCE_CENTER, responsible_center};
use crate::access::Regime;
use crate::division::DivisionCode;
use crate::gd::art09_10_admissibility::{Channel, Event};
use crate::truth::Truth;

/// What is taken down; whoever answers is computed from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// The regulation under which the case is handled.
    pub regime: Regime,
    /// The organisation that holds the case; none: whichever must answer, or the provincial center where nobody in
    /// this system must.
    pub center: Option<String>,
    /// Complaint or report.
    pub kind: CaseKind,
    /// How it came in.
    pub channel: Channel,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
    /// The day it was put forward, in Asia/Shanghai.
    pub submitted_on: NaiveDate,
    /// The accused party.
    pub accused: AccusedParty,
    /// Where the event happened.
    pub places: Vec<DivisionCode>,
    /// The industry.
    pub industry: Option<String>,
    /// When the event happened.
    pub event: Option<Event>,
    /// Which statements of Art. 8 were given.
    pub form: FormGiven,
    /// The complainant asks for confidentiality.
    pub wants_confidentiality: bool,
    /// Exposed by media.
    pub media_exposed: Truth,
    /// Of considerable impact.
    pub high_impact: Truth,
    /// Urgent.
    pub urgent: Truth,
    /// The member of staff who took it down first.
    pub first_receiver: Option<String>,
    /// Who the complainant is, sealed.
    pub identity: Option<SealedRef>,
    /// What they wrote, sealed.
    pub statement: Option<SealedRef>,
    /// The submitting system's own number.
    pub external_ref: Option<String>,
    /// The client that hands it in.
    pub submitted_by: String,
    /// On whose behalf.
    pub submitted_for: Option<String>,
    /// The earlier case that it adds to, where that one was closed already.
    pub follows: Option<String>,
}

/// Takes a complaint down on that day (Asia/Shanghai).
///
/// # Errors
/// [`Refusal`]: an oral complaint without its first receiver, a masked value, an unknown division, a day to come.
pub fn receive(intake: Intake, today: NaiveDate) -> Result<Received, Refusal> {
    let responsible = responsible_center(
        intake.regime,
        &intake.places,
        intake.industry.as_deref(),
        &intake.accused,
    )
    .map_err(|unknown| Refusal::UnknownDivision {
        member: "places",
        code: unknown.0.to_string(),
    })?;
    let center = intake.center.unwrap_or_else(|| {
        responsible
            .organisation_id()
            .unwrap_or(match intake.regime {
                Regime::Gd => PROVINCE_CENTER,
                Regime::Jz => JINGZHOU_AUTHORITY,
            })
            .to_owned()
    });
    let received = Received {
        regime: intake.regime,
        center,
        responsible,
        kind: intake.kind,
        channel: intake.channel,
        received_at: intake.received_at,
        submitted_on: intake.submitted_on,
        accused: intake.accused,
        places: intake.places,
        industry: intake.industry,
        event: intake.event,
        form: intake.form,
        wants_confidentiality: intake.wants_confidentiality,
        media_exposed: intake.media_exposed,
        high_impact: intake.high_impact,
        urgent: intake.urgent,
        first_receiver: intake.first_receiver,
        identity: intake.identity,
        statement: intake.statement,
        external_ref: intake.external_ref,
        submitted_by: intake.submitted_by,
        submitted_for: intake.submitted_for,
        follows: intake.follows,
    };
    checks::record(&received, today)?;
    checks::written(&received)?;
    Ok(received)
}
