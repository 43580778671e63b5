//! What is sealed, opened for a purpose and on record (Art. 15).

pub mod identity;
pub mod list;
pub mod statement;

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::case::event::Received;
use domain::gd::case::not_accused;
use domain::gd::case::record::SealedRef;
use persistence::Connection;
use persistence::complaints::disclosure::{self, Disclosed};
use persistence::complaints::record::stream;
use persistence::complaints::row;
use persistence::ledger::sealed;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reach::Reaching;
use super::refusal::problem;
use super::schema::LineText;
use super::seal::unhex;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::read_json_body;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;

/// What something sealed is needed for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureInput {
    /// The purpose, in words; it stays on record.
    #[schema(value_type = LineText, examples("电话核实举报线索"))]
    pub purpose: String,
}

object! {
    /// The members of a disclosure.
    pub struct DisclosureSlots<'de> {
        purpose: scalar Line,
    }
}

impl<'de> Object<'de> for DisclosureSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.purpose
            .required(context, "purpose")
            .map(|Line(purpose)| purpose)
    }
}

/// What is disclosed, and how.
struct Kind {
    action: Action,
    event: &'static str,
    sealed: fn(&Received) -> Option<&SealedRef>,
}

/// What came of a disclosure: its place among the disclosures of the case, and the content, if there is any.
struct Opened<T> {
    version: i64,
    content: Option<T>,
}

/// Puts the look on record and opens the content, in one transaction: neither happens without the other.
///
/// # Errors
/// `not_found` for a case out of reach; `command_refused` to whoever belongs to the accused party; `gone` where the key was destroyed.
async fn disclose<T: DeserializeOwned + Send + 'static>(
    request: HttpRequest,
    id: String,
    payload: web::Payload,
    state: &AppState,
    caller: &Caller,
    kind: Kind,
) -> Result<Opened<T>, Problem> {
    let reaching = Reaching::of(caller, kind.action)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let purpose = decode::read::<DisclosureSlots<'_>>(&body)?;
    let principal = Arc::clone(&caller.principal);
    let mut look = Disclosed {
        purpose,
        client_id: principal.client_id.clone(),
        role: principal.role.as_str().to_owned(),
        organisation_id: principal.organisation_id.clone(),
        given: false,
        material: None,
    };
    let (keys, now) = (state.keys.clone(), state.instant());
    state
        .write(move |connection: &mut Connection| {
            let row = row::read(connection, &id)?
                .filter(|row| reaching.holds(&row.regime, &row.center, &row.submitted_by))
                .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
            let case = row.state()?;
            not_accused(&case.record, &principal)
                .map_err(|refusal| problem(&refusal, None, &principal))?;
            let reference = (kind.sealed)(&case.record);
            look.given = reference.is_some();
            let head = disclosure::record(connection, &id, kind.event, &look, now)?;
            let content = match reference {
                None => None,
                Some(SealedRef { item, hash }) => {
                    let hash = unhex(hash).ok_or_else(|| Problem::internal("a sealed hash"))?;
                    let text = sealed::open(connection, &keys, &stream(&id), item, &hash)?;
                    // The text must not go into the log, not even as the cause of a failure.
                    let read = serde_json::from_slice(&text)
                        .map_err(|_quotes_nothing| Problem::internal("sealed content"))?;
                    Some(read)
                }
            };
            Ok::<_, Problem>(Opened {
                version: head.version,
                content,
            })
        })
        .await
}

/// The answer, which nobody may keep.
fn answer<T: Serialize>(body: &T) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(body)
}
