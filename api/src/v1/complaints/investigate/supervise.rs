//! `POST /api/v1/complaints/{id}/supervision-orders`: progress is demanded (Art. 5(3)).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::OrderSupervision;
use domain::gd::case::{Command, CommandName};

use super::with_text;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::Given;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::SupervisionOrderInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Demand progress
///
/// A supervision order to a department that has the case, or to the officer who handles it, with a day for the answer (Art. 5(3)); also by the provincial center. The text is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/supervision-orders",
    operation_id = "order_supervision",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = SupervisionOrderInput, description = "Of whom, what, and until when"),
    responses(
        (status = 200, description = "The case with the order", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn order_supervision(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Supervise.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<OrderSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    let OrderRead {
        department,
        due_on,
        text,
    } = input;
    with_text(
        given,
        CommandName::Supervise,
        &body,
        text,
        move |text, _who| {
            Command::Supervise(Box::new(OrderSupervision {
                department,
                due_on,
                text,
            }))
        },
    )
    .await
}

/// An order as read.
#[derive(Debug)]
pub struct OrderRead {
    department: Option<String>,
    due_on: NaiveDate,
    text: String,
}

object! {
    /// The members of an order.
    pub struct OrderSlots<'de> {
        department: scalar Line,
        due_on: scalar NaiveDate,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for OrderSlots<'de> {
    type Target = OrderRead;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self.department.optional().map(|Line(id)| id);
        let due_on = self.due_on.required(context, "due_on");
        let text = self.text.required(context, "text");
        let (due_on, Prose(text)) = (due_on?, text?);
        Some(OrderRead {
            department,
            due_on,
            text,
        })
    }
}
