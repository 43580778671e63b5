//! `POST /api/v1/complaints/{id}/notice-deliveries`: how a notice reached the complainant (Art. 10).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::NoticeDeliveryInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Count, Object, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record how a notice was delivered
///
/// How and on which day a notice reached the complainant. A notice may be delivered in several ways.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/notice-deliveries",
    operation_id = "deliver_notice",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = NoticeDeliveryInput, description = "Which notice, how, and when"),
    responses(
        (status = 200, description = "The case with the delivery", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn deliver_notice(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::DeliverNotice.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<DeliverySlots<'_>>(&body)?;
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
        CommandName::DeliverNotice,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::DeliverNotice {
                notice: input.notice,
                manner: input.manner,
                on: input.on,
            })
        },
    )
    .await
}

/// A delivery as read.
#[derive(Debug)]
pub struct Delivery {
    notice: u32,
    manner: DeliveryManner,
    on: NaiveDate,
}

object! {
    /// The members of a delivery.
    pub struct DeliverySlots<'de> {
        notice: scalar Count,
        manner: scalar Word<DeliveryManner>,
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for DeliverySlots<'de> {
    type Target = Delivery;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let notice = self.notice.required(context, "notice");
        let manner = self.manner.required(context, "manner");
        let on = self.on.required(context, "on");
        let (Count(notice), Word(manner), on) = (notice?, manner?, on?);
        if notice == 0 {
            context.fault_at("notice", "从 1 起编号", "counts from 1");
            return None;
        }
        Some(Delivery { notice, manner, on })
    }
}
