//! A case as it is read: the record without anything sealed, where it stands, and what can be done with it.

mod bodies;
mod commands;
mod dossier;
mod investigation;
mod kept;
mod public_response;
mod supplements;
mod term;

pub use bodies::*;
pub use commands::Commands;
pub use dossier::*;
pub use investigation::InvestigationBody;
pub use kept::{Asked, KeptViews, View};
pub use public_response::*;
pub use supplements::SupplementBody;
pub use term::*;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::access::{Action, Principal, Scope};
use domain::gd::art09_10_admissibility::Event;
use domain::gd::case::event::handling::{Measure, MeasureExecuted};
use domain::gd::case::record::AccusedParty;
use domain::gd::case::{Answerable, CaseState};
use domain::truth::Truth;
use persistence::complaints::record::Opened;
use persistence::complaints::row::CaseRow;

use super::command::{day_of, running_due_on};
use super::owed::owed;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::shanghai_day;
use crate::v1::evaluation::engine::Basis;

/// An instant of the API.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn known(truth: Truth) -> Option<bool> {
    truth.into()
}

/// Who reads a case, when, and in which language.
struct Reader<'a> {
    principal: &'a Principal,
    basis: &'a Basis,
    today: NaiveDate,
    lang: Lang,
}

impl CaseBody {
    /// Of a row.
    ///
    /// # Errors
    /// `internal` where the row holds no case.
    pub fn of_row(
        row: CaseRow,
        principal: &Principal,
        basis: &Basis,
        now: DateTime<Utc>,
        lang: Lang,
    ) -> Result<Self, Problem> {
        let state = row.state()?;
        let updated_at = DateTime::from_timestamp_micros(row.updated_at)
            .ok_or_else(|| Problem::internal("complaints.updated_at"))?;
        let reader = Reader {
            principal,
            basis,
            today: shanghai_day(now),
            lang,
        };
        Ok(Self::new(
            row.id,
            row.version,
            state,
            row.due_on,
            updated_at,
            &reader,
        ))
    }

    /// Of a case that was just changed.
    #[must_use]
    pub fn of_opened(
        case: &Opened,
        principal: &Principal,
        basis: &Basis,
        now: DateTime<Utc>,
        lang: Lang,
    ) -> Self {
        let due_on = running_due_on(basis, &case.state);
        let state = case.state.clone();
        let (id, version) = (case.id.clone(), case.head.version);
        let reader = Reader {
            principal,
            basis,
            today: shanghai_day(now),
            lang,
        };
        Self::new(id, version, state, due_on, now, &reader)
    }

    /// What the events of a case say to whoever reads it, and what follows from them.
    fn new(
        id: String,
        version: i64,
        state: CaseState,
        due_on: Option<NaiveDate>,
        updated_at: DateTime<Utc>,
        reader: &Reader<'_>,
    ) -> Self {
        let Reader {
            principal,
            basis,
            today,
            lang,
        } = *reader;
        let term = TermBody::of(&state, basis);
        let duties = duties(owed(basis, &state), principal, today, lang);
        let investigation = InvestigationBody::of(&state, principal, today);
        let day = day_of(basis, &state, today);
        let allowed = Commands::of(&state, principal, day.as_ref(), lang);
        let dossier = DossierBody::of(&state.handling, principal);
        let record = state.record;
        let (outdated, status) = (state.evaluation_outdated, state.status);
        let pick = |zh: String, en: String| match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        };
        let (who, organisation_id, division) = match record.responsible.answerable {
            Answerable::Organisation { organisation_id } => {
                ("organisation", Some(organisation_id), None)
            }
            Answerable::Elsewhere { division, .. } => {
                ("elsewhere", None, Some(division.to_string()))
            }
            Answerable::SupervisingDepartment => ("supervising_department", None, None),
        };
        let mut body = Self {
            id,
            version,
            regime: record.regime.as_str(),
            state: status.as_str(),
            state_name: match lang {
                Lang::ZhCn => status.name_zh(),
                Lang::En => status.name_en(),
            },
            kind: record.kind.as_str(),
            channel: record.channel.as_str(),
            center: record.center,
            responsible: ResponsibleBody {
                who,
                organisation_id,
                division,
                rule: record.responsible.rule.as_str(),
                provision: record.responsible.provision,
                reason: pick(record.responsible.reason_zh, record.responsible.reason_en),
            },
            received_at: instant(record.received_at),
            submitted_on: record.submitted_on,
            accused: AccusedBody::of(record.accused),
            places: record.places.iter().map(ToString::to_string).collect(),
            industry: record.industry,
            event: record.event.map(OccurredBody::of),
            form: FormBody {
                name: record.form.name,
                contact: record.form.contact,
                request: record.form.request,
                facts: record.form.facts,
                reasons: record.form.reasons,
            },
            wants_confidentiality: record.wants_confidentiality,
            media_exposed: known(record.media_exposed),
            high_impact: known(record.high_impact),
            urgent: known(record.urgent),
            first_receiver: record.first_receiver,
            submitted_by: record.submitted_by,
            submitted_for: record.submitted_for,
            external_ref: record.external_ref,
            follows: record.follows,
            supplements: supplements::of(&state.handling),
            subject: state.subject,
            officer: state.officer,
            evaluation: state.evaluation.map(|evaluated| EvaluationSummary {
                number: evaluated.number,
                on: evaluated.on,
                outcome: evaluated.evaluation.outcome.as_str(),
                track: evaluated.evaluation.track.map(|track| track.as_str()),
                grounds: provisions(evaluated.evaluation.met),
                missing_facts: evaluated.evaluation.missing,
                outdated,
            }),
            acceptance: state.acceptance.map(|accepted| AcceptanceBody {
                on: accepted.on,
                number: accepted.registration.text,
                track: accepted.track.as_str(),
                evaluation: accepted.evaluation,
                departure: accepted.departure,
                decided_by: accepted.decided_by,
            }),
            rejection: state.rejection.map(|rejected| RejectionBody {
                on: rejected.on,
                grounds: provisions(rejected.grounds),
                evaluation: rejected.evaluation,
                departure: rejected.departure,
                decided_by: rejected.decided_by,
            }),
            review: state.review.map(|review| ReviewBody {
                on: review.on,
                outcome: review.outcome.as_str(),
                reason: review.reason,
                reviewed_by: review.reviewed_by,
            }),
            referral: state.referral.map(|referred| ReferralBody {
                on: referred.on,
                organisation_id: referred.to.organisation_id,
                name: referred.to.name,
                reason: referred.to.reason,
                evaluation: referred.evaluation,
                departure: referred.departure,
                decided_by: referred.decided_by,
            }),
            joining: state.joining.map(|joined| JoiningBody {
                on: joined.on,
                target: joined.target,
                evaluation: joined.evaluation,
                departure: joined.departure,
                decided_by: joined.decided_by,
            }),
            withdrawal: state.withdrawal.map(|withdrawn| WithdrawalBody {
                on: withdrawn.on,
                reason: withdrawn.reason,
                by: withdrawn.by.as_str(),
            }),
            investigation,
            conclusion: state.conclusion.map(|concluded| ConclusionBody {
                on: concluded.on,
                outcome: concluded.outcome.as_str(),
                measures: measures(concluded.measures, &state.handling.executions),
                departure: concluded.departure,
                decided_by: concluded.decided_by,
            }),
            term,
            dossier,
            notices: state
                .notices
                .into_iter()
                .map(|notice| NoticeSummary {
                    number: notice.issued.number,
                    on: notice.issued.on,
                    kind: notice.issued.notice.kind.as_str(),
                    title: notice.issued.notice.title,
                    deliveries: notice
                        .deliveries
                        .into_iter()
                        .map(|delivered| DeliveryBody {
                            manner: delivered.manner.as_str(),
                            on: delivered.on,
                        })
                        .collect(),
                })
                .collect(),
            departures: state
                .departures
                .into_iter()
                .map(DepartureBody::from)
                .collect(),
            public_response: PublicResponseBody::of(&state.handling, principal),
            duties,
            due_on,
            updated_at: instant(updated_at),
            allowed_commands: allowed,
        };
        body.veil(principal);
        body
    }

    /// Takes out what is the center's own business: for those who may not read evaluations, what officers assessed; for
    /// whoever only handed the case in and for departments, which of the center's staff did what.
    fn veil(&mut self, principal: &Principal) {
        if principal.scope(Action::ReadEvaluation).is_none() {
            self.evaluation = None;
            self.departures.clear();
            let departures = [
                self.acceptance.as_mut().map(|body| &mut body.departure),
                self.rejection.as_mut().map(|body| &mut body.departure),
                self.referral.as_mut().map(|body| &mut body.departure),
                self.conclusion.as_mut().map(|body| &mut body.departure),
            ];
            for departure in departures.into_iter().flatten() {
                *departure = None;
            }
        }
        match principal.scope(Action::ReadComplaint) {
            Some(Scope::Submitted) => self.subject = None,
            Some(Scope::Assigned) => self.veil_for_department(),
            Some(Scope::Own | Scope::Regime | Scope::All) | None => return,
        }
        self.officer = None;
        self.first_receiver = None;
        let center = &self.center;
        if let Some(term) = &mut self.term {
            term.veil(center);
        }
        let staff = [
            self.acceptance.as_mut().map(|body| &mut body.decided_by),
            self.rejection.as_mut().map(|body| &mut body.decided_by),
            self.review.as_mut().map(|body| &mut body.reviewed_by),
            self.referral.as_mut().map(|body| &mut body.decided_by),
            self.joining.as_mut().map(|body| &mut body.decided_by),
            self.conclusion.as_mut().map(|body| &mut body.decided_by),
        ];
        for member in staff.into_iter().flatten() {
            member.clone_from(center);
        }
    }
}

impl CaseBody {
    /// Takes out what leads to the complainant, and what is between them and the center (Art. 11 and 15).
    fn veil_for_department(&mut self) {
        self.submitted_by.clone_from(&self.center);
        self.submitted_for = None;
        self.external_ref = None;
        self.follows = None;
        self.notices.clear();
        // How they are reached is known to those who were passed it.
        if let Some(investigation) = &mut self.investigation {
            investigation.veil_manners();
        }
        if let Some(term) = &mut self.term {
            term.veil_manners();
        }
    }
}

impl AccusedBody {
    /// Of an accused party.
    #[must_use]
    pub fn of(accused: AccusedParty) -> Self {
        Self {
            name: accused.name,
            kind: accused.kind.as_str(),
            uscc: accused.uscc,
            division: accused.division.map(|code| code.to_string()),
            organisation_id: accused.party_id,
        }
    }
}

impl OccurredBody {
    /// Of an event.
    #[must_use]
    pub fn of(event: Event) -> Self {
        Self {
            date: event.date,
            precision: event.precision.as_str(),
            ongoing: event.ongoing,
        }
    }
}

fn provisions(grounds: Vec<domain::gd::case::MetGround>) -> Vec<String> {
    grounds.into_iter().map(|ground| ground.provision).collect()
}

/// Measures with the day each was carried out.
fn measures(measures: Vec<Measure>, executions: &[MeasureExecuted]) -> Vec<MeasureBody> {
    (1..)
        .zip(measures)
        .map(|(number, measure)| MeasureBody {
            number,
            text: measure.text,
            department: measure.department,
            executed_on: executions
                .iter()
                .find(|execution| execution.measure == number)
                .map(|execution| execution.on),
        })
        .collect()
}
