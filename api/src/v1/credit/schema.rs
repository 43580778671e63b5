//! The shapes of credit.

use chrono::NaiveDate;
use domain::jz::art19_credit::{Absorbed, Credit, CreditFormula, Deduction};
use domain::jz::institution::Institution;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// Where the formula is.
pub const FORMULA_PATH: &str = "/api/v1/credit/formula";

/// The id of an institution.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InstitutionIdParam {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
}

/// Which formula was used.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormulaRef {
    /// Its version: the day since which it holds as it does, or `initial`.
    #[schema(examples("initial"))]
    pub version: String,
    /// `local_policy`: Art. 19 gives none.
    #[schema(examples("local_policy"))]
    pub source: &'static str,
    /// Where it is published.
    #[schema(examples("/api/v1/credit/formula?as_of=2026-11-02"))]
    pub href: String,
}

impl FormulaRef {
    /// Of a day.
    #[must_use]
    pub fn of(as_of: NaiveDate) -> Self {
        Self {
            version: CreditFormula::version(as_of),
            source: "local_policy",
            href: format!("{FORMULA_PATH}?as_of={as_of}"),
        }
    }
}

/// The entry of the ledger that a deduction rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeductionSource {
    /// Its kind.
    #[schema(examples("complaint"))]
    pub kind: &'static str,
    /// Its id.
    #[schema(examples("荆人社投〔2026〕421000-0001号"))]
    pub id: String,
}

/// A deduction.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditDeduction {
    /// How many points.
    pub points: u32,
    /// For what: `ban`, `bad_credit_file`, `abnormal_list`, `suspension`, `warning`, `interview`, `finding`, `complaint`,
    /// `late_report`, `overdue_rectification`.
    #[schema(examples("complaint"))]
    pub kind: &'static str,
    /// The provision that was breached, or under which the measure was taken.
    #[schema(examples("jz-institutions/art21/3"))]
    pub provision: &'static str,
    /// The entry it rests on.
    pub source: DeductionSource,
    /// The day from which it counts.
    pub on: NaiveDate,
    /// The last day on which it counts; null: as long as the matter is open.
    pub counts_until: Option<NaiveDate>,
    /// The proceeding in which its matter was dealt with.
    pub proceeding: Option<String>,
}

impl From<Deduction> for CreditDeduction {
    fn from(deduction: Deduction) -> Self {
        Self {
            points: deduction.points,
            kind: deduction.kind.as_str(),
            provision: deduction.provision.id,
            source: DeductionSource {
                kind: deduction.source.as_str(),
                id: deduction.id,
            },
            on: deduction.on,
            counts_until: deduction.counts_until,
            proceeding: deduction.proceeding,
        }
    }
}

/// What costs nothing more, since its matter is deducted already.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditAbsorbed {
    /// What it would cost alone.
    pub deduction: CreditDeduction,
    /// `same_proceeding` or `same_matter`.
    #[schema(examples("same_matter"))]
    pub because: &'static str,
}

impl From<Absorbed> for CreditAbsorbed {
    fn from(absorbed: Absorbed) -> Self {
        Self {
            because: absorbed.because.as_str(),
            deduction: absorbed.deduction.into(),
        }
    }
}

/// The credit of an institution on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditBody {
    /// The institution.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000021"))]
    pub institution_id: String,
    /// Its unified social credit code.
    pub uscc: String,
    /// Its name on that day.
    pub name: Option<String>,
    /// The day.
    pub as_of: NaiveDate,
    /// By what was on record at the end of this day; null: by all that is on record.
    pub known_at: Option<NaiveDate>,
    /// Whether it is rated on that day: filed, be it suspended, expired or banned.
    pub rated: bool,
    /// The score; null where it is not rated.
    #[schema(examples(85))]
    pub score: Option<u32>,
    /// `A` to `D`; null where it is not rated.
    #[schema(examples("B"))]
    pub grade: Option<&'static str>,
    /// What was deducted, the heaviest first.
    pub deductions: Vec<CreditDeduction>,
    /// What costs nothing more, since its matter is deducted already.
    pub absorbed: Vec<CreditAbsorbed>,
    /// The formula.
    pub formula: FormulaRef,
    /// The provision.
    #[schema(examples("jz-institutions/art19"))]
    pub provision: &'static str,
}

impl CreditBody {
    /// Of an institution; `credit`: none, it is not rated.
    #[must_use]
    pub fn of(
        id: String,
        institution: &Institution,
        (as_of, known_at): (NaiveDate, Option<NaiveDate>),
        credit: Option<Credit>,
    ) -> Self {
        let rated = credit.is_some();
        let (score, grade) = credit
            .as_ref()
            .map(|credit| (credit.score, credit.grade.as_str()))
            .unzip();
        let (deductions, absorbed) = credit.map_or_else(Default::default, |credit| {
            (credit.deductions, credit.absorbed)
        });
        Self {
            institution_id: id,
            uscc: institution.uscc.clone(),
            name: institution.described(as_of).map(|it| it.name.clone()),
            as_of,
            known_at,
            rated,
            score,
            grade,
            deductions: deductions.into_iter().map(Into::into).collect(),
            absorbed: absorbed.into_iter().map(Into::into).collect(),
            formula: FormulaRef::of(as_of),
            provision: domain::jz::art19_credit::ART19.id,
        }
    }
}
