//! A case as it is read: the record without anything sealed, where it stands, and what can be done with it.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::access::Principal;
use domain::gd::case::{Answerable, CaseState, CommandName, Departure, allowed_commands};
use domain::truth::Truth;
use persistence::complaints::record::Opened;
use persistence::complaints::row::CaseRow;
use serde::Serialize;
use utoipa::ToSchema;

use super::command::running_due_on;
use crate::http::Lang;
use crate::problem::Problem;
use crate::v1::evaluation::engine::Basis;

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
    /// The client that submitted it.
    pub submitted_by: String,
    /// On whose behalf.
    pub submitted_for: Option<String>,
    /// That client's own reference.
    pub external_ref: Option<String>,
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
    /// How it was concluded.
    pub conclusion: Option<ConclusionBody>,
    /// Its notices.
    pub notices: Vec<NoticeSummary>,
    /// Decisions that depart from what the rules say.
    pub departures: Vec<DepartureBody>,
    /// The due date, while the clock runs (Art. 18).
    pub due_on: Option<NaiveDate>,
    /// When it last changed (UTC).
    pub updated_at: String,
    /// Every command, and why not those that are not allowed now.
    pub allowed_commands: Vec<CommandBody>,
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
    /// What was done about it.
    pub measures: Vec<String>,
    /// Who concluded.
    pub decided_by: String,
}

/// A notice in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeSummary {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `acceptance`, `rejection` or `referral`.
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
#[derive(Debug, Serialize, ToSchema)]
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

/// An instant of the API.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn known(truth: Truth) -> Option<bool> {
    truth.into()
}

impl CaseBody {
    /// Of a row.
    ///
    /// # Errors
    /// `internal` where the row holds no case.
    pub fn of_row(row: CaseRow, principal: &Principal, lang: Lang) -> Result<Self, Problem> {
        let state = row.state()?;
        let updated_at = DateTime::from_timestamp_micros(row.updated_at)
            .ok_or_else(|| Problem::internal("complaints.updated_at"))?;
        Ok(Self::new(
            row.id,
            row.version,
            state,
            row.due_on,
            updated_at,
            principal,
            lang,
        ))
    }

    /// Of a case that was just changed.
    #[must_use]
    pub fn of_opened(
        case: &Opened,
        principal: &Principal,
        basis: &Basis,
        now: DateTime<Utc>,
        lang: Lang,
    ) -> Self {
        let due_on = running_due_on(basis, &case.state);
        let state = case.state.clone();
        let (id, version) = (case.id.clone(), case.head.version);
        Self::new(id, version, state, due_on, now, principal, lang)
    }

    fn new(
        id: String,
        version: i64,
        state: CaseState,
        due_on: Option<NaiveDate>,
        updated_at: DateTime<Utc>,
        principal: &Principal,
        lang: Lang,
    ) -> Self {
        let allowed = commands(&state, principal, lang);
        let record = state.record;
        let (outdated, status) = (state.evaluation_outdated, state.status);
        let pick = |zh: String, en: String| match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        };
        let (who, organisation_id, division) = match record.responsible.answerable {
            Answerable::Organisation { organisation_id } => {
                ("organisation", Some(organisation_id), None)
            }
            Answerable::Elsewhere { division, .. } => {
                ("elsewhere", None, Some(division.to_string()))
            }
            Answerable::SupervisingDepartment => ("supervising_department", None, None),
        };
        Self {
            id,
            version,
            regime: record.regime.as_str(),
            state: status.as_str(),
            state_name: match lang {
                Lang::ZhCn => status.name_zh(),
                Lang::En => status.name_en(),
            },
            kind: record.kind.as_str(),
            channel: record.channel.as_str(),
            center: record.center,
            responsible: ResponsibleBody {
                who,
                organisation_id,
                division,
                rule: record.responsible.rule.as_str(),
                provision: record.responsible.provision,
                reason: pick(record.responsible.reason_zh, record.responsible.reason_en),
            },
            received_at: instant(record.received_at),
            submitted_on: record.submitted_on,
            accused: AccusedBody {
                name: record.accused.name,
                kind: record.accused.kind.as_str(),
                uscc: record.accused.uscc,
                division: record.accused.division.map(|code| code.to_string()),
                organisation_id: record.accused.party_id,
            },
            places: record.places.iter().map(ToString::to_string).collect(),
            industry: record.industry,
            event: record.event.map(|event| OccurredBody {
                date: event.date,
                precision: event.precision.as_str(),
                ongoing: event.ongoing,
            }),
            form: FormBody {
                name: record.form.name,
                contact: record.form.contact,
                request: record.form.request,
                facts: record.form.facts,
                reasons: record.form.reasons,
            },
            wants_confidentiality: record.wants_confidentiality,
            media_exposed: known(record.media_exposed),
            high_impact: known(record.high_impact),
            urgent: known(record.urgent),
            first_receiver: record.first_receiver,
            submitted_by: record.submitted_by,
            submitted_for: record.submitted_for,
            external_ref: record.external_ref,
            subject: state.subject,
            officer: state.officer,
            evaluation: state.evaluation.map(|evaluated| EvaluationSummary {
                number: evaluated.number,
                on: evaluated.on,
                outcome: evaluated.evaluation.outcome.as_str(),
                track: evaluated.evaluation.track.map(|track| track.as_str()),
                grounds: provisions(evaluated.evaluation.met),
                missing_facts: evaluated.evaluation.missing,
                outdated,
            }),
            acceptance: state.acceptance.map(|accepted| AcceptanceBody {
                on: accepted.on,
                number: accepted.registration.text,
                track: accepted.track.as_str(),
                evaluation: accepted.evaluation,
                departure: accepted.departure,
                decided_by: accepted.decided_by,
            }),
            rejection: state.rejection.map(|rejected| RejectionBody {
                on: rejected.on,
                grounds: provisions(rejected.grounds),
                evaluation: rejected.evaluation,
                departure: rejected.departure,
                decided_by: rejected.decided_by,
            }),
            review: state.review.map(|review| ReviewBody {
                on: review.on,
                outcome: review.outcome.as_str(),
                reason: review.reason,
                reviewed_by: review.reviewed_by,
            }),
            referral: state.referral.map(|referred| ReferralBody {
                on: referred.on,
                organisation_id: referred.to.organisation_id,
                name: referred.to.name,
                reason: referred.to.reason,
                evaluation: referred.evaluation,
                departure: referred.departure,
                decided_by: referred.decided_by,
            }),
            joining: state.joining.map(|joined| JoiningBody {
                on: joined.on,
                target: joined.target,
                evaluation: joined.evaluation,
                departure: joined.departure,
                decided_by: joined.decided_by,
            }),
            withdrawal: state.withdrawal.map(|withdrawn| WithdrawalBody {
                on: withdrawn.on,
                reason: withdrawn.reason,
                by: withdrawn.by.as_str(),
            }),
            conclusion: state.conclusion.map(|concluded| ConclusionBody {
                on: concluded.on,
                outcome: concluded.outcome.as_str(),
                measures: concluded.measures,
                decided_by: concluded.decided_by,
            }),
            notices: state
                .notices
                .into_iter()
                .map(|notice| NoticeSummary {
                    number: notice.issued.number,
                    on: notice.issued.on,
                    kind: notice.issued.notice.kind.as_str(),
                    title: notice.issued.notice.title,
                    deliveries: notice
                        .deliveries
                        .into_iter()
                        .map(|delivered| DeliveryBody {
                            manner: delivered.manner.as_str(),
                            on: delivered.on,
                        })
                        .collect(),
                })
                .collect(),
            departures: state
                .departures
                .into_iter()
                .map(DepartureBody::from)
                .collect(),
            due_on,
            updated_at: instant(updated_at),
            allowed_commands: allowed,
        }
    }
}

fn provisions(grounds: Vec<domain::gd::case::MetGround>) -> Vec<String> {
    grounds.into_iter().map(|ground| ground.provision).collect()
}

fn commands(state: &CaseState, principal: &Principal, lang: Lang) -> Vec<CommandBody> {
    let body = |(name, answer): (CommandName, Result<(), domain::gd::case::Refusal>)| match answer {
        Ok(()) => CommandBody {
            command: name.as_str(),
            allowed: true,
            refusal: None,
            reason: None,
            provision: None,
        },
        Err(refusal) => CommandBody {
            command: name.as_str(),
            allowed: false,
            refusal: Some(refusal.code()),
            reason: Some(match lang {
                Lang::ZhCn => refusal.zh(),
                Lang::En => refusal.en(),
            }),
            provision: refusal.provision().map(|provision| provision.id),
        },
    };
    allowed_commands(state, principal)
        .into_iter()
        .map(body)
        .collect()
}
