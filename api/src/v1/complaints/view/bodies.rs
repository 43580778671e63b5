//! The shapes of a case that is read.

use chrono::NaiveDate;
use domain::gd::case::Departure;
use serde::Serialize;
use utoipa::ToSchema;

use super::commands::Commands;
use super::dossier::DossierBody;
use super::investigation::InvestigationBody;
use super::public_response::{DutyBody, PublicResponseBody};
use super::supplements::SupplementBody;
use super::term::TermBody;

/// A complaint case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Complaint)]
pub struct CaseBody {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// `gd` or `jz`.
    #[schema(examples("gd"))]
    pub regime: &'static str,
    /// State.
    #[schema(examples("received"))]
    pub state: &'static str,
    /// The state's name, in the language of the request.
    pub state_name: &'static str,
    /// `complaint` or `report`.
    pub kind: &'static str,
    /// How it came in (Art. 2).
    pub channel: &'static str,
    /// The organisation that holds the case.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// Who must answer it (Art. 3 and 4), and why.
    pub responsible: ResponsibleBody,
    /// When it came in (UTC).
    pub received_at: String,
    /// The day it was put forward (Asia/Shanghai).
    pub submitted_on: NaiveDate,
    /// Who is complained of.
    pub accused: AccusedBody,
    /// Where the event happened: division codes.
    pub places: Vec<String>,
    /// The industry.
    pub industry: Option<String>,
    /// When the event happened.
    pub event: Option<OccurredBody>,
    /// Which statements of Art. 8 are given.
    pub form: FormBody,
    /// The complainant asks for confidentiality (Art. 15).
    pub wants_confidentiality: bool,
    /// Exposed by media (Art. 13).
    pub media_exposed: Option<bool>,
    /// Of considerable impact (Art. 4(2)).
    pub high_impact: Option<bool>,
    /// Urgent (Art. 15).
    pub urgent: Option<bool>,
    /// The member of staff who took it down first.
    pub first_receiver: Option<String>,
    /// The client that submitted it; to a department, its center.
    pub submitted_by: String,
    /// On whose behalf.
    pub submitted_for: Option<String>,
    /// That client's own reference.
    pub external_ref: Option<String>,
    /// The earlier case that it adds to, which was closed when this one came in through the public's door.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub follows: Option<String>,
    /// What the complainant added; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub supplements: Option<Vec<SupplementBody>>,
    /// The officer's subject line.
    pub subject: Option<String>,
    /// The officer who handles it: a client id.
    pub officer: Option<String>,
    /// The latest evaluation.
    pub evaluation: Option<EvaluationSummary>,
    /// How it was accepted and registered.
    pub acceptance: Option<AcceptanceBody>,
    /// How it was rejected.
    pub rejection: Option<RejectionBody>,
    /// The one review of a rejection.
    pub review: Option<ReviewBody>,
    /// How it was referred.
    pub referral: Option<ReferralBody>,
    /// To which case it was joined.
    pub joining: Option<JoiningBody>,
    /// How it was withdrawn.
    pub withdrawal: Option<WithdrawalBody>,
    /// Departments, guidance, reports, supervision; null before anything of it happened, and to whoever handed the case in.
    pub investigation: Option<InvestigationBody>,
    /// How it was concluded.
    pub conclusion: Option<ConclusionBody>,
    /// Time and the end of the case: extensions, explanations of a delay, feedback, archive, erasure.
    pub term: Option<TermBody>,
    /// What was added to it: which other cases are about the same matter.
    pub dossier: Option<DossierBody>,
    /// Its notices.
    pub notices: Vec<NoticeSummary>,
    /// Decisions that depart from what the rules say.
    pub departures: Vec<DepartureBody>,
    /// What was reported upward, answered in public, ordered and referred (Art. 4, 13, 19, 20).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub public_response: Option<PublicResponseBody>,
    /// What is owed and not done yet.
    pub duties: Vec<DutyBody>,
    /// The due date, while the clock runs (Art. 18).
    pub due_on: Option<NaiveDate>,
    /// When it last changed (UTC).
    pub updated_at: String,
    /// Every command, and why not those that are not allowed now.
    #[schema(value_type = Vec<CommandBody>)]
    pub allowed_commands: Commands,
}

/// Who must answer a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResponsibleBody {
    /// `organisation`, `elsewhere` or `supervising_department`.
    pub who: &'static str,
    /// The organisation, where it is one of this system.
    pub organisation_id: Option<String>,
    /// The division whose authority it is, elsewhere.
    pub division: Option<String>,
    /// The rule by which it must.
    pub rule: &'static str,
    /// The provision.
    pub provision: String,
    /// The reason, in the language of the request.
    pub reason: String,
}

/// Who is complained of.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccusedBody {
    /// Name, as the complainant gives it.
    pub name: Option<String>,
    /// What it is.
    pub kind: &'static str,
    /// Unified social credit code.
    pub uscc: Option<String>,
    /// Its division.
    pub division: Option<String>,
    /// Its organisation id, where it is one of this system.
    pub organisation_id: Option<String>,
}

/// When the event happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct OccurredBody {
    /// The day, or a day of the month or year.
    pub date: Option<NaiveDate>,
    /// How exactly.
    pub precision: &'static str,
    /// It still goes on.
    pub ongoing: bool,
}

/// Which statements of Art. 8 are given.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormBody {
    /// 姓名（名称）
    pub name: bool,
    /// 联系方式
    pub contact: bool,
    /// 请求
    pub request: bool,
    /// 事实
    pub facts: bool,
    /// 理由
    pub reasons: bool,
}

/// The latest evaluation in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationSummary {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `accept`, `reject` or `undetermined`.
    pub outcome: &'static str,
    /// `guidance` or `investigation`, with `accept`.
    pub track: Option<&'static str>,
    /// The grounds of Art. 10 that are met.
    pub grounds: Vec<String>,
    /// Facts that are missing.
    pub missing_facts: Vec<String>,
    /// It no longer serves for a decision.
    pub outdated: bool,
}

/// Acceptance and registration (Art. 9 and 11).
#[derive(Debug, Serialize, ToSchema)]
pub struct AcceptanceBody {
    /// The day: the clock starts.
    pub on: NaiveDate,
    /// Registration number.
    #[schema(examples("粤鉴投〔2026〕440100-0001号"))]
    pub number: String,
    /// `guidance` or `investigation`.
    pub track: &'static str,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// Why the officer departs from the rules.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Rejection (Art. 10).
#[derive(Debug, Serialize, ToSchema)]
pub struct RejectionBody {
    /// The day.
    pub on: NaiveDate,
    /// The grounds.
    pub grounds: Vec<String>,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// Why the officer departs from the rules.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Review of a rejection.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewBody {
    /// The day.
    pub on: NaiveDate,
    /// `upheld` or `reopened`.
    pub outcome: &'static str,
    /// Why.
    pub reason: String,
    /// Who reviewed.
    pub reviewed_by: String,
}

/// Referral to the authority in charge.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReferralBody {
    /// The day.
    pub on: NaiveDate,
    /// Its organisation id, where it is one of this system.
    pub organisation_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// Why the officer departs from the rules.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Joined to the complainant's earlier case.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoiningBody {
    /// The day.
    pub on: NaiveDate,
    /// The earlier case.
    pub target: String,
    /// The evaluation it rests on.
    pub evaluation: u32,
    /// Why the officer departs from the rules.
    pub departure: Option<String>,
    /// Who decided.
    pub decided_by: String,
}

/// Withdrawal.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithdrawalBody {
    /// The day.
    pub on: NaiveDate,
    /// Why, as far as they said.
    pub reason: String,
    /// `complainant` or `representative`.
    pub by: &'static str,
}

/// Conclusion (Art. 18).
#[derive(Debug, Serialize, ToSchema)]
pub struct ConclusionBody {
    /// The day.
    pub on: NaiveDate,
    /// What came out.
    pub outcome: &'static str,
    /// What is done about it.
    pub measures: Vec<MeasureBody>,
    /// Why the outcome is not what the reports found.
    pub departure: Option<String>,
    /// Who concluded.
    pub decided_by: String,
}

/// Something to be done about what was found (Art. 6).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConcludedMeasure)]
pub struct MeasureBody {
    /// From 1, within the case.
    pub number: u32,
    /// What.
    pub text: String,
    /// The department that carries it out; null: the center.
    pub department: Option<String>,
    /// The day it was carried out; null: not yet, as far as is recorded.
    pub executed_on: Option<NaiveDate>,
}

/// A notice in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeSummary {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `acceptance`, `rejection`, `referral` or `result`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// How and when it reached the complainant.
    pub deliveries: Vec<DeliveryBody>,
}

/// How a notice reached the complainant.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryBody {
    /// The manner.
    pub manner: &'static str,
    /// The day.
    pub on: NaiveDate,
}

/// A decision that departs from what the rules say.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartureBody {
    /// The event that decided.
    pub decision: String,
    /// The day.
    pub on: NaiveDate,
    /// The evaluation departed from.
    pub evaluation: u32,
    /// The written reason.
    pub reason: String,
    /// Who decided.
    pub decided_by: String,
}

impl From<Departure> for DepartureBody {
    fn from(departure: Departure) -> Self {
        Self {
            decision: departure.decision,
            on: departure.on,
            evaluation: departure.evaluation,
            reason: departure.reason,
            decided_by: departure.decided_by,
        }
    }
}

/// A command and whether the caller may give it now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommandBody {
    /// The command.
    #[schema(examples("accept"))]
    pub command: &'static str,
    /// Whether it is allowed now.
    pub allowed: bool,
    /// Why not: a stable code.
    pub refusal: Option<&'static str>,
    /// Why not, in the language of the request.
    pub reason: Option<String>,
    /// The provision, where a rule refuses.
    pub provision: Option<&'static str>,
}
