//! The bridge from complaints to institutions (jz Art. 17, 21(3)): a case of the Jingzhou regime that is concluded as
//! substantiated, or partly, enters the ledger of the filed institution it is about, by its number and three dates and words.
//! Nothing about the complainant, no id of the case and no text crosses.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::{Action, Principal, Regime};
use domain::gd::case::CaseState;
use domain::gd::case::record::{AccusedParty, ConclusionOutcome};
use domain::jz::institution::ledger::{Complaint, Substantiation};
use domain::jz::institution::{
    EntryKind, Institution, InstitutionEvent, LedgerEntry, Recorded, Struck,
};
use domain::text::folded;
use persistence::aggregate;
use persistence::complaints::record::Opened;
use persistence::institutions::publicity::{by_organisation, complaint_in, named};
use persistence::institutions::{self, InstitutionRow};
use persistence::keys::KeyRing;
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::case::reached;
use super::schema::CaseId;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::{AppState, shanghai_day};
use crate::v1::evaluation::engine::Basis;
use crate::v1::institutions::command::{Desk, keep};
use crate::v1::institutions::reach::Reaching;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CaseProblems;

/// Whose institution an accused party is.
enum Match {
    /// This one, filed under these measures at some time.
    Filed(Box<InstitutionRow>),
    /// None, and why.
    None(Why),
}

/// Why a case stands in no ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NotConcluded,
    NotSubstantiated,
    NotNamed,
    UnknownCode,
    NoSuchName,
    AmbiguousName,
    NotFiled,
    OtherRegime,
    NotRecorded,
}

impl Why {
    const fn code(self) -> &'static str {
        match self {
            Self::NotConcluded => "not_concluded",
            Self::NotSubstantiated => "not_substantiated",
            Self::NotNamed => "not_named",
            Self::UnknownCode => "unknown_code",
            Self::NoSuchName => "no_such_name",
            Self::AmbiguousName => "ambiguous_name",
            Self::NotFiled => "not_filed",
            Self::OtherRegime => "other_regime",
            Self::NotRecorded => "not_recorded",
        }
    }

    const fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::NotConcluded => ("案件尚未办结。", "The case is not concluded."),
            Self::NotSubstantiated => (
                "未查实，不记入机构台账。",
                "It was not found substantiated: nothing is entered in a ledger.",
            ),
            Self::NotNamed => (
                "被投诉举报对象未写明名称或统一社会信用代码。",
                "The accused party has neither name nor credit code.",
            ),
            Self::UnknownCode => (
                "登记簿中没有这一统一社会信用代码；代码有误的，请在办结前更正被投诉举报对象。",
                "The register has no such credit code; if it is wrong, correct the accused party before the conclusion.",
            ),
            Self::NoSuchName => (
                "登记簿中没有这一名称；请在办结前更正被投诉举报对象，写明统一社会信用代码。",
                "The register has no such name: before the conclusion, correct the accused party and give its credit code.",
            ),
            Self::AmbiguousName => (
                "登记簿中不止一家机构使用或用过这一名称；请在办结前更正被投诉举报对象，写明统一社会信用代码。",
                "More than one institution is or was filed under this name: before the conclusion, correct the accused party and give its credit code.",
            ),
            Self::NotFiled => (
                "该机构未备案，本办法的处置不适用于它。",
                "The institution was never filed: these measures' sanctions do not concern it.",
            ),
            Self::OtherRegime => (
                "该机构不受荆州市办法管辖。",
                "The institution is not under the Jingzhou measures.",
            ),
            Self::NotRecorded => (
                "案件办结时登记簿中尚无对应的备案机构，未记入。",
                "When the case was concluded the register had no such filed institution: nothing was entered.",
            ),
        };
        match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        }
    }
}

/// Finds the institution: by credit code, else by the organisation, else by the exact name as names are compared. A code that
/// nobody has is no reason to go by the name.
fn matched(connection: &mut Connection, accused: &AccusedParty) -> Result<Match, StoreError> {
    let row = if let Some(uscc) = &accused.uscc {
        match institutions::by_uscc(connection, uscc)? {
            Some(row) => row,
            None => return Ok(Match::None(Why::UnknownCode)),
        }
    } else {
        let mut ids = match &accused.party_id {
            Some(organisation) => by_organisation(connection, organisation)?,
            None => Vec::new(),
        };
        let name = accused.name.as_deref().map(folded).unwrap_or_default();
        if ids.is_empty() && name.is_empty() {
            return Ok(Match::None(Why::NotNamed));
        }
        if ids.is_empty() {
            ids = named(connection, &name)?;
        }
        let id = match ids.as_slice() {
            [] => return Ok(Match::None(Why::NoSuchName)),
            [one] => one,
            [_, _, ..] => return Ok(Match::None(Why::AmbiguousName)),
        };
        match institutions::get(connection, id)? {
            Some(row) => row,
            None => return Ok(Match::None(Why::NoSuchName)),
        }
    };
    Ok(if row.regime != Regime::Jz.as_str() {
        Match::None(Why::OtherRegime)
    } else if row.filed {
        Match::Filed(Box::new(row))
    } else {
        Match::None(Why::NotFiled)
    })
}

/// What crosses: the number, the day it was put forward, the day it was concluded, and how far it was substantiated.
fn crossing(state: &CaseState) -> Result<Complaint, Why> {
    let concluded = state.conclusion.as_ref().ok_or(Why::NotConcluded)?;
    let outcome = match concluded.outcome {
        ConclusionOutcome::Substantiated => Substantiation::Substantiated,
        ConclusionOutcome::Partly => Substantiation::Partly,
        ConclusionOutcome::Unsubstantiated
        | ConclusionOutcome::Unverifiable
        | ConclusionOutcome::Guided => return Err(Why::NotSubstantiated),
    };
    let accepted = state.acceptance.as_ref().ok_or(Why::NotConcluded)?;
    Ok(Complaint {
        id: accepted.registration.text.clone(),
        received_on: state.record.submitted_on,
        concluded_on: concluded.on,
        outcome,
    })
}

/// With what a case crosses.
pub struct Crossing<'a> {
    /// Calendar and parameters.
    pub basis: &'a Arc<Basis>,
    /// The keys of the installation.
    pub keys: &'a KeyRing,
    /// Whoever gave the command.
    pub principal: &'a Arc<Principal>,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// After a command to a case, in its transaction and under its lock: if the case was concluded or another party is accused
/// now, its institution's ledger follows. Under the institution's lock, so that of two cases concluded at once both are seen
/// by the watch; what is recorded already is not recorded again.
///
/// # Errors
/// Those of the database; what the watch refuses.
pub fn cross(
    connection: &mut Connection,
    case: &Opened,
    before: &Before,
    with: &Crossing<'_>,
) -> Result<(), Problem> {
    let state = &case.state;
    if !before.differs(state) {
        return Ok(());
    }
    let Ok(entry) = crossing(state) else {
        return Ok(());
    };
    let target = match matched(connection, &state.record.accused)? {
        Match::Filed(row) => Some(row.id),
        Match::None(_) => None,
    };
    let mut ids: BTreeSet<String> = complaint_in(connection, &entry.id)?.into_iter().collect();
    ids.extend(target.clone());
    for id in ids {
        aggregate::lock::<Institution>(connection, &id)?;
        let Some(institution) = aggregate::open::<Institution>(connection, &id)? else {
            continue;
        };
        let known = institution.state.ledger.complaints.get(&entry.id);
        let today = shanghai_day(with.now);
        let by = with.principal.client_id.clone();
        let event = if target.as_deref() == Some(id.as_str()) {
            if known == Some(&entry) {
                continue;
            }
            InstitutionEvent::Recorded(Box::new(Recorded {
                entry: LedgerEntry::Complaint(entry.clone()),
                on: today,
                reason: known.map(|_| "案件更正".to_owned()),
                by,
            }))
        } else if known.is_some() {
            InstitutionEvent::Struck(Struck {
                kind: EntryKind::Complaint,
                id: entry.id.clone(),
                on: today,
                reason: "被投诉举报对象已更正".to_owned(),
                by,
            })
        } else {
            continue;
        };
        let desk = Desk {
            basis: Arc::clone(with.basis),
            keys: with.keys.clone(),
            principal: Arc::clone(with.principal),
            reaching: Reaching::own(with.principal),
            now: with.now,
            today,
        };
        keep(connection, institution, &[event], &desk)?;
    }
    Ok(())
}

/// What a case said of its institution before a command.
pub struct Before {
    accused: AccusedParty,
    concluded: bool,
}

impl Before {
    /// Of a case; none: its regime has no institutions.
    #[must_use]
    pub fn of(state: &CaseState) -> Option<Self> {
        (state.record.regime == Regime::Jz).then(|| Self {
            accused: state.record.accused.clone(),
            concluded: state.conclusion.is_some(),
        })
    }

    /// Whether it was concluded since, or another party is accused. What is erased says nothing of who is accused.
    fn differs(&self, state: &CaseState) -> bool {
        let concluded = state.conclusion.is_some() && !self.concluded;
        let accused = &state.record.accused;
        let other = (
            &self.accused.uscc,
            &self.accused.party_id,
            &self.accused.name,
        ) != (&accused.uscc, &accused.party_id, &accused.name);
        state.handling.erased.is_none() && (concluded || other)
    }
}

/// Where a case stands in the ledger of its institution.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstitutionLink {
    /// The institution that the accused party is, where it is found in the register.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000021"))]
    pub institution_id: Option<String>,
    /// Whether the case stands in its ledger.
    pub recorded: bool,
    /// Why not: `not_concluded`, `not_substantiated`, `not_named`, `unknown_code`, `no_such_name`, `ambiguous_name`,
    /// `not_filed`, `other_regime`, `not_recorded`; null where it does.
    #[schema(examples("not_concluded"))]
    pub reason: Option<&'static str>,
    /// The same in words, in the language of the request.
    pub reason_text: Option<&'static str>,
}

fn told(
    connection: &mut Connection,
    state: &CaseState,
    lang: Lang,
) -> Result<InstitutionLink, StoreError> {
    let no = |institution_id, why: Why| InstitutionLink {
        institution_id,
        recorded: false,
        reason: Some(why.code()),
        reason_text: Some(why.text(lang)),
    };
    if state.record.regime != Regime::Jz {
        return Ok(no(None, Why::OtherRegime));
    }
    let entry = crossing(state);
    if let Ok(entry) = &entry
        && let Some(id) = complaint_in(connection, &entry.id)?.into_iter().next()
    {
        return Ok(InstitutionLink {
            institution_id: Some(id),
            recorded: true,
            reason: None,
            reason_text: None,
        });
    }
    Ok(match (matched(connection, &state.record.accused)?, entry) {
        (Match::None(why), _) => no(None, why),
        (Match::Filed(row), Err(why)) => no(Some(row.id), why),
        (Match::Filed(row), Ok(_)) => no(Some(row.id), Why::NotRecorded),
    })
}

/// Get where a case stands in the ledger of its institution
///
/// A case of the Jingzhou measures concluded as substantiated, or partly, is entered in the ledger of the filed institution that it is about, by its number (jz Art. 17, 21(3)). Says which institution that is, whether it was entered, and why not. Where the accused party is not found, its credit code is to be corrected (`corrections`) before the conclusion.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/institution-link",
    operation_id = "get_complaint_institution_link",
    tag = "complaints",
    params(CaseId),
    responses((status = 200, description = "Where it stands", body = InstitutionLink), CaseProblems)
)]
pub async fn get_complaint_institution_link(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let row = reached(&state, &caller, Action::ReadEvaluation, id.into_inner()).await?;
    let case = row.state()?;
    let body = state
        .read(move |connection: &mut Connection| told(connection, &case, lang))
        .await?;
    answer(&request, Freshness::Private, &body)
}
