//! The rules applied to a case: facts gathered from the record, the complainant's earlier cases and the officer's
//! assessment; then the engine is asked exactly as the evaluation endpoint asks it.

use chrono::NaiveDate;
use domain::gd::art09_10_admissibility::{AdmissibilityFacts, decide_dated};
use domain::gd::case::{
    Assessment, CaseState, Evaluation, EvaluationTexts, PriorRecord, Refusal, facts, is_earlier,
};
use domain::gd::parameters::GdParameters;
use domain::provision::RegulationId;
use persistence::Connection;
use persistence::complaints::record::Opened;
use persistence::complaints::{lookup, row};
use serde_json::{Value, json};

use super::command::{Making, day_of};
use super::refusal::problem;
use crate::problem::{Fault, Problem};
use crate::v1::evaluation::admissibility::AdmissibilityEngine;
use crate::v1::evaluation::engine::{Basis, Engine as _, Explain, out_of_range};

/// Most cases in a chain of joined ones: each is joined to an earlier one, so that chains end.
const MOST_JOINED: usize = 1_000;

/// The profile of parameters a case is judged by, and its values on a day.
///
/// # Errors
/// `internal` where a built-in profile is missing.
pub fn parameters(
    basis: &Basis,
    state: &CaseState,
    date: NaiveDate,
) -> Result<GdParameters, Problem> {
    let profile = basis.profile_of(state);
    basis
        .gd_parameters(profile, date)
        .ok_or_else(|| Problem::internal(format!("profile {profile} has no parameters")))
}

/// Applies the rules to a case as it is now.
///
/// # Errors
/// `invalid_facts` where the assessment names a case that is none of this center's, or facts contradict each other.
pub fn evaluate(
    connection: &mut Connection,
    basis: &Basis,
    case: &Opened,
    assessment: Assessment,
) -> Result<Evaluation, Problem> {
    let state = &case.state;
    let priors = priors(connection, case, &assessment)?;
    let profile = basis.profile_of(state);
    let own = parameters(basis, state, state.record.submitted_on)?;
    let dated = |date| basis.gd_parameters(profile, date).unwrap_or(own);
    let gathered = facts(
        &case.id,
        state,
        &assessment,
        &priors,
        &basis.calendar,
        &dated,
    )
    .map_err(out_of_range)?;
    let request = request(profile, &gathered.facts).to_string();
    let mut answer = Vec::new();
    AdmissibilityEngine::answer(
        basis,
        request.as_bytes(),
        &mut Explain::single(false),
        &mut answer,
    )?;
    let decision = decide_dated(&gathered.facts, &basis.calendar, &dated).map_err(out_of_range)?;
    let texts = EvaluationTexts {
        request,
        answer: String::from_utf8(answer).map_err(Problem::internal)?,
        rule_version: rule_version(),
        profile: profile.to_owned(),
        calendar_revision: basis.calendar_revision,
    };
    Ok(Evaluation::of(
        &decision,
        texts,
        assessment,
        gathered.priors,
    ))
}

/// Version of the rules and of the program that applies them.
#[must_use]
pub fn rule_version() -> String {
    let regulation = domain::law::regulation(RegulationId::GdComplaints);
    format!("{}+{}", regulation.version, env!("CARGO_PKG_VERSION"))
}

/// The complainant's earlier cases, and those that the officer names.
fn priors(
    connection: &mut Connection,
    case: &Opened,
    assessment: &Assessment,
) -> Result<Vec<PriorRecord>, Problem> {
    let record = &case.state.record;
    let mut ids = lookup::cases_of_same_complainant(
        connection,
        &case.id,
        record.regime.as_str(),
        record.received_at.timestamp_micros(),
    )?;
    let found = ids.len();
    for said in &assessment.priors {
        if !ids.contains(&said.case_id) {
            ids.push(said.case_id.clone());
        }
    }
    let mut priors = Vec::with_capacity(ids.len());
    for (place, id) in ids.iter().enumerate() {
        // A case that another center holds is told of only where it is the same complainant's.
        let state = row::read(connection, id)?
            .filter(|row| place < found || row.center == record.center)
            .map(|row| row.state())
            .transpose()?;
        let named = assessment
            .priors
            .iter()
            .position(|said| said.case_id == *id);
        let unknown = || {
            Problem::new(crate::problem::ProblemCode::InvalidFacts).with_fault(Fault::new(
                named.map_or_else(String::new, |index| format!("/priors/{index}/case_id")),
                "没有这一案件，或者它不早于本案",
                "there is no such case, or it is not earlier than this one",
            ))
        };
        let state = state.ok_or_else(unknown)?;
        let earlier = is_earlier(
            (state.record.received_at, id),
            (record.received_at, &case.id),
        );
        if named.is_some() && !earlier {
            return Err(unknown());
        }
        let stands_as = stands_as(connection, &state)?;
        let same = lookup::same_complainant(connection, &case.id, id)?;
        priors.extend(PriorRecord::of(
            id,
            &state,
            &stands_as,
            same,
            record.submitted_on,
        ));
    }
    Ok(priors)
}

/// The case at the end of a chain of joined ones.
fn stands_as(connection: &mut Connection, state: &CaseState) -> Result<CaseState, Problem> {
    let mut state = state.clone();
    for _ in 0..MOST_JOINED {
        let Some(joined) = &state.joining else {
            return Ok(state);
        };
        let target = row::read(connection, &joined.target)?;
        state = target
            .ok_or_else(|| Problem::internal("a case is joined to one that is missing"))?
            .state()?;
    }
    Err(Problem::internal("a chain of joined cases does not end"))
}

/// The facts as the evaluation contract writes them.
fn request(profile: &str, facts: &AdmissibilityFacts) -> Value {
    let priors = facts.prior_complaints.as_ref().map(|priors| {
        priors
            .iter()
            .map(|prior| {
                json!({
                    "same_complainant": prior.same_complainant,
                    "same_matter": prior.same_matter,
                    "status": prior.status.as_str(),
                    "accepted_on": prior.accepted_on,
                    "due_on": prior.due_on,
                    "concluded_on": prior.concluded_on,
                    "raises_new_facts": prior.raises_new_facts,
                })
            })
            .collect::<Vec<_>>()
    });
    let event = facts.event.map(|event| {
        json!({
            "date": event.date,
            "precision": event.precision.as_str(),
            "ongoing": event.ongoing,
        })
    });
    json!({
        "profile": profile,
        "facts": {
            "submitted_on": facts.submitted_on,
            "channel": facts.channel.map(|channel| channel.as_str()),
            "accused_identified": facts.accused_identified,
            "violation_specified": facts.violation_specified,
            "has_factual_basis": facts.has_factual_basis,
            "within_function": facts.within_function,
            "within_jurisdiction": facts.within_jurisdiction,
            "routine_business": facts.routine_business,
            "normal_procedure_followed": facts.normal_procedure_followed,
            "answered_on_the_spot": facts.answered_on_the_spot,
            "event": event,
            "prior_complaints": priors,
            "complainant_name_given": facts.complainant_name_given,
            "contact_given": facts.contact_given,
            "request_given": facts.request_given,
            "facts_given": facts.facts_given,
            "reasons_given": facts.reasons_given,
            "media_exposed": facts.media_exposed,
            "high_impact": facts.high_impact,
            "urgent": facts.urgent,
        },
    })
}

/// The rules applied anew with the assessment of the latest evaluation: a decision rests on it only if they still say the
/// same.
///
/// # Errors
/// `command_refused` where the case was never evaluated.
pub fn fresh(connection: &mut Connection, making: &Making<'_>) -> Result<Evaluation, Problem> {
    let state = &making.case.state;
    let Some(latest) = &state.evaluation else {
        let day = day_of(making.basis, state, making.today);
        let standing = Some((state, day.as_ref()));
        return Err(problem(&Refusal::NotEvaluated, standing, making.principal));
    };
    let assessment = latest.evaluation.assessment.clone();
    evaluate(connection, making.basis, making.case, assessment)
}
