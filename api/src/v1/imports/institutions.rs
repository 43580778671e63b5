//! `POST /api/v1/imports/institutions`: institutions from a file.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{OrganisationKind, Regime};
use domain::division::{self, Division, DivisionCode};
use domain::jz::institution::decide::ledger::LedgerContext;
use domain::jz::institution::import::apply::{Authority, take_over};
use domain::jz::institution::import::{InstitutionRow, RowFault, institutions as read};
use domain::jz::institution::{Institution, InstitutionEvent};
use persistence::aggregate::{self, Opened};
use persistence::organisations::{self, Filter};
use persistence::{Connection, institutions};
use uuid::Uuid;

use super::report::{ImportReport, Outcome};
use super::{Asked, CsvFile, ImportQuery, import, row_fault};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::institutions::command::{Desk, conflict, keep};
use crate::v1::institutions::ledger::entry::numbers;
use crate::v1::institutions::watch;
use crate::v1::responses::ImportProblems;

/// Import institutions
///
/// Filings from before this system, taken over as they stand: a file of comma-separated values with the header `uscc,name,kind,principal,division,address,filing_authority,filing_number,filed_on,valid_until,occupations,fee_yuan`, where `occupations` is `code:name:levels;…`. An institution is known by its credit code: the same row again changes nothing. The authority is known by its name; one of another place, which this system does not know, is kept by name alone, and these measures do not apply there.
#[utoipa::path(
    post,
    path = "/api/v1/imports/institutions",
    operation_id = "import_institutions",
    tag = "institutions",
    params(ImportQuery, IdempotencyHeader),
    request_body(content = CsvFile, content_type = "text/csv", description = "The file, in UTF-8, up to 8 MiB", example = json!("uscc,name,kind,principal,division,address,filing_authority,filing_number,filed_on,valid_until,occupations,fee_yuan\n52421003MJXDEQ2YX6,荆州市沅畔职业技能培训中心,social_training,易春华,421003,荆州市荆州区楚岸大道206号,荆州市人力资源和社会保障局,S000042109002,2023-03-20,2029-03-19,4-10-01-05:养老护理员:5/4/3;4-10-01-06:家政服务员:5/4,320\n")),
    responses(
        (status = 200, description = "What became of it", body = ImportReport),
        ImportProblems,
    )
)]
pub async fn import_institutions(
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
        name: "import_institutions",
    };
    import(asked, read, plan, record).await
}

/// What happens to each institution, known or new.
type Planned = Vec<(String, Option<Opened<Institution>>, Vec<InstitutionEvent>)>;

fn plan(
    connection: &mut Connection,
    desk: &Desk,
    rows: Vec<InstitutionRow>,
    outcome: &mut Outcome,
) -> Result<Planned, Problem> {
    // One import of institutions at a time: two of them may bring the same new ones.
    aggregate::lock::<Institution>(connection, "imports")?;
    let known = Authorities::read(connection)?;
    let context: LedgerContext = numbers(desk, false)?;
    let mut found: BTreeMap<String, (bool, InstitutionRow, Authority)> = BTreeMap::new();
    for row in rows {
        match known.of(&row, desk) {
            Ok(authority) => {
                let stored = institutions::by_uscc(connection, &row.uscc)?;
                let is_new = stored.is_none();
                let id = stored.map_or_else(|| Uuid::now_v7().to_string(), |stored| stored.id);
                found.insert(id, (is_new, row, authority));
            }
            Err(fault) => outcome.faults.push(fault),
        }
    }
    let mut planned = Vec::with_capacity(found.len());
    for (id, (is_new, row, authority)) in found {
        let opened = if is_new {
            None
        } else {
            aggregate::lock::<Institution>(connection, &id)?;
            aggregate::open::<Institution>(connection, &id)?
        };
        let state = opened.as_ref().map(|opened| &opened.state);
        match take_over(state, &row, &authority, &context) {
            Ok(effect) => {
                outcome.good(&row.uscc, &effect);
                if !is_new {
                    outcome.found(&row.uscc, &id);
                }
                planned.push((id, opened, effect.events().to_vec()));
            }
            Err(fault) => outcome.faults.push(fault),
        }
    }
    Ok(planned)
}

fn record(
    connection: &mut Connection,
    desk: &Desk,
    planned: Planned,
    outcome: &mut Outcome,
) -> Result<(), Problem> {
    for (id, opened, events) in planned {
        match opened {
            Some(opened) => {
                let _kept = keep(connection, opened, &events, desk)?;
            }
            None => {
                let actor = &desk.principal.client_id;
                let kept = institutions::record(connection, &id, None, &events, actor, desk.now)
                    .map_err(conflict)?;
                outcome.found(&kept.state.uscc, &id);
                watch::after_change(connection, &kept, desk)?;
            }
        }
    }
    Ok(())
}

/// The authorities that this system knows, by name, and where they are.
struct Authorities {
    by_name: BTreeMap<String, Authority>,
    prefectures: BTreeSet<DivisionCode>,
}

impl Authorities {
    fn read(connection: &mut Connection) -> Result<Self, Problem> {
        let filter = Filter {
            kind: Some(OrganisationKind::HrssAuthority),
            ..Filter::default()
        };
        let mut known = Self {
            by_name: BTreeMap::new(),
            prefectures: BTreeSet::new(),
        };
        for found in organisations::list(connection, &filter, None, i64::MAX)? {
            known
                .prefectures
                .extend(prefecture(found.division_code.as_deref()));
            let authority = Authority {
                id: Some(found.id),
                above: found.parent_id,
                regime: found.regime,
            };
            known.by_name.insert(found.name_zh, authority);
        }
        Ok(known)
    }

    /// The authority that a row names, if the caller may bring its filings.
    fn of(&self, row: &InstitutionRow, desk: &Desk) -> Result<Authority, RowFault> {
        let told = |code, zh, en| row_fault(row.row, "filing_authority", code, zh, en);
        match self.by_name.get(&row.authority_name) {
            Some(known) => {
                let own = Some(desk.reaching.center());
                if known.id.as_deref() == own || known.above.as_deref() == own {
                    return Ok(known.clone());
                }
                let (zh, en) = (
                    "不是本机关及所属机关的备案，不得导入",
                    "neither the own authority nor one below it filed this",
                );
                Err(told("another_authority", zh, en))
            }
            None => {
                let here = prefecture(Some(&row.content.division));
                if here.is_some_and(|here| self.prefectures.contains(&here)) {
                    let (zh, en) = (
                        "本地没有该名称的机关",
                        "no authority of this place has this name",
                    );
                    return Err(told("unknown_authority", zh, en));
                }
                Ok(Authority {
                    id: None,
                    above: None,
                    regime: Regime::Gd,
                })
            }
        }
    }
}

fn prefecture(code: Option<&str>) -> Option<DivisionCode> {
    let division = DivisionCode::parse(code?).and_then(division::find)?;
    let found: &Division = division.prefecture().unwrap_or(division);
    Some(found.code)
}
