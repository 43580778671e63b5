//! `POST /api/v1/complaints/{id}/similarity-decisions`: whether another case is about the same matter.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::case::command::handling::{DecideSimilarity, OtherCase};
use domain::gd::case::{CaseState, Command, CommandName, mirrored, not_accused};
use domain::gd::matter::{Features, score};
use persistence::Connection;
use persistence::complaints::record::{self, Confidential, Opened};
use persistence::keys::KeyRing;
use persistence::similar;

use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::{self, Given, Making};
use crate::v1::complaints::gather::parameters;
use crate::v1::complaints::owed::derived;
use crate::v1::complaints::reach::Reaching;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_similar::SimilarityDecisionInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Decide whether another case is about the same matter
///
/// Both cases record it, with the score as it is now, and show the link; the latest word stands. Cases of different complainants are linked, not barred: each is admitted or not by itself (Art. 10(3) and (4) speak of the same complainant's). Of the same complainant's earlier case, the decision is taken over into the next assessment that does not say otherwise.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/similarity-decisions",
    operation_id = "decide_similarity",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = SimilarityDecisionInput, description = "The other case, and whether it is about the same matter"),
    responses(
        (status = 200, description = "The case with the link", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn decide_similarity(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::DecideSimilarity.action())?;
    let reading = Reaching::of(&caller, Action::ReadComplaint)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<DecisionSlots<'_>>(&body)?;
    let other = input.other.clone();
    let deciding = Deciding {
        state: state.clone(),
        reading,
        input,
    };
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run_beside(
        given,
        Some(other),
        CommandName::DecideSimilarity,
        &body,
        move |connection, making| {
            let command = deciding.make(connection, making)?;
            let command = Command::DecideSimilarity(Box::new(command));
            Ok((command, Confidential::default()))
        },
    )
    .await
}

/// What the command is made with.
struct Deciding {
    state: web::Data<AppState>,
    reading: Reaching,
    input: Decision,
}

impl Deciding {
    /// The command; the other case records it too, unless the command is refused and nothing is recorded at all.
    fn make(
        self,
        connection: &mut Connection,
        making: &Making<'_>,
    ) -> Result<DecideSimilarity, Problem> {
        let Decision { other, same_matter } = self.input;
        let other = readable(connection, &self.reading, &other)?;
        let command = DecideSimilarity {
            other: OtherCase {
                id: other.id.clone(),
                center: other.state.record.center.clone(),
                regime: other.state.record.regime,
                accuses_actor: not_accused(&other.state.record, making.principal).is_err(),
            },
            same_matter,
            score: Some(total(connection, &self.state.keys, making, &other)?),
        };
        if other.id != making.case.id {
            let mirrored = mirrored(&making.case.id, &command, making.today, making.principal);
            let derived = |state: &CaseState| derived(making.basis, state);
            record::commit(
                connection,
                other,
                &[mirrored],
                &Confidential::default(),
                derived,
                &making.principal.client_id,
                self.state.instant(),
            )?;
        }
        Ok(command)
    }
}

/// The other case, if the caller may read it and it was not erased.
///
/// # Errors
/// `invalid_facts`, the same whether there is none or it is out of the caller's reach.
fn readable(connection: &mut Connection, reading: &Reaching, id: &str) -> Result<Opened, Problem> {
    let unknown = || {
        Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
            "/other",
            "没有这一案件",
            "there is no such case",
        ))
    };
    match command::opened(connection, reading, id) {
        Ok(other) if other.state.handling.erased.is_none() => Ok(other),
        Ok(_erased) => Err(unknown()),
        Err(problem) if problem.code == ProblemCode::NotFound => Err(unknown()),
        Err(problem) => Err(problem),
    }
}

/// How similar the two are now, whatever a client was shown.
fn total(
    connection: &mut Connection,
    keys: &KeyRing,
    making: &Making<'_>,
    other: &Opened,
) -> Result<u32, Problem> {
    let parameters = parameters(making.basis, &making.case.state, making.today)?.similar;
    let mut features = |case: &Opened| -> Result<Features, Problem> {
        let text = similar::signature(connection, keys, &case.id)?;
        Ok(Features::of(&case.state.record, text))
    };
    let (one, other) = (features(making.case)?, features(other)?);
    Ok(score(&one, &other, &parameters).total)
}

/// A decision as read.
#[derive(Debug)]
pub struct Decision {
    other: String,
    same_matter: bool,
}

object! {
    /// The members of a decision.
    pub struct DecisionSlots<'de> {
        other: scalar Line,
        same_matter: scalar bool,
    }
}

impl<'de> Object<'de> for DecisionSlots<'de> {
    type Target = Decision;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let other = self.other.required(context, "other");
        let same_matter = self.same_matter.required(context, "same_matter");
        let (Line(other), same_matter) = (other?, same_matter?);
        Some(Decision { other, same_matter })
    }
}
