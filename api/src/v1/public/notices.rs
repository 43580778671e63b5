//! `POST /api/v1/public/complaints/notices`: a notice, by receipt code. Whoever reads it there has it: it is delivered.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::public::{PUBLIC, delivered_by_code};
use domain::gd::case::{CaseEvent, IssuedNotice};
use persistence::Connection;
use persistence::complaints::record::{self, Confidential, Opened};
use persistence::keys::LookupHash;

use super::case::{answered, named, opened};
use super::code::ReceiptCode;
use super::door::Told;
use super::schema::{PublicNotice, PublicNoticeInput};
use crate::decode::{self, Context, Count, Object, object};
use crate::http::read_json_body;
use crate::problem::{Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::complaints::notice_page;
use crate::v1::complaints::notices::{CaseNotice, NoticeDelivery, as_page};
use crate::v1::complaints::owed::derived;
use crate::v1::reading::NoQuery;
use crate::v1::responses::ReceiptProblems;

/// Read a notice
///
/// By the receipt code of its case. As JSON, or with `Accept: text/html` as a letter that can be printed. Reading it delivers it: that is recorded once, with the day and the manner `receipt_code`, unless the notice was delivered before in any manner.
#[utoipa::path(
    post,
    path = "/api/v1/public/complaints/notices",
    operation_id = "get_public_complaint_notice",
    tag = "public",
    request_body(content = PublicNoticeInput, description = "The receipt code and the notice's number"),
    responses(
        (status = 200, description = "The notice", content((PublicNotice = "application/json"), (String = "text/html"))),
        ReceiptProblems,
    )
)]
pub async fn get_public_complaint_notice(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let visit = state.door.look_up(&request)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (code, number) = decode::read::<NoticeSlots<'_>>(&body)?;
    let released = visit.arrived();
    let page = as_page(&request);
    let outcome = notice(&state, &code.hash(&state.keys), number, page).await;
    answered(&request, &visit, released, outcome).await
}

async fn notice(
    state: &web::Data<AppState>,
    code: &LookupHash,
    number: u32,
    page: bool,
) -> Result<Option<Told>, Problem> {
    let Some(id) = named(state, code).await? else {
        return Ok(None);
    };
    let case = {
        let id = id.clone();
        state
            .read(move |connection: &mut Connection| opened(connection, &id))
            .await?
    };
    let Some(mut case) = case else {
        return Ok(None);
    };
    if delivered_by_code(&case.state, number, shanghai_day(state.instant())).is_some() {
        match deliver(state, id, number).await? {
            Some(delivered) => case = delivered,
            None => return Ok(None),
        }
    }
    let found = case
        .state
        .notices
        .into_iter()
        .find(|notice| notice.issued.number == number);
    // The code is good, only the number is not: that counts as no wrong code.
    let Some(found) = found else {
        return Ok(Some(Told::Problem(
            Problem::new(ProblemCode::NotFound).with_detail(
                "该案没有这一编号的文书。",
                "The case has no notice of this number.",
            ),
        )));
    };
    let notice = told(found);
    if page {
        return Ok(Some(Told::Page(notice_page::render(&notice))));
    }
    let body = PublicNotice {
        notice,
        padding: "",
    };
    Ok(Some(Told::Json {
        status: StatusCode::OK,
        object: serde_json::to_string(&body).map_err(Problem::internal)?,
        replayed: false,
    }))
}

/// Records that the notice was delivered, if it still was not. What the record says is looked at again within the
/// transaction, so that nothing is recorded twice and nothing can get in front.
async fn deliver(
    state: &web::Data<AppState>,
    id: String,
    number: u32,
) -> Result<Option<Opened>, Problem> {
    let now = state.instant();
    let basis = state.basis.load_full();
    state
        .write(move |connection: &mut Connection| {
            record::lock(connection, &id)?;
            let Some(case) = opened(connection, &id)? else {
                return Ok(None);
            };
            let Some(event) = delivered_by_code(&case.state, number, shanghai_day(now)) else {
                return Ok(Some(case));
            };
            let case = record::commit(
                connection,
                case,
                &[CaseEvent::from(event)],
                &Confidential::default(),
                |state| derived(&basis, state),
                PUBLIC,
                now,
            )?;
            Ok::<_, Problem>(Some(case))
        })
        .await
}

fn told(notice: IssuedNotice) -> CaseNotice {
    let mut body = CaseNotice::of(notice.issued);
    let deliveries = notice.deliveries.iter();
    body.deliveries = deliveries
        .map(|delivered| NoticeDelivery {
            manner: delivered.manner.as_str(),
            on: delivered.on,
        })
        .collect();
    body
}

object! {
    /// The members of a request for a notice.
    pub struct NoticeSlots<'de> {
        receipt_code: scalar ReceiptCode,
        number: scalar Count,
    }
}

impl<'de> Object<'de> for NoticeSlots<'de> {
    type Target = (ReceiptCode, u32);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let code = self.receipt_code.required(context, "receipt_code");
        let number = self.number.required(context, "number");
        let (code, Count(number)) = (code?, number?);
        if number == 0 {
            context.fault_at("number", "从 1 起编号", "counts from 1");
            return None;
        }
        Some((code, number))
    }
}
