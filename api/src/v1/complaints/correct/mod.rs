//! `POST /api/v1/complaints/{id}/corrections`: what was taken down is corrected (Art. 8).

pub mod request;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::record::FormGiven;
use domain::gd::case::{Command, CommandName, Corrections};
use persistence::Connection;
use persistence::complaints::record::{Confidential, stream};
use persistence::keys::{CaseKey, KeyRing};
use persistence::ledger::sealed::{self, OpenError};

use self::request::{CorrectionRequest, CorrectionSlots};
use super::command::{self, Given, Making};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::CorrectionInput;
use super::view::CaseBody;
use super::{accused, seal};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Correct what was taken down
///
/// What is absent stays; old values are kept on record (Art. 8). Complainant and statement are given as a whole and sealed anew: whoever corrects a telephone number need not be shown the old one. The complainant's earlier cases are then found by the new identifiers. An evaluation made before no longer serves for a decision. Accused party, places and industry are never corrected by the accused party's own staff (Art. 15). Intake staff correct only until the center has decided.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/corrections",
    operation_id = "correct_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = CorrectionInput, description = "What is to be corrected"),
    responses(
        (status = 200, description = "The corrected case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn correct_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Correct.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<CorrectionSlots<'_>>(&body)?;
    let keys = state.keys.clone();
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run_sealing(
        given,
        CommandName::Correct,
        &body,
        move |connection, making| corrections(connection, making, &keys, input),
    )
    .await
}

/// The correction, with what is confidential of it sealed under the key of the case. What was sealed before is not opened.
fn corrections(
    connection: &mut Connection,
    making: &Making<'_>,
    keys: &KeyRing,
    input: CorrectionRequest,
) -> Result<(Command, Confidential), Problem> {
    let CorrectionRequest {
        changes,
        complainant,
        statement,
    } = input;
    let organisation_id = changes.accused_party_id.as_ref();
    accused::known(connection, organisation_id.and_then(Option::as_deref))?;
    if complainant.is_none() && statement.is_none() {
        return Ok((Command::Correct(Box::new(changes)), Confidential::default()));
    }
    let id = &making.case.id;
    let key = case_key(connection, keys, id)?;
    let sealed = seal::correction(
        keys,
        id,
        key.as_ref(),
        complainant.as_ref(),
        statement.as_ref(),
    )?;
    // Only whether something is given stands in the record; of what is not corrected, it says so already.
    let mut form: FormGiven = making.case.state.record.form;
    if let Some(who) = &complainant {
        form.name = who.name.is_some();
        form.contact = who.reachable();
    }
    if let Some(said) = &statement {
        form.request = said.request.is_some();
        form.facts = said.facts.is_some();
        form.reasons = said.reasons.is_some();
        form.oral_record = said.oral_record.is_some();
    }
    let corrections = Corrections {
        form: Some(form),
        identity: sealed.identity,
        statement: sealed.statement,
        ..changes
    };
    Ok((Command::Correct(Box::new(corrections)), sealed.confidential))
}

/// The key of a case, if anything of it was ever sealed.
fn case_key(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
) -> Result<Option<CaseKey>, Problem> {
    match sealed::key(connection, keys, &stream(id)) {
        Ok(key) => Ok(Some(key)),
        Err(OpenError::Missing) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
