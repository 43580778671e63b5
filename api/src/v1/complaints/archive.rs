//! `POST /api/v1/complaints/{id}/archive`: archiving (Art. 17).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ArchiveCase;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::ArchiveInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Archive a case
///
/// Once nothing is owed any more: feedback, measures, answers to supervision orders, reports upward, statements to the public. Says until when the materials are kept (Art. 17; how long is local policy).
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/archive",
    operation_id = "archive_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ArchiveInput, description = "Where paper is kept"),
    responses(
        (status = 200, description = "The archived case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn archive_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Archive.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ArchiveSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run(
        given,
        CommandName::Archive,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::Archive(Box::new(ArchiveCase { place: input }))),
    )
    .await
}

object! {
    /// The members of an archiving.
    pub struct ArchiveSlots<'de> {
        place: scalar Line,
    }
}

impl<'de> Object<'de> for ArchiveSlots<'de> {
    type Target = Option<String>;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(self.place.optional().map(|Line(place)| place))
    }
}
