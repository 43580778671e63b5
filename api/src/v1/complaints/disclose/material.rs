//! `POST /api/v1/complaints/{id}/material-disclosures`

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::handling::{Held, MaterialKind};
use domain::gd::case::not_accused;
use persistence::Connection;
use persistence::complaints::disclosure::{
    self, Disclosed, IDENTITY_DISCLOSED, MATERIAL_DISCLOSED, STATEMENT_DISCLOSED,
};
use persistence::complaints::row;
use serde::Serialize;
use utoipa::ToSchema;

use super::{answer, open, read};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::read_json_body;
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::complaints::reach::ReachingMaterials;
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::schema::CaseId;
use crate::v1::complaints::schema_investigation::MaterialDisclosureInput;
use crate::v1::complaints::seal::{IdentityBody, StatementBody};
use crate::v1::reading::NoQuery;
use crate::v1::responses::DisclosureProblems;

/// A sealed text of a case, disclosed. Exactly one of `identity`, `statement` and `text` is not null.
#[derive(Serialize, ToSchema)]
pub struct MaterialDisclosure {
    /// Place of this look among all looks at what is sealed of the case.
    pub version: i64,
    /// The material, by its id.
    #[schema(examples("statement"))]
    pub material: String,
    /// What it is.
    #[schema(examples("statement"))]
    pub kind: &'static str,
    /// Who the complainant is.
    pub identity: Option<IdentityBody>,
    /// What the complainant said.
    pub statement: Option<StatementBody>,
    /// Any other text.
    pub text: Option<String>,
}

/// Disclose a sealed text
///
/// Any that the caller may see: those who answer for the case all, a department what was passed to it and what is its own (Art. 11 and 15), the province what another center reported to it (Art. 4(2)). For a purpose, which goes on record with whoever asks, in the same transaction; the version of the case does not change. 404 for what the caller may not see; 410 where the content was destroyed. Files are downloaded as attachments.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/material-disclosures",
    operation_id = "disclose_complaint_material",
    tag = "complaints",
    params(CaseId),
    request_body(content = MaterialDisclosureInput, description = "Which material, and the purpose", example = json!({
        "purpose": "核对调查报告",
        "material": "statement"
    })),
    responses(
        (status = 200, description = "What it says", body = MaterialDisclosure),
        DisclosureProblems,
    )
)]
pub async fn disclose_complaint_material(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = ReachingMaterials::of(&caller)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let wanted = decode::read::<WantedSlots<'_>>(&body)?;
    let id = id.into_inner();
    named(&id)?;
    let principal = Arc::clone(&caller.principal);
    let (keys, now) = (state.keys.clone(), state.instant());
    let not_found = || Problem::new(ProblemCode::NotFound);
    let disclosed = state
        .write(move |connection: &mut Connection| {
            let case = reaching.held(row::read(connection, &id)?)?;
            not_accused(&case.record, &principal)
                .map_err(|refusal| problem(&refusal, None, &principal))?;
            let material = case
                .material(&wanted.material)
                .filter(|material| case.may_see(&principal, material))
                .ok_or_else(not_found)?;
            let Held::Text(reference) = &material.held else {
                return Err(is_a_file());
            };
            let (event, named) = match material.kind {
                MaterialKind::Identity => (IDENTITY_DISCLOSED, None),
                MaterialKind::Statement => (STATEMENT_DISCLOSED, None),
                _ => (MATERIAL_DISCLOSED, Some(material.id.clone())),
            };
            let look = Disclosed {
                purpose: wanted.purpose,
                client_id: principal.client_id.clone(),
                role: principal.role.as_str().to_owned(),
                organisation_id: principal.organisation_id.clone(),
                material: named,
                given: true,
            };
            let head = disclosure::record(connection, &id, event, &look, now)?;
            let content = open(connection, &keys, &id, reference)?;
            let mut body = MaterialDisclosure {
                version: head.version,
                material: material.id,
                kind: material.kind.as_str(),
                identity: None,
                statement: None,
                text: None,
            };
            match material.kind {
                MaterialKind::Identity => body.identity = Some(read(&content)?),
                MaterialKind::Statement => body.statement = Some(read(&content)?),
                _ => body.text = Some(plain(&content)?),
            }
            Ok::<_, Problem>(body)
        })
        .await?;
    Ok(answer(&disclosed))
}

/// What is read back as a text is one; it must not go into the log.
fn plain(content: &[u8]) -> Result<String, Problem> {
    std::str::from_utf8(content)
        .map(str::to_owned)
        .map_err(|_quotes_nothing| Problem::internal("sealed content"))
}

fn is_a_file() -> Problem {
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
        "/material",
        "是附件，应下载",
        "is a file, which is downloaded as an attachment",
    ))
}

/// What is to be disclosed.
#[derive(Debug)]
pub struct Wanted {
    purpose: String,
    material: String,
}

object! {
    /// The members of a disclosure of a material.
    pub struct WantedSlots<'de> {
        purpose: scalar Line,
        material: scalar Line,
    }
}

impl<'de> Object<'de> for WantedSlots<'de> {
    type Target = Wanted;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let purpose = self.purpose.required(context, "purpose");
        let material = self.material.required(context, "material");
        let (Line(purpose), Line(material)) = (purpose?, material?);
        Some(Wanted { purpose, material })
    }
}
