//! `POST /api/v1/proceedings/{id}/decision`: an officer decides.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::ListName;
use domain::jz::proceeding::{Command, CommandName, Decision, Listed, Ordered, Span, VoidedBatch};

use super::command::{self, Given};
use super::schema::{DecisionInput, ListWord, ProceedingId, TierWord};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::institutions::watch;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Decide on a sanction
///
/// Names the grounds it rests on, of those that were told and hold on the day, and what is ordered, with particulars. The evaluation of that day is stored with it and replays. Another officer has to approve. A violation older than the years of local policy shows as a warning.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/decision",
    operation_id = "decide_proceeding",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = DecisionInput, description = "The decision", example = json!({
        "grounds": ["jz-institutions/art21/3"],
        "reasons": "半年内经核实的投诉举报两件属实，陈述意见不影响事实认定。",
        "sanctioning": {
            "tier": "warning",
            "suspension": {"to": "2027-05-31"},
            "rectification": {"subject": "完善投诉处理和考务组织。", "due_on": "2027-02-28"},
            "listing": {"list": "abnormal", "to": "2027-11-30", "reason": "半年内被投诉举报两次且属实"}
        }
    })),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn decide_proceeding(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let name = CommandName::Decide;
    caller.may(name.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let asked = decode::read::<DecisionSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        on: asked.on,
    };
    command::run_with(given, &body, name, move |desk, institution, on| {
        Ok(Command::Decide {
            grounds: asked.grounds,
            reading_reason: asked.reading_reason,
            decision: asked.decision,
            reasons: asked.reasons,
            evaluation: Box::new(watch::evaluation(&desk.basis, institution, on)?),
        })
    })
    .await
}

/// A decision as read.
#[derive(Debug)]
pub struct Asked {
    on: Option<NaiveDate>,
    grounds: Vec<Breach>,
    reading_reason: Option<String>,
    reasons: String,
    decision: Decision,
}

object! {
    /// The members of the request.
    pub struct DecisionSlots<'de> {
        on: scalar NaiveDate,
        grounds: items Word<Breach>,
        reading_reason: scalar Prose,
        reasons: scalar Prose,
        sanctioning: object SanctioningSlots<'de>,
    }
}

impl<'de> Object<'de> for DecisionSlots<'de> {
    type Target = Asked;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let grounds = self.grounds.required(context, "grounds");
        let reasons = self.reasons.required(context, "reasons");
        let decision = self.sanctioning.required(context, "sanctioning");
        let (grounds, Prose(reasons)) = (grounds?, reasons?);
        Some(Asked {
            on: self.on.optional(),
            grounds: grounds.into_iter().map(|Word(ground)| ground).collect(),
            reading_reason: self.reading_reason.optional().map(|Prose(reason)| reason),
            reasons,
            decision: decision?,
        })
    }
}

object! {
    /// The members of `sanctioning`.
    pub struct SanctioningSlots<'de> {
        tier: scalar Word<TierWord>,
        voided: list VoidedSlots<'de>,
        suspension: object SpanSlots<'de>,
        rectification: object OrderedSlots<'de>,
        listing: object ListedSlots<'de>,
    }
}

impl<'de> Object<'de> for SanctioningSlots<'de> {
    type Target = Decision;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Word(tier) = self.tier.required(context, "tier")?;
        if tier == TierWord::Warning {
            let suspension = self.suspension.required(context, "suspension");
            let rectification = self.rectification.required(context, "rectification");
            let listing = self.listing.required(context, "listing");
            foreign(context, "voided", self.voided.optional().is_some());
            return Some(Decision::Warning {
                suspension: suspension?,
                rectification: rectification?,
                listing: listing?,
            });
        }
        foreign(context, "suspension", self.suspension.optional().is_some());
        let rectification = self.rectification.optional().is_some();
        foreign(context, "rectification", rectification);
        foreign(context, "listing", self.listing.optional().is_some());
        let voided = self.voided.optional();
        if tier == TierWord::MarketBan {
            foreign(context, "voided", voided.is_some());
            return Some(Decision::MarketBan);
        }
        Some(Decision::Interview {
            voided: voided.unwrap_or_default(),
        })
    }
}

/// A measure of another tier is not passed over.
fn foreign(context: &mut Context, name: &'static str, named: bool) {
    if named {
        context.fault_at(
            name,
            "该种类的处理没有这一项",
            "the tier has no such measure",
        );
    }
}

object! {
    /// The members of an item of `voided`.
    pub struct VoidedSlots<'de> {
        batch: scalar Line,
        reason: scalar Line,
    }
}

impl<'de> Object<'de> for VoidedSlots<'de> {
    type Target = VoidedBatch;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let batch = self.batch.required(context, "batch");
        let reason = self.reason.required(context, "reason");
        let (Line(batch), Line(reason)) = (batch?, reason?);
        Some(VoidedBatch { batch, reason })
    }
}

object! {
    /// The members of `suspension`.
    pub struct SpanSlots<'de> {
        from: scalar NaiveDate,
        to: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for SpanSlots<'de> {
    type Target = Span;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        Some(Span {
            from: self.from.optional(),
            to: self.to.optional(),
        })
    }
}

object! {
    /// The members of `rectification`.
    pub struct OrderedSlots<'de> {
        subject: scalar Prose,
        due_on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for OrderedSlots<'de> {
    type Target = Ordered;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let subject = self.subject.required(context, "subject");
        let due_on = self.due_on.required(context, "due_on");
        let (Prose(subject), due_on) = (subject?, due_on?);
        Some(Ordered { subject, due_on })
    }
}

object! {
    /// The members of `listing`.
    pub struct ListedSlots<'de> {
        list: scalar Word<ListWord>,
        from: scalar NaiveDate,
        to: scalar NaiveDate,
        reason: scalar Line,
    }
}

impl<'de> Object<'de> for ListedSlots<'de> {
    type Target = Listed;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let list = self.list.required(context, "list");
        let reason = self.reason.required(context, "reason");
        let (Word(list), Line(reason)) = (list?, reason?);
        Some(Listed {
            list: match list {
                ListWord::Abnormal => ListName::Abnormal,
                ListWord::BadCredit => ListName::BadCredit,
            },
            span: Span {
                from: self.from.optional(),
                to: self.to.optional(),
            },
            reason,
        })
    }
}
