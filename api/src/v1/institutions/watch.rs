//! The watch over institutions (jz Art. 20-22): after every change that matters the engine runs, and what it finds opens or
//! updates one proposal; nothing is decided here. It runs under the institution's lock, so that facts that are recorded at
//! the same instant are seen one after the other.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Regime;
use domain::jz::facts::{SanctionFacts, inconsistencies};
use domain::jz::facts_json::{Facts, SanctionsRequest};
use domain::jz::institution::Institution;
use domain::jz::proceeding::event::{Proposed, Updated};
use domain::jz::proceeding::{
    Evaluation, MetGround, OpenProceeding, Proceeding, ProceedingEvent, Step, step, unsettled,
    weigh,
};
use domain::jz::sanctions::{Tier, evaluate};
use domain::provision::RegulationId;
use persistence::aggregate::{self, Opened};
use persistence::ledger::AppendError;
use persistence::proceedings::{self, Dealt};
use persistence::{Connection, StoreError, ledger};
use uuid::Uuid;

use super::command::{Desk, conflict};
use crate::problem::Problem;
use crate::v1::evaluation::engine::{Basis, Engine as _, Explain, JZ_DEFAULT, jz};
use crate::v1::evaluation::sanctions::SanctionsEngine;

/// Why a proposal is dropped without anybody's doing.
const VANISHED: &str = "所依据的事实已更正、撤销或者不再成立，告知前由系统终止。";

/// With what the watch looks, and when.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// Calendar and parameters.
    pub basis: &'a Basis,
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
    /// Who has it look: a client, or `system`.
    pub actor: &'a str,
}

/// What the watch did, and about which proceeding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What it did.
    pub step: Step,
    /// The open proceeding, or the one that was dropped.
    pub proceeding: Option<String>,
    /// The tier of the facts.
    pub tier: Tier,
}

/// After a change to an institution, in the same transaction and under the same lock.
///
/// # Errors
/// Those of the database.
pub fn after_change(
    connection: &mut Connection,
    institution: &Opened<Institution>,
    desk: &Desk,
) -> Result<(), Problem> {
    let looking = Looking {
        basis: &desk.basis,
        today: desk.today,
        now: desk.now,
        actor: "system",
    };
    look(connection, institution, &looking)
        .map(|_looked| ())
        .map_err(conflict)
}

/// What the facts of an institution on a day come to: tier and grounds. None where the measures do not apply to it, or
/// where its facts contradict each other, which the stateless engine refuses too.
///
/// # Errors
/// [`StoreError::Corrupt`] where a limit lies beyond what dates can express.
pub fn weighed(
    basis: &Basis,
    institution: &Institution,
    as_of: NaiveDate,
) -> Result<Option<(Tier, Vec<MetGround>)>, StoreError> {
    if institution.regime != Regime::Jz {
        return Ok(None);
    }
    let facts = institution.sanction_facts(as_of);
    weighed_facts(basis, &facts, as_of)
}

fn weighed_facts(
    basis: &Basis,
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
) -> Result<Option<(Tier, Vec<MetGround>)>, StoreError> {
    const CORRUPT: StoreError = StoreError::Corrupt("evaluation");
    if !inconsistencies(facts).is_empty() {
        return Ok(None);
    }
    let profile = basis
        .profile(None, JZ_DEFAULT, &[RegulationId::JzInstitutions])
        .map_err(|_no_profile| CORRUPT)?;
    let parameters = jz(profile, as_of).map_err(|_no_parameters| CORRUPT)?;
    let answer = evaluate(facts, as_of, parameters).map_err(|_beyond| CORRUPT)?;
    Ok(Some((answer.tier, weigh(facts, as_of, &answer))))
}

/// An evaluation as it is stored: request and answer in the form of the stateless endpoint.
///
/// # Errors
/// What that endpoint would refuse.
pub fn evaluation(
    basis: &Basis,
    institution: &Institution,
    as_of: NaiveDate,
) -> Result<Evaluation, Problem> {
    let facts = institution.sanction_facts(as_of);
    let request = SanctionsRequest {
        profile: JZ_DEFAULT,
        as_of,
        facts: Facts(&facts),
    };
    let request = serde_json::to_string(&request).map_err(Problem::internal)?;
    let mut answer = Vec::new();
    let asked = request.as_bytes();
    SanctionsEngine::answer(basis, asked, &mut Explain::single(false), &mut answer)?;
    let profile = basis.profile(None, JZ_DEFAULT, &[RegulationId::JzInstitutions]);
    let profile = profile.map_err(|_no_profile| Problem::internal("no such profile"))?;
    let answered = evaluate(&facts, as_of, jz(profile, as_of)?)
        .map_err(|_beyond| Problem::internal("beyond what dates can express"))?;
    Ok(Evaluation {
        as_of,
        profile: JZ_DEFAULT.to_owned(),
        rules: rules(),
        tier: answered.tier,
        possible_tier: answered.possible_tier,
        grounds: weigh(&facts, as_of, &answered),
        request,
        digest: digest(&answer),
        answer: String::from_utf8(answer).map_err(Problem::internal)?,
    })
}

/// Version of the rules and of the program.
#[must_use]
pub fn rules() -> String {
    let regulation = domain::law::regulation(RegulationId::JzInstitutions);
    format!("{}+{}", regulation.version, env!("CARGO_PKG_VERSION"))
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(answer: &[u8]) -> String {
    ledger::sha256(answer)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

/// What there is to do about an institution, by its facts and by what its proceedings dealt with already.
///
/// # Errors
/// Those of [`weighed`].
pub fn due(
    basis: &Basis,
    institution: &Institution,
    today: NaiveDate,
    dealt: &Dealt,
) -> Result<(Step, Tier), StoreError> {
    let Some((tier, grounds)) = weighed(basis, institution, today)? else {
        return Ok((Step::Nothing, Tier::None));
    };
    let open: Option<&OpenProceeding> = dealt.open.as_ref().map(|(_, open)| open);
    // What was dropped or decided is not raised again beside what is new.
    let (proposed, grounds) = unsettled(grounds, &dealt.settled);
    Ok((step(open, &dealt.settled, proposed, &grounds), tier))
}

/// Looks at an institution whose lock is held, and opens, updates or drops its proposal.
///
/// # Errors
/// [`AppendError::Conflict`] where another changed the proposal; those of the database.
pub fn look(
    connection: &mut Connection,
    institution: &Opened<Institution>,
    looking: &Looking<'_>,
) -> Result<Looked, AppendError> {
    let rows = proceedings::of_institutions(connection, std::slice::from_ref(&institution.id))?;
    let dealt = Dealt::of(&rows)?;
    let (basis, today) = (looking.basis, looking.today);
    let (step, tier) = due(basis, &institution.state, today, &dealt)?;
    let open = dealt.open.map(|(id, _)| id);
    let looked = |proceeding| Looked {
        step,
        proceeding,
        tier,
    };
    let stored = || {
        evaluation(basis, &institution.state, today)
            .map(|found| found.unsettled(&dealt.settled))
            .map_err(|_refused| AppendError::Store(StoreError::Corrupt("evaluation")))
    };
    let (id, seen, event): (String, Option<Opened<Proceeding>>, ProceedingEvent) = match step {
        Step::Nothing => return Ok(looked(open)),
        Step::Open => {
            let state = &institution.state;
            let described = state.described(today);
            let proposed = Proposed {
                on: today,
                by: looking.actor.to_owned(),
                institution: institution.id.clone(),
                uscc: state.uscc.clone(),
                name: described.map_or_else(String::new, |content| content.name.clone()),
                authority: state.authority.clone(),
                regime: state.regime,
                evaluation: stored()?,
            };
            (Uuid::now_v7().to_string(), None, proposed.into())
        }
        Step::Update | Step::Drop => {
            let id = open.ok_or(StoreError::Corrupt("proceedings"))?;
            aggregate::lock::<Proceeding>(connection, &id)?;
            let seen = aggregate::open::<Proceeding>(connection, &id)?
                .ok_or(StoreError::Corrupt("proceedings"))?;
            let event = if step == Step::Drop {
                seen.state.vanished(today, VANISHED)
            } else {
                let updated = Updated {
                    on: today,
                    by: looking.actor.to_owned(),
                    evaluation: stored()?,
                };
                updated.into()
            };
            (id, Some(seen), event)
        }
    };
    let kept = proceedings::record(connection, &id, seen, &[event], looking.actor, looking.now)?;
    Ok(looked(Some(kept.id)))
}
