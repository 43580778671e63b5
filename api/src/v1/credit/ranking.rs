//! `GET /api/v1/credit/ranking`: institutions by their score.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{Action, Regime, Scope};
use persistence::Connection;
use persistence::institutions::publicity::{self, Graded};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::schema::FormulaRef;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::institutions::known::day;
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which page of which day.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RankingQuery {
    /// The day (Asia/Shanghai); today unless given. By all that is on record.
    #[serde(default, deserialize_with = "day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub as_of: Option<NaiveDate>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
}

/// An institution in the ranking.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankedInstitution {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000021"))]
    pub institution_id: String,
    /// Its unified social credit code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// The authority that supervises it.
    #[schema(examples("jz-421000"))]
    pub authority: Option<String>,
    /// Its score.
    #[schema(examples(85))]
    pub score: i64,
    /// Its grade.
    #[schema(examples("B"))]
    pub grade: String,
    /// The day since which it has this score.
    pub since: NaiveDate,
}

impl From<Graded> for RankedInstitution {
    fn from(found: Graded) -> Self {
        Self {
            institution_id: found.institution_id,
            uscc: found.uscc,
            name: found.name,
            authority: found.authority,
            score: found.score,
            grade: found.grade,
            since: found.since,
        }
    }
}

/// A page of the ranking.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditRanking {
    /// The day.
    pub as_of: NaiveDate,
    /// The formula.
    pub formula: FormulaRef,
    /// The institutions, the best score first.
    pub items: Vec<RankedInstitution>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Rank institutions by their credit
///
/// The institutions rated on a day, the best score first (jz Art. 19). Whoever acts for an institution finds its own only.
#[utoipa::path(
    get,
    path = "/api/v1/credit/ranking",
    operation_id = "get_credit_ranking",
    tag = "credit",
    params(RankingQuery),
    responses((status = 200, description = "A page of the ranking", body = CreditRanking), CaseListProblems)
)]
pub async fn get_credit_ranking(
    request: HttpRequest,
    query: web::Query<RankingQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInstitutions)?;
    let as_of = query.as_of.unwrap_or_else(|| state.today());
    let own = match reaching.scope() {
        Scope::Regime => None,
        Scope::Own | Scope::Submitted | Scope::Assigned | Scope::All => {
            Some(reaching.organisation().to_owned())
        }
    };
    let list = format!(
        "credit ranking {as_of} {}",
        own.as_deref().unwrap_or_default()
    );
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, read) = (page.after.clone(), page.to_read());
    let mut found = if reaching.regime() == Regime::Jz {
        state
            .read(move |connection: &mut Connection| {
                publicity::ranking(connection, as_of, own.as_deref(), after.as_deref(), read)
            })
            .await?
    } else {
        // Art. 19 is of the Jingzhou measures: whoever works under others reaches none of these.
        Vec::new()
    };
    let next = page.cut(&state.keys, &mut found, |last| &last.place);
    let body = CreditRanking {
        as_of,
        formula: FormulaRef::of(as_of),
        items: found.into_iter().map(Into::into).collect(),
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
