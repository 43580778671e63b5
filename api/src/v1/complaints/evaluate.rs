//! `POST /api/v1/complaints/{id}/evaluations`: the rules applied to a case (Art. 9 and 10).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Assessment, Command, CommandName, PriorAssessment};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::gather;
use super::schema::{AssessmentBody, CaseId, CommandHeaders};
use super::similar::prefilled;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Evaluate a case
///
/// Applies Art. 9 and 10 to the case: the facts come from the record (jurisdiction computed, the complainant's earlier cases found by keyed hashes), the rest from the officer's assessment; what is null or absent is unknown. The evaluation is stored with its facts, rule and parameter versions; decisions rest on it.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/evaluations",
    operation_id = "evaluate_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = AssessmentBody, description = "What only an officer can say"),
    responses(
        (status = 200, description = "The case with its evaluation", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn evaluate_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Evaluate.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let assessment = decode::read::<AssessmentSlots<'_>>(&body)?;
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
        CommandName::Evaluate,
        &body,
        Confidential::default(),
        move |connection, making| {
            let assessment = prefilled(connection, making.case, assessment)?;
            let evaluation = gather::evaluate(connection, making.basis, making.case, assessment)?;
            Ok(Command::Evaluate(Box::new(evaluation)))
        },
    )
    .await
}

object! {
    /// The members of an assessment.
    pub struct AssessmentSlots<'de> {
        accused_identified: scalar bool,
        violation_specified: scalar bool,
        has_factual_basis: scalar bool,
        within_function: scalar bool,
        routine_business: scalar bool,
        normal_procedure_followed: scalar bool,
        answered_on_the_spot: scalar bool,
        media_exposed: scalar bool,
        high_impact: scalar bool,
        urgent: scalar bool,
        attention_reason: scalar Prose,
        priors: list PriorSlots<'de>,
    }
}

impl<'de> Object<'de> for AssessmentSlots<'de> {
    type Target = Assessment;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let priors: Vec<PriorAssessment> = self.priors.optional().unwrap_or_default();
        for (index, prior) in priors.iter().enumerate() {
            if priors
                .get(..index)
                .unwrap_or_default()
                .iter()
                .any(|said| said.case_id == prior.case_id)
            {
                context.fault_with_pointer(
                    format!("/priors/{index}/case_id"),
                    "该先前案件已经列出，每件只列一次",
                    "this earlier case is named already: each is named once",
                );
            }
        }
        Some(Assessment {
            accused_identified: self.accused_identified.optional().into(),
            violation_specified: self.violation_specified.optional().into(),
            has_factual_basis: self.has_factual_basis.optional().into(),
            within_function: self.within_function.optional().into(),
            routine_business: self.routine_business.optional().into(),
            normal_procedure_followed: self.normal_procedure_followed.optional().into(),
            answered_on_the_spot: self.answered_on_the_spot.optional().into(),
            media_exposed: self.media_exposed.optional().into(),
            high_impact: self.high_impact.optional().into(),
            urgent: self.urgent.optional().into(),
            attention_reason: self.attention_reason.optional().map(|Prose(reason)| reason),
            priors,
        })
    }
}

object! {
    /// The members of an item of `priors`.
    pub struct PriorSlots<'de> {
        case_id: scalar Line,
        same_matter: scalar bool,
        raises_new_facts: scalar bool,
    }
}

impl<'de> Object<'de> for PriorSlots<'de> {
    type Target = PriorAssessment;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Line(case_id) = self.case_id.required(context, "case_id")?;
        Some(PriorAssessment {
            case_id,
            same_matter: self.same_matter.optional().into(),
            raises_new_facts: self.raises_new_facts.optional().into(),
        })
    }
}
