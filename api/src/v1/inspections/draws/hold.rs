//! `POST /api/v1/draws/{id}/result`: a draw is held.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::art15_random_inspection::{ART15, Fault, Place, draw};
use domain::jz::inspection::{
    Drawing, DrawingEvent, HeldDraw, Inspected, Inspection, Opened as InspectionOpened, Origin,
};
use persistence::aggregate::Opened;
use persistence::inspections::open_seed;
use persistence::{Connection, institutions};
use uuid::Uuid;

use super::proof::own;
use super::schema::{DrawResultInput, OwnDraw};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::{self, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, run};
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Hold a draw
///
/// Once, on the day on which the public value becomes known or later. The seed is revealed, the result computed and published with everything that anybody needs to compute it again; an inspection is opened for each institution.
#[utoipa::path(
    post,
    path = "/api/v1/draws/{id}/result",
    operation_id = "hold_draw",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = DrawResultInput, description = "The public value", example = json!({"public_value": "3912.48"})),
    responses((status = 200, description = "The draw with its result", body = OwnDraw), CaseCommandProblems)
)]
pub async fn hold_draw(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ConductDraws)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let value = decode::read::<ResultSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ConductDraws,
        name: "hold_draw",
    };
    run::<Drawing>(given, &body, move |connection, drawing, desk| {
        let kept = hold(connection, drawing, &value, desk)?;
        Reply::done(Some(kept.head.version), &own(connection, &kept)?)
    })
    .await
}

fn hold(
    connection: &mut Connection,
    drawing: Opened<Drawing>,
    value: &str,
    desk: &Desk,
) -> Result<Opened<Drawing>, Problem> {
    decided(drawing.state.not_held())?;
    let announced = &drawing.state.announced;
    // Not even opened before the day on which the public value is known.
    if desk.today < announced.announcement.terms.known_on {
        return Err(refused(&[Fault {
            pointer: String::new(),
            kind: domain::jz::art15_random_inspection::FaultKind::DrawnTooEarly,
        }]));
    }
    let seed = open_seed(connection, &desk.keys, &drawing.id, &announced.seed)
        .map_err(Problem::internal)?;
    let drawn = draw(&announced.announcement, &seed, value, desk.today)
        .map_err(|faults| refused(&faults))?;
    let mut inspections = Vec::with_capacity(drawn.result.len());
    for (place, number) in drawn.result.iter().zip(1_u32..) {
        let id = open_inspection(connection, &drawing, place, number, desk)?;
        inspections.push(id);
    }
    let event = DrawingEvent::Held(Box::new(HeldDraw {
        drawn,
        inspections,
        by: desk.principal.client_id.clone(),
    }));
    let id = drawing.id.clone();
    keep(connection, &id, Some(drawing), event, desk)
}

/// Opens the inspection of a place.
///
/// # Errors
/// Where the institution is no longer on record, which does not happen.
pub fn open_inspection(
    connection: &mut Connection,
    drawing: &Opened<Drawing>,
    place: &Place,
    number: u32,
    desk: &Desk,
) -> Result<String, Problem> {
    let announced = &drawing.state.announced;
    let (name, inspectors) = drawing.state.named(place);
    let row = institutions::by_uscc(connection, &place.institution)?
        .ok_or_else(|| Problem::internal("a drawn institution is not on record"))?;
    let opened = InspectionOpened {
        keeper: announced.keeper.clone(),
        institution: Inspected {
            id: row.id,
            uscc: place.institution.clone(),
            name,
        },
        origin: Origin::Draw {
            draw: drawing.id.clone(),
            place: number,
        },
        inspectors,
        method: announced.method,
        on: desk.today,
        by: desk.principal.client_id.clone(),
    };
    let least = announced.announcement.terms.inspectors_each;
    let event = decided(Inspection::open(opened, least, &[]))?;
    let id = Uuid::now_v7().to_string();
    let _kept = keep::<Inspection>(connection, &id, None, event, desk)?;
    Ok(id)
}

/// Why a draw or redraw is refused, with the members of its request.
#[must_use]
pub fn refused(faults: &[Fault]) -> Problem {
    let mut problem = Problem::new(ProblemCode::CommandRefused).with_legal_basis(ART15.id);
    let Some(first) = faults.first() else {
        return problem;
    };
    let kind = first.kind;
    problem = problem
        .with_refusal(kind.code(), Vec::new())
        .with_detail(kind.zh(), kind.en());
    for fault in faults.iter().filter(|fault| !fault.pointer.is_empty()) {
        let (zh, en) = (fault.kind.zh(), fault.kind.en());
        problem = problem.with_fault(problem::Fault::new(fault.pointer.clone(), zh, en));
    }
    problem
}

object! {
    /// The members of a result.
    pub struct ResultSlots<'de> {
        public_value: scalar Line,
    }
}

impl<'de> Object<'de> for ResultSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Line(value) = self.public_value.required(context, "public_value")?;
        Some(value)
    }
}
