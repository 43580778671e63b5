//! `POST /api/v1/complaints/{id}/accountability`: an order to correct a breach of Art. 9 or 15 (Art. 19).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::{AccountableFacts, HoldAccountable};
use domain::gd::case::{Command, CommandName};
use persistence::{Connection, clients, organisations};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_outward::AccountabilityInput;
use super::seal::seal_text;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Order a breach of Article 9 or 15 to be corrected
///
/// Of a center, its complaint office, a department, or a member of their staff; with serious consequences also to whom those responsible are referred (Art. 19). By leads. What is ordered is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/accountability",
    operation_id = "hold_accountable",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = AccountabilityInput, description = "Who is to correct what until when"),
    responses(
        (status = 200, description = "The case with the order", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn hold_accountable(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::HoldAccountable.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<AccountabilitySlots<'_>>(&body)?;
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
        CommandName::HoldAccountable,
        &body,
        move |connection, making| {
            let organisation = organisation(connection, &input)?;
            let (text, confidential) = seal_text(connection, &keys, &making.case.id, &input.text)?;
            let command = Command::HoldAccountable(Box::new(HoldAccountable {
                provision: input.provision,
                organisation,
                officer: input.officer,
                text,
                correct_by: input.correct_by,
                serious: input.serious,
                referred_to: input.referred_to,
            }));
            Ok((command, confidential))
        },
    )
    .await
}

/// The organisation, whose staff the officer is.
fn organisation(
    connection: &mut Connection,
    input: &Accountability,
) -> Result<AccountableFacts, Problem> {
    let fault = |pointer, zh, en| {
        Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(pointer, zh, en))
    };
    let Some(found) = organisations::get(connection, &input.organisation)? else {
        return Err(fault(
            "/organisation",
            "没有这一机构",
            "no organisation has this id",
        ));
    };
    if let Some(officer) = &input.officer {
        let known = clients::get(connection, officer)?;
        if known.is_none_or(|known| known.organisation_id != found.id) {
            return Err(fault(
                "/officer",
                "不是该机构的人员",
                "is no member of staff of that organisation",
            ));
        }
    }
    Ok(AccountableFacts {
        id: found.id,
        kind: found.kind,
        regime: found.regime,
    })
}

/// An order as read.
#[derive(Debug)]
pub struct Accountability {
    provision: String,
    organisation: String,
    officer: Option<String>,
    text: String,
    correct_by: NaiveDate,
    serious: bool,
    referred_to: Option<String>,
}

object! {
    /// The members of an order.
    pub struct AccountabilitySlots<'de> {
        provision: scalar Line,
        organisation: scalar Line,
        officer: scalar Line,
        text: scalar Prose,
        correct_by: scalar NaiveDate,
        serious: scalar bool,
        referred_to: scalar Line,
    }
}

impl<'de> Object<'de> for AccountabilitySlots<'de> {
    type Target = Accountability;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let provision = self.provision.required(context, "provision");
        let organisation = self.organisation.required(context, "organisation");
        let officer = self.officer.optional().map(|Line(officer)| officer);
        let text = self.text.required(context, "text");
        let correct_by = self.correct_by.required(context, "correct_by");
        let serious = self.serious.required(context, "serious");
        let referred_to = self.referred_to.optional().map(|Line(to)| to);
        let (Line(provision), Line(organisation)) = (provision?, organisation?);
        let (Prose(text), correct_by, serious) = (text?, correct_by?, serious?);
        Some(Accountability {
            provision,
            organisation,
            officer,
            text,
            correct_by,
            serious,
            referred_to,
        })
    }
}
