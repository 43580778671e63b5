//! `POST /api/v1/public/complaints/status`: where a case stands, by its receipt code.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate};
use domain::gd::case::CaseState;
use domain::gd::case::record::ConclusionOutcome;
use persistence::Connection;
use persistence::complaints::{receipt, row};
use persistence::keys::LookupHash;
use serde::Serialize;
use utoipa::ToSchema;

use super::case::{answered, center, deficiencies};
use super::door::Told;
use super::next;
use super::request::CodeSlots;
use super::schema::{AnsweringBody, CenterBody, ReceiptCodeInput};
use crate::decode;
use crate::http::{Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::view::instant;
use crate::v1::reading::NoQuery;
use crate::v1::responses::ReceiptProblems;

/// Where a case stands, in words for the public: nothing of who works on it, and nothing of other cases.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicStatus)]
pub struct StatusBody {
    /// The state.
    #[schema(examples("accepted"))]
    pub state: &'static str,
    /// The state's name, in the language of the request.
    pub state_name: &'static str,
    /// `complaint` or `report`.
    #[schema(examples("complaint"))]
    pub kind: &'static str,
    /// When it came in (UTC).
    pub received_at: String,
    /// When it last changed (UTC).
    pub updated_at: String,
    /// The center that has it.
    pub center: CenterBody,
    /// Who must answer it (Art. 3 and 4).
    pub responsible: AnsweringBody,
    /// What Art. 8 asks for and is missing.
    pub form_deficiencies: Vec<&'static str>,
    /// How it was accepted (Art. 9 and 11).
    pub acceptance: Option<PublicAcceptance>,
    /// The day by which it must be concluded, while the clock runs (Art. 18).
    pub due_on: Option<NaiveDate>,
    /// How the time limit was extended (Art. 18).
    pub extension: Option<PublicExtension>,
    /// The days on which a delay was explained (Art. 18).
    pub delay_explained_on: Vec<NaiveDate>,
    /// The latest day for which an answer was promised (Art. 12).
    pub reply_promised_for: Option<NaiveDate>,
    /// How it was concluded (Art. 18).
    pub conclusion: Option<PublicConclusion>,
    /// The day on which the result was told (Art. 16).
    pub fed_back_on: Option<NaiveDate>,
    /// The day it was archived (Art. 17).
    pub archived_on: Option<NaiveDate>,
    /// Why it was not accepted (Art. 10).
    pub rejection: Option<PublicRejection>,
    /// To whom it was referred.
    pub referral: Option<PublicReferral>,
    /// The day it was joined to your earlier complaint on the same matter.
    pub joined_on: Option<NaiveDate>,
    /// The day it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Notices that can be read with the code.
    pub notices: Vec<PublicNoticeSummary>,
    /// How many supplements were taken down.
    pub supplements: u32,
    /// What happens next.
    pub next_steps: Vec<&'static str>,
    /// Makes all answers as long.
    pub padding: &'static str,
}

/// Acceptance.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicAcceptance {
    /// The day: the clock starts.
    pub on: NaiveDate,
    /// Registration number.
    #[schema(examples("粤鉴投〔2026〕440100-0001号"))]
    pub number: String,
}

/// Extension.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicExtension {
    /// The day it was decided.
    pub on: NaiveDate,
    /// Why: `several_departments`, `complex` or `long_investigation`.
    #[schema(examples("complex"))]
    pub reason: &'static str,
    /// To so many working days after acceptance.
    pub working_days: u32,
}

/// Conclusion.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicConclusion {
    /// The day.
    pub on: NaiveDate,
    /// What came out.
    #[schema(examples("substantiated"))]
    pub outcome: &'static str,
    /// The same in the language of the request.
    pub outcome_name: &'static str,
}

/// Rejection.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRejection {
    /// The day.
    pub on: NaiveDate,
    /// The grounds.
    pub grounds: Vec<PublicGround>,
    /// Whether the center's lead has looked at it again and upheld it.
    pub upheld: bool,
}

/// A ground of a rejection.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicGround {
    /// The provision.
    #[schema(examples("gd-complaints/art10/6"))]
    pub provision: String,
    /// Why it applies, in the language of the request.
    pub reason: String,
}

/// Referral.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicReferral {
    /// The day.
    pub on: NaiveDate,
    /// To whom.
    pub to: String,
}

/// A notice that can be read.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicNoticeSummary {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What kind it is.
    #[schema(examples("acceptance"))]
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The document's number.
    pub document_number: String,
}

/// See where a complaint stands
///
/// By its receipt code, which is in the body and never in an address. A code that was never given, one of sixteen digits that are no code, and that of an erased case get one and the same 404. All answers are as long as each other and leave at a multiple of a fixed time, so that neither tells whether a code is good; after several wrong codes an address has to wait.
#[utoipa::path(
    post,
    path = "/api/v1/public/complaints/status",
    operation_id = "get_public_complaint_status",
    tag = "public",
    request_body(content = ReceiptCodeInput, description = "The receipt code"),
    responses((status = 200, description = "Where it stands", body = StatusBody), ReceiptProblems)
)]
pub async fn get_public_complaint_status(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let visit = state.door.look_up(&request)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let code = decode::read::<CodeSlots<'_>>(&body)?;
    let released = visit.arrived();
    let outcome = status(&state, code.hash(&state.keys), lang).await;
    answered(&request, &visit, released, outcome).await
}

async fn status(state: &AppState, code: LookupHash, lang: Lang) -> Result<Option<Told>, Problem> {
    let found = state
        .read(move |connection: &mut Connection| {
            // The same is asked for a code that is nobody's, so that hardly anything is left for the quantum to hide.
            let id = receipt::find(connection, &code)?.unwrap_or_default();
            let row = row::read(connection, &id)?;
            let center = center(connection, row.as_ref().map_or("", |row| &row.center))?;
            Ok::<_, Problem>(row.map(|row| (row, center)))
        })
        .await?;
    let Some((row, center)) = found else {
        return Ok(None);
    };
    let updated_at = DateTime::from_timestamp_micros(row.updated_at)
        .ok_or_else(|| Problem::internal("complaints.updated_at"))?;
    let state = row.state()?;
    if state.handling.erased.is_some() {
        return Ok(None);
    }
    let body = StatusBody::new(state, center, row.due_on, instant(updated_at), lang);
    Ok(Some(Told::Json {
        status: StatusCode::OK,
        object: serde_json::to_string(&body).map_err(Problem::internal)?,
        replayed: false,
    }))
}

impl StatusBody {
    fn new(
        state: CaseState,
        center: CenterBody,
        due_on: Option<NaiveDate>,
        updated_at: String,
        lang: Lang,
    ) -> Self {
        let pick = |zh, en| match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        };
        let (record, handling, status) = (state.record, state.handling, state.status);
        Self {
            state: status.as_str(),
            state_name: pick(status.name_zh(), status.name_en()),
            kind: record.kind.as_str(),
            received_at: instant(record.received_at),
            updated_at,
            center,
            form_deficiencies: deficiencies(record.form),
            acceptance: state.acceptance.map(|accepted| PublicAcceptance {
                on: accepted.on,
                number: accepted.registration.text,
            }),
            due_on,
            extension: handling.extensions.into_iter().next_back().map(|extended| {
                PublicExtension {
                    on: extended.on,
                    reason: extended.reason.as_str(),
                    working_days: extended.to_working_days,
                }
            }),
            delay_explained_on: handling.explanations.iter().map(|told| told.on).collect(),
            reply_promised_for: handling.promises.last().map(|told| told.promised_on),
            conclusion: state.conclusion.map(|concluded| PublicConclusion {
                on: concluded.on,
                outcome: concluded.outcome.as_str(),
                outcome_name: outcome_name(concluded.outcome, lang),
            }),
            fed_back_on: handling.feedback.map(|told| told.on),
            archived_on: handling.archive.map(|archived| archived.on),
            rejection: state.rejection.map(|rejected| PublicRejection {
                on: rejected.on,
                grounds: rejected
                    .grounds
                    .into_iter()
                    .map(|ground| PublicGround {
                        provision: ground.provision,
                        reason: match lang {
                            Lang::ZhCn => ground.reason_zh,
                            Lang::En => ground.reason_en,
                        },
                    })
                    .collect(),
                upheld: state.review.is_some(),
            }),
            referral: state.referral.map(|referred| PublicReferral {
                on: referred.on,
                to: referred.to.name,
            }),
            joined_on: state.joining.map(|joined| joined.on),
            withdrawn_on: state.withdrawal.map(|withdrawn| withdrawn.on),
            notices: state
                .notices
                .into_iter()
                .map(|notice| PublicNoticeSummary {
                    number: notice.issued.number,
                    on: notice.issued.on,
                    kind: notice.issued.notice.kind.as_str(),
                    title: notice.issued.notice.title,
                    document_number: notice.issued.notice.number,
                })
                .collect(),
            supplements: u32::try_from(handling.supplements.len()).unwrap_or(u32::MAX),
            next_steps: next::after(status, &record.responsible, lang),
            responsible: next::answering(&record.responsible, lang),
            padding: "",
        }
    }
}

const fn outcome_name(outcome: ConclusionOutcome, lang: Lang) -> &'static str {
    let (zh, en) = match outcome {
        ConclusionOutcome::Substantiated => ("属实", "substantiated"),
        ConclusionOutcome::Partly => ("部分属实", "partly substantiated"),
        ConclusionOutcome::Unsubstantiated => ("不属实", "not substantiated"),
        ConclusionOutcome::Unverifiable => ("无法查实", "could not be verified"),
        ConclusionOutcome::Guided => ("已引导解释", "answered by guidance and explanation"),
    };
    match lang {
        Lang::ZhCn => zh,
        Lang::En => en,
    }
}
