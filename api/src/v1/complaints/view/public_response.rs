//! What was reported upward, answered in public, ordered and referred, and what is owed, as a case shows it.

use chrono::NaiveDate;
use domain::access::{Action, Principal, Scope};
use domain::gd::case::{Duty, Handling};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::Lang;

/// What is owed about a case and not done yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DutyBody {
    /// `upward_report`, `public_statement`, `supervision`, `reply_promise`, `investigation_report` or `feedback`.
    #[schema(examples("upward_report"))]
    pub kind: &'static str,
    /// The same in words, in the language of the request.
    pub explanation: &'static str,
    /// Which of its kind: the order, the promise or the assignment by its number; 0 where there is only one.
    pub number: u32,
    /// The last day on which it is done in time; null: none is set.
    pub due_on: Option<NaiveDate>,
    /// Whether it should have been done by now.
    pub late: bool,
    /// The undertaking department that owes it; null: the center.
    pub department: Option<String>,
    /// The provision by which it is owed.
    #[schema(examples("gd-complaints/art4/2"))]
    pub provision: &'static str,
}

impl DutyBody {
    /// Of a duty, on a day.
    #[must_use]
    pub fn of(duty: Duty, today: NaiveDate, lang: Lang) -> Self {
        Self {
            kind: duty.kind.as_str(),
            explanation: match lang {
                Lang::ZhCn => duty.kind.name_zh(),
                Lang::En => duty.kind.name_en(),
            },
            number: duty.number,
            due_on: duty.due_on,
            late: duty.is_late(today),
            provision: duty.kind.provision().id,
            department: duty.department,
        }
    }
}

/// Those of the duties that are the caller's business: a department's are its own, a platform's none.
#[must_use]
pub fn duties(
    owed: Vec<Duty>,
    principal: &Principal,
    today: NaiveDate,
    lang: Lang,
) -> Vec<DutyBody> {
    let scope = principal.scope(Action::ListOutstanding);
    owed.into_iter()
        .filter(|duty| match scope {
            Some(Scope::Assigned) => duty.department.as_ref() == Some(&principal.organisation_id),
            Some(Scope::Own | Scope::Regime | Scope::All) => true,
            Some(Scope::Submitted) | None => false,
        })
        .map(|duty| DutyBody::of(duty, today, lang))
        .collect()
}

/// What was reported upward and answered in public (Art. 4, 13), ordered (Art. 19) and referred (Art. 20).
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicResponseBody {
    /// Reports to the province center.
    pub upward_reports: Vec<UpwardReportBody>,
    /// Measures against the effect of an exposure.
    pub media_measures: Vec<MediaMeasureBody>,
    /// Statements to the public.
    pub statements: Vec<PublishedBody>,
    /// Orders to correct a breach of Art. 9 or 15.
    pub accountability: Vec<AccountabilityBody>,
    /// Referrals of the complainant.
    pub complainant_referrals: Vec<ComplainantReferralBody>,
}

/// A report upward; what it says is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpwardReportBody {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// To which organisation.
    pub to: String,
    /// Its name.
    pub to_name: String,
    /// Who reported: a client id.
    pub reported_by: String,
}

/// A measure against the effect of an exposure.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaMeasureBody {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// What was done.
    pub measure: String,
    /// Who recorded it: a client id.
    pub taken_by: String,
}

/// A statement to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedBody {
    /// The id by which the public finds it.
    pub id: String,
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Where else it was published.
    pub medium: Option<String>,
    /// Who published it: a client id.
    pub published_by: String,
}

/// An order to correct a breach; what is to be corrected is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountabilityBody {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The provision that was not observed.
    #[schema(examples("gd-complaints/art15"))]
    pub provision: String,
    /// The organisation held to account.
    pub organisation: String,
    /// The officer, by client id; null: the organisation as such.
    pub officer: Option<String>,
    /// Until when it is to be corrected.
    pub correct_by: NaiveDate,
    /// Whether the consequences were serious.
    pub serious: bool,
    /// To whom those responsible were referred.
    pub referred_to: Option<String>,
    /// Who recorded it: a client id.
    pub recorded_by: String,
}

/// A referral of the complainant; what happened is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplainantReferralBody {
    /// From 1, within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `false_accusation`, `disorder` or `abuse`.
    pub conduct: &'static str,
    /// The day on which admonition was in vain.
    pub admonished_on: Option<NaiveDate>,
    /// The authority.
    pub authority: String,
    /// Who referred: a client id.
    pub referred_by: String,
}

impl PublicResponseBody {
    /// Of what happened to a case; none: nothing of the kind, or nothing that is the caller's business.
    #[must_use]
    pub fn of(handling: &Handling, principal: &Principal) -> Option<Self> {
        principal.scope(Action::ReadEvaluation)?;
        let body = Self::all(handling);
        let nothing = body.upward_reports.is_empty()
            && body.media_measures.is_empty()
            && body.statements.is_empty()
            && body.accountability.is_empty()
            && body.complainant_referrals.is_empty();
        (!nothing).then_some(body)
    }

    fn all(handling: &Handling) -> Self {
        Self {
            upward_reports: handling
                .upward_reports
                .iter()
                .map(|one| UpwardReportBody {
                    number: one.number,
                    on: one.on,
                    to: one.to.clone(),
                    to_name: one.to_name.clone(),
                    reported_by: one.reported_by.clone(),
                })
                .collect(),
            media_measures: handling
                .media_measures
                .iter()
                .map(|one| MediaMeasureBody {
                    number: one.number,
                    on: one.on,
                    measure: one.measure.clone(),
                    taken_by: one.taken_by.clone(),
                })
                .collect(),
            statements: handling
                .statements
                .iter()
                .map(|one| PublishedBody {
                    id: one.id.clone(),
                    number: one.number,
                    on: one.on,
                    title: one.title.clone(),
                    text: one.text.clone(),
                    medium: one.medium.clone(),
                    published_by: one.published_by.clone(),
                })
                .collect(),
            accountability: handling
                .accountability
                .iter()
                .map(|one| AccountabilityBody {
                    number: one.number,
                    on: one.on,
                    provision: one.provision.clone(),
                    organisation: one.organisation.clone(),
                    officer: one.officer.clone(),
                    correct_by: one.correct_by,
                    serious: one.serious,
                    referred_to: one.referred_to.clone(),
                    recorded_by: one.recorded_by.clone(),
                })
                .collect(),
            complainant_referrals: handling
                .complainant_referrals
                .iter()
                .map(|one| ComplainantReferralBody {
                    number: one.number,
                    on: one.on,
                    conduct: one.conduct.as_str(),
                    admonished_on: one.admonished_on,
                    authority: one.authority.clone(),
                    referred_by: one.referred_by.clone(),
                })
                .collect(),
        }
    }
}
