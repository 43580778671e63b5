//! `POST /api/v1/imports/batches`: batches from a file.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::institution::import::apply::take_batch;
use domain::jz::institution::import::{BatchRow, batches};
use domain::jz::institution::{Institution, InstitutionEvent};
use persistence::aggregate::{self, Opened};
use persistence::{Connection, institutions};

use super::report::{ImportReport, Outcome};
use super::{Asked, CsvFile, ImportQuery, import, row_fault};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::institutions::command::{Desk, keep};
use crate::v1::institutions::ledger::entry::context;
use crate::v1::responses::ImportProblems;

/// Import batches
///
/// A file of comma-separated values with the header `batch_id,uscc,occupation,level,held_on,division,place,candidates,unqualified_candidates,passed,paper_code,fee_charged_yuan`; what is empty is not known. A batch is known by credit code and id: the same row again changes nothing, another one takes its place. A batch for a day to come is planned, one that nobody came to was cancelled.
#[utoipa::path(
    post,
    path = "/api/v1/imports/batches",
    operation_id = "import_batches",
    tag = "institutions",
    params(ImportQuery, IdempotencyHeader),
    request_body(content = CsvFile, content_type = "text/csv", description = "The file, in UTF-8, up to 8 MiB", example = json!("batch_id,uscc,occupation,level,held_on,division,place,candidates,unqualified_candidates,passed,paper_code,fee_charged_yuan\nB0002,52421003MJXDEQ2YX6,4-10-01-06,4,2024-01-20,421003,荆州市荆州区楚岸大道206号技能评价中心,84,0,61,JZ4-2401-745,320\n")),
    responses(
        (status = 200, description = "What became of it", body = ImportReport),
        ImportProblems,
    )
)]
pub async fn import_batches(
    request: HttpRequest,
    query: web::Query<ImportQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let asked = Asked {
        request,
        query: query.into_inner(),
        payload,
        state,
        caller,
        name: "import_batches",
    };
    import(asked, batches, plan, record).await
}

/// What happens to each institution.
type Planned = Vec<(Opened<Institution>, Vec<InstitutionEvent>)>;

/// Each institution is locked and folded once; always in the order of their ids, so that two imports cannot wait for each
/// other.
fn plan(
    connection: &mut Connection,
    desk: &Desk,
    rows: Vec<BatchRow>,
    outcome: &mut Outcome,
) -> Result<Planned, Problem> {
    let mut by_code: BTreeMap<String, Vec<BatchRow>> = BTreeMap::new();
    for row in rows {
        by_code.entry(row.uscc.clone()).or_default().push(row);
    }
    let mut by_id: BTreeMap<String, Vec<BatchRow>> = BTreeMap::new();
    for (uscc, rows) in by_code {
        let known = institutions::by_uscc(connection, &uscc)?;
        // What authorities file that this system does not know belongs to nobody here: whoever may import brings it.
        let known = known.filter(|row| desk.reaching.holds_row(row) || row.authority.is_none());
        match known {
            Some(known) => {
                by_id.insert(known.id, rows);
            }
            None => outcome.faults.extend(rows.iter().map(|row| {
                let (zh, en) = (
                    "没有这一机构，或者不在可导入的范围内",
                    "there is no such institution within reach",
                );
                row_fault(row.row, "uscc", "unknown_institution", zh, en)
            })),
        }
    }
    let mut planned = Vec::with_capacity(by_id.len());
    for (id, rows) in by_id {
        aggregate::lock::<Institution>(connection, &id)?;
        let opened = aggregate::open::<Institution>(connection, &id)?;
        let opened = opened.ok_or_else(|| Problem::internal("a row without its events"))?;
        let context = context(desk, &opened.state)?;
        let mut state = opened.state.clone();
        let mut events = Vec::new();
        for row in &rows {
            match take_batch(&state, row, &context) {
                Ok(effect) => {
                    effect.events().iter().for_each(|event| state.apply(event));
                    events.extend_from_slice(effect.events());
                    outcome.good(&row.uscc, &effect);
                }
                Err(fault) => outcome.faults.push(fault),
            }
        }
        outcome.found(&state.uscc, &id);
        planned.push((opened, events));
    }
    Ok(planned)
}

fn record(
    connection: &mut Connection,
    desk: &Desk,
    planned: Planned,
    _outcome: &mut Outcome,
) -> Result<(), Problem> {
    for (opened, events) in planned {
        let _kept = keep(connection, opened, &events, desk)?;
    }
    Ok(())
}
