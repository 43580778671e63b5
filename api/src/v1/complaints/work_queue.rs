//! `GET /api/v1/complaints/work-queue`: what the caller has to do next.

mod department;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{Action, Scope};
use domain::gd::art09_10_admissibility::Track;
use domain::gd::case::{CaseState, Status};
use persistence::complaints::list::{self, Filters, ListQuery, Place, Reach, Sort, Summary};
use persistence::complaints::row;
use persistence::{Connection, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::summary::ComplaintSummary;
use super::list::{key_of, place};
use super::reach::Reaching;
use super::timeline::Veil;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which page of the queue.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WorkQueueQuery {
    /// Cases on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of what is to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkQueue {
    /// The caller's own cases whose clock runs, by due date; then the undecided ones of the center that are the caller's
    /// or nobody's, by when they came in.
    pub items: Vec<WorkItem>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A case and what is to be done about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkItem {
    /// The case.
    pub case: ComplaintSummary,
    /// What is to be done, the first thing first.
    pub steps: Vec<WorkStep>,
}

/// Something to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkStep {
    /// `evaluate`, `evaluate_again`, `decide`, `deliver_notice`, `assign`, `await_reports`, `consolidate` or `conclude`; to a
    /// department `answer_supervision` or `report`.
    #[schema(examples("decide"))]
    pub step: &'static str,
    /// In words, in the language of the request.
    pub explanation: String,
    /// Until when, where there is a time limit.
    pub until: Option<NaiveDate>,
    /// The notice to be delivered, by its number within the case.
    pub notice: Option<u32>,
}

/// Get the caller's work queue
///
/// The caller's own open cases, and the undecided ones of the center that nobody has yet, each with what is due next: evaluate, evaluate again, decide, deliver a notice, assign, conclude. To a department: the running cases it handles and has something to do about, by due date.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/work-queue",
    operation_id = "get_work_queue",
    tag = "complaints",
    params(WorkQueueQuery),
    responses((status = 200, description = "A page of the queue", body = WorkQueue), CaseListProblems)
)]
pub async fn get_work_queue(
    request: HttpRequest,
    query: web::Query<WorkQueueQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::WorkQueue)?;
    let principal = &caller.principal;
    let name = format!("work queue {}", principal.client_id);
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let start = page
        .after
        .as_deref()
        .map(Part::read)
        .transpose()?
        .unwrap_or(Part::Running(None));
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let department = (principal.scope(Action::WorkQueue) == Some(Scope::Assigned))
        .then(|| principal.organisation_id.clone());
    let queue = Queue {
        // Whatever else the caller reaches: what it can do something about is its own center's.
        center: principal.center_id.clone(),
        officer: principal.client_id.clone(),
        department,
        limit,
    };
    let reached = reaching.for_lists().is_some();
    let (found, next, rows) = state
        .read(move |connection: &mut Connection| {
            if !reached {
                return Ok((Vec::new(), None, Vec::new()));
            }
            let (found, next) = queue.from(connection, start)?;
            let ids: Vec<String> = found.iter().map(|row| row.id.clone()).collect();
            let rows = row::read_all(connection, &ids)?;
            Ok::<_, StoreError>((found, next, rows))
        })
        .await?;
    let veil = Veil::of(principal);
    let mut items = Vec::with_capacity(rows.len());
    for (summary, row) in found.into_iter().zip(rows) {
        let case = row.state()?;
        let steps = match principal.scope(Action::WorkQueue) {
            Some(Scope::Assigned) => department::steps(&case, principal, row.due_on, lang),
            _ => steps(&case, row.due_on, lang),
        };
        // A department that has done its part has nothing to do with a case that still runs.
        if steps.is_empty() && veil.department().is_some() {
            continue;
        }
        items.push(WorkItem {
            case: ComplaintSummary::of(summary, &veil)?,
            steps,
        });
    }
    let next = next.map(|next| page.seal(&state.keys, &next.key()));
    let body = WorkQueue { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Where in the queue a page begins.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Among the cases whose clock runs.
    Running(Option<Place>),
    /// Among the undecided ones.
    Undecided(Option<Place>),
}

impl Part {
    fn key(self) -> String {
        let (part, at) = match self {
            Self::Running(at) => ("running", at),
            Self::Undecided(at) => ("undecided", at),
        };
        at.map_or_else(|| part.to_owned(), |at| format!("{part} {}", key_of(at)))
    }

    fn read(key: &str) -> Result<Self, Problem> {
        let (part, at) = match key.split_once(' ') {
            Some((part, at)) => (part, Some(place(at)?)),
            None => (key, None),
        };
        match part {
            "running" => Ok(Self::Running(at)),
            _ => Ok(Self::Undecided(at)),
        }
    }
}

struct Queue {
    center: String,
    officer: String,
    /// The undertaking department whose queue it is, if it is one's.
    department: Option<String>,
    limit: usize,
}

impl Queue {
    fn from(
        &self,
        connection: &mut Connection,
        start: Part,
    ) -> Result<(Vec<Summary>, Option<Part>), StoreError> {
        let mut items = Vec::new();
        if self.department.is_some() {
            let after = match start {
                Part::Running(after) | Part::Undecided(after) => after,
            };
            let page = list::page(connection, &self.running(after))?;
            return Ok((page.items, page.next.map(|next| Part::Running(Some(next)))));
        }
        let after = match start {
            Part::Undecided(after) => after,
            Part::Running(after) => {
                let wanted = self.running(after);
                let page = list::page(connection, &wanted)?;
                items = page.items;
                if let Some(next) = page.next {
                    return Ok((items, Some(Part::Running(Some(next)))));
                }
                if items.len() >= self.limit {
                    return Ok((items, Some(Part::Undecided(None))));
                }
                None
            }
        };
        let left = self.limit.saturating_sub(items.len());
        let wanted = self.undecided(after, left);
        let mine = |row: &Summary| {
            row.officer
                .as_ref()
                .is_none_or(|officer| *officer == self.officer)
        };
        let page = list::page_where(connection, &wanted, &mine)?;
        items.extend(page.items);
        Ok((items, page.next.map(|next| Part::Undecided(Some(next)))))
    }

    fn running(&self, after: Option<Place>) -> ListQuery {
        let (reach, officer) = match &self.department {
            Some(department) => (Reach::Assigned(department.clone()), None),
            None => (
                Reach::Center(self.center.clone()),
                Some(self.officer.clone()),
            ),
        };
        ListQuery {
            reach,
            filters: Filters {
                officer,
                ..Filters::default()
            },
            sort: Sort::Due,
            descending: false,
            after,
            limit: self.limit,
        }
    }

    fn undecided(&self, after: Option<Place>, limit: usize) -> ListQuery {
        ListQuery {
            reach: Reach::Center(self.center.clone()),
            filters: Filters {
                state: Some(Status::Received.as_str().to_owned()),
                ..Filters::default()
            },
            sort: Sort::Received,
            descending: false,
            after,
            limit,
        }
    }
}

/// What is to be done about a case, the first thing first.
fn steps(state: &CaseState, due_on: Option<NaiveDate>, lang: Lang) -> Vec<WorkStep> {
    let step = |step, zh: &str, en: &str| WorkStep {
        step,
        explanation: match lang {
            Lang::ZhCn => zh.to_owned(),
            Lang::En => en.to_owned(),
        },
        until: None,
        notice: None,
    };
    let mut steps = Vec::new();
    if state.status == Status::Received {
        steps.push(match (&state.evaluation, state.evaluation_outdated) {
            (None, _) => step(
                "evaluate",
                "尚未进行受理审查。",
                "The rules have not been applied yet.",
            ),
            (Some(_), true) => step(
                "evaluate_again",
                "登记内容已更正或者案件已重新审查，须再次进行受理审查。",
                "The record was corrected or the case reopened: the rules must be applied again.",
            ),
            (Some(_), false) => step(
                "decide",
                "已有有效的受理审查，等待作出决定。",
                "There is a current evaluation: a decision is due.",
            ),
        });
    }
    for notice in state.notices.iter().filter(|n| n.deliveries.is_empty()) {
        let title = &notice.issued.notice.title;
        steps.push(WorkStep {
            notice: Some(notice.issued.number),
            ..step(
                "deliver_notice",
                &format!("《{title}》尚未送达。"),
                "A notice has not been delivered yet.",
            )
        });
    }
    let running = |name, zh, en| WorkStep {
        until: due_on,
        ..step(name, zh, en)
    };
    let conclude = || {
        running(
            "conclude",
            "在办结时限内办结。",
            "To be concluded within the time limit.",
        )
    };
    match state.status {
        Status::Accepted => {
            let guided = state
                .acceptance
                .as_ref()
                .is_some_and(|accepted| accepted.track == Track::Guidance);
            if !guided {
                steps.push(running(
                    "assign",
                    "转送承办部门调查。",
                    "To be passed to undertaking departments.",
                ));
            }
            steps.push(conclude());
        }
        Status::Assigned => {
            steps.push(running(
                "await_reports",
                "等待承办部门报送调查报告，必要时督办。",
                "The departments' reports are awaited.",
            ));
            steps.push(conclude());
        }
        Status::Reported => {
            if state.handling.reports.len() > 1 && state.handling.consolidated.is_none() {
                steps.push(running(
                    "consolidate",
                    "形成综合调查报告。",
                    "The reports are to be put together.",
                ));
            }
            steps.push(conclude());
        }
        Status::Received
        | Status::Rejected
        | Status::Concluded
        | Status::FedBack
        | Status::Archived
        | Status::Joined
        | Status::Referred
        | Status::Withdrawn => {}
    }
    steps
}
