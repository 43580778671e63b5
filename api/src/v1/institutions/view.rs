//! How an institution is shown to those who work with it.

use chrono::NaiveDate;
use domain::division::DivisionCode;
use domain::jz::institution::decide::register::{Authority, Check, FilingPolicy, checks};
use domain::jz::institution::{Application, Content, Filing, Institution, Occupation, Outcome};
use domain::refused::Refused as _;
use persistence::aggregate::Opened;
use serde::Serialize;
use utoipa::ToSchema;

use super::known::Asked;

/// An occupation with its levels.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FiledOccupation)]
pub struct OccupationBody {
    /// Code of the national classification.
    #[schema(examples("6-31-01-03"))]
    pub code: String,
    /// Its name.
    #[schema(examples("电工"))]
    pub name: String,
    /// Levels, ascending; 5 the lowest, 1 the highest.
    pub levels: Vec<u8>,
}

impl From<&Occupation> for OccupationBody {
    fn from(occupation: &Occupation) -> Self {
        Self {
            code: occupation.code.clone(),
            name: occupation.name.clone(),
            levels: occupation.levels.clone(),
        }
    }
}

/// What is filed, or applied for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FilingContent)]
pub struct ContentBody {
    /// Its name.
    pub name: String,
    /// `employer` or `social_training`.
    #[schema(examples("social_training"))]
    pub kind: &'static str,
    /// 主要负责人
    pub principal: String,
    /// Division of its seat.
    #[schema(examples("421002"))]
    pub division: String,
    /// That division's name with those above it.
    #[schema(examples("湖北省荆州市沙市区"))]
    pub division_name: Option<String>,
    /// Places of assessment, the seat's address first.
    pub places: Vec<String>,
    /// Occupations and levels.
    pub occupations: Vec<OccupationBody>,
}

/// A division's name with those above it.
pub fn division_name(digits: &str) -> Option<String> {
    DivisionCode::parse(digits)
        .and_then(domain::division::find)
        .map(domain::division::Division::full_name)
}

impl From<&Content> for ContentBody {
    fn from(content: &Content) -> Self {
        Self {
            name: content.name.clone(),
            kind: content.kind.as_str(),
            principal: content.principal.clone(),
            division: content.division.clone(),
            division_name: division_name(&content.division),
            places: content.places.clone(),
            occupations: content.occupations.iter().map(Into::into).collect(),
        }
    }
}

/// A check of an application that waits.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FilingCheck)]
pub struct CheckBody {
    /// What is checked.
    #[schema(examples("bar"))]
    pub check: &'static str,
    /// Whether it passed.
    pub passed: bool,
    /// Why not: a stable code.
    #[schema(examples("barred"))]
    pub code: Option<&'static str>,
    /// Why not, in Chinese.
    pub reason_zh: Option<String>,
    /// Why not, in English.
    pub reason_en: Option<String>,
    /// The provision it rests on.
    #[schema(examples("jz-institutions/art22"))]
    pub provision: Option<&'static str>,
}

impl From<Check> for CheckBody {
    fn from(check: Check) -> Self {
        let failed = check.failed.as_ref();
        Self {
            check: check.name.as_str(),
            passed: failed.is_none(),
            code: failed.map(|refusal| refusal.code()),
            reason_zh: failed.map(|refusal| refusal.zh()),
            reason_en: failed.map(|refusal| refusal.en()),
            provision: failed
                .and_then(|refusal| refusal.provision())
                .map(|provision| provision.id),
        }
    }
}

/// An application.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FilingApplication)]
pub struct ApplicationBody {
    /// Its number among the institution's.
    pub number: u32,
    /// `filing`, `change` or `renewal`.
    #[schema(examples("filing"))]
    pub kind: &'static str,
    /// `pending`, `granted`, `refused` or `withdrawn`.
    #[schema(examples("pending"))]
    pub state: &'static str,
    /// The day it was handed in.
    pub on: NaiveDate,
    /// The client that handed it in.
    pub by: String,
    /// The authority it was handed in to.
    #[schema(examples("jz-421000"))]
    pub authority: String,
    /// What is to be filed.
    pub content: ContentBody,
    /// Renewal: the last day of validity that is asked for.
    pub valid_until: Option<NaiveDate>,
    /// The day it was decided or withdrawn.
    pub settled_on: Option<NaiveDate>,
    /// Why it was refused or withdrawn; remarks.
    pub reason: Option<String>,
    /// While it waits: what it is checked for, and how that stands. All must pass before it can be granted.
    pub checks: Vec<CheckBody>,
}

impl ApplicationBody {
    fn new(application: &Application, as_of: NaiveDate, checked: Vec<Check>) -> Self {
        let applied = &application.applied;
        let decided = application.decided.as_ref().filter(|one| one.on <= as_of);
        let withdrawn = application.withdrawn.as_ref().filter(|one| one.on <= as_of);
        let (state, settled_on, reason) = match (decided, withdrawn) {
            (Some(decided), _) => (
                match decided.outcome {
                    Outcome::Granted => "granted",
                    Outcome::Refused => "refused",
                },
                Some(decided.on),
                decided.reason.clone(),
            ),
            (None, Some(withdrawn)) => (
                "withdrawn",
                Some(withdrawn.on),
                Some(withdrawn.reason.clone()),
            ),
            (None, None) => ("pending", None, None),
        };
        Self {
            number: applied.number,
            kind: applied.kind.as_str(),
            state,
            on: applied.on,
            by: applied.by.clone(),
            authority: applied.authority.clone(),
            content: (&applied.content).into(),
            valid_until: applied.valid_until,
            settled_on,
            reason,
            checks: checked.into_iter().map(Into::into).collect(),
        }
    }
}

/// A filing as it stood on the day.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Filing)]
pub struct FilingBody {
    /// Its number.
    #[schema(examples("荆职评备〔2026〕421000-0001号"))]
    pub number: Option<String>,
    /// The day of filing.
    pub filed_on: NaiveDate,
    /// Last day of validity; null: open.
    pub valid_until: Option<NaiveDate>,
    /// The day from which it is deregistered (Art. 23).
    pub deregistered_on: Option<NaiveDate>,
    /// What is filed.
    pub content: ContentBody,
}

impl FilingBody {
    /// Of a filing on a day; none: it holds nothing.
    pub fn of(filing: &Filing, as_of: NaiveDate) -> Option<Self> {
        Some(Self {
            number: filing.number.clone(),
            filed_on: filing.filed_on,
            valid_until: filing.valid_until(as_of),
            deregistered_on: filing.deregistered_on.filter(|day| *day <= as_of),
            content: filing.content(as_of)?.into(),
        })
    }
}

/// The end of its work, reported but not carried out yet (Art. 23).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReportedDeregistration)]
pub struct DeregistrationBody {
    /// The day it was reported.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An institution.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Institution)]
pub struct InstitutionBody {
    /// Its id.
    pub id: String,
    /// Version; the ETag.
    pub version: i64,
    /// Unified social credit code.
    #[schema(examples("52421002MJXHQ9PY9C"))]
    pub uscc: String,
    /// The day it is shown as of.
    pub as_of: NaiveDate,
    /// The day until which recordings count; null: all.
    pub known_at: Option<NaiveDate>,
    /// `gd` or `jz`.
    pub regime: &'static str,
    /// The authority that files and supervises it; null: none of this system.
    #[schema(examples("jz-421000"))]
    pub authority: Option<String>,
    /// That authority's name as the source of a filing taken over writes it.
    pub authority_name: Option<String>,
    /// Its own organisation, where it has accounts.
    pub organisation: Option<String>,
    /// `applied`, `not_filed`, `filed`, `suspended`, `expired`, `deregistered` or `banned`.
    #[schema(examples("filed"))]
    pub status: &'static str,
    /// Whether its work is suspended (Art. 21).
    pub suspended: bool,
    /// Last day of the suspension; null: until it is lifted.
    pub suspended_until: Option<NaiveDate>,
    /// Lists it stands on: `abnormal`, `bad_credit` (Art. 21).
    pub lists: Vec<&'static str>,
    /// Last day on which a new filing is barred (Art. 22).
    pub barred_until: Option<NaiveDate>,
    /// The day from which a new filing can be applied for again.
    pub open_from: Option<NaiveDate>,
    /// The filing of that day.
    pub filing: Option<FilingBody>,
    /// Applications until that day, in their order.
    pub applications: Vec<ApplicationBody>,
    /// The end of its work, where it is reported.
    pub deregistration: Option<DeregistrationBody>,
}

/// An institution as asked for; `authorities` finds the authority of an application that waits.
pub fn body(
    opened: &Opened<Institution>,
    asked: Asked,
    known_at: Option<NaiveDate>,
    policy: FilingPolicy,
    mut authorities: impl FnMut(&str) -> Option<Authority>,
) -> InstitutionBody {
    let institution = &opened.state;
    let as_of = asked.as_of;
    let standing = institution.standing(as_of);
    let applications = institution
        .applications
        .iter()
        .filter(|application| application.applied.on <= as_of)
        .map(|application| {
            let applied = &application.applied;
            let waiting = application.waits_on(as_of);
            let authority = waiting.then(|| authorities(&applied.authority)).flatten();
            let checked = authority.map_or_else(Vec::new, |authority| {
                checks(Some(institution), applied, as_of, &authority, policy)
            });
            ApplicationBody::new(application, as_of, checked)
        })
        .collect();
    InstitutionBody {
        id: opened.id.clone(),
        version: opened.head.version,
        uscc: institution.uscc.clone(),
        as_of,
        known_at,
        regime: institution.regime.as_str(),
        authority: institution.authority.clone(),
        authority_name: institution.authority_name.clone(),
        organisation: institution.organisation.clone(),
        status: standing.status.as_str(),
        suspended: standing.suspended_until.is_some(),
        suspended_until: standing.suspended_until.flatten(),
        lists: standing.lists.iter().map(|list| list.as_str()).collect(),
        barred_until: standing.barred_until,
        open_from: standing.barred_until.and_then(|day| day.succ_opt()),
        filing: institution
            .filing(as_of)
            .and_then(|filing| FilingBody::of(filing, as_of)),
        applications,
        deregistration: institution
            .deregistration
            .as_ref()
            .filter(|reported| reported.on <= as_of)
            .map(|reported| DeregistrationBody {
                on: reported.on,
                reason: reported.reason.clone(),
            }),
    }
}
