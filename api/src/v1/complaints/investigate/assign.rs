//! `POST /api/v1/complaints/{id}/assignments`: passed to undertaking departments (Art. 11, 14).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{OrganisationKind, Regime};
use domain::gd::case::command::handling::{AssignToDepartments, DepartmentFacts, NewAssignment};
use domain::gd::case::handling::Part;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;
use persistence::keys::KeyRing;
use persistence::{Connection, organisations};

use super::{MOST_MATERIALS, at_most, some};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::{self, Given, Making};
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::AssignmentsInput;
use crate::v1::complaints::seal::Sealing;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Most departments in one request.
const MOST_ASSIGNMENTS: usize = 20;

/// Pass a case to undertaking departments
///
/// To departments of the organisation that holds the case, or to itself, each with its task and the materials it may see (Art. 11); of several exactly one leads (Art. 14). Never to the accused party (Art. 15). Tasks are sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/assignments",
    operation_id = "assign_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = AssignmentsInput, description = "To which departments"),
    responses(
        (status = 200, description = "The case with its departments", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn assign_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Assign.action())?;
    let keys = state.keys.clone();
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<AssignmentsSlots<'_>>(&body)?;
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
        CommandName::Assign,
        &body,
        move |connection, making| assignments(connection, making, &keys, input),
    )
    .await
}

/// The assignments with what is known of each department, and with the tasks sealed.
fn assignments(
    connection: &mut Connection,
    making: &Making<'_>,
    keys: &KeyRing,
    input: Vec<AssignmentRead>,
) -> Result<(Command, Confidential), Problem> {
    let mut sealing = Sealing::of(connection, keys, &making.case.id)?;
    let mut assignments = Vec::with_capacity(input.len());
    for one in input {
        assignments.push(NewAssignment {
            department: facts(connection, one.department)?,
            part: one.part,
            task: one.task.map(|text| sealing.text(&text)).transpose()?,
            materials: one.materials,
            due_on: one.due_on,
        });
    }
    let command = Command::Assign(Box::new(AssignToDepartments { assignments }));
    Ok((command, sealing.done()))
}

/// What is known of an organisation. One that there is not is refused as one of another center is: who asks learns nothing
/// of the register.
fn facts(connection: &mut Connection, id: String) -> Result<DepartmentFacts, Problem> {
    let found = organisations::get(connection, &id)?;
    Ok(match found {
        Some(organisation) => DepartmentFacts {
            id: organisation.id,
            name_zh: organisation.name_zh,
            uscc: None,
            kind: organisation.kind,
            regime: organisation.regime,
            parent: organisation.parent_id,
            active: organisation.active,
        },
        None => DepartmentFacts {
            name_zh: id.clone(),
            id,
            uscc: None,
            kind: OrganisationKind::Institution,
            regime: Regime::Gd,
            parent: None,
            active: false,
        },
    })
}

/// An assignment as read.
#[derive(Debug)]
pub struct AssignmentRead {
    department: String,
    part: Option<Part>,
    task: Option<String>,
    materials: Vec<String>,
    due_on: Option<NaiveDate>,
}

object! {
    /// The members of an assignment to several departments.
    pub struct AssignmentsSlots<'de> {
        assignments: list AssignmentSlots<'de>,
    }
}

impl<'de> Object<'de> for AssignmentsSlots<'de> {
    type Target = Vec<AssignmentRead>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        some(self.assignments, context, "assignments", MOST_ASSIGNMENTS)
    }
}

object! {
    /// The members of an assignment.
    pub struct AssignmentSlots<'de> {
        department: scalar Line,
        part: scalar Word<Part>,
        task: scalar Prose,
        materials: items Line,
        due_on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for AssignmentSlots<'de> {
    type Target = AssignmentRead;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self.department.required(context, "department");
        let materials = self.materials.optional().unwrap_or_default();
        let materials = at_most(materials, context, "materials", MOST_MATERIALS);
        let (Line(department), materials) = (department?, materials?);
        Some(AssignmentRead {
            department,
            part: self.part.optional().map(|Word(part)| part),
            task: self.task.optional().map(|Prose(text)| text),
            materials: materials.into_iter().map(|Line(id)| id).collect(),
            due_on: self.due_on.optional(),
        })
    }
}
