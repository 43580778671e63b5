//! `POST /api/v1/institutions`, `POST /api/v1/institutions/{id}/applications`: applications (jz Art. 2, 3, 22).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, OrganisationKind};
use domain::jz::institution::decide::register::{Asked, RegisterRefusal, apply};
use domain::jz::institution::{ApplicationKind, Institution};
use persistence::aggregate::{self, Opened};
use persistence::{Connection, institutions, organisations};
use uuid::Uuid;

use super::authority::{context, filed_with, own_authority};
use super::command::{Desk, Given, conflict, keep, refused, run};
use super::request::{ApplicationSlots, FilingSlots, ReadFiling};
use super::schema::{ApplicationInput, FilingInput, InstitutionId, RepeatHeader};
use super::shown::{now, shown};
use super::view::InstitutionBody;
use super::watch;
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body, reply};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::{FilingProblems, InstitutionCommandProblems};

/// Apply for a filing
///
/// By an institution's own client, or taken down by the authority (Art. 2, 3). Credit code, occupations, territory, a bar from an earlier market ban (Art. 22) and overlaps are checked at once, and again when it is decided. A credit code that is on record keeps its record, with everything in it.
#[utoipa::path(
    post,
    path = "/api/v1/institutions",
    operation_id = "apply_for_filing",
    tag = "institutions",
    params(RepeatHeader),
    request_body(content = FilingInput, description = "The application", example = json!({
        "uscc": "52421002MJXHQ9PY9C",
        "content": {
            "name": "荆州市荆岫职业培训学校",
            "kind": "social_training",
            "principal": "宋启文",
            "division": "421002",
            "places": ["荆州市沙市区锦渚路18号"],
            "occupations": [{"code": "6-31-01-03", "levels": [5, 4, 3]}, {"code": "6-18-02-04", "levels": [5, 4]}]
        }
    })),
    responses(
        (status = 201, description = "The institution with its application", body = InstitutionBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        FilingProblems,
    )
)]
pub async fn apply_for_filing(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ApplyForFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<FilingSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "apply_for_filing", &body)?;
    let at = desk.now;
    let work = move |connection: &mut Connection| first(connection, read, &desk);
    reply::perform(&state, attempt, at, work).await
}

fn first(connection: &mut Connection, read: ReadFiling, desk: &Desk) -> Result<Reply, Problem> {
    let authority = own_authority(connection, desk)?;
    let organisation = linked(connection, read.organisation, &authority.id)?;
    // Two first applications of one credit code come one after the other: the second finds the record of the first.
    aggregate::lock::<Institution>(connection, &read.uscc)?;
    let existing = match institutions::by_uscc(connection, &read.uscc)? {
        Some(row) => {
            aggregate::lock::<Institution>(connection, &row.id)?;
            aggregate::open::<Institution>(connection, &row.id)?
        }
        None => None,
    };
    let asked = Asked {
        kind: ApplicationKind::Filing,
        uscc: read.uscc,
        content: read.content,
        valid_until: None,
        on: read.on.unwrap_or(desk.today),
        organisation,
    };
    let state = existing.as_ref().map(|existing| &existing.state);
    let event = apply(state, asked, &context(desk, &authority)?)
        .map_err(|refusal| refused(&refusal, Vec::new()))?;
    let kept = match existing {
        Some(existing) => keep(connection, existing, &[event], desk)?,
        None => {
            let id = Uuid::now_v7().to_string();
            aggregate::lock::<Institution>(connection, &id)?;
            let actor = &desk.principal.client_id;
            let kept = institutions::record(connection, &id, None, &[event], actor, desk.now)
                .map_err(conflict)?;
            watch::after_change(connection, &kept, desk)?;
            kept
        }
    };
    let location = format!("/api/v1/institutions/{}", kept.id);
    let body = shown(connection, &kept, now(desk), None, desk)?;
    Reply::created(location, Some(kept.head.version), &body)
}

/// An organisation that the authority names as the institution's: one of its own.
fn linked(
    connection: &mut Connection,
    organisation: Option<String>,
    authority: &str,
) -> Result<Option<String>, Problem> {
    let Some(id) = organisation else {
        return Ok(None);
    };
    let found = organisations::get(connection, &id)?.filter(|found| {
        found.kind == OrganisationKind::Institution && found.parent_id.as_deref() == Some(authority)
    });
    match found {
        Some(found) => Ok(Some(found.id)),
        None => Err(
            Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                "/organisation_id",
                "备案机关之下没有该标识的评价机构",
                "the authority has no institution of this id under it",
            )),
        ),
    }
}

/// Apply anew, for a change or a renewal
///
/// `filing`: anew, after the earlier one ended. `change`: what is filed changes, its validity stays. `renewal`: the validity is prolonged, from a local policy's number of months before its end.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/applications",
    operation_id = "apply_again",
    tag = "institutions",
    params(InstitutionId, CommandHeaders),
    request_body(content = ApplicationInput, description = "The application", example = json!({
        "kind": "change",
        "content": {
            "name": "荆州市荆岫职业培训学校",
            "kind": "social_training",
            "principal": "宋启文",
            "division": "421002",
            "places": ["荆州市沙市区锦渚路18号"],
            "occupations": [{"code": "6-31-01-03", "levels": [5, 4, 3, 2]}]
        }
    })),
    responses(
        (status = 200, description = "The institution with its application", body = InstitutionBody),
        InstitutionCommandProblems,
    )
)]
pub async fn apply_again(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ApplyForFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<ApplicationSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen: Some(seen),
        id: id.into_inner(),
        action: Action::ApplyForFiling,
        name: "apply_again",
    };
    run(given, &body, move |connection, institution, desk| {
        let authority = match read.kind {
            ApplicationKind::Filing => own_authority(connection, desk)?,
            ApplicationKind::Change | ApplicationKind::Renewal => {
                filed_with(connection, &institution.state)?
            }
        };
        let organisation = linked(connection, read.organisation, &authority.id)?;
        let on = read.on.unwrap_or(desk.today);
        let content = match read.content {
            Some(content) => content,
            None => filed(&institution, on)?,
        };
        let asked = Asked {
            kind: read.kind,
            uscc: institution.state.uscc.clone(),
            content,
            valid_until: read.valid_until,
            on,
            organisation,
        };
        let state = Some(&institution.state);
        let event = apply(state, asked, &context(desk, &authority)?)
            .map_err(|refusal| refused(&refusal, Vec::new()))?;
        let kept = keep(connection, institution, &[event], desk)?;
        let body = shown(connection, &kept, now(desk), None, desk)?;
        Reply::done(Some(kept.head.version), &body)
    })
    .await
}

fn filed(
    institution: &Opened<Institution>,
    on: chrono::NaiveDate,
) -> Result<domain::jz::institution::Content, Problem> {
    let filing = institution.state.filing(on);
    let content = filing.and_then(|filing| filing.content(on));
    content
        .cloned()
        .ok_or_else(|| refused(&RegisterRefusal::NotFiled, Vec::new()))
}
