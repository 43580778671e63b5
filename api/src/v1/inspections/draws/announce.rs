//! `POST /api/v1/draws`: a draw is announced.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::jz::art15_random_inspection::parameters::LEAST_INSPECTORS_EACH;
use domain::jz::art15_random_inspection::{ART15, Announcement, Departments, Fault, Terms};
use domain::jz::inspection::{AnnouncedDraw, Drawing, DrawingEvent, Method, RosterFilter};
use persistence::Connection;
use persistence::inspections::NewSeed;
use uuid::Uuid;

use super::proof::own;
use super::roster::gather;
use super::schema::{DrawInput, OwnDraw};
use crate::auth::Caller;
use crate::decode::{self, Context, Count, Line, Object, Word, object};
use crate::http::{Reply, read_json_body, reply};
use crate::problem::{self, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::inspections::desk::{keep, keeper};
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Most institutions in a draw: each gets its inspection at once.
const MOST_DRAWN: u32 = 500;

/// Announce a draw
///
/// Fixes the roster (Art. 15: random institutions, random inspectors) from the institutions that the authority filed and its inspectors, without those in conflict, and commits to a secret seed before the public value is known. Published at once: commitment, roster hash, and what the public value will be. See `docs/DRAW.md`.
#[utoipa::path(
    post,
    path = "/api/v1/draws",
    operation_id = "announce_draw",
    tag = "inspections",
    request_body(content = DrawInput, description = "From whom, how many, and with which public value", example = json!({
        "filter": {"division": "4210"}, "institutions": 3, "method": "on_site", "weighted": true,
        "public_value": "2026年12月3日上证综合指数收盘点位", "known_on": "2026-12-03"
    })),
    responses(
        (status = 201, description = "The announced draw", body = OwnDraw, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        CasesCommandProblems,
    )
)]
pub async fn announce_draw(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ConductDraws)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let asked = decode::read::<DrawSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "announce_draw", &body)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let id = Uuid::now_v7().to_string();
        let least = desk.number(&LEAST_INSPECTORS_EACH, desk.today)?;
        let each = asked.inspectors_each.unwrap_or(least);
        if each < least {
            return Err(decode::invalid(vec![problem::Fault::new(
                "/inspectors_each",
                format!("每家机构的检查人员不得少于 {least} 人"),
                format!("there must be at least {least} inspectors for each institution"),
            )]));
        }
        let roster = gather(connection, &desk, &asked.filter, asked.weighted)?;
        let announcement = Announcement {
            draw: id.clone(),
            terms: Terms {
                announced_on: desk.today,
                public_value: asked.public_value,
                known_on: asked.known_on,
                institutions: asked.institutions,
                inspectors_each: each,
                departments: asked.departments,
            },
            institutions: roster.institutions,
            inspectors: roster.inspectors,
            conflicts: roster.conflicts,
        };
        faultless(&announcement)?;
        let seed = NewSeed::of(&desk.keys, &id).map_err(Problem::internal)?;
        let event = DrawingEvent::Announced(Box::new(AnnouncedDraw {
            keeper: keeper(&desk),
            filter: asked.filter,
            method: asked.method,
            roster_hash: announcement.roster_hash(),
            commitment: seed.commitment,
            seed: seed.place(),
            by: desk.principal.client_id.clone(),
            announcement,
        }));
        seed.store(connection, &id, now)?;
        let kept = keep::<Drawing>(connection, &id, None, event, &desk)?;
        let location = format!("/api/v1/draws/{id}");
        Reply::created(location, Some(kept.head.version), &own(connection, &kept)?)
    };
    reply::perform(&state, attempt, now, work).await
}

/// What is wrong with an announcement, as the request knows it: terms by their members, the roster by what it was made from.
fn faultless(announcement: &Announcement) -> Result<(), Problem> {
    let faults = announcement.faults();
    if faults.is_empty() {
        return Ok(());
    }
    let of_roster = |fault: &Fault| {
        let index = fault.pointer.strip_prefix("/roster/institutions/")?;
        let index: usize = index.split('/').next()?.parse().ok()?;
        announcement.institutions.get(index)
    };
    let told = faults.iter().take(20).map(|fault| {
        let (zh, en) = (fault.kind.zh(), fault.kind.en());
        match (fault.pointer.strip_prefix("/terms"), of_roster(fault)) {
            (Some(member), _) => problem::Fault::new(member.to_owned(), zh, en),
            (None, Some(one)) => problem::Fault::new(
                "/inspectors_each".to_owned(),
                format!("{}：{zh}", one.id),
                format!("{}: {en}", one.id),
            ),
            (None, None) => problem::Fault::new("/filter".to_owned(), zh, en),
        }
    });
    let problem = Problem::new(ProblemCode::InvalidFacts).with_legal_basis(ART15.id);
    Err(problem.with_errors(told.collect()))
}

/// A draw as asked for.
#[derive(Debug)]
pub struct Asked {
    filter: RosterFilter,
    institutions: u32,
    inspectors_each: Option<u32>,
    departments: Departments,
    method: Method,
    weighted: bool,
    public_value: String,
    known_on: NaiveDate,
}

object! {
    /// The members of a draw.
    pub struct DrawSlots<'de> {
        filter: object FilterSlots<'de>,
        institutions: scalar Count,
        inspectors_each: scalar Count,
        departments: scalar Word<Departments>,
        method: scalar Word<Method>,
        weighted: scalar bool,
        public_value: scalar Line,
        known_on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for DrawSlots<'de> {
    type Target = Asked;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let institutions = self.institutions.required(context, "institutions");
        let method = self.method.required(context, "method");
        let public_value = self.public_value.required(context, "public_value");
        let known_on = self.known_on.required(context, "known_on");
        let (Count(institutions), Word(method)) = (institutions?, method?);
        let (Line(public_value), known_on) = (public_value?, known_on?);
        if institutions > MOST_DRAWN {
            context.fault_at(
                "institutions",
                format!("一次最多抽取 {MOST_DRAWN} 家"),
                format!("at most {MOST_DRAWN} are drawn at once"),
            );
            return None;
        }
        let departments = self.departments.optional();
        Some(Asked {
            filter: self.filter.optional().unwrap_or_default(),
            institutions,
            inspectors_each: self.inspectors_each.optional().map(|Count(n)| n),
            departments: departments.map_or(Departments::Any, |Word(word)| word),
            method,
            weighted: self.weighted.optional().unwrap_or_default(),
            public_value,
            known_on,
        })
    }
}

object! {
    /// The members of a filter.
    pub struct FilterSlots<'de> {
        division: scalar Line,
        grades: items Line,
        occupation: scalar Line,
        not_inspected_since: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for FilterSlots<'de> {
    type Target = RosterFilter;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let division = self.division.optional().map(|Line(text)| text);
        let digits = |text: &String| text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
        if division.as_ref().is_some_and(|text| !digits(text)) {
            context.fault_at("division", "应为一至六位数字", "must be one to six digits");
            return None;
        }
        let grades = self.grades.optional().unwrap_or_default();
        Some(RosterFilter {
            division,
            grades: grades.into_iter().map(|Line(text)| text).collect(),
            occupation: self.occupation.optional().map(|Line(text)| text),
            not_inspected_since: self.not_inspected_since.optional(),
        })
    }
}
