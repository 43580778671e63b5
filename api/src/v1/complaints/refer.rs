//! `POST /api/v1/complaints/{id}/referral`: referral to the authority in charge (Art. 3 and 4).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::OrganisationKind;
use domain::gd::case::record::ReferredTo;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;
use persistence::{Connection, organisations};

use super::command::{self, Given};
use super::gather;
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::ReferralInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Refer a case
///
/// To the center or authority that must answer it, or, outside this system, by naming where the complainant must turn; the notice of referral is drawn up. Never to the accused party (Art. 15) or back to the organisation that holds it, by whatever name. Where the rules lead elsewhere, a written reason is needed and stays on record.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/referral",
    operation_id = "refer_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ReferralInput, description = "To whom and why, and the reason for a departure"),
    responses(
        (status = 200, description = "The referred case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn refer_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Refer.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ReferralSlots<'_>>(&body)?;
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
        CommandName::Refer,
        &body,
        Confidential::default(),
        move |connection, making| {
            let name = input.to.name(connection)?;
            let fresh = gather::fresh(connection, making)?;
            Ok(Command::Refer {
                fresh: Box::new(fresh),
                departure: input.departure,
                to: ReferredTo {
                    organisation_id: input.to.organisation_id(),
                    name,
                    reason: input.reason,
                },
            })
        },
    )
    .await
}

/// A referral as read.
#[derive(Debug)]
pub struct Referral {
    to: To,
    reason: String,
    departure: Option<String>,
}

/// Where a case is referred.
#[derive(Debug)]
enum To {
    /// To an organisation of this system.
    Organisation(String),
    /// To an authority that is none.
    Elsewhere(String),
}

impl To {
    /// Its name.
    ///
    /// # Errors
    /// `invalid_facts` where no organisation that answers complaints has the id.
    fn name(&self, connection: &mut Connection) -> Result<String, Problem> {
        let id = match self {
            Self::Elsewhere(name) => return Ok(name.clone()),
            Self::Organisation(id) => id,
        };
        let answers = |kind| match kind {
            OrganisationKind::GuidanceCenter | OrganisationKind::HrssAuthority => true,
            OrganisationKind::ComplaintOffice
            | OrganisationKind::UndertakingDepartment
            | OrganisationKind::Institution
            | OrganisationKind::Platform => false,
        };
        organisations::get(connection, id)?
            .filter(|found| found.active && answers(found.kind))
            .map(|found| found.name_zh)
            .ok_or_else(|| {
                Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                    "/organisation_id",
                    "没有这一鉴定指导部门或者人力资源社会保障部门",
                    "no guidance center or authority in operation has this id",
                ))
            })
    }

    fn organisation_id(self) -> Option<String> {
        match self {
            Self::Organisation(id) => Some(id),
            Self::Elsewhere(_) => None,
        }
    }
}

object! {
    /// The members of a referral.
    pub struct ReferralSlots<'de> {
        organisation_id: scalar Line,
        name: scalar Line,
        reason: scalar Prose,
        departure: scalar Prose,
    }
}

impl<'de> Object<'de> for ReferralSlots<'de> {
    type Target = Referral;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let told = self.organisation_id.is_faulty() || self.name.is_faulty();
        let to = match (self.organisation_id.optional(), self.name.optional()) {
            (Some(Line(id)), None) => Some(To::Organisation(id)),
            (None, Some(Line(name))) => Some(To::Elsewhere(name)),
            (Some(_), Some(_)) => {
                context.fault_at(
                    "name",
                    "已给出 organisation_id 的，名称以登记为准，不另填写",
                    "must not be given beside organisation_id, whose name is known",
                );
                None
            }
            (None, None) => {
                if !told {
                    context.fault(
                        "organisation_id 与 name 须填写其一",
                        "either organisation_id or name must be given",
                    );
                }
                None
            }
        };
        let reason = self.reason.required(context, "reason");
        let (to, Prose(reason)) = (to?, reason?);
        Some(Referral {
            to,
            reason,
            departure: self.departure.optional().map(|Prose(reason)| reason),
        })
    }
}
