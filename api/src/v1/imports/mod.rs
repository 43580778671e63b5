//! Institutions and batches from files (CSV): read row by row, decided institution by institution, recorded at once.

pub mod batches;
pub mod institutions;
mod report;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::import::{FileFault, RowFault, Rows};
use persistence::Connection;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::auth::Caller;
use crate::http::reply;
use crate::http::{Reply, read_csv_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::institutions::command::Desk;

use report::Outcome;
pub use report::{ImportReport, ImportedInstitution, RefusedRow};

/// A file of comma-separated values, in UTF-8.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct CsvFile(pub Vec<u8>);

/// How a file is taken in.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// `all_or_nothing`: one bad row, and nothing is taken in; `keep_good`: bad rows are left out.
    #[serde(default)]
    #[param(nullable = false, example = "keep_good")]
    pub mode: ImportMode,
    /// Say what would happen, and do nothing.
    #[serde(default)]
    #[param(default = false)]
    pub dry_run: bool,
}

/// What becomes of a file with bad rows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Nothing of it is taken in.
    #[default]
    AllOrNothing,
    /// Its good rows are.
    KeepGood,
}

/// What is to be done with a file.
struct Asked {
    request: HttpRequest,
    query: ImportQuery,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    name: &'static str,
}

/// Reads a file and carries it out: `plan` decides about its good rows and records nothing, `record` records what was
/// decided.
async fn import<T: Send + 'static, P: 'static>(
    asked: Asked,
    read: fn(&str, chrono::NaiveDate) -> Result<Rows<T>, FileFault>,
    plan: fn(&mut Connection, &Desk, Vec<T>, &mut Outcome) -> Result<P, Problem>,
    record: fn(&mut Connection, &Desk, P, &mut Outcome) -> Result<(), Problem>,
) -> Result<HttpResponse, Problem> {
    let Asked {
        request,
        query,
        payload,
        state,
        caller,
        name,
    } = asked;
    let desk = Desk::of(&state, &caller, Action::ImportInstitutions)?;
    let body = read_csv_body(&request, payload, state.batch_body_limit).await?;
    let text = std::str::from_utf8(&body).map_err(|_other| {
        Problem::new(ProblemCode::MalformedRequest)
            .with_detail("文件不是 UTF-8 编码。", "The file is not UTF-8.")
    })?;
    let rows = read(text, desk.today).map_err(no_file)?;
    // The same file taken in otherwise is another request.
    let told = [request.query_string().as_bytes(), b"\0", &body].concat();
    let attempt = reply::attempt(&state, &caller, &request, name, &told)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let mut outcome = Outcome::new(rows.rows, rows.faults);
        let planned = plan(connection, &desk, rows.good, &mut outcome)?;
        let refused = !outcome.faults.is_empty() && query.mode == ImportMode::AllOrNothing;
        if refused && !query.dry_run {
            return Err(all_refused(outcome.into_faults()));
        }
        let applied = !query.dry_run && !refused;
        if applied {
            record(connection, &desk, planned, &mut outcome)?;
        }
        Reply::done(None, &outcome.report(&query, applied))
    };
    reply::perform(&state, attempt, now, work).await
}

fn no_file(fault: FileFault) -> Problem {
    let (zh, en) = match fault {
        FileFault::Header => (
            "第一行不是规定的表头",
            "the first line is not the header that is expected",
        ),
        FileFault::NoCsv => ("不是逗号分隔的文本", "it is no comma-separated text"),
        FileFault::TooManyRows => ("文件不得超过 100000 行", "a file has at most 100,000 rows"),
    };
    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new("", zh, en))
}

/// Each fault with its row and column.
fn all_refused(faults: Vec<RowFault>) -> Problem {
    let errors = faults.into_iter().map(|fault| {
        let pointer = format!("/rows/{}/{}", fault.row, fault.column);
        Fault::new(pointer, fault.zh, fault.en)
    });
    Problem::new(ProblemCode::InvalidFacts)
        .with_errors(errors.collect())
        .with_detail(
            "有不合要求的行，整个文件未导入。",
            "Some rows are bad: nothing of the file was taken in.",
        )
}

fn row_fault(row: usize, column: &'static str, code: &'static str, zh: &str, en: &str) -> RowFault {
    RowFault {
        row,
        column,
        value: None,
        code,
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}
