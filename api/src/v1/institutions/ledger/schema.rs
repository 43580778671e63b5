//! The shapes of what ledgers answer.

use chrono::NaiveDate;
use domain::jz::institution::duties::DutyItem;
use domain::jz::institution::{Candidate, EntryKind, Institution, LedgerEntry};
use persistence::aggregate::Opened;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;
use crate::v1::evaluation::schema::{SanctionFactsBody, SanctionsAnswer};
use crate::v1::institutions::known;

/// The institution of a ledger.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct LedgerOf {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
}

/// An entry of a ledger.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EntryOf {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
    /// Id of the entry, percent-encoded.
    #[param(max_length = 200, pattern = "^[^\\s]+$", example = "B0188")]
    pub entry: String,
}

/// An entry of a ledger, by its kind.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct KindAndEntry {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
    /// Kind of the entry.
    #[param(max_length = 40, pattern = "^[a-z_]+$", example = "batch")]
    pub kind: String,
    /// Id of the entry, percent-encoded.
    #[param(max_length = 200, pattern = "^[^\\s]+$", example = "B0188")]
    pub entry: String,
}

/// Which entries of a ledger.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct LedgerQuery {
    /// Only of this kind.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[a-z_]+$",
        example = "fee"
    )]
    pub kind: Option<String>,
    /// Only what is dated on this day or before it (Asia/Shanghai).
    #[serde(default, deserialize_with = "known::day")]
    #[param(nullable = false, example = "2026-11-01")]
    pub as_of: Option<NaiveDate>,
    /// By what was on record at the end of this day (Asia/Shanghai).
    #[serde(default, deserialize_with = "known::day")]
    #[param(nullable = false, example = "2026-11-02")]
    pub known_at: Option<NaiveDate>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
}

/// Which batches.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct BatchesQuery {
    /// `planned`, `held` or `cancelled`.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[a-z_]+$",
        example = "held"
    )]
    pub status: Option<String>,
    /// Of this occupation.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9-]+$",
        example = "6-31-01-03"
    )]
    pub occupation: Option<String>,
    /// On this day or later.
    #[serde(default, deserialize_with = "known::day")]
    #[param(nullable = false, example = "2026-01-01")]
    pub from: Option<NaiveDate>,
    /// On this day or before it.
    #[serde(default, deserialize_with = "known::day")]
    #[param(nullable = false, example = "2026-11-01")]
    pub to: Option<NaiveDate>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
}

/// An entry as it now stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LedgerEntryAnswer)]
pub struct EntryBody {
    /// The institution.
    pub institution_id: String,
    /// Version of the institution's record; the ETag.
    pub version: i64,
    /// Whether anything changed: the same content again changes nothing.
    pub changed: bool,
    /// Kind of the entry.
    #[schema(examples("batch"))]
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it says; none: it was struck.
    #[schema(value_type = Option<Object>)]
    pub entry: Option<Value>,
}

impl EntryBody {
    /// The entry of that kind and id.
    ///
    /// # Errors
    /// `internal` where it cannot be written.
    pub fn of(
        institution: &Opened<Institution>,
        kind: EntryKind,
        id: &str,
        changed: bool,
    ) -> Result<Self, Problem> {
        let entry = institution.state.ledger.get(kind, id);
        Ok(Self {
            institution_id: institution.id.clone(),
            version: institution.head.version,
            changed,
            kind: kind.as_str(),
            id: id.to_owned(),
            entry: entry.as_ref().map(value).transpose()?,
        })
    }
}

/// What an entry says.
///
/// # Errors
/// `internal` where it cannot be written.
pub fn value(entry: &LedgerEntry) -> Result<Value, Problem> {
    let mut whole = serde_json::to_value(entry).map_err(Problem::internal)?;
    Ok(whole.get_mut("value").map(Value::take).unwrap_or_default())
}

/// An entry in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerItem {
    /// Its kind.
    #[schema(examples("batch"))]
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The day it is dated.
    pub on: NaiveDate,
    /// The day on which a decision dealt with it.
    pub sanctioned_on: Option<NaiveDate>,
    /// What it says.
    #[schema(value_type = Object)]
    pub entry: Value,
}

/// A page of a ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerPage {
    /// The entries, by kind and id.
    pub items: Vec<LedgerItem>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A duty of Art. 6-12.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstitutionDuty)]
pub struct DutyBody {
    /// Its id in declarations and inspections.
    #[schema(examples("art8_fees_displayed"))]
    pub id: &'static str,
    /// The provision that it is a clause of.
    #[schema(examples("jz-institutions/art8"))]
    pub provision: &'static str,
    /// The duty in Chinese.
    pub text_zh: &'static str,
    /// The same in English.
    pub text_en: &'static str,
}

impl From<&DutyItem> for DutyBody {
    fn from(duty: &DutyItem) -> Self {
        Self {
            id: duty.id,
            provision: duty.provision.id,
            text_zh: duty.zh,
            text_en: duty.en,
        }
    }
}

/// The checklist.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InstitutionDutyList)]
pub struct DutyList {
    /// The duties, in the order of the articles.
    pub items: Vec<DutyBody>,
}

/// Something that the record shows against an institution.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateBody {
    /// Its id; a finding of this id decides on it.
    #[schema(examples("art21/5:B0188"))]
    pub id: String,
    /// The provision.
    #[schema(examples("jz-institutions/art21/5"))]
    pub provision: &'static str,
    /// The batches, reports or rectifications it rests on.
    pub ids: Vec<String>,
    /// The day it occurred, or on which it was complete.
    pub occurred_on: NaiveDate,
    /// `computed`: by the engine from what is on record; `candidate`: to be verified or dismissed by an officer.
    #[schema(examples("candidate"))]
    pub source: &'static str,
    /// Of a candidate: `alleged`, `verified` or `dismissed`.
    #[schema(examples("alleged"))]
    pub verdict: Option<&'static str>,
    /// What shows it, in Chinese.
    pub evidence_zh: String,
    /// The same in English.
    pub evidence_en: String,
}

impl From<Candidate> for CandidateBody {
    fn from(candidate: Candidate) -> Self {
        Self {
            id: candidate.id,
            provision: candidate
                .breach
                .provision()
                .map_or("", |provision| provision.id),
            ids: candidate.ids,
            occurred_on: candidate.occurred_on,
            source: candidate.source.as_str(),
            verdict: candidate.verdict.map(|verdict| verdict.as_str()),
            evidence_zh: candidate.zh,
            evidence_en: candidate.en,
        }
    }
}

/// All that the record shows on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateList {
    /// The day.
    pub as_of: NaiveDate,
    /// By provision and id.
    pub items: Vec<CandidateBody>,
}

/// What the rules say of an institution's record on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstitutionEvaluationBody {
    /// The day.
    pub as_of: NaiveDate,
    /// The facts, exactly as `/api/v1/evaluations/sanctions` takes them.
    #[schema(value_type = SanctionFactsBody)]
    pub facts: Box<RawValue>,
    /// What that operation answers to them.
    #[schema(value_type = SanctionsAnswer)]
    pub answer: Box<RawValue>,
    /// What the record shows, with what it rests on.
    pub candidates: Vec<CandidateBody>,
}
