//! `POST /api/v1/draws/{id}/redraws`: a place is drawn again.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::art15_random_inspection::{
    Conflict, Proof, RedrawReason, Redrawing, Replaces, redraw,
};
use domain::jz::inspection::{
    Cancelled, Drawing, DrawingEvent, Inspection, InspectionEvent, Reassigned, RedrawnPlace,
};
use persistence::Connection;
use persistence::aggregate::Opened;

use super::hold::{open_inspection, refused};
use super::proof::own;
use super::roster::conflicts_now;
use super::schema::{OwnDraw, RedrawInput};
use crate::auth::Caller;
use crate::decode::{self, Choice, Context, Count, Line, Object, Word, object};
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, opened, run};
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Draw a place again
///
/// An institution or an inspector that drops out is replaced in a round of its own, with a published reason; earlier results stay. Not once the inspection is recorded. Conflicts of interest that became known since the announcement are counted and published with it.
#[utoipa::path(
    post,
    path = "/api/v1/draws/{id}/redraws",
    operation_id = "redraw_place",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = RedrawInput, description = "Which place, who gives it up, and why", example = json!({
        "place": 1, "replaces": "inspector", "leaves": "0190b6a0-7c00-7000-8000-0000000000e1",
        "reason": "inspector_unavailable", "explanation": "因病住院，无法参加检查"
    })),
    responses((status = 200, description = "The draw with the redraw", body = OwnDraw), CaseCommandProblems)
)]
pub async fn redraw_place(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ConductDraws)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let asked = decode::read::<RedrawSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ConductDraws,
        name: "redraw_place",
    };
    run::<Drawing>(given, &body, move |connection, drawing, desk| {
        let kept = again(connection, drawing, asked, desk)?;
        Reply::done(Some(kept.head.version), &own(connection, &kept)?)
    })
    .await
}

/// Conflicts that stand now and were not known to the draw yet.
fn new_conflicts(connection: &mut Connection, proof: &Proof) -> Result<Vec<Conflict>, Problem> {
    let of = &proof.announcement;
    let mut now = conflicts_now(connection, &of.institutions, &of.inspectors)?;
    let later = proof.redraws.iter().flat_map(|one| &one.asked.conflicts);
    let known: std::collections::BTreeSet<&Conflict> = of.conflicts.iter().chain(later).collect();
    now.retain(|pair| !known.contains(pair));
    Ok(now)
}

fn again(
    connection: &mut Connection,
    drawing: Opened<Drawing>,
    asked: Asked,
    desk: &Desk,
) -> Result<Opened<Drawing>, Problem> {
    let proof = decided(drawing.state.proof())?;
    let by = desk.principal.client_id.clone();
    let number = asked.place;
    let redrawing = Redrawing {
        place: number,
        replaces: asked.replaces,
        reason: asked.reason,
        explanation: asked.explanation.clone(),
        on: desk.today,
        conflicts: new_conflicts(connection, &proof)?,
    };
    let done = redraw(&proof, redrawing).map_err(|faults| refused(&faults))?;
    let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let standing = drawing.state.inspections();
    let standing = index.and_then(|index| standing.get(index).copied());
    let standing = standing.ok_or_else(|| Problem::internal("a place without an inspection"))?;
    let inspection = opened::<Inspection>(connection, standing)?
        .ok_or_else(|| Problem::internal("an inspection that is not on record"))?;
    decided(inspection.state.waits())?;
    let id = inspection.id.clone();
    let inspection = match &done.asked.replaces {
        Replaces::Institution(_) => {
            let event = InspectionEvent::Cancelled(Cancelled {
                reason: asked.explanation,
                on: desk.today,
                by: by.clone(),
            });
            let _kept = keep(connection, &id, Some(inspection), event, desk)?;
            open_inspection(connection, &drawing, &done.result, number, desk)?
        }
        Replaces::Inspector(_) => {
            let (_name, inspectors) = drawing.state.named(&done.result);
            let event = InspectionEvent::Reassigned(Reassigned {
                inspectors,
                round: done.round,
                on: desk.today,
                by: by.clone(),
            });
            keep(connection, &id, Some(inspection), event, desk)?.id
        }
    };
    let event = DrawingEvent::Redrawn(Box::new(RedrawnPlace {
        redraw: done,
        inspection,
        by,
    }));
    let id = drawing.id.clone();
    keep(connection, &id, Some(drawing), event, desk)
}

/// A redraw as asked for.
#[derive(Debug)]
pub struct Asked {
    place: u32,
    replaces: Replaces,
    reason: RedrawReason,
    explanation: String,
}

/// Who gives up a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The institution.
    Institution,
    /// An inspector.
    Inspector,
}

impl Leaving {
    /// With who it is.
    #[must_use]
    pub const fn of(self, id: String) -> Replaces {
        match self {
            Self::Institution => Replaces::Institution(id),
            Self::Inspector => Replaces::Inspector(id),
        }
    }
}

impl Choice for Leaving {
    fn choices() -> impl Iterator<Item = (&'static str, Self)> {
        [
            ("institution", Self::Institution),
            ("inspector", Self::Inspector),
        ]
        .into_iter()
    }
}

object! {
    /// The members of a redraw.
    pub struct RedrawSlots<'de> {
        place: scalar Count,
        replaces: scalar Word<Leaving>,
        leaves: scalar Line,
        reason: scalar Word<RedrawReason>,
        explanation: scalar Line,
    }
}

impl<'de> Object<'de> for RedrawSlots<'de> {
    type Target = Asked;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let place = self.place.required(context, "place");
        let replaces = self.replaces.required(context, "replaces");
        let leaves = self.leaves.required(context, "leaves");
        let reason = self.reason.required(context, "reason");
        let explanation = self.explanation.required(context, "explanation");
        let (Count(place), Word(replaces), Line(leaves)) = (place?, replaces?, leaves?);
        let (Word(reason), Line(explanation)) = (reason?, explanation?);
        Some(Asked {
            place,
            replaces: replaces.of(leaves),
            reason,
            explanation,
        })
    }
}
