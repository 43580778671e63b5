//! `GET /api/v1/credit/formula`: the published formula, for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::art19_credit::{ART19, CreditFormula, Grade, Rate};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::as_of::AsOfQuery;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::ReadingProblems;

/// A grade.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradeBody {
    /// Its name.
    #[schema(examples("A"))]
    pub grade: &'static str,
    /// The least score that has it.
    #[schema(examples(90))]
    pub least: u32,
}

/// What a kind of entry costs.
#[derive(Debug, Serialize, ToSchema)]
pub struct RateBody {
    /// The kind, as in deductions.
    #[schema(examples("warning"))]
    pub kind: &'static str,
    /// The article whose breach it is about, or under which the measure is taken.
    #[schema(examples("jz-institutions/art21"))]
    pub provision: &'static str,
    /// Points; null: all that are left.
    pub points: Option<u32>,
    /// For how many months it counts, the last day included; null: while it is in force.
    pub months: Option<u32>,
    /// The day from which the months run.
    #[schema(examples("decision"))]
    pub counted_from: &'static str,
}

/// The formula as published for a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditFormulaBody {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// Its version: the day since which it holds as it does, or `initial`.
    #[schema(examples("initial"))]
    pub version: String,
    /// `local_policy`: Art. 19 gives none.
    #[schema(examples("local_policy"))]
    pub source: &'static str,
    /// The provision.
    #[schema(examples("jz-institutions/art19"))]
    pub provision: &'static str,
    /// From how many points it begins; nothing is added.
    #[schema(examples(100))]
    pub base: u32,
    /// The least score there can be.
    pub floor: u32,
    /// The grades, the best first.
    pub grades: Vec<GradeBody>,
    /// What is deducted.
    pub deductions: Vec<RateBody>,
    /// How one matter is deducted once, in Chinese.
    pub rule_zh: &'static str,
    /// The same in English.
    pub rule_en: &'static str,
}

const RULE_ZH: &str = "同一事项不重复扣分：同一程序的各项措施及其所处理的事项为一个事项，按其中最重的措施扣分；所处理的事项合计扣分更多的，按该事项扣分。据投诉举报、年度工作报告或整改查实的违规事项，与该投诉举报、报告或整改为同一事项，按较重者扣分。";
const RULE_EN: &str = "One matter is deducted once: the measures of one proceeding and what it dealt with are one matter, which costs the heaviest of the measures, or what was dealt with where that comes to more. A finding that rests on a complaint, an annual report or a rectification is the same matter as that entry: the heavier counts.";

impl CreditFormulaBody {
    fn of(as_of: NaiveDate, formula: &CreditFormula) -> Self {
        let rate = |kind, provision, rate: Rate, counted_from| RateBody {
            kind,
            provision,
            points: Some(rate.points),
            months: Some(rate.months),
            counted_from,
        };
        let (art20, art21) = ("jz-institutions/art20", "jz-institutions/art21");
        let grade = |grade: Grade, least| GradeBody {
            grade: grade.as_str(),
            least,
        };
        Self {
            as_of,
            version: CreditFormula::version(as_of),
            source: "local_policy",
            provision: ART19.id,
            base: formula.base,
            floor: 0,
            grades: vec![
                grade(Grade::A, formula.thresholds.a),
                grade(Grade::B, formula.thresholds.b),
                grade(Grade::C, formula.thresholds.c),
                grade(Grade::D, 0),
            ],
            deductions: vec![
                RateBody {
                    kind: "ban",
                    provision: "jz-institutions/art22",
                    points: None,
                    months: None,
                    counted_from: "in_force",
                },
                rate("bad_credit_file", art21, formula.bad_credit_file, "end"),
                rate("abnormal_list", art21, formula.abnormal_list, "end"),
                rate("suspension", art21, formula.suspension, "end"),
                rate("warning", art21, formula.warning, "decision"),
                rate("interview", art20, formula.interview, "decision"),
                rate(
                    "finding",
                    "jz-institutions/art22",
                    formula.finding_22,
                    "decision",
                ),
                rate("finding", art21, formula.finding_21, "decision"),
                rate("finding", art20, formula.finding_20, "decision"),
                rate(
                    "finding",
                    "jz-institutions/art12",
                    formula.finding_other,
                    "decision",
                ),
                rate(
                    "finding",
                    "jz-institutions/art13",
                    formula.finding_other,
                    "decision",
                ),
                rate(
                    "complaint",
                    "jz-institutions/art21/3",
                    formula.complaint,
                    "decision",
                ),
                rate(
                    "late_report",
                    "jz-institutions/art21/4",
                    formula.late_report,
                    "end",
                ),
                rate(
                    "overdue_rectification",
                    "jz-institutions/art21/7",
                    formula.overdue_rectification,
                    "end",
                ),
            ],
            rule_zh: RULE_ZH,
            rule_en: RULE_EN,
        }
    }
}

/// Get the formula of the credit rating
///
/// Base, deductions, how long each counts, and grades, as published for a day (jz Art. 19; local policy). `counted_from`: `decision`, the day it was decided or verified; `end`, the day it ended, was done or handed in, and it counts all the time until then; `in_force`, while it is. Open to everybody.
#[utoipa::path(
    get,
    path = "/api/v1/credit/formula",
    operation_id = "get_credit_formula",
    tag = "credit",
    params(AsOfQuery),
    responses((status = 200, description = "The formula", body = CreditFormulaBody), ReadingProblems)
)]
pub async fn get_credit_formula(
    request: HttpRequest,
    query: web::Query<AsOfQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let as_of = query.as_of.unwrap_or_else(|| state.today());
    let formula =
        CreditFormula::published(as_of).ok_or_else(|| Problem::internal("no formula of credit"))?;
    let body = CreditFormulaBody::of(as_of, &formula);
    answer(&request, Freshness::Changing, &body)
}
