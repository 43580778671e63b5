//! `POST /api/v1/complaints/{id}/complainant-referrals`: a complainant is referred to the competent authority (Art. 20).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::ReferComplainant;
use domain::gd::case::handling::Conduct;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_outward::ComplainantReferralInput;
use super::seal::seal_text;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Refer the complainant to the competent authority
///
/// For false accusation, disorder where complaints are received, or abuse of staff, after admonition in vain (Art. 20; see the register of interpretations). It does not end the case, and the complainant need not be known by name. By leads. What happened is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/complainant-referrals",
    operation_id = "refer_complainant",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ComplainantReferralInput, description = "What the complainant did, and the authority"),
    responses(
        (status = 200, description = "The case with the referral", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn refer_complainant(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ReferComplainant.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ComplainantReferralSlots<'_>>(&body)?;
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
        CommandName::ReferComplainant,
        &body,
        move |connection, making| {
            let (text, confidential) = seal_text(connection, &keys, &making.case.id, &input.text)?;
            let command = Command::ReferComplainant(Box::new(ReferComplainant {
                conduct: input.conduct,
                admonished_on: input.admonished_on,
                authority: input.authority,
                text,
            }));
            Ok((command, confidential))
        },
    )
    .await
}

/// A referral as read.
#[derive(Debug)]
pub struct ComplainantReferral {
    conduct: Conduct,
    admonished_on: Option<NaiveDate>,
    authority: String,
    text: String,
}

object! {
    /// The members of a referral.
    pub struct ComplainantReferralSlots<'de> {
        conduct: scalar Word<Conduct>,
        admonished_on: scalar NaiveDate,
        authority: scalar Line,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ComplainantReferralSlots<'de> {
    type Target = ComplainantReferral;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let conduct = self.conduct.required(context, "conduct");
        let admonished_on = self.admonished_on.optional();
        let authority = self.authority.required(context, "authority");
        let text = self.text.required(context, "text");
        let (Word(conduct), Line(authority), Prose(text)) = (conduct?, authority?, text?);
        Some(ComplainantReferral {
            conduct,
            admonished_on,
            authority,
            text,
        })
    }
}
